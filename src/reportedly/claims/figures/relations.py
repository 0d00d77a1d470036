"""How the figures of a sentence hang together: part and whole, each and total, the same in other units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Literal

from reportedly.claims.figures.elision import of_them
from reportedly.claims.figures.mentions import Mention

if TYPE_CHECKING:
    from reportedly.claims.parse import Doc

_OWNER = 6  # words of "of the old city's"
_TITLE = 3  # words of "60 people homeless:"
_NEAR = 12  # tokens that may lie between two figures that belong together


@dataclass(frozen=True, slots=True)
class Link:
    """The mention at place ``one`` is a part of, one for each of, or the same as that at ``other``.

    ``alike`` says that the same happened to the part as to the whole.
    """

    kind: Literal["part_of", "each_of", "same_as"]
    one: int
    other: int
    alike: bool = False


def links(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Link]:
    """The links between neighbouring figures of one sentence, at most one a pair."""
    wholes: dict[int, int] = {}  # part → its whole, for the parts that go on: "nine firefighters and 17 residents"
    for place in range(1, len(mentions)):
        link = _between(doc, mentions, wholes, place)
        if link is None:
            continue
        if link.kind == "part_of":
            wholes[link.one] = link.other
        yield link


def _between(doc: Doc, mentions: Sequence[Mention], wholes: Mapping[int, int], place: int) -> Link | None:
    """The link between a figure and the one before it."""
    left, right = mentions[place - 1], mentions[place]
    if right.first - left.last > _NEAR or right.first < left.first:
        return None
    between = [token.lowered for token in doc[min(left.last, right.first) : right.first]]
    if any(token.sent_start for token in doc[left.first + 1 : right.first + 1]):
        return Link("part_of", place, place - 1) if _is_next_part(doc, left, right) else None
    return _link(doc, left, right, between, place) or _listed(doc, mentions, wholes, place, between)


def _listed(
    doc: Doc, mentions: Sequence[Mention], wholes: Mapping[int, int], place: int, between: list[str]
) -> Link | None:
    """Read the 17 of "26 dead, nine of them firefighters and 17 residents", the nine of "26 people: nine …"."""
    left, right = mentions[place - 1], mentions[place]
    whole = wholes.get(place - 1)
    later = mentions[place + 1] if place + 1 < len(mentions) else None
    following = [token.lowered for token in doc[right.last : later.first]] if later is not None else []
    if whole is not None:
        third = wholes.get(place - 2) == whole
        goes_on = _is_last(right, between, third=third) or (between == [","] and _is_last(later, following, third=True))
        fits = goes_on and _may_be_part(mentions[whole], right)
        return Link("part_of", place, whole, alike=not right.bare and right.said is None) if fits else None
    if between[-1:] not in ([":"], ["—"], ["–"], ["("]) or len(between) > _TITLE or later is None:
        return None
    # One figure behind a colon may be anything; a list of them is what the one before is made of.
    if (following == [","] or _is_last(later, following)) and _may_be_part(left, right) and _may_be_part(left, later):
        return Link("part_of", place, place - 1, alike=right.said is None)
    return None


def _is_last(right: Mention | None, between: list[str], *, third: bool = False) -> bool:
    """Whether a list ends: with "and", with a comma too behind two, or with any words before a bare number's "and"."""
    if right is None:
        return False
    if between == ["and"] or (third and between == [",", "and"]):
        return right.phrase is not None or right.bare
    return between[-1:] == ["and"] and right.bare


def _may_be_part(whole: Mention, part: Mention) -> bool:
    """Whether both count things, of one unit; of the wounded the dead are no part."""
    if _is_measured(whole) or _is_measured(part) or part.amount.kind in {"share", "percent"}:
        return False
    other = part.said is not None and whole.said is not None and part.said != whole.said
    return (part.unit == whole.unit or part.bare) and not other and not part.each


def _link(doc: Doc, left: Mention, right: Mention, between: list[str], place: int) -> Link | None:
    if right.each and left.amount.kind == "count":
        return Link("each_of", place, place - 1)
    if _is_bracketed(between) or between[:2] == [",", "or"] or (between == [","] and _is_apposed(doc, left, right)):
        if left.unit != right.unit and (_is_measured(left) or _is_measured(right)):
            return Link("same_as", place, place - 1)
        people = right.unit == left.unit == "person" and _is_bracketed(between)
        return Link("part_of", place, place - 1, alike=right.said is None) if people else None
    bare = left.phrase is None and left.of is None and left.unit is None  # "120 million of the 2 billion euros"
    alike = _is_measured(left) and left.unit == right.unit and left.unit != "percent"  # "€2bn of the €9bn"
    if _is_out_of(between) and (alike or (not _is_measured(left) and (bare or not _is_measured(right)))):
        return Link("part_of", place - 1, place)
    if _is_fronted(doc, left) and between[-1:] == [","] and not _is_measured(left) and not _is_measured(right):
        return Link("part_of", place, place - 1)
    if right.amount.kind in {"share", "percent"} and right.of is None and of_them(doc, right.last):
        return Link("part_of", place, place - 1)
    unnamed = left.unit is None and left.phrase is None  # "5,000, of whom 1,200"
    if (right.amount.value or 0) > (left.amount.value or left.amount.high or inf):
        return None  # "100 drones and 90 missiles, 130 of which"
    if (right.unit in {None, left.unit} or unnamed) and (_has_of_them(doc, right) or _includes(between)):
        return Link("part_of", place, place - 1, alike=right.phrase is not None and right.phrase.end == right.last)
    return None


def _has_of_them(doc: Doc, found: Mention) -> bool:
    """Read "four of which", "nine of them firefighters", "of whom 12"."""
    return any(of_them(doc, at) for at in range(max(0, found.first - 2), found.last + 1))


def _is_next_part(doc: Doc, left: Mention, right: Mention) -> bool:
    """Read "Nine of them" at the start of the sentence after its whole."""
    starts = sum(bool(token.sent_start) for token in doc[left.first + 1 : right.first + 1])
    return (
        starts == 1
        and bool(doc[right.first].sent_start)
        and any(of_them(doc, at) for at in range(right.first, right.last + 1))
        and not _is_measured(left)
    )


def _is_apposed(doc: Doc, left: Mention, right: Mention) -> bool:
    """Read "€60 million, around 4% of its budget," where the one is the other as a share."""
    closed = right.last >= len(doc) or doc[right.last].is_punct
    return closed and right.of is not None and right.amount.kind in {"percent", "share"} and left.unit != right.unit


def _is_fronted(doc: Doc, found: Mention) -> bool:
    """Read "Out of 500 workers, 20 …", "Of the 16 boats, 11 …"."""
    before = [token for token in doc[max(0, found.first - 3) : found.first] if token.pos != "DET"]
    return bool(before) and before[-1].lowered == "of" and any(token.sent_start for token in before)


def _is_bracketed(between: list[str]) -> bool:
    return bool(between) and between[0] in {"(", "["} and len(between) <= 3


def _is_measured(found: Mention) -> bool:
    return found.amount.kind in {"money", "percent", "measure"}


def _is_out_of(between: list[str]) -> bool:
    """Read "out of a promised", or "of the", "of the city's" right after the part."""
    if between[:1] == ["of"] and between[-1] in {"'s", "’s", "'", "’"} and len(between) <= _OWNER:
        return True
    if any(one == "out" and two == "of" for one, two in pairwise(between)):
        return True
    return (
        bool(between)
        and between[0] == "of"
        and set(between[1:]) <= {"the", "a", "an", "its", "their", "some", "those", "all"}
    )


def _includes(between: list[str]) -> bool:
    return (
        (bool(between) and between[-1] in {"including", "included"})
        or between[:2] == ["among", "them"]
        or between[-2:] == ["among", "them"]
    )
