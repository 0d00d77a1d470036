"""RSS, RDF and Atom (RFC 4287) by feedparser, and JSON Feed 1.1; from bytes only, nothing is fetched here."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterable
from datetime import UTC, datetime
from time import struct_time
from typing import Any
from urllib.parse import urljoin

import feedparser
import msgspec

from reportedly.data import Entry, content_hash
from reportedly.errors import NotAFeed
from reportedly.read.instants import instant, written
from reportedly.read.listings import Listing

MAX_FEED_BYTES = 4 << 20
"""feedparser takes up to 5 µs a byte on hostile XML, so this is 20 s; news feeds have less than 1 MiB."""

MOST = 1000
"""Entries that count; news feeds have 10 to 200."""


class _Item(msgspec.Struct):
    url: str | None = None
    external_url: str | None = None
    title: str | None = None
    summary: str | None = None
    content_html: str | None = None
    content_text: str | None = None
    date_published: str | None = None
    date_modified: str | None = None


class _Feed(msgspec.Struct):
    version: str
    items: list[_Item]


def read_xml(body: bytes, uri: str, media_type: str | None) -> Listing:
    """What an RSS, RDF or Atom feed lists.

    Raises:
        NotAFeed: it is none, too large for one, or declares entities.
    """
    _bounded(body, uri)
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):  # feedparser takes UTF-16 only where it is declared
        body, media_type = body.decode("utf-16", errors="replace").encode(), "application/xml; charset=utf-8"
    if b"<!ENTITY" in body:
        raise NotAFeed(f"The feed {uri} declares entities, which none needs and attackers use.")
    try:
        parsed = feedparser.parse(
            body,
            response_headers={"content-type": media_type or "application/xml"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # a tolerant parser of others on hostile bytes: it may raise anything
        raise NotAFeed(f"The feed {uri} can't be read: {type(error).__name__}: {error}.") from error
    if not parsed.version and not parsed.entries:
        raise NotAFeed(f"{uri} is no feed; look at it in a browser.")
    return Listing(entries=tuple(_entries(parsed.entries[:MOST], uri)))


def _entries(found: Iterable[Any], uri: str) -> Iterable[Entry]:
    for one in found:
        link = one.get("link")
        if isinstance(link, str) and link.strip():
            said = dict(one)  # feedparser's own look-up warns and guesses
            told = said.get("updated_parsed") or said.get("published_parsed")
            words = [str(part.get("value", "")) for part in said.get("content", ())]
            stamps = said.get("updated"), said.get("published"), said.get("title"), said.get("summary")
            yield Entry(uri=_joined(uri, link), version=content_hash(*stamps, *words), updated=_moment(told))


def _moment(told: struct_time | None) -> str | None:
    """A time of feedparser's, which is UTC."""
    try:
        return written(datetime.fromtimestamp(timegm(told), UTC)) if told else None
    except (ValueError, OverflowError, OSError):
        return None


def read_json(body: bytes, uri: str) -> Listing:
    """What a JSON Feed lists; what it says of itself is not needed, and unknown fields are passed over.

    Raises:
        NotAFeed: it is none.
    """
    _bounded(body, uri)
    try:
        feed = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"), type=_Feed, strict=False)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise NotAFeed(f"{uri} is no JSON Feed: {error}.") from error
    return Listing(
        entries=tuple(
            Entry(
                uri=_joined(uri, link),
                version=content_hash(*msgspec.structs.astuple(item)),
                updated=instant(item.date_modified or item.date_published),
            )
            for item in feed.items[:MOST]
            if (link := item.url or item.external_url)
        )
    )


def _bounded(body: bytes, uri: str) -> None:
    if len(body) > MAX_FEED_BYTES:
        raise NotAFeed(f"The feed {uri} has {len(body):,} bytes, more than a feed may have ({MAX_FEED_BYTES:,}).")


def _joined(uri: str, link: str) -> str:
    """The entry's address; what is none stays as it is and is refused when it is asked for."""
    link = link.encode(errors="replace").decode()
    try:
        return urljoin(uri, link.strip())
    except ValueError:
        return link
