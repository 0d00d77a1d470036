"""What people change in a ledger's file: corrections and accounts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import apsw
import msgspec

from reportedly import record
from reportedly.data import Claim, Figure, Phrase, Reading
from reportedly.errors import QueryError
from reportedly.ledger import edited
from reportedly.ledger.accounts import Standing
from reportedly.ledger.check import mismatches
from reportedly.ledger.corrections import Change, Correction, applied, place_of, value_of
from reportedly.ledger.file import explained, transaction
from reportedly.ledger.parts import replace_article
from reportedly.ledger.query import storable

_STANDING = """SELECT EXISTS (SELECT 1 FROM user), (SELECT user FROM session WHERE token = ? AND ends > ?)"""


class SqliteEditing:
    """The part of a SQLite ledger that keeps what people change."""

    _path: Path
    _connection: apsw.Connection

    def _snapshot(self) -> AbstractContextManager[apsw.Connection]:
        raise NotImplementedError

    def correct(self, article: str, change: Change, *, by: str, why: str, at: str) -> Correction:
        """Keep a change of an article and apply it."""
        with self._writing() as db:
            key, made_by = _one(db, article)
            before = edited.as_read(db, key)
            others = list(edited.read_corrections(db, article=article))
            correction = _made(before, others, change, by=storable(by), why=storable(why), at=at)
            _must_hold(before, others, correction)
            number = edited.insert_correction(db, correction)
            replace_article(db, key, edited.corrected(db, before), made_by=made_by)
        return replace(correction, number=number)

    def undo(self, number: int, *, by: str, at: str) -> Correction:
        """Take a correction back."""
        with self._writing() as db:
            correction = edited.read_correction(db, number)
            if correction is None or correction.undone_at is not None:
                raise QueryError(f"Correction {number} {'is undone' if correction else 'is not there'}: open its page")
            edited.mark_undone(db, number, by=storable(by), at=at)
            for key, made_by in _held(db, correction.article):  # none where the article is gone from the ledger
                replace_article(db, key, edited.corrected(db, edited.as_read(db, key)), made_by=made_by)
        return replace(correction, undone_by=by, undone_at=at)

    def corrections(self, *, article: str | None = None, id_: str | None = None) -> Iterator[Correction]:
        """Corrections as they were made."""
        with self._snapshot() as db:
            yield from edited.read_corrections(db, article=article and storable(article), id_=id_ and storable(id_))

    def uncorrected(self, article: str) -> Reading | None:
        """The reading as the program made it."""
        with self._snapshot() as db:
            return next((edited.as_read(db, key) for key, _ in _held(db, article)), None)

    def add_user(self, name: str, *, secret: str) -> None:
        """Let somebody sign in."""
        with self._writing() as db:
            db.execute("INSERT INTO user (name, secret) VALUES (?, ?) ON CONFLICT DO NOTHING", (storable(name), secret))
            if not db.changes():
                raise QueryError(f"There is a user {name!r}: remove it first to give another password")

    def remove_user(self, name: str) -> bool:
        """Take a user away with all sessions."""
        with self._writing() as db:
            db.execute("DELETE FROM user WHERE name = ?", (storable(name),))
            return bool(db.changes())

    def users(self) -> tuple[str, ...]:
        """Every user's name."""
        with self._snapshot() as db:
            return tuple(name for (name,) in db.execute("SELECT name FROM user ORDER BY name"))

    def secret(self, name: str) -> str | None:
        """The hash of a user's password."""
        with self._snapshot() as db:
            found = db.execute("SELECT secret FROM user WHERE name = ?", (storable(name),)).fetchall()
            return str(found[0][0]) if found else None

    def begin_session(self, token: str, *, user: str, now: int, ends: int) -> None:
        """Keep a session."""
        with self._writing() as db:
            db.execute("DELETE FROM session WHERE ends <= ?", (now,))
            # a user who was removed meanwhile has no session
            question = "INSERT INTO session (token, user, ends) SELECT ?, name, ? FROM user WHERE name = ?"
            db.execute(question, (token, ends, user))

    def end_session(self, token: str) -> None:
        """Forget a session."""
        with self._writing() as db:
            db.execute("DELETE FROM session WHERE token = ?", (token,))

    def standing(self, token: str | None, *, now: int) -> Standing:
        """Whose session the token is."""
        with self._snapshot() as db:
            ((users, user),) = db.execute(_STANDING, (token, now))
        return Standing(users=bool(users), user=user)

    def attempt(self, limits: dict[str, int], *, now: int, since: int) -> bool:
        """Count an attempt for each subject."""
        with self._writing() as db:
            db.execute("DELETE FROM attempt WHERE at <= ?", (since,))
            for subject, limit in limits.items():
                ((made,),) = db.execute("SELECT count(*) FROM attempt WHERE subject = ?", (subject,))
                if made >= limit:
                    return False
            db.executemany("INSERT INTO attempt (subject, at) VALUES (?, ?)", ((each, now) for each in limits))
        return True

    def forgive(self, subject: str) -> None:
        """Forget a subject's attempts."""
        with self._writing() as db:
            db.execute("DELETE FROM attempt WHERE subject = ?", (subject,))

    def _writing(self) -> AbstractContextManager[apsw.Connection]:
        return _written(self._path, self._connection)


@contextmanager
def _written(path: Path, db: apsw.Connection) -> Iterator[apsw.Connection]:
    with explained(path), transaction(db, "IMMEDIATE"):
        yield db


def _held(db: apsw.Connection, article: str) -> list[tuple[Any, ...]]:
    """The article's key and who made its reading, in a row; no row where it is not held."""
    return db.execute("SELECT key, made_by FROM article WHERE id = ?", (storable(article),)).fetchall()


def _one(db: apsw.Connection, article: str) -> tuple[Any, ...]:
    found = _held(db, article)
    if not found:
        raise QueryError(f"The ledger holds no article {article!r}: open its page again")
    return found[0]


def _made(before: Reading, others: list[Correction], change: Change, *, by: str, why: str, at: str) -> Correction:
    """The change as a correction, with what it is about as the program read it and what stands there now."""
    noun, current = (_named(reading, change) for reading in (before, applied(before, others)))
    if noun is None or current is None:
        raise QueryError(f"The article {before.article.id} has no {change.target} {change.id!r}: open its page again")
    was = value_of(current, change.field)
    if was == change.after:
        raise QueryError(f"{change.field} is that already: nothing was changed")
    anchor = noun.content if isinstance(noun, Claim) else Phrase(spans=noun.spans, text=noun.text)
    return Correction(
        number=0,
        article=before.article.id,
        target=change.target,
        id=change.id,
        field=change.field,
        before=was,
        after=change.after,
        anchor=anchor,
        by=by,
        at=at,
        why=why,
    )


def _named(reading: Reading, change: Change) -> Claim | Figure | None:
    nouns: tuple[Claim | Figure, ...] = reading.claims if change.target == "claim" else reading.figures
    return next((one for one in nouns if one.id == change.id), None)


def _must_hold(before: Reading, others: list[Correction], correction: Correction) -> None:
    """The reading must be as sound with the correction as without."""
    refused = f"{correction.field} can't be {correction.after!r}"
    if place_of(before, correction) is None:
        raise QueryError(f"{refused}: the article does not have it")
    after = applied(before, [*others, correction])
    try:
        record.from_json(record.to_json(after))
    except msgspec.ValidationError as error:
        raise QueryError(f"{refused}: {error}") from error
    known = set(mismatches(before))
    for mismatch in mismatches(after):
        if mismatch not in known:
            raise QueryError(f"{refused}: {mismatch.row} {mismatch.detail}")
