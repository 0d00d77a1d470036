"""What was packed is unpacked, never further than a bound: gzip, deflate, Zstandard, Brotli.

All are read through :class:`Decoder`, the interface of the standard library's
own decompressors, so that one loop bounds them all.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from typing import Protocol

import brotli

from reportedly.errors import InputUnreadable
from reportedly.read.bounds import MAX_PAGE_BYTES, within_limit

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

GZIP_MAGIC = b"\x1f\x8b"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"

Dictionary = zstd.ZstdDict

DAMAGE = (zlib.error, zstd.ZstdError, brotli.error, EOFError)
"""What decoders raise on bytes that are none of theirs."""

MAX_CODINGS = 4
"""Packed again and again is an attack; servers do it once."""

MAX_MEMBERS = 1000
"""Gzip members of one page: at 64 KiB each, 16 MiB have 256."""

LOT = 64 * 1024
"""Bytes fed at once. After each member the rest of a lot is copied, so that large lots cost small members dear."""


class Decoder(Protocol):
    """One member or frame, unpacked bit by bit."""

    @property
    def eof(self) -> bool:
        """Whether the member has ended and its checksum was right."""

    @property
    def needs_input(self) -> bool:
        """Whether more can be had only for more input."""

    @property
    def unused_data(self) -> bytes:
        """Input after the member's end."""

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most so many bytes more."""


class Inflate:
    """Zlib's decompressor with the interface of the others. ``wbits`` 31 is gzip, 15 zlib, -15 bare deflate."""

    def __init__(self, wbits: int = 31) -> None:
        self._inflate = zlib.decompressobj(wbits)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        """Whether the member has ended and its checksum was right."""
        return self._inflate.eof

    @property
    def unused_data(self) -> bytes:
        """Input after the member's end."""
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """At most so many bytes more."""
        tail = self._inflate.unconsumed_tail
        out = self._inflate.decompress(tail + data if tail else data, max_length)
        self.needs_input = not self._inflate.unconsumed_tail and len(out) < max_length
        return out


class Unbrotli:
    """Brotli's decompressor with the interface of the others; its bound is soft, by some 32 KiB."""

    unused_data = b""

    def __init__(self) -> None:
        self._brotli = brotli.Decompressor()

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""
        return bool(self._brotli.is_finished())

    @property
    def needs_input(self) -> bool:
        """Whether more can be had only for more input."""
        return bool(self._brotli.can_accept_more_data())

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """About so many bytes more."""
        return bytes(self._brotli.process(data, output_buffer_limit=max_length))


def unzstd(dictionary: Dictionary | None = None) -> Decoder:
    """A decoder of one Zstandard frame. Windows above 128 MiB are refused, as the library does by itself."""
    return zstd.ZstdDecompressor(zstd_dict=dictionary)


def as_dictionary(data: bytes) -> Dictionary:
    """A dictionary for :func:`unzstd`, whether trained or bare content.

    Raises:
        EOFError: it is too short for one.
        ZstdError: it is damaged.
    """
    try:
        made = zstd.ZstdDict(data, is_raw=not data.startswith(b"\x37\xa4\x30\xec"))
        unzstd(made)
        return made
    except ValueError as error:
        raise EOFError(str(error)) from error


def is_frame(data: bytes) -> bool:
    """Whether the bytes begin like a Zstandard frame."""
    try:
        zstd.get_frame_info(data)
    except zstd.ZstdError:
        return False
    return True


def _deflate(body: bytes) -> Decoder:
    """HTTP's "deflate" is zlib by the standard and bare deflate by habit; zlib's first two bytes divide by 31."""
    zlib_header = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2]) % 31 == 0
    return Inflate(15 if zlib_header else -15)


_CODINGS: dict[str, Callable[[bytes], Decoder]] = {
    "br": lambda _: Unbrotli(),
    "deflate": _deflate,
    "gzip": lambda _: Inflate(),
    "x-gzip": lambda _: Inflate(),
    "zstd": lambda _: unzstd(),
}

_MAGIC = {"gzip": GZIP_MAGIC, "x-gzip": GZIP_MAGIC, "zstd": ZSTD_MAGIC}


def decode_content(body: bytes, codings: str, name: str, *, cut: bool = False) -> bytes:
    """A body without its HTTP content codings (RFC 9110, 8.4), the last applied taken off first.

    Archivers often keep the header and store the body unpacked: a body that
    lacks a coding's magic, or can't be unpacked and begins with "<", is taken as
    it is. ``cut`` says that the body is known to end early.

    Raises:
        PageTooLarge: unpacked it is more than a page may have.
        InputUnreadable: it is damaged, or coded over and over.
    """
    listed = [coding.strip().lower() for coding in codings.split(",") if coding.strip()]
    if len(listed) > MAX_CODINGS:
        raise InputUnreadable(f"{name} is packed {len(listed):,} times over, a hostile page; leave it out.")
    for coding in reversed(listed):
        if coding in _CODINGS and body.startswith(_MAGIC.get(coding, b"")):
            body = _decoded(body, coding, name, cut=cut)
    return body


def _decoded(body: bytes, coding: str, name: str, *, cut: bool) -> bytes:
    try:
        return within_limit(unpack(body, _CODINGS[coding], cut=cut), name)
    except DAMAGE as error:
        if body.lstrip().startswith(b"<"):
            return body
        raise InputUnreadable(f"{name} is damaged {coding} data ({error}); fetch it again.") from error


def unpack(body: bytes, decoder_for: Callable[[bytes], Decoder], *, cut: bool = False) -> bytes:
    """The members of a body, unpacked to one byte above :data:`MAX_PAGE_BYTES` or a little further.

    What follows the last member and is none is passed over, as browsers do.

    Raises:
        EOFError: the last member has no end and ``cut`` does not say so.
    """
    out = bytearray()
    at = members = 0
    decoder = decoder_for(body)
    while len(out) <= MAX_PAGE_BYTES:
        if decoder.eof:
            at -= len(decoder.unused_data)
            members += 1
            if members > MAX_MEMBERS or not body.startswith((GZIP_MAGIC, ZSTD_MAGIC), at):
                break
            decoder = decoder_for(body[at : at + 2])
        hungry = decoder.needs_input
        lot = body[at : at + LOT] if hungry else b""
        at += len(lot)
        more = decoder.decompress(lot, MAX_PAGE_BYTES + 1 - len(out))
        out += more
        if not (lot or more or decoder.eof) and (hungry or at >= len(body)):
            if cut:
                break
            raise EOFError("it ends early")
    return bytes(out)
