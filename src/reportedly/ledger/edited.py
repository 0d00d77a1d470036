"""Corrections and corrected readings as rows.

An article's tables hold it corrected, so that a search, an export or a check
needs to know nothing of corrections; the reading as the program made it is
kept beside them as a record, for as long as the article has corrections.
"""

from __future__ import annotations

from collections.abc import Iterator

import apsw
import msgspec

from reportedly import record
from reportedly.data import Phrase, Reading
from reportedly.ledger.corrections import Correction, Value, applied
from reportedly.ledger.parts import read_reading
from reportedly.ledger.rows import Row, insertion, selection

_MADE = ("article", "target", "id", "field", "before", "after", "anchor", "by", "at", "why")
_COLUMNS = ("number", *_MADE, "undone_by", "undone_at")
_OF_ARTICLE = selection("correction", _COLUMNS, "article = ? ORDER BY number")
_OF_ID = selection("correction", _COLUMNS, "id = ? ORDER BY number")
_ALL = selection("correction", _COLUMNS, "true ORDER BY number")
_BY_NUMBER = selection("correction", _COLUMNS, "number = ?")
_INSERT = insertion("correction", _MADE)
_KEEP = (
    f"{insertion('uncorrected', ('article', 'record'))} ON CONFLICT (article) DO UPDATE SET record = excluded.record"
)
_FORGET = "DELETE FROM uncorrected WHERE article = ?"
_KEPT = selection("uncorrected", ("record",), "article = ?")

_value: msgspec.json.Decoder[Value] = msgspec.json.Decoder(Value)
_phrase = msgspec.json.Decoder(Phrase)


def corrected(db: apsw.Connection, reading: Reading) -> Reading:
    """The reading as the article's tables are to hold it; as it is, it is kept beside them where they differ."""
    id_ = reading.article.id
    standing = [one for one in read_corrections(db, article=id_) if one.undone_at is None]
    if not standing:
        db.execute(_FORGET, (id_,))
        return reading
    db.execute(_KEEP, (id_, record.to_json(reading).decode()))
    return applied(reading, standing)


def as_read(db: apsw.Connection, key: int) -> Reading:
    """The reading that the key has, as the program made it."""
    reading = read_reading(db, key)
    return read_uncorrected(db, reading.article.id) or reading


def read_uncorrected(db: apsw.Connection, article: str) -> Reading | None:
    """What is kept beside the tables."""
    row = next(iter(db.execute(_KEPT, (article,)).fetchall()), None)
    return None if row is None else record.from_json(str(row[0]))


def read_corrections(
    db: apsw.Connection, *, article: str | None = None, id_: str | None = None
) -> Iterator[Correction]:
    """Corrections as they were made."""
    if article is not None:
        found = db.execute(_OF_ARTICLE, (article,))
    elif id_ is not None:
        found = db.execute(_OF_ID, (id_,))
    else:
        found = db.execute(_ALL)
    return (_correction(row) for row in found)


def read_correction(db: apsw.Connection, number: int) -> Correction | None:
    """One correction."""
    return next((_correction(row) for row in db.execute(_BY_NUMBER, (number,)).fetchall()), None)


def insert_correction(db: apsw.Connection, correction: Correction) -> int:
    """Keep a correction; its number is given by the ledger."""
    packed = {name: msgspec.json.encode(getattr(correction, name)).decode() for name in ("before", "after", "anchor")}
    db.execute(_INSERT, tuple(packed.get(name) or getattr(correction, name) for name in _MADE))
    return db.last_insert_rowid()


def mark_undone(db: apsw.Connection, number: int, *, by: str, at: str) -> None:
    """Say who took the correction back, and when."""
    db.execute("UPDATE correction SET undone_by = ?, undone_at = ? WHERE number = ?", (by, at, number))


def _correction(row: Row) -> Correction:
    members = dict(zip(_COLUMNS, row, strict=True))
    for name, decoder in (("before", _value), ("after", _value), ("anchor", _phrase)):
        members[name] = decoder.decode(members[name])
    return Correction(**members)
