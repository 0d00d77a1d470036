"""Threads and traces for people: tables and trees in a terminal, paths as a drawing. Article text is data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from reportedly.desk import terminal
from reportedly.desk.plot import FORMATS, literal
from reportedly.desk.relations import RELATIONS
from reportedly.errors import MissingExtra, QueryError
from reportedly.threads.matters import GradedThread
from reportedly.threads.origins import Origin
from reportedly.threads.traces import Trace
from reportedly.threads.views import View, viewed
from reportedly.threads.weave import Thread

_TOLD: Final = ("contradict", "revised", "part_of")
"""Relations that are said in words; that figures agree is seen in the table."""


def threads(found: Sequence[GradedThread], *, view: View | None = None) -> RenderableType:
    """Each thread: its claims in time order with their grades, who stands behind it, where figures disagree."""
    return Group(*(Padding(_thread(each, view), (0, 0, 1, 0)) for each in found))


def _thread(graded: GradedThread, view: View | None) -> RenderableType:
    thread = graded.thread
    title = Text.assemble((thread.about, "bold"), (f"  {thread.kind} · {thread.id}", "dim"))
    table = terminal.table_of("when", "outlet", "who", "what", "figure", "grade")
    figures = dict(thread.figures)
    for one in thread.claims:
        figure = figures.get(one.claim.id)
        table.add_row(
            Text((one.claim.said_on or one.article.published or "undated")[:10]),
            Text(one.article.outlet or "?"),
            Text(one.claim.source.text if one.claim.source else "the outlet itself"),
            Text(one.claim.content.text),
            Text(figure.text if figure else ""),
            Text(str(graded.grades[one.claim.id])),
        )
    taken = viewed(thread, view) if view else None
    lines = [*_lines(thread), *([f"{view}: {taken[1].text}"] if taken else [])]
    return Group(title, table, *(Text(f"  {line}") for line in lines))


def _lines(thread: Thread) -> list[str]:
    """What is to be said of a thread beside its table."""
    counted = [origin for origin in thread.origins.each if origin.counted]
    names = ", ".join(origin.name for origin in counted)
    many = "1 independent origin" if len(counted) == 1 else f"{len(counted)} independent origins"
    lines = [f"{many}: {names}"]
    lines += [f"in a ring: {' → '.join((*ring, ring[0]))}" for ring in thread.origins.rings]
    if thread.demand:
        lines.append(f"the demand was {thread.demand}")
    said = {(one.claim.id, figure.id): figure.text for one in thread.claims for figure in one.figures}
    lines += [
        f"“{said[related.earlier]}” {RELATIONS[related.kind]} “{said[related.later]}”"
        for related in thread.related
        if related.kind in _TOLD and related.earlier in said and related.later in said
    ]
    return list(dict.fromkeys(lines))


def traces(found: Sequence[Trace]) -> RenderableType:
    """Each trace as a tree: the origins, under each the outlets that lead to it and by which hops."""
    return Group(*map(_tree, found))


def _tree(trace: Trace) -> Tree:
    tree = Tree(Text(trace.about, style="bold"))
    for origin in trace.origins:
        branch = tree.add(_origin(origin))
        for path in trace.paths:
            if path.origin == origin.name:
                day = (path.claim.article.published or "undated")[:10]
                branch.add(Text.assemble((f"{day}  ", "dim"), " ← ".join(path.steps)))
    for ring in trace.rings:
        tree.add(Text(f"a ring: {' → '.join((*ring, ring[0]))}", style="yellow"))
    if trace.single_origin:
        tree.add(Text("several outlets, one origin", style="yellow"))
    return tree


def _origin(origin: Origin) -> Text:
    mark = "● counted" if origin.counted else "○ not counted"
    return Text.assemble((origin.name, "cyan"), f"  {mark}: {origin.why}")


def draw(trace: Trace, path: Path) -> None:
    """Draw the paths from outlets on the left to origins on the right, as PNG or SVG.

    Raises:
        QueryError: the file's ending is neither ``.png`` nor ``.svg``.
        MissingExtra: matplotlib is not installed.
    """
    if path.suffix.lower() not in FORMATS:
        raise QueryError(f"{path} ends in {path.suffix or 'nothing'}; a drawing is written as {' or '.join(FORMATS)}")
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtra("drawings in files need matplotlib: pip install 'reportedly[plot]'") from error
    figure = Figure(figsize=(10, 1 + 0.45 * len(trace.paths)), layout="constrained")
    axes = figure.subplots()
    places = {origin.name: at for at, origin in enumerate(trace.origins)}
    stretch = max(1, len(trace.paths) - 1) / max(1, len(places) - 1)
    for row, each in enumerate(trace.paths):
        end = places[each.origin] * stretch if each.origin in places else row
        axes.plot([0, 1, 2], [row, row, end], color="0.6", zorder=1)
        axes.text(-0.05, row, literal(each.steps[0]), ha="right", va="center")
        axes.text(1, row, literal(" ← ".join(each.steps[1:])), ha="center", va="bottom", fontsize="small")
    for origin in trace.origins:
        at = places[origin.name] * stretch
        axes.scatter([2], [at], s=60, color="black", facecolor="black" if origin.counted else "white", zorder=2)
        axes.text(2.07, at, literal(origin.name), ha="left", va="center")
    axes.set_xlim(-1.2, 3.4)
    axes.invert_yaxis()
    axes.set_axis_off()
    axes.set_title(literal(trace.about[:90]))
    figure.savefig(path, format=path.suffix.lower().removeprefix("."))
