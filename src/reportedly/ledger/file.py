"""A ledger's file: opened, recognised, brought up to date."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

import apsw

from reportedly.errors import LedgerBusy, LedgerError, LedgerTooNew, NotALedger

APPLICATION_ID = 0x52707274
"""Says in the file's header that it is a ledger: "Rprt"."""

OLDEST_SQLITE = (3, 51, 3)
"""Before, a WAL reset while another process wrote could lose committed rows."""

_TRANSACTION_FAILED = (apsw.IOError, apsw.FullError, apsw.CantOpenError, apsw.PermissionsError, apsw.ReadOnlyError)


@cache
def migrations() -> tuple[str, ...]:
    """The numbered migrations, first to last; a ledger's version is how many of them it has had."""
    scripts = sorted((entry for entry in files(__package__).joinpath("migrations").iterdir()), key=lambda e: e.name)
    # "0001_first.sql"
    numbered = [script for script in scripts if re.fullmatch(r"\d{4}_\w+\.sql", script.name)]
    return tuple(script.read_text(encoding="utf-8") for script in numbered)


def connect(path: Path, *, read_only: bool, patience: float) -> apsw.Connection:
    """A connection as every use of a ledger wants it; the file's content is not looked at.

    In WAL mode readers go on while one writes, and a process killed at any
    moment leaves whole transactions. ``synchronous=FULL`` adds one fsync per
    transaction, so that what was reported as kept also outlives a power cut;
    transactions hold many articles, so it costs next to nothing.
    ``patience`` is how long to wait for another writer, in seconds.
    """
    flags = apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
    connection = apsw.Connection(str(path.absolute()), flags=flags)
    connection.set_busy_timeout(round(patience * 1000))
    connection.execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL")
    return connection


def open_file(path: Path, *, read_only: bool, patience: float) -> apsw.Connection:
    """A connection to the ledger in the file, which is made where there is none and brought up to date.

    Raises:
        NotALedger: the file is something else.
        LedgerTooNew: a later version of Reportedly wrote it.
        LedgerError: it can't be opened, or it is missing or of an older version and only to be read.
    """
    if _sqlite_version() < OLDEST_SQLITE:
        wanted, found = (".".join(map(str, version)) for version in (OLDEST_SQLITE, _sqlite_version()))
        raise LedgerError(f"SQLite {found} can lose rows: Reportedly needs {wanted} (pip install -U apsw)")
    if read_only and not path.exists():
        raise LedgerError(f"There is no ledger at {path}: read some pages into it first")
    if not path.parent.is_dir():
        raise LedgerError(f"There is no folder {path.parent} for the ledger {path.name}: make it first")
    with explained(path):
        connection = connect(path, read_only=read_only, patience=patience)
        try:
            _bring_up_to_date(connection, path, migrations(), read_only=read_only, patience=patience)
        except BaseException:
            connection.close()
            raise
    return connection


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Tell SQLite's complaints about the file in our own words."""
    try:
        yield
    except (apsw.BusyError, apsw.LockedError) as error:
        raise LedgerBusy(f"Another process is writing to {path}: wait until it is done and try again") from error
    except apsw.NotADBError as error:
        raise NotALedger(f"{path} is no ledger: name another file") from error
    except apsw.CorruptError as error:
        raise LedgerError(
            f"The ledger {path} is damaged ({error}): go back to a copy or read the pages again"
        ) from error
    except _TRANSACTION_FAILED as error:
        raise LedgerError(
            f"The ledger {path} can't be used ({error}): look at its folder's rights and free space"
        ) from error


@contextmanager
def transaction(connection: apsw.Connection, kind: str) -> Iterator[None]:
    """All or nothing; ``kind`` is DEFERRED to read one state of the ledger, IMMEDIATE to write."""
    connection.execute(f"BEGIN {kind}")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # Some errors (a full disk) have rolled back already.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _sqlite_version() -> tuple[int, ...]:
    return tuple(map(int, apsw.sqlite_lib_version().split(".")))


def _bring_up_to_date(
    connection: apsw.Connection, path: Path, scripts: Sequence[str], *, read_only: bool, patience: float
) -> None:
    with transaction(connection, "DEFERRED"):  # one state: another process may be making the ledger
        version = _version(connection, path, len(scripts))
    if version == len(scripts):
        return
    if read_only:
        state = "empty" if version == 0 else "of an older version"
        raise LedgerError(f"The ledger {path} is {state} and was opened for reading only: open it once for writing")
    _use_wal(connection, patience)
    with transaction(connection, "IMMEDIATE"):
        version = _version(connection, path, len(scripts))  # another process may have been first
        for number, script in enumerate(scripts[version:], version + 1):
            connection.execute(script)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _use_wal(connection: apsw.Connection, patience: float) -> None:
    """Switch the file to WAL, which it stays in; it can't be done within a transaction.

    SQLite doesn't wait for others here, whatever its busy timeout.
    """
    until = time.monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except apsw.BusyError:
            if time.monotonic() >= until:
                raise
            time.sleep(0.01)
        else:
            return


def _version(connection: apsw.Connection, path: Path, latest: int) -> int:
    application, version = (connection.pragma(name) for name in ("application_id", "user_version"))
    if application != APPLICATION_ID:
        if application or version or connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall():
            raise NotALedger(f"{path} is a database of another program, not a ledger: name another file")
        return 0
    if version > latest:
        raise LedgerTooNew(
            f"The ledger {path} has version {version} and this Reportedly knows {latest}: pip install -U reportedly"
        )
    return int(version)
