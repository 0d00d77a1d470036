"""How long exports of a large ledger take and how much memory, Parquet above all.

    python -m benchmarks.exports [--claims 1000000] [--ledger FILE] [--formats parquet,jsonl,csv]

The ledger holds generated articles (a few read once, then given other ids); with
``--ledger`` it is kept and used again. Each export runs in a process of its own;
printed are seconds, seconds of CPU, claims a second, peak memory of the process, and the size.
The first row is the least that could be done: every reading taken out of the
ledger and let go. The peer hands the same rows to Arrow as dictionaries.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count, cycle, islice
from pathlib import Path

import msgspec

from benchmarks.ledger import outcomes, renamed
from reportedly.data import Outcome, Reading
from reportedly.export import FolderExporter, exporter
from reportedly.export.files import new_folder, write_file
from reportedly.ledger import ClaimQuery, Excerpt, open_ledger

_READ = 20
_BATCH = 500
_ROWS = 20_000


def fill(path: Path, claims: int) -> None:
    """Make a ledger of so many claims, or a few more."""
    read = [one.result for one in outcomes(_READ) if isinstance(one.result, Reading)]
    with open_ledger(path) as ledger:
        kept, made = ledger.counts().claims, _made(read)
        while kept < claims:
            batch = list(islice(made, _BATCH))
            ledger.put(batch, made_by="benchmark")
            kept += sum(len(one.result.claims) for one in batch if isinstance(one.result, Reading))


def _made(read: Sequence[Reading]) -> Iterator[Outcome]:
    return (renamed(reading, at) for at, reading in zip(count(), cycle(read), strict=False))


def export(name: str, excerpts: Iterable[Excerpt], out: Path) -> None:
    """Export into a folder or a file."""
    writer = exporter(name)
    if isinstance(writer, FolderExporter):
        with new_folder(out) as folder:
            writer.fill(excerpts, folder)
    else:
        write_file(out, writer.pieces(excerpts))


def let_go(_: str, excerpts: Iterable[Excerpt], __: Path) -> None:
    """Take everything out and do nothing with it."""
    for _excerpt in excerpts:
        pass


def dictionaries(_: str, excerpts: Iterable[Excerpt], out: Path) -> None:
    """The claims alone, a dictionary a row, as Arrow's documentation has it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from reportedly.export.tables import schema_of

    schema, rows = schema_of("claims"), []
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for excerpt in excerpts:
            id_ = excerpt.reading.article.id
            rows += [{"article": id_, **msgspec.to_builtins(claim)} for claim in excerpt.reading.claims]
            if len(rows) >= _ROWS:
                writer.write_table(pa.Table.from_pylist(rows, schema=schema))
                rows = []
        writer.write_table(pa.Table.from_pylist(rows, schema=schema))


WAYS: dict[str, Callable[[str, Iterable[Excerpt], Path], None]] = {
    "(taken out)": let_go,
    "(peer: claims as dictionaries)": dictionaries,
}


def one(name: str, ledger: Path) -> None:
    """Export once in this process and print seconds, seconds of CPU, MiB of peak memory and bytes."""
    with tempfile.TemporaryDirectory(dir=ledger.parent) as folder, open_ledger(ledger, read_only=True) as opened:
        out = Path(folder) / "out"
        started, worked = time.perf_counter(), time.process_time()
        WAYS.get(name, export)(name, opened.excerpts(ClaimQuery()), out)
        seconds, cpu = time.perf_counter() - started, time.process_time() - worked
        files = [path for path in [out, *out.glob("*")] if path.is_file()]
        print(
            seconds,
            cpu,
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            sum(p.stat().st_size for p in files),
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Make the ledger, export it in each format, print a table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.exports", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--formats", default="parquet,jsonl,csv")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.one:
        one(given.one, given.ledger)
        return
    with tempfile.TemporaryDirectory() as folder:
        ledger = given.ledger or Path(folder) / "ledger.db"
        fill(ledger, given.claims)
        with open_ledger(ledger, read_only=True) as opened:
            counts = opened.counts()
        print(f"{counts.articles:,} articles, {counts.claims:,} claims, {counts.figures:,} figures")
        print(f"{'':32} {'seconds':>8} {'CPU s':>8} {'claims/s':>10} {'peak MiB':>9} {'MB':>8}")
        for name in [*WAYS, *given.formats.split(",")]:
            command = [sys.executable, "-m", "benchmarks.exports", "--one", name, "--ledger", str(ledger)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            seconds, cpu, memory, size = map(float, done.stdout.split())
            print(
                f"{name:32} {seconds:8.1f} {cpu:8.1f} {counts.claims / seconds:10,.0f} {memory:9,.0f} {size / 1e6:8.1f}"
            )


if __name__ == "__main__":
    main()
