"""Measure how well and how fast pages become articles, beside other readers in the same run.

    python -m benchmarks.articles FOLDER [--peers NAME ...] [--passes N] [--profile-less]
                                         [--predictions FILE] [--worst N] [--limit SECONDS]

FOLDER holds gzipped pages in ``html/`` and what is known of them in one of two files.

``gold.jsonl``
    A line a page: ``file`` and, as far as known, ``title``, ``authors`` (or
    ``author``), ``published`` (or ``date``), and the body either whole (``body``:
    ``summary`` and ``sections`` with ``headline`` and ``paragraphs``) or in
    snippets that it must hold (``with``) and must not hold (``without``).
``ground-truth.json``
    The public article-extraction benchmark's: an object that gives each page
    ``html/ID.html.gz`` its ``articleBody``.

Whole bodies
    Ours is every block but headline and captions; the gold's is standfirst,
    headings and paragraphs, or ``articleBody`` as it is. As the public benchmark
    does it: words are runs of letters, digits and underscores, case counts; a
    page's shingles are its runs of four words, each as often as it stands there
    (a text of fewer words is one shingle). Precision is the share of a reader's
    shingles that the gold has, averaged over the pages that it gave words for;
    recall the share of the gold's that it has, averaged over the pages that have
    words; F1 is that of these two averages. For ``gold.jsonl`` soft hyphens and
    zero-width characters are dropped and accents composed first, for
    ``ground-truth.json`` not, so that published numbers compare.

    exact   pages whose words are the gold's in the gold's order ("accuracy" there)
    lines   F1 of whole paragraphs: lines alike but for case, punctuation and
            spaces, wherever they stand; averaged as shingles are
    <.5     pages with an F1 under one half

Snippets
    One is held if its words stand together in the body, whatever their case.
    Recall is the share of ``with`` that is held, precision theirs among all that
    are held, over all snippets. Ours is the body as above.

Metadata, each of the pages where the gold has it
    headline  alike but for spaces and invisible characters
    authors   the same set of names but for case
    instant   within a minute; needs a zone where the gold has one, and where it
              has none the clocks are compared
    day       the same day, as written or in the gold's zone

*Ours minus* is our F1 less the peer's, with the 95 % interval of a paired
bootstrap (1,000 samples of the pages, always the same ones).

Each reader runs in a process of its own. *Time* is processor time as a multiple
of the bare lexbor parse of the same decoded pages, which is timed right after
each pass; the median of the passes counts. Reading and unpacking files is no
part of it, decoding only where a reader takes bytes (ours and trafilatura).
*Memory* is the peak of the first pass beyond what the process held once the
reader was imported. ``--profile-less`` measures neither.

A page that a reader raises an error on, dies of or takes longer than ``--limit``
for counts as empty. ``--predictions`` writes what we made of each page, for
other scorers. Peers: ``pip install 'reportedly[bench]'`` (pip 24 or later).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks import extraction
from benchmarks.extraction import Extract, Gold, PageScore
from benchmarks.passes import LIMIT, Pass, read_pages
from benchmarks.readers import OURS, PARSE, PEERS, Reader

METADATA: Mapping[str, Callable[[Extract, Gold], bool | None]] = {
    "headline": extraction.headline_right,
    "authors": extraction.authors_right,
    "instant": extraction.instant_right,
    "day": extraction.day_right,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one reader did: its extracts, and passes with the unit's passes beside them."""

    reader: Reader
    passes: Sequence[Pass]
    units: Sequence[Pass]

    @property
    def extracts(self) -> list[Extract]:
        """Of the first pass; the others are for time."""
        return [answer.extract for answer in self.passes[0].answers]

    @property
    def times(self) -> float:
        """How often the unit fits into this reader's time."""
        return median(own.seconds / unit.seconds for own, unit in zip(self.passes, self.units, strict=True))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, judge, print."""
    options = _options(arguments)
    golds = extraction.load_gold(options.folder)
    peers = [peer for peer in PEERS if peer.name in options.peers]
    missing = [peer for peer in peers if peer.version is None]
    readers = [OURS, *(peer for peer in peers if peer not in missing)]
    paths = [options.folder / "html" / gold.file for gold in golds]
    runs = _read_all(readers, paths, passes=0 if options.profile_less else options.passes, limit=options.limit)
    print(f"{options.folder.name}: {len(golds):,} pages")
    for row in _aligned(list(_table(runs, golds))):
        print(row)
    for line in (
        *_notes(runs, golds),
        *(f"{peer.name} is not installed: pip install {peer.package}" for peer in missing),
    ):
        print(line)
    for line in worst(runs[0].extracts, golds, options.worst):
        print(line)
    if options.predictions:
        lines = (_prediction(gold, extract) for gold, extract in zip(golds, runs[0].extracts, strict=True))
        options.predictions.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.articles", description=(__doc__ or "").partition("\n")[0]
    )
    names = [peer.name for peer in PEERS]
    parser.add_argument("folder", type=Path, help="holds gold.jsonl or ground-truth.json, and html/")
    parser.add_argument(
        "--peers",
        nargs="*",
        choices=names,
        default=names,
        metavar="NAME",
        help=f"of {', '.join(names)}; all if not given",
    )
    parser.add_argument("--passes", type=int, default=3, metavar="N", help="read all pages so often, for the time")
    parser.add_argument("--profile-less", action="store_true", help="read once and measure neither time nor memory")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write our articles as JSON lines")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name our N least right bodies")
    parser.add_argument("--limit", type=float, default=LIMIT, metavar="SECONDS", help="that a page may take")
    options = parser.parse_args(arguments)
    if options.passes < 1:
        parser.error("--passes: at least one is needed")
    return options


def _read_all(readers: Sequence[Reader], paths: Sequence[Path], *, passes: int, limit: float) -> list[Run]:
    """Each reader's passes, each followed by one of the unit; without passes one to judge and no unit."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    runs = []
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        for reader in readers:
            task = progress.add_task(reader.name, total=len(paths) * max(1, passes))
            tick = partial(progress.advance, task)
            own, units = [], []
            for _ in range(max(1, passes)):
                own.append(read_pages(reader, paths, limit=limit, tick=tick))
                if passes:
                    units.append(read_pages(PARSE, paths, limit=limit))
            runs.append(Run(reader=reader, passes=own, units=units))
    return runs


def body_scores(extracts: Sequence[Extract], golds: Sequence[Gold]) -> list[PageScore]:
    """How right each page is whose body or snippets are known; whole bodies if any are."""
    both = list(zip(extracts, golds, strict=True))
    whole = [extraction.body_score(e.body, g.body, literal=g.literal) for e, g in both if g.body is not None]
    return whole or [extraction.snippet_score(e.body, g.held, g.not_held) for e, g in both if g.held]


def _table(runs: Sequence[Run], golds: Sequence[Gold]) -> Iterator[list[str]]:
    scores = [body_scores(run.extracts, golds) for run in runs]
    whole = any(gold.body is not None for gold in golds)
    timed = bool(runs[0].units)
    metadata = [name for name, right in METADATA.items() if any(right(Extract(), gold) is not None for gold in golds)]
    yield [
        "", "F1", "precision", "recall", *(("exact", "lines", "<.5") if whole else ()), "ours minus  (95 %)",
        *metadata, "empty", *(("time", "memory") if timed else ()),
    ]  # fmt: skip
    for run, pages in zip(runs, scores, strict=True):
        first = run is runs[0]
        yield [
            f"{run.reader.name} {run.reader.version or ''}",
            *(f"{value:.4f}" for value in extraction.quality(pages)),
            *(_whole_body(run.extracts, golds, pages) if whole else ()),
            "" if first else "{:+.4f}  ({:+.4f} {:+.4f})".format(*extraction.gap(scores[0], pages)),
            *(_share(name, run, golds) for name in metadata),
            str(sum(not extract.body for extract in run.extracts)),
            *((f"{run.times:.1f}", f"{max(run.passes[0].memory) / 2**20:.0f} MB") if timed else ()),
        ]


def _whole_body(extracts: Sequence[Extract], golds: Sequence[Gold], pages: Sequence[PageScore]) -> Iterator[str]:
    both = [(e.body, g.body, g.literal) for e, g in zip(extracts, golds, strict=True) if g.body is not None]
    right = sum(extraction.exact(body, gold, literal=literal) for body, gold, literal in both)
    yield f"{right / len(both):.3f}"
    yield f"{extraction.quality([extraction.paragraph_score(body, gold) for body, gold, _ in both]).f1:.4f}"
    yield f"{sum(page.f1 < 0.5 for page in pages) / len(pages):.3f}"


def _share(name: str, run: Run, golds: Sequence[Gold]) -> str:
    if name not in run.reader.gives:
        return "–"
    judged = [METADATA[name](extract, gold) for extract, gold in zip(run.extracts, golds, strict=True)]
    known = [right for right in judged if right is not None]
    return f"{sum(known) / len(known):.3f}"


def _aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for first, *others in rows:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells)).rstrip()


def _notes(runs: Sequence[Run], golds: Sequence[Gold]) -> Iterator[str]:
    """How many pages each column is of, how fast the unit was, and what went wrong."""
    bodies = len(body_scores([Extract()] * len(golds), golds))
    known = {name: sum(right(Extract(), gold) is not None for gold in golds) for name, right in METADATA.items()}
    yield "pages with " + ", ".join(f"{name} {count:,}" for name, count in {"body": bodies, **known}.items() if count)
    if runs[0].units:
        seconds = median(unit.seconds for run in runs for unit in run.units)
        yield f"time is in parses: lexbor alone (selectolax {PARSE.version}) takes {seconds:.2f} s for all pages"
    for run in runs:
        if troubles := run.passes[0].troubles:
            yield f"{run.reader.name} failed: " + ", ".join(f"{why} {count}" for why, count in troubles.most_common())


def worst(extracts: Sequence[Extract], golds: Sequence[Gold], number: int) -> Iterator[str]:
    """The pages whose bodies are the least right."""
    both = zip(extracts, golds, strict=True)
    scored = [(score, g.file) for e, g in both for score in body_scores([e], [g])]
    for score, file in sorted(scored, key=lambda each: each[0].f1)[:number]:
        yield f"  F1 {score.f1:.3f}  precision {score.precision:.3f}  recall {score.recall:.3f}  {file}"


def _prediction(gold: Gold, extract: Extract) -> str:
    return json.dumps(
        {
            "file": gold.file,
            "body": "\n\n".join(extract.body),
            "paragraphs": extract.body,
            "headline": extract.headline,
            "authors": extract.authors,
            "published": extract.published,
            "modified": extract.modified,
            "outlet": extract.outlet,
            "language": extract.language,
            "blocks": [{"kind": kind, "text": text} for kind, text in extract.blocks],
        },
        ensure_ascii=False,
    )


if __name__ == "__main__":
    main()
