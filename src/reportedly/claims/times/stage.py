"""Paragraphs → time expressions."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from reportedly.claims import lexicon
from reportedly.claims.draft import Draft, Paragraph
from reportedly.claims.grammar import Match
from reportedly.claims.heads import top
from reportedly.claims.times import absolute, relative, spells
from reportedly.claims.times.anchor import Anchor, Resolved
from reportedly.claims.times.guards import GUARDS
from reportedly.claims.times.tense import ahead, governor
from reportedly.claims.times.words import grammar
from reportedly.data import Span, Timex

if TYPE_CHECKING:
    from reportedly.claims.parse import Doc, Words

_MAKERS = {**absolute.MAKERS, **relative.MAKERS, **spells.MAKERS}


@dataclass(frozen=True, slots=True)
class MarkTimes:
    """Mark the times of an article as TIMEX3, anchored to the day of publication.

    Dates without a year take the year nearest to publication that fits the
    tense; a clock time takes the day of its sentence, or that last told of.
    An article without a publication date is read from the day it was last
    changed on. Where it has neither, relative dates have the value
    None and dates without a year keep it open ("XXXX-10-18"); vague references
    and durations are as ever.
    """

    needs: ClassVar[frozenset[str]] = frozenset({"paragraphs"})
    adds: ClassVar[frozenset[str]] = frozenset({"times"})

    def __call__(self, draft: Draft) -> Draft:
        """Add the times of all paragraphs, numbered in text order."""
        reader = _Reader(_day(draft.article.published) or _day(draft.article.modified))
        found = [pair for paragraph in draft.paragraphs for pair in reader.read(paragraph)]
        times = tuple(
            Timex(
                id=f"t{number}",
                spans=(span,),
                text=draft.article.text[span.start : span.end],
                type=resolved.type,
                value=resolved.value,
                mod=resolved.mod,
            )
            for number, (span, resolved) in enumerate(found, 1)
        )
        return replace(draft, times=times)


def _day(instant: str | None) -> date | None:
    """The day of an ISO 8601 instant, None where it is coarser or none."""
    try:
        return date.fromisoformat((instant or "")[:10])
    except ValueError:
        return None


@dataclass(slots=True)
class _Reader:
    """Reads paragraphs in turn and remembers the date last told of."""

    published: date | None
    told: date | None = None

    def read(self, paragraph: Paragraph) -> list[tuple[Span, Resolved]]:
        starts = [token.i for token in paragraph.doc if token.sent_start]
        year: int | None = None
        found: list[tuple[Span, Resolved]] = []
        days: dict[int, date] = {}  # the day that a sentence names
        clocks: list[tuple[int, int, date | None]] = []  # places in `found` that want their sentence's day
        for match in grammar().matches(paragraph.doc.text, partial(_accepted, paragraph.doc)):
            words = _words(paragraph.doc, match)
            verb = governor(top(words))
            spoken = verb is not None and verb.lemma in lexicon.load("times")["reporting"]
            anchor = Anchor(published=self.published, told=self.told, year=None if spoken else year, ahead=ahead(verb))
            resolved = _MAKERS[match.rule.make](match, anchor)
            if resolved is None:
                continue
            sentence = bisect_right(starts, words.start)
            if resolved.first and _to_the_day(resolved):
                days.setdefault(sentence, resolved.first)
            if resolved.first and resolved.year and _finer_than_year(resolved):
                year = resolved.year
            if resolved.value is not None and resolved.value.startswith("T"):
                clocks.append((len(found), sentence, self.told or self.published))
            self.told = resolved.first or self.told
            found.append((Span(*(paragraph.block.start + at for at in match.span)), resolved))
        for place, sentence, otherwise in clocks:
            span, resolved = found[place]
            day = days.get(sentence, otherwise)
            found[place] = span, replace(resolved, value=f"{day or 'XXXX-XX-XX'}{resolved.value}")
        return found


def _accepted(doc: Doc, match: Match) -> bool:
    guard = match.rule.settings.get("guard")
    return guard is None or GUARDS[guard](match, _words(doc, match))


def _words(doc: Doc, match: Match) -> Words:
    """The tokens of a match; there are some, since a match holds letters or digits."""
    words = doc.words(*match.span, "expand")
    assert words is not None, match.span  # noqa: S101
    return words


def _to_the_day(resolved: Resolved) -> bool:
    return resolved.type in {"DATE", "TIME"} and resolved.value is not None and resolved.value[4:8:3] == "--"


def _finer_than_year(resolved: Resolved) -> bool:
    return resolved.value is not None and len(resolved.value) > len("2024")
