"""Figures over time as a picture: in the terminal, or as a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from reportedly.desk.terminal import source
from reportedly.errors import MissingExtra, QueryError
from reportedly.ledger import LedgerFigure
from reportedly.threads.figures import bounds

FORMATS = (".png", ".svg")


class Point(NamedTuple):
    """A figure on the plot: ``low`` and ``high`` are the ends of its whisker."""

    day: date
    value: float
    low: float
    high: float
    source: str


def points(figures: Sequence[LedgerFigure]) -> tuple[Point, ...]:
    """What can be drawn: figures with a date and a number. An open end of a hedge is drawn as the number itself."""
    found = []
    for one in figures:
        said = (one.claim.said_on if one.claim else None) or one.article.published
        figure = one.figure
        ends = [float(end) for end in (figure.low, figure.high) if end is not None]
        if said is None or not ends:
            continue
        value = float(figure.value) if figure.value is not None else sum(ends) / len(ends)
        low, high = bounds(figure)
        found.append(
            Point(
                date.fromisoformat(said[:10]),
                value,
                low if low > 0 or figure.low == 0 else value,
                high if high != float("inf") else value,
                source(one).plain,
            )
        )
    return tuple(found)


def in_terminal(drawn: Sequence[Point], *, width: int, height: int = 16) -> str:
    """The plot as text, one marker a source; days on the x axis."""
    import plotext

    plotext.clear_figure()
    plotext.theme("clear")
    plotext.date_form("Y-m-d")
    plotext.plotsize(width, height)
    for name in dict.fromkeys(point.source for point in drawn):
        mine = [point for point in drawn if point.source == name]
        days = [plotext.datetime_to_string(datetime(p.day.year, p.day.month, p.day.day)) for p in mine]
        plotext.scatter(days, [point.value for point in mine], label=_short(name))
    plotted: str = plotext.build()
    return plotted


def to_file(drawn: Sequence[Point], path: Path, *, title: str) -> None:
    """Write the plot as PNG or SVG: hedges as whiskers, one marker a source.

    Raises:
        QueryError: the file's ending is neither ``.png`` nor ``.svg``.
        MissingExtra: matplotlib is not installed.
    """
    if path.suffix.lower() not in FORMATS:
        raise QueryError(f"{path} ends in {path.suffix or 'nothing'}; a plot is written as {' or '.join(FORMATS)}")
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure
        from numpy import array
    except ImportError as error:
        raise MissingExtra("plots in files need matplotlib: pip install 'reportedly[plot]'") from error
    figure = Figure(figsize=(9, 5), layout="constrained")
    axes = figure.subplots()
    markers = "osD^vP*Xhd<>"
    for at, name in enumerate(dict.fromkeys(point.source for point in drawn)):
        mine = [point for point in drawn if point.source == name]
        axes.errorbar(
            array([point.day for point in mine], dtype="datetime64[D]"),
            [point.value for point in mine],
            yerr=[[max(0.0, p.value - p.low) for p in mine], [max(0.0, p.high - p.value) for p in mine]],
            fmt=markers[at % len(markers)],
            capsize=4,
            label=_literal(_short(name)),
        )
    axes.set_title(_literal(title))
    axes.set_ylabel("reported figure")
    axes.legend(fontsize="small")
    figure.autofmt_xdate()
    canvas = FigureCanvasSVG(figure) if path.suffix.lower() == ".svg" else FigureCanvasAgg(figure)
    canvas.print_figure(path)


def _short(name: str, *, longest: int = 40) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1]}…"


def _literal(words: str) -> str:
    """Article text as it is: dollar signs open formulas in matplotlib."""
    return words.replace("$", r"\$")
