"""What stands for articles: feeds and sitemaps, told by their content."""

from __future__ import annotations

from dataclasses import dataclass

import re2

from reportedly.data import Entry
from reportedly.errors import NotAFeed
from reportedly.read.fetch import Fetched

HEAD = 4096
"""Bytes that tell what a file is."""

FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})

# the first element after a declaration, comments and a document type: "rss" of '<?xml version="1.0"?><rss'
_ROOT = re2.compile(
    r"^[\s\x{feff}]*"
    r"(?:<[?](?:[^?]|[?][^>])*[?]>\s*|<!--(?s:.*?)-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)*"
    r"<(?:\w+:)?(\w+)"
)

# as in '{"version": "https://jsonfeed.org/version/1.1"'
_JSON_FEED = re2.compile(r'^[\s\x{feff}]*\{(?s:.*?)"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version')


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Articles that a feed or sitemap lists, and further sitemaps where it is an index."""

    entries: tuple[Entry, ...] = ()
    sitemaps: tuple[Entry, ...] = ()


def newest(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The entries with the newest first; those without a date keep their order, last."""
    dated = sorted((entry for entry in entries if entry.updated), key=lambda entry: entry.updated or "", reverse=True)
    return (*dated, *(entry for entry in entries if not entry.updated))


def listing(found: Fetched) -> Listing | None:
    """What the answer lists; None where it is a page.

    The content decides; a declared type only where the content tells nothing.

    Raises:
        NotAFeed: it is a feed or sitemap that can't be read or is hostile.
    """
    # Imported here: feedparser takes as long to import as everything else.
    from reportedly.read.feeds import read_json, read_xml
    from reportedly.read.sitemaps import read_sitemap

    wide = found.body.startswith((b"\xff\xfe", b"\xfe\xff"))
    head = found.body[:HEAD].decode("utf-16" if wide else "latin-1", errors="replace").removeprefix("ï»¿")
    root = _ROOT.match(head)
    match root.group(1).lower() if root else "":
        case "urlset" | "sitemapindex":
            return read_sitemap(found.body, found.uri)
        case "rss" | "feed" | "rdf":
            return read_xml(found.body, found.uri, found.media_type)
    declared = (found.media_type or "").partition(";")[0].strip().lower()
    if _JSON_FEED.match(head) or declared == "application/feed+json":
        return read_json(found.body, found.uri)
    if declared in FEED_TYPES:
        raise NotAFeed(f"{found.uri} is declared as {declared} and is none; look at it in a browser.")
    return None
