"""Work that worker processes can import: quick, and as troublesome as pages can be."""

from __future__ import annotations

import ctypes
import os
import signal
import time

from reportedly.data import Outcome, Page
from tests.ledger.making import failure, reading


def page(body: object) -> Page:
    return Page(uri=f"page-{body}", body=str(body).encode())


def read(page: Page) -> Outcome:
    """A page whose number divides by seven fails; each other gives a reading."""
    number = int(page.body)
    result = failure(number).result if number % 7 == 0 else reading(number)
    return Outcome(page=page.digest, result=result)


def read_slowly(page: Page) -> Outcome:
    time.sleep(0.01)
    return read(page)


def trouble(page: Page) -> Outcome:  # noqa: C901  a list, not a path
    """What the page's words tell it to do; a number is read."""
    match page.body.split():
        case [b"exit"]:
            os._exit(3)
        case [b"quit"]:
            raise SystemExit(4)
        case [b"kill"]:
            os.kill(os.getpid(), signal.SIGKILL)
        case [b"crash"]:
            ctypes.string_at(0)
        case [b"memory"]:
            hoard = []
            while True:
                hoard.append(bytearray(16 << 20))
        case [b"hang"]:
            while True:
                pass
        case [b"hang", b"in", b"C"]:
            ctypes.PyDLL(None).sleep(3600)  # holds the interpreter's lock
        case [b"hang", b"deaf"]:
            signal.pthread_sigmask(signal.SIG_BLOCK, set(signal.Signals))
            ctypes.PyDLL(None).sleep(3600)
    return read(page)


def enlarge(page: Page) -> Outcome:
    """An outcome of as many characters as the page says."""
    return Outcome(page="x" * int(page.body), result=failure(1).result)


class Unloadable:
    """Can be sent to a worker and not be unpacked there."""

    def __reduce__(self) -> tuple:
        return os._exit, (5,)

    def __call__(self, page: Page) -> Outcome:
        return read(page)
