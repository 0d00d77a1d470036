"""Measure how fast an archive becomes pages and pages become articles, beside other readers of the same archive.

    python -m benchmarks.archives ARCHIVE [--limit N]
    python -m benchmarks.archives --pages FOLDER [--limit N]
    python -m benchmarks.archives

ARCHIVE is a .warc, .warc.gz or .warc.zst. With ``--pages`` one is built of the
folder's .html and .html.gz files, a gzip member each, with a request and a
picture between them and digests of blocks and payloads, as crawlers write them;
without either, of generated pages. ``--cuts N`` also cuts it at N places and
counts how many cuts each reader notices; its pages are then few.

How each is counted
    pages/s    pages by seconds of processor time, from the file's bytes on,
               each reader in a process of its own: ours with all lengths, trailers
               and digests checked and codings undone; warcio and FastWARC, where they
               are installed, giving the bodies of the same responses, which
               they decode as well, without digests
    ratio      ours by theirs
    articles/s from pages that are in memory, in one process
    peak MB    the most memory that the process had, article code and all
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import importlib
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.bulk import articles
from reportedly.article import read_article
from reportedly.data import Failure, Page
from reportedly.errors import ArticleError
from reportedly.read import pages

CUT_PAGES = 12


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, and print what it took."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.archives", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("archive", type=Path, nargs="?")
    parser.add_argument("--pages", type=Path, help="a folder of .html and .html.gz files to build an archive of")
    parser.add_argument("--limit", type=int, default=2_000, help="pages to read at most")
    parser.add_argument("--cuts", type=int, default=0, help="places to cut a small archive at")
    parser.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.reader:
        print(json.dumps(_timed(READERS[options.reader](options.archive), options.limit)))
        return
    with tempfile.TemporaryDirectory() as folder:
        bodies = list(islice(_bodies(options.pages), options.limit))
        archive = options.archive or built(bodies, Path(folder) / "built.warc.gz")
        _compare(archive, options.limit)
        _read_articles(archive, options.limit)
        if options.cuts:
            _cut(built(bodies[:CUT_PAGES], Path(folder) / "small.warc.gz"), options.cuts)


def built(bodies: Sequence[bytes], path: Path) -> Path:
    """An archive of the pages, as a crawler writes it."""
    with path.open("wb") as file:
        for number, body in enumerate(bodies):
            uri = f"https://example.org/{number}"
            file.write(_member("request", uri, f"GET /{number} HTTP/1.1\r\nHost: example.org\r\n\r\n".encode(), b""))
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip\r\n\r\n"
            packed = gzip.compress(body, 6, mtime=0)
            file.write(_member("response", uri, head + packed, packed))
            picture = b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + random.Random(number).randbytes(9_000)
            file.write(_member("response", f"{uri}.png", picture, b""))
    return path


def _member(kind: str, uri: str, block: bytes, payload: bytes) -> bytes:
    digests = f"WARC-Block-Digest: {_sha1(block)}\r\nWARC-Payload-Digest: {_sha1(payload)}\r\n" if payload else ""
    header = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{hashlib.md5(block).hexdigest()}>\r\n"
        f"WARC-Date: 2025-03-01T12:30:05Z\r\nWARC-Target-URI: {uri}\r\n{digests}"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(header.encode() + block + b"\r\n\r\n", 6, mtime=0)


def _sha1(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data).digest()).decode()


def _bodies(folder: Path | None) -> Iterator[bytes]:
    if folder is None:
        yield from (text.encode() for _, text in articles(2_000))
        return
    for path in sorted([*folder.glob("*.html"), *folder.glob("*.html.gz")]):
        yield gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _ours(archive: Path) -> Iterator[bytes]:
    for one in pages([archive]):
        if isinstance(one, Failure):
            raise RuntimeError(one.detail)
        yield one.body


def _warcio(archive: Path) -> Iterator[bytes]:
    iterator = importlib.import_module("warcio.archiveiterator").ArchiveIterator
    with archive.open("rb") as stream:
        for record in iterator(stream):
            if record.rec_type == "response" and _is_page(record.http_headers.get_header):
                yield record.content_stream().read()


def _fastwarc(archive: Path) -> Iterator[bytes]:
    warc = importlib.import_module("fastwarc.warc")
    with archive.open("rb") as stream:
        for record in warc.ArchiveIterator(
            stream, record_types=warc.WarcRecordType.response, auto_decode="all", parse_http=True
        ):
            if _is_page(record.http_headers.get):
                yield record.reader.read()


def _is_page(field: Callable[[str, str], Any]) -> bool:
    return str(field("Content-Type", "")).startswith("text/html")


READERS: dict[str, Callable[[Path], Iterator[bytes]]] = {"ours": _ours, "warcio": _warcio, "fastwarc": _fastwarc}


def _timed(bodies: Iterator[bytes], limit: int) -> dict[str, float]:
    """What reading took, after the code was loaded."""
    first = next(bodies)
    started = time.process_time()
    count, size = 0, 0
    for body in islice(bodies, limit - 1):
        count, size = count + 1, size + len(body)
    took = time.process_time() - started
    return {"pages": count + 1, "bytes": size + len(first), "rate": count / max(took, 1e-9), "peak": _peak()}


def _peak() -> float:
    """MB; from Linux's own record where there is one, for ``getrusage`` remembers the parent's."""
    status = Path("/proc/self/status")
    for line in status.read_text().splitlines() if status.exists() else ():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _compare(archive: Path, limit: int) -> None:
    print(f"{archive.name}: {archive.stat().st_size / 1e6:,.1f} MB")
    ours = 0.0
    for reader in READERS:
        command = [sys.executable, "-m", "benchmarks.archives", str(archive), "--limit", str(limit), "--reader", reader]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            print(f"{reader:10}{run.stderr.strip().rpartition(chr(10))[2]}")
            continue
        got = json.loads(run.stdout)
        ours = ours or got["rate"]
        print(
            f"{reader:10}{got['pages']:,} pages, {got['bytes'] / 1e6:,.1f} MB, {got['rate']:,.0f} pages/s, "
            f"{1000 / got['rate']:.2f} ms a page, peak {got['peak']:.0f} MB, ratio {ours / got['rate']:.2f}"
        )


def _read_articles(archive: Path, limit: int) -> None:
    taken = [one for one in islice(pages([archive]), min(limit, 300)) if isinstance(one, Page)]
    started = time.process_time()
    read = sum(_is_read(page) for page in taken)
    took = time.process_time() - started
    print(f"articles  {read:,} of {len(taken):,} pages, {len(taken) / took:,.0f} pages/s")


def _is_read(page: Page) -> bool:
    try:
        read_article(page)
    except ArticleError:
        return False
    return True


def _cut(archive: Path, cuts: int) -> None:
    """How many cuts within a record each reader notices."""
    whole = archive.read_bytes()
    dice = random.Random(7)
    places = [dice.randrange(1, len(whole)) for _ in range(cuts)]
    short = archive.with_name("cut.warc.gz")
    for reader, read in READERS.items():
        missed = 0
        for place in places:
            short.write_bytes(whole[:place])
            try:
                missed += all(True for _ in read(short))
            except ModuleNotFoundError as error:
                print(f"{reader:10}{error}")
                break
            except Exception:  # noqa: BLE001  whatever a reader says, it noticed
                continue
        else:
            print(f"{reader:10}{missed} of {cuts} cuts went unnoticed")


if __name__ == "__main__":
    main()
