"""Reported figures beside each other: which are about one thing, and which of those disagree.

A first version, made to be right rather than full: figures count the same
thing when what is counted and what became of it agree and their articles
appeared within :data:`WINDOW_DAYS` of each other. Whole articles are not
compared yet, so figures of two unlike stories of the same days can meet here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from reportedly.data import Figure, Number
from reportedly.ledger import LedgerFigure

WINDOW_DAYS = 21
"""A longer silence between two reports starts another story."""
_NEARLY = 0.1
"""How far from its number a hedged figure may lie: "nearly 1,000" is 900 to 1,000."""
_UNBOUNDED = float("inf")
_DEAD = frozenset({"killed", "dead", "died", "deaths", "fatalities"})
_REMAINS = frozenset({"bodies", "corpses", "remains"})
_INCREMENTS = frozenset({"more", "further", "additional", "another", "extra", "other"})
_FEW = 10
"""Small counts of things of which nothing is said ("two shelters") are as a rule of different things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Figures for one thing that can't all be right as they were reported, in time order."""

    about: str
    figures: tuple[LedgerFigure, ...]


def bounds(figure: Figure) -> tuple[float, float]:
    """The least and greatest number that the report allows, hedges included."""
    low = -_UNBOUNDED if figure.low is None else _double(figure.low)
    high = _UNBOUNDED if figure.high is None else _double(figure.high)
    if figure.modifier in ("nearly", "around"):
        low -= abs(low) * _NEARLY
    if figure.modifier == "around":
        high += abs(high) * _NEARLY
    return max(low, 0.0), high


DRAWN: Final = 1e15
"""Figures beyond it are no scale's: a plot would show one of them and a line."""


def is_drawn(figure: Figure) -> bool:
    """Whether a figure has a number that a plot can show."""
    ends = [end for end in (figure.value, figure.low, figure.high) if end is not None]
    return bool(ends) and all(abs(end) <= DRAWN for end in ends)


def _double(number: Number) -> float:
    """The number, endless where it is too large for a double: whole numbers may have any length."""
    try:
        return float(number)
    except OverflowError:
        return _UNBOUNDED if number > 0 else -_UNBOUNDED


def agree(one: Figure, two: Figure) -> bool:
    """Whether one number fits both reports."""
    (low, high), (other_low, other_high) = bounds(one), bounds(two)
    return low <= other_high and other_low <= high


def disagreements(figures: Iterable[LedgerFigure]) -> tuple[Disagreement, ...]:
    """Things for which articles report figures that don't fit each other, most reported first."""
    threads: dict[str, list[LedgerFigure]] = {}
    for reported in figures:
        about = counted(reported.figure)
        if about is not None and reported.article.published is not None:
            threads.setdefault(about, []).append(reported)
    found = [
        Disagreement(about=about, figures=tuple(sorted(_told_once(run), key=_place)))
        for about, thread in threads.items()
        for run in _runs(sorted(thread, key=_place))
        if any(
            one.article.id != two.article.id and not agree(one.figure, two.figure) for one, two in combinations(run, 2)
        )
    ]
    return tuple(sorted(found, key=lambda d: (-len({f.article.id for f in d.figures}), d.about)))


def counted(figure: Figure) -> str | None:
    """What the figure counts, in a form that meets others': "people killed", "t grain delivered".

    None where it doesn't say, and where the number is no total: a part of
    another figure, one for each, so many more. People and handfuls of things
    need a fate to be compared by: "two shelters" of two articles are four.
    """
    if figure.part_of or figure.each_of or (figure.low is None and figure.high is None):
        return None
    if not _INCREMENTS.isdisjoint(figure.text.lower().split()):
        return None
    thing = (figure.of or figure.counted or "").lower()
    head = thing.rpartition(" ")[2]
    fate = "killed" if head in _DEAD or figure.status in _DEAD else figure.status
    rate = f" per {figure.per}" if figure.per else ""
    if figure.unit == "person":
        return f"{'bodies' if head in _REMAINS else 'people'} {fate}{rate}" if fate else None
    few = figure.high is not None and figure.high <= _FEW
    if not thing or (figure.unit is None and fate is None and few):
        return None
    unit = f"{figure.unit} " if figure.unit else ""
    return f"{unit}{head if fate else thing}{' ' + fate if fate else ''}{rate}"


def _runs(thread: Iterable[LedgerFigure]) -> Iterator[list[LedgerFigure]]:
    """The thread cut where nothing was reported for long."""
    run: list[LedgerFigure] = []
    for reported in thread:
        if run and (_day(reported) - _day(run[-1])).days > WINDOW_DAYS:
            yield run
            run = []
        run.append(reported)
    if run:
        yield run


def _told_once(run: list[LedgerFigure]) -> Iterator[LedgerFigure]:
    """The figures without those that an article repeats: in its headline, in its own voice, by the same speaker."""
    kept: dict[tuple[object, ...], list[LedgerFigure]] = {}
    for reported in run:
        figure = reported.figure
        kept.setdefault((reported.article.id, figure.low, figure.high, figure.modifier), []).append(reported)
    for reports in kept.values():
        body = [one for one in reports if not _in_headline(one)] or reports[:1]
        said = [one for one in body if one.claim and not one.claim.narrated] or body[:1]
        speakers: set[object] = set()
        for one in said:
            speaker = one.speaker.id if one.speaker else one.claim and one.claim.source and one.claim.source.text
            if speaker not in speakers:
                yield one
            speakers.add(speaker)


def _in_headline(reported: LedgerFigure) -> bool:
    return reported.figure.spans[0].start < len(reported.article.headline or "")


def _place(reported: LedgerFigure) -> tuple[date, str, str, int]:
    """The order of a thread: by the day it was said, then article by article as it was written."""
    article = reported.article
    return _day(reported), article.published or "", article.id, reported.figure.spans[0].start


def _day(reported: LedgerFigure) -> date:
    said = (reported.claim.said_on if reported.claim else None) or reported.article.published
    assert said is not None  # noqa: S101  undated figures never come here
    return date.fromisoformat(said[:10])
