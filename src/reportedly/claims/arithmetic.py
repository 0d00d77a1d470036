"""What figures come to together, as exactly as they are said.

A figure stands for a stretch of numbers: a hedge opens it ("nearly" by a tenth
below, "around" by a tenth on both sides, "at least" without an end), rounding
by half of the last digit that is not zero, of large numbers by no more than a
fortieth ("2.4 million" is 2.35 to 2.45 million, "5 million" 4.875 to 5.125, "3
km" 2.5 to 3.5). Counts of less than 1,000 and those with a last digit of their own are exact, except that a
share of them is counted in wholes ("a third" of 100 is 33). Percentages round
to their last digit, shares in words by two points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import inf, isclose

from reportedly.claims import lexicon
from reportedly.data import CheckOutcome, Figure, Number

_HEDGE = 0.1  # of the number, for "nearly" and "around"
_MOST = 0.025  # of the number, that rounding may take beyond a half
_SHARE = 0.02  # of the whole, for "a third"
_SMALL = 1_000  # counts below are exact


@dataclass(frozen=True, slots=True)
class Worth:
    """A number with the stretch that it stands for."""

    number: float
    low: float
    high: float

    def __add__(self, other: Worth) -> Worth:
        """The sum of both."""
        return Worth(self.number + other.number, self.low + other.low, self.high + other.high)

    def __sub__(self, other: Worth) -> Worth:
        """What is left of this one."""
        return Worth(self.number - other.number, self.low - other.high, self.high - other.low)

    def __mul__(self, other: Worth) -> Worth:
        """The product of both, which are not below zero."""
        return Worth(self.number * other.number, self.low * other.low, _times(self.high, other.high))

    def __truediv__(self, other: Worth) -> Worth:
        """How many of the other this is, both above zero."""
        high = self.high / other.low if other.low > 0 else inf
        return Worth(self.number / other.number, self.low / other.high, high)

    def scaled(self, factor: float, offset: float = 0) -> Worth:
        """The same in another unit; the factor is above zero."""
        return Worth(*(end * factor + offset for end in (self.number, self.low, self.high)))


def worth(figure: Figure, *, wholes: bool = False) -> Worth | None:
    """What a figure stands for, None of a range and of vague words; ``wholes`` lets counts be rounded to one.

    Nothing below zero is reckoned with.
    """
    value = figure.value
    if value is None or value < 0:
        return None
    low, high = value - _margin(figure, wholes=wholes), value + _margin(figure, wholes=wholes)
    if figure.modifier in {"nearly", "around"}:
        low = min(low, value * (1 - _HEDGE))
    if figure.modifier == "around":
        high = max(high, value * (1 + _HEDGE))
    if figure.modifier in {"at_least", "more_than"}:
        high = inf
    if figure.modifier in {"up_to", "fewer_than"}:
        low = 0
    return Worth(float(value), max(0.0, low), high)


def total(parts: Iterable[Worth]) -> Worth:
    """The sum of all."""
    return sum(parts, start=Worth(0, 0, 0))


def outcome(stated: Worth, computed: Worth) -> CheckOutcome:
    """Whether what is stated is what it comes to."""
    if isclose(stated.number, computed.number, rel_tol=1e-9):
        return "holds"
    return "within" if stated.low <= computed.high and computed.low <= stated.high else "fails"


def converted(one: Worth, unit: str | None, other: str | None) -> Worth | None:
    """The same in another unit, None where neither can be had from the other."""
    table = lexicon.load("units")["worth"]
    if unit not in table or other not in table or table[unit][0] != table[other][0]:
        return None
    (_, factor, *zero), (_, divisor, *other_zero) = table[unit], table[other]
    return one.scaled(factor, sum(zero)).scaled(1 / divisor, -sum(other_zero) / divisor)


def _margin(figure: Figure, *, wholes: bool) -> float:
    value = figure.value or 0
    if figure.unit == "1":
        return _SHARE
    step = _step(value)
    if figure.unit == "percent":
        return min(step, 1.0) / 2
    if figure.unit in {None, "person"} and isinstance(value, int) and (value < _SMALL or step == 1):
        return 0.5 if wholes else 0
    return min(step / 2, max(0.5, value * _MOST))


def _step(value: Number) -> float:
    """What the last digit that is not zero counts: 0.1 of 2.4, 100 of 1,200."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return float(Decimal(1).scaleb(exponent)) if isinstance(exponent, int) else 1.0


def _times(one: float, other: float) -> float:
    return 0.0 if 0 in {one, other} else one * other
