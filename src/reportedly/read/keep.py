"""Pages as they were fetched, kept in WARC files (ISO 28500) so that a reading can be made from them again."""

from __future__ import annotations

import gzip
import os
from base64 import b32encode
from datetime import UTC, datetime
from hashlib import sha1
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self
from uuid import NAMESPACE_URL, uuid5

from reportedly.errors import KeepFailed
from reportedly.read.fetch import USER_AGENT, Fetched
from reportedly.read.instants import written

LARGEST = 1_000_000_000
"""Bytes after which the next file is begun, as the WARC guidelines advise."""

_STORED_OTHERWISE = frozenset({b"content-encoding", b"transfer-encoding", b"content-length"})
"""Fields that were true of the bytes on the wire; the body is kept without its codings."""


class Keeper:
    """Writes one WARC file a run, or more where it grows large: a context manager.

    A record is one gzip member, written by one call, so that a process that is
    killed leaves whole records. Where the system writes less than all of it,
    the file is cut back to its last whole record.
    """

    def __init__(self, folder: Path, *, largest: int = LARGEST) -> None:
        self._folder, self._largest = folder, largest
        self._file: int | None = None
        self._size = self._count = 0
        self._info = ""

    def __enter__(self) -> Self:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._failed(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def keep(self, found: Fetched) -> None:
        """Write an answer to disk.

        Raises:
            KeepFailed: the folder can't be written to.
        """
        try:
            if self._file is None or self._size >= self._largest:
                self._begin()
            self._append(_response(found, self._info))
        except OSError as error:
            raise self._failed(error) from error

    def _failed(self, error: OSError) -> KeepFailed:
        return KeepFailed(
            f"Pages can't be kept in {self._folder}: {error.strerror or error}; look at rights and space."
        )

    def _begin(self) -> None:
        self._close()
        now = datetime.now(UTC)
        self._count += 1
        name = f"reportedly-{now:%Y%m%dT%H%M%S%f}Z-{os.getpid()}-{self._count:05}.warc.gz"
        self._file = os.open(self._folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o666)
        self._size = 0
        block = f"software: {USER_AGENT}\r\nformat: WARC File Format 1.1\r\n".encode()
        self._info = _identity(name)
        fields = {
            "WARC-Type": "warcinfo",
            "WARC-Record-ID": self._info,
            "WARC-Date": written(now),
            "WARC-Filename": name,
            "Content-Type": "application/warc-fields",
        }
        self._append(_record(fields, block))

    def _append(self, member: bytes) -> None:
        """Write a member whole, or nothing of it."""
        file = self._file
        if file is None:
            raise OSError("the file is closed")
        whole = False
        try:
            whole = os.write(file, member) == len(member)
        finally:
            if not whole:
                os.ftruncate(file, self._size)
        if not whole:
            raise OSError("no space is left")
        self._size += len(member)

    def _close(self) -> None:
        if self._file is not None:
            os.fsync(self._file)
            os.close(self._file)
            self._file = None


def _response(found: Fetched, info: str) -> bytes:
    payload = _digest(found.body)
    fields = {
        "WARC-Type": "response",
        "WARC-Record-ID": _identity(found.uri, found.fetched, payload),
        "WARC-Warcinfo-ID": info,
        "WARC-Target-URI": found.uri,
        "WARC-Date": found.fetched,
        "WARC-Payload-Digest": payload,
        "Content-Type": "application/http;msgtype=response",
    }
    if found.machine is not None:
        fields["WARC-IP-Address"] = found.machine
    return _record(fields, _http_header(found) + found.body)


def _http_header(found: Fetched) -> bytes:
    """The header as it came. Fields about codings are renamed, as Common Crawl does, for the body has none."""
    said = HTTPStatus(found.status).phrase if found.status in set(HTTPStatus) else ""
    lines = [f"HTTP/1.1 {found.status} {said}".encode()]
    for name, value in found.fields:
        before = b"X-Crawler-" if name.lower() in _STORED_OTHERWISE else b""
        lines.append(before + name + b": " + value)
    lines.append(b"Content-Length: %d" % len(found.body))
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _record(fields: dict[str, str], block: bytes) -> bytes:
    """A record as a gzip member."""
    fields = {**fields, "WARC-Block-Digest": _digest(block), "Content-Length": str(len(block))}
    header = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return gzip.compress(b"WARC/1.1\r\n" + header.encode() + b"\r\n" + block + b"\r\n\r\n", mtime=0)


def _digest(data: bytes) -> str:
    """SHA-1 in base 32: what WARC tools write and expect; it guards against damage, not against attackers."""
    return f"sha1:{b32encode(sha1(data, usedforsecurity=False).digest()).decode()}"


def _identity(*parts: str) -> str:
    """A record's id, which depends on what it holds and nothing else."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, ' '.join(parts))}>"
