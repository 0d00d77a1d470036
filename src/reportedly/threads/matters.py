"""Threads of a ledger: those that words or a claim ask for, with all that belongs to the same matter."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import re2

from reportedly.data import Reading
from reportedly.errors import QueryError
from reportedly.ledger import ClaimQuery, Ledger
from reportedly.threads.grades import Grade, Reliability, grade, records
from reportedly.threads.stories import stories
from reportedly.threads.weave import Thread, threads

SEEDS: Final = 200
"""Claims that words find, newest first, whose articles are looked at."""

MOST_ARTICLES: Final = 60
"""Articles of a matter that are compared at once, newest first: comparing grows with the square of their claims."""

# "3f0c9a"
_ID: Final = re2.compile(r"[0-9a-f]{6,16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class GradedThread:
    """A thread with the grade of each of its claims, by the claim's id."""

    thread: Thread
    grades: Mapping[str, Grade]


def threads_about(
    ledger: Ledger, words: str, *, table: Mapping[str, Reliability] | None = None
) -> tuple[GradedThread, ...]:
    """The threads that hold a claim with the words, or the claim with this id; those with most such claims first.

    Raises:
        QueryError: no claim has the id, or there is nothing to search for.
    """
    seeds = _seeds(ledger, words)
    woven = threads(matter(ledger, {article for _, article in seeds}))
    asked = {claim for claim, _ in seeds}
    found = [thread for thread in woven if any(one.claim.id in asked for one in thread.claims)]
    found.sort(
        key=lambda thread: (-sum(one.claim.id in asked for one in thread.claims), -len(thread.claims), thread.id)
    )
    return tuple(_graded(thread, woven, table) for thread in found)


def _graded(thread: Thread, woven: Sequence[Thread], table: Mapping[str, Reliability] | None) -> GradedThread:
    met = records(other for other in woven if other is not thread)
    return GradedThread(
        thread=thread,
        grades={one.claim.id: grade(thread, one.claim.id, met=met, table=table) for one in thread.claims},
    )


def matter(ledger: Ledger, articles: Iterable[str]) -> tuple[Reading, ...]:
    """The readings of the articles and of all that tell of the same happenings, at most :data:`MOST_ARTICLES`."""
    wanted = set(articles)
    together = {
        head.id: head
        for story in stories(ledger.texts())
        if any(head.id in wanted for head in story.articles)
        for head in story.articles
    }
    newest = sorted(
        together.values(), key=lambda head: (head.id in wanted, head.published or "", head.id), reverse=True
    )
    return tuple(reading for head in newest[:MOST_ARTICLES] if (reading := ledger.reading(head.id)) is not None)


def _seeds(ledger: Ledger, words: str) -> set[tuple[str, str]]:
    """The claims asked for and their articles."""
    if _ID.fullmatch(words):
        found = {
            (one.claim.id, one.article.id) for one in ledger.claims(ClaimQuery()) if one.claim.id.startswith(words)
        }
        if len({claim for claim, _ in found}) > 1:
            raise QueryError(f"The ids of several claims begin with {words}: give more digits")
        if found:
            return found
    return {(one.claim.id, one.article.id) for one in ledger.claims(ClaimQuery(words=words, limit=SEEDS))}


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
