"""How fast a ledger keeps readings and gives them back, beside the least that could be done.

    python -m benchmarks.ledger [--articles 2000]

The readings are those of generated articles (a few read once, then given other
ids). The peer keeps the same records as JSON lines in one table of SQLite, in
transactions of the same size: no search, no check, no upsert of parts.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from benchmarks.bulk import articles
from reportedly import flow, record
from reportedly.data import Outcome, Page, Reading, content_hash
from reportedly.ledger import open_ledger
from reportedly.run.writer import BATCH

_READ = 20
"""Articles that are really read; the rest are they under other ids."""


def outcomes(count: int) -> list[Outcome]:
    """Readings as a run would give them, each with ids of its own."""
    made = [flow.read_page(Page(uri=name, body=text.encode())).result for name, text in articles(min(count, _READ))]
    read = [result for result in made if isinstance(result, Reading)]
    return [renamed(read[at % len(read)], at) for at in range(count)]


def renamed(reading: Reading, at: int) -> Outcome:
    """The reading under other ids."""
    ids = {claim.id: content_hash(at, claim.id) for claim in reading.claims}
    article = replace(reading.article, id=content_hash(at), uri=f"{at}.html")
    claims = tuple(replace(c, id=ids[c.id], parent=ids.get(c.parent or "")) for c in reading.claims)
    events = tuple(replace(event, claim=ids.get(event.claim or "")) for event in reading.events)
    return Outcome(
        page=content_hash("page", at), result=replace(reading, article=article, claims=claims, events=events)
    )


def keep(path: Path, kept: Sequence[Outcome]) -> None:
    """Put all into a ledger."""
    with open_ledger(path) as ledger:
        for batch in _batches(kept):
            ledger.put(batch, made_by="benchmark")


def give_back(path: Path) -> int:
    """Every reading of the ledger, as JSON lines."""
    with open_ledger(path, read_only=True) as ledger:
        return sum(len(record.to_json(reading)) for reading in ledger.readings())


def keep_lines(path: Path, kept: Sequence[Outcome]) -> None:
    """Put all into one table of the standard library's SQLite."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE record (page TEXT PRIMARY KEY, line BLOB NOT NULL)")
    for batch in _batches(kept):
        connection.execute("BEGIN")
        rows = ((one.page, record.to_json(one.result)) for one in batch if isinstance(one.result, Reading))
        connection.executemany("INSERT INTO record VALUES (?, ?)", rows)
        connection.execute("COMMIT")
    connection.close()


def give_back_lines(path: Path) -> int:
    """Every line, decoded into a reading and encoded again, as the ledger must."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT line FROM record")
    size = sum(len(record.to_json(record.from_json(line))) for (line,) in found)
    connection.close()
    return size


def _batches(kept: Sequence[Outcome]) -> Iterator[list[Outcome]]:
    rest = iter(kept)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main(arguments: Sequence[str] | None = None) -> None:
    """Time both and print the ratio."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=2000)
    count = parser.parse_args(arguments).articles
    kept = outcomes(count)
    claims = sum(len(one.result.claims) for one in kept if isinstance(one.result, Reading))
    with tempfile.TemporaryDirectory() as folder:
        ours, lines = Path(folder) / "ledger.db", Path(folder) / "lines.db"
        put, put_lines = _seconds(lambda: keep(ours, kept)), _seconds(lambda: keep_lines(lines, kept))
        again = _seconds(lambda: keep(ours, kept))
        dump, dump_lines = _seconds(lambda: give_back(ours)), _seconds(lambda: give_back_lines(lines))
        sizes = [path.stat().st_size / 1e6 for path in (ours, lines)]
    print(f"{count:,} articles, {claims:,} claims   articles/s    JSON lines    ratio")
    for name, mine, peer in (("put", put, put_lines), ("put again", again, put_lines), ("dump", dump, dump_lines)):
        print(f"{name:30} {count / mine:11,.0f} {count / peer:13,.0f} {peer / mine:8.2f}")
    print(f"{'MB on disk':30} {sizes[0]:11,.1f} {sizes[1]:13,.1f}")


if __name__ == "__main__":
    main()
