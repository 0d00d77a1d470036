"""How two reported figures stand to each other."""

from __future__ import annotations

from typing import Final, Literal

import re2

from reportedly.data import Figure
from reportedly.threads.figures import agree

RelationKind = Literal["same", "agree", "contradict", "revised", "part_of"]

# "Fifteen of the dead", "31 of these cases", "310,000 of them"
_PART: Final = re2.compile(r"(?i)\bof (?:the|those|these|them|that|our)\b")
_AFTER: Final = 9
"""Letters after a figure in which "of them" may stand."""
# "Of that sum 50,000 pounds is for the cartoon", "Of those who came over 410 were children"
_FRONTED: Final = re2.compile(r"^(?i)of (?:the|those|these|them|that|this|which|whom)\b")
_OPEN: Final = frozenset({"at_least", "more_than"})
"""Hedges of a count that goes on: "at least 80" of the morning is revised by the evening's 112."""
_DELIVERED: Final = frozenset({"delivered", "sent", "arrived", "paid", "received", "spent", "vaccinated"})
_PROMISED: Final = frozenset({"promised", "expected", "pledged", "requested", "planned", "allocated"})


def relation(earlier: Figure, later: Figure, *, one_origin: bool) -> RelationKind:
    """The relation of two figures of one thing, the later of which may revise the earlier.

    Value and hedge alike are the same, whoever says it. Figures that one number
    fits agree. Others are revised where one origin gave both, and contradict
    each other where two did.
    """
    if _number(earlier) == _number(later) and earlier.modifier == later.modifier:
        return "same"
    grown = one_origin and earlier.modifier in _OPEN and later.modifier not in _OPEN
    if agree(earlier, later) and not grown:
        return "agree"
    return "revised" if one_origin else "contradict"


def is_part(part: Figure, whole: Figure, *, content: str) -> bool:
    """Whether the one figure is told as a part of the other, which another claim gives.

    ``content`` is of the claim that gives the part: "nine of those killed" of 67
    dead; what was delivered of what was promised.
    """
    if part.unit != whole.unit and None not in (part.unit, whole.unit):
        return False
    if part.part_of is not None or not less(part, whole):
        return False
    at = content.find(part.text)
    said = _PART.search(content[at : at + len(part.text) + _AFTER]) if at >= 0 else None
    said = said or _FRONTED.search(content)
    return said is not None or (whole.status in _PROMISED and part.status in _DELIVERED)


def _number(figure: Figure) -> tuple[object, ...]:
    return (figure.value,) if figure.value is not None else (figure.low, figure.high)


def less(part: Figure, whole: Figure) -> bool:
    """Whether the one is surely less than the other, hedges apart."""
    most = part.high if part.high is not None else part.low
    least = whole.low if whole.low is not None else whole.high
    return most is not None and least is not None and 0 < most < least
