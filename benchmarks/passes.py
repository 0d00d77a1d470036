"""Pages read by one reader in a process of its own: answers, processor time, memory."""

from __future__ import annotations

import logging
import multiprocessing
import re
import resource
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.extraction import Extract
from benchmarks.readers import Read, Reader, open_page

LIMIT = 30.0
"""Seconds that a page may take. The slowest page of the development sets takes its slowest reader a few."""

LOADING = 120.0
"""Seconds that a reader may take to be imported on a busy machine."""


class Answer(NamedTuple):
    """What a reader said to one page; ``trouble`` names why it said nothing."""

    extract: Extract
    seconds: float
    peak: int
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class Pass:
    """All pages read once: answers in their order, and bytes of memory beyond the loaded reader's."""

    answers: list[Answer] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    @property
    def seconds(self) -> float:
        """Processor time of all pages together."""
        return sum(answer.seconds for answer in self.answers)

    @property
    def troubles(self) -> Counter[str]:
        """How often each thing went wrong."""
        return Counter(answer.trouble for answer in self.answers if answer.trouble)


def read_pages(
    reader: Reader, paths: Sequence[Path], *, limit: float = LIMIT, tick: Callable[[], None] = lambda: None
) -> Pass:
    """Every page by one reader in a child, which is begun anew after a page that it hangs on or dies of.

    Raises:
        RuntimeError: the reader can't be loaded.
    """
    done = Pass()
    while rest := paths[len(done.answers) :]:
        for answer in _attend(reader, rest, limit=limit, memory=done.memory):
            done.answers.append(answer)
            tick()
    return done


def _attend(reader: Reader, paths: Sequence[Path], *, limit: float, memory: list[int]) -> Iterator[Answer]:
    """Answers of one child, up to the page that ended it."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    child = context.Process(target=_work, args=(reader, paths, there), daemon=True)
    child.start()
    there.close()
    try:
        base = peak = _receive(here, LOADING)
        if not isinstance(base, int):
            raise RuntimeError(f"{reader.name} can't be loaded: {base}")
        for _ in paths:
            answer = _receive(here, limit)
            if not isinstance(answer, Answer):
                yield Answer(Extract(), limit, peak, answer)
                break
            peak = answer.peak
            yield answer
        memory.append(peak - base)
    finally:
        child.kill()
        child.join()
        here.close()


def _receive(connection: Connection, limit: float) -> Any:
    """What the child sends next, or in a word why it sends nothing."""
    try:
        return connection.recv() if connection.poll(limit) else "too slow"
    except (EOFError, ConnectionResetError):
        return "process died"


def _work(reader: Reader, paths: Sequence[Path], connection: Connection) -> None:
    """In the child: load, say how much memory that took, then answer page by page."""
    logging.disable(logging.CRITICAL)  # peers report each page that they can't read
    warnings.simplefilter("ignore")
    read = reader.load()
    connection.send(_peak())
    for number, path in enumerate(paths):
        page = open_page(path, decoded=reader.decoded)
        if number == 0:
            _answer(read, page)  # what is loaded when first used is no part of the time
        connection.send(_answer(read, page))


def _answer(read: Read, page: bytes | str) -> Answer:
    started = time.process_time()
    try:
        extract, trouble = read(page), None
    except Exception as error:  # noqa: BLE001 - whatever a peer raises, its page counts as empty
        extract, trouble = Extract(), type(error).__name__
    return Answer(extract, time.process_time() - started, _peak(), trouble)


def _peak() -> int:
    """The most memory that this process ever held, in bytes.

    Linux counts the parent's peak into a child's ``ru_maxrss``, so that its
    own account is read where there is one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"VmHWM:\s*(\d+) kB", status.read_text(encoding="ascii", errors="replace"))  # "VmHWM: 9 kB"
        if found:
            return int(found[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
