"""Score the hops between outlet and source on sentences that we wrote and marked ourselves.

    python -m benchmarks.chains [--profile P] [--part tune|test] [--wrong]

``marked/chains.jsonl`` holds an object a line: the text, its part, and its claims,
each with its source, a few words of its content and its hops from the outlet to
the source. Look at the mistakes of ``tune`` only; ``test`` is for the number.

For each marked claim the program's claim is taken whose content covers most of
the marked words, and at least half; then one with the same source, then the
shortest. A hop is right where it is of the same kind and shares a character with
the marked words; those of a claim that isn't found are missed, and claims that
nobody marked are left out. A chain is right where exactly its hops are, in order.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.attribution import paragraphs
from reportedly import flow
from reportedly.claims.draft import Draft
from reportedly.data import HopKind, Profile, Spans

MARKED = Path(__file__).parent / "marked" / "chains.jsonl"


class Step(NamedTuple):
    """A hop as its kind and the characters of its words."""

    kind: HopKind
    letters: frozenset[int]


class Chain(NamedTuple):
    """A claim as the characters of its source and content, and its hops from the outlet to the source."""

    source: frozenset[int]
    content: frozenset[int]
    via: tuple[Step, ...]


def read(path: Path = MARKED) -> Iterator[tuple[str, str, list[Chain]]]:
    """Each line's part, text and marked claims."""
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        chains = []
        for claim in row["claims"]:
            source, content = (_words(row["text"], claim[name] or "") for name in ("source", "content"))
            via = tuple(Step(hop["kind"], _words(row["text"], hop["text"])) for hop in claim["via"])
            chains.append(Chain(source, content, via))
        yield row["part"], row["text"], chains


def made(text: str, profile: Profile) -> list[Chain]:
    """What the program makes of a text; the narrator's own claims are left out."""
    draft = Draft(article=replace(paragraphs("chains", text), published="2026-03-10", outlet="The Test Bulletin"))
    for stage in flow.STAGES[profile]:
        draft = stage(draft)
    return [
        Chain(
            source=_letters(claim.source.spans if claim.source else ()),
            content=_letters(claim.content.spans),
            via=tuple(Step(hop.kind, _letters(hop.spans)) for hop in claim.via),
        )
        for claim in draft.claims
        if not claim.narrated
    ]


def partners(wanted: Sequence[Chain], found: Iterable[Chain]) -> list[Chain | None]:
    """For each marked claim the program's claim with its content, each used once; None where there is none."""
    free, chosen = list(found), list[Chain | None]()
    for gold in wanted:
        near = (one for one in free if len(one.content & gold.content) * 2 >= len(gold.content))
        if best := max(near, key=partial(_nearness, gold), default=None):
            free.remove(best)
        chosen.append(best)
    return chosen


def _nearness(gold: Chain, one: Chain) -> tuple[int, bool, int]:
    return len(one.content & gold.content), bool(one.source & gold.source), -len(one.content)


def score(wanted: Chain, found: Chain | None) -> Counter[str]:
    """Claims and hops, marked, found and right, and whether the chain is right."""
    left = list(found.via) if found else []
    counts = Counter(claims=1, found=int(found is not None), gold=len(wanted.via), predicted=len(left), right=0)
    counts["chain"] = found is not None and len(left) == len(wanted.via) and all(map(_meet, wanted.via, left))
    for step in wanted.via:
        if hit := next((one for one in left if _meet(step, one)), None):
            left.remove(hit)
            counts["right"] += 1
    return counts


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, match, print."""
    parser = argparse.ArgumentParser("python -m benchmarks.chains")
    parser.add_argument("--profile", choices=("fast", "accurate"), default="fast")
    parser.add_argument("--part", choices=("tune", "test"), help="only this half")
    parser.add_argument("--wrong", action="store_true", help="list the claims whose chain is wrong")
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    for part, text, wanted in read():
        if options.part not in (None, part):
            continue
        for gold, mine in zip(wanted, partners(wanted, made(text, options.profile)), strict=True):
            scored = score(gold, mine)
            counts += scored
            if options.wrong and not scored["chain"]:
                print(f"{text}\n    wanted {_shown(gold, text)}\n    found  {_shown(mine, text)}")
    precision, recall = (counts["right"] / max(1, counts[of]) for of in ("predicted", "gold"))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{options.profile}, {options.part or 'both parts'}: found {counts['found']} of {counts['claims']} claims")
    print(f"hops    P {precision:6.1%}  R {recall:6.1%}  F1 {f1:6.1%}  ({counts['gold']} marked)")
    print(f"chains  {counts['chain'] / max(1, counts['claims']):6.1%} right")


def _meet(one: Step, other: Step) -> bool:
    return one.kind == other.kind and bool(one.letters & other.letters)


def _words(text: str, words: str) -> frozenset[int]:
    """Where the words first stand in the text, as whole words."""
    place = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) if words else None  # "X" is not in "Xaver"
    return frozenset(range(*place.span())) if place else frozenset()


def _letters(spans: Spans) -> frozenset[int]:
    return frozenset(at for span in spans for at in range(span.start, span.end))


def _shown(one: Chain | None, text: str) -> str:
    """The hops and the source, as "outlet Reuters > channel statement > source its owner"."""
    steps = [*one.via, ("source", one.source)] if one else [("no claim", frozenset[int]())]
    return " > ".join(f"{kind} {text[min(at, default=0) : max(at, default=-1) + 1]}" for kind, at in steps)


if __name__ == "__main__":
    main()
