"""Sitemaps, news sitemaps and their indexes (sitemaps.org, protocol 0.9)."""

from __future__ import annotations

from xml.parsers import expat

from reportedly.data import Entry
from reportedly.errors import NotAFeed
from reportedly.read.instants import instant
from reportedly.read.listings import Listing

MOST = 50_000
"""Addresses of one file, as the protocol has it."""

MAX_WORDS = 8192
"""Characters of an element that count; an address has 4,096 at most."""

_PARTS = {"loc", "lastmod", "publication_date"}


def read_sitemap(body: bytes, uri: str) -> Listing:
    """What a sitemap lists, as far as it is whole.

    Raises:
        NotAFeed: it declares entities, or nothing of it can be read.
    """
    reader = _Reader(uri)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.words
    parser.EntityDeclHandler = reader.refuse
    try:
        parser.Parse(body, True)  # noqa: FBT003  the interface's
    except (
        expat.ExpatError,
        ValueError,
        LookupError,
    ) as error:  # an encoding that Python doesn't know is a LookupError
        if not (reader.articles or reader.sitemaps):
            raise NotAFeed(f"The sitemap {uri} can't be read: {error}.") from error
    return Listing(entries=tuple(reader.articles), sitemaps=tuple(reader.sitemaps))


class _Reader:
    """Takes addresses and their dates as the parser passes them."""

    def __init__(self, uri: str) -> None:
        self._uri = uri
        self._found: dict[str, str] = {}
        self._open: str | None = None
        self.articles: list[Entry] = []
        self.sitemaps: list[Entry] = []

    def start(self, name: str, _: dict[str, str]) -> None:
        namespace, local = name.rpartition(" ")[::2]
        if local in {"url", "sitemap"}:
            self._found = {}
        # an image's "loc" is not the article's
        self._open = local if local in _PARTS and "image" not in namespace and "video" not in namespace else None

    def words(self, text: str) -> None:
        if self._open is not None:
            before = self._found.get(self._open, "")
            self._found[self._open] = (before + text)[:MAX_WORDS]

    def end(self, name: str) -> None:
        self._open = None
        local = name.rpartition(" ")[2]
        into = {"url": self.articles, "sitemap": self.sitemaps}.get(local)
        if into is None or len(into) >= MOST:
            return
        if loc := self._found.get("loc", "").strip():
            told = self._found.get("lastmod") or self._found.get("publication_date") or ""
            into.append(Entry(uri=loc, version=told.strip()[:64], updated=instant(told)))

    def refuse(self, *_: object) -> None:
        raise NotAFeed(f"The sitemap {self._uri} declares entities, which none needs and attackers use.")
