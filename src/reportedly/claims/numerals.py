"""What a number is worth, written in digits, in words or in both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from unicodedata import numeric

import re2

from reportedly.claims import lexicon
from reportedly.data import Number

# "2.4million", "twenty-six" and "2½" as their parts; blanks, hyphens and digit groups fall away
_PART = re2.compile(r"\.?\d[\d.]*|\pL+|\p{No}")
# "12,000", "12 000": what may stand between digits
_GROUPING = re2.compile(r"(\d)[,\x{a0}\x{2009}\x{202f}](\d)")
# "1 234 567": with plain blanks two groups at least, so that no two numbers become one
_SPACED = re2.compile(r"^\d{1,3}(?: \d{3}){2,4}$")
# "3/4", "10 1/2"
_SLASHED = re2.compile(r"^(?:(\d+)[ -])?(\d+)[/\x{2044}](\d+)$")
# "1.3e6", "6.5x10^-2"; "1.5^2"
_POWER = re2.compile(r"^(\d+(?:\.\d+)?)(?:e|(?: ?[x×] ?)10\^)([+-]?\d{1,3})$")
_RAISED = re2.compile(r"^(\d+(?:\.\d+)?)\^([+-]?\d{1,2})$")
_SIGNS = ("minus ", "negative ", "minus-", "-", "−")
_SILENT = frozenset({"a", "an", "of"})


def number(text: str) -> Number | None:
    """The number that the words or digits make, exact and an int where it is whole; None if they make none.

    "two and a half million" is 2,500,000, "three million and a half" 3,500,000;
    "nineteen eighty" is no number.
    """
    said = " ".join(_ungrouped(text.lower()).split())
    sign = next((sign for sign in _SIGNS if said.startswith(sign)), "")
    said = said.removeprefix(sign).strip()
    value = _slashed(said) or _power(said) or _over(said) or _pointed(said)
    if value is None and "/" not in said:
        value = _summed(_PART.findall(said.replace(" ", "") if _SPACED.match(said) else said))
    return None if value is None else plain(-value if sign else value)


def plain(value: Fraction | float) -> Number:
    """An int where the value is whole, otherwise a float."""
    return int(value) if value == int(value) else float(value)


def vague(text: str) -> int | None:
    """What "dozens", "several" or "tens of thousands" comes to at least; None for other words."""
    return _vague().get(" ".join(text.lower().split()))


def _slashed(said: str) -> Fraction | None:
    match = _SLASHED.match(said)
    if match is None or int(match.group(3)) == 0:
        return None
    return int(match.group(1) or 0) + Fraction(int(match.group(2)), int(match.group(3)))


def _power(said: str) -> Fraction | None:
    if match := _RAISED.match(said):
        base = Fraction(match.group(1))
        return base ** int(match.group(2)) if base else None
    match = _POWER.match(said)
    return Fraction(match.group(1)) * Fraction(10) ** int(match.group(2)) if match else None


def _over(said: str) -> Fraction | None:
    """Read "one over twenty-five"."""
    part, over, whole = said.partition(" over ")
    values = (_summed(_PART.findall(part)), _summed(_PART.findall(whole))) if over else (None, None)
    return values[0] / values[1] if values[0] is not None and values[1] else None


def _pointed(said: str) -> Fraction | None:
    """Read "ninety point zero six", "six point eighty-one"."""
    whole, point, tail = said.partition(" point ")
    if not point:
        return None
    before, values = _summed(_PART.findall(whole)), [_value(part) for part in _PART.findall(tail)]
    if before is None or not values or None in values:
        return None
    singly = all(value is not None and value < 10 for value in values)
    after = "".join(str(value) for value in values) if singly else str(_summed(_PART.findall(tail)))
    return before + Fraction(f"0.{after}") if after.isdigit() else None


@dataclass(slots=True)
class _Sum:
    """What the words said so far come to.

    ``current`` is what no thousand, million has closed yet, ``added`` the part
    of it since the last "and", ``part`` a fraction, ``limit`` what a next word
    must be less than: after "twenty" 10, after "hundred" 100. ``owing`` says
    that only a fraction makes a number of it: "three and two" of "three and two fifths".
    """

    total: Fraction = Fraction(0)
    current: Fraction = Fraction(0)
    added: Fraction = Fraction(0)
    part: Fraction | None = None
    limit: Fraction | None = None
    scale: int = 1
    owing: bool = False

    def take(self, word: str) -> bool:
        """Read one more word; False where it makes no number with those before."""
        if word == "and":
            self.added = Fraction(0)
            return True
        if (scale := _scales().get(word)) is not None:
            self._multiply(scale)
            return True
        if (part := _parts().get(word)) is not None:
            return self._divide(part, single=not word.isalpha())
        value = _value(word)
        if value is None or self.part is not None:
            return False
        if self.limit is not None and value >= self.limit:
            if self.added:
                return False
            self.owing = True
        self.current, self.added, self.limit = self.current + value, self.added + value, _room(value)
        return True

    def _multiply(self, scale: int) -> None:
        if scale <= 100 and self.part is None:
            group = self.added or Fraction(1)
            self.current += group * scale - self.added
            self.added, self.limit = group * scale, Fraction(scale)
            return
        open_ = self.current + (self.part or 0)
        # "two hundred thousand million" is one product, "one million two hundred thousand" a sum
        product = self.total * scale if self.total < scale and not open_ else self.total + (open_ or 1) * scale
        self.total, self.scale = product or Fraction(scale), scale
        self.current, self.added, self.part, self.limit = Fraction(0), Fraction(0), None, None

    def _divide(self, part: Fraction, *, single: bool) -> bool:
        if self.part is not None:
            return False
        of = Fraction(0) if single else self.added  # "2½" is no two halves
        self.part, self.owing = (of or 1) * part, False
        self.current, self.added = self.current - of, Fraction(0)
        return True

    def worth(self) -> Fraction:
        """The whole; a fraction after a scale is one of it: "three million and a half"."""
        part = self.part or Fraction(0)
        return self.total + self.current + part * (self.scale if self.total and not self.current and part < 1 else 1)


def _summed(parts: list[str]) -> Fraction | None:
    found, words = _Sum(), [part for part in parts if part not in _SILENT]
    read = bool(words) and words != ["and"] and all(found.take(word) for word in words)
    return found.worth() if read and not found.owing else None


def _ungrouped(text: str) -> str:
    # Twice, because neighbouring groups share a digit: "1,2,3".
    return str(_GROUPING.sub(r"\1\2", _GROUPING.sub(r"\1\2", text)))


def _value(part: str) -> Fraction | None:
    if part[0].isdecimal() or part[0] == ".":
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
    return {name: Fraction(worth) for name, worth in {**numbers["ones"], **numbers["tens"]}.items()}


@cache
def _parts() -> Mapping[str, Fraction]:
    """Denominators, in words and as single signs ("½")."""
    parts = {name: Fraction(worth) for name, worth in lexicon.load("numbers")["parts"].items()}
    signs = {sign: Fraction(numeric(sign)).limit_denominator(10) for sign in lexicon.load("numbers")["signs"]}
    return {**parts, **{f"{name}s": worth for name, worth in parts.items()}, "halves": Fraction(1, 2), **signs}
