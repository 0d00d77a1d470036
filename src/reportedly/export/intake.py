"""Records from files into the ledger: each is checked before it enters, for a file may come from anywhere.

A record says the truth about itself where its ids follow from its text, its
text is canonical, and its spans and references hold (what ``reportedly check``
looks at in the ledger). One that does not becomes a failure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from reportedly import record
from reportedly.article.canonical import BLOCK_JOIN, clean
from reportedly.data import Failure, Outcome, Reading, content_hash
from reportedly.errors import InputNotFound, InputUnreadable, ReadError, RecordInvalid
from reportedly.export.naming import instant
from reportedly.harmless import harmless
from reportedly.ledger import Ledger
from reportedly.ledger.check import mismatches

MAX_RECORD_BYTES = 64 * 1024 * 1024
"""A line that is longer is no record: an article has sixteen MiB at most."""

IMPORTED = "import"
"""What an imported reading is signed with in the ledger: no version of this program read its page."""

_BATCH = 64
# "3f0c9a1b2c3d4e5f", "Q212"
_ID = re.compile(r"[0-9a-f]{16}|Q[1-9][0-9]{0,15}")


def take(paths: Iterable[Path], ledger: Ledger) -> Iterator[Outcome | None]:
    """Take the records of files into a ledger; each outcome is yielded once it is kept.

    None stands for an article that the ledger has: it keeps its reading.
    """
    found = (outcome for path in paths for outcome in _outcomes(path))
    while batch := list(islice(found, _BATCH)):
        fresh = list(_fresh(batch, ledger))
        ledger.put((one for one in fresh if one is not None), made_by=IMPORTED)
        yield from fresh


def _fresh(batch: Iterable[Outcome], ledger: Ledger) -> Iterator[Outcome | None]:
    """The outcomes, with None for an article that the ledger, or the batch before it, has."""
    met: set[str] = set()
    for outcome in batch:
        if isinstance(outcome.result, Failure):
            yield outcome
            continue
        id_ = outcome.result.article.id
        yield outcome if id_ not in met and ledger.reading(id_) is None else None
        met.add(id_)


def _outcomes(path: Path) -> Iterator[Outcome]:
    """What became of each record of a file: the one place where an error becomes a failure."""
    number = 0
    try:
        for number, read in enumerate(_tables(path) if path.is_dir() else _lines(path), 1):
            try:
                reading = read()
                check(reading)
                yield Outcome(page=content_hash(IMPORTED, reading.article.id), result=reading)
            except (RecordInvalid, msgspec.MsgspecError, ValueError, RecursionError) as error:
                yield _failure(f"{path}:{number}", RecordInvalid(f"Record {number} of {path} is left out: {error}."))
    except ReadError as error:
        yield _failure(f"{path}:{number + 1}", error)
    except OSError as error:  # a disk that fails in the middle
        yield _failure(f"{path}:{number + 1}", InputUnreadable(f"{path} can't be read: {error.strerror or error}."))


def _failure(place: str, error: ReadError) -> Outcome:
    uri = harmless(place)
    page = content_hash(IMPORTED, uri)
    failure = Failure(page=page, uri=uri, stage="read", reason=type(error).__name__, detail=harmless(str(error)))
    return Outcome(page=page, result=failure)


def _lines(path: Path) -> Iterator[Any]:
    """A way to decode each line, so that one that can't be does not end the rest."""
    with _opened(path) as stream:
        while line := stream.readline(MAX_RECORD_BYTES):
            if not line.endswith(b"\n") and len(line) == MAX_RECORD_BYTES:
                raise RecordInvalid(f"{path} holds a line of more than {MAX_RECORD_BYTES:,} bytes, which is no record.")
            if line.strip():
                yield partial(record.from_json, line)


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise InputNotFound(f"There is nothing at {path}; check the path.") from error
    except (OSError, ValueError) as error:
        raise InputUnreadable(f"{path} can't be read: {error}; check its permissions.") from error


def _tables(folder: Path) -> Iterator[Any]:
    from reportedly.export.parquet import readings

    return readings(folder)


def check(reading: Reading) -> None:
    """Hold a reading against its own text.

    Raises:
        RecordInvalid: something in it can't be right; the message says what.
    """
    article = reading.article
    if article.id != content_hash(article.uri, article.text):
        raise RecordInvalid(f"the article's id {article.id!r} does not follow from its address and text")
    if BLOCK_JOIN.join(map(clean, article.text.split(BLOCK_JOIN))) != article.text:
        raise RecordInvalid("the article's text is not canonical")
    for id_ in (*(claim.id for claim in reading.claims), *(actor.id for actor in reading.actors)):
        if not _ID.fullmatch(id_):
            raise RecordInvalid(f"{id_!r} is no id of a claim or an actor")
    moments = (article.published, article.modified, *(claim.said_on for claim in reading.claims))
    if undated := next((moment for moment in moments if moment and not instant(moment)), None):
        raise RecordInvalid(f"{undated[:80]!r} is no date")
    if strange := next((words for words in _strings(reading) if harmless(words) != words), None):
        raise RecordInvalid(f"{strange[:80]!r} holds characters that no record has")
    if mismatch := next(mismatches(reading), None):
        raise RecordInvalid(f"{mismatch.row} {mismatch.detail}")


def _strings(value: Any) -> Iterator[str]:
    """Every text in a noun."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _strings(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
