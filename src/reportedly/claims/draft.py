"""A reading in the making, and the stages that fill it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, TypeVar

from reportedly.claims.parse import Doc, Token, Words
from reportedly.data import Actor, Article, Block, Check, Claim, Event, Figure, Reading, Span, Spans, Timex
from reportedly.models.tagger import Tagged

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of the article with its syntactic parse.

    ``doc`` holds the block's text and nothing else, so a character offset in it
    plus ``block.start`` is an offset in ``Article.text``.
    """

    block: Block
    doc: Doc

    def span(self, words: Words | Token) -> Span:
        """Where the words stand in the article's text."""
        return Span(self.block.start + words.idx, self.block.start + words.idx + len(words.text))

    def words(self, span: Span) -> Words | None:
        """The words that the span covers, cut at word edges; None if it covers none or lies elsewhere."""
        low, high = span.start - self.block.start, span.end - self.block.start
        if low < 0 or span.end > self.block.end:
            return None
        return self.doc.words(low, high, "expand")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content after PARC and PolNeAR: a claim before anything is known of it.

    A source may be empty (nobody is named), the content never is. ``lemma`` is
    the cue's head word in dictionary form, by which lexicons are asked about
    the cue. ``score`` is the attributor's confidence between 0 and 1.
    """

    source: Spans
    cue: Spans
    content: Spans
    lemma: str
    score: float
    made_by: str

    def holds(self, inner: Attribution) -> bool:
        """Whether the inner attribution, all of it, is part of what this one attributes."""
        low, high = self.content[0].start, self.content[-1].end
        parts = (*inner.source, *inner.cue, *inner.content)
        return inner is not self and all(low <= part.start and part.end <= high for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What the stages know so far about one article."""

    article: Article
    paragraphs: tuple[Paragraph, ...] = ()
    tagged: Tagged | None = None
    times: tuple[Timex, ...] = ()
    figures: tuple[Figure, ...] = ()
    actors: tuple[Actor, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[Event, ...] = ()
    checks: tuple[Check, ...] = ()

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that holds the character at the offset."""
        at = bisect_right(self.paragraphs, offset, key=lambda p: p.block.start) - 1
        return self.paragraphs[at] if at >= 0 and offset < self.paragraphs[at].block.end else None

    def gathered(self, things: Iterable[tuple[int, T]]) -> Mapping[int, Sequence[T]]:
        """Things with their offsets, by the start of the paragraph that they begin in.

        Stages compare things of one paragraph with each other, and so take
        time linear in the length of the article.
        """
        found: defaultdict[int, list[T]] = defaultdict(list)
        for offset, thing in things:
            if paragraph := self.paragraph_at(offset):
                found[paragraph.block.start].append(thing)
        return found

    def reading(self) -> Reading:
        """The finished record, in text order."""
        return Reading(
            article=self.article,
            claims=self.claims,
            figures=self.figures,
            times=self.times,
            actors=self.actors,
            events=self.events,
            checks=self.checks,
        )


class Stage(Protocol):
    """One step from an article to its reading.

    A stage is a frozen dataclass, cheap to pickle: what it needs and adds are
    fields of :class:`Draft`; models and lexicons are fetched by name when it is
    called, once per process.
    """

    needs: ClassVar[frozenset[str]]
    adds: ClassVar[frozenset[str]]

    def __call__(self, draft: Draft) -> Draft:
        """A fuller draft."""
        ...


def misplaced(stages: tuple[Stage, ...]) -> Iterator[str]:
    """Say of each stage that needs what no stage before it adds, so that order is checked before the first page."""
    known = {"article"}
    for stage in stages:
        if missing := stage.needs - known:
            yield f"{type(stage).__name__} needs {', '.join(sorted(missing))}, which no stage before it adds"
        known |= stage.adds
