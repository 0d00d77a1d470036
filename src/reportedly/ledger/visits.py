"""What is remembered of the web: addresses that answered, entries of feeds that were read."""

from __future__ import annotations

import apsw

from reportedly.data import Entry, Visit, content_hash
from reportedly.ledger.rows import Row, insertion, selection

_VISIT = ("address", "uri", "etag", "modified", "page")
_FIND_VISIT = selection("visit", _VISIT, "address = ?")
_KEEP_VISIT = f"""{insertion("visit", _VISIT)}
ON CONFLICT (address) DO UPDATE SET uri = excluded.uri, etag = excluded.etag, modified = excluded.modified,
  page = excluded.page"""
_FIND_TRIES = selection("entry", ("tries",), "feed = ? AND uri = ? AND version = ?")
_KEEP_ENTRY = f"""{insertion("entry", ("feed", "uri", "version", "tries"))}
ON CONFLICT (feed, uri) DO UPDATE SET version = excluded.version, tries = excluded.tries"""


def read_visit(db: apsw.Connection, address: str) -> Visit | None:
    """The last visit to the address."""
    row: Row | None = next(iter(db.execute(_FIND_VISIT, (address,)).fetchall()), None)
    return None if row is None else Visit(**dict(zip(_VISIT, row, strict=True)))


def write_visit(db: apsw.Connection, visit: Visit) -> None:
    """Keep the visit; an address that answers is no failure of the web any more."""
    db.execute(_KEEP_VISIT, tuple(getattr(visit, name) for name in _VISIT))
    db.execute("DELETE FROM failure WHERE page = ? AND stage = 'read'", (content_hash(visit.address),))


def read_tries(db: apsw.Connection, feed: str, entry: Entry) -> int | None:
    """How often this version of the entry failed, 0 where it was read; None where it is new."""
    row: Row | None = next(iter(db.execute(_FIND_TRIES, (feed, entry.uri, entry.version)).fetchall()), None)
    return None if row is None else int(row[0])


def write_tries(db: apsw.Connection, feed: str, entry: Entry, tries: int) -> None:
    """Keep how often this version of the entry failed, in the place of an earlier version."""
    db.execute(_KEEP_ENTRY, (feed, entry.uri, entry.version, tries))
