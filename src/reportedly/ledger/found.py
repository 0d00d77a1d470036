"""What questions find: claims, figures, actors, outlets and news, put together from rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import apsw
import re2

from reportedly.data import Actor, Claim, Failure
from reportedly.errors import QueryError
from reportedly.ledger.base import (
    ArticleHead,
    FailurePage,
    LedgerActor,
    LedgerClaim,
    LedgerFigure,
    LedgerOutlet,
    News,
)
from reportedly.ledger.parts import HEAD_COLUMNS, head_of, read_checks, read_claim, read_figure, read_head, read_named
from reportedly.ledger.places import claim_at
from reportedly.ledger.query import Question, place_behind, terms
from reportedly.ledger.rows import ACTOR, FIGURE, Row, quoted, selection

FAILURE_COLUMNS = ("page", "uri", "stage", "reason", "detail")

# "3f0c9a"
_BEGINNING = re2.compile(r"[0-9a-f]{6,}")

_WAYS = 50
"""How many articles are looked at for the ways in which they name an actor."""
_CANDIDATES = 100
"""How many of the actors that match are weighed: those that were met first."""
_COUNTED = 1000
"""Among candidates nobody is counted further than this."""

_CLAIM_BY_ID = "SELECT article, ordinal FROM claim WHERE id = ? ORDER BY article, ordinal LIMIT 1"
# "g" follows the last hexadecimal digit.
_CLAIMS_BEGINNING = "SELECT DISTINCT id FROM claim WHERE id >= ? AND id < ? || 'g' LIMIT 2"
_ACTOR = f"SELECT {quoted(ACTOR.names)} FROM actor WHERE id = ? ORDER BY article DESC, ordinal LIMIT {_WAYS}"  # noqa: S608  our names
_ACTOR_ARTICLES = "SELECT count(*) FROM (SELECT DISTINCT article FROM actor WHERE id = ? LIMIT ?)"
_NAMED = f"""SELECT n.id FROM named n JOIN named_words w ON w.rowid = n.key
WHERE named_words MATCH ? AND EXISTS (SELECT 1 FROM actor WHERE id = n.id)
ORDER BY w.rowid LIMIT {_CANDIDATES}"""  # noqa: S608  our names
# Steps from one name to the next: an outlet has thousands of articles, and a list of all would be read through.
_OUTLETS = """WITH RECURSIVE outlet (name) AS (
  SELECT min(outlet) FROM article
  UNION ALL SELECT (SELECT min(outlet) FROM article WHERE outlet > outlet.name) FROM outlet WHERE outlet.name NOT NULL)
SELECT name, (SELECT count(*) FROM article WHERE article.outlet = outlet.name) FROM outlet WHERE name NOT NULL"""
_OF_OUTLET = selection("article", HEAD_COLUMNS, "outlet = ? ORDER BY published DESC NULLS LAST, key DESC LIMIT ?")
_OF_URI = selection("article", HEAD_COLUMNS, "uri = ? ORDER BY published DESC NULLS LAST, key DESC LIMIT ?")
_ARRIVED = selection("article", ("key", *HEAD_COLUMNS), "key > ? ORDER BY key DESC LIMIT ?")
_MARK = "SELECT coalesce(max(key), 0) FROM article"
_CLAIMS_OF = """SELECT article, ordinal FROM claim WHERE article IN (SELECT value FROM json_each(?))
ORDER BY dated DESC NULLS LAST, article DESC, ordinal LIMIT ?"""
_FAILED = selection("failure", ("key", *FAILURE_COLUMNS), "key < ? ORDER BY key DESC LIMIT ?")


def found_claim(db: apsw.Connection, key: int, ordinal: int) -> LedgerClaim:
    """A claim with what stands beside it."""
    claim = read_claim(db, key, ordinal)
    figures = (read_named(db, FIGURE, key, id_) for id_ in claim.figures)
    return LedgerClaim(
        article=read_head(db, key),
        claim=claim,
        speaker=_speaker(db, key, claim),
        figures=tuple(figure for figure in figures if figure is not None),
    )


def found_claims(db: apsw.Connection, question: Question) -> Iterator[tuple[int, LedgerClaim]]:
    """The claims whose places the question gives, with their places."""
    for (place,) in db.execute(*question):
        yield place, found_claim(db, *claim_at(place))


def found_figures(db: apsw.Connection, question: Question) -> Iterator[LedgerFigure]:
    """The figures that the question gives."""
    for key, ordinal, said in db.execute(*question):
        claim = None if said is None else read_claim(db, key, said)
        figure = read_figure(db, key, ordinal)
        yield LedgerFigure(
            article=read_head(db, key),
            claim=claim,
            speaker=_speaker(db, key, claim),
            figure=figure,
            checks=read_checks(db, key, figure.id),
        )


def claim_by_id(db: apsw.Connection, id_: str) -> LedgerClaim | None:
    """The claim that has the id, or the one whose id begins so; that of the first article where several have it.

    Raises:
        QueryError: several claims' ids begin like that.
    """
    found = _rows(db, _CLAIM_BY_ID, id_)
    if not found and _BEGINNING.fullmatch(id_):
        ids = _rows(db, _CLAIMS_BEGINNING, id_, id_)
        if len(ids) > 1:
            raise QueryError(f"The ids of several claims begin with {id_}: give more digits")
        found = _rows(db, _CLAIM_BY_ID, *ids[0]) if ids else found
    return next((found_claim(db, *row) for row in found), None)


def actor_by_id(db: apsw.Connection, id_: str) -> LedgerActor | None:
    """The actor that has the id."""
    named = tuple(ACTOR.read(row) for row in db.execute(_ACTOR, (id_,)))
    if not named:
        return None
    ((articles,),) = _rows(db, _ACTOR_ARTICLES, id_, -1)
    return LedgerActor(id=id_, articles=articles, named=named)


def actors_named(db: apsw.Connection, words: str, limit: int) -> tuple[LedgerActor, ...]:
    """The actors whose name holds the words, most met first."""
    ids = [id_ for (id_,) in _rows(db, _NAMED, terms(words, folded=False))]
    counted = {id_: _rows(db, _ACTOR_ARTICLES, id_, _COUNTED)[0][0] for id_ in ids}
    found = (actor_by_id(db, id_) for id_ in sorted(ids, key=lambda id_: -counted[id_])[:limit])
    return tuple(actor for actor in found if actor is not None)


def outlets(db: apsw.Connection) -> tuple[LedgerOutlet, ...]:
    """Every outlet by name."""
    return tuple(LedgerOutlet(name=name, articles=articles) for name, articles in db.execute(_OUTLETS))


def heads(db: apsw.Connection, outlet: str | None, uri: str | None, limit: int) -> tuple[ArticleHead, ...]:
    """The articles of the outlet or else the address, published last first."""
    question, name = (_OF_OUTLET, outlet) if outlet is not None else (_OF_URI, uri)
    return tuple(head_of(row) for row in db.execute(question, (name, limit)))


def news(db: apsw.Connection, since: int, articles: int, claims: int) -> News:
    """What came in after the mark."""
    arrived = _rows(db, _ARRIVED, since, articles)
    keys = [key for key, *_ in arrived]
    packed = f"[{','.join(map(str, keys))}]"
    return News(
        mark=_rows(db, _MARK)[0][0],
        articles=tuple(head_of(row[1:]) for row in arrived),
        claims=tuple(found_claim(db, *row) for row in _rows(db, _CLAIMS_OF, packed, claims)),
    )


def failure_page(db: apsw.Connection, limit: int, after: str | None) -> FailurePage:
    """So many failures, the last first."""
    before = 2**62 if after is None else place_behind(after)
    rows = _rows(db, _FAILED, before, limit + 1)
    more = f"{rows[limit - 1][0]:x}" if len(rows) > limit else None
    return FailurePage(failures=tuple(failures(row[1:] for row in rows[:limit])), more=more)


def failures(rows: Iterable[Any]) -> Iterator[Failure]:
    """The failures that rows of :data:`FAILURE_COLUMNS` hold."""
    return (Failure(**dict(zip(FAILURE_COLUMNS, row, strict=True))) for row in rows)


def checked_limit(limit: int | None) -> int:
    """The limit that a page needs."""
    if limit is None or limit < 1:
        raise QueryError(f"A page of {limit} makes no sense: give a limit of 1 or more")
    return limit


def _speaker(db: apsw.Connection, key: int, claim: Claim | None) -> Actor | None:
    if claim is None or claim.source is None or claim.source.actor is None:
        return None
    return read_named(db, ACTOR, key, claim.source.actor)


def _rows(db: apsw.Connection, question: str, *values: Any) -> list[Row]:
    return db.execute(question, values).fetchall()
