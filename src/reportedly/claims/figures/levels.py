"""How the levels and changes of a sentence hang together: "fell 7 points to 38 per cent from 45 in May"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
    """The change at place ``one`` led to the level at ``other``, or the level at ``one`` was before that at ``other``."""

    kind: Literal["change_of", "earlier_of"]
    one: int
    other: int


def steps(doc: Doc, mentions: Sequence[Mention], changes: Sequence[Change | None]) -> Iterator[Step]:
    """The steps of all sentences in which something moves, each figure with one level at most."""
    led: dict[int, int] = {}  # change → its level
    open_: int | None = None  # a change whose level may follow behind another figure: "fell 7 points from 45 to 38"
    for place in range(1, len(mentions)):
        left, right = mentions[place - 1], mentions[place]
        between = [token.lowered for token in doc[min(left.last, right.first) : right.first]]
        if len(between) > _NEAR or any(token.sent_start for token in doc[left.first + 1 : right.first + 1]):
            open_ = None
            continue
        if changes[place - 1]:
            open_ = place - 1
        level = _level(doc, mentions, changes, place, between, open_)
        if level is not None:
            led[level.one] = level.other
            yield level
        earlier = _earlier(doc, mentions, changes, place, between, led)
        if earlier is not None:
            yield earlier


def _level(
    doc: Doc, mentions: Sequence[Mention], changes: Sequence[Change | None], place: int, between: list[str],
    open_: int | None,
) -> Step | None:  # fmt: skip
    """The change that led to the level at a place, or the change there that led to the level before."""
    left, right = mentions[place - 1], mentions[place]
    if changes[place]:
        apposed = between[:1] in ([","], ["("]) and len(between) <= _APPOSED and changes[place - 1] is None
        return Step("change_of", place, place - 1) if apposed and _fits(right, left) and _turns(between) else None
    if open_ is None or between[-1:] not in (["to"], ["at"]) or not _fits(mentions[open_], right):
        return None
    return Step("change_of", open_, place)


def _earlier(
    doc: Doc, mentions: Sequence[Mention], changes: Sequence[Change | None], place: int, between: list[str],
    led: dict[int, int],
) -> Step | None:  # fmt: skip
    """The level before, whichever of both stands first."""
    left, right = mentions[place - 1], mentions[place]
    if changes[place] is not None:
        return None
    if between[-1:] == ["to"] and changes[place - 1] is None:
        before = left.first - 1
        moved = before >= 0 and doc[before].lowered == "from" and moves(doc, before) and _alike(left, right)
        return Step("earlier_of", place - 1, place) if moved else None
    later = led.get(place - 1) if changes[place - 1] else place - 1
    if later is None or not _alike(mentions[later], right):
        return None
    moved = later in led.values() or _is_reached(doc, mentions[later], right)
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
