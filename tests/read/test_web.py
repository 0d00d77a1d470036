"""From addresses to pages: articles, feeds and sitemaps, with what was read before passed over."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly.data import Failure, Page, Visit, content_hash
from reportedly.read import count_pages, pages
from reportedly.read.web import Web
from tests.read.server import STORY, Asked, Clock, Site, answer, fetcher, moved

NEWS = "http://news.example"


class Notes(dict[str, Visit]):
    """A memory that forgets nothing and takes every page for read."""

    def recall(self, address: str) -> Visit | None:
        return self.get(address)

    def remember(self, visit: Visit) -> None:
        self[visit.address] = visit


def rss(*links: str) -> bytes:
    items = "".join(f"<item><link>{link}</link></item>" for link in links)
    return answer(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), media="application/rss+xml")


def sitemap(*links: str, kind: str = "urlset", one: str = "url") -> bytes:
    entries = "".join(f"<{one}><loc>{link}</loc></{one}>" for link in links)
    return answer(f"<{kind}>{entries}</{kind}>".encode(), media="application/xml")


def index(*links: str) -> bytes:
    return sitemap(*links, kind="sitemapindex", one="sitemap")


def read(site: Site, *addresses: str, notes: Notes | None = None, **options: Any) -> list[Page | Failure]:
    clock = Clock()
    web = Web(fetcher=fetcher(site, clock), **options)

    def ask(given: Any) -> Iterator[Page | Failure]:
        return web.pages(given, memory=Notes() if notes is None else notes, passed_over=lambda _: None)

    return list(pages(addresses, web=ask))


def shape(outcomes: list[Page | Failure]) -> list[tuple[str | None, str | None]]:
    return [(one.uri, one.reason if isinstance(one, Failure) else None) for one in outcomes]


def test_an_address_is_a_page_with_its_final_address_its_type_and_its_hour(site: Site) -> None:
    site.plays |= {"/a": moved("/b"), "/b": answer(STORY)}
    (page,) = read(site, f"{NEWS}/a")
    assert isinstance(page, Page)
    assert (page.uri, page.media_type, page.body) == (f"{NEWS}/b", "text/html", STORY)
    assert page.fetched is not None
    assert page.fetched.endswith("Z")
    later = Page(uri=page.uri, body=page.body, media_type=page.media_type, fetched="2030-01-01T00:00:00Z")
    assert later.digest == page.digest


def test_addresses_stand_beside_files(site: Site, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    site.plays["/b"] = answer(STORY)
    assert [one[0] for one in shape(read(site, f"{NEWS}/b", str(tmp_path)))] == [f"{tmp_path}/a.txt", f"{NEWS}/b"]
    assert count_pages([f"{NEWS}/b", tmp_path]) is None


def test_without_a_web_an_address_is_a_failure() -> None:
    (found,) = pages([f"{NEWS}/a"])
    assert isinstance(found, Failure)
    assert (found.reason, found.page) == ("AddressRefused", content_hash(f"{NEWS}/a"))


def test_a_feed_stands_for_its_articles_and_odd_links_are_refused(site: Site) -> None:
    site.plays |= {"/feed": rss("/a", "javascript:alert(1)", "/gone", "ftp://x.example/y", "/a"), "/a": answer(STORY)}
    assert sorted(shape(read(site, f"{NEWS}/feed"))) == [
        ("ftp://x.example/y", "AddressRefused"),
        (f"{NEWS}/a", None),
        (f"{NEWS}/gone", "FetchFailed"),
        ("javascript:alert(1)", "AddressRefused"),
    ]


def test_a_link_of_a_feed_is_an_article_and_never_a_feed(site: Site) -> None:
    site.plays |= {"/feed": rss("/feed2"), "/feed2": rss("/feed")}
    assert shape(read(site, f"{NEWS}/feed")) == [(f"{NEWS}/feed2", None)]


def test_a_limit_bounds_what_one_input_stands_for(site: Site) -> None:
    site.plays |= {f"/{n}": answer(STORY) for n in range(9)} | {"/feed": rss(*(f"/{n}" for n in range(9)))}
    site.plays |= {"/index": index("/m1", "/m2"), "/m1": sitemap("/0", "/1"), "/m2": sitemap("/2", "/3", "/4")}
    site.plays |= {path: play for path, play in site.plays.items() if path.startswith("/m")}
    assert len(read(site, f"{NEWS}/feed", limit=3)) == 3


def test_a_packed_sitemap_index_with_a_circle(site: Site) -> None:
    site.plays |= {
        "/index.xml": index(f"{NEWS}/index.xml", f"{NEWS}/deeper.xml", f"{NEWS}/news.xml.gz"),
        "/deeper.xml": index(f"{NEWS}/index.xml", f"{NEWS}/deepest.xml"),
        "/deepest.xml": index(f"{NEWS}/beyond.xml"),
        "/news.xml.gz": answer(
            gzip.compress(f"<urlset><url><loc>{NEWS}/a</loc></url></urlset>".encode()), media="application/gzip"
        ),
        "/a": answer(STORY),
    }
    assert shape(read(site, f"{NEWS}/index.xml")) == [(f"{NEWS}/a", None)]
    assert "/beyond.xml" not in site.targets()
    assert len(site.targets()) == 5


def test_a_hostile_feed_is_a_failure_and_the_rest_is_read(site: Site) -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item><link>&a;</link></item></channel></rss>'
    site.plays |= {"/bomb": answer(bomb), "/no": answer(b"x", media="application/rss+xml"), "/a": answer(STORY)}
    assert sorted(shape(read(site, f"{NEWS}/bomb", f"{NEWS}/no", f"{NEWS}/a", "http://user:secret@news.example/"))) == [
        ("http://***@news.example/", "AddressRefused"),
        (f"{NEWS}/a", None),
        (f"{NEWS}/bomb", "NotAFeed"),
        (f"{NEWS}/no", "NotAFeed"),
    ]


def test_hosts_take_turns(site: Site) -> None:
    site.plays["/a"] = site.plays["/b"] = answer(STORY)
    given = ["http://one.example/a", "http://one.example/b", "http://two.example/a"]
    assert [one[0] for one in shape(read(site, *given))] == [given[0], given[2], given[1]]


def test_what_did_not_change_is_no_page(site: Site) -> None:
    def play(_: Any, asked: Asked) -> bytes:
        known = asked.fields.get("if-none-match") == '"1"'
        return answer(b"", status="304 Not Modified") if known else answer(STORY, 'ETag: "1"')

    site.plays["/a"] = play
    notes = Notes()
    (page,) = read(site, f"{NEWS}/a", notes=notes)
    assert isinstance(page, Page)
    assert notes[f"{NEWS}/a"].page == page.digest
    assert read(site, f"{NEWS}/a", notes=notes) == []


@pytest.mark.parametrize("module", ["httpcore2", "feedparser", "protego"])
def test_who_reads_files_only_waits_for_no_client(module: str, tmp_path: Path) -> None:
    code = f"import sys, reportedly.cli, reportedly.flow, reportedly.read; sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=tmp_path).returncode == 0
