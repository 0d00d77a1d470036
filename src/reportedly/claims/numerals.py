"""What a number is worth, written in digits, in words or in both."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cache

import re2

from reportedly.claims import lexicon
from reportedly.data import Number

# "2.4million" and "twenty-six" as their parts; blanks, hyphens and digit groups fall away
_PART = re2.compile(r"\d[\d.]*|\pL+")
# "12,000", "12 000": what may stand between digits
_GROUPING = re2.compile(r"(\d)[,\x{a0}\x{2009}\x{202f}](\d)")
_SILENT = frozenset({"a", "an", "and", "of"})


def number(text: str) -> Number | None:
    """The number that the words or digits make, exact and an int where it is whole; None if they make none.

    "two and a half million" is 2,500,000; "nineteen eighty" is no number.
    """
    total = current = Fraction(0)
    limit: Fraction | None = None  # what may still be added: after "twenty" less than 10, after "hundred" less than 100
    adding = False
    parts = _PART.findall(_ungrouped(text.lower()))
    for part in parts:
        if part in _SILENT:
            adding |= part == "and"
            continue
        scale = _scales().get(part)
        if scale is not None and scale > 100:
            # "two hundred thousand million" is one product, "one million two hundred thousand" a sum
            product = total * scale if total < scale and not current else total + (current or 1) * scale
            total, current, limit = product or Fraction(scale), Fraction(0), None
        elif scale is not None:
            current, limit = (current or Fraction(1)) * scale, Fraction(scale)
        else:
            value = _value(part)
            if value is None:
                return None
            if value.denominator > 1 and current and not adding and not part[0].isdigit():
                current *= value  # "three quarters"
            elif limit is not None and value >= limit:
                return None
            else:
                current, limit = current + value, _room(value)
        adding = False
    return plain(total + current) if parts else None


def plain(value: Fraction | float) -> Number:
    """An int where the value is whole, otherwise a float."""
    return int(value) if value == int(value) else float(value)


def vague(text: str) -> int | None:
    """What "dozens", "several" or "tens of thousands" comes to at least; None for other words."""
    return _vague().get(" ".join(text.lower().split()))


def _ungrouped(text: str) -> str:
    # Twice, because neighbouring groups share a digit: "1,2,3".
    return str(_GROUPING.sub(r"\1\2", _GROUPING.sub(r"\1\2", text)))


def _value(part: str) -> Fraction | None:
    if part[0].isdigit():
        digits = part.rstrip(".")
        return Fraction(digits) if digits.count(".") <= 1 and digits.isascii() else None
    return _words().get(part)


def _room(value: Fraction) -> Fraction:
    return Fraction(10 if value in _tens() else 1)


@cache
def _scales() -> Mapping[str, int]:
    return dict(lexicon.load("numbers")["scales"])


@cache
def _tens() -> frozenset[int]:
    return frozenset(lexicon.load("numbers")["tens"].values())


@cache
def _vague() -> Mapping[str, int]:
    return dict(lexicon.load("numbers")["vague"])


@cache
def _words() -> Mapping[str, Fraction]:
    numbers = lexicon.load("numbers")
    whole = {**numbers["ones"], **numbers["tens"]}
    parts = {name + plural: worth for name, worth in numbers["parts"].items() for plural in ("", "s")}
    return {name: Fraction(worth) for name, worth in {**whole, **parts}.items()}
