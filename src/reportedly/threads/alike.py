"""Whether two claims are about the same thing: what speaks for it, as numbers, and how likely it is.

The weights are those of a logistic regression fitted to bundles of articles
that people marked (``training/threads.py``): ``alike.json`` beside this file.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from reportedly.data import Figure, Number
from reportedly.threads import lexicon
from reportedly.threads.told import Row, Told

NAMES: Final = (
    "meaning", "cover", "rare cover", "names", "both count", "one counts", "same thing", "other thing", "thing",
    "status", "other status", "number", "rare number", "near number", "kind", "demand", "answer", "speaker",
    "article", "length",
)  # fmt: skip

Weights = Mapping[str, float]
"""How much each stem of a block says: little where many claims have it."""

_LONG: Final = 10**15
"""A number with more digits is as good as never given twice by chance."""

_APART: Final = 0.35
"""Cosine under which two counted things are unlike: turkeys and crowns, dockers and containers."""


def weights(block: Iterable[Told]) -> Weights:
    """How much each stem says among these claims (inverse document frequency)."""
    claims = list({one.claim.id: one for one in block}.values())
    met = Counter(stem for one in claims for stem in one.stems)
    return {stem: math.log((len(claims) + 1) / (times + 0.5)) for stem, times in met.items()}


def likely(one: Told, other: Told, weigh: Weights) -> float:
    """How likely two claims are about one thing: 0 to 1; two numbers of one claim are of two things."""
    if one.claim.id == other.claim.id or _apart(one.figure, other.figure):
        return 0.0
    odds = sum(weight * value for weight, value in zip(_fitted(), (1.0, *features(one, other, weigh)), strict=True))
    return 1 / (1 + math.exp(-odds))


def features(one: Told, other: Told, weigh: Weights) -> list[float]:
    """What speaks for and against two claims being about one thing, in the order of :data:`NAMES`."""
    shared = one.stems & other.stems
    kinds = {one.claim.kind, other.claim.kind}
    pair = _counts(one, other)
    return [
        float(one.meaning @ other.meaning),
        len(shared) / max(1, min(len(one.stems), len(other.stems))),
        _cosine(one, other, shared, weigh),
        len(one.names & other.names) / max(1, min(len(one.names), len(other.names))),
        float(pair is not None),
        float((one.figure is None) != (other.figure is None)),
        *(pair or (0.0,) * 8),
        float(len(kinds) == 1),
        float("demand" in kinds),
        float("demand" in kinds and len(kinds) == 2),
        float(one.speaker is not None and other.speaker is not None and one.speaker.id == other.speaker.id),
        float(one.article.id == other.article.id),
        float(np.log1p(len(one.stems)) + np.log1p(len(other.stems))),
    ]


def _cosine(one: Told, other: Told, shared: frozenset[str], weigh: Weights) -> float:
    both = sum(weigh.get(stem, 1.0) ** 2 for stem in shared)
    lengths = [sum(weigh.get(stem, 1.0) ** 2 for stem in told.stems) for told in (one, other)]
    return both / math.sqrt(lengths[0] * lengths[1]) if all(lengths) else 0.0


def _apart(one: Figure | None, other: Figure | None) -> bool:
    """Whether different things became of those counted: killed, and missing."""
    fates = lexicon.load("things")["fates"]
    states = {figure.status for figure in (one, other) if figure and figure.status in fates}
    return len(states) > 1


def of_one_unit(one: Figure, other: Figure) -> bool:
    """Whether two figures may count the same: a bare number may count anything."""
    return one.unit == other.unit or one.unit is None or other.unit is None


def _counts(one: Told, other: Told) -> tuple[float, ...] | None:
    if one.figure is None or other.figure is None or one.thing is None or other.thing is None:
        return None
    return _figures(one.figure, other.figure, one.thing, other.thing)


def _figures(a: Figure, b: Figure, x: Row, y: Row) -> tuple[float, ...]:
    """Same thing, other thing, thing, status, other status, number, near number."""
    alike = float(x @ y) if x.any() and y.any() else None
    fates = a.status is not None and b.status is not None
    p, q = a.value or a.high or a.low, b.value or b.high or b.low
    near = 0.0 if not p or not q or p * q < 0 else max(0.0, 1 - abs(math.log10(abs(p)) - math.log10(abs(q))))
    other = a.unit != b.unit and not (a.unit is None and alike is None) and not (b.unit is None and alike is None)
    other = other or (alike is not None and alike < _APART)
    return (
        float(not other and a.unit == b.unit and (a.unit is not None or alike is not None)),
        float(other),
        alike or 0.0,
        float(fates and a.status == b.status),
        float(fates and a.status != b.status),
        float(p is not None and p == q and not other),
        _digits(p) if p is not None and p == q else 0.0,
        0.0 if other else near,
    )


def _digits(number: Number) -> float:
    """How many digits say something: 1 of 70 and 3,000, 3 of 1,760; who gives the same 1,760 counts the same."""
    if abs(number) >= _LONG:
        return 4.0
    return float(min(4, len(f"{abs(number):.4g}".replace(".", "").partition("e")[0].strip("0"))))


@cache
def _fitted() -> tuple[float, ...]:
    """The constant, then a weight for each of :data:`NAMES`."""
    kept = json.loads(Path(__file__).with_name("alike.json").read_text(encoding="utf-8"))
    return tuple(kept[name] for name in ("constant", *NAMES))
