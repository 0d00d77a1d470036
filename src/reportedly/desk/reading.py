"""What commands that read set up: their inputs, who carries the pages, the web, and how they are stopped."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import QueryError
from reportedly.read.lists import read_list
from reportedly.run import Carrier, ManyProcesses, OneProcess

if TYPE_CHECKING:
    from reportedly.read.web import Web


def given_inputs(given: Sequence[str] | None, listed: Path | None) -> tuple[str, ...]:
    """What the command was given, in its line and in a list; each is read from only once.

    Raises:
        QueryError: that is nothing, or the list can't be read.
    """
    inputs = (*(given or ()), *(read_list(listed, sys.stdin.buffer) if listed else ()))
    if not inputs:
        raise QueryError("there is nothing to read; name an input, or a list of them with --list")
    return inputs


def carrier_of(workers: int | None, deadline: float) -> Carrier:
    """Who hands out the pages: as many workers as wanted, or as there are cores; none is this process."""
    count = workers if workers is not None else cpu_count() or 1
    return ManyProcesses(workers=count, deadline=deadline, preload=("reportedly.warm",)) if count else OneProcess()


@contextmanager
def open_web(*, limit: int, keep: Path | None, allow_private: bool) -> Iterator[Web]:
    """The web for the length of a command."""
    # Imported here: who reads files only should not wait for it.
    from reportedly.read.fetch import Fetcher
    from reportedly.read.keep import Keeper
    from reportedly.read.web import Web
    from reportedly.read.wire import Network

    with (
        Fetcher(network=Network(allow_private=allow_private)) as fetcher,
        Keeper(keep) if keep else nullcontext() as keeper,
    ):
        yield Web(fetcher=fetcher, limit=limit, keep=keeper.keep if keeper else None)


@contextmanager
def until_stopped() -> Iterator[None]:
    """Until SIGINT or SIGTERM: what is finished is kept, what is under way is let go."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
