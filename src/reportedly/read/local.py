"""Files, folders and standard input become pages.

A file that is named is read, whatever its name. In a folder every regular file
is read, in sorted order and through sub-folders, but hidden ones (a leading
dot) and :data:`ASSET_SUFFIXES`, which browsers save beside a page. Links to
folders are followed, each folder once.
"""

from __future__ import annotations

import errno
import gzip
import os
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from reportedly.data import Failure, Page, content_hash
from reportedly.errors import InputNotFound, InputUnreadable, PageTooLarge, ReadError

MAX_PAGE_BYTES = 16 * 1024 * 1024
"""Seven times the largest of 1,210 news and web pages measured (2.2 MB)."""

STDIN = "-"

ASSET_SUFFIXES = frozenset({
    ".avif", ".bmp", ".css", ".db", ".db-shm", ".db-wal", ".eot", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".mjs",
    ".mp3", ".mp4", ".otf", ".png", ".svg", ".ttf", ".webm", ".webp", ".woff", ".woff2",
})  # fmt: skip
"""Suffixes passed over in folders: pictures, styles, scripts, fonts, films of saved pages; a ledger beside them."""

MEDIA_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".xhtml": "application/xhtml+xml",
}

_STEERING = {
    code: chr(code).encode("unicode_escape").decode()
    for code in (*range(32), *range(127, 160), 0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
"""Escape codes and newlines, and what turns the direction of text: never shown as they are."""

GZIP_MAGIC = b"\x1f\x8b"
MISSING = {errno.ENOENT, errno.ENOTDIR}


def pages(inputs: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Page | Failure]:
    """Read the inputs one by one: a page each, or the reason why there is none.

    An input is a file, a folder or ``-`` for standard input. ``stdin`` stands in
    for the process's own.
    """
    for given in inputs:
        if given == STDIN:
            yield _outcome(None, None, stdin or sys.stdin.buffer)
            continue
        for uri, path in _files(str(given)):
            yield _outcome(uri, path, None)


def count_pages(inputs: Iterable[str | Path]) -> int:
    """How many pages and failures :func:`pages` will give, as far as folders don't change meanwhile."""
    return sum(1 if given == STDIN else sum(1 for _ in _files(str(given))) for given in inputs)


def _outcome(uri: str | None, path: Path | None, stream: BinaryIO | None) -> Page | Failure:
    """The one place where an error becomes a failure."""
    name = "standard input" if uri is None else uri
    try:
        body = _stream_bytes(stream, name) if stream is not None else _file_bytes(path or Path(name), name)
        return Page(uri=uri, body=_unpacked(body, name), media_type=_media_type(uri))
    except ReadError as error:
        return Failure(page=content_hash(uri), uri=uri, stage="read", reason=type(error).__name__, detail=str(error))


def _files(given: str) -> Iterator[tuple[str, Path]]:
    """The files that an input stands for, with the addresses to show.

    What is no folder, or a folder that can't be listed, stands for itself:
    reading it then says what is wrong with it.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [(given, given)]
    while waiting:
        uri, place = waiting.pop()
        children = _children(place, seen)
        if children is None:
            yield _printable(uri), Path(place)
            continue
        folder = uri.rstrip("/")
        waiting.extend((f"{folder}/{name}", f"{place}/{name}") for name in reversed(children))


def _children(place: str, seen: set[tuple[int, int]]) -> list[str] | None:
    """Names in a folder that are worth reading; None where there is no folder to list.

    A folder met before has none: links may lead in circles.
    """
    try:
        found = Path(place).stat() if place else None
        if found is None or not stat.S_ISDIR(found.st_mode):
            return None
        if (found.st_dev, found.st_ino) in seen:
            return []
        seen.add((found.st_dev, found.st_ino))
        names = sorted(os.listdir(place))  # noqa: PTH208 - names, not paths: an undecodable one must survive
    except (OSError, ValueError):
        return None
    return [name for name in names if not name.startswith(".") and Path(name).suffix.lower() not in ASSET_SUFFIXES]


def _file_bytes(path: Path, name: str) -> bytes:
    if not name:
        raise InputNotFound("The input is an empty string; give a file, a folder or - for standard input.")
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputUnreadable(f"The folder {name} can't be listed; check its permissions.")
        if not stat.S_ISREG(mode):
            raise InputUnreadable(f"{name} is a {_nature(mode)}, not a file; pipe it in and give - as the input.")
        with path.open("rb") as stream:
            return _stream_bytes(stream, name)
    except OSError as error:
        if error.errno in MISSING:
            raise InputNotFound(f"There is nothing at {name}; check the path.") from error
        raise InputUnreadable(f"{name} can't be read: {error.strerror or error}; check its permissions.") from error
    except ValueError as error:  # a NUL inside the path
        raise InputNotFound(f"There can be nothing at {name!r}: {error}.") from error


def _stream_bytes(stream: BinaryIO, name: str) -> bytes:
    try:
        body = stream.read(MAX_PAGE_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: the stream is closed
        raise InputUnreadable(f"{name} can't be read: {error}.") from error
    return _within_limit(body, name)


def _unpacked(body: bytes, name: str) -> bytes:
    """Gzip members taken apart, no further than one byte above the limit."""
    if not body.startswith(GZIP_MAGIC):
        return body
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as stream:
            return _within_limit(stream.read(MAX_PAGE_BYTES + 1), name)
    except (OSError, EOFError, zlib.error) as error:
        raise InputUnreadable(f"{name} is damaged gzip data ({error}); fetch it again.") from error


def _within_limit(body: bytes, name: str) -> bytes:
    if len(body) > MAX_PAGE_BYTES:
        raise PageTooLarge(
            f"{name} holds more than {MAX_PAGE_BYTES:,} bytes, the most a page may have; give single pages."
        )
    return body


def _media_type(uri: str | None) -> str | None:
    """The suffix is what a file system declares; ``.gz`` is looked through."""
    if uri is None:
        return None
    path = Path(uri)
    return MEDIA_TYPES.get(Path(path.stem).suffix.lower() if path.suffix.lower() == ".gz" else path.suffix.lower())


def _nature(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "named pipe"
    return "socket" if stat.S_ISSOCK(mode) else "device"


def _printable(name: str) -> str:
    r"""A file name as Unicode that steers no terminal.

    Bytes that are none become ``\xff``, for JSON holds no lone surrogates;
    control characters and marks that turn text around become ``\x1b``,
    ``\u202e``.
    """
    return os.fsencode(name).decode(errors="backslashreplace").translate(_STEERING)
