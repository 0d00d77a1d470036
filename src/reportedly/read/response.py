"""The page within an archived HTTP response (RFC 9112): its header, its body without its codings."""

from __future__ import annotations

from dataclasses import dataclass

import re2

from reportedly.errors import InputUnreadable
from reportedly.read.bounds import within_limit
from reportedly.read.coding import decode_content
from reportedly.read.headers import MAX_HEADER_BYTES, Fields, fields, header_end, words

# "HTTP/1.1 200 OK", "HTTP/2 200"
_STATUS = re2.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b")

HEX = b"0123456789abcdefABCDEF"

OK = 200

MAX_DIGITS = 16
CHUNK_LINE = 1024
"""Bytes that a line with a chunk's size may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A response as it was archived: ``body`` still has its codings."""

    fields: Fields
    body: bytes


def good_response(block: bytes, name: str) -> Response | None:
    """The response with status 200 that a block holds; None where it holds something else.

    Raises:
        InputUnreadable: its header has no end.
    """
    status = _STATUS.match(block)
    if not status or int(status.group(1)) != OK:
        return None
    end = header_end(block[:MAX_HEADER_BYTES])
    if end < 0:
        raise InputUnreadable(f"{name} has an HTTP header without an end; fetch it again.")
    return Response(fields=fields(block[:end].partition(b"\n")[2]), body=block[end:])


def bodies(found: Response, name: str, *, cut: bool) -> tuple[bytes, bytes]:
    """The body without its transfer coding, and also without its content codings.

    ``cut`` says that the archiver told it had stored only the beginning.

    Raises:
        InputUnreadable: a coding is damaged.
        PageTooLarge: there is more of it than a page may have.
    """
    body = found.body
    if "chunked" in words(found.fields.get("transfer-encoding")).lower():
        body = _without_chunks(body, name, cut=cut)
    return body, within_limit(decode_content(body, words(found.fields.get("content-encoding")), name, cut=cut), name)


def _without_chunks(body: bytes, name: str, *, cut: bool) -> bytes:
    """The chunks joined; a body that begins with no chunk's size was stored without them."""
    parts: list[bytes] = []
    at, ended = 0, False
    while not ended and (start := body.find(b"\n", at, at + CHUNK_LINE) + 1):
        digits = body[at:start].partition(b";")[0].strip()
        if not 0 < len(digits) <= MAX_DIGITS or digits.strip(HEX):
            break
        size = int(digits, 16)
        parts.append(body[start : start + size])
        at = min(start + size, len(body))
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
        ended = size == 0
    if not parts:
        return body
    if not (ended or cut):
        raise InputUnreadable(f"{name} has a body in chunks that breaks off at byte {at:,}; fetch it again.")
    return b"".join(parts)
