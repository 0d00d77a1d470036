"""Score attributions on a folder of news marked as PolNeAR is.

    python -m benchmarks.attribution FOLDER [--predictions FILE]

FOLDER holds ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann`` (brat
standoff; a document's first annotator is its gold). Each line of a text is a
paragraph. Printed: precision, recall and F1 over all documents of

    content      one-to-one, contents share at least half of the words of both (Jaccard)
    attribution  as content, and the sources share a word or both are empty

and the precision of each rule, by which the scores in the lexicon of cues are
set. Words are maximal runs of letters, digits and underscores. Beside it stands
the time of the syntactic model on the same texts in the same run, the unit of
speed. ``--predictions`` writes a JSON object a document, with character offsets.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from reportedly.claims.attribution import AttributeClaims
from reportedly.claims.draft import Attribution, Draft
from reportedly.claims.syntax import ParseText
from reportedly.data import Article, Block, Span, Spans

_WORD = re.compile(r"\w+")  # "Lim's" is two words


class Marked(NamedTuple):
    """An attribution as word sets."""

    source: frozenset[int]
    content: frozenset[int]


def gold(path: Path) -> Iterator[tuple[Spans, Spans]]:
    """Source and content of each attribution that an annotator marked; those without content are left out."""
    spans: dict[str, Spans] = {}
    lines = path.read_text(encoding="utf-8").split("\n")
    for line in lines:
        if re.match(r"T\d+\t", line):  # "T7<tab>Content 10 19;25 31<tab>the words"
            name, where, _ = line.split("\t", 2)
            pairs = (piece.split() for piece in where.split(" ", 1)[1].split(";"))
            spans[name] = tuple(Span(int(start), int(end)) for start, end in pairs)
    for line in lines:
        if re.match(r"E\d+\t", line):  # "E3<tab>Attribution:T5 Source:T6 Cue:T5 Content:T7"
            roles: dict[str, Spans] = {}
            for argument in line.split("\t")[1].split():
                role, _, target = argument.partition(":")
                role = role.rstrip("0123456789")
                roles[role] = roles.get(role, ()) + spans.get(target, ())
            if roles.get("Content"):
                yield roles.get("Source", ()), roles["Content"]


def paragraphs(name: str, text: str) -> Article:
    """The text as an article whose blocks are its lines."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            blocks.append(Block(kind="paragraph", start=start, end=at + len(line.rstrip())))
        at += len(line) + 1
    return Article(
        id=name, uri=name, outlet=None, headline=None, standfirst=None, published=None, language="en", text=text,
        blocks=tuple(blocks),
    )  # fmt: skip


def matched(predicted: Sequence[Marked], wanted: Sequence[Marked], *, sources: bool) -> set[int]:
    """Which predictions find a partner in the largest one-to-one matching (augmenting paths)."""
    edges = [
        [
            j
            for j, right in enumerate(wanted)
            if len(left.content & right.content) * 2 >= len(left.content | right.content) > 0
            and (not sources or left.source & right.source or not (left.source or right.source))
        ]
        for left in predicted
    ]
    owner: dict[int, int] = {}

    def place(left: int, seen: set[int]) -> bool:
        for right in edges[left]:
            if right not in seen:
                seen.add(right)
                if right not in owner or place(owner[right], seen):
                    owner[right] = left
                    return True
        return False

    for left in range(len(edges)):
        place(left, set())
    return set(owner.values())


def marked(text: str, source: Spans, content: Spans) -> Marked:
    """The words that share a character with the spans."""
    words = [match.span() for match in _WORD.finditer(text)]
    sets = (
        frozenset(i for i, (start, end) in enumerate(words) if any(start < s.end and s.start < end for s in spans))
        for spans in (source, content)
    )
    return Marked(*sets)


def main(arguments: Sequence[str] | None = None) -> None:
    """Attribute, match, print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.attribution", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="holds text/ and attributions/")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write what was found as JSON lines")
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    rules: Counter[tuple[float, bool]] = Counter()
    seconds = {"parse": 0.0, "attribute": 0.0}
    lines = []
    for path in sorted((options.folder / "text").glob("*.txt")):
        text = path.read_bytes().decode()
        draft = Draft(article=paragraphs(path.stem, text))
        for name, stage in (("parse", ParseText()), ("attribute", AttributeClaims())):
            started = time.perf_counter()
            draft = stage(draft)
            seconds[name] += time.perf_counter() - started
        annotators = sorted((options.folder / "attributions").glob(f"{path.stem}_*.ann"))
        wanted = list(dict.fromkeys(marked(text, *parts) for parts in gold(annotators[0]))) if annotators else []
        found = {marked(text, a.source, a.content): a for a in draft.attributions}
        right = matched(list(found), wanted, sources=True)
        counts.update(gold=len(wanted), predicted=len(found), words=len(_WORD.findall(text)))
        counts.update(content=len(matched(list(found), wanted, sources=False)), attribution=len(right))
        rules.update((a.score, at in right) for at, a in enumerate(found.values()))
        lines.append({"doc": path.stem, "attributions": [_offsets(a) for a in draft.attributions]})
    for name in ("content", "attribution"):
        precision, recall = counts[name] / counts["predicted"], counts[name] / counts["gold"]
        print(f"{name:12} P {precision:6.1%}  R {recall:6.1%}  F1 {2 * precision * recall / (precision + recall):6.1%}")
    print(f"gold {counts['gold']:,}, predicted {counts['predicted']:,}, {counts['words']:,} words")
    print(f"parse {seconds['parse']:.1f} s, attribution {seconds['attribute'] / seconds['parse']:.2f} of it")
    _print_rules(rules)
    if options.predictions:
        options.predictions.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def _print_rules(rules: Mapping[tuple[float, bool], int]) -> None:
    """How often attributions with a score are right: a score should be what it says."""
    print("score  right / met")
    for score in sorted({score for score, _ in rules}, reverse=True):
        right, met = rules.get((score, True), 0), rules.get((score, True), 0) + rules.get((score, False), 0)
        print(f"{score:5.2f}  {right / met:5.2f} / {met}")


def _offsets(attribution: Attribution) -> dict[str, Spans]:
    return {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}


if __name__ == "__main__":
    main()
