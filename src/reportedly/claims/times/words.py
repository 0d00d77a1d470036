"""What single words of time expressions stand for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, cast

from reportedly.claims import lexicon, numerals
from reportedly.claims.grammar import Grammar
from reportedly.data import Number, TimexMod


def _times() -> dict[str, Any]:
    return lexicon.load("times")


@cache
def grammar() -> Grammar:
    """The patterns of time expressions."""
    times = _times()
    words = {
        "reference": [word for words in times["references"].values() for word in words],
        "frequency": list(times["frequencies"]),
        "feast": [feast.replace("'", "['’]") for feast in times["feasts"]],
        "bounding": [word for words in times["bounds"].values() for word in words],
    }
    return Grammar.of(times, {**lexicon.load("numbers")["words"], **words})


def plain(text: str) -> str:
    """The words in small letters with single blanks and straight apostrophes."""
    return " ".join(text.lower().replace("’", "'").split())


def month(name: str) -> int:
    """The number of a month by its first three letters."""
    return int(_times()["months"].index(name[:3].lower())) + 1


def weekday(name: str) -> int:
    """The number of a weekday by its first three letters, Monday being 0."""
    return int(_times()["weekdays"].index(name[:3].lower()))


def unit(name: str) -> str:
    """The code of a unit in the singular or plural: "weeks" is W."""
    units: Mapping[str, str] = _times()["units"]
    name = name.lower()
    return units.get(name) or units[name.removesuffix("s")]


def season(name: str) -> str:
    """The code of a season."""
    return str(_times()["seasons"][name.lower()])


def daypart(name: str) -> str:
    """The code of a part of the day."""
    return str(_times()["dayparts"][name.lower()])


def ordinal(name: str) -> int:
    """Read "third" and "3rd" as 3."""
    name = name.lower()
    digits = name.rstrip("stndrh")
    return int(digits) if digits.isdigit() else int(_times()["ordinals"].get(name, 0))


def edge(phrase: str) -> TimexMod | None:
    """Which part of a stretch "the end of", "early", "mid-" mean."""
    words = plain(phrase).replace("-", " ").split()
    for mod, names in _times()["edges"].items():
        if any(name in words for name in names):
            return cast("TimexMod", mod)
    return None


def bound(phrase: str) -> TimexMod | None:
    """How "more than", "nearly" bound a duration."""
    words = plain(phrase)
    return next((cast("TimexMod", mod) for mod, names in _times()["bounds"].items() if words in names), None)


def step(word: str) -> tuple[int, bool]:
    """Read "last" as -1, "next" as 1, "this" as 0; and whether it counts from the date last told of."""
    steps = _times()["steps"]
    word = plain(word)
    return (steps["told"][word], True) if word in steps["told"] else (steps["published"][word], False)


def reference(phrase: str) -> str:
    """PRESENT_REF, PAST_REF or FUTURE_REF."""
    words = plain(phrase)
    return next(str(name) for name, phrases in _times()["references"].items() if words in phrases)


def count(text: str) -> Number | None:
    """How many units: 1 for "a" and for nothing, None for "several" and for what is no number."""
    words = plain(text)
    if words in {"", "a", "an", "another", "all", "the entire", "the whole"}:
        return 1
    if words in {"half a", "half an"}:
        return 0.5
    return numerals.number(words)
