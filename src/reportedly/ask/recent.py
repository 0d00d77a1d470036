"""Answers that take long and age slowly, kept for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

from reportedly.ledger import Ledger, LedgerOutlet
from reportedly.threads.figures import Disagreement, disagreements

Answer = TypeVar("Answer")

ARTICLES = 150
"""How many of the newest articles are looked at for figures that disagree: what is asked for is news."""
_AGE = 20.0
"""Seconds after which an answer is asked for anew."""


class Recent:
    """The newest figures that disagree, and the outlets, of one ledger.

    Whoever asks when an answer has aged makes it anew; all others meanwhile get the old one, so that
    a hundred readers wait for no more than one.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._disagreements = _Kept(lambda: _newest_disagreements(ledger))
        self._outlets = _Kept(ledger.outlets)

    def disagreements(self) -> tuple[Disagreement, ...]:
        """Figures of the newest articles that can't all be right."""
        return self._disagreements()

    def outlets(self) -> tuple[LedgerOutlet, ...]:
        """Every outlet by name."""
        return self._outlets()


class _Kept(Generic[Answer]):
    """One answer, asked for anew when it has aged."""

    def __init__(self, ask: Callable[[], Answer]) -> None:
        self._ask = ask
        self._asking = Lock()
        self._kept: tuple[Answer, float] | None = None

    def __call__(self) -> Answer:
        kept = self._kept
        if kept is not None and (time.monotonic() < kept[1] or not self._asking.acquire(blocking=False)):
            return kept[0]
        if kept is None:
            self._asking.acquire()
        try:
            if self._kept is kept:  # nobody else has asked while this one waited
                self._kept = self._ask(), time.monotonic() + _AGE
            assert self._kept is not None  # noqa: S101
            return self._kept[0]
        finally:
            self._asking.release()


def _newest_disagreements(ledger: Ledger) -> tuple[Disagreement, ...]:
    newest = ledger.news(articles=ARTICLES, claims=0)
    return disagreements(ledger.figures(None, among=tuple(head.id for head in newest.articles)))
