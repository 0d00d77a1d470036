"""The WARC archives within a WACZ (WACZ 1.1.1): a zip with an ``archive`` folder.

Nothing is written to disk, so names can't lead out of a folder; they are
refused all the same, for no writer makes them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BufferedIOBase
from typing import IO, BinaryIO

from reportedly.data import Failure, Page, content_hash
from reportedly.errors import ArchiveDamaged
from reportedly.read.archive import archive_pages
from reportedly.read.coding import DAMAGE
from reportedly.read.printable import printable

ZIP_MAGIC = b"PK\x03\x04"
FOLDER = "archive/"
WARC_SUFFIXES = (".warc", ".warc.gz", ".warc.zst")

MAX_DIRECTORY = 32 * 1024 * 1024
"""Bytes of a zip's table of contents, which is read as a whole; a WACZ has some ten entries of 100 bytes."""

END = b"PK\x05\x06"
END_64 = b"PK\x06\x06"
TAIL = 22 + 65_535 + 20 + 56
"""Bytes at a zip's end that hold its end records: a comment, the usual one, those of a large zip."""

MAX_RATIO = 100
"""Bytes unpacked of each packed one. A WACZ stores its archives as they are, for readers that leap into them."""

ZIP_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, *DAMAGE)
"""What the standard library raises on zips that are damaged, locked or packed in an unknown way."""


def is_wacz(stream: BinaryIO) -> bool:
    """Whether a zip holds an ``archive`` folder; one whose table of contents can't be read holds nothing."""
    try:
        return any(entry.filename.startswith(FOLDER) for entry in _table(stream).infolist())
    except (ArchiveDamaged, OSError, *ZIP_ERRORS):
        return False


def wacz_pages(stream: BinaryIO, uri: str | None) -> Iterator[Page | Failure]:
    """The pages of all archives in a WACZ, and a failure for each that is damaged or hostile.

    Raises:
        ArchiveDamaged: the zip's table of contents can't be read.
    """
    name = uri or "standard input"
    try:
        table = _table(stream)
    except ZIP_ERRORS as error:
        raise ArchiveDamaged(f"{name} is a damaged WACZ ({error}); fetch it again.") from error
    entries = [entry for entry in table.infolist() if entry.filename.startswith(FOLDER) and not entry.is_dir()]
    if not entries:
        raise ArchiveDamaged(f"{name} is no WACZ: it has no folder {FOLDER}; fetch it again.")
    left = _size(stream)
    for entry in entries:
        left -= entry.compress_size
        inner = f"{name}/{printable(entry.filename)}"
        if reason := _objection(entry) or ("its entries overlap" if left < 0 else None):
            yield _refused(inner, reason)
            continue
        try:
            opened = table.open(entry)
        except ZIP_ERRORS as error:
            yield _refused(inner, str(error))
            continue
        with opened:
            yield from archive_pages(Entry(opened), inner)


class Entry(BufferedIOBase):
    """An entry of a zip, read from front to back; damage is told once, and then it has ended."""

    def __init__(self, opened: IO[bytes]) -> None:
        self._opened: IO[bytes] | None = opened

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes.

        Raises:
            ArchiveDamaged: the zip's bytes are damaged here.
        """
        if self._opened is None:
            return b""
        try:
            return self._opened.read(-1 if size is None else size)
        except ZIP_ERRORS as error:
            self._opened = None
            raise ArchiveDamaged(f"the zip around it is damaged ({error})") from error


def _table(stream: BinaryIO) -> zipfile.ZipFile:
    """The zip's table of contents.

    Raises:
        ArchiveDamaged: it is larger than any, or the stream is a pipe.
    """
    if not stream.seekable():
        raise ArchiveDamaged(
            "A WACZ can't be read from a pipe, its table of contents stands at the end; give its path."
        )
    size = _size(stream)
    stream.seek(max(0, size - TAIL))
    tail = stream.read(TAIL)
    at, at_64 = tail.rfind(END), tail.rfind(END_64)
    claimed = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if at_64 >= 0:
        claimed = max(claimed if claimed != 2**32 - 1 else 0, int.from_bytes(tail[at_64 + 40 : at_64 + 48], "little"))
    if claimed > MAX_DIRECTORY:
        raise ArchiveDamaged(f"its table of contents claims {claimed:,} bytes, and {MAX_DIRECTORY:,} are the most")
    stream.seek(0)
    return zipfile.ZipFile(stream)


def _size(stream: BinaryIO) -> int:
    return stream.seek(0, 2)


def _objection(entry: zipfile.ZipInfo) -> str | None:
    """Why an entry is not read."""
    if "\\" in entry.orig_filename or ".." in entry.filename.split("/"):
        return "its name leads out of the WACZ"
    if not entry.filename.lower().endswith(WARC_SUFFIXES):
        return f"it is no WARC ({', '.join(WARC_SUFFIXES)}); unpack it and give it by itself"
    if entry.file_size > MAX_RATIO * (entry.compress_size + 1024):
        return f"it unpacks to more than {MAX_RATIO} times its size, which pages never do"
    return None


def _refused(inner: str, reason: str) -> Failure:
    return Failure(
        page=content_hash(inner),
        uri=inner,
        stage="read",
        reason=ArchiveDamaged.__name__,
        detail=f"{inner} is not read: {reason}.",
    )
