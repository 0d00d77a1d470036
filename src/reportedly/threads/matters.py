"""Threads of a ledger: those that words or a claim ask for, with all that belongs to the same matter."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Final

import msgspec

from reportedly.data import Reading
from reportedly.errors import QueryError
from reportedly.ledger import ArticleHead, ClaimQuery, Ledger, LedgerClaim
from reportedly.threads.grades import Grade, Record, Reliability, grade, records, without
from reportedly.threads.stories import stories
from reportedly.threads.weave import Thread, threads

SEEDS: Final = 200
"""Claims that words find, newest first, whose articles are looked at."""

MOST_ARTICLES: Final = 60
"""Articles of a matter that are compared at once, newest first: comparing grows with the square of their claims."""

REACHES: Final = (21, 10, 5, 2, 1, 0)
"""Days before and after an article within which others may tell of the same: the widest that :data:`MOST_TEXTS` fit."""

MOST_TEXTS: Final = 500
"""Articles among which stories are looked for at once, a millisecond each."""

# "3f0c9a", "84f1af03ca2352f4.f2": a claim's id or its beginning, and which of its figures.
# Not RE2, which lone surrogates in a question are an error to; nothing here can backtrack.
_ID: Final = re.compile(r"([0-9a-f]{6,16})(?:\.(f\d+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedThread:
    """A thread with the grade of each of its claims, by the claim's id."""

    thread: Thread
    grades: Mapping[str, Grade]


def threads_about(
    ledger: Ledger, words: str, *, table: Mapping[str, Reliability] | None = None
) -> tuple[GradedThread, ...]:
    """The threads that hold a claim with the words, or the claim with this id; those with most such claims first.

    A claim's id may go on with a figure's, as a thread's does; the thread of that figure is then the first.

    Raises:
        QueryError: no claim has the id, or there is nothing to search for.
    """
    claim, figure = claim_and_figure(words)
    seeds = _seeds(ledger, claim)
    woven = threads(matter(ledger, (one.article for one in seeds)))
    asked = {one.claim.id for one in seeds}
    found = [thread for thread in woven if any(one.claim.id in asked for one in thread.claims)]
    found.sort(
        key=lambda thread: (
            not any(name in asked and one.id == figure for name, one in thread.figures),
            -sum(one.claim.id in asked for one in thread.claims),
            -len(thread.claims),
            thread.id,
        )
    )
    met = records(woven)
    return tuple(_graded(thread, without(met, records([thread])), table) for thread in found)


def claim_and_figure(words: str) -> tuple[str, str | None]:
    """A claim's id and the figure's that may follow it; other words as they are."""
    match = _ID.fullmatch(words)
    return (match[1], match[2]) if match else (words, None)


def _graded(thread: Thread, met: Mapping[str, Record], table: Mapping[str, Reliability] | None) -> GradedThread:
    return GradedThread(
        thread=thread,
        grades={one.claim.id: grade(thread, one.claim.id, met=met, table=table) for one in thread.claims},
    )


def matter(ledger: Ledger, articles: Iterable[ArticleHead]) -> tuple[Reading, ...]:
    """The readings of the articles and of all that tell of the same happenings, at most :data:`MOST_ARTICLES`."""
    together = {head.id: head for head in articles}
    wanted = frozenset(together)
    for story in stories(around(ledger, together.values())):
        if any(head.id in wanted for head in story.articles):
            together |= {head.id: head for head in story.articles}
    newest = sorted(
        together.values(), key=lambda head: (head.id in wanted, head.published or "", head.id), reverse=True
    )
    return tuple(reading for head in newest[:MOST_ARTICLES] if (reading := ledger.reading(head.id)) is not None)


def is_small(ledger: Ledger, published: str | None, *, most: int) -> bool:
    """Whether no more than so many articles stand in the days around a publication."""
    day = date.fromisoformat(published[:10]) if published else None
    between = _spans([day], REACHES[0]) if day else [(None, None)]
    texts = chain.from_iterable(ledger.texts(since=since, until=until) for since, until in between)
    return sum(1 for _ in islice(texts, most + 1)) <= most


def around(ledger: Ledger, articles: Iterable[ArticleHead]) -> tuple[tuple[ArticleHead, str], ...]:
    """The texts of the days around articles, newest days first, and those without a date: at most :data:`MOST_TEXTS`.

    Around an article without a date stand all articles.
    """
    days = {date.fromisoformat(head.published[:10]) if head.published else None for head in articles}
    found: dict[str, tuple[ArticleHead, str]] = {}
    for reach in REACHES:
        between = _spans([day for day in days if day], reach) if None not in days else [(None, None)]
        texts = chain.from_iterable(ledger.texts(since=since, until=until) for since, until in between)
        found = {}
        for head, text in texts:
            found[head.id] = head, text
            if len(found) > MOST_TEXTS:
                break
        else:
            break
    return tuple(found.values())[:MOST_TEXTS]


def _spans(days: Sequence[date], reach: int) -> list[tuple[str | None, str | None]]:
    """The days around days, as few spans of them as possible, the newest first."""
    spans: list[tuple[date, date]] = []
    for day in sorted(days, reverse=True):
        since, until = _moved(day, -reach), _moved(day, reach)
        if spans and until >= spans[-1][0]:
            spans[-1] = since, spans[-1][1]
        else:
            spans.append((since, until))
    return [(since.isoformat(), until.isoformat()) for since, until in spans]


def _moved(day: date, by: int) -> date:
    """So many days later or, below zero, earlier; never beyond the calendar's ends."""
    return date.fromordinal(min(max(day.toordinal() + by, 1), date.max.toordinal()))


def _seeds(ledger: Ledger, words: str) -> tuple[LedgerClaim, ...]:
    """The claims asked for."""
    known = ledger.claim(words)
    if known is not None:
        return (known,)
    return tuple(ledger.claims(ClaimQuery(words=words, limit=SEEDS)))


def reliability_table(path: Path) -> dict[str, Reliability]:
    """A user's own marks of origins from a TOML file: ``"Ministry of Health" = "B"``.

    Raises:
        QueryError: the file can't be read, is no TOML, or a mark is none of A to F.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        return msgspec.convert(given, dict[str, Reliability])
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        remedy = 'write lines like "Ministry of Health" = "B"'
        raise QueryError(f"{path} is no table of marks ({error}): {remedy}") from None
