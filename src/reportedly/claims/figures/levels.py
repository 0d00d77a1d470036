"""How the levels and changes of a sentence hang together: "fell 7 points to 38 per cent from 45 in May"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from reportedly.claims import lexicon
from reportedly.claims.figures.changes import moves
from reportedly.claims.figures.mentions import Mention

if TYPE_CHECKING:
    from reportedly.claims.parse import Doc
    from reportedly.data import Change

_NEAR = 8  # words that may lie between a change and the level that it led to
_APPOSED = 4  # words of ", a fall of"


@dataclass(frozen=True, slots=True)
class Step:
    """The change at place ``one`` led to the level at ``other``, or the level at ``one`` was before it."""

    kind: Literal["change_of", "earlier_of"]
    one: int
    other: int


def steps(doc: Doc, mentions: Sequence[Mention], changes: Sequence[Change | None]) -> Iterator[Step]:
    """The steps of all sentences in which something moves, each figure with one level at most."""
    moving = _Moving(doc, mentions, changes)
    for place in range(1, len(mentions)):
        yield from moving.steps(place)


@dataclass(slots=True)
class _Moving:
    """The figures of a paragraph on the way through it.

    ``led`` are the levels of changes so far, ``levels`` the same; ``open`` is a change whose level
    may follow behind another figure: "fell 7 points from 45 to 38".
    """

    doc: Doc
    mentions: Sequence[Mention]
    changes: Sequence[Change | None]
    led: dict[int, int] = field(default_factory=dict)
    levels: set[int] = field(default_factory=set)
    open: int | None = None

    def steps(self, place: int) -> Iterator[Step]:
        """The steps between a figure and those before it."""
        left, right = self.mentions[place - 1], self.mentions[place]
        between = [token.lowered for token in self.doc[min(left.last, right.first) : right.first]]
        if len(between) > _NEAR or any(token.sent_start for token in self.doc[left.first + 1 : right.first + 1]):
            self.open = None
            return
        if self.changes[place - 1]:
            self.open = place - 1
        level = self._level(place, between)
        if level is not None:
            self.led[level.one] = level.other
            self.levels.add(level.other)
            yield level
        if self.changes[place] is None and (earlier := self._earlier(place, between)) is not None:
            yield earlier

    def _level(self, place: int, between: list[str]) -> Step | None:
        """The change that led to the level at a place, or the change there that led to the level before."""
        left, right = self.mentions[place - 1], self.mentions[place]
        if self.changes[place]:
            apposed = between[:1] in ([","], ["("]) and len(between) <= _APPOSED and self.changes[place - 1] is None
            return Step("change_of", place, place - 1) if apposed and _fits(right, left) and _turns(between) else None
        if self.open is None or between[-1:] not in (["to"], ["at"]) or not _fits(self.mentions[self.open], right):
            return None
        return Step("change_of", self.open, place)

    def _earlier(self, place: int, between: list[str]) -> Step | None:
        """The level before, whichever of both stands first."""
        left, right = self.mentions[place - 1], self.mentions[place]
        if between[-1:] == ["to"] and self.changes[place - 1] is None:
            before = left.first - 1
            moved = before >= 0 and self.doc[before].lowered == "from" and moves(self.doc, before)
            return Step("earlier_of", place - 1, place) if moved and _alike(left, right) else None
        later = self.led.get(place - 1) if self.changes[place - 1] else place - 1
        if later is None or not _alike(self.mentions[later], right):
            return None
        moved = later in self.levels or _is_reached(self.doc, self.mentions[later], right)
        return Step("earlier_of", place, later) if _is_before(between, moved=moved) else None


def _is_reached(doc: Doc, later: Mention, earlier: Mention) -> bool:
    """Whether something moved to the later level: "fell to $900 million from"."""
    before = later.first - 1
    return before >= 0 and doc[before].lowered in {"to", "at"} and moves(doc, earlier.first - 1)


def _is_before(between: list[str], *, moved: bool) -> bool:
    """Whether the words say that the right one was before: "up from", "compared with", "to 38, from"."""
    compared = lexicon.load("figures")["changes"]
    if between[-1:] == ["from"]:
        return moved or bool({*between} & {*compared["from"]})
    if between[-1:] in (["with"], ["to"]):
        return between[-2:-1] != [] and between[-2] in compared["compared"]
    return between != [] and between[-1] in compared["against"]


def _turns(between: list[str]) -> bool:
    """Whether the words name a direction: ", down", "(a rise of"."""
    direction = lexicon.load("figures")["direction"]
    return any(word in direction[way] for word in between for way in ("up", "down", "rise", "fall"))


def _fits(change: Mention, level: Mention) -> bool:
    """Whether a change may be one of the level: in its own unit, in points of a percentage, or in per cent of it."""
    return change.unit in {level.unit, "percent", "1"} or (_is_points(change) and level.unit in {None, "percent"})


def _is_points(found: Mention) -> bool:
    return found.phrase is not None and found.phrase.head.lemma.lower() == "point"


def _alike(one: Mention, other: Mention) -> bool:
    """Whether both may be levels of one thing: the same unit, and no two things counted."""
    if one.unit != other.unit:
        return False
    nouns = [found.phrase.head.lemma.lower() for found in (one, other) if found.phrase is not None]
    return len(set(nouns)) <= 1
