"""How fast the desk's pages and search are on a large ledger, with many readers and one writer.

    python -m benchmarks.desk [--claims 1000000] [--readers 20] [--seconds 60] [--think 1.0] [--ledger FILE]

A ledger is generated (words, outlets and actors by Zipf's law, over five years); one that is there already is used.
`reportedly desk` serves it in a process of its own. Readers ask for a page, read it for as long as ``--think`` says on
average, and follow an address of what they got; meanwhile `reportedly read` reads articles into the same ledger. Times
are taken at the readers, from the request to the last byte; and processor time of the same addresses, one after the
other in one process, which other work on the machine does not change.
"""

from __future__ import annotations

import argparse
import bisect
import http.client
import itertools
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

from benchmarks.bulk import articles
from reportedly.data import (
    Actor,
    Article,
    Block,
    Claim,
    ClaimKind,
    Figure,
    Outcome,
    Party,
    Phrase,
    Reading,
    Span,
    content_hash,
)
from reportedly.ledger import open_ledger

CLAIMS = 20
"""Claims of a generated article."""
BATCH = 200
KINDS: tuple[ClaimKind, ...] = ("statement", "denial", "demand", "threat")
SYLLABLES = ("ka", "lo", "mi", "re", "su", "ta", "ven", "dor", "eth", "pol", "gar", "nim", "os", "ural", "bek", "chi")


class Zipf:
    """Words drawn so that the n-th is drawn as often as 1/n."""

    def __init__(self, words: Sequence[str], chance: random.Random) -> None:
        self._words, self._chance = words, chance
        self._weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def draw(self, count: int) -> list[str]:
        """So many words."""
        top = self._weights[-1]
        return [self._words[bisect.bisect(self._weights, self._chance.random() * top)] for _ in range(count)]


def vocabulary(count: int) -> list[str]:
    """So many words that no language has, the short ones first."""
    made = ("".join(parts) for length in (2, 3, 4, 5) for parts in itertools.product(SYLLABLES, repeat=length))
    return list(itertools.islice(made, count))


def readings(claims: int) -> Iterator[Outcome]:
    """Generated readings with so many claims together."""
    chance = random.Random(7)
    words = Zipf(vocabulary(50_000), chance)
    people = Zipf([f"{first.title()} {last.title()}" for first, last in _names(20_000)], chance)
    outlets = Zipf([f"The {word.title()} Post" for word in vocabulary(300)], chance)
    for number in range(claims // CLAIMS):
        published = date(2020, 1, 1) + timedelta(days=number * 1800 * CLAIMS // claims)
        yield _reading(number, published.isoformat(), words, people, outlets, chance)


def _names(count: int) -> list[tuple[str, str]]:
    words = vocabulary(600)
    return [(words[at % 500], words[at % 599]) for at in range(count)]


def _reading(number: int, day: str, words: Zipf, people: Zipf, outlets: Zipf, chance: random.Random) -> Outcome:
    text, claims, figures, actors, mentions = "", [], [], {}, defaultdict(list)
    (outlet,) = outlets.draw(1)
    headline = " ".join(words.draw(8))
    text = headline
    blocks = [Block(kind="headline", start=0, end=len(headline))]
    for at in range(CLAIMS):
        (person,) = people.draw(1)
        id_ = content_hash(person)
        content = f"{chance.randrange(5, 500)} {' '.join(words.draw(chance.randrange(8, 24)))}"
        start = len(text) + 2
        text += f"\n\n{person} said {content}."
        source, cue = Span(start, start + len(person)), Span(start + len(person) + 1, start + len(person) + 5)
        said = Span(cue.end + 1, cue.end + 1 + len(content))
        blocks.append(Block(kind="paragraph", start=start, end=len(text)))
        actors.setdefault(id_, person)
        mentions[id_].append(source)
        counted = content.split()[:2]
        figures.append(_figure(f"f{at}", said.start, counted))
        claims.append(
            Claim(
                id=content_hash(number, at),
                kind=chance.choices(KINDS, (90, 6, 3, 1))[0],
                quotation="indirect",
                source=Party(spans=(source,), text=person, actor=id_),
                cue=Phrase(spans=(cue,), text="said"),
                content=Phrase(spans=(said,), text=content),
                figures=(f"f{at}",),
                score=0.8,
                made_by="benchmark",
            )
        )
    article = Article(
        id=content_hash("article", number),
        uri=f"https://news.example/{number}",
        outlet=outlet,
        headline=headline,
        standfirst=None,
        published=day,
        language="en",
        text=text,
        blocks=tuple(blocks),
    )
    named = tuple(Actor(id=i, name=n, kind="person", mentions=tuple(mentions[i])) for i, n in actors.items())
    made = Reading(article=article, claims=tuple(claims), figures=tuple(figures), actors=named)
    return Outcome(page=content_hash("page", number), result=made)


def _figure(id_: str, start: int, counted: list[str]) -> Figure:
    value, text = int(counted[0]), " ".join(counted)
    spans = (Span(start, start + len(text)),)
    return Figure(id=id_, spans=spans, text=text, value=value, low=value, high=value, counted=counted[1], status="lost")


def generate(path: Path, claims: int) -> None:
    """Make the ledger."""
    started = time.perf_counter()
    with open_ledger(path) as ledger:
        made = readings(claims)
        for at in itertools.count(1):
            if not (batch := list(itertools.islice(made, BATCH))):
                break
            ledger.put(batch, made_by="benchmark")
            if at % 25 == 0:
                print(f"{at * BATCH * CLAIMS:,} claims, {time.perf_counter() - started:.0f} s", file=sys.stderr)
    print(f"generated {claims:,} claims in {time.perf_counter() - started:.0f} s, {path.stat().st_size / 1e9:.2f} GB")


@dataclass
class Reader:
    """One who reads: asks, waits, and follows an address of what came."""

    port: int
    think: float
    until: float
    seed: int
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Read until the end."""
        chance = random.Random(self.seed)
        words = Zipf(vocabulary(50_000), chance)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        answer = self._ask(connection, "search, JSON", "/search.json?limit=20")
        while time.monotonic() < self.until:
            time.sleep(chance.expovariate(1 / self.think) if self.think else 0)
            view, address = self.next(chance, words, json.loads(answer)["claims"])
            self._ask(connection, view, address)
            if chance.random() < 0.2:
                address = f"/search.json?limit=20&q={words.draw(1)[0]}"
                found = self._ask(connection, "search, JSON", address)
                answer = found if json.loads(found)["claims"] else answer
        connection.close()

    def next(self, chance: random.Random, words: Zipf, claims: list[dict[str, dict[str, str]]]) -> tuple[str, str]:
        """A view and its address, after some claims that were found."""
        one = chance.choice(claims)
        word, other = words.draw(2)
        return chance.choice(
            [
                ("front page", "/"),
                ("article", f"/article/{one['article']['id']}"),
                ("claim", f"/claim/{one['claim']['id']}"),
                ("actor", f"/actor/{(one['speaker'] or {}).get('id') or content_hash('Kalo Kalo')}"),
                ("outlet", f"/outlet?name={quote(one['article']['outlet'] or 'The Kaka Post')}"),
                ("timeline", f"/timeline?q={word}"),
                ("outlets", "/outlets"),
                ("search, a word", f"/search?q={word}"),
                ("search, two words", f"/search?q={word}+{other}"),
                ("search, typing", f"/search?q={word[:4]}&typing=1"),
                ("search, a speaker", f"/search?by={word}&kind=threat"),
            ]
        )

    def _ask(self, connection: http.client.HTTPConnection, view: str, address: str) -> bytes:
        started = time.perf_counter()
        connection.request("GET", address, headers={"Host": "localhost"})
        response = connection.getresponse()
        body = response.read()
        self.times[view].append(time.perf_counter() - started)
        if response.status != 200:
            self.failed.append(f"{response.status} {address}")
        return body


def measure(path: Path, *, count: int, seconds: float, think: float) -> tuple[list[Reader], int]:
    """Let the readers read while one process reads articles into the ledger; how many of those were read."""
    port = _free_port()
    command = [sys.executable, "-m", "reportedly"]
    with tempfile.TemporaryDirectory() as folder:
        for name, text in articles(3000):
            Path(folder, name).write_text(text, encoding="utf-8")
        server = subprocess.Popen([*command, "desk", "--ledger", path, "--port", str(port)], stderr=subprocess.DEVNULL)
        writer = subprocess.Popen(
            [*command, "read", folder, "--ledger", path, "--workers", "0", "--quiet", "--again"],
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_for(port)
            before = _articles(path)
            readers = [Reader(port, think, time.monotonic() + seconds, seed) for seed in range(count)]
            threads = [threading.Thread(target=reader.run) for reader in readers]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            return readers, _articles(path) - before
        finally:
            for process in (writer, server):
                process.terminate()
                process.wait()


def processor_time(path: Path, *, asked: int) -> dict[str, list[float]]:
    """Seconds of processor time of one request after another, in this process: what other programs do is not in it."""
    from starlette.testclient import TestClient

    from reportedly.desk.web.app import build_app

    times: dict[str, list[float]] = defaultdict(list)
    chance = random.Random(11)
    words = Zipf(vocabulary(50_000), chance)
    reader = Reader(0, 0, 0, 0)
    with open_ledger(path, read_only=True) as ledger:
        client = TestClient(build_app(ledger), base_url="http://localhost")
        claims = client.get("/search.json?limit=200").json()["claims"]
        for _ in range(asked):
            view, address = reader.next(chance, words, claims)
            started = time.process_time()
            client.get(address)
            times[view].append(time.process_time() - started)
    return times


def _articles(path: Path) -> int:
    with open_ledger(path, read_only=True) as ledger:
        return ledger.news(articles=1, claims=0).mark


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def main(arguments: Sequence[str] | None = None) -> None:
    """Generate, measure, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.desk", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--ledger", type=Path)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder) / "ledger.db"
        if not path.exists():
            generate(path, given.claims)
        alone = processor_time(path, asked=600)
        readers, written = measure(path, count=given.readers, seconds=given.seconds, think=given.think)
    shared: dict[str, list[float]] = defaultdict(list)
    for reader in readers:
        for view, times in reader.times.items():
            shared[view] += times
    failed = [line for reader in readers for line in reader.failed]
    asked = sum(map(len, shared.values()))
    print(f"{given.readers} readers, {asked / given.seconds:.1f} requests/s, {written} articles read meanwhile")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {len(failed)} requests failed {failed[:3]}")
    print("\nmilliseconds at the readers")
    _print(shared)
    print("\nmilliseconds of processor time, one request after another")
    _print(alone)


def _print(times: dict[str, list[float]]) -> None:
    for view, own in list(times.items()):
        times["all searches" if view.startswith("search") else "all pages"] += own
    print(f"{'':20} {'requests':>8} {'median':>8} {'p95':>8} {'max':>8}")
    for view, own in sorted(times.items()):
        tail = statistics.quantiles(own, n=20)[-1] if len(own) > 1 else own[0]
        print(f"{view:20} {len(own):8} {statistics.median(own) * 1e3:8.1f} {tail * 1e3:8.1f} {max(own) * 1e3:8.1f}")


if __name__ == "__main__":
    main()
