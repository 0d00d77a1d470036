"""What a file holds, told by its first bytes or else by its name: a page, a message, an archive of pages."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from functools import cache
from io import BufferedIOBase, BytesIO
from pathlib import Path
from typing import BinaryIO, Protocol

from reportedly import plugins
from reportedly.data import Failure, Page
from reportedly.errors import InputUnreadable, PageTooLarge, ReadError
from reportedly.read.archive import archive_pages
from reportedly.read.bounds import MAX_PAGE_BYTES, within_limit
from reportedly.read.coding import DAMAGE, GZIP_MAGIC, ZSTD_MAGIC, Inflate, unzstd
from reportedly.read.lots import Stream
from reportedly.read.members import DICTIONARY, RECORD
from reportedly.read.message import MAX_MESSAGE_BYTES, is_message, message_page
from reportedly.read.wacz import WARC_SUFFIXES, ZIP_MAGIC, is_wacz, wacz_pages

HEAD = 64 * 1024
"""Bytes that tell what a file is; the header of a saved page is in them."""

WACZ_SUFFIX = ".wacz"
ARCHIVE_SUFFIXES = (*WARC_SUFFIXES, WACZ_SUFFIX)
MESSAGE_SUFFIXES = (".eml", ".mht", ".mhtml")

MEDIA_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".xhtml": "application/xhtml+xml",
}


class Rest(BufferedIOBase):
    """A stream whose first bytes were read already, from its beginning again."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes; those of the head come by themselves."""
        head, self._head = self._head, b""
        return head or self._stream.read(-1 if size is None else size)


def contents(stream: BinaryIO, uri: str | None) -> Iterator[Page | Failure]:
    """The pages that a stream holds: one, or an archive's with its failures.

    Raises:
        ReadError: it holds none.
        OSError: it can't be read.
    """
    name = uri or "standard input"
    suffixed = (uri or "").lower()
    try:
        start = stream.tell() if stream.seekable() else None
        head = stream.read(HEAD)
    except ValueError as error:  # it is closed
        raise InputUnreadable(f"{name} can't be read: {error}.") from error
    if suffixed.endswith(WARC_SUFFIXES) or _is_warc(head):
        yield from archive_pages(_again(head, stream, start), uri)
    elif reader := _plugin(head, suffixed):
        yield from _pages(reader, _again(head, stream, start), uri, name)
    elif suffixed.endswith(WACZ_SUFFIX) or (head.startswith(ZIP_MAGIC) and start is not None and is_wacz(stream)):
        yield from wacz_pages(stream, uri)
    else:
        stream = stream if start is None else _rewound(stream, start + len(head))
        yield _page(head, stream, uri, name)


class InputReader(Protocol):
    """What a plug-in has among ``reportedly.readers``: a reader of another kind of input."""

    def reads(self, head: bytes, name: str) -> bool:
        """Whether an input is of this kind, by its first bytes and its name in lower case."""
        ...

    def pages(self, stream: Stream, uri: str | None) -> Iterator[Page | Failure]:
        """The pages that the input holds.

        Raises:
            ReadError: it holds none.
        """
        ...


@cache
def _readers() -> tuple[InputReader, ...]:
    return tuple(reader for _, reader in plugins.every(plugins.READERS))


def _plugin(head: bytes, name: str) -> InputReader | None:
    return next((reader for reader in _readers() if reader.reads(head, name)), None)


def _pages(reader: InputReader, stream: Stream, uri: str | None, name: str) -> Iterator[Page | Failure]:
    """A plug-in's pages; what it did not foresee costs this input only."""
    try:
        yield from reader.pages(stream, uri)
    except (ReadError, OSError):
        raise
    except Exception as error:
        detail = f"{type(reader).__name__} can't read {name}: {type(error).__name__}: {error}."
        raise InputUnreadable(detail) from error


def _again(head: bytes, stream: BinaryIO, start: int | None) -> Stream:
    """The stream from its beginning."""
    return Rest(head, stream) if start is None else _rewound(stream, start)


def _rewound(stream: BinaryIO, place: int) -> BinaryIO:
    stream.seek(place)
    return stream


def _is_warc(head: bytes) -> bool:
    if head.startswith((RECORD, DICTIONARY)):
        return True
    if not head.startswith((GZIP_MAGIC, ZSTD_MAGIC)):
        return False
    try:
        decoder = Inflate() if head.startswith(GZIP_MAGIC) else unzstd()
        return decoder.decompress(head, len(RECORD)) == RECORD
    except DAMAGE:
        return False


def _page(head: bytes, stream: BinaryIO, uri: str | None, name: str) -> Page:
    """The one page of a file, or of a message."""
    if (uri or "").lower().endswith(MESSAGE_SUFFIXES) or is_message(head):
        message = _all(head, stream, MAX_MESSAGE_BYTES)
        if len(message) > MAX_MESSAGE_BYTES:
            raise PageTooLarge(f"{name} has more than {MAX_MESSAGE_BYTES:,} bytes, the most a message may have.")
        return message_page(message, uri)
    body = _unpacked(within_limit(_all(head, stream, MAX_PAGE_BYTES), name), name)
    if is_message(body[:HEAD]):
        return message_page(body, uri)
    return Page(uri=uri, body=body, media_type=_media_type(uri))


def _all(head: bytes, stream: BinaryIO, limit: int) -> bytes:
    """All bytes, or one more than the limit."""
    return head + stream.read(limit + 1 - len(head)) if len(head) == HEAD else head


def _unpacked(body: bytes, name: str) -> bytes:
    """Gzip members taken apart, no further than one byte above the limit."""
    if not body.startswith(GZIP_MAGIC):
        return body
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as stream:
            return within_limit(stream.read(MAX_PAGE_BYTES + 1), name)
    except (OSError, EOFError, zlib.error) as error:
        raise InputUnreadable(f"{name} is damaged gzip data ({error}); fetch it again.") from error


def _media_type(uri: str | None) -> str | None:
    """The suffix is what a file system declares; ``.gz`` is looked through."""
    if uri is None:
        return None
    path = Path(uri)
    return MEDIA_TYPES.get(Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower())
