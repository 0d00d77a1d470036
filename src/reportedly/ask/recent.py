"""Answers that take long and age slowly, kept for a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock, Thread
from typing import Generic, TypeVar

from reportedly.errors import LedgerError
from reportedly.ledger import Ledger, LedgerOutlet
from reportedly.threads.figures import Disagreement, disagreements

Answer = TypeVar("Answer")

ARTICLES = 150
"""How many of the newest articles are looked at for figures that disagree: what is asked for is news."""
_AGE = 20.0
"""Seconds after which an answer is asked for anew."""


class Recent:
    """The newest figures that disagree, and the outlets, of one ledger.

    The first who asks waits, and all others with him. An answer that has aged is made anew beside
    the readers, who get the old one meanwhile.
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
        if kept is None:
            with self._asking:
                return (self._kept or self._made())[0]
        if time.monotonic() >= kept[1] and self._asking.acquire(blocking=False):
            Thread(target=self._make_anew, args=(kept[0],), daemon=True).start()
        return kept[0]

    def _made(self) -> tuple[Answer, float]:
        self._kept = self._ask(), time.monotonic() + _AGE
        return self._kept

    def _make_anew(self, old: Answer) -> None:
        try:
            self._made()
        except LedgerError:  # busy or away: whoever asks for more than this will be told
            self._kept = old, time.monotonic() + _AGE
        finally:
            self._asking.release()


def _newest_disagreements(ledger: Ledger) -> tuple[Disagreement, ...]:
    newest = ledger.news(articles=ARTICLES, claims=0)
    return disagreements(ledger.figures(None, among=tuple(head.id for head in newest.articles)))
