"""What is found in one passage, until all of it is read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from reportedly.claims.grammar import Match
from reportedly.claims.times import absolute, relative, spells
from reportedly.claims.times.anchor import Anchor, Resolved
from reportedly.claims.times.surroundings import Place
from reportedly.data import Span

MAKERS = {**absolute.MAKERS, **relative.MAKERS, **spells.MAKERS}
"""What the lexicon's rules call by name."""


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression at its place in the passage; a stretch has its two ends as TIMEX3 marks them."""

    span: Span
    resolved: Resolved
    ends: tuple[Found, ...] = ()


class Page:
    """What is found in one passage; clock times and what is quoted wait for the day that their sentence names."""

    def __init__(self) -> None:
        self.found: list[tuple[Match, Place, Anchor, Resolved, bool]] = []
        self.days: dict[int, list[tuple[int, date]]] = {}
        self.spoken: dict[int, date] = {}

    def put(self, match: Match, place: Place, anchor: Anchor, resolved: Resolved, *, said: bool, quoted: bool) -> None:
        """Take an expression; ``said`` says that it is when somebody spoke."""
        self.found.append((match, place, anchor, resolved, quoted))
        if resolved.first and _to_the_day(resolved):
            self.days.setdefault(place.sentence, []).append((match.span.start, resolved.first))
            if said and not quoted:
                self.spoken.setdefault(place.sentence, resolved.first)

    def finished(self, text: str) -> Iterator[Found]:
        """All that was put, with the days that they waited for."""
        return _joined(self._dated(), text)

    def _dated(self) -> Iterator[Found]:
        for match, place, anchor, found, quoted in self.found:
            resolved = found
            said_on = self.spoken.get(place.sentence)
            if quoted and said_on and not anchor.narrative and said_on != anchor.published:
                again = MAKERS[match.rule.make](match, replace(anchor, published=said_on))
                resolved = again or resolved
            if resolved.value is not None and resolved.value.startswith("T"):
                day = self._nearest_day(place) or anchor.before or anchor.published
                resolved = replace(resolved, value=f"{day or 'XXXX-XX-XX'}{resolved.value}")
            yield Found(match.span, resolved, tuple(_ends(resolved)))

    def _nearest_day(self, place: Place) -> date | None:
        """The day that the sentence names nearest to the expression."""
        days = self.days.get(place.sentence, ())
        at = bisect_right(days, place.span.start, key=lambda one: one[0])
        near = days[max(0, at - 1) : at + 1]
        return min(near, key=lambda one: abs(one[0] - place.span.start))[1] if near else None


def _joined(marks: Iterator[Found], text: str) -> Iterator[Found]:
    """A day and a clock time right behind it are one: "Friday 9 a.m.", "15 May 2020, 13:00"."""
    before: Found | None = None
    for mark in marks:
        if before is not None and _is_clock(before, mark) and text[before.span.end : mark.span.start] in {" ", ", "}:
            before = Found(Span(before.span.start, mark.span.end), mark.resolved)
            continue
        if before is not None:
            yield before
        before = mark
    if before is not None:
        yield before


def _is_clock(day: Found, clock: Found) -> bool:
    """Whether the second is a time on the day that is the first."""
    value, time = day.resolved.value or "", clock.resolved.value or ""
    return day.resolved.type == "DATE" and len(value) == len("2024-10-30") and time.startswith(f"{value}T")


def _ends(resolved: Resolved) -> Iterator[Found]:
    for span, value in resolved.ends:
        yield Found(span, Resolved(resolved.type, value, resolved.mod))


def _to_the_day(resolved: Resolved) -> bool:
    return resolved.type in {"DATE", "TIME"} and resolved.value is not None and resolved.value[4:8:3] == "--"
