"""Pages that a browser saved as one file (MHTML, RFC 2557) and mail (RFC 5322): the part that is the text.

Parts are found by their boundaries, in time linear in the message for each of
a few levels. The standard library's parser compares each line with the boundaries
of all levels and keeps every part.
"""

from __future__ import annotations

import binascii
import quopri
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import re2

from reportedly.data import Page
from reportedly.errors import InputUnreadable, PageTooLarge
from reportedly.read.bounds import MAX_PAGE_BYTES, within_limit
from reportedly.read.headers import MAX_HEADER_BYTES, Fields, fields, header_end, media, parameter, words
from reportedly.read.printable import address

MAX_MESSAGE_BYTES = 4 * MAX_PAGE_BYTES
"""A saved page holds its pictures as well."""

MAX_PARTS = 10_000
"""Parts of a message: the most pictures and frames met on a page were some hundreds."""

MAX_DEPTH = 8
"""Multiparts within multiparts; mail has three at most."""

HTML_TYPES = ("text/html", "application/xhtml+xml")

# What a header begins with: "From: <Saved by Blink>", "Received: from …"
_FIELD = re2.compile(rb"[A-Za-z][A-Za-z0-9-]{0,60}:[ \t\r]")

# An address such as https://example.org/a and not a mark such as cid:frame-0@mhtml.blink
_LOCATION = re2.compile(rb"(?i)(?:https?|ftp|file)://")


@dataclass(frozen=True, slots=True)
class Part:
    """A part that holds no further ones: its header's fields and its body as it was sent."""

    fields: Fields
    body: bytes


def is_message(head: bytes) -> bool:
    """Whether bytes begin with a header that names its MIME version, as mail and saved pages do."""
    header = head[: max(header_end(head), 0)]
    return bool(_FIELD.match(header)) and "mime-version" in fields(header)


def message_page(message: bytes, uri: str | None) -> Page:
    """The page that a message holds.

    That is the part which the message says it starts with, else the first HTML,
    else the first plain text that is not attached. Its address is the part's
    Content-Location or the message's Snapshot-Content-Location, else ``uri``.

    Raises:
        InputUnreadable: it is no message, or has no text.
        PageTooLarge: the text is longer than a page may be, or there are more parts than any page has.
    """
    name = uri or "standard input"
    end = header_end(message[:MAX_HEADER_BYTES])
    header = fields(message[: max(end, 0)])
    if not header:
        raise InputUnreadable(f"{name} is no message: it begins with no header; give HTML or plain text.")
    part = _text(Part(header, message[end:]), name)
    if part is None:
        raise InputUnreadable(f"{name} is a message without HTML or plain text; give the page itself.")
    place = next((found for found in _locations(part.fields, header) if _LOCATION.match(found)), None)
    return Page(
        uri=address(place) if place else uri,
        body=within_limit(_decoded(part, name), name),
        media_type=words(part.fields.get("content-type"))[:200] or "text/plain",
        fetched=_instant(header.get("date")),
    )


def _locations(*headers: Fields) -> Iterator[bytes]:
    for header in headers:
        for name in ("content-location", "snapshot-content-location"):
            if name in header:
                yield header[name].strip(b"<> \t")


def _text(message: Part, name: str) -> Part | None:
    """The part that is the page."""
    start = parameter(message.fields.get("content-type"), "start")
    html = plain = None
    for count, part in enumerate(_leaves(message, name)):
        if count >= MAX_PARTS:
            raise PageTooLarge(f"{name} has more than {MAX_PARTS:,} parts, the most a message may have; leave it out.")
        kind = media(part.fields.get("content-type")) or "text/plain"
        attached = media(part.fields.get("content-disposition")) == "attachment"
        if kind in HTML_TYPES and not attached:
            html = html or part
            if not start or words(part.fields.get("content-id")).strip() == start:
                return part
        elif kind == "text/plain" and not attached:
            plain = plain or part
    return html or plain


def _leaves(message: Part, name: str) -> Iterator[Part]:
    """The parts that hold no further ones, in order."""
    waiting: list[Iterator[Part]] = [iter((message,))]
    while waiting:
        part = next(waiting[-1], None)
        if part is None:
            waiting.pop()
        elif media(part.fields.get("content-type")).startswith("multipart/"):
            if len(waiting) > MAX_DEPTH:
                raise InputUnreadable(f"{name} has parts nested more than {MAX_DEPTH} deep; leave it out.")
            waiting.append(_parts(part))
        else:
            yield part


def _parts(multipart: Part) -> Iterator[Part]:
    """The parts between a multipart's boundaries (RFC 2046, 5.1.1); the last may lack its end."""
    boundary = parameter(multipart.fields.get("content-type"), "boundary")
    if not boundary:
        return
    body, mark = b"\n" + multipart.body, b"\n--" + boundary.encode("latin-1", "replace")
    at = body.find(mark)
    while at >= 0 and not body.startswith(b"--", at + len(mark)):
        start = body.find(b"\n", at + len(mark)) + 1
        if start == 0:
            return
        at = body.find(mark, start - 1)
        part = body[start : at if at >= 0 else len(body)]
        end = 1 if part.startswith(b"\n") else 2 if part.startswith(b"\r\n") else header_end(part[:MAX_HEADER_BYTES])
        yield Part(fields(part[: max(end, 0)]), part[max(end, 0) :].removesuffix(b"\r"))


def _decoded(part: Part, name: str) -> bytes:
    """The body without its transfer encoding (RFC 2045, 6)."""
    encoding = media(part.fields.get("content-transfer-encoding"))
    if encoding == "quoted-printable":
        return quopri.decodestring(part.body)
    if encoding != "base64":
        return part.body
    try:
        return binascii.a2b_base64(part.body + b"==")
    except binascii.Error as error:
        raise InputUnreadable(f"{name} holds damaged base64 ({error}); save the page again.") from error


def _instant(date: bytes | None) -> str | None:
    """A Date as ISO 8601; None where it is none."""
    try:
        return parsedate_to_datetime(words(date)[:100]).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
