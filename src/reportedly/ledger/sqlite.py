"""The ledger as one SQLite file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import apsw

from reportedly.data import Entry, Failure, Outcome, Reading, Visit
from reportedly.errors import QueryError
from reportedly.ledger.base import (
    ArticleHead,
    ClaimPage,
    ClaimQuery,
    Counts,
    Excerpt,
    FailurePage,
    LedgerActor,
    LedgerClaim,
    LedgerFigure,
    LedgerOutlet,
    Mismatch,
    News,
)
from reportedly.ledger.check import mismatches
from reportedly.ledger.edited import as_read, corrected
from reportedly.ledger.editing import SqliteEditing
from reportedly.ledger.file import connect, explained, open_file, transaction
from reportedly.ledger.found import (
    FAILURE_COLUMNS,
    actor_by_id,
    actors_named,
    checked_limit,
    claim_by_id,
    failure_page,
    failures,
    found_claim,
    found_claims,
    found_figures,
    heads,
    news,
    outlets,
)
from reportedly.ledger.parts import (
    HEAD_COLUMNS,
    ORDINALS,
    delete_article,
    head_of,
    insert_article,
    read_head,
    read_reading,
    replace_article,
)
from reportedly.ledger.places import claim_at, place_of
from reportedly.ledger.query import Question, claims_question, excerpts_question, figures_question, iso_date, storable
from reportedly.ledger.rows import insertion, selection
from reportedly.ledger.visits import read_tries, read_visit, write_tries, write_visit

_KEEP_FAILURE = f"""{insertion("failure", (*FAILURE_COLUMNS, "made_by"))}
ON CONFLICT (page) DO UPDATE SET uri = excluded.uri, stage = excluded.stage, reason = excluded.reason,
  detail = excluded.detail, made_by = excluded.made_by
WHERE (failure.uri, failure.stage, failure.reason, failure.detail, failure.made_by)
  IS NOT (excluded.uri, excluded.stage, excluded.reason, excluded.detail, excluded.made_by)"""
_FAILURES = selection("failure", FAILURE_COLUMNS, "true ORDER BY key")
_KEEP_PAGE = f"""{insertion("page", ("digest", "article", "made_by"))}
ON CONFLICT (digest) DO UPDATE SET article = excluded.article, made_by = excluded.made_by
WHERE (page.article, page.made_by) IS NOT (excluded.article, excluded.made_by)"""
_COUNTS = """SELECT (SELECT count(*) FROM page), (SELECT count(*) FROM article), (SELECT count(*) FROM claim),
  (SELECT count(*) FROM figure), (SELECT count(*) FROM timex), (SELECT count(DISTINCT id) FROM actor),
  (SELECT count(*) FROM event), (SELECT count(*) FROM failure)"""
# which articles: read from the index of outlets and days, so that no text is touched that is not asked for
_TEXTS = selection(
    "article",
    (*HEAD_COLUMNS, "text"),
    """key IN (
  SELECT key FROM article WHERE published IS NULL OR substr(published, 1, 10) BETWEEN ? AND ?
) ORDER BY published NULLS LAST, key""",
)
_PLACED = "SELECT dated, article, ordinal FROM claim ORDER BY article, ordinal"
_FIGURE_KEYS = "SELECT article, ordinal FROM figure ORDER BY article, ordinal"
_MISDATED = """SELECT a.id, c.id FROM claim c JOIN article a ON a.key = c.article
WHERE c.dated IS NOT coalesce(c.said_on, a.published)"""


class SqliteLedger(SqliteEditing):
    """A :class:`~reportedly.ledger.base.Ledger` in a file.

    Every answer is read over a connection of its own, so that it shows one
    state of the ledger from the first row to the last, whoever writes meanwhile.
    """

    def __init__(self, path: Path, *, read_only: bool, patience: float) -> None:
        self._path = path.absolute()
        self._patience = patience
        self._connection = open_file(self._path, read_only=read_only, patience=patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def done(self, page: str, *, made_by: str) -> bool:
        """Whether this version of the program has read the page."""
        with explained(self._path):
            return bool(self._first("SELECT 1 FROM page WHERE digest = ? AND made_by = ?", page, made_by))

    def put(self, outcomes: Iterable[Outcome], *, made_by: str) -> None:
        """Keep all of the outcomes in one transaction, or none."""
        with explained(self._path), transaction(self._connection, "IMMEDIATE"):
            for outcome in outcomes:
                match outcome.result:
                    case Failure() as failure:
                        self._put_failure(failure, made_by)
                    case Reading() as reading:
                        self._put_reading(outcome.page, reading, made_by)

    def visit(self, address: str) -> Visit | None:
        """The last visit to an address."""
        with explained(self._path):
            return read_visit(self._connection, address)

    def remember(self, visit: Visit) -> None:
        """Keep a visit."""
        with explained(self._path), transaction(self._connection, "IMMEDIATE"):
            write_visit(self._connection, visit)

    def tries(self, feed: str, entry: Entry) -> int | None:
        """How often this version of a feed's entry failed."""
        with explained(self._path):
            return read_tries(self._connection, feed, entry)

    def settle(self, feed: str, entry: Entry, *, tries: int) -> None:
        """Keep how often this version of a feed's entry failed."""
        with explained(self._path), transaction(self._connection, "IMMEDIATE"):
            write_tries(self._connection, feed, entry, tries)

    def reading(self, article: str) -> Reading | None:
        """The reading of an article by id, the beginning of its id, or its uri."""
        with self._snapshot() as db:
            key = _article_key(db, storable(article))
            return None if key is None else read_reading(db, key)

    def versions(self, article: str) -> tuple[Reading, ...]:
        """The readings of all texts of an article's address, in the order in which they came."""
        with self._snapshot() as db:
            key = _article_key(db, storable(article))
            same = "SELECT key FROM article WHERE uri = (SELECT uri FROM article WHERE key = ?) ORDER BY key"
            keys = [each for (each,) in db.execute(same, (key,))] or ([] if key is None else [key])
            return tuple(read_reading(db, each) for each in keys)

    def readings(self) -> Iterator[Reading]:
        """Every reading, in the order in which articles came first."""
        with self._snapshot() as db:
            for (key,) in db.execute("SELECT key FROM article ORDER BY key"):
                yield read_reading(db, key)

    def excerpts(self, query: ClaimQuery) -> Iterator[Excerpt]:
        """Every reading with a claim that is asked for."""
        question = excerpts_question(query)
        if question is None:
            return (Excerpt(reading=reading, claims=reading.claims) for reading in self.readings())
        return self._excerpts(question)

    def texts(self, *, since: str | None = None, until: str | None = None) -> Iterator[tuple[ArticleHead, str]]:
        """Articles' heads and texts in the order of publication."""
        between = (
            iso_date(since, name="since") if since else "",
            iso_date(until, name="until") if until else "9999-12-31",
        )
        return self._texts(between)

    def _texts(self, between: tuple[str, str]) -> Iterator[tuple[ArticleHead, str]]:
        with self._snapshot() as db:
            for *head, text in db.execute(_TEXTS, between):
                yield head_of(tuple(head)), str(text)

    def claims(self, query: ClaimQuery) -> Iterator[LedgerClaim]:
        """The claims asked for, newest first."""
        return self._claims(claims_question(query))

    def claim_page(self, query: ClaimQuery, *, after: str | None = None) -> ClaimPage:
        """As many of those claims as the query's limit says."""
        limit = checked_limit(query.limit)
        question = claims_question(replace(query, limit=limit + 1), after=after)
        with self._snapshot() as db:
            places = [place for (place,) in db.execute(*question)]
            claims = tuple(found_claim(db, *claim_at(place)) for place in places[:limit])
        return ClaimPage(claims=claims, more=f"{places[limit - 1]:x}" if len(places) > limit else None)

    def claim(self, id_: str) -> LedgerClaim | None:
        """One claim by its id."""
        with self._snapshot() as db:
            return claim_by_id(db, storable(id_))

    def actor(self, id_: str) -> LedgerActor | None:
        """An actor by its id."""
        with self._snapshot() as db:
            return actor_by_id(db, storable(id_))

    def actors(self, words: str, *, limit: int) -> tuple[LedgerActor, ...]:
        """Actors whose name holds all the words."""
        with self._snapshot() as db:
            return actors_named(db, words, limit)

    def outlets(self) -> tuple[LedgerOutlet, ...]:
        """Every outlet by name."""
        with self._snapshot() as db:
            return outlets(db)

    def articles(self, *, outlet: str | None = None, uri: str | None = None, limit: int) -> tuple[ArticleHead, ...]:
        """Articles of an outlet or an address, published last first."""
        with self._snapshot() as db:
            return heads(db, outlet and storable(outlet), uri and storable(uri), limit)

    def news(self, *, since: int = 0, articles: int, claims: int) -> News:
        """What came in after the mark."""
        with self._snapshot() as db:
            return news(db, since, articles, claims)

    def figures(self, words: str | None, *, among: tuple[str, ...] | None = None) -> Iterator[LedgerFigure]:
        """The figures asked for, in time order."""
        return self._figures(figures_question(words, among=among))

    def failures(self) -> Iterator[Failure]:
        """Pages that gave no reading the last time."""
        with self._snapshot() as db:
            yield from failures(db.execute(_FAILURES))

    def failure_page(self, *, limit: int, after: str | None = None) -> FailurePage:
        """So many of those pages, the last that failed first."""
        with self._snapshot() as db:
            return failure_page(db, checked_limit(limit), after)

    def counts(self) -> Counts:
        """How much the ledger holds."""
        with self._snapshot() as db:
            ((pages, articles, claims, figures, times, actors, events, failures),) = db.execute(_COUNTS)
        return Counts(
            pages=pages,
            articles=articles,
            claims=claims,
            figures=figures,
            times=times,
            actors=actors,
            events=events,
            failures=failures,
        )

    def check(self) -> Iterator[Mismatch]:
        """Everything that can't be right in the file and in the readings."""
        with self._snapshot() as db:
            yield from _storage_faults(db)
            for (key,) in db.execute("SELECT key FROM article ORDER BY key"):
                yield from mismatches(read_reading(db, key))

    def _claims(self, question: Question) -> Iterator[LedgerClaim]:
        with self._snapshot() as db:
            for _, claim in found_claims(db, question):
                yield claim

    def _excerpts(self, question: Question) -> Iterator[Excerpt]:
        with self._snapshot() as db:
            places = (claim_at(place) for (place,) in db.execute(*question))
            for key, found in groupby(places, itemgetter(0)):
                reading = read_reading(db, key)
                yield Excerpt(reading=reading, claims=tuple(reading.claims[ordinal] for _, ordinal in found))

    def _figures(self, question: Question) -> Iterator[LedgerFigure]:
        with self._snapshot() as db:
            yield from found_figures(db, question)

    @contextmanager
    def _snapshot(self) -> Iterator[apsw.Connection]:
        with explained(self._path):
            db = connect(self._path, read_only=True, patience=self._patience)
            try:
                with transaction(db, "DEFERRED"):
                    yield db
            finally:
                db.close()

    def _put_failure(self, failure: Failure, made_by: str) -> None:
        self._connection.execute(_KEEP_FAILURE, (*(getattr(failure, name) for name in FAILURE_COLUMNS), made_by))

    def _put_reading(self, page: str, reading: Reading, made_by: str) -> None:
        db = self._connection
        db.execute("DELETE FROM failure WHERE page = ?", (page,))
        before = self._first("SELECT article FROM page WHERE digest = ?", page)
        held = self._first("SELECT key, made_by FROM article WHERE id = ?", reading.article.id)
        if held is None:
            key = insert_article(db, corrected(db, reading), made_by=made_by)
        else:
            key = held[0]
            if self._speaks_for(page, key, made_by, held[1]) and as_read(db, key) != reading:
                replace_article(db, key, corrected(db, reading), made_by=made_by)
            elif made_by != held[1]:
                db.execute("UPDATE article SET made_by = ? WHERE key = ?", (made_by, key))
        db.execute(_KEEP_PAGE, (page, key, made_by))
        if before and before[0] != key and not self._first("SELECT 1 FROM page WHERE article = ?", before[0]):
            delete_article(db, before[0])

    def _speaks_for(self, page: str, key: int, made_by: str, held_made_by: str) -> bool:
        """Whether the page's reading is to be the article's: the first page's is, or any page's by another version."""
        first = self._first("SELECT digest FROM page WHERE article = ? ORDER BY key LIMIT 1", key)
        return made_by != held_made_by or first is None or first[0] == page

    def _first(self, question: str, *values: Any) -> tuple[Any, ...] | None:
        return next(iter(self._connection.execute(question, values).fetchall()), None)


def _article_key(db: apsw.Connection, article: str) -> int | None:
    found: list[tuple[Any, ...]] = db.execute("SELECT key FROM article WHERE id = ?", (article,)).fetchall()
    # "3f0c9a"
    if not found and re.fullmatch(r"[0-9a-f]{6,}", article):
        # "g" follows the last hexadecimal digit.
        found = db.execute(
            "SELECT key FROM article WHERE id >= ? AND id < ? LIMIT 2", (article, article + "g")
        ).fetchall()
        if len(found) > 1:
            raise QueryError(f"The ids of several articles begin with {article}: give more digits")
    if not found:
        found = db.execute("SELECT key FROM article WHERE uri = ? ORDER BY key DESC LIMIT 1", (article,)).fetchall()
    return int(found[0][0]) if found else None


def _storage_faults(db: apsw.Connection) -> Iterator[Mismatch]:
    for (complaint,) in db.execute("PRAGMA integrity_check"):
        if complaint != "ok":
            yield Mismatch(article=None, row="storage", detail=complaint)
    for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Mismatch(article=None, row=f"{table} {rowid}", detail=f"refers to no row of {parent}")
    for article, claim in db.execute(_MISDATED):
        yield Mismatch(article=article, row=f"claim {claim}", detail="is filed under another date than its own")
    yield from _unsearchable(db, "claim", (place_of(dated, key, at) for dated, key, at in db.execute(_PLACED)))
    yield from _unsearchable(db, "figure", (key * ORDINALS + at for key, at in db.execute(_FIGURE_KEYS)))


def _unsearchable(db: apsw.Connection, table: str, wanted: Iterable[int]) -> Iterator[Mismatch]:
    held = {id_ for (id_,) in db.execute(f"SELECT id FROM {table}_words_docsize")}  # noqa: S608  our names
    for rowid in wanted:
        if rowid not in held:
            key, ordinal = claim_at(rowid) if table == "claim" else divmod(rowid, ORDINALS)
            yield Mismatch(
                article=read_head(db, key).id, row=f"{table} {ordinal}", detail="can't be found by its words"
            )
