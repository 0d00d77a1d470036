"""The bytes of a stream, a lot at a time, some of which may be looked at again."""

from __future__ import annotations

from typing import Protocol

ARCHIVE_LOT = 16 * 1024
"""Bytes read at once: a page has 20 kB packed, and after each member the rest of a lot is copied."""


SLACK = 64 * 1024 * 1024
"""Bytes that may always be unpacked, and be read a second time."""


class Stream(Protocol):
    """What an archive is read from; only files can seek cheaply."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, none at the end."""

    def seekable(self) -> bool:
        """Whether one can look ahead without reading."""

    def tell(self) -> int:
        """How many bytes lie before the next."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Go to a place."""


class Lots:
    """The archive's own bytes, a lot at a time, some of which may be given back."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._held = b""
        self._again = 0
        self.start = self.place = stream.tell() if stream.seekable() else 0
        """Where the next lot begins, counted from the archive's beginning."""

    def take(self, least: int = 1) -> bytes:
        """The next bytes, at least so many if there are; none at the end."""
        lot, self._held = self._held, b""
        while len(lot) < least:
            if not (more := self._stream.read(ARCHIVE_LOT)):
                break
            lot = lot + more if lot else more
        self.place += len(lot)
        return lot

    def put_back(self, lot: bytes) -> None:
        """Have these be the next bytes."""
        self._held = lot + self._held
        self.place -= len(lot)

    def rewind(self, seen: bytes) -> None:
        """Put bytes back to look at them again, as long as that is not done over and over."""
        self._again += len(seen)
        if self._again <= SLACK + self.place:
            self.put_back(seen)

    def left(self) -> int | None:
        """How many bytes are to come; None where only reading tells."""
        if not self._stream.seekable():
            return None
        here = self._stream.tell()
        end = self._stream.seek(0, 2)
        self._stream.seek(here)
        return end - here + len(self._held)

    def look(self, ahead: int, count: int) -> bytes:
        """Bytes further on, without reading what lies between; only where :meth:`left` is known."""
        here = self._stream.tell()
        self._stream.seek(here - len(self._held) + ahead)
        found = self._stream.read(count)
        self._stream.seek(here)
        return found
