"""The PolNeAR corpus: texts with their attributions, as words with roles and links.

PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018) is brat standoff: ``text/NAME.txt``
and ``attributions/NAME_ANNOTATOR.ann`` with a role for each span.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reportedly.data import Span, Spans

ROLES = ("source", "cue", "content")


class Attribution(NamedTuple):
    """Character spans of the text, each role's sorted."""

    source: Spans
    cue: Spans
    content: Spans


class Part(NamedTuple):
    """A run of words with one role: a paragraph, the first word in it and the one after the last."""

    role: str
    paragraph: int
    start: int
    end: int


def read_annotations(path: Path) -> list[Attribution]:
    """The attributions that an annotator marked; those without content are left out."""
    spans: dict[str, Spans] = {}
    found = []
    lines = path.read_text(encoding="utf-8").split("\n")
    for line in lines:
        if re.match(r"T\d+\t", line):  # "T7<tab>Content 10 19;25 31<tab>the words"
            name, where, _ = line.split("\t", 2)
            pairs = (piece.split() for piece in where.split(" ", 1)[1].split(";"))
            spans[name] = tuple(sorted(Span(int(start), int(end)) for start, end in pairs))
    for line in lines:
        if re.match(r"E\d+\t", line):  # "E3<tab>Attribution:T5 Source:T6 Cue:T5 Content:T7"
            roles: dict[str, set[Span]] = {role: set() for role in ROLES}
            for argument in line.split("\t")[1].split():
                role, _, target = argument.partition(":")
                role = role.rstrip("0123456789").lower()
                if role in roles:
                    roles[role].update(spans.get(target, ()))
            if roles["content"]:
                found.append(Attribution(*(tuple(sorted(roles[role])) for role in ROLES)))
    return found


def articles(folder: Path) -> Iterator[tuple[str, str, list[list[Attribution]]]]:
    """Name, text and the attributions of each annotator, of every article of a folder."""
    for path in sorted((folder / "text").glob("*.txt")):
        annotators = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        yield path.stem, path.read_bytes().decode(), [read_annotations(a) for a in annotators]


def parts_of(  # noqa: C901  one walk over the format of the corpus
    attributions: Sequence[Attribution], words: Sequence[Sequence[tuple[int, int]]]
) -> tuple[list[Part], list[tuple[int, int, str]]]:
    """The runs of words that have a role, and the links between them.

    ``words`` are the character spans of each paragraph's words. A word has one
    role at most: the first attribution that claims it keeps it. Links are pairs
    of places in the list of parts: each content and each further part of a cue
    points to the first part of its cue, the cue to the first part of its
    source, further parts of a source to the first.
    """
    flat = [(at, i, start, end) for at, para in enumerate(words) for i, (start, end) in enumerate(para)]
    starts = [start for _, _, start, _ in flat]
    parts: list[Part] = []
    place: dict[Part, int] = {}
    taken: dict[tuple[int, int], str] = {}
    links: list[tuple[int, int, str]] = []

    def cut(role: str, spans: Sequence[tuple[int, int]]) -> list[int]:
        runs: list[list[tuple[int, int]]] = []
        for low, high in spans:
            at = max(0, bisect_left(starts, low) - 1)
            while at < len(flat) and flat[at][2] < high:
                para, i, _, end = flat[at]
                if end > low and taken.get((para, i), role) == role:
                    if runs and runs[-1][-1] in ((para, i - 1), (para, i)):
                        runs[-1].append((para, i))
                    else:
                        runs.append([(para, i)])
                at += 1
        found = []
        for run in runs:
            part = Part(role, run[0][0], run[0][1], run[-1][1] + 1)
            taken.update(dict.fromkeys(run, role))
            if part not in place:
                place[part] = len(parts)
                parts.append(part)
            found.append(place[part])
        return found

    for attribution in attributions:
        source, cue, content = (cut(role, spans) for role, spans in zip(ROLES, attribution, strict=True))
        if not cue:
            continue
        links += [(at, cue[0], "content") for at in content]
        links += [(at, cue[0], "cue") for at in cue[1:]]
        links += [(at, source[0], "source part") for at in source[1:]]
        if source:
            links.append((cue[0], source[0], "source"))
    return parts, links
