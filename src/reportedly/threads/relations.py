"""How two reported figures stand to each other."""

from __future__ import annotations

from typing import Final, Literal

import re2

from reportedly.data import Figure
from reportedly.threads.figures import agree

RelationKind = Literal["same", "agree", "contradict", "revised", "part_of"]

# "fifteen of the dead", "31 of these cases", "of that sum 50,000 pounds", "of those who came over 410"
_PART: Final = re2.compile(r"(?i)\bof (?:the|those|these|them|that|this|which|whom)\b|\bamong (?:them|those|these)\b")
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


def is_part(part: Figure, whole: Figure, *, sentence: str) -> bool:
    """Whether the one figure is told as a part of the other, which stands elsewhere.

    ``sentence`` is the content that carries the part: "nine of those killed"
    of 67 dead; what was delivered of what was promised.
    """
    if part.unit != whole.unit and None not in (part.unit, whole.unit):
        return False
    if not less(part, whole):
        return False
    promised = whole.status in _PROMISED and part.status in _DELIVERED
    return promised or _PART.search(sentence) is not None


def _number(figure: Figure) -> tuple[object, ...]:
    return (figure.value,) if figure.value is not None else (figure.low, figure.high)


def less(part: Figure, whole: Figure) -> bool:
    """Whether the one is surely less than the other, hedges apart."""
    most = part.high if part.high is not None else part.low
    least = whole.low if whole.low is not None else whole.high
    return most is not None and least is not None and 0 < most < least
