"""One article's rows in all their tables: written, read and erased together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import apsw

from reportedly.data import Actor, Article, Check, Claim, Figure, Reading
from reportedly.ledger.base import ArticleHead
from reportedly.ledger.places import place_of
from reportedly.ledger.rows import (
    ACTOR,
    ARTICLE_COLUMNS,
    BLOCK,
    CHECK,
    CLAIM_COLUMNS,
    EVENT,
    FIGURE,
    HOP,
    IMAGE,
    LINKS,
    REMOVED,
    TIMEX,
    Carried,
    Row,
    Shape,
    article_of,
    article_row,
    assignments,
    claim_of,
    claim_row,
    insertion,
    selection,
)

Noun = TypeVar("Noun")

ORDINALS = 1 << 20
"""How many figures an article may have: a word's rowid is article * ORDINALS + ordinal."""

_CHILDREN = ("block", "image", "removed", "claim", "figure", "timex", "actor", "event", "figure_check")
"""Tables that refer to the article; hops and links go with their claim."""

_INSERT_ARTICLE = insertion("article", (*ARTICLE_COLUMNS, "made_by"))
_UPDATE_ARTICLE = f"UPDATE article SET {assignments((*ARTICLE_COLUMNS, 'made_by'))} WHERE key = ?"  # noqa: S608  our names
_INSERT_CLAIM = insertion("claim", ("article", "ordinal", *CLAIM_COLUMNS, "dated"))
_INSERT_LINK = {link: insertion(f"claim_{link}", ("article", "claim", "ordinal", link)) for link in LINKS}
_INSERT_CLAIM_WORDS = insertion(
    "claim_words", ("rowid", "source", "speaker", "content", "headline", "kind", "outlet", "actor", "about")
)
_INSERT_FIGURE_WORDS = insertion("figure_words", ("rowid", "text", "counted", "status", "content"))
_INSERT_NAMED = f"{insertion('named', ('id', 'name'))} ON CONFLICT DO NOTHING"
_INSERT_NAMED_WORDS = insertion("named_words", ("rowid", "name"))

HEAD_COLUMNS = ("id", "uri", "outlet", "headline", "published")
_HEAD = selection("article", HEAD_COLUMNS, "key = ?")
_ARTICLE = selection("article", ARTICLE_COLUMNS, "key = ?")
_CLAIMS = selection("claim", ("ordinal", *CLAIM_COLUMNS), "article = ? AND ordinal BETWEEN ? AND ? ORDER BY ordinal")
_OF_CLAIMS = "article = ? AND claim BETWEEN ? AND ? ORDER BY claim, ordinal"
_HOPS = selection("hop", ("claim", *HOP.names), _OF_CLAIMS)
_LINKED = [selection(f"claim_{link}", ("claim", link), _OF_CLAIMS) for link in LINKS]


def insert_article(db: apsw.Connection, reading: Reading, *, made_by: str) -> int:
    """Write a reading whose article is new and give the article's key."""
    db.execute(_INSERT_ARTICLE, (*article_row(reading.article), made_by))
    key = db.last_insert_rowid()
    insert_parts(db, key, reading)
    return key


def replace_article(db: apsw.Connection, key: int, reading: Reading, *, made_by: str) -> None:
    """Write a reading over the one that the key has."""
    delete_words(db, key)  # while the claims are there that say where their words are
    for table in _CHILDREN:
        db.execute(f"DELETE FROM {table} WHERE article = ?", (key,))  # noqa: S608  our names
    db.execute(_UPDATE_ARTICLE, (*article_row(reading.article), made_by, key))
    insert_parts(db, key, reading)


def delete_article(db: apsw.Connection, key: int) -> None:
    """Take an article out with all that refers to it."""
    delete_words(db, key)
    db.execute("DELETE FROM article WHERE key = ?", (key,))


def delete_words(db: apsw.Connection, key: int) -> None:
    """Take an article's words out of the search."""
    placed: list[Row] = db.execute("SELECT dated, ordinal FROM claim WHERE article = ?", (key,)).fetchall()
    db.executemany(
        "DELETE FROM claim_words WHERE rowid = ?", ((place_of(dated, key, ordinal),) for dated, ordinal in placed)
    )
    db.execute("DELETE FROM figure_words WHERE rowid >= ? AND rowid < ?", (key * ORDINALS, (key + 1) * ORDINALS))


def insert_parts(db: apsw.Connection, key: int, reading: Reading) -> None:
    """Write everything of a reading but the article's own row."""
    article = reading.article
    _insert_all(db, BLOCK, article.blocks, key)
    _insert_all(db, IMAGE, article.images, key)
    _insert_all(db, REMOVED, article.removed, key)
    _insert_all(db, FIGURE, reading.figures, key)
    _insert_all(db, TIMEX, reading.times, key)
    _insert_all(db, ACTOR, reading.actors, key)
    _insert_all(db, EVENT, reading.events, key)
    _insert_all(db, CHECK, reading.checks, key)
    claims = list(enumerate(reading.claims))
    db.executemany(
        _INSERT_CLAIM,
        ((key, ordinal, *claim_row(claim), claim.said_on or article.published) for ordinal, claim in claims),
    )
    db.executemany(
        HOP.insert, (HOP.row(hop, key, claim, ordinal) for claim, c in claims for ordinal, hop in enumerate(c.via))
    )
    for link, refer in (("figure", "figures"), ("time", "times"), ("event", "events")):
        db.executemany(
            _INSERT_LINK[link],
            ((key, claim, ordinal, id_) for claim, c in claims for ordinal, id_ in enumerate(getattr(c, refer))),
        )
    db.executemany(_INSERT_CLAIM_WORDS, _claim_words(key, reading))
    db.executemany(_INSERT_FIGURE_WORDS, _figure_words(key, reading))
    for actor in reading.actors:
        db.execute(_INSERT_NAMED, (actor.id, actor.name))
        if db.changes():  # an actor that was not known before
            db.execute(_INSERT_NAMED_WORDS, (db.last_insert_rowid(), actor.name))


def _insert_all(db: apsw.Connection, shape: Shape[Noun], nouns: tuple[Noun, ...], key: int) -> None:
    db.executemany(shape.insert, shape.rows(nouns, key))


def _claim_words(key: int, reading: Reading) -> Iterator[Row]:
    article = reading.article
    names = {actor.id: actor.name for actor in reversed(reading.actors)}
    for ordinal, claim in enumerate(reading.claims):
        source = claim.source
        actor = source.actor if source else None
        yield (
            place_of(claim.said_on or article.published, key, ordinal),
            source and source.text,
            names.get(actor or ""),
            claim.content.text,
            article.headline,
            claim.kind,
            article.outlet,
            actor,
            " ".join(_about(claim, reading.actors)),
        )


def _about(claim: Claim, actors: Iterable[Actor]) -> Iterator[str]:
    """The ids of those whom the claim speaks to or of."""
    if claim.addressee and claim.addressee.actor:
        yield claim.addressee.actor
    for actor in actors:
        if any(s.start <= m.start and m.end <= s.end for m in actor.mentions for s in claim.content.spans):
            yield actor.id


def _figure_words(key: int, reading: Reading) -> Iterator[Row]:
    contents: dict[str, list[str]] = defaultdict(list)
    for claim in reading.claims:
        for id_ in claim.figures:
            contents[id_].append(claim.content.text)
    for rowid, figure in enumerate(reading.figures, key * ORDINALS):
        yield rowid, figure.text, figure.counted, figure.status, "\n".join(contents[figure.id])


def read_reading(db: apsw.Connection, key: int) -> Reading:
    """The reading that the key has."""
    return Reading(
        article=_read_article(db, key),
        claims=tuple(claim for _, claim in read_claims(db, key)),
        figures=_read_all(db, FIGURE, key),
        times=_read_all(db, TIMEX, key),
        actors=_read_all(db, ACTOR, key),
        events=_read_all(db, EVENT, key),
        checks=_read_all(db, CHECK, key),
    )


def read_head(db: apsw.Connection, key: int) -> ArticleHead:
    """As much of the article as stands beside an answer."""
    (row,) = db.execute(_HEAD, (key,))
    return head_of(row)


def head_of(row: Sequence[Any]) -> ArticleHead:
    """The head that a row of :data:`HEAD_COLUMNS` holds."""
    return ArticleHead(**dict(zip(HEAD_COLUMNS, row, strict=True)))


def read_claims(db: apsw.Connection, key: int, only: int | None = None) -> Iterator[tuple[int, Claim]]:
    """The claims of an article, or one of them, with their ordinals."""
    bounds = (key, 0, ORDINALS) if only is None else (key, only, only)
    via = _by_claim(db, _HOPS, bounds)
    links = [_by_claim(db, statement, bounds) for statement in _LINKED]
    for ordinal, *row in db.execute(_CLAIMS, bounds):
        hops = tuple(HOP.members(hop) for hop in via[ordinal])
        figures, times, events = (tuple(id_ for (id_,) in link[ordinal]) for link in links)
        yield int(ordinal), claim_of(tuple(row), Carried(hops, figures, times, events))


def read_claim(db: apsw.Connection, key: int, ordinal: int) -> Claim:
    """One claim of an article."""
    ((_, claim),) = read_claims(db, key, ordinal)
    return claim


def read_figure(db: apsw.Connection, key: int, ordinal: int) -> Figure:
    """One figure of an article."""
    (row,) = db.execute(FIGURE.at_ordinal, (key, ordinal))
    return FIGURE.read(row)


def read_checks(db: apsw.Connection, key: int, figure: str) -> tuple[Check, ...]:
    """The checks of an article that a figure takes part in."""
    return tuple(check for check in _read_all(db, CHECK, key) if figure in check.figures)


def read_named(db: apsw.Connection, shape: Shape[Noun], key: int, id_: str) -> Noun | None:
    """The first noun of the article that has the id."""
    return next((shape.read(row) for row in db.execute(shape.by_id, (key, id_)).fetchall()), None)


def _read_article(db: apsw.Connection, key: int) -> Article:
    (row,) = db.execute(_ARTICLE, (key,))
    return article_of(
        row,
        blocks=_read_all(db, BLOCK, key),
        images=_read_all(db, IMAGE, key),
        removed=_read_all(db, REMOVED, key),
    )


def _read_all(db: apsw.Connection, shape: Shape[Noun], key: int) -> tuple[Noun, ...]:
    return tuple(map(shape.read, db.execute(shape.of_article, (key,))))


def _by_claim(db: apsw.Connection, statement: str, bounds: tuple[int, int, int]) -> defaultdict[int, list[Row]]:
    groups: defaultdict[int, list[Row]] = defaultdict(list)
    for claim, *row in db.execute(statement, bounds):
        groups[int(claim)].append(tuple(row))
    return groups
