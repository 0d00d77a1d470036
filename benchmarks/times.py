"""Score times on marked texts, as TempEval-3 counts them, and time the reading.

    python -m benchmarks.times FILE|FOLDER [--predictions FILE] [--peers] [--parse] [--misses]

What is read: TimeML (``*.tml``), cases of Recognizers' specification (``*.json``),
and JSON lines of our own (``*.jsonl``)::

    {"text": …, "date": "2024-10-30", "times": [{"text": …, "type": …, "value": …, "mod": …}]}

Printed (TempEval-3, UzZaman et al. 2013): precision, recall and F1 of

    strict    the same span
    relaxed   overlapping spans
    value     relaxed, and the same normalised value
    type      relaxed, and the same type

always one-to-one: a pair with the same span goes before one that overlaps. Where
a mark has no value that can be compared (ranges and clock times of Recognizers),
the mark and what is matched with it count for spans only; how many is said.

Our record keeps a stretch ("27-28 October") as one time with an ISO 8601
interval. TIMEX3 has none: it marks both ends. Where no mark of the input is an
interval, ours are taken apart.

Speed is characters a second on one core, of reading the texts for times alone.
``--parse`` reads them with the parse that the pipeline has, and times that too.
``--peers`` runs dateparser and Recognizers in the same run where they are
installed (``pip install 'reportedly[peers]'``). HeidelTime (Java, GPL) is quoted,
not run: see RESULTS.md.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from benchmarks import timemarks, timepeers
from benchmarks.timemarks import Document, Time
from reportedly.claims import times as engine
from reportedly.claims.draft import Draft
from reportedly.claims.syntax import ParseText
from reportedly.data import Article, Block

System = Callable[[Document], list[Time]]
COUNTS = ("strict", "relaxed", "value", "type")


def paired(found: Sequence[Time], wanted: Sequence[Time]) -> dict[int, int]:
    """Which found time goes with which marked one: the same span first, then overlaps from left to right."""
    exact = {(mark.start, mark.end): at for at, mark in enumerate(wanted)}
    pairs = {i: exact[one.start, one.end] for i, one in enumerate(found) if (one.start, one.end) in exact}
    free = [j for j in range(len(wanted)) if j not in set(pairs.values())]
    for i, one in enumerate(found):
        partner = next((j for j in free if wanted[j].start < one.end and one.start < wanted[j].end), None)
        if i not in pairs and partner is not None:
            pairs[i] = partner
            free.remove(partner)
    return pairs


def score(found: Sequence[Time], wanted: Sequence[Time]) -> Counter[str]:
    """What one document adds to the counts."""
    pairs = paired(found, wanted)
    both = [(found[i], wanted[j]) for i, j in pairs.items()]
    mute = sum(1 for mark in wanted if not mark.values)
    return Counter(
        found=len(found),
        wanted=len(wanted),
        mute=mute,
        comparable=len(found) - sum(1 for _, mark in both if not mark.values),
        strict=sum((one.start, one.end) == (mark.start, mark.end) for one, mark in both),
        relaxed=len(both),
        value=sum(bool(one.values & mark.values) for one, mark in both),
        type=sum(one.type == mark.type for one, mark in both),
    )


def rates(counts: Mapping[str, int], name: str) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    found = counts["comparable"] if name == "value" else counts["found"]
    wanted = counts["wanted"] - (counts["mute"] if name == "value" else 0)
    precision, recall = counts[name] / max(1, found), counts[name] / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def ours(document: Document, *, whole: bool) -> list[Time]:
    """What the engine reads in the plain text."""
    lines = timemarks.passages(document.text)
    found = engine.read([engine.Passage(text) for _, text in lines], published=document.date)
    return list(_times(((at, marks) for (at, _), marks in zip(lines, found, strict=True)), whole=whole))


def ours_parsed(document: Document, *, whole: bool) -> list[Time]:
    """What the engine reads with the parse of the pipeline."""
    blocks = [Block(kind="paragraph", start=at, end=at + len(line)) for at, line in timemarks.passages(document.text)]
    article = Article(
        id="", uri=document.name, outlet=None, headline=None, standfirst=None, published=None, language="en",
        text=document.text, blocks=tuple(blocks),
    )  # fmt: skip
    paragraphs = ParseText()(Draft(article=article)).paragraphs
    found = engine.read([engine.Passage(p.doc.text, p.doc) for p in paragraphs], published=document.date)
    starts = (paragraph.block.start for paragraph in paragraphs)
    return list(_times(zip(starts, found, strict=True), whole=whole))


def _times(found: Iterable[tuple[int, Sequence[engine.Found]]], *, whole: bool) -> Iterator[Time]:
    for at, marks in found:
        for mark in marks:
            for part in (mark,) if whole else mark.ends or (mark,):
                resolved = part.resolved
                values = frozenset({resolved.value} if resolved.value else ())
                yield Time(at + part.span.start, at + part.span.end, resolved.type, values, resolved.mod)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, match, time, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.times", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("input", type=Path, metavar="FILE|FOLDER")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write what was found as JSON lines")
    parser.add_argument("--peers", action="store_true", help="score and time other tools in the same run")
    parser.add_argument("--parse", action="store_true", help="also read with the parse of the pipeline")
    parser.add_argument("--misses", action="store_true", help="print what was missed, invented or misread")
    options = parser.parse_args(arguments)
    documents = list(timemarks.read(options.input))
    whole = any("/" in value for document in documents for mark in document.times for value in mark.values)
    marks = [mark for document in documents for mark in document.times]
    mute = sum(1 for mark in marks if not mark.values)
    print(
        f"{len(documents)} documents, {sum(len(d.text) for d in documents):,} characters, {len(marks):,} times", end=""
    )
    print(f", {mute:,} of them without a value to compare" if mute else "")
    systems: dict[str, System] = {"ours": lambda document: ours(document, whole=whole)}
    if options.parse:
        systems["ours, parsed"] = lambda document: ours_parsed(document, whole=whole)
    if options.peers:
        systems |= timepeers.installed()
    for name, system in systems.items():
        found = _run(name, system, documents)
        if name == "ours" and options.predictions:
            rows = (_row(document, times) for document, times in zip(documents, found, strict=True))
            options.predictions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        if name == "ours" and options.misses:
            for document, times in zip(documents, found, strict=True):
                _print_misses(document, times)


def _run(name: str, system: System, documents: Sequence[Document]) -> list[list[Time]]:
    system(documents[0])  # what is loaded once is loaded
    started = time.process_time()
    found = [system(document) for document in documents]
    seconds = time.process_time() - started
    counts: Counter[str] = Counter()
    for document, times in zip(documents, found, strict=True):
        counts.update(score(times, document.times))
    print(f"{name}: {sum(len(d.text) for d in documents) / max(1e-9, seconds):,.0f} characters/s")
    for kind in COUNTS:
        precision, recall, f1 = rates(counts, kind)
        print(f"  {kind:8} P {precision:6.1%}  R {recall:6.1%}  F1 {f1:6.1%}")
    return found


def _row(document: Document, times: Sequence[Time]) -> dict[str, object]:
    return {
        "doc": document.name,
        "times": [
            {
                "start": one.start,
                "end": one.end,
                "text": document.text[one.start : one.end],
                "type": one.type,
                "value": next(iter(one.values), None),
                "mod": one.mod,
            }
            for one in times
        ],
    }


def _print_misses(document: Document, found: Sequence[Time]) -> None:
    """One line a difference: what is missed (-), invented (+), cut otherwise (~) or misread (=)."""

    def show(sign: str, at: Time, *more: str) -> None:
        around = document.text[max(0, at.start - 40) : at.end + 30].replace("\n", " ")
        print(sign, document.name, repr(document.text[at.start : at.end]), *at.values, *more, "|", around, sep="\t")

    pairs = paired(found, document.times)
    for i, one in enumerate(found):
        mark = document.times[pairs[i]] if i in pairs else None
        if mark is None:
            show("+", one)
        elif (one.start, one.end) != (mark.start, mark.end):
            show("~", one, "for", repr(document.text[mark.start : mark.end]))
        if mark is not None and mark.values and not one.values & mark.values:
            show("=", one, "for", *mark.values)
    for j in sorted(set(range(len(document.times))) - set(pairs.values())):
        show("-", document.times[j])


if __name__ == "__main__":
    main()
