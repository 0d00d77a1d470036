"""How like each article of a day is to those of the days around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from reportedly.threads.telling import Telling, rarity

Key = TypeVar("Key", int, str)

KEPT: Final = 100
"""Neighbours that an article keeps; the rest counts as not alike at all."""

FELLOWS: Final = 2
"""Neighbours that are fellows whatever they are like: a happening that three articles tell is not crowded by them."""

FELLOW: Final = 0.7
"""An article at least so near, as a share of the nearest one, may be a fellow and never counts as crowd.

Without it a story of many articles would be a crowd to itself. 1 gains nothing on
stories of three articles and loses a fifth on stories of nine; 0.5 gains there what it loses here.
"""

CROWD: Final = 2
"""Neighbours that tell how crowded it is: the nearest that are no fellows."""


@dataclass(frozen=True, slots=True)
class Neighbours(Generic[Key]):
    """The articles likest to one, likest first, by the cosine of their words.

    ``crowd`` is how like those are that are likest and not its fellows: what a topic alone makes alike.
    """

    near: dict[Key, float]
    crowd: float


def neighbours(day: Sequence[Key], around: Sequence[tuple[Key, Telling]]) -> dict[Key, Neighbours[Key]]:
    """The neighbours of a day's articles among those of the days around it, the day's own among them.

    The answer depends on which articles these are and not on their order.
    """
    sizes = np.array([told.ids.size for _, told in around])
    owner = np.repeat(np.arange(len(around)), sizes)
    ids = np.concatenate([told.ids for _, told in around])
    distinct, word, holders = np.unique(ids, return_inverse=True, return_counts=True)
    times = np.concatenate([told.times for _, told in around]).astype(np.float64)
    weights = times * rarity(distinct, holders, len(around))[word]
    norms = np.sqrt(np.bincount(owner, weights**2, len(around)))
    weights = weights / np.maximum(norms, 1e-9)[owner]

    by_word = np.argsort(word, kind="stable")
    ends = np.cumsum(holders)
    lists = _Lists(owner[by_word], weights[by_word], ends - holders, holders)
    starts = np.cumsum(sizes) - sizes
    wanted = set(day)
    found = {}
    for at, (key, _) in enumerate(around):
        if key in wanted:
            own = slice(starts[at], starts[at] + sizes[at])
            alike = lists.alike(word[own], weights[own], len(around))
            alike[at] = 0.0
            found[key] = _likest(alike, around)
    return found


@dataclass(frozen=True, slots=True)
class _Lists:
    """Inverted lists, one behind the other: of each word the articles that hold it and with what weight."""

    owner: NDArray[np.int64]
    weight: NDArray[np.float64]
    start: NDArray[np.int64]
    length: NDArray[np.int64]

    def alike(self, words: NDArray[np.int64], weights: NDArray[np.float64], articles: int) -> NDArray[np.float64]:
        """The cosine of these words with those of every article."""
        lengths = self.length[words]
        # The places of all the words' lists, without a loop over words.
        skipped = np.repeat(self.start[words] - (np.cumsum(lengths) - lengths), lengths)
        places = skipped + np.arange(skipped.size)
        products = self.weight[places] * np.repeat(weights, lengths)
        return np.bincount(self.owner[places], products, articles).astype(np.float64)


def _likest(alike: NDArray[np.float64], around: Sequence[tuple[Key, Telling]]) -> Neighbours[Key]:
    rounded = np.round(alike, 6)  # sums in another order differ in the last digits, and answers must not
    kept = np.argpartition(-rounded, min(KEPT, rounded.size - 1))[:KEPT] if rounded.size > KEPT else None
    places = np.arange(rounded.size) if kept is None else kept
    places = places[np.argsort(-rounded[places], kind="stable")]
    values = rounded[places]
    strangers = values[FELLOWS:][values[FELLOWS:] < FELLOW * values[0]]
    crowd = round(float(strangers[:CROWD].sum()) / CROWD, 6)
    near = {around[at][0]: value for at, value in zip(places.tolist(), values.tolist(), strict=True) if value > 0}
    return Neighbours(near, crowd)
