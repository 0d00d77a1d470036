"""Drawings as values: figures over time, and the paths from outlets to origins. The templates write them as SVG.

Shape and colour say the same, so that neither is needed alone; colours are
classes of the style sheet, so that they follow the reader's scheme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from math import floor, log10
from typing import Final, NamedTuple

from reportedly.data import Figure
from reportedly.desk.plot import points
from reportedly.desk.terminal import amount
from reportedly.ledger import LedgerClaim, LedgerFigure
from reportedly.threads.traces import Path, Trace
from reportedly.threads.weave import Thread

WIDTH: Final = 760
_LEFT, _RIGHT, _TOP, _BELOW = 76, 96, 18, 34
_HEIGHT: Final = 260
_LINE: Final = 22
"""Height of a line of the legend."""
_TICKS: Final = 5
_MARKS: Final = 6
"""Marks that differ; a seventh origin has the first one's again."""
_NAMED: Final = 14
"""Points of a plot at most that have their number beside them."""
_LETTERS: Final = 27
"""Characters of a name in its box; the whole name is told by the pointer and stands in the list."""
_BOX: Final = (210, 44)
_GAP: Final = (80, 14)
_ROUND: Final = 64
"""Room on the left for circular paths."""


class Stroke(NamedTuple):
    """A line or shape: ``d`` as SVG writes paths, ``look`` its classes, ``title`` what is told of it."""

    d: str
    look: str
    title: str = ""


class Label(NamedTuple):
    """Words at a place; ``anchor`` is which end of them stands there."""

    x: float
    y: float
    text: str
    look: str = ""
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A drawing with what it shows in a sentence; ``left_out`` counts what could not be drawn."""

    name: str
    title: str
    width: int
    height: int
    strokes: tuple[Stroke, ...]
    labels: tuple[Label, ...]
    left_out: int = 0


class _Dot(NamedTuple):
    at: float
    value: float
    low: float | None
    high: float | None
    origin: int
    said: str
    title: str


def plot(thread: Thread) -> Drawing | None:
    """A thread's figures over time: hedges as whiskers, origins as marks. None where none has a day and a number."""
    names = [origin.name for origin in thread.origins.each]
    unit = Counter(figure.unit for _, figure in thread.figures).most_common(1)
    claims = {one.claim.id: one for one in thread.claims}
    alike = [(claims[id_], figure) for id_, figure in thread.figures if figure.unit == unit[0][0]]
    dots = [dot for one, figure in alike for dot in _dots(one, figure, thread.origins.of(one.claim.id), names)]
    if not dots:
        return None
    first, last = min(dot.at for dot in dots), max(dot.at for dot in dots)
    ticks = _ticks(dots)
    across = _Scale(first, last, _LEFT + 18, WIDTH - _RIGHT)
    up = _Scale(ticks[0], ticks[-1], _TOP + _HEIGHT, _TOP)
    strokes, labels = [*_grid(ticks, up)], [*_axis(ticks, up), *_days(first, last, across)]
    for dot, x in _apart(dots, across, up):
        strokes += _whisker(dot, x, up, ticks[-1])
        strokes.append(Stroke(_mark(dot.origin, x, up(dot.value)), f"mark o{dot.origin % _MARKS}", dot.title))
        if len(dots) <= _NAMED:
            labels.append(Label(x + 11, up(dot.value) + 4, dot.said))
    used = sorted({dot.origin for dot in dots})
    for row, at in enumerate(used):
        y = _TOP + _HEIGHT + _BELOW + 16 + row * _LINE
        strokes.append(Stroke(_mark(at, _LEFT, y), f"mark o{at % _MARKS}"))
        labels.append(Label(_LEFT + 14, y + 4, _short(names[at] if at < len(names) else "nobody named", 80)))
    return Drawing(
        name="plot",
        title=f"Figures over time: {thread.about}",
        width=WIDTH,
        height=_TOP + _HEIGHT + _BELOW + 10 + len(used) * _LINE,
        strokes=tuple(strokes),
        labels=tuple(labels),
        left_out=len(thread.figures) - len(dots),
    )


def _dots(one: LedgerClaim, figure: Figure, origin: str | None, names: Sequence[str]) -> Iterator[_Dot]:
    reported = LedgerFigure(article=one.article, claim=one.claim, speaker=one.speaker, figure=figure)
    for point in points((reported,)):
        told = ", ".join(filter(None, (amount(figure), origin, one.article.outlet, point.day.isoformat())))
        yield _Dot(
            at=point.day.toordinal() + _hour(point.day, one.article.published),
            value=point.value,
            low=point.low,
            high=point.high,
            origin=names.index(origin) if origin in names else len(names),
            said=amount(figure),
            title=told,
        )


def _hour(day: date, published: str | None) -> float:
    """How much of the day was over, where it was said on the day of publication and the hour is known."""
    try:
        told = datetime.fromisoformat(published or "")
    except ValueError:
        return 0.0
    return (told.hour * 60 + told.minute) / 1440 if told.date() == day else 0.0


class _Scale(NamedTuple):
    """Values on a line of the drawing; a single value stands in the middle."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return round(self.start + min(max(share, 0.0), 1.0) * (self.end - self.start), 1)


def _ticks(dots: Sequence[_Dot]) -> list[float]:
    """Round numbers from 0, or from below the least figure where all are close, to above the greatest."""
    ends = [end for dot in dots for end in (dot.value, dot.low, dot.high) if end is not None]
    low, high = min(ends), max(ends)
    low = 0.0 if (low >= 0 and high - low > high / 4) or low == high else low
    rough = max(high - low, abs(high) / 100, 1e-9) / _TICKS
    power = 10.0 ** floor(log10(rough))
    step = next(step for step in (power, 2 * power, 5 * power, 10 * power) if step >= rough)
    first = floor(low / step)
    many = max(1, -floor(-(high * 1.02) / step) - first)
    return [(first + at) * step for at in range(many + 1)]


def _grid(ticks: Sequence[float], up: _Scale) -> Iterator[Stroke]:
    for tick in ticks:
        yield Stroke(f"M{_LEFT} {up(tick)}H{WIDTH - _RIGHT + 40}", "axis" if tick == ticks[0] else "grid")


def _axis(ticks: Sequence[float], up: _Scale) -> Iterator[Label]:
    for tick in ticks:
        yield Label(_LEFT - 8, up(tick) + 4, f"{tick:,.10g}", "faint", "end")


def _days(first: float, last: float, across: _Scale) -> Iterator[Label]:
    """The first and the last day and some between them."""
    days = int(last) - int(first)
    many = min(days, _TICKS - 1)
    for at in range(many + 1):
        day = int(first) + (round(days * at / many) if many else 0)
        x = across(max(day, first) if many else first)
        yield Label(x, _TOP + _HEIGHT + 20, date.fromordinal(day).isoformat(), "faint", "middle")


def _apart(dots: Iterable[_Dot], across: _Scale, up: _Scale) -> Iterator[tuple[_Dot, float]]:
    """Each dot with its place across, moved aside where another covers it."""
    taken: list[tuple[float, float]] = []
    for dot in dots:
        x, y = across(dot.at), up(dot.value)
        while any(abs(x - other) < 12 and abs(y - high) < 12 for other, high in taken):
            x += 13
        taken.append((x, y))
        yield dot, round(min(x, WIDTH - 8.0), 1)


def _whisker(dot: _Dot, x: float, up: _Scale, most: float) -> Iterator[Stroke]:
    """The numbers that a hedge allows; an arrow where it sets no end."""
    if dot.low == dot.high == dot.value:
        return
    low, high = up(dot.low if dot.low is not None else 0.0), up(dot.high if dot.high is not None else most)
    look = f"whisker o{dot.origin % _MARKS}"
    yield Stroke(f"M{x} {low}V{high}", look)
    for end, y, by in ((dot.low, low, -6), (dot.high, high, 6)):
        yield Stroke(
            f"M{x - 5} {y}H{x + 5}" if end is not None else f"M{x - 5} {y + by}L{x} {y}L{x + 5} {y + by}", look
        )


def _mark(origin: int, x: float, y: float) -> str:
    """A circle, square, diamond, triangle, cross or triangle on its head around a place."""
    shapes = (
        f"M{x - 6} {y}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z",
        f"M{x - 5.5} {y - 5.5}h11v11h-11Z",
        f"M{x} {y - 7.5}l7.5 7.5l-7.5 7.5l-7.5 -7.5Z",
        f"M{x} {y - 7}l7 12.5h-14Z",
        f"M{x - 2.5} {y - 7}h5v4.5h4.5v5h-4.5v4.5h-5v-4.5h-4.5v-5h4.5Z",
        f"M{x} {y + 7}l7 -12.5h-14Z",
    )
    return shapes[origin % _MARKS]


class _Node(NamedTuple):
    """A box: what it is (outlet, hop, origin or source), its name, and in which column it stands."""

    column: int
    name: str


def paths(trace: Trace) -> Drawing:
    """The graph of a trace: outlets on the left, hops between, origins on the right, circular paths drawn round."""
    chains, looks = _chains(trace)
    columns = max(node.column for chain in chains for node in chain) + 1
    places = _places(chains, columns)
    wide, high = _BOX
    strokes = [Stroke(_edge(places[one], places[two]), "edge") for one, two in _edges(chains)]
    labels = []
    for node, (x, y) in places.items():
        kind, below = looks[node]
        strokes.append(Stroke(f"M{x} {y}h{wide}v{high}h-{wide}Z", f"box {kind}", node.name))
        labels.append(Label(x + 10, y + 18, _short(node.name, _LETTERS), "name"))
        labels.append(Label(x + 10, y + 35, below, "faint"))
    strokes += _rings(trace, places)
    return Drawing(
        name="paths",
        title=f"Paths from outlets to origins: {trace.about}",
        width=_ROUND + columns * (wide + _GAP[0]) - _GAP[0] + 4,
        height=round(max(y for _, y in places.values())) + high + 6,
        strokes=tuple(strokes),
        labels=tuple(labels),
    )


def _chains(trace: Trace) -> tuple[list[tuple[_Node, ...]], dict[_Node, tuple[str, str]]]:
    """The boxes of each path, and how each box looks and what stands below its name."""
    last = max(1, *(len(_hops(path)) + 1 for path in trace.paths))
    counted = {origin.name: origin.counted for origin in trace.origins}
    looks: dict[_Node, tuple[str, str]] = {}
    chains = []
    for path in trace.paths:
        outlet = _Node(0, path.steps[0])
        looks[outlet] = "outlet", "outlet"
        between = [_Node(at, name) for at, name in enumerate(_hops(path), 1)]
        looks |= dict.fromkeys(between, ("hop", "on whose word"))
        end = _Node(last, path.origin or "nobody found")
        sure = counted.get(end.name, False)
        looks[end] = ("origin", "origin, counted") if sure else ("origin doubtful", "not counted")
        chains.append((outlet, *between, end))
    for origin in trace.origins:
        node = _Node(last, origin.name)
        looks.setdefault(node, ("origin", "origin, counted") if origin.counted else ("origin doubtful", "not counted"))
    return chains, looks


def _hops(path: Path) -> tuple[str, ...]:
    return tuple(hop.text for hop in path.claim.claim.via)


def _places(chains: Sequence[Sequence[_Node]], columns: int) -> Mapping[_Node, tuple[float, float]]:
    """Where each box stands: its column, and beside others evenly over the height of the fullest column."""
    each = [
        list(dict.fromkeys(node for chain in chains for node in chain if node.column == at)) for at in range(columns)
    ]
    (wide, high), (aside, below) = _BOX, _GAP
    most = max(map(len, each)) * (high + below)
    return {
        node: (_ROUND + at * (wide + aside), round((row + 0.5) * most / len(nodes) - high / 2, 1) + 2)
        for at, nodes in enumerate(each)
        for row, node in enumerate(nodes)
    }


def _edges(chains: Iterable[Sequence[_Node]]) -> Iterator[tuple[_Node, _Node]]:
    yield from dict.fromkeys(pair for chain in chains for pair in pairwise(chain))


def _edge(one: tuple[float, float], two: tuple[float, float]) -> str:
    """From the right of a box to the left of another, with a head."""
    (wide, high), x, y = _BOX, two[0], two[1] + _BOX[1] / 2
    start, height = one[0] + wide, one[1] + high / 2
    bend = (x - start) / 2
    curve = f"M{start} {height}C{start + bend} {height} {x - bend} {y} {x} {y}"
    return f"{curve}M{x - 7} {y - 4}L{x} {y}L{x - 7} {y + 4}"


def _rings(trace: Trace, places: Mapping[_Node, tuple[float, float]]) -> Iterator[Stroke]:
    """Outlets that lead to each other, round on the left, each way beside the other."""
    for ring in trace.rings:
        ends = [places.get(_Node(0, name)) for name in (*ring, ring[0])]
        for at, (one, two) in enumerate(pairwise(ends)):
            if one and two:
                down = two[1] > one[1]
                start, end = one[1] + (30 if down else 14), two[1] + (14 if down else 30)
                out = _ROUND - (58 if down else 34)
                x = _ROUND
                curve = (
                    f"M{x} {start}C{out} {start} {out} {end} {x} {end}M{x - 8} {end - 4}L{x} {end}L{x - 8} {end + 4}"
                )
                yield Stroke(curve, "ring", f"{ring[at]} cites {ring[(at + 1) % len(ring)]}")


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
