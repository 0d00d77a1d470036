"""Paragraphs → time expressions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from reportedly.claims.draft import Draft
from reportedly.claims.times.reader import Passage, read
from reportedly.data import Span, Timex


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
        published = _day(draft.article.published) or _day(draft.article.modified)
        passages = [Passage(paragraph.doc.text, paragraph.doc) for paragraph in draft.paragraphs]
        found = [
            (Span(paragraph.block.start + one.span.start, paragraph.block.start + one.span.end), one.resolved)
            for paragraph, some in zip(draft.paragraphs, read(passages, published=published), strict=True)
            for one in some
        ]
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
