"""The tools: questions of an assistant, each answered by one line of JSON that fits a model's context."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from threading import Lock
from typing import Annotated, Final, Literal

from pydantic import Field

from reportedly import ask
from reportedly.data import ClaimKind
from reportedly.desk.mcp import rows
from reportedly.desk.mcp.quoting import encoded, fitting, paged
from reportedly.errors import QueryError
from reportedly.ledger import ClaimQuery, Ledger, LedgerFigure
from reportedly.threads.figures import disagreements
from reportedly.threads.matters import GradedThread, threads_about
from reportedly.threads.traces import trace

MOST: Final = 50
"""Rows of one answer at most, where they have room."""
FIGURES: Final = 2000
"""Figures that one question is answered from, the earliest first."""
_THREADS: Final = 10
_TOLD: Final = 5

# "3f0c9a11bd42e770", "3f0c9a11bd42e770.f2"
_CLAIM_ID: Final = re.compile(r"[0-9a-f]{16}(?:\.f[0-9]+)?")

Words = Annotated[str, Field(description="Words that must all match; one that ends with * stands for its beginnings.")]
Day = Annotated[str, Field(description="An ISO date, 2025-03-31; empty for any.")]
After = Annotated[str, Field(description="`more` of the answer before, for the next page; empty for the first.")]
Limit = Annotated[int, Field(ge=1, le=MOST, description="Rows at most; fewer come where they are long.")]


class Tools:
    """The questions over one ledger, for reading only. Docstrings are what the assistant is told of them."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._recent = ask.Recent(ledger)
        self._weaving = Lock()

    def search(
        self,
        words: Words = "",
        by: Annotated[str, Field(description="Words of the source or the speaker's name.")] = "",
        outlet: Annotated[str, Field(description="The outlet's whole name.")] = "",
        kind: Annotated[ClaimKind | Literal[""], Field(description="The kind of claim; empty for any.")] = "",
        since: Day = "",
        until: Day = "",
        limit: Limit = 20,
        after: After = "",
    ) -> str:
        """Find attributed claims, newest first: who said what to which outlet, by words, source, outlet, kind, days."""
        query = ClaimQuery(
            words=words or None,
            by=by or None,
            outlet=outlet or None,
            kind=kind or None,
            since=since or None,
            until=until or None,
            limit=limit,
        )
        found = ask.search(self._ledger, self._recent, query, after=after or None)
        told = [rows.claim(each) for each in found.claims]
        room = fitting(told)
        if room < len(told):  # where the page ends only the ledger can say
            found = replace(found, more=self._ledger.claim_page(replace(query, limit=room), after=after or None).more)
        return encoded(
            {
                "claims": told[:room],
                "more": found.more,
                "actors": [rows.ledger_actor(each) for each in found.actors] or None,
                "outlets": [{"name": rows.name(each.name), "articles": each.articles} for each in found.outlets]
                or None,
            }
        )

    def claim(self, id: Annotated[str, Field(description="A claim's id, 16 digits.")]) -> str:  # noqa: A002
        """One claim whole: source, chain, figures, what it is told in, the text around, its article."""
        found = ask.claim(self._ledger, id)
        if found is None:
            raise QueryError(f"The ledger holds no claim {id!r}: take an id that search gives")
        return encoded({"claim": rows.claim_whole(found)})

    def thread(
        self,
        about: Annotated[str, Field(description="Words of a claim, or a claim's id for its thread in full.")],
        limit: Limit = 20,
        after: After = "",
    ) -> str:
        """Claims about one thing across articles: independent origins, how the figures agree, NATO grades and why.

        Words give the threads in short; the id of a thread or a claim gives that thread with its claims in pages.
        """
        found = self._threads(about)
        if not _CLAIM_ID.fullmatch(about):
            told, more = paged(found, rows.thread_short, name=_thread_id, after=after, limit=min(limit, _THREADS))
            return encoded({"threads": told, "threads_in_all": len(found), "more": more})
        graded = _first(found, about)
        told, more = paged(
            graded.thread.claims,
            lambda each: rows.graded_claim(each, graded),
            name=lambda each: each.claim.id,
            after=after,
            limit=limit,
        )
        return encoded({"thread": rows.thread_whole(graded), "claims": told, "more": more})

    def trace(
        self,
        about: Annotated[str, Field(description="A claim's id, or words: then it is the thread with most of them.")],
        limit: Limit = 20,
        after: After = "",
    ) -> str:
        """By which path claims about one thing came: outlets, hops, sources, the origins they rest on, rings."""
        found = trace(_first(self._threads(about), about).thread)
        told, more = paged(found.paths, rows.path, name=lambda each: each.claim.claim.id, after=after, limit=limit)
        return encoded(
            {
                "about": rows.name(found.about),
                "single_origin": found.single_origin,
                "origins": [rows.origin(each) for each in found.origins[: rows.MANY]],
                "rings": [[rows.name(name) for name in ring[: rows.MANY]] for ring in found.rings[: rows.FEW]],
                "paths": told,
                "more": more,
            }
        )

    def figures(self, words: Words, limit: Limit = 20, after: After = "") -> str:
        """Reported numbers for a thing in time order, each with its source and hedge, and where numbers disagree."""
        found = tuple(islice(self._ledger.figures(words), FIGURES + 1))
        looked = found[:FIGURES]
        told, more = paged(looked, rows.reported, name=_figure_id, after=after, limit=limit)
        return encoded(
            {
                "figures": told,
                "figures_in_all": len(looked),
                "only_the_earliest": len(found) > FIGURES or None,
                "disagreements": None if after else [rows.disagreement(each) for each in disagreements(looked)[:_TOLD]],
                "more": more,
            }
        )

    def article(
        self,
        id: Annotated[str, Field(description="An article's id, six or more of its first digits, or its address.")],  # noqa: A002
        start: Annotated[int, Field(ge=0, description="`next_start` of the answer before; 0 for the beginning.")] = 0,
    ) -> str:
        """An article's text in stretches, quoted, each with the claims that begin in it."""
        found = ask.article(self._ledger, id)
        if found is None:
            raise QueryError(f"The ledger holds no article {id!r}: take an id or address that search gives")
        characters = len(found.reading.article.text)
        if start and start >= characters:
            raise QueryError(f"start {start} is behind the end of {id!r}: it has {characters} characters")
        return encoded(rows.article(found, start))

    def _threads(self, about: str) -> tuple[GradedThread, ...]:
        """The threads, woven one question at a time: it takes a core for seconds in a ledger of many articles."""
        with self._weaving:
            return threads_about(self._ledger, about)


def _first(found: Sequence[GradedThread], about: str) -> GradedThread:
    if not found:
        raise QueryError(f"There is no claim for {about!r}: give fewer words, or an id that search gives")
    return found[0]


def _thread_id(graded: GradedThread) -> str:
    return graded.thread.id


def _figure_id(found: LedgerFigure) -> str:
    return f"{found.article.id}.{found.figure.id}"
