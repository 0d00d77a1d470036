"""An article's text cut into pieces wherever a mark begins or ends, so that marks may nest and overlap.

HTML can't: an element ends within the one it began in, and a link holds no
link. Pieces lie beside each other, and each leads to the innermost of its marks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from reportedly.data import Block, Claim, Reading, Spans
from reportedly.desk.web.links import claim_at

MarkKind = Literal["content", "source", "cue", "hop", "figure", "time"]
KINDS: tuple[MarkKind, ...] = ("source", "cue", "hop", "content", "figure", "time")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One stretch of marked words. ``name`` is its anchor on the page, ``claim`` the number of its claim there."""

    start: int
    end: int
    kind: MarkKind
    name: str
    href: str
    claim: int | None = None
    first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Text under the same marks throughout.

    ``anchors`` are the names of the marks that begin here, ``begins`` the numbers
    of the claims whose content does; ``stop`` says that the keyboard stops here.
    """

    text: str
    kinds: tuple[MarkKind, ...] = ()
    href: str | None = None
    anchors: tuple[str, ...] = ()
    begins: tuple[int, ...] = ()
    claims: tuple[int, ...] = ()
    stop: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedBlock:
    """A block of the article in pieces."""

    block: Block
    pieces: tuple[Piece, ...]


def marked(reading: Reading) -> tuple[MarkedBlock, ...]:
    """The whole article, block by block."""
    blocks = reading.article.blocks
    starts = [block.start for block in blocks]
    within: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks_of(reading):
        for number in range(max(bisect_right(starts, mark.start) - 1, 0), len(blocks)):
            if blocks[number].start >= mark.end:
                break
            within[number].append(mark)
    return tuple(
        MarkedBlock(block=block, pieces=tuple(pieces(reading.article.text, block.start, block.end, within[number])))
        for number, block in enumerate(blocks)
    )


def marks_of(reading: Reading) -> Iterator[Mark]:
    """Every mark of the article; claims are numbered from 1 as they stand."""
    for number, claim in enumerate(reading.claims, 1):
        yield from claim_marks(claim, number)
    yield from load_marks(reading)


def claim_marks(claim: Claim, number: int) -> Iterator[Mark]:
    """The marks of one claim."""
    parts: list[tuple[MarkKind, Spans]] = [("content", claim.content.spans)]
    parts += [(kind, part.spans) for kind, part in (("source", claim.source), ("cue", claim.cue)) if part]  # type: ignore[misc]
    parts += [("hop", hop.spans) for hop in claim.via]
    for kind, spans in parts:
        yield from _spread(spans, kind, f"{kind}-{number}", claim_at(claim.id), number)


def load_marks(reading: Reading, *, figures: Iterable[str] | None = None) -> Iterator[Mark]:
    """The marks of figures and times, of all or of those named."""
    only = None if figures is None else set(figures)
    for figure in reading.figures:
        if only is None or figure.id in only:
            yield from _spread(figure.spans, "figure", f"mark-{figure.id}", f"#figure-{figure.id}")
    for timex in reading.times:
        if only is None or timex.id in only:
            yield from _spread(timex.spans, "time", f"mark-{timex.id}", f"#time-{timex.id}")


def pieces(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Piece]:
    """The text from start to end in pieces."""
    events: defaultdict[int, tuple[list[Mark], list[Mark]]] = defaultdict(lambda: ([], []))
    for mark in marks:
        if mark.start < end and mark.end > start and mark.start < mark.end:
            events[max(mark.start, start)][0].append(mark)
            events[min(mark.end, end)][1].append(mark)
    cuts = sorted({start, end, *events})
    cutting = _Cutting()
    for here, there in pairwise(cuts):
        begin, over = events.get(here, ([], []))
        cutting.turn(begin, over)
        yield cutting.piece(text[here:there], here, begin)


@dataclass(slots=True)
class _Cutting:
    """What is marked at the place that the cutting has come to."""

    active: dict[Mark, None] = field(default_factory=dict)
    visited: set[str] = field(default_factory=set)

    def turn(self, begin: list[Mark], over: list[Mark]) -> None:
        for mark in over:
            self.active.pop(mark, None)
        self.active.update(dict.fromkeys(begin))

    def piece(self, text: str, here: int, begin: list[Mark]) -> Piece:
        if not self.active:
            return Piece(text=text)
        inner = min(self.active, key=lambda mark: (mark.end - mark.start, KINDS.index(mark.kind)))
        stop = inner.name not in self.visited
        self.visited.add(inner.name)
        starting = [mark for mark in begin if mark.first and mark.start == here]
        kinds = {mark.kind for mark in self.active}
        return Piece(
            text=text,
            kinds=tuple(kind for kind in KINDS if kind in kinds),
            href=inner.href,
            anchors=tuple(dict.fromkeys(mark.name for mark in starting)),
            begins=tuple(mark.claim for mark in starting if mark.kind == "content" and mark.claim is not None),
            claims=tuple(sorted({mark.claim for mark in self.active if mark.claim is not None})),
            stop=stop,
        )


def _spread(spans: Spans, kind: MarkKind, name: str, href: str, claim: int | None = None) -> Iterator[Mark]:
    for at, span in enumerate(spans):
        yield Mark(start=span.start, end=span.end, kind=kind, name=name, href=href, claim=claim, first=at == 0)
