"""Average-link clustering whose answer depends on the set of things alone, not on their order."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
"""How likely each two things belong together: symmetric, a row and a column each thing."""


def clusters(scores: Scores, least: float) -> list[list[int]]:
    """The things that belong together, by place: the two clusters with the highest mean score are joined first.

    ``scores`` is symmetric, a row and a column each thing; clusters whose mean
    score is below ``least`` stay apart. Of equal pairs the one that comes first
    is joined, so give the things in an order of their own.
    """
    count = len(scores)
    if count < 2:
        return [[at] for at in range(count)]
    groups: list[list[int]] = [[at] for at in range(count)]
    if count < 2:
        return groups
    sums = scores.astype(np.float64).copy()
    np.fill_diagonal(sums, -np.inf)
    sizes = np.ones(count)
    while True:
        means = sums / np.outer(sizes, sizes)
        at = int(np.argmax(means))
        one, other = sorted(divmod(at, count))
        if not means[one, other] >= least:
            return sorted(sorted(group) for group in groups if group)
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        sums[one, one] = -np.inf
        sums[other] = sums[:, other] = -np.inf
        sizes[one] += sizes[other]
        groups[one] += groups[other]
        groups[other] = []


def matrix(rows: Sequence[Sequence[float]]) -> Scores:
    """Scores of the pairs above the diagonal, a row each thing, as a symmetric table."""
    table = np.zeros((len(rows), len(rows)))
    for at, row in enumerate(rows):
        table[at, at + 1 :] = row
    return table + table.T
