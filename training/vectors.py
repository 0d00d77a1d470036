"""MiniLM → a vector for each word piece, for telling how alike short texts are.

    python -m training.vectors src/reportedly/models/en

Each piece goes through the encoder alone; the mean of what comes out is its
vector. Vectors are centred, turned onto their principal axes, and weighted by
the piece's place in the vocabulary, which is in the order of frequency, so that
frequent words count little (Model2Vec; Tulkens and van Dongen 2024). Needs no data.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from training import network as net

WIDTH = 256
BATCH = 512


def main() -> None:
    """Write ``vectors.npz`` into the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    shape, weights = net.load_minilm(None)
    encoder = net.Encoder(shape, dropout=0.0)
    encoder.load_state_dict(weights, strict=False)
    encoder.eval()
    pieces = net.minilm_vocabulary()
    first, last = pieces.index("[CLS]"), pieces.index("[SEP]")
    rows = []
    with torch.no_grad():
        for at in range(0, len(pieces), BATCH):
            ids = torch.tensor([[first, piece, last] for piece in range(at, min(at + BATCH, len(pieces)))])
            rows.append(encoder(ids, torch.zeros_like(ids), torch.ones(ids.shape)).mean(dim=1).numpy())
    found = np.concatenate(rows).astype(np.float64)
    found -= found.mean(axis=0)
    _, axes = np.linalg.eigh(found.T @ found)
    found = found @ axes[:, ::-1][:, :WIDTH] * np.log(np.arange(2, len(found) + 2))[:, None]
    scale = np.abs(found).max(axis=1, keepdims=True) / 127
    vectors = np.round(found / scale).astype(np.int8)
    np.savez_compressed(folder / "vectors.npz", vectors=vectors, scale=scale[:, 0].astype(np.float32))


if __name__ == "__main__":
    main()
