"""Files, folders and standard input become pages.

A file that is named is read, whatever its name. In a folder every regular file
is read, in sorted order and through sub-folders, but hidden ones (a leading
dot) and :data:`ASSET_SUFFIXES`, which browsers save beside a page. Links to
folders are followed, each folder once. Archives give all the pages they hold.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.data import Failure, Page, content_hash
from reportedly.errors import AddressRefused, InputNotFound, InputUnreadable, ReadError
from reportedly.read.contents import ARCHIVE_SUFFIXES, contents
from reportedly.read.printable import printable

STDIN = "-"

ASSET_SUFFIXES = frozenset({
    ".avif", ".bmp", ".css", ".db", ".db-shm", ".db-wal", ".eot", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".mjs",
    ".mp3", ".mp4", ".otf", ".png", ".svg", ".ttf", ".webm", ".webp", ".woff", ".woff2",
})  # fmt: skip
"""Suffixes passed over in folders: pictures, styles, scripts, fonts, films of saved pages; a ledger beside them."""

MISSING = {errno.ENOENT, errno.ENOTDIR}


Web = Callable[[Iterable[str]], Iterator[Page | Failure]]
"""From addresses of the web to pages."""


def pages(
    inputs: Iterable[str | Path], *, stdin: BinaryIO | None = None, web: Web | None = None
) -> Iterator[Page | Failure]:
    """Read the inputs one by one: their pages, or the reason why there is none.

    An input is a file, a folder or ``-`` for standard input. ``stdin`` stands in
    for the process's own. A file is a page or a message that holds one, or an
    archive of many. An address is given to ``web``, all of them together and
    last; without it, none is asked.
    """
    addresses: list[str] = []
    for given in inputs:
        if is_address(given):
            addresses.append(str(given))
            continue
        if given == STDIN:
            yield from _outcomes(None, None, stdin or sys.stdin.buffer)
            continue
        for uri, path in _files(str(given)):
            yield from _outcomes(uri, path, None)
    if addresses:
        yield from (web or _not_asked)(addresses)


def is_address(given: str | Path) -> bool:
    """Whether an input is an address of the web and not a path."""
    return isinstance(given, str) and given[:8].lower().startswith(("http://", "https://"))


def _not_asked(addresses: Iterable[str]) -> Iterator[Failure]:
    for uri in map(printable, addresses):
        detail = f"{uri} is an address, and whoever reads here asks no web; fetch it first."
        yield Failure(page=content_hash(uri), uri=uri, stage="read", reason=AddressRefused.__name__, detail=detail)


def count_pages(inputs: Iterable[str | Path]) -> int | None:
    """How many pages and failures :func:`pages` will give, as far as folders don't change meanwhile.

    None where the name of one is that of an archive, or one is an address: only
    reading it tells how many pages it holds.
    """
    count = 0
    for given in inputs:
        if is_address(given):
            return None
        for uri, _ in [(STDIN, None)] if given == STDIN else _files(str(given)):
            if uri.lower().endswith(ARCHIVE_SUFFIXES):
                return None
            count += 1
    return count


def _outcomes(uri: str | None, path: Path | None, stream: BinaryIO | None) -> Iterator[Page | Failure]:
    """The one place where an error becomes a failure."""
    try:
        yield from _stream(stream, uri) if stream is not None else _file(path or Path(), uri or "")
    except ReadError as error:
        yield Failure(page=content_hash(uri), uri=uri, stage="read", reason=type(error).__name__, detail=str(error))


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
            yield printable(uri), Path(place)
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


def _file(path: Path, name: str) -> Iterator[Page | Failure]:
    if not name:
        raise InputNotFound("The input is an empty string; give a file, a folder or - for standard input.")
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise InputUnreadable(f"The folder {name} can't be listed; check its permissions.")
        if not stat.S_ISREG(mode):
            raise InputUnreadable(f"{name} is a {_nature(mode)}, not a file; pipe it in and give - as the input.")
        stream = path.open("rb")
    except OSError as error:
        if error.errno in MISSING:
            raise InputNotFound(f"There is nothing at {name}; check the path.") from error
        raise InputUnreadable(f"{name} can't be read: {error.strerror or error}; check its permissions.") from error
    except ValueError as error:  # a NUL inside the path
        raise InputNotFound(f"There can be nothing at {name!r}: {error}.") from error
    with stream:
        yield from _stream(stream, name)


def _stream(stream: BinaryIO, uri: str | None) -> Iterator[Page | Failure]:
    try:
        yield from contents(stream, uri)
    except OSError as error:
        raise InputUnreadable(f"{uri or 'standard input'} can't be read: {error.strerror or error}.") from error


def _nature(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "named pipe"
    return "socket" if stat.S_ISSOCK(mode) else "device"
