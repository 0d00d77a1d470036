"""Average-link clustering, stopped where clusters are no longer like each other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray


def clusters(alike: NDArray[np.float64], least: float) -> list[list[int]]:
    """Groups of rows whose likeness is on average at least ``least`` wherever two of them were joined.

    Nearest-neighbour chains (Murtagh 1983) give the tree of greedy joining in
    quadratic time. Of equals the first in the order of rows is taken.
    """
    members = {row: [row] for row in range(len(alike))}
    for one, other in _joins(alike.copy(), least):
        members[one] += members.pop(other)
    return [sorted(rows) for rows in members.values()]


def _joins(alike: NDArray[np.float64], least: float) -> Iterator[tuple[int, int]]:
    np.fill_diagonal(alike, -np.inf)
    sizes = np.ones(len(alike))
    waiting = list(range(len(alike)))[::-1]
    chain: list[int] = []
    gone = np.zeros(len(alike), dtype=bool)
    while waiting or chain:
        if not chain:
            start = waiting.pop()
            if gone[start]:
                continue
            chain.append(start)
        end = chain[-1]
        nearest = int(np.argmax(alike[end]))
        if len(chain) > 1 and alike[end, chain[-2]] >= alike[end, nearest]:
            nearest = chain[-2]
        if alike[end, nearest] < least:
            # Joining is monotone: nothing will ever be near enough to it, nor it to the rest of its chain.
            _leave(alike, gone, end)
            chain.pop()
        elif len(chain) > 1 and nearest == chain[-2]:
            one, other = sorted((end, nearest))
            del chain[-2:]
            _merge(alike, sizes, one, other)
            _leave(alike, gone, other)
            waiting.append(one)
            yield one, other
        else:
            chain.append(nearest)


def _merge(alike: NDArray[np.float64], sizes: NDArray[np.float64], one: int, other: int) -> None:
    both = sizes[one] + sizes[other]
    row = (alike[one] * sizes[one] + alike[other] * sizes[other]) / both
    alike[one], alike[:, one] = row, row
    alike[one, one] = -np.inf
    sizes[one] = both


def _leave(alike: NDArray[np.float64], gone: NDArray[np.bool_], row: int) -> None:
    gone[row] = True
    alike[row], alike[:, row] = -np.inf, -np.inf
