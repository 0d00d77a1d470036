"""Texts → time expressions with their values."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial

import re2

from reportedly.claims.grammar import Match
from reportedly.claims.parse import Doc
from reportedly.claims.times.anchor import Anchor, Resolved, Told
from reportedly.claims.times.guards import GUARDS
from reportedly.claims.times.page import MAKERS, Found, Page
from reportedly.claims.times.story import Story
from reportedly.claims.times.surroundings import Place, quotations, sentence_starts
from reportedly.claims.times.tense import Tenses, ahead, spoken
from reportedly.claims.times.words import grammar
from reportedly.data import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, with its parse where there is one; without, the words around an expression have to do."""

    text: str
    doc: Doc | None = None


def read(passages: Sequence[Passage], *, published: date | None) -> list[list[Found]]:
    """The times of each passage of a text, in order; values count from the day of publication.

    Of a text that tells of years long before its publication, dates without a
    year and "the next day" count from the date last told of: histories are
    written so, and news is not.
    """
    matched = [_matches(passage) for passage in passages]
    narrative = _narrates([match for some in matched for match, _ in some], published)
    reader = _Reader(published, narrative)
    return [reader.read(passage, some) for passage, some in zip(passages, matched, strict=True)]


_LONG_AGO = 3  # years before publication from which a year is history
_ENOUGH = 4  # years written out that make a history, if they are more than half of those in the text
_NEWS = 4  # and so many for each "on Tuesday", "this week", "two days ago"
_OPENING = 25  # characters into a sentence up to which a date opens it: "By the end of 1903", "Later, in 1911"
_DEICTIC = frozenset({"weekday", "near_day", "near_part", "ago", "weekday_of_week", "weekdays_apart", "weekend"})


def _narrates(matches: Sequence[Match], published: date | None) -> bool:
    """Whether most years that are written out lie long before publication, and hardly anything counts from there."""
    years = [int(match["y"] or match["z"]) for match in matches if _year(match)]
    past = sum(1 for year in years if published is None or year < published.year - _LONG_AGO)
    past += sum(1 for match in matches if match["bc"])
    news = sum(1 for match in matches if match.rule.make in _DEICTIC)
    return past >= max(_ENOUGH, _NEWS * news) and past * 2 > len(years)


def _year(match: Match) -> bool:
    return (match["y"] or match["z"]).isdigit() and match.rule.make != "decade"


def _matches(passage: Passage) -> list[tuple[Match, Place]]:
    """The expressions of a passage, each with what stands around it."""
    starts = sentence_starts(passage.text, passage.doc)
    place = partial(Place.of, doc=passage.doc, starts=starts)
    return [(match, place(match)) for match in grammar().matches(passage.text, lambda m: _accepted(m, place(m)))]


def _accepted(match: Match, place: Place) -> bool:
    guard = match.rule.settings.get("guard")
    return guard is None or GUARDS[guard](match, place)


@dataclass(slots=True)
class _Reader:
    """Reads passages in turn and remembers the date last told of."""

    published: date | None
    narrative: bool
    told: Told | None = None
    sentence: tuple[int, int] | None = None
    passages: int = 0
    story: Story = field(default_factory=Story)

    def read(self, passage: Passage, matches: Sequence[tuple[Match, Place]]) -> list[Found]:
        self.passages += 1
        year: int | None = None
        quoted = quotations(passage.text) if matches else ()
        tenses = Tenses.of(passage.text if matches else "")
        page = Page()
        following: list[Match | None] = [*(match for match, _ in matches[1:]), None]
        for (match, place), after in zip(matches, following, strict=False):
            said = spoken(place)
            coming, sure = ahead(place, tenses) if match.rule.settings.get("tense") or self.narrative else (None, True)
            anchor = Anchor(
                published=self.published,
                told=self._last(place),
                main=self.story.main,
                year=None if said else year,
                beside=_beside(match, after),
                ahead=coming,
                sure=sure,
                narrative=self.narrative,
            )
            resolved = MAKERS[match.rule.make](match, anchor)
            if resolved is None:
                continue
            if resolved.first and resolved.year and _finer_than_year(resolved):
                year = resolved.year
            page.put(match, place, anchor, resolved, said=said, quoted=_within(match.span, quoted))
            if told := _told(resolved):
                self.told, self.sentence = told, (self.passages, place.sentence)
            if self.narrative and not coming:
                opens = match is matches[0][0] or place.span.start - place.bounds.start < _OPENING
                self.story.hear(_started(resolved), opens=opens)
        return list(page.finished(passage.text))

    def _last(self, place: Place) -> Told | None:
        """The date last told of; in a history one of the same sentence, or where the story stands."""
        if not self.narrative or self.sentence == (self.passages, place.sentence):
            return self.told
        return self.story.main or self.told


# for example " and " of "April and June 1922", " (" of "3 May (4 May in the east), 1911"
_JOINS = re2.compile(r"(?:,|,? and|,? or| to|[-–—]| and early| and late)? ?\(?")


def _beside(match: Match, after: Match | None) -> int | None:
    """The year of the date that stands right behind, joined by no more than "and" or a comma."""
    if after is None or not _JOINS.fullmatch(match.text[match.span.end : after.span.start]):
        return None
    if after.rule.make not in {"day", "month", "season", "days_of_month", "year"} or _year(match):
        return None
    if after.rule.make == "year":
        return None if match.text[match.span.end : after.span.start].strip() else int(after["y"])
    return -int(after["bc"]) if after["bc"] else int(after["y"]) if after["y"].isdigit() else None


def _told(resolved: Resolved) -> Told | None:
    """What later expressions count from."""
    value = resolved.value
    if resolved.first:
        return Told(value.rpartition("/")[2] if value else "", resolved.first)
    return Told(value, None) if value and value.startswith("BC") else None


def _started(resolved: Resolved) -> Told | None:
    """What a story goes on from: a stretch is told from its start."""
    if resolved.ends and resolved.value and not resolved.value.startswith("BC"):
        value = resolved.value.partition("/")[0]
        parts = [int(part) for part in value.split("-")] if value[:1].isdigit() else []
        return Told(value, date(parts[0], *(parts[1:] or [1])[:1], *(parts[2:] or [1])[:1])) if parts else None
    return _told(resolved)


def _within(span: Span, quoted: Sequence[Span]) -> bool:
    at = bisect_right(quoted, span.start, key=lambda one: one.start) - 1
    return at >= 0 and span.end <= quoted[at].end


def _finer_than_year(resolved: Resolved) -> bool:
    return resolved.value is not None and len(resolved.value) > len("2024")
