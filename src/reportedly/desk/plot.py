"""Figures over time as a picture: in the terminal, or as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path
from string import ascii_uppercase
from typing import Any, NamedTuple

from reportedly.desk.terminal import source
from reportedly.errors import MissingExtra, QueryError
from reportedly.ledger import LedgerFigure
from reportedly.threads.figures import bounds, is_drawn

FORMATS = (".png", ".svg")
_MARKERS = "osD^vP*Xhd<>"
_MOST_TICKS = 6
_HEADROOM = 1.15
"""Room above the highest figure, for its whisker and the legend."""


class Point(NamedTuple):
    """A figure on the plot: ``low`` and ``high`` are the ends of its whisker, None where a hedge leaves it open."""

    day: date
    value: float
    low: float | None
    high: float | None
    source: str


def points(figures: Sequence[LedgerFigure]) -> tuple[Point, ...]:
    """What can be drawn: figures with a date and a number, under the name of the actor where that is known."""
    found = []
    for one in figures:
        said = (one.claim.said_on if one.claim else None) or one.article.published
        if said is None or not is_drawn(one.figure):
            continue
        ends = [float(end) for end in (one.figure.low, one.figure.high) if end is not None]
        value = float(one.figure.value) if one.figure.value is not None else sum(ends) / len(ends)
        low, high = bounds(one.figure)
        name = one.speaker.name if one.speaker else source(one).plain
        open_below, open_above = one.figure.low is None, one.figure.high is None
        found.append(
            Point(date.fromisoformat(said[:10]), value, None if open_below else low, None if open_above else high, name)
        )
    return tuple(found)


def in_terminal(drawn: Sequence[Point], *, width: int, height: int = 18) -> str:
    """The plot as text: a letter for each source, days on the x axis."""
    import plotext

    plotext.clear_figure()
    plotext.theme("clear")
    plotext.date_form("Y-m-d")
    plotext.plotsize(width, height)
    plotext.ylim(0, max(point.value for point in drawn) * _HEADROOM)
    plotext.xticks([day.isoformat() for day in _ticks(drawn)])
    for at, (name, mine) in enumerate(_by_source(drawn).items()):
        letter = ascii_uppercase[at % len(ascii_uppercase)]
        plotext.scatter(
            [point.day.isoformat() for point in mine],
            [point.value for point in mine],
            marker=letter,
            label=f"{letter} {_short(name)}",
        )
    plotted: str = plotext.build()
    return plotted


def svg(drawn: Sequence[Point], *, title: str) -> str:
    """The plot as an SVG element.

    Raises:
        MissingExtra: matplotlib is not installed.
    """
    buffer = StringIO()
    _figure(drawn, title=title).savefig(buffer, format="svg")
    return buffer.getvalue()


def to_file(drawn: Sequence[Point], path: Path, *, title: str) -> None:
    """Write the plot as PNG or SVG: hedges as whiskers, open ends as arrows, one marker a source.

    Raises:
        QueryError: the file's ending is neither ``.png`` nor ``.svg``.
        MissingExtra: matplotlib is not installed.
    """
    if path.suffix.lower() not in FORMATS:
        raise QueryError(f"{path} ends in {path.suffix or 'nothing'}; a plot is written as {' or '.join(FORMATS)}")
    _figure(drawn, title=title).savefig(path, format=path.suffix.lower().removeprefix("."))


def _figure(drawn: Sequence[Point], *, title: str) -> Any:
    try:
        from matplotlib.figure import Figure
        from numpy import array
    except ImportError as error:
        raise MissingExtra("plots in files need matplotlib: pip install 'reportedly[plot]'") from error
    figure = Figure(figsize=(9, 5), layout="constrained")
    axes = figure.subplots()
    top = max((point.high or point.value for point in drawn), default=1.0)
    for at, (name, mine) in enumerate(_by_source(drawn).items()):
        axes.errorbar(
            array([point.day for point in mine], dtype="datetime64[D]"),
            [point.value for point in mine],
            yerr=[
                [top / 20 if p.low is None else max(0.0, p.value - p.low) for p in mine],
                [top / 20 if p.high is None else max(0.0, p.high - p.value) for p in mine],
            ],
            lolims=[point.high is None for point in mine],
            uplims=[point.low is None for point in mine],
            fmt=_MARKERS[at % len(_MARKERS)],
            capsize=4,
            label=literal(_short(name)),
        )
    days = _ticks(drawn)
    axes.set_xticks(array(days, dtype="datetime64[D]"), [day.isoformat() for day in days])
    axes.set_ylim(0, top * _HEADROOM)
    axes.set_title(literal(title))
    axes.set_ylabel("reported figure")
    axes.legend(fontsize="small")
    return figure


def _by_source(drawn: Sequence[Point]) -> dict[str, list[Point]]:
    """The points of each source, sources in the order in which they spoke first."""
    found: dict[str, list[Point]] = {}
    for point in drawn:
        found.setdefault(point.source, []).append(point)
    return found


def _ticks(drawn: Sequence[Point]) -> list[date]:
    """Some of the days on which figures were reported, few enough to read."""
    days = sorted({point.day for point in drawn})
    return days[:: len(days) // _MOST_TICKS + 1]


def _short(name: str, *, longest: int = 40) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def literal(words: str) -> str:
    """Article text as it is: dollar signs open formulas in matplotlib."""
    return words.replace("$", r"\$")
