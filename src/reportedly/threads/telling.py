"""What an article is compared with others by: its words, and how rare each of them is.

A word is worth more the fewer articles hold it. Who counts only the articles
at hand takes every name of a small set for rare; who counts only a background
takes the topic of a season ("virus") for rare. Here both are counted: the
articles of the days around, and :data:`IMAGINED` articles in which words stand
as often as their rank in the tagger's vocabulary, which is ordered by
frequency, lets expect (Zipf's law). No further data is needed for that.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from reportedly.article.words import words

Ids = NDArray[np.uint32]
Weights = NDArray[np.float32]

STEM: Final = 6
"""Letters by which words are told apart: "elect", "election" and "elections" differ, "elections" and "electoral" don't.

Whole words and 7 letters do as well, 5 a little worse.
"""

READ: Final = 500
"""Words of the text that are compared: news says first what happened."""

HEADLINE: Final = 2
"""How often a headline's words count; 1 is half a point worse, 3 no better."""

IMAGINED: Final = 100
"""Articles of the background: as many real ones weigh as much. From 50 to 200 nothing changes; 800 cost a point."""

EXPECTED: Final = 30.0
"""Zipf's law for articles: the word of rank r stands in the share 30/(r+30) of them."""

_FIRST_RANK: Final = 1996
"""Where words begin in the vocabulary: marks, letters and signs of other scripts come before."""


@dataclass(frozen=True, slots=True)
class Telling:
    """The distinct words of an article, hashed and sorted, and how much it makes of each (1 + log of its times)."""

    ids: Ids
    times: Weights


def telling(headline: str | None, text: str) -> Telling:
    """What an article is compared by; the headline counts for itself, whether or not the text begins with it."""
    told = Counter(_stems(text, READ))
    for stem in _stems(headline or "", READ):
        told[stem] += HEADLINE
    counted: Counter[int] = Counter()
    for stem, number in told.items():
        counted[_hashed(stem)] += number
    ids = np.array(sorted(counted), dtype=np.uint32)
    times = np.array([counted[each] for each in ids.tolist()], dtype=np.float32)
    return Telling(ids, 1 + np.log(times))


def rarity(ids: Ids, holders: NDArray[np.int64], articles: int) -> Weights:
    """How rare words are that so many of the articles hold: 0 for those that stand everywhere."""
    known, share = _background()
    at = np.minimum(np.searchsorted(known, ids), known.size - 1)
    expected = np.where(known[at] == ids, share[at], 0.0)
    held = (1 + holders + IMAGINED * expected) / (1 + articles + IMAGINED)
    rare: Weights = -np.log(np.minimum(held, 1.0)).astype(np.float32)
    return rare


def rarities(found: Sequence[str]) -> list[float]:
    """How rare each of some words is in the language."""
    ids = np.array([_hashed(word[:STEM]) for word in found], dtype=np.uint32)
    return [float(rare) for rare in rarity(ids, np.zeros(ids.size, dtype=np.int64), 0)]


def hashes(text: str) -> tuple[tuple[int, str], ...]:
    """The words of a line as they stand, each with the number by which tellings know it."""
    return tuple((_hashed(word[:STEM]), word) for word in words(text))


def _stems(text: str, most: int) -> list[str]:
    return [word[:STEM] for word in words(text)[:most]]


def _hashed(word: str) -> int:
    return zlib.crc32(word.encode(errors="replace"))


@cache
def _background() -> tuple[Ids, NDArray[np.float64]]:
    """The vocabulary's words by hash, and the share of articles in which each is expected."""
    lines = (files("reportedly.models") / "en" / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
    shares: dict[int, float] = {}
    for rank, word in enumerate(lines[_FIRST_RANK:]):
        if not word.startswith("##"):
            number = _hashed(word[:STEM])
            shares[number] = min(1.0, shares.get(number, 0.0) + EXPECTED / (rank + EXPECTED))
    ids = np.array(sorted(shares), dtype=np.uint32)
    return ids, np.array([shares[number] for number in ids.tolist()])
