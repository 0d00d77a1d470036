"""Progress of long work on stderr, and what became of it in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from reportedly.data import Failure, Outcome

Thing = TypeVar("Thing")


class Passing:
    """Counts things as they pass and shows a bar while they do; ``total`` is None where nobody knows it."""

    def __init__(self, console: Console, doing: str, *, total: int | None) -> None:
        self.count = 0
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn(doing),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task(doing, total=total)

    def passed(self, things: Iterable[Thing]) -> Iterator[Thing]:
        """The things, each counted when it is asked for."""
        with self._bar:
            for thing in things:
                self.count += 1
                self._bar.update(self._task, advance=1)
                yield thing


class Tally:
    """Counts outcomes as they pass and shows a bar while they do.

    ``total`` is how many pages the inputs hold, None where that isn't known
    before they are read, as with archives; the bar then shows no end.
    """

    def __init__(self, console: Console, *, total: int | None) -> None:
        self.total, self.articles, self.claims, self.failed, self.known = total, 0, 0, 0, 0
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[claims]:,} claims"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("reading", total=total, claims=0)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def counted(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The outcomes, each counted when it is asked for."""
        for outcome in outcomes:
            if isinstance(outcome.result, Failure):
                self.failed += 1
            else:
                self.articles += 1
                self.claims += len(outcome.result.claims)
            self._advance()
            yield outcome

    def pass_over(self, _: str | None) -> None:
        """Count a page that an earlier run has read."""
        self.known += 1
        self._advance()

    def _advance(self) -> None:
        if self.total is not None and self.articles + self.failed + self.known > self.total:
            self.total = None  # an archive under another name, or a folder that grew
            self._bar.tasks[0].total = None
        self._bar.update(self._task, advance=1, claims=self.claims)

    def summary(self, ledger: Path) -> str:
        """What became of the inputs and where the ledger lies, as markup."""
        parts = [f"{self.articles:,} articles read, {self.claims:,} claims"]
        if self.known:
            parts.append(f"{self.known:,} pages read before (--again reads them anew)")
        if self.failed:
            parts.append(f"[yellow]{self.failed:,} failed[/] (`reportedly failures` says why)")
        return f"{'; '.join(parts)}. Ledger: {escape(str(ledger))}"
