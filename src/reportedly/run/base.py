"""What a carrier is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from reportedly.data import Failure, Outcome, Page

Work = Callable[[Page], Outcome]
"""A pure function from page to outcome, picklable by name. What goes wrong with a page it returns as a Failure."""


class Carrier(Protocol):
    """Hands pages to the work and gives back what became of them.

    Outcomes come in the order of the pages, so that every carrier gives the
    same rows in the same order. Pages are taken one by one as they are
    needed; a failure among them is passed on as the outcome of its page.
    """

    def __call__(self, pages: Iterable[Page | Failure], work: Work) -> Iterator[Outcome]:
        """One outcome for each page, in order."""
        ...


def passed_on(failure: Failure) -> Outcome:
    """The outcome of a page that failed before a carrier had it."""
    return Outcome(page=failure.page, result=failure)
