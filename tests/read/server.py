"""A web of our own on the loopback: every name leads to one server, which plays what a test tells it to."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpcore2

from reportedly.read.fetch import Fetcher, Manners
from reportedly.read.wire import Network

PUBLIC = "93.184.216.34"
"""A machine of the public network, as far as the client can see."""

STORY = b"""<html lang="en"><head><title>Ferry sails again</title>
<meta property="article:published_time" content="2025-03-03T09:00:00Z"></head><body><article>
<h1>Ferry sails again</h1><p>The ferry between Kolm and Varn sails again, the harbour master said on Monday.
Nearly 300 people crossed the river in two hours, she told reporters in the town hall.</p>
<p>&ldquo;We will not stop before winter,&rdquo; Mayor Anna Osei said. She urged the operator to publish its timetable,
which the town has asked for since March, and said that the council would pay for a second boat.</p></article></body>
</html>"""


@dataclass
class Asked:
    """A request as the server saw it."""

    host: str
    target: str
    fields: Mapping[str, str]


Play = bytes | Callable[[Any, Asked], bytes | None]
"""An answer, or what makes one: given the connection, so that it can also misbehave."""


@dataclass
class Site:
    """What the server plays: answers by "host/path" or "/path"."""

    plays: dict[str, Play] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    port: int = 0

    def targets(self) -> list[str]:
        return [one.target for one in self.asked if one.target != "/robots.txt"]

    def play(self, asked: Asked) -> Play:
        path = asked.target.partition("?")[0]
        found = self.plays.get(asked.host + path, self.plays.get(path))
        return found if found is not None else answer(b"no such page", status="404 Not Found")


def answer(body: bytes = b"", *fields: str, status: str = "200 OK", media: str = "text/html") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", f"Content-Length: {len(body)}", *fields, "", ""]
    return "\r\n".join(lines).encode() + body


def moved(to: str, status: str = "302 Found") -> bytes:
    return answer(b"", f"Location: {to}", status=status)


@contextmanager
def serving() -> Iterator[Site]:
    site = Site()

    class Handler(socketserver.StreamRequestHandler):
        timeout = 10

        def handle(self) -> None:
            try:
                line = self.rfile.readline().decode("latin-1").split(" ")
                fields = {}
                while (raw := self.rfile.readline().strip()) != b"":
                    name, _, value = raw.decode("latin-1").partition(":")
                    fields[name.strip().lower()] = value.strip()
                asked = Asked(fields.get("host", "").partition(":")[0], line[1], fields)
                site.asked.append(asked)
                play = site.play(asked)
                said = play if isinstance(play, bytes) else play(self.request, asked)
                if said is not None:
                    self.request.sendall(said)
            except OSError:  # the client has had enough
                pass

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True
        request_queue_size = 50

    with Server(("127.0.0.1", 0), Handler) as server:
        site.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield site
        server.shutdown()


@dataclass
class Clock:
    """Time that passes only by sleeping."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def network(site: Site, *, machines: Mapping[str, list[str]] | None = None, allow_private: bool = False) -> Network:
    """Every name is a public machine unless the test says otherwise, and every public machine is the server."""

    def resolve(host: str, _: int) -> list[str]:
        return (machines or {}).get(host, [host if host.replace(".", "").isdigit() else PUBLIC])

    def dial(machine: str, _: int, seconds: float) -> httpcore2.NetworkStream:
        assert machine == PUBLIC or allow_private, f"a connection to {machine}"
        return httpcore2.SyncBackend().connect_tcp("127.0.0.1", site.port, timeout=seconds)

    return Network(resolve=resolve, dial=dial, allow_private=allow_private)


def fetcher(site: Site, clock: Clock, *, net: Network | None = None, **manners: Any) -> Fetcher:
    wishes = {"total": 5.0, "read": 5.0, "connect": 5.0, **manners}
    return Fetcher(Manners(**wishes), network=net or network(site), clock=clock, sleep=clock.sleep)
