"""A crew of workers and the one who watches over them."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic
from types import TracebackType
from typing import Self

from reportedly.data import Failure, Outcome, Page
from reportedly.errors import DeadlineExceeded, RunError, WorkerDied
from reportedly.run.base import Work
from reportedly.run.worker import OUT_OF_MEMORY, READY, Bounds, serve

STARTING = 120.0
"""Seconds that a worker may take to start, which loads code and no page."""

STILLBORN = 10
"""Workers in a row that end before they are ready, until we believe that none will ever be."""


@dataclass(frozen=True, slots=True)
class Job:
    """A page with its place in the input."""

    number: int
    page: Page


@dataclass(slots=True, eq=False)
class _Worker:
    process: BaseProcess
    connection: Connection
    due: float | None
    """When it must have said something; None while it has nothing to say."""
    ready: bool = False
    job: Job | None = None

    def end(self) -> int | None:
        """End it for certain; its exit code."""
        self.process.kill()
        self.process.join()
        code = self.process.exitcode
        self.process.close()
        self.connection.close()
        return code


class Crew:
    """Workers that have one page at a time each, over a connection of their own.

    What one worker does, dying in the middle of a sentence included, can't
    touch the others: they share no lock and no pipe. (Pools that share them
    break as a whole when a worker is killed at the wrong moment.)
    """

    def __init__(self, *, size: int, work: Work, bounds: Bounds, preload: tuple[str, ...]) -> None:
        # "fork" would copy the locks of threads that do not exist in the copy.
        self._context = get_context("forkserver")
        # What is imported here is imported once and not by each worker.
        self._context.set_forkserver_preload(["__main__", serve.__module__, *preload])
        self._size = size
        self._work = work
        self._bounds = bounds
        self._workers: list[_Worker] = []
        self._waiting: deque[Job] = deque()
        self._stillborn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.process.kill()
        while self._workers:
            self._workers.pop().end()

    @property
    def has_room(self) -> bool:
        """Whether somebody could begin with another page now."""
        return len(self._waiting) + sum(worker.job is not None for worker in self._workers) < self._size

    def give(self, job: Job) -> None:
        """Have the page read by whoever is free next."""
        self._waiting.append(job)
        self._hand_out()

    def gather(self) -> Iterator[tuple[int, Outcome]]:
        """Wait until something happens and give what came of it: the places of pages with their outcomes.

        Raises:
            RunError: workers can't be started.
        """
        now = monotonic()
        heard = set(wait([worker.connection for worker in self._workers], timeout=self._patience(now)))
        # Results that lie there already count, however late we come to look.
        now = monotonic()
        for worker in tuple(self._workers):
            if worker.connection in heard:
                yield from self._hear(worker)
            elif worker.due is not None and worker.due <= now:
                yield from self._expire(worker)
        self._hand_out()

    def _patience(self, now: float) -> float | None:
        dues = [worker.due for worker in self._workers if worker.due is not None]
        return max(0.0, min(dues) - now) if dues else None

    def _hear(self, worker: _Worker) -> Iterator[tuple[int, Outcome]]:
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._bury(worker)
            return
        worker.due = None
        if said == READY:
            worker.ready = True
            self._stillborn = 0
        elif worker.job is not None:
            number, worker.job = worker.job.number, None
            yield number, said

    def _bury(self, worker: _Worker) -> Iterator[tuple[int, Outcome]]:
        job, ready = worker.job, worker.ready
        code = self._dismiss(worker)
        if job is not None:
            yield job.number, _lost(job.page, *self._cause(code))
        elif not ready:
            self._count_stillborn(f"ended with {_ending(code)}")

    def _expire(self, worker: _Worker) -> Iterator[tuple[int, Outcome]]:
        if worker.job is None:
            yield from self._bury(worker)
            return
        job = worker.job
        self._dismiss(worker)
        yield job.number, _lost(job.page, *self._too_late())

    def _dismiss(self, worker: _Worker) -> int | None:
        self._workers.remove(worker)
        return worker.end()

    def _cause(self, code: int | None) -> tuple[type[RunError], str]:
        if code == -signal.SIGALRM:
            return self._too_late()
        if code == OUT_OF_MEMORY:
            return WorkerDied, f"reading the page took more than {self._bounds.memory / 2**20:.0f} MiB of memory"
        return WorkerDied, f"the process that read the page ended with {_ending(code)}"

    def _too_late(self) -> tuple[type[RunError], str]:
        return DeadlineExceeded, f"reading the page took more than {self._bounds.deadline:g} s"

    def _hand_out(self) -> None:
        for worker in tuple(self._workers):
            if self._waiting and worker.ready and worker.job is None:
                self._hand(worker, self._waiting.popleft())
        starting = sum(not worker.ready for worker in self._workers)
        for _ in range(min(len(self._waiting) - starting, self._size - len(self._workers))):
            self._start()

    def _hand(self, worker: _Worker, job: Job) -> None:
        try:
            worker.connection.send(job.page)
        except OSError:
            # It died at rest, which is no page's fault.
            self._dismiss(worker)
            self._waiting.appendleft(job)
            return
        worker.job = job
        worker.due = monotonic() + self._bounds.deadline

    def _start(self) -> None:
        while True:
            ours, theirs = self._context.Pipe()
            process = self._context.Process(target=serve, args=(theirs, self._work, self._bounds), daemon=True)
            with theirs:
                try:
                    process.start()
                except (EOFError, OSError) as error:
                    # The fork server died; the next attempt starts another.
                    ours.close()
                    self._count_stillborn(f"could not be started ({error!r})")
                else:
                    self._workers.append(_Worker(process, ours, due=monotonic() + STARTING))
                    return

    def _count_stillborn(self, fate: str) -> None:
        self._stillborn += 1
        if self._stillborn >= STILLBORN:
            raise RunError(f"No worker lives until its first page: the last one {fate}")


def _lost(page: Page, reason: type[RunError], detail: str) -> Outcome:
    failure = Failure(page=page.digest, uri=page.uri, stage="run", reason=reason.__name__, detail=detail)
    return Outcome(page=page.digest, result=failure)


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        return signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    return f"exit code {code}"
