"""Pages out of web archives: the records of a WARC that hold one."""

from __future__ import annotations

from collections.abc import Iterator

import re2

from reportedly.data import Failure, Page, content_hash
from reportedly.errors import ArchiveDamaged, PageTooLarge, ReadError
from reportedly.read.bounds import MAX_PAGE_BYTES, within_limit
from reportedly.read.headers import Fields, media, words
from reportedly.read.lots import Stream
from reportedly.read.printable import address
from reportedly.read.response import bodies, good_response
from reportedly.read.warc import Damage, Record, digest_holds, records

RECORD_TYPES = ("response", "resource")
"""The others hold no page, or (revisit) one that another record holds."""

SCHEMES = (b"http://", b"https://", b"ftp://", b"file://")
"""Addresses of pages. Archivers keep their own logs and pictures under dns:, urn: and metadata:."""

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})

# "2025-03-01T12:30:05Z", "2025-03-01T12:30:05.123456Z", and less precise ones
_INSTANT = re2.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?Z)?)?)?")


def archive_pages(stream: Stream, uri: str | None) -> Iterator[Page | Failure]:
    """The pages of a WARC archive, and a failure for each stretch that is damaged.

    Redirects, errors, pictures, scripts and the archiver's own records are no
    pages and are passed over. ``uri`` is the archive's address, None for
    standard input.
    """
    for found in records(stream, wanted=_may_be_page):
        if isinstance(found, Damage):
            yield _damaged(found, uri)
        elif (outcome := _outcome(found, uri)) is not None:
            yield outcome


def _damaged(damage: Damage, uri: str | None) -> Failure:
    name = uri or "standard input"
    return Failure(
        page=content_hash(uri, damage.place, damage.nth),
        uri=uri,
        stage="read",
        reason=ArchiveDamaged.__name__,
        detail=f"{name} is damaged at byte {damage.place:,}: {damage.reason}; fetch the archive again.",
    )


def _outcome(record: Record, archive: str | None) -> Page | Failure | None:
    """The one place where an error in a record becomes a failure."""
    uri = address(record.fields.get("warc-target-uri", b""))
    try:
        return _page(record, uri)
    except ReadError as error:
        return Failure(
            page=content_hash(archive, record.place, record.nth),
            uri=uri,
            stage="read",
            reason=type(error).__name__,
            detail=f"{error} It lies in {archive or 'standard input'} at byte {record.place:,}.",
        )


def _may_be_page(fields: Fields) -> bool:
    """Whether the record's own header lets it be a page."""
    if words(fields.get("warc-type")).lower() not in RECORD_TYPES:
        return False
    target = fields.get("warc-target-uri", b"").strip(b"<> ").lower()
    return target.startswith(SCHEMES) and not target.partition(b"?")[0].endswith(b"/robots.txt")


def _page(record: Record, uri: str) -> Page | None:
    """The page that a record holds; None where it holds something else.

    Raises:
        ReadError: it holds one that can't be read.
    """
    if words(record.fields.get("warc-type")).lower() == "resource":
        declared = record.fields.get("content-type")
        return _made(record, uri, record.block, declared) if media(declared) in PAGE_TYPES else None
    found = good_response(record.block, uri)
    if found is None:
        return None
    declared = found.fields.get("content-type") or record.fields.get("warc-identified-payload-type")
    if media(declared) not in PAGE_TYPES:
        return None
    if record.cut:
        raise _too_large(uri)
    plain, body = bodies(found, uri, cut="warc-truncated" in record.fields)
    digest = record.fields.get("warc-payload-digest")
    # Archivers disagree whether a payload has its codings; where the block's digest held, this one adds nothing.
    vouched = "warc-block-digest" in record.fields
    if not vouched and not any(digest_holds(digest, payload) for payload in (found.body, plain, body)):
        raise ArchiveDamaged(f"{uri} does not have the digest {words(digest)[:80]} of its record; fetch it again.")
    return _made(record, uri, body, declared)


def _made(record: Record, uri: str, body: bytes, declared: bytes | None) -> Page:
    if record.cut:
        raise _too_large(uri)
    fetched = words(record.fields.get("warc-date"))
    return Page(
        uri=uri,
        body=within_limit(body, uri),
        media_type=words(declared)[:200],
        fetched=fetched if _INSTANT.fullmatch(fetched) else None,
    )


def _too_large(uri: str) -> PageTooLarge:
    return PageTooLarge(f"{uri} holds more than {MAX_PAGE_BYTES:,} bytes, the most a page may have; leave it out.")
