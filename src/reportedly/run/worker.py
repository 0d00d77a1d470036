"""The life of a worker: one page after the other until nobody asks any more."""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from reportedly.run.base import Work

if sys.platform != "win32":
    import resource

OUT_OF_MEMORY = 77
"""The exit code of a worker whose page needed more memory than allowed."""

READY = b"ready"
"""What a worker says before its first page; everything after is an outcome."""

ORPHANED = 1.0
"""How many seconds after the deadline a worker ends itself, its supervisor being gone."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one page may cost: seconds of wall time, and bytes beyond what the worker needs at rest."""

    deadline: float
    memory: int


def serve(supervisor: Connection, work: Work, bounds: Bounds) -> None:
    """Do the work for each page that comes, until the supervisor closes the connection or dies.

    An exception that the work lets through ends the process; the supervisor
    sees that, as it sees every other way to die.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too, and is the supervisor's to answer
    limit_memory(bounds.memory)
    supervisor.send(READY)
    while True:
        try:
            page = supervisor.recv()
        except (EOFError, ConnectionError):
            return
        set_alarm(bounds.deadline + ORPHANED)
        try:
            outcome = work(page)
        except MemoryError:
            # There may be too little left even to say so.
            os._exit(OUT_OF_MEMORY)
        set_alarm(0)
        try:
            supervisor.send(outcome)
        except ConnectionError:
            return


def limit_memory(memory: int) -> None:
    """Let the process take so many bytes more than it has now.

    The limit is on private writable memory (RLIMIT_DATA), not on address
    space, of which mapped libraries and models take gigabytes without using
    it. Where the system tells no baseline, as on macOS, or has no limits, as
    on Windows, there is none.
    """
    status = Path("/proc/self/status")
    if sys.platform == "win32" or not status.exists():
        return
    # A line of it: "VmData:   123456 kB".
    sizes = dict(line.split(":", 1) for line in status.read_text(encoding="ascii", errors="replace").splitlines())
    limit = int(sizes["VmData"].split()[0]) * 1024 + memory
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    if most != resource.RLIM_INFINITY:
        limit = min(limit, most)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, most))


def set_alarm(seconds: float) -> None:
    """Have the kernel end this process in so many seconds, whatever it does then; 0 calls it off.

    The supervisor keeps the deadline; this is for workers whose supervisor was
    killed while they hang. No thread and no Python code has to run for it.
    """
    if sys.platform != "win32":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
