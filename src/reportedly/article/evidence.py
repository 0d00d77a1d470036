"""What tells of each block whether it belongs to the article, as numbers.

Nothing here knows a site or a language: what a block looks like, what its
elements are called, how much of the page's prose stands in the elements around
it, and what its neighbours look like. :mod:`reportedly.article.body` weighs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from reportedly.article.extents import Extents
from reportedly.article.furniture import ends_sentence
from reportedly.article.roles import Role
from reportedly.article.scrap import HEADINGS, Scrap
from reportedly.article.walk import Walked
from reportedly.article.words import Likeness

Numbers = NDArray[np.float32]

MIN_PROSE: Final = 80
"""Characters of a block that looks like a paragraph."""

MAX_LINKED: Final = 0.4
"""Share of a paragraph's characters that may be links."""

LEVELS: Final = 4
"""Elements around a block that are looked at, the innermost first."""

REACH: Final = 4
"""Neighbours above and below that are looked at."""

START: Final = 100
"""Characters at the beginning of a block whose digits and capitals are counted."""

FAR: Final = 50
"""Blocks or steps beyond which distance is not told apart."""

TAGS: Final = (
    "p", "div", "li", "h1", "h2", "h3", "blockquote", "td", "figcaption", "dd", "section", "article", "body", "button",
)  # fmt: skip
ROLES: Final[tuple[Role, ...]] = (
    "navigation", "related", "appeal", "newsletter", "advertisement", "comments", "legal", "byline", "dateline",
    "credit", "caption", "standfirst", "other", "hidden",
)  # fmt: skip
LANDMARKS: Final = (0.5, 0.8)
"""Shares of the page's prose; the smallest elements that hold so much are landmarks."""

_COMMAS: Final = ",;،、，"
_NO_DIGITS: Final = dict.fromkeys(map(ord, "0123456789"))
_OPENING: Final = tuple("\"“„«'‘「")


def is_prose(scrap: Scrap) -> bool:
    """Whether a block is a paragraph by its looks: long, and not made of links."""
    return len(scrap.text) >= MIN_PROSE and scrap.linked <= MAX_LINKED * len(scrap.text)


@dataclass(frozen=True, slots=True)
class Declared:
    """What the page says of itself: blocks like it are headline and standfirst."""

    titles: Sequence[str] = ()
    descriptions: Sequence[str] = ()


class Evidence:
    """The evidence of a page with at least one block.

    ``rows`` has a row for each block and a column for each observation.
    """

    def __init__(self, walked: Walked, roles: Sequence[Role | None], held: Extents, declared: Declared) -> None:
        scraps = walked.scraps
        self._walked = walked
        self._places = np.array([scrap.place for scrap in scraps])
        self._parents = np.array(walked.parents)
        self._extents = held
        self._words = np.array([scrap.text.count(" ") + 1 for scrap in scraps], dtype=np.float32)
        self._makes = _numbered([_make(walked, scrap) for scrap in scraps])
        prose = np.array([is_prose(scrap) for scrap in scraps], dtype=np.float32)
        sizes = np.array([len(scrap.text) for scrap in scraps], dtype=np.float32)
        looks = np.array([_looks(scrap) for scrap in scraps], dtype=np.float32)
        tags = _one_hot([scrap.tag for scrap in scraps], TAGS)
        claimed = _one_hot(roles, ROLES)
        shown = np.column_stack([looks[:, :4], prose, tags[:, 0], claimed.any(axis=1), self._stays()])
        self.rows: Numbers = np.concatenate(
            [
                looks,
                tags,
                claimed,
                _named(walked),
                _position(scraps, sizes, prose, declared),
                self._containers(sizes, prose),
                *_around(shown),
            ],
            axis=1,
            dtype=np.float32,
        )

    def again(self, likely: Numbers) -> Numbers:
        """The rows of a second look, which knows how likely a first one found each block.

        Stacking by context, as in Tu and Bai (2010), Auto-context.
        """
        weight = likely * self._words
        held = self._held(np.column_stack([weight, self._words]))
        total = max(1e-6, float(held[0, 0]))
        columns = [likely, *(column[:, 0] for column in _around(likely[:, None]))]
        for level in self._levels():
            told, words = held[level].T
            columns += [told / np.maximum(1, words), told / total]
        columns.append(np.cumsum(weight) / total)
        alike = np.bincount(self._makes, weights=weight)[self._makes]
        columns += [alike / np.bincount(self._makes, weights=self._words)[self._makes], alike / total]
        return np.column_stack([self.rows, *columns]).astype(np.float32)

    def _containers(self, sizes: Numbers, prose: Numbers) -> Numbers:
        """How much text, prose and links the elements around each block hold, and where the page's prose is."""
        linked = np.array([scrap.linked for scrap in self._walked.scraps], dtype=np.float32)
        told = sizes * prose
        held = self._held(np.column_stack([np.ones_like(sizes), sizes, told, linked]))
        total = max(1.0, float(held[0, 2]))
        columns: list[NDArray[Any]] = []
        for level in self._levels():
            number, size, inner, links = held[level].T
            filled = np.maximum(1, size)
            columns += [np.log1p(number), np.log1p(size), inner / total, inner / filled, links / filled]
        for share in LANDMARKS:  # the last element that holds so much is the smallest
            columns.append(self._steps_out(max(np.flatnonzero(held[:, 2] >= share * total).tolist(), default=0)))
        columns.append(np.bincount(self._makes, weights=told)[self._makes] / total)
        return np.column_stack(columns)

    def _held(self, columns: NDArray[Any]) -> NDArray[Any]:
        """The sums of columns over the blocks that each element holds."""
        sums = np.concatenate([np.zeros((1, columns.shape[1])), np.cumsum(columns, axis=0, dtype=np.float64)])
        first = np.minimum(self._extents.first, self._extents.end)  # an element without blocks begins after its end
        return np.asarray(sums[self._extents.end] - sums[first])

    def _levels(self) -> list[NDArray[Any]]:
        """The elements around each block, by their numbers, the innermost first."""
        levels = [self._places]
        while len(levels) < LEVELS:
            levels.append(self._parents[levels[-1]])
        return levels

    def _steps_out(self, landmark: int) -> NDArray[Any]:
        """How far each block's own element lies below what holds it and the landmark, another element."""
        parents = self._walked.parents
        above = {0, landmark}
        place = landmark
        while place:
            place = parents[place]
            above.add(place)
        steps = [0] * len(parents)
        for child in range(1, len(parents)):
            if child not in above:
                steps[child] = steps[parents[child]] + 1
        return np.array([steps[scrap.place] for scrap in self._walked.scraps])

    def _stays(self) -> NDArray[Any]:
        """Whether each block stands in the same element as the block above it."""
        outer = self._parents[self._places]
        return np.concatenate([[False], outer[1:] == outer[:-1]])


def _around(columns: NDArray[Any]) -> list[NDArray[Any]]:
    """The same columns of each neighbour; -1 beyond the page's ends."""
    number = len(columns)
    padded = np.pad(columns, ((REACH, REACH), (0, 0)), constant_values=-1)
    return [padded[REACH + shift : REACH + shift + number] for shift in range(-REACH, REACH + 1) if shift]


def _one_hot(values: Sequence[str | None], names: Sequence[str]) -> Numbers:
    columns = {name: column for column, name in enumerate(names)}
    found = np.zeros((len(values), len(names)), dtype=np.float32)
    for row, value in enumerate(values):
        if value in columns:
            found[row, columns[value]] = 1
    return found


def _looks(scrap: Scrap) -> list[float]:
    text = scrap.text
    size = max(1, len(text))
    number = text.count(" ") + 1
    start = text[:START]
    return [
        log1p(len(text)),
        scrap.linked / size,
        ends_sentence(text),
        text[:1].islower(),
        number,
        size / number,
        sum(map(text.count, _COMMAS)) / number,
        sum(map(str.isdigit, start)) / min(size, START),
        sum(map(str.isupper, start)) / min(size, START),
        text.startswith(_OPENING),
        ("|" in text) + 2 * ("©" in text),
        scrap.offered / size,
        scrap.quoted,
        scrap.listed,
        scrap.tag in HEADINGS,
        scrap.date is not None,
        len(scrap.marks),
    ]


def _named(walked: Walked) -> Numbers:
    """How many elements around the block are called an article's body or are articles, and how many there are."""
    around = [(0, 0, 0)]
    for place in range(1, len(walked.parents)):
        bodies, mains, depth = around[walked.parents[place]]
        around.append((bodies + walked.bodies[place], mains + (walked.tags[place] in ("article", "main")), depth + 1))
    found = np.array([around[scrap.place] for scrap in walked.scraps], dtype=np.float32)
    most = np.maximum(1, found[:, :2].max(axis=0))
    return np.column_stack([found, found[:, :2] / most])


def _position(scraps: Sequence[Scrap], sizes: Numbers, prose: Numbers, declared: Declared) -> Numbers:
    number = len(scraps)
    index = np.arange(number)
    titles, summaries = Likeness(declared.titles), Likeness(declared.descriptions)
    titled = np.array([titles(scrap.text) for scrap in scraps])
    summed = [summaries(scrap.text) for scrap in scraps]
    headline = int(np.argmax(titled + 0.5 * np.array([scrap.tag == "h1" for scrap in scraps])))
    repeated = _numbered([scrap.text for scrap in scraps])
    gone = np.cumsum(sizes)
    told = np.cumsum(sizes * prose)
    total = max(1.0, float(told[-1]))
    return np.column_stack(
        [
            np.full(number, np.log1p(number)),
            np.full(number, np.log1p(total)),
            index / number,
            gone / max(1.0, float(gone[-1])),
            told / total,
            np.clip(index - headline, -FAR, FAR),
            _since(prose),
            _since(prose[::-1])[::-1],
            titled,
            summed,
            np.bincount(repeated)[repeated],
        ]
    ).astype(np.float32)


def _since(flags: Numbers) -> NDArray[Any]:
    """Blocks since the last one that is flagged."""
    index = np.arange(len(flags))
    return np.minimum(index - np.maximum.accumulate(np.where(flags > 0, index, -FAR)), FAR)


def _make(walked: Walked, scrap: Scrap) -> tuple[str, ...]:
    """What a block is made of: the tags and names of the two elements around it.

    Paragraphs are of one make, numbered ones ("paragraph-3") too.
    """
    outer = walked.parents[scrap.place]
    names = (walked.names[scrap.place].translate(_NO_DIGITS), walked.names[outer].translate(_NO_DIGITS))
    return (scrap.tag, walked.tags[outer], *names)


def _numbered(keys: Sequence[object]) -> NDArray[Any]:
    """Equal keys as equal numbers."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys])
