"""Progress of long work on stderr, and what became of it in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from reportedly.data import Failure, Outcome


class Tally:
    """Counts outcomes as they pass and shows a bar while they do.

    ``total`` is how many pages the inputs hold; those of them that never pass
    were read by an earlier run.
    """

    def __init__(self, console: Console, *, total: int) -> None:
        self.total, self.articles, self.claims, self.failed = total, 0, 0, 0
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
            self._bar.update(self._task, advance=1, claims=self.claims)
            yield outcome

    def summary(self, ledger: Path) -> str:
        """What became of the inputs and where the ledger lies, as markup."""
        parts = [f"{self.articles:,} articles read, {self.claims:,} claims"]
        if known := self.total - self.articles - self.failed:
            parts.append(f"{known:,} pages read before (--again reads them anew)")
        if self.failed:
            parts.append(f"[yellow]{self.failed:,} failed[/] (`reportedly failures` says why)")
        return f"{'; '.join(parts)}. Ledger: {escape(str(ledger))}"
