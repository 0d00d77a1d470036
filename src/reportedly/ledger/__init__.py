"""What is kept: one protocol, one store behind it."""

from __future__ import annotations

from pathlib import Path

from reportedly.errors import LedgerError
from reportedly.ledger.accounts import Standing
from reportedly.ledger.base import (
    ArticleHead,
    ClaimPage,
    ClaimQuery,
    Counts,
    Excerpt,
    FailurePage,
    Ledger,
    LedgerActor,
    LedgerClaim,
    LedgerFigure,
    LedgerOutlet,
    Mismatch,
    News,
)
from reportedly.ledger.corrections import Change, Correction

__all__ = [
    "ArticleHead",
    "Change",
    "ClaimPage",
    "ClaimQuery",
    "Correction",
    "Counts",
    "Excerpt",
    "FailurePage",
    "Ledger",
    "LedgerActor",
    "LedgerClaim",
    "LedgerFigure",
    "LedgerOutlet",
    "Mismatch",
    "News",
    "Standing",
    "open_ledger",
]


def open_ledger(address: str | Path, *, read_only: bool = False, patience: float = 10.0) -> Ledger:
    """The ledger at the address: the path of a file, which is made where there is none.

    ``patience`` is how long to wait for another process that writes, in seconds.

    Raises:
        NotALedger: the file is something else.
        LedgerTooNew: a later version of Reportedly wrote it.
        LedgerError: it can't be opened, or there is none and it was only to be read.
    """
    if isinstance(address, str) and "://" in address:
        raise LedgerError(f"A ledger is a file, and {address} is the address of something else: give a path")
    # Imported here: whoever only names the nouns needs no database.
    from reportedly.ledger.sqlite import SqliteLedger

    return SqliteLedger(Path(address), read_only=read_only, patience=patience)
