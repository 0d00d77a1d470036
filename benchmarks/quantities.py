"""Quantities as marked in three kinds of set, and how they are held against what was found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import matching
from reportedly.claims import lexicon
from reportedly.claims.lemmas import lemma

_RANGE = re.compile(r"^(-?[\d.]+) ?- ?(-?[\d.]+)$")  # "252.0-287.0", "-5"
_WORD = re.compile(r"[\w$€£¥%°/]+")
_SILENT = frozenset({"of", "the", "a", "an", "in", "on", "and", "-", "per"})
CONCEPT_SHARE = 0.5
"""Of the words of both, for a concept to count as right; sharing one is also printed."""

# Names that NewsQuant gives units, where they are not among the lexicon's.
_NAMES = {
    "percentage": "percent", "percentage point": "percent", "dollar": "USD", "year of age": "a",
    "pound-mass": "[lb_av]", "pound sterling": "GBP", "japanese yen": "JPY", "revolution per minute": "{rev}/min",
    "count": "1", "metre": "m", "litre": "L", "foot": "[ft_i]",
}  # fmt: skip

SPECIFIED = frozenset({"number", "currency", "dimension", "temperature", "percent", "age"})
"""Kinds of Recognizers' sets whose values are single numbers."""


class Quantity(NamedTuple):
    """A number in a text: its bounds, whether they are vague, direction or hedge, unit as names and as code."""

    low: float | None
    high: float | None
    change: str
    units: tuple[str, ...]
    code: str | None
    per: str | None
    concept: frozenset[str]
    vague: bool = False
    share: bool = False


class Sentence(NamedTuple):
    """A text with what is marked in it; ``kind`` says how it is marked."""

    text: str
    gold: tuple[Quantity, ...]
    kind: str
    date: str | None = None


def read(path: Path) -> list[Sentence]:
    """The sentences of a file, whose shape tells the kind of set."""
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [_plain(json.loads(line)) for line in content.splitlines() if line.strip()]
    rows: list[dict[str, Any]] = json.loads(content)
    kind = path.stem.removesuffix("Model").lower()
    if rows and "Input" in rows[0]:
        return [_specified(row, kind) for row in rows] if kind in SPECIFIED else []
    return [Sentence(row["text"], tuple(map(_newsquant, row["quantities"])), "newsquant") for row in rows]


def _newsquant(marked: dict[str, Any]) -> Quantity:
    low, high = _bounds(str(marked["value"]))
    unit, normal = marked["unit"].strip(), marked["normalized_unit"].strip()
    unit, _, per = _rate(unit)
    normal, _, per_normal = _rate(normal)
    names = tuple(name.removeprefix("%").strip() for name in (unit, normal))
    code = None if unit.startswith("% ") else next(filter(None, map(unit_code, (normal, unit))), None)
    return Quantity(
        low, high, marked["change"], tuple(n for n in names if n not in {"", "-"}), code, per_normal or per or None,
        words(marked["referred_concepts"]), share=unit.startswith("%") or code == "percent",
    )  # fmt: skip


def _specified(row: dict[str, Any], kind: str) -> Sentence:
    gold = []
    for found in row["Results"]:
        value = (found["Resolution"] or {}).get("value")
        if value not in {None, "null"}:
            worth = float(str(value).rstrip("%"))
            gold.append(Quantity(worth, worth, "=", (), None, None, frozenset()))
    return Sentence(row["Input"], tuple(gold), kind)


def _plain(row: dict[str, Any]) -> Sentence:
    gold = []
    for figure in row["figures"]:
        low = figure.get("value", figure.get("low"))
        high = figure.get("value", figure.get("high"))
        units = tuple(filter(None, (figure.get("counted"),)))
        gold.append(Quantity(low, high, figure.get("modifier") or "=", units, figure.get("unit"), None, frozenset()))
    return Sentence(row["text"], tuple(gold), "figures", row.get("date"))


def _bounds(value: str) -> tuple[float, float]:
    match = _RANGE.match(value)
    return (float(match.group(1)), float(match.group(2))) if match else (float(value), float(value))


def _rate(unit: str) -> tuple[str, str, str]:
    """Unit and what it is for each of: "$ per barrel", "barrel-a-day"; units with a name of their own stay whole."""
    if unit_code(unit):
        return unit, "", ""
    match = re.search(r"^(.+?)(?:[ -](?:per|a|an)[ -]|/)(.+)$", unit)
    return (match.group(1), "per", match.group(2)) if match else (unit, "", "")


def unit_code(name: str) -> str | None:
    """The code of a unit by its name in a lexicon, singular or plural."""
    known, name = _codes(), name.strip(". ")
    if name in known:
        return known[name]
    low = name.lower().replace("-", " ")
    return known.get(low) or known.get(f"{low}s") or known.get(low.removesuffix("s")) or known.get(_plural(low))


def unit_codes(kind: str) -> frozenset[str]:
    """The codes of units that a set of Recognizers is about; temperatures are no dimensions to it."""
    units, warm = lexicon.load("units"), {"Cel", "[degF]", "K"}
    codes = {
        "currency": {*units["symbols"], *units["currencies"], *units["minor"]},
        "dimension": {*units["measures"]} - warm,
        "temperature": warm | {"deg"},
        "percent": {"percent"},
        "age": {"a", "mo", "wk", "d"},
    }
    return frozenset(codes[kind])


def _plural(name: str) -> str:
    """The plural of a unit with a rate: "miles per hour"."""
    first, blank, rest = name.partition(" ")
    return f"{first}s{blank}{rest}"


@cache
def _codes() -> dict[str, str]:
    units = lexicon.load("units")
    tables = ("symbols", "currencies", "measures", "spells", "minor")
    named = [(name, code) for table in tables for code, names in units[table].items() for name in names]
    codes = {name.lower().replace("-", " "): code for name, code in reversed(named)} | dict(named)
    return {
        **codes,
        **{name.replace("-", " "): code for name, code in _NAMES.items()},
        "%": "percent",
        "percent": "percent",
        "pc": "percent",
    }


def words(text: str) -> frozenset[str]:
    """The content words of a phrase, as lemmas."""
    found = (word.lower() for word in _WORD.findall(text))
    return frozenset(lemma(word, "NNS", "en") for word in found if word not in _SILENT)


Test = Callable[[Quantity, Quantity], bool]


def same_value(found: Quantity, wanted: Quantity) -> bool:
    """Both bounds alike; of a vague number the lower bound lies in the range."""
    if found.vague and wanted.low is not None and wanted.high is not None and found.low is not None:
        return wanted.low <= found.low <= wanted.high and wanted.low != wanted.high
    return _alike(found.low, wanted.low) and _alike(found.high, wanted.high)


def same_unit(found: Quantity, wanted: Quantity) -> bool:
    """The same code and rate; of things counted the words of one within those of the other."""
    if bool(found.per) != bool(wanted.per) or (found.per and wanted.per and not _names(found.per, wanted.per)):
        return False
    if wanted.code and wanted.code == found.code:
        return True
    if not wanted.units:
        return not found.units or found.share
    return any(_names(one, other) for one in found.units for other in wanted.units)


def same_change(found: Quantity, wanted: Quantity) -> bool:
    """The same hedge or direction."""
    return found.change == wanted.change


def near_concept(found: Quantity, wanted: Quantity) -> bool:
    """A word in common, or none on both sides."""
    return bool(found.concept & wanted.concept) or not (found.concept or wanted.concept)


def same_concept(found: Quantity, wanted: Quantity) -> bool:
    """At least half of the words of both in common, or none on both sides."""
    both = found.concept | wanted.concept
    return not both or len(found.concept & wanted.concept) >= CONCEPT_SHARE * len(both)


def _names(one: str, other: str) -> bool:
    if unit_code(one) and unit_code(one) == unit_code(other):
        return True
    left, right = words(one), words(other)
    return bool(left and right) and (left <= right or right <= left)


def _alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-6 * max(abs(one), abs(other))


def pairs(found: Sequence[Quantity], wanted: Sequence[Quantity], tests: Sequence[Test]) -> dict[int, int]:
    """The largest one-to-one matching of found to wanted, by place (augmenting paths)."""
    edges = [[j for j, w in enumerate(wanted) if all(test(f, w) for test in tests)] for f in found]
    return matching.matched(edges)


LEVELS: dict[str, dict[str, tuple[Test, ...]]] = {
    "newsquant": {
        "value": (same_value,),
        "+unit": (same_value, same_unit),
        "+change": (same_value, same_unit, same_change),
        "+concept": (same_value, same_unit, same_change, near_concept),
        "+half": (same_value, same_unit, same_change, same_concept),
    },
    "figures": {
        "value": (same_value,),
        "+unit": (same_value, same_unit),
        "+hedge": (same_value, same_unit, same_change),
    },
}


def levels(kind: str) -> dict[str, tuple[Test, ...]]:
    """What is asked of a match in that kind of set, easiest first."""
    return LEVELS.get(kind, {"value": (same_value,)})


def misses(found: Sequence[Quantity], wanted: Sequence[Quantity], tests: Sequence[Test]) -> Iterator[str]:
    """What was not found, and what was found beside."""
    right = pairs(found, wanted, tests)
    yield from (f"  missing {w}" for at, w in enumerate(wanted) if at not in right.values())
    yield from (f"  beside  {f}" for at, f in enumerate(found) if at not in right)
