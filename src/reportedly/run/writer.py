"""The one writer: outcomes go into the ledger in batches, and on from there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from time import monotonic

from reportedly.data import Outcome
from reportedly.ledger import Ledger

BATCH = 64
"""Outcomes a transaction: beyond, a commit is no longer what takes the time."""

AGE = 1.0
"""Seconds between commits while outcomes come: what a power cut can cost."""


def load(
    outcomes: Iterable[Outcome], ledger: Ledger, *, made_by: str, batch: int = BATCH, age: float = AGE
) -> Iterator[Outcome]:
    """Keep the outcomes and yield each one once it is kept.

    A transaction is closed when it holds ``batch`` outcomes, or when an outcome
    comes ``age`` seconds or more after the last commit. Thus pages that take
    long are kept one by one, quick ones together. Where the run is broken off,
    what is finished is kept.
    """
    pending: list[Outcome] = []
    committed = monotonic()
    try:
        for outcome in outcomes:
            pending.append(outcome)
            if len(pending) >= batch or monotonic() - committed >= age:
                kept, pending = pending, []
                ledger.put(kept, made_by=made_by)
                committed = monotonic()
                yield from kept
    except BaseException:
        if pending:
            ledger.put(pending, made_by=made_by)
        raise
    if pending:
        ledger.put(pending, made_by=made_by)
        yield from pending
