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
from reportedly.threads.told import Row, Told

NAMES: Final = (
    "meaning", "cover", "rare cover", "names", "both count", "one counts", "same thing", "other thing", "thing",
    "status", "other status", "number", "rare number", "near number", "kind", "demand", "answer", "speaker",
    "article", "length",
)  # fmt: skip

Weights = Mapping[str, float]
"""How much each stem of a block says: little where many claims have it."""

_APART: Final = 0.35
"""Cosine under which two counted things are unlike: turkeys and crowns, dockers and containers."""


def weights(block: Iterable[Told]) -> Weights:
    """How much each stem says among these claims (inverse document frequency)."""
    claims = list(block)
    met = Counter(stem for one in claims for stem in one.stems)
    return {stem: math.log((len(claims) + 1) / (times + 0.5)) for stem, times in met.items()}


def likely(one: Told, other: Told, weigh: Weights) -> float:
    """How likely two claims are about one thing: 0 to 1."""
    odds = sum(weight * value for weight, value in zip(_fitted(), (1.0, *features(one, other, weigh)), strict=True))
    return 1 / (1 + math.exp(-odds))


def features(one: Told, other: Told, weigh: Weights) -> list[float]:
    """What speaks for and against two claims being about one thing, in the order of :data:`NAMES`."""
    shared = one.stems & other.stems
    kinds = {one.claim.kind, other.claim.kind}
    pair = _best(one, other)
    return [
        float(one.meaning @ other.meaning),
        len(shared) / max(1, min(len(one.stems), len(other.stems))),
        _cosine(one, other, shared, weigh),
        len(one.names & other.names) / max(1, min(len(one.names), len(other.names))),
        float(pair is not None),
        float(bool(one.figures) != bool(other.figures)),
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


def _best(one: Told, other: Told) -> tuple[float, ...] | None:
    """Of the figures of both, the two that are likeliest to be of one thing."""
    pairs = ((a, x, b, y) for a, x in one.counted for b, y in other.counted)
    found = max(pairs, key=lambda pair: of_one_thing(*pair), default=None)
    return None if found is None else _figures(found[0], found[2], found[1], found[3])


def of_one_thing(figure: Figure, row: Row, other: Figure, other_row: Row, /) -> float:
    """How much speaks for two figures counting one thing: more than 0 for, less against."""
    same, apart, cosine, fate, other_fate, number, _, near = _figures(figure, other, row, other_row)
    return same - apart + cosine + fate - other_fate + 0.5 * number + 0.2 * near


def _figures(a: Figure, b: Figure, x: Row, y: Row) -> tuple[float, ...]:
    """Same thing, other thing, thing, status, other status, number, near number."""
    alike = float(x @ y) if x.any() and y.any() else None
    fates = a.status is not None and b.status is not None
    p, q = a.value or a.high or a.low, b.value or b.high or b.low
    near = 0.0 if not p or not q or p * q < 0 else max(0.0, 1 - abs(float(np.log10(abs(p) / abs(q)))))
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
    return float(min(4, len(f"{abs(number):.4g}".replace(".", "").partition("e")[0].strip("0"))))


@cache
def _fitted() -> tuple[float, ...]:
    """The constant, then a weight for each of :data:`NAMES`."""
    kept = json.loads(Path(__file__).with_name("alike.json").read_text(encoding="utf-8"))
    return tuple(kept[name] for name in ("constant", *NAMES))
