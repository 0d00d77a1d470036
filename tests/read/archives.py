"""Small archives, written here byte by byte, for the tests of reading them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import struct
import sys
import zipfile
from collections.abc import Callable, Iterable

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

HTML = "text/html; charset=utf-8"
DATE = "2025-03-01T12:30:05Z"


def article(number: int) -> bytes:
    """A page with an article of its own."""
    return (
        f"<!doctype html><html lang=en><head><title>Ferry {number} is back</title></head><body><article>"
        f"<h1>Ferry {number} is back</h1><p>The mayor of Dolvek said on Monday that ferry {number} had carried "
        f"nearly {number + 300} people across the river in two hours, and that the pier would be repaired.</p>"
        "</article></body></html>"
    ).encode()


def http(body: bytes, *, media_type: str | None = HTML, status: str = "200 OK", fields: str = "") -> bytes:
    """A server's response."""
    declared = f"Content-Type: {media_type}\r\n" if media_type else ""
    return f"HTTP/1.1 {status}\r\n{declared}{fields}\r\n".encode() + body


def sha1(data: bytes) -> str:
    """A digest as WARC writers give it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def record(
    block: bytes,
    uri: str = "https://example.org/a",
    *,
    kind: str = "response",
    fields: str = "",
    length: object = None,
    end: bytes = b"\r\n\r\n",
) -> bytes:
    """A record; ``length`` stands in for the right one."""
    return (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: {DATE}\r\n"
        f"WARC-Target-URI: {uri}\r\n{fields}Content-Length: {len(block) if length is None else length}\r\n\r\n"
    ).encode() + block + end  # fmt: skip


def pages(count: int, **options: object) -> list[bytes]:
    """Records of that many articles."""
    return [record(http(article(n)), f"https://example.org/{n}", **options) for n in range(count)]  # type: ignore[arg-type]


def plain(records: Iterable[bytes]) -> bytes:
    return b"".join(records)


def gzipped(records: Iterable[bytes]) -> bytes:
    """A member each."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def gzipped_whole(records: Iterable[bytes]) -> bytes:
    return gzip.compress(b"".join(records), mtime=0)


def zstandard(records: Iterable[bytes]) -> bytes:
    """A frame each, with a checksum."""
    return b"".join(zstd.compress(each, options={zstd.CompressionParameter.checksum_flag: 1}) for each in records)


def zstandard_with_dictionary(records: Iterable[bytes], *, packed: bool = True) -> bytes:
    """As the WARC-zstd specification has it: the dictionary in a skippable frame, then a frame each."""
    given = list(records)
    samples = [article(n) + http(article(n)) for n in range(200)]
    trained = zstd.train_dict(samples, 4096)
    content = zstd.compress(trained.dict_content) if packed else trained.dict_content
    frames = [zstd.compress(each, zstd_dict=trained) for each in given]
    return struct.pack("<II", 0x184D2A5D, len(content)) + content + b"".join(frames)


PACKINGS: dict[str, Callable[[Iterable[bytes]], bytes]] = {
    "plain": plain,
    "gzip": gzipped,
    "gzip whole": gzipped_whole,
    "zstd": zstandard,
    "zstd dictionary": zstandard_with_dictionary,
}


def wacz(entries: dict[str, bytes], *, compression: int = zipfile.ZIP_STORED) -> bytes:
    """A zip of these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as table:
        for name, body in entries.items():
            table.writestr(name, body)
    return out.getvalue()
