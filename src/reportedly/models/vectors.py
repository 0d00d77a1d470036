"""How alike short texts are in what their words mean, by a vector for each word piece."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportedly.models.pieces import tokenizer

_LONGEST = 2_000
"""Characters of a text that are looked at."""


class Vectors:
    """Vectors of word pieces, distilled from a sentence encoder; ``CARD.md`` beside them says how.

    Raises:
        FileNotFoundError: the folder has none.
    """

    def __init__(self, folder: Path) -> None:
        self._tokenizer = tokenizer(folder)
        with np.load(folder / "vectors.npz") as table:
            self._vectors, self._scale = table["vectors"], table["scale"]

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A row of length 1 for each text, so that the product of two rows is their cosine; zeros for no words."""
        read = self._tokenizer.encode_batch_fast([text[:_LONGEST] for text in texts], add_special_tokens=False)
        rows = np.zeros((len(texts), self._vectors.shape[1]), np.float32)
        for at, pieces in enumerate(read):
            if pieces.ids:
                whole = (self._vectors[pieces.ids] * self._scale[pieces.ids][:, None]).sum(axis=0)
                rows[at] = whole / (np.linalg.norm(whole) or 1.0)
        return rows
