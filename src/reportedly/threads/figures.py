"""Reported figures beside each other: which are about one thing, and which of those disagree.

A first version: figures count the same thing when their normal heads and
statuses agree and their articles appeared within :data:`WINDOW_DAYS` of each
other. Whole articles are not compared yet, so figures of two unlike stories of
the same days can meet here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from reportedly.data import Figure
from reportedly.ledger import LedgerFigure

WINDOW_DAYS = 21
"""A longer silence between two reports starts another story."""
_NEARLY = 0.1
"""How far from its number a hedged figure may lie: "nearly 1,000" is 900 to 1,000."""
_UNBOUNDED = float("inf")
_DEAD = frozenset({"killed", "dead", "died"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Figures for one thing that can't all be right as they were reported, in time order."""

    about: str
    figures: tuple[LedgerFigure, ...]


def bounds(figure: Figure) -> tuple[float, float]:
    """The least and greatest number that the report allows, hedges included."""
    low = -_UNBOUNDED if figure.low is None else float(figure.low)
    high = _UNBOUNDED if figure.high is None else float(figure.high)
    if figure.modifier in ("nearly", "around"):
        low -= abs(low) * _NEARLY
    if figure.modifier == "around":
        high += abs(high) * _NEARLY
    return max(low, 0.0), high


def agree(one: Figure, two: Figure) -> bool:
    """Whether one number fits both reports."""
    (low, high), (other_low, other_high) = bounds(one), bounds(two)
    return low <= other_high and other_low <= high


def disagreements(figures: Iterable[LedgerFigure]) -> tuple[Disagreement, ...]:
    """Things for which articles report figures that don't fit each other, most reported first."""
    threads: dict[str, list[list[LedgerFigure]]] = {}
    for reported in figures:
        about = counted(reported.figure)
        if about is None or reported.article.published is None:
            continue
        runs = threads.setdefault(about, [])
        if not runs or _days(runs[-1][-1], reported) > WINDOW_DAYS:
            runs.append([])
        runs[-1].append(reported)
    found = [
        Disagreement(about=about, figures=tuple(run))
        for about, runs in threads.items()
        for run in runs
        if any(
            one.article.id != two.article.id and not agree(one.figure, two.figure) for one, two in combinations(run, 2)
        )
    ]
    return tuple(sorted(found, key=lambda d: (-len({f.article.id for f in d.figures}), d.about)))


def counted(figure: Figure) -> str | None:
    """What the figure counts, in a form that meets others': "people killed", "houses"; None if it doesn't say."""
    if figure.value is None and figure.low is None and figure.high is None:
        return None
    head = figure.counted.rpartition(" ")[2].lower() if figure.counted else None
    if figure.unit == "person":
        status = "killed" if figure.status in _DEAD or head in _DEAD else figure.status
        return f"people {status}" if status else head
    if figure.unit is None:
        return head
    thing = figure.of or figure.counted
    return f"{figure.unit} {thing.lower()}" if thing else None


def _days(one: LedgerFigure, two: LedgerFigure) -> int:
    return abs((_day(two) - _day(one)).days)


def _day(reported: LedgerFigure) -> date:
    assert reported.article.published is not None  # noqa: S101  undated figures never come here
    return date.fromisoformat(reported.article.published[:10])
