"""Feeds and sitemaps, told by their content; the hostile ones are refused in bounded time."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.data import Entry
from reportedly.errors import NotAFeed, ReadError
from reportedly.read.feeds import MAX_FEED_BYTES
from reportedly.read.fetch import Fetched
from reportedly.read.instants import instant
from reportedly.read.listings import Listing, listing, newest
from tests.read.server import STORY

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>News</title>
<item><title>First</title><link>/first</link><pubDate>Mon, 03 Mar 2025 09:00:00 +0100</pubDate></item>
<item><title>Second</title><link>javascript:alert(1)</link></item>
<item><title>Third</title><guid isPermaLink="true">http://news.example/third</guid></item>
<item><title>No link</title></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry><title>First</title>
<link rel="alternate" href="http://news.example/first"/><updated>2025-03-03T09:00:00+01:00</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item rdf:about="http://news.example/first"><title>First</title><link>http://news.example/first</link></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "News",
    "items": [{"id": 1, "url": "first", "date_modified": "2025-03-03T08:00:00Z"}, {"id": 2}],
}
SITEMAP = """<?xml version="1.0"?><!-- news -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> http://news.example/first </loc><image:image><image:loc>http://news.example/a.jpg</image:loc></image:image>
<news:news><news:publication_date>2025-03-03T08:00:00Z</news:publication_date></news:news></url>
<url><loc>http://news.example/second&amp;x</loc><lastmod>2025-03-04</lastmod></url><url><lastmod>2025</lastmod></url>
</urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://news.example/a.xml</loc><lastmod>2025-03-04</lastmod></sitemap></sitemapindex>"""
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
BOMB = f"<!DOCTYPE rss [{ENTITIES}]><rss><channel><item><link>&e11;</link></item></channel></rss>"
MAP_BOMB = f"<!DOCTYPE urlset [{ENTITIES}]><urlset><url><loc>&e11;</loc></url></urlset>"


def found(body: bytes | str, media: str | None = None) -> Fetched:
    raw = body.encode() if isinstance(body, str) else body
    fields = ((b"Content-Type", media.encode()),) if media else ()
    uri = "http://news.example/list"
    return Fetched(asked=uri, uri=uri, status=200, fields=fields, body=raw, fetched="2025-03-04T00:00:00Z")


def links(body: bytes | str, media: str | None = None) -> list[str]:
    listed = listing(found(body, media))
    assert listed is not None
    return [entry.uri for entry in listed.entries]


def test_rss() -> None:
    assert links(RSS) == ["http://news.example/first", "javascript:alert(1)", "http://news.example/third"]
    listed = listing(found(RSS))
    assert listed is not None
    assert listed.entries[0].updated == "2025-03-03T08:00:00Z"


@pytest.mark.parametrize("body", [ATOM, RDF, json.dumps(JSON), "\ufeff" + ATOM, ATOM.encode("utf-16"), "\n\n" + ATOM])
def test_other_feeds(body: str | bytes) -> None:
    assert links(body, "text/html") == ["http://news.example/first"]


def test_a_feed_that_is_not_well_formed_is_read_as_far_as_it_goes() -> None:
    assert links(RSS.replace("First", "A & B <").replace("</channel></rss>", ""))[0] == "http://news.example/first"


def test_a_version_changes_with_what_is_said_of_the_entry() -> None:
    def version(body: str) -> str:
        listed = listing(found(body))
        assert listed is not None
        return listed.entries[0].version

    assert version(ATOM) == version(ATOM.replace("<title>News", "<title>Other news"))
    assert version(ATOM) != version(ATOM.replace("First", "The first"))
    assert version(ATOM) != version(ATOM.replace("T09", "T10"))


def test_sitemaps() -> None:
    assert listing(found(SITEMAP)) == Listing(
        entries=(
            Entry(uri="http://news.example/first", version="2025-03-03T08:00:00Z", updated="2025-03-03T08:00:00Z"),
            Entry(uri="http://news.example/second&x", version="2025-03-04", updated="2025-03-04T00:00:00Z"),
        )
    )
    assert listing(found(INDEX)) == Listing(
        sitemaps=(Entry(uri="http://news.example/a.xml", version="2025-03-04", updated="2025-03-04T00:00:00Z"),)
    )


def test_a_sitemap_that_is_cut_off_gives_what_is_whole() -> None:
    assert links(SITEMAP[: SITEMAP.index("<url><lastmod>")]) == [
        "http://news.example/first",
        "http://news.example/second&x",
    ]


@pytest.mark.parametrize("body", [STORY, b"", b"Plain words.", b"{}", b'{"version": 1}', b"\x89PNG", b"<svg/>"])
def test_what_is_a_page(body: bytes) -> None:
    assert listing(found(body, "text/html")) is None


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (STORY, "application/rss+xml; charset=utf-8"),
        ("not xml at all", "application/atom+xml"),
        ("not json at all", "application/feed+json"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": 5}', None),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": ' + "[" * 100_000, None),
        (BOMB, None),
        (BOMB.encode("utf-16"), None),
        (MAP_BOMB, None),
        (MAP_BOMB.encode("utf-16"), None),
        ('<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>&x;</loc></url></urlset>', None),
        ("<urlset><url><loc>http://a/</url>", None),
        ("<rss>" + " " * MAX_FEED_BYTES + "</rss>", None),
    ],
    ids=[
        "page", "words", "not json", "wrong json", "deep json", "bomb", "wide bomb", "map bomb", "wide map bomb",
        "file", "broken", "large",
    ],
)  # fmt: skip
def test_what_is_refused(body: str | bytes, media: str | None) -> None:
    with pytest.raises(NotAFeed):
        listing(found(body, media))


HEADS = (b"", b"<rss>", b"<urlset>", b"<feed>", b'{"version": "https://jsonfeed.org/version/1"')


@given(st.binary(max_size=300), st.sampled_from(HEADS))
def test_any_bytes_are_a_page_a_listing_or_refused(body: bytes, head: bytes) -> None:
    try:
        listed = listing(found(head + body))
    except ReadError:
        return
    assert listed is None or isinstance(listed, Listing)


def test_the_newest_come_first_and_those_without_a_date_last() -> None:
    entries = tuple(
        Entry(uri=uri, version="", updated=told) for uri, told in [("a", None), ("b", "2024"), ("c", "2025")]
    )
    assert [entry.uri for entry in newest(entries)] == ["c", "b", "a"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2025-03-03", "2025-03-03T00:00:00Z"),
        (" 2025-03-03T01:00:00+02:00 ", "2025-03-02T23:00:00Z"),
        ("0001-01-01T00:00:00+10:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_instants(told: str | None, expected: str | None) -> None:
    assert instant(told) == expected
