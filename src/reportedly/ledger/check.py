"""What can't be right in a reading, wherever it is kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from reportedly.data import Article, Claim, Event, Figure, Reading, Spans, words_of
from reportedly.ledger.base import Mismatch


def mismatches(reading: Reading) -> Iterator[Mismatch]:
    """Every span that leaves the text or differs from its words, and every reference to nothing."""
    for row, detail in _faults(reading):
        yield Mismatch(article=reading.article.id, row=row, detail=detail)


def _faults(reading: Reading) -> Iterator[tuple[str, str]]:
    known = _Known(reading)
    yield from _block_faults(reading.article)
    yield from _twice(reading)
    for claim in reading.claims:
        yield from _claim_faults(claim, reading.article.text, known)
    for figure in reading.figures:
        yield from _marked(f"figure {figure.id}", figure.spans, figure.text, reading.article.text)
        yield from _figure_faults(figure, known)
    for time in reading.times:
        yield from _marked(f"time {time.id}", time.spans, time.text, reading.article.text)
    for actor in reading.actors:
        yield from _inside(f"actor {actor.id}", actor.mentions, reading.article.text)
    for event in reading.events:
        yield from _inside(f"event {event.id}", event.spans, reading.article.text)
        yield from _event_faults(event, known)
    for check in reading.checks:
        yield from _marked(f"check {check.id}", check.spans, check.text, reading.article.text)
        yield from _lost(f"check {check.id}", "figure", check.figures, known.figures)


class _Known:
    """The ids that a reading's references may name."""

    def __init__(self, reading: Reading) -> None:
        self.claims = {claim.id for claim in reading.claims}
        self.figures = {figure.id for figure in reading.figures}
        self.times = {time.id for time in reading.times}
        self.actors = {actor.id for actor in reading.actors}
        self.events = {event.id for event in reading.events}


def _block_faults(article: Article) -> Iterator[tuple[str, str]]:
    for number, block in enumerate(article.blocks):
        if not 0 <= block.start <= block.end <= len(article.text):
            yield (
                f"block {number}",
                f"{block.start}–{block.end} lies outside the text of {len(article.text)} characters",
            )
    for number, (before, after) in enumerate(pairwise(article.blocks), 1):
        if after.start < before.end:
            yield f"block {number}", f"begins at {after.start}, before the block ahead of it ends at {before.end}"


def _twice(reading: Reading) -> Iterator[tuple[str, str]]:
    for name, nouns in (
        ("claim", reading.claims),
        ("figure", reading.figures),
        ("time", reading.times),
        ("actor", reading.actors),
        ("event", reading.events),
        ("check", reading.checks),
    ):
        for id_, times in Counter(noun.id for noun in nouns).items():
            if times > 1:
                yield f"{name} {id_}", f"stands {times} times in one article"


def _claim_faults(claim: Claim, text: str, known: _Known) -> Iterator[tuple[str, str]]:
    row = f"claim {claim.id}"
    for part, words in (
        ("source", claim.source),
        ("cue", claim.cue),
        ("content", claim.content),
        ("addressee", claim.addressee),
    ):
        if words is not None:
            yield from _marked(f"{row}, {part}", words.spans, words.text, text)
    for number, hop in enumerate(claim.via):
        yield from _marked(f"{row}, hop {number}", hop.spans, hop.text, text)
    actors = [party.actor for party in (claim.source, claim.addressee, *claim.via) if party and party.actor]
    yield from _lost(row, "actor", actors, known.actors)
    yield from _lost(row, "figure", claim.figures, known.figures)
    yield from _lost(row, "time", claim.times, known.times)
    yield from _lost(row, "event", claim.events, known.events)
    yield from _lost(row, "claim", [claim.parent], known.claims - {claim.id})


def _figure_faults(figure: Figure, known: _Known) -> Iterator[tuple[str, str]]:
    others = [figure.part_of, figure.each_of, figure.same_as, figure.change_of, figure.earlier_of]
    yield from _lost(f"figure {figure.id}", "figure", others, known.figures - {figure.id})
    yield from _lost(f"figure {figure.id}", "time", [figure.as_of], known.times)


def _event_faults(event: Event, known: _Known) -> Iterator[tuple[str, str]]:
    yield from _lost(f"event {event.id}", "actor", [event.actor, event.recipient], known.actors)
    yield from _lost(f"event {event.id}", "claim", [event.claim], known.claims)


def _lost(row: str, kind: str, ids: Iterable[str | None], known: set[str]) -> Iterator[tuple[str, str]]:
    for id_ in ids:
        if id_ is not None and id_ not in known:
            yield row, f"refers to {kind} {id_}, which is no other of its article"


def _inside(row: str, spans: Spans, text: str) -> Iterator[tuple[str, str]]:
    for start, end in spans:
        if not 0 <= start < end <= len(text):
            yield row, f"{start}–{end} marks nothing in a text of {len(text)} characters"


def _marked(row: str, spans: Spans, words: str, text: str) -> Iterator[tuple[str, str]]:
    outside = list(_inside(row, spans, text))
    yield from outside
    if not outside and words_of(text, spans) != words:
        yield row, f"says {words!r} where the article says {words_of(text, spans)!r}"
