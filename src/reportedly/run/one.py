"""The carrier that works in this process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.data import Failure, Outcome, Page
from reportedly.run.base import Work, passed_on


@dataclass(frozen=True, slots=True)
class OneProcess:
    """One page after the other, here: for few pages, and for debugging.

    Nothing can be ended but the whole process, so there is no deadline: a page
    that hangs or crashes takes the run with it.
    """

    def __call__(self, pages: Iterable[Page | Failure], work: Work) -> Iterator[Outcome]:
        """One outcome for each page, in order."""
        return (passed_on(page) if isinstance(page, Failure) else work(page) for page in pages)
