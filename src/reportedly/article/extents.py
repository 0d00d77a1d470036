"""Which blocks stand in which elements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.article.walk import Walked

MAX_CLIMB: Final = 6
"""Elements around a field, link or picture that are looked at."""


@dataclass(frozen=True, slots=True)
class Extents:
    """Which scraps each block element holds: from ``first`` up to ``end``, with ``sizes`` characters."""

    first: Sequence[int]
    end: Sequence[int]
    sizes: Sequence[int]
    parents: Sequence[int]

    def around(self, place: int) -> Iterator[int]:
        """An element and those around it, the innermost first, but never the body."""
        for _ in range(MAX_CLIMB):
            if place == 0:
                return
            yield place
            place = self.parents[place]

    def scraps(self, place: int) -> range:
        """The scraps that an element holds; they stand together."""
        return range(self.first[place], self.end[place])


def extents(walked: Walked) -> Extents:
    """The extents of all block elements, in one pass from the innermost outward."""
    number = len(walked.parents)
    first, end, sizes = [len(walked.scraps)] * number, [0] * number, [0] * number
    for index, scrap in enumerate(walked.scraps):
        first[scrap.place] = min(first[scrap.place], index)
        end[scrap.place] = index + 1
        sizes[scrap.place] += len(scrap.text)
    for place in range(number - 1, 0, -1):
        parent = walked.parents[place]
        first[parent] = min(first[parent], first[place])
        end[parent] = max(end[parent], end[place])
        sizes[parent] += sizes[place]
    return Extents(first, end, sizes, walked.parents)
