"""Fetching from servers that mean well and servers that don't. Each case ends, and says how."""

from __future__ import annotations

import gzip
import socket
import struct
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import httpcore2
import pytest

from reportedly.data import Visit
from reportedly.errors import (
    AddressRefused,
    FetchFailed,
    FetchTimeout,
    InputUnreadable,
    PageTooLarge,
    ReadError,
    RobotsDisallowed,
    TooManyRedirects,
)
from reportedly.read import MAX_PAGE_BYTES
from reportedly.read.fetch import USER_AGENT, Fetched
from reportedly.read.wire import Network
from tests.read.server import PUBLIC, STORY, Asked, Clock, Site, answer, fetcher, moved, network

NEWS = "http://news.example"


def fetch(site: Site, clock: Clock, path: str = "/story", *, known: Visit | None = None, **manners: Any) -> Fetched:
    return fetcher(site, clock, **manners).fetch(NEWS + path, known=known)


def refused(site: Site, clock: Clock, kind: type[ReadError], path: str = "/story", **manners: Any) -> str:
    with pytest.raises(kind) as caught:
        fetch(site, clock, path, **manners)
    assert type(caught.value) is kind
    return str(caught.value)


def test_a_page_with_what_was_declared(site: Site, clock: Clock) -> None:
    site.plays["/story"] = answer(STORY, 'ETag: "a1"', "Set-Cookie: a=b", media="text/html; charset=utf-8")
    found = fetch(site, clock)
    assert (found.body, found.uri, found.media_type) == (STORY, f"{NEWS}/story", "text/html; charset=utf-8")
    assert datetime.fromisoformat(found.fetched) <= datetime.now(UTC)
    assert found.machine == PUBLIC
    asked = site.asked[-1]
    assert asked.fields["user-agent"] == USER_AGENT
    assert asked.host == "news.example"


def test_no_cookies_no_proxy_no_credentials(site: Site, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    site.plays["/story"] = answer(STORY, "Set-Cookie: a=b")
    client = fetcher(site, clock)
    client.fetch(f"{NEWS}/story")
    client.fetch(f"{NEWS}/story")
    assert not {"cookie", "authorization", "referer"} & set(site.asked[-1].fields)


# Redirects


def test_redirects_are_followed_and_the_last_address_counts(site: Site, clock: Clock) -> None:
    site.plays |= {"/story": moved("/b?x=1"), "/b": moved("//other.example/c", "308 Permanent Redirect")}
    site.plays["other.example/c"] = answer(STORY)
    found = fetch(site, clock)
    assert (found.uri, found.asked) == ("http://other.example/c", f"{NEWS}/story")


@pytest.mark.parametrize("to", ["/story", "/story?{n}"])
def test_endless_redirects(site: Site, clock: Clock, to: str) -> None:
    site.plays["/story"] = lambda _, __: moved(to.format(n=len(site.asked)))
    assert "10 times" in refused(site, clock, TooManyRedirects)


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/", "http://127.0.0.1:8080/", "http://10.0.0.1/admin", "http://[::1]/", "http://0x7f.1/",
        "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "ftp://news.example/", "gopher://x/",
        "http://user:secret@news.example/", "http://news.example:22/", "http://inside.example/", "javascript:1",
        "http://[::ffff:10.0.0.1]/",
    ],
)  # fmt: skip
def test_a_redirect_to_where_nothing_is_asked(site: Site, clock: Clock, to: str) -> None:
    net = network(site, machines={"inside.example": ["192.168.0.7"], "::1": ["::1"], "::ffff:a00:1": ["::ffff:a00:1"]})
    site.plays["/story"] = moved(to)
    refused(site, clock, AddressRefused, net=net)
    assert {asked.host for asked in site.asked} == {"news.example"}


def test_a_redirect_without_a_target_is_an_error(site: Site, clock: Clock) -> None:
    site.plays["/story"] = answer(b"", status="302 Found")
    refused(site, clock, FetchFailed)


# Machines


@pytest.mark.parametrize("machine", ["127.0.0.1", "10.0.0.1", "::1", "fe80::1%eth0", "::ffff:127.0.0.1", "100.64.0.9"])
def test_a_name_that_is_a_private_machine(site: Site, clock: Clock, machine: str) -> None:
    said = refused(site, clock, AddressRefused, net=network(site, machines={"news.example": [machine]}))
    assert machine in said
    assert "--allow-private" in said
    assert site.asked == []


def test_of_many_machines_only_the_public_ones_are_asked(site: Site, clock: Clock) -> None:
    site.plays["/story"] = answer(STORY)
    assert fetch(site, clock, net=network(site, machines={"news.example": ["127.0.0.1", PUBLIC]})).machine == PUBLIC


def test_a_private_machine_may_be_allowed(site: Site, clock: Clock) -> None:
    site.plays["/story"] = answer(STORY)
    net = network(site, machines={"news.example": ["127.0.0.1"]}, allow_private=True)
    assert fetch(site, clock, net=net).body == STORY


def test_a_name_that_changes_its_machine_between_check_and_use(site: Site, clock: Clock) -> None:
    """DNS rebinding: each connection goes to the machine that was checked for it."""
    answers = iter([[PUBLIC], [PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    dialled: list[str] = []
    inner = network(site)

    def dial(machine: str, port: int, seconds: float) -> Any:
        dialled.append(machine)
        return inner.dial(machine, port, seconds)

    site.plays["/story"] = answer(STORY)
    client = fetcher(site, clock, net=Network(resolve=lambda *_: next(answers), dial=dial))
    assert client.fetch(f"{NEWS}/story").body == STORY
    with pytest.raises(AddressRefused):
        client.fetch(f"{NEWS}/story")
    assert set(dialled) == {PUBLIC}


class Fake(httpcore2.NetworkStream):
    """A connection that answers one request and notes whose certificate was asked for."""

    def __init__(self, said: bytes, noted: list[str | None]) -> None:
        self.said, self.noted = said, noted

    def start_tls(self, ssl_context: Any, server_hostname: str | None = None, _: Any = None) -> Any:
        assert ssl_context.check_hostname
        self.noted.append(server_hostname)
        return self

    def write(self, *_: Any) -> None:
        pass

    def read(self, max_bytes: int, _: Any = None) -> bytes:
        said, self.said = self.said[:max_bytes], self.said[max_bytes:]
        return said

    def close(self) -> None:
        pass


def test_the_certificate_must_have_the_name_though_the_machine_is_asked_by_number(site: Site, clock: Clock) -> None:
    noted: list[str | None] = []
    dialled: list[tuple[str, int]] = []

    def dial(machine: str, port: int, _: float) -> Fake:
        dialled.append((machine, port))
        return Fake(answer(STORY), noted)

    net = Network(resolve=lambda *_: [PUBLIC], dial=dial)
    assert fetcher(site, clock, net=net).fetch("https://bücher.example/story").body == STORY
    assert set(noted) == {"xn--bcher-kva.example"}
    assert set(dialled) == {(PUBLIC, 443)}


def test_a_name_that_is_none(site: Site, clock: Clock) -> None:
    def resolve(*_: object) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    assert "not known" in refused(site, clock, FetchFailed, net=Network(resolve=resolve, dial=network(site).dial))
    refused(site, clock, FetchFailed, net=Network(resolve=lambda *_: [], dial=network(site).dial))


def test_a_name_server_that_does_not_answer(site: Site, clock: Clock) -> None:
    silent = threading.Event()
    net = Network(resolve=lambda *_: [PUBLIC] if silent.wait(10) else [], dial=network(site).dial)
    refused(site, clock, FetchTimeout, net=net, total=0.1)
    silent.set()


# Size


@pytest.mark.parametrize("coding", ["gzip", "br", "deflate", "gzip, gzip"])
def test_a_bomb_is_not_blown_up(site: Site, clock: Clock, coding: str) -> None:
    import zlib

    import brotli

    zeros = bytes(4 * MAX_PAGE_BYTES)
    packed = {
        "gzip": lambda: gzip.compress(zeros, 1),
        "br": lambda: brotli.compress(zeros, quality=1),
        "deflate": lambda: zlib.compress(zeros, 1),
        "gzip, gzip": lambda: gzip.compress(gzip.compress(zeros, 1), 1),
    }[coding]()
    site.plays["/story"] = answer(packed, f"Content-Encoding: {coding}")
    refused(site, clock, PageTooLarge)


def test_a_packed_page_is_unpacked(site: Site, clock: Clock) -> None:
    site.plays["/story"] = answer(gzip.compress(STORY), "Content-Encoding: gzip")
    assert fetch(site, clock).body == STORY


def test_a_packed_page_that_is_damaged(site: Site, clock: Clock) -> None:
    site.plays["/story"] = answer(gzip.compress(STORY)[:-20], "Content-Encoding: gzip")
    refused(site, clock, InputUnreadable)


def _endless(head: bytes, part: bytes) -> Any:
    def play(connection: Any, _: Asked) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(part)

    return play


@pytest.mark.parametrize(
    ("head", "part"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 65536),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"x" * 65536 + b"\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", b"x" * 65536),
        (b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 1000),
    ],
    ids=["no length", "chunks", "huge length", "hints without end"],
)
def test_an_answer_without_end(site: Site, clock: Clock, head: bytes, part: bytes) -> None:
    site.plays["/story"] = _endless(head, part)
    refused(site, clock, PageTooLarge)


def test_a_header_without_end(site: Site, clock: Clock) -> None:
    site.plays["/story"] = _endless(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"x" * 4000 + b"\r\n")
    refused(site, clock, FetchFailed, tries=1)


def test_a_page_of_exactly_the_limit(site: Site, clock: Clock) -> None:
    site.plays["/story"] = answer(b"x" * MAX_PAGE_BYTES)
    site.plays["/more"] = answer(b"x" * (MAX_PAGE_BYTES + 1))
    assert len(fetch(site, clock).body) == MAX_PAGE_BYTES
    refused(site, clock, PageTooLarge, "/more")


# Time and broken connections


def _drip(connection: Any, _: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        connection.sendall(b"x")
        time.sleep(0.02)


def _silent(connection: Any, _: Asked) -> None:
    connection.recv(1)


@pytest.mark.parametrize("play", [_drip, _silent])
def test_a_slow_server_gets_no_more_than_the_whole_time(site: Site, clock: Clock, play: Any) -> None:
    site.plays["/story"] = play
    refused(site, clock, FetchTimeout, total=0.3)


def test_redirects_share_the_time(site: Site, clock: Clock) -> None:
    def slow(_: Any, __: Asked) -> bytes:
        time.sleep(0.1)
        return moved("/story")

    site.plays["/story"] = slow
    refused(site, clock, FetchTimeout, total=0.35)


def _reset(connection: Any, _: Asked) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


@pytest.mark.parametrize(
    "play",
    [
        _reset,
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhalf",
        b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 400\r\n\r\nhalf",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"",
        b"\x00" * 1000,
    ],
    ids=["reset", "short", "half a chunk", "negative", "two lengths", "ssh", "nothing", "noughts"],
)
def test_a_broken_answer_is_tried_again_and_then_a_failure(site: Site, clock: Clock, play: Any) -> None:
    site.plays["/story"] = play
    refused(site, clock, FetchFailed)
    assert len(site.targets()) == 3
    assert clock.slept[:2] == [2.0, 4.0]


def test_more_than_was_declared_is_left(site: Site, clock: Clock) -> None:
    site.plays["/story"] = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nhalf and more"
    assert fetch(site, clock).body == b"half"


def test_nobody_answers(site: Site, clock: Clock) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    net = Network(allow_private=True, resolve=lambda *_: ["127.0.0.1"])
    client = fetcher(site, clock, net=net)
    for _ in range(2):  # the second time it is remembered
        with pytest.raises(FetchFailed, match="can't be reached"):
            client.fetch(f"http://news.example:{port}/")
    assert clock.slept == [2.0, 4.0]


# Errors of the server, and patience


def test_a_fault_that_passes(site: Site, clock: Clock) -> None:
    answers = iter([answer(b"", status="500 Oops"), answer(b"", status="503 Busy"), answer(STORY)])
    site.plays["/story"] = lambda *_: next(answers)
    assert fetch(site, clock).body == STORY


@pytest.mark.parametrize(("asked", "slept"), [("7", 7.0), ("0", 0.0), ("nonsense", 2.0)])
def test_retry_after_is_heeded(site: Site, clock: Clock, asked: str, slept: float) -> None:
    answers = iter([answer(b"", f"Retry-After: {asked}", status="429 Too Many Requests"), answer(STORY)])
    site.plays["/story"] = lambda *_: next(answers)
    assert fetch(site, clock).body == STORY
    assert clock.slept[0] == slept


def test_retry_after_may_be_a_date(site: Site, clock: Clock) -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    answers = iter([answer(b"", f"Retry-After: {later}", status="503 Busy"), answer(STORY)])
    site.plays["/story"] = lambda *_: next(answers)
    assert fetch(site, clock).body == STORY
    assert 20 < clock.slept[0] <= 30


def test_whoever_asks_to_wait_too_long_is_a_failure(site: Site, clock: Clock) -> None:
    site.plays["/story"] = answer(b"", "Retry-After: 86400", status="429 Too Many Requests")
    assert "429" in refused(site, clock, FetchFailed)
    assert len(site.targets()) == 1


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "403 Forbidden", "204 No Content", "304 Not Modified"])
def test_other_answers_are_failures_at_once(site: Site, clock: Clock, status: str) -> None:
    site.plays["/story"] = answer(b"", status=status)
    refused(site, clock, FetchFailed)
    assert len(site.targets()) == 1


def test_requests_to_one_host_are_apart(site: Site, clock: Clock) -> None:
    site.plays["/story"] = answer(STORY)
    client = fetcher(site, clock, delay=1.5)
    for host in ("news.example", "news.example", "other.example"):
        client.fetch(f"http://{host}/story")
    assert clock.slept == [1.5]


def test_what_is_known_is_asked_for_news_only(site: Site, clock: Clock) -> None:
    def play(_: Any, asked: Asked) -> bytes:
        same = asked.fields.get("if-none-match") == '"a1"' and "if-modified-since" in asked.fields
        return answer(b"", status="304 Not Modified") if same else answer(STORY, 'ETag: "a1"', "Last-Modified: then")

    site.plays["/story"] = play
    first = fetch(site, clock)
    assert fetch(site, clock, known=first.visit("digest")).unchanged
    elsewhere = Visit(address=f"{NEWS}/story", uri=f"{NEWS}/other", etag='"a1"', modified="then")
    assert not fetch(site, clock, known=elsewhere).unchanged


def test_marks_and_targets_beyond_ascii(site: Site, clock: Clock) -> None:
    site.plays |= {"/story": moved("/café"), "/caf%C3%A9": answer(STORY, 'ETag: "é"', f"Last-Modified: {'x' * 2000}")}
    first = fetch(site, clock)
    assert first.uri == f"{NEWS}/caf%C3%A9"
    assert first.visit(None).modified is None
    fetch(site, clock, known=first.visit("digest"))
    assert site.asked[-1].fields["if-none-match"].encode("latin-1").decode() == '"é"'


# robots.txt


def robots(text: str) -> bytes:
    return answer(text.encode(), media="text/plain")


def test_robots_txt_is_obeyed_and_asked_for_once(site: Site, clock: Clock) -> None:
    site.plays |= {"/robots.txt": robots("User-agent: *\nDisallow: /private\n"), "/story": answer(STORY)}
    client = fetcher(site, clock)
    client.fetch(f"{NEWS}/story")
    with pytest.raises(RobotsDisallowed, match="disallows it"):
        client.fetch(f"{NEWS}/private/x")
    assert [asked.target for asked in site.asked] == ["/robots.txt", "/story"]
    clock.now += 25 * 3600
    client.fetch(f"{NEWS}/story")
    assert len(site.asked) == 4


def test_robots_txt_may_name_us(site: Site, clock: Clock) -> None:
    site.plays |= {"/robots.txt": robots("User-agent: reportedly\nDisallow: /\n\nUser-agent: *\nAllow: /\n")}
    refused(site, clock, RobotsDisallowed)


def test_robots_txt_holds_for_where_a_redirect_leads(site: Site, clock: Clock) -> None:
    site.plays |= {"/story": moved("/private"), "/robots.txt": robots("User-agent: *\nDisallow: /private\n")}
    refused(site, clock, RobotsDisallowed)


@pytest.mark.parametrize("status", ["404 Not Found", "401 Unauthorized", "410 Gone"])
def test_a_site_without_robots_txt_allows_all(site: Site, clock: Clock, status: str) -> None:
    site.plays |= {"/robots.txt": answer(b"", status=status), "/story": answer(STORY)}
    assert fetch(site, clock).body == STORY


@pytest.mark.parametrize(
    "play",
    [answer(b"", status="500 Oops"), answer(b"", status="429 Slow"), moved("/robots.txt"), _reset, _silent],
    ids=["500", "429", "circle", "reset", "silent"],
)
def test_a_robots_txt_that_can_not_be_had_disallows_for_now(site: Site, clock: Clock, play: Any) -> None:
    site.plays |= {"/robots.txt": play, "/story": answer(STORY)}
    client = fetcher(site, clock, total=0.3)
    with pytest.raises((RobotsDisallowed, FetchFailed, FetchTimeout)):
        client.fetch(f"{NEWS}/story")
    assert site.targets() == []
    site.plays["/robots.txt"] = robots("")
    clock.now += 3600
    assert client.fetch(f"{NEWS}/story").body == STORY


def test_of_a_huge_robots_txt_the_beginning_counts(site: Site, clock: Clock) -> None:
    text = "User-agent: *\nDisallow: /private\n" + "# x\n" * 2_500_000 + "Disallow: /story\n"
    site.plays |= {"/robots.txt": robots(text), "/story": answer(STORY)}
    assert fetch(site, clock).body == STORY
    refused(site, clock, RobotsDisallowed, "/private")


def test_a_robots_txt_made_to_be_slow(site: Site, clock: Clock) -> None:
    text = "".join(f"User-agent: a{n}\n" for n in range(15_000)) + "Disallow: /b\n" * 15_000
    site.plays["/robots.txt"] = robots(text)
    refused(site, clock, RobotsDisallowed)


@pytest.mark.parametrize(("asked", "slept"), [("5", 5.0), ("1000", 30.0), ("0.1", 1.0), ("nan", 1.0), ("-3", 1.0)])
def test_a_crawl_delay_is_heeded_within_bounds(site: Site, clock: Clock, asked: str, slept: float) -> None:
    site.plays |= {"/robots.txt": robots(f"User-agent: *\nCrawl-delay: {asked}\n"), "/story": answer(STORY)}
    client = fetcher(site, clock)
    client.fetch(f"{NEWS}/story")
    client.fetch(f"{NEWS}/story")
    assert clock.slept == [slept]
