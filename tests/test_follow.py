"""Following feeds: each version of an entry is read once, whatever is stopped and started meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reportedly.data import Failure, Outcome, Reading
from reportedly.errors import QueryError
from reportedly.follow import TRIES, follow_into
from reportedly.ledger import Ledger, open_ledger
from reportedly.read.rounds import LONGEST, Rounds, seconds
from reportedly.read.web import Web
from reportedly.run import OneProcess
from tests.read.server import STORY, Asked, Clock, Site, answer, fetcher

FEED = "http://news.example/feed"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def tagged(body: bytes, tag: str, **fields: str) -> Any:
    """An answer that knows its tag: 304 for who knows it too."""

    def play(_: Any, asked: Asked) -> bytes:
        if asked.fields.get("if-none-match") == tag:
            return answer(b"", status="304 Not Modified")
        return answer(body, f"ETag: {tag}", **fields)

    return play


def feed(*entries: tuple[str, str], tag: str) -> Any:
    items = "".join(f"<item><link>{link}</link><title>{title}</title></item>" for link, title in entries)
    return tagged(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), tag)


def story(word: str) -> bytes:
    return STORY.replace(b"ferry", word.encode())


def follow(site: Site, ledger: Ledger, *feeds: str, **options: Any) -> list[Outcome]:
    ticking = Clock()
    rounds = Rounds(feeds or (FEED,), every=900, once=True, clock=ticking, sleep=ticking.sleep)
    web = Web(fetcher=fetcher(site, ticking))
    return list(follow_into(ledger, rounds, web=web, carrier=OneProcess(), **options))


def uris(outcomes: list[Outcome]) -> list[str | None]:
    return [one.result.article.uri if isinstance(one.result, Reading) else one.result.reason for one in outcomes]


def test_an_entry_is_read_once(site: Site, ledger: Ledger) -> None:
    site.plays |= {
        "/feed": feed(("/a", "A"), ("/b", "B"), tag='"1"'),
        "/a": answer(story("ferry")),
        "/b": answer(story("tram")),
    }
    assert uris(follow(site, ledger)) == ["http://news.example/a", "http://news.example/b"]
    site.asked.clear()
    assert follow(site, ledger) == []
    assert site.targets() == ["/feed"]
    site.plays |= {"/feed": feed(("/c", "C"), ("/a", "A"), tag='"2"'), "/c": answer(story("bus"))}
    site.asked.clear()
    assert uris(follow(site, ledger)) == ["http://news.example/c"]
    assert site.targets() == ["/feed", "/c"]


def test_a_changed_entry_is_asked_for_again_and_the_same_bytes_are_passed_over(site: Site, ledger: Ledger) -> None:
    over: list[str | None] = []
    site.plays |= {
        "/feed": feed(("/a", "A"), ("/b", "B"), tag='"1"'),
        "/a": tagged(story("ferry"), '"a"'),
        "/b": answer(story("tram")),
    }
    assert len(follow(site, ledger)) == 2
    site.plays["/feed"] = feed(("/a", "A, updated"), ("/b", "B, updated"), tag='"2"')
    assert follow(site, ledger, passed_over=over.append) == []
    assert over == ["http://news.example/a", "http://news.example/b"]
    site.plays |= {"/feed": feed(("/a", "A, once more"), tag='"3"'), "/a": tagged(story("barge"), '"a2"')}
    assert uris(follow(site, ledger)) == ["http://news.example/a"]


def test_a_run_that_was_stopped_goes_on_where_it_stopped(site: Site, ledger: Ledger) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    site.plays |= {
        "/feed": feed(("/a", "A"), ("/b", "B"), tag='"1"'),
        "/a": answer(story("ferry")),
        "/b": tagged(story("tram"), '"b"'),
    }
    ticking = Clock()
    web = Web(fetcher=fetcher(site, ticking), keep=lambda found: stop() if found.uri.endswith("/b") else None)
    with pytest.raises(KeyboardInterrupt):
        list(follow_into(ledger, Rounds([FEED], every=900, once=True), web=web, carrier=OneProcess()))
    assert ledger.counts().articles == 1
    over: list[str | None] = []
    assert uris(follow(site, ledger, passed_over=over.append)) == ["http://news.example/b"]
    assert over == ["http://news.example/a"]


def test_an_article_that_fails_is_tried_a_few_times(site: Site, ledger: Ledger) -> None:
    site.plays |= {"/feed": feed(("/a", "A"), ("javascript:x", "B"), tag='"1"')}
    assert sorted(uris(follow(site, ledger))) == ["AddressRefused", "FetchFailed"]
    for _ in range(TRIES - 1):
        assert uris(follow(site, ledger)) == ["FetchFailed"]
    assert follow(site, ledger) == []
    assert {failure.reason for failure in ledger.failures()} == {"AddressRefused", "FetchFailed"}


def test_an_article_that_fails_and_then_answers_is_no_failure(site: Site, ledger: Ledger) -> None:
    site.plays |= {"/feed": feed(("/a", "A"), tag='"1"')}
    assert uris(follow(site, ledger)) == ["FetchFailed"]
    site.plays["/a"] = answer(story("ferry"))
    assert uris(follow(site, ledger)) == ["http://news.example/a"]
    assert list(ledger.failures()) == []


def test_a_page_that_is_no_article_is_not_asked_for_again(site: Site, ledger: Ledger) -> None:
    site.plays |= {"/feed": feed(("/a", "A"), tag='"1"'), "/a": answer(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)}
    assert uris(follow(site, ledger)) == ["NotText"]
    assert follow(site, ledger) == []


def test_a_feed_that_fails_does_not_stop_the_others(site: Site, ledger: Ledger) -> None:
    site.plays |= {"/feed": feed(("/a", "A"), tag='"1"'), "/a": answer(story("ferry")), "/page": answer(STORY)}
    given = ["http://news.example/gone", "http://news.example/page", "http://10.0.0.1/feed", FEED]
    assert uris(follow(site, ledger, *given)) == ["FetchFailed", "NotAFeed", "AddressRefused", "http://news.example/a"]
    site.plays["/gone"] = feed(tag='"g"')
    follow(site, ledger, given[0])
    assert {failure.uri for failure in ledger.failures()} == set(given[1:3])


def test_a_sitemap_index_is_followed(site: Site, ledger: Ledger) -> None:
    site.plays |= {
        "/index": answer(b"<sitemapindex><sitemap><loc>http://news.example/map</loc></sitemap></sitemapindex>"),
        "/map": answer(b"<urlset><url><loc>http://news.example/a</loc><lastmod>2025-03-03</lastmod></url></urlset>"),
        "/a": answer(story("ferry")),
    }
    assert uris(follow(site, ledger, "http://news.example/index")) == ["http://news.example/a"]
    assert follow(site, ledger, "http://news.example/index") == []


# Rounds


def test_feeds_come_again_when_they_are_due_and_failing_ones_later() -> None:
    ticking = Clock(now=0.0)
    rounds = Rounds(["good", "bad"], every=600, clock=ticking, sleep=ticking.sleep)
    came: list[tuple[str, float]] = []
    for name in rounds:
        came.append((name, ticking.now))
        rounds.answered(name) if name == "good" else rounds.failed(name)
        if ticking.now > 5000:
            break
    assert [at for name, at in came if name == "bad"] == [0, 1200, 3600]
    assert [at for name, at in came if name == "good"] == [600.0 * n for n in range(10)]


def test_a_feed_that_always_fails_is_asked_once_a_day() -> None:
    ticking = Clock(now=0.0)
    rounds = Rounds(["bad"], every=600, clock=ticking, sleep=ticking.sleep)
    for _, name in zip(range(40), rounds, strict=False):
        rounds.failed(name)
    assert max(ticking.slept) == LONGEST


@pytest.mark.parametrize(("written", "meant"), [("15m", 900), ("1h30m", 5400), ("90s", 90), (" 2D ", 172_800)])
def test_durations(written: str, meant: float) -> None:
    assert seconds(written) == meant


@pytest.mark.parametrize("written", ["", "15", "m", "59s", "0m", "-5m", "1m1h", "1e9h", "99999999h"])
def test_what_is_no_duration(written: str) -> None:
    with pytest.raises(QueryError):
        seconds(written)


def test_a_failure_of_a_feed_is_a_row(site: Site, ledger: Ledger) -> None:
    follow(site, ledger, "http://news.example/gone")
    (found,) = ledger.failures()
    assert isinstance(found, Failure)
    assert (found.stage, found.reason, found.uri) == ("read", "FetchFailed", "http://news.example/gone")
