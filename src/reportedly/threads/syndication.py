"""Articles that are the same text, whole or in part: wire copy cut, retitled, with a paragraph added.

Texts are compared by their runs of three words (shingles; Broder 1997). What
counts is containment, the share of the shorter text that the longer one holds,
and not resemblance: a copy cut to a fifth resembles its original little. One
shingle in eight, chosen by its hash, finds candidates; whole texts are then
compared. Shingles that stand in many articles are boilerplate and find nobody.
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from reportedly.article.words import words

Key = TypeVar("Key", bound=Hashable)
Hashes = NDArray[np.uint64]

SHINGLE: Final = 3
"""Words of a shingle."""

RUN: Final = 8
"""Words of the runs that copies keep and templated reports, filled with other names and numbers, don't."""

SAMPLE: Final = 8
"""One shingle in so many is looked up."""

MIN_SAMPLED: Final = 2
"""Sampled shingles that a candidate shares."""

MIN_SHARE: Final = 0.25
"""Share of the fewer sampled shingles that a candidate shares: half of what a copy has, for chance."""

MIN_CONTAINED: Final = 0.5
"""Share of the shorter text's shingles that the longer one of a pair of copies holds."""

MIN_TOGETHER: Final = 1.0
"""What the shares of shingles and of runs of eight words add up to at least.

Swept on synthetic syndication: from 1.0 to 1.15 F1 of pairs lies between .987 and
.993 (.98: .983). Copies have 1.1 and more, short ones with as much of their own a
little over 1, filled templates and shared quotations less.
"""

MIN_SHINGLES: Final = 15
"""Shingles of a text that can be judged: a headline alone is nobody's copy."""

COMMON: Final = 60
"""Articles from which a shingle is boilerplate."""

_PRIMES: Final = np.array(
    [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5,
     0x85EBCA77C2B2AE63, 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53, 0xD6E8FEB86659FD93],
    dtype=np.uint64,
)  # fmt: skip


class Prints:
    """What a text is compared by: its distinct shingles, and runs of more words when somebody asks, by hash."""

    def __init__(self, text: str) -> None:
        hashed = [zlib.crc32(word.encode(errors="replace")) for word in words(text)]
        self._words = np.array(hashed, dtype=np.uint64)
        self.shingles = _runs(self._words, SHINGLE)
        sampled = self.shingles[self.shingles % np.uint64(SAMPLE) == 0]
        self.sampled: tuple[int, ...] = tuple(sampled.tolist())

    @cached_property
    def runs(self) -> Hashes:
        """Runs of :data:`RUN` words."""
        return _runs(self._words, RUN)


@dataclass(frozen=True, slots=True)
class Copy(Generic[Key]):
    """Two articles of one text: ``contained`` is the share of the shorter that the longer holds."""

    one: Key
    other: Key
    contained: float


def overlap(one: Prints, other: Prints) -> tuple[float, float]:
    """The share of each text's shingles that the other holds too."""
    shared = np.intersect1d(one.shingles, other.shingles, assume_unique=True).size
    return shared / max(1, one.shingles.size), shared / max(1, other.shingles.size)


def contained(one: Hashes, other: Hashes) -> float:
    """The share of the smaller set that the larger one holds."""
    shared = np.intersect1d(one, other, assume_unique=True).size
    return float(shared / max(1, min(one.size, other.size)))


@dataclass(slots=True)
class Syndication(Generic[Key]):
    """Finds the copies of each article among those that came before it.

    Memory grows with the articles that it holds; :meth:`forget` those that are
    too old to be copied.
    """

    _held: dict[Key, Prints] = field(default_factory=dict)
    _with: defaultdict[int, list[Key]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: Key, text: str) -> list[Copy[Key]]:
        """The copies of an article among those held, which it then joins; an article held already has none."""
        if key in self._held:
            return []
        own = Prints(text)
        found = [copy for other in self._candidates(own) if (copy := self._compared(key, own, other))]
        self._held[key] = own
        for shingle in own.sampled:
            self._with[shingle].append(key)
        return found

    def prints_of(self, key: Key) -> Prints:
        """What an article that is held is compared by."""
        return self._held[key]

    def forget(self, key: Key) -> None:
        """Let an article go: nothing is its copy any more."""
        own = self._held.pop(key, None)
        for shingle in own.sampled if own else ():
            holders = self._with[shingle]
            holders.remove(key)
            if not holders:
                del self._with[shingle]

    def _candidates(self, own: Prints) -> list[Key]:
        if own.shingles.size < MIN_SHINGLES:
            return []
        met: Counter[Key] = Counter()
        for shingle in own.sampled:
            holders = self._with.get(shingle, ())
            if len(holders) < COMMON:
                met.update(holders)
        return [key for key, times in met.items() if times >= self._least(own, key)]

    def _least(self, own: Prints, other: Key) -> float:
        return max(MIN_SAMPLED, MIN_SHARE * min(len(own.sampled), len(self._held[other].sampled)))

    def _compared(self, key: Key, own: Prints, other: Key) -> Copy[Key] | None:
        held = self._held[other]
        share = contained(own.shingles, held.shingles)
        if share < MIN_CONTAINED or share + contained(own.runs, held.runs) < MIN_TOGETHER:
            return None
        return Copy(other, key, round(share, 3))


def groups(copies: Iterable[Copy[Key]]) -> list[tuple[Key, ...]]:
    """Articles of one text, each group in the order in which they were met; a copy's copies are of its group."""
    leader: dict[Key, Key] = {}

    def find(key: Key) -> Key:
        while leader.setdefault(key, key) != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    for copy in copies:
        one, other = find(copy.one), find(copy.other)
        leader[other] = one
    members: dict[Key, list[Key]] = {}
    for key in leader:
        members.setdefault(find(key), []).append(key)
    return [tuple(group) for group in members.values()]


def _runs(hashed: Hashes, length: int) -> Hashes:
    """The distinct runs of so many words, hashed: multiplied, added, and stirred (Fibonacci hashing)."""
    if hashed.size < length:
        return np.zeros(0, dtype=np.uint64)
    number = hashed.size - length + 1
    total = np.zeros(number, dtype=np.uint64)
    for place in range(length):
        total += (hashed[place : place + number] + np.uint64(1)) * _PRIMES[place]
    total ^= total >> np.uint64(29)
    total *= _PRIMES[-1]
    total ^= total >> np.uint64(32)
    return np.unique(total)
