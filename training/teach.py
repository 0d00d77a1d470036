"""What trained networks think of articles, for a smaller one to learn from.

    python -m training.teach OUT.pt ARTICLES.pickle RUN…

For each window the log of the networks' mean probability of each role, words ×
labels. Learning these beside the marks is distillation (Hinton et al. 2015).
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from rich.console import Console
from rich.progress import track

from training import examples as ex
from training import network as net
from training.train import windows


def main() -> None:
    """Read the words of the command line, write the opinions."""
    out, articles, *runs = (Path(word) for word in sys.argv[1:])
    networks = [net.load(run / "network.pt") for run in runs]
    cut = windows()
    every = [w for a in ex.load(articles) for w in ex.examples(a, networks[0].labels, cut, annotator=None)]
    found = {}
    batches = list(ex.batches(every, 16, None))
    for batch in track(batches, console=Console(file=sys.stderr)):
        given = ex.inputs(batch)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            mean = torch.stack([network(**given)["role"].float().softmax(-1) for network in networks]).mean(0)
        for e, rows in zip(batch, mean.log(), strict=True):
            found[e.key] = rows[: len(e.tag)].half()
    torch.save(found, out)


if __name__ == "__main__":
    main()
