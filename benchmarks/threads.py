"""Score threads on bundles of articles, from page to threads, with nothing taken from the gold.

    python -m benchmarks.threads FOLDER [--each]

FOLDER holds bundles (``data/bundles/README.md`` has the format, ``benchmarks.bundles``
reads it). The articles of a bundle are read as HTML pages. Printed, a figure a line:

    claims found      listed claims that a claim of the same article answers: its content
                      holds most of the quote's characters; of several the shortest
    sources named     listed claims with a source whose answer's source shares a word with it
    kinds             listed claims that were found with the right kind
    thread pairs      precision, recall and F1 over pairs of listed claims: both in one thread;
                      pairs with a claim that was not found are in no thread together
    figure relations  share of listed pairs with the right relation; none is different_thing
    origin counts     threads with the exact count, by the thread that holds most of its claims
    circular threads  how many of the circular threads are flagged, and how many others are
    demand status     demands with the right status
    copies            precision, recall and F1 over pairs of articles; versions are left out

The last line has them all. ``--each`` prints a line for each bundle as well.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bundles import Bundle, FigureRef, GoldThread, load
from reportedly import flow
from reportedly.data import Claim, Figure, Reading, Span
from reportedly.threads.syndication import Syndication, groups
from reportedly.threads.weave import Thread, threads


@dataclass(slots=True)
class Tally:
    """Counts of what was right, by name; a share is what was right of what there was."""

    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)

    def count(self, name: str, *, right: bool, times: int = 1) -> None:
        """Count one thing."""
        self.right[name] += right * times
        self.total[name] += times

    def add(self, other: Tally) -> None:
        """Take in what another counted."""
        self.right += other.right
        self.total += other.total

    def share(self, name: str) -> float:
        """What was right of what there was, 0 to 1; 1 where there was nothing."""
        return self.right[name] / self.total[name] if self.total[name] else 1.0

    def f1(self, name: str) -> float:
        """Of pairs."""
        precision, recall = self.share(f"{name} precision"), self.share(f"{name} recall")
        return 2 * precision * recall / max(1e-9, precision + recall)


def answering(quote: Span, reading: Reading) -> Claim | None:
    """The claim whose content holds most of the quote; of several that hold as much the shortest."""

    def held(claim: Claim) -> float:
        return sum(max(0, min(quote.end, end) - max(quote.start, start)) for start, end in claim.content.spans)

    def length(claim: Claim) -> int:
        return sum(end - start for start, end in claim.content.spans)

    size = quote.end - quote.start
    answers = [claim for claim in reading.claims if held(claim) > size / 2]
    return min(answers, key=lambda c: (held(c) <= 0.8 * size, length(c), c.id), default=None)


@dataclass(frozen=True, slots=True)
class Read:
    """A bundle as the program reads it: ``claims`` are the answers to the gold's, by its ids."""

    bundle: Bundle
    readings: Mapping[str, Reading]
    claims: Mapping[str, Claim]
    threads: Sequence[Thread]

    def thread(self, claim: str) -> Thread | None:
        """The thread that the gold's claim is in; of a claim with several figures, by the one in the quote."""
        found = self.claims.get(claim)
        if found is None:
            return None
        quote = self.bundle.span(next(c for c in self.bundle.claims if c.id == claim))
        holding = [t for t in self.threads if any(c.claim.id == found.id for c in t.claims)]
        return max(holding, key=lambda t: _quoted(t, found, quote))

    def figure(self, ref: FigureRef) -> Figure | None:
        """The figure that stands where the gold's does."""
        claim = next(c for c in self.bundle.claims if c.id == ref.claim)
        reading = self.readings.get(claim.article)
        if reading is None:
            return None
        quote = self.bundle.span(claim)
        at = reading.article.text.find(ref.text, quote.start, quote.end)
        at = at if at >= 0 else reading.article.text.find(ref.text)
        near = [f for f in reading.figures if at >= 0 and _overlap(f, at, at + len(ref.text))]
        return max(near, key=lambda f: _overlap(f, at, at + len(ref.text)), default=None)


def _quoted(thread: Thread, claim: Claim, quote: Span) -> int:
    """How much of the quote is the figure by which the claim is in the thread."""
    return max((_overlap(figure, *quote) for name, figure in thread.figures if name == claim.id), default=0)


def _overlap(figure: Figure, start: int, end: int) -> int:
    return sum(max(0, min(end, e) - max(start, s)) for s, e in figure.spans)


def read(bundle: Bundle) -> Read:
    """The bundle from its pages to threads."""
    outcomes = {name: flow.read_page(page).result for name, page in bundle.pages().items()}
    readings = {name: result for name, result in outcomes.items() if isinstance(result, Reading)}
    claims = {}
    for claim in bundle.claims:
        reading = readings.get(claim.article)
        found = answering(bundle.span(claim), reading) if reading else None
        if found is not None:
            claims[claim.id] = found
    return Read(bundle, readings, claims, threads(readings.values()))


def score(found: Read) -> Tally:
    """What of the bundle was right."""
    tally = Tally()
    for claim in found.bundle.claims:
        tally.count("claims", right=claim.id in found.claims)
        answer = found.claims.get(claim.id)
        tally.count("kinds", right=answer is not None and answer.kind == claim.kind)
        if claim.source:
            named = (
                answer is not None and answer.source is not None and _words(answer.source.text) & _words(claim.source)
            )
            tally.count("sources", right=bool(named))
    for one, two, together in found.bundle.claim_pairs():
        thread = found.thread(one.id)
        joined = thread is not None and thread is found.thread(two.id)
        if together:
            tally.count("pairs recall", right=joined)
        if joined:
            tally.count("pairs precision", right=together)
    for pair in found.bundle.figure_relations:
        tally.count("relations", right=_relation(found, pair.a, pair.b) == pair.relation)
    for thread in found.bundle.threads:
        _score_thread(found, thread, tally)
    _score_copies(found, tally)
    return tally


def _words(source: str) -> set[str]:
    """The words by which two ways of naming a source can be told to name one."""
    return set(re.findall(r"\w+", source.lower())) - {"the", "a", "an", "of", "s"}


def _relation(found: Read, a: FigureRef, b: FigureRef) -> str:
    """The relation that was found between the figures."""
    ends = []
    for ref in (a, b):
        claim, figure = found.claims.get(ref.claim), found.figure(ref)
        if claim is None or figure is None:
            return "not found"
        ends.append((claim.id, figure.id))
    for thread in found.threads:
        for related in thread.related:
            if [related.earlier, related.later] == ends or (
                related.kind not in ("part_of", "revised") and [related.later, related.earlier] == ends
            ):
                return related.kind
    return "different_thing"


def _score_thread(found: Read, gold: GoldThread, tally: Tally) -> None:
    held = Counter(t.id for c in found.bundle.claims if c.thread == gold.id and (t := found.thread(c.id)))
    best = max(held, key=lambda name: held[name], default=None)
    thread = next((t for t in found.threads if t.id == best), None)
    tally.count("origins", right=thread is not None and thread.origins.count == gold.origins)
    circular = thread is not None and bool(thread.origins.rings)
    tally.count("circular" if gold.circular else "not circular", right=circular == gold.circular)
    if gold.demand_status is not None:
        tally.count("demands", right=thread is not None and thread.demand == gold.demand_status)


def _score_copies(found: Read, tally: Tally) -> None:
    index: Syndication[str] = Syndication()
    copies = [copy for name, reading in found.readings.items() for copy in index.add(name, reading.article.text)]
    group = {name: at for at, names in enumerate(groups(copies)) for name in names}
    for one, two, together in found.bundle.article_pairs():
        joined = one in group and group[one] == group.get(two)
        if together:
            tally.count("copies recall", right=joined)
        if joined:
            tally.count("copies precision", right=together)


def lines(tally: Tally) -> Iterator[str]:
    """A figure a line, last of all one line with all of them."""
    right, total = tally.right, tally.total
    yield f"claims found      {tally.share('claims'):6.1%}  {right['claims']} of {total['claims']}"
    yield f"sources named     {tally.share('sources'):6.1%}  {right['sources']} of {total['sources']}"
    yield f"kinds             {tally.share('kinds'):6.1%}  {right['kinds']} of {total['kinds']}"
    for name, title in (("pairs", "thread pairs"), ("copies", "copies")):
        yield (
            f"{title:17} {tally.f1(name):6.1%}  precision {tally.share(f'{name} precision'):.1%}, "
            f"recall {tally.share(f'{name} recall'):.1%}"
        )
    for name, title in (
        ("relations", "figure relations"),
        ("origins", "origin counts"),
        ("circular", "circular threads"),
        ("not circular", "not circular"),
        ("demands", "demand status"),
    ):
        yield f"{title:17} {tally.share(name):6.1%}  {right[name]} of {total[name]}"
    yield (
        f"claims found {tally.share('claims'):.3f}, thread pairs F1 {tally.f1('pairs'):.3f}, "
        f"figure relation accuracy {tally.share('relations'):.3f}, origin counts exact {tally.share('origins'):.3f}, "
        f"circular threads found {tally.share('circular'):.3f}, demand status right {tally.share('demands'):.3f}, "
        f"copies F1 {tally.f1('copies'):.3f}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Read a folder of bundles and print what was right."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.threads", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--each", action="store_true", help="a line for each bundle too")
    options = parser.parse_args(arguments)
    whole = Tally()
    for name, bundle in load(options.folder, lenient=True).items():
        tally = score(read(bundle))
        whole.add(tally)
        if options.each:
            print(f"{name:24} " + list(lines(tally))[-1])
    print("\n".join(lines(whole)))


if __name__ == "__main__":
    main()
