"""Prepared articles → batches of windows."""

from __future__ import annotations

import pickle
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from reportedly.models.windows import SHAPES, Windows

ROLE_LABELS = ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"]
IGNORED = -100
_MARKS = {"“": '"', "”": '"', "‘‘": '"', "''": '"', "``": '"'}


@dataclass(slots=True)
class Example:
    """A window with what is to be learnt of each word, and of each pair of parts."""

    key: tuple[str, int]
    ids: list[int]
    features: list[int]
    first: list[int]
    paragraph: list[int]
    role: list[int] | None
    tag: list[int]
    dep: list[int]
    head: list[int]
    ent: list[int]
    parts: list[tuple[int, int, str]]
    links: list[tuple[int, int, str]]


def load(path: Path) -> list[dict[str, Any]]:
    """What ``training.prepare`` wrote."""
    found: list[dict[str, Any]] = pickle.loads(path.read_bytes())
    return found


def labels_of(articles: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """The labels of each head; what is met fewer than five times is no label."""
    labels = {"role": ROLE_LABELS}
    for name in ("tag", "dep", "ent"):
        counts = Counter(label for a in articles for p in a["paragraphs"] for label in p[name])
        labels[name] = sorted(label for label, count in counts.items() if count >= 5)
    return labels


def examples(
    article: dict[str, Any],
    labels: dict[str, list[str]],
    windows: Windows,
    *,
    annotator: int | None = 0,
    plain_marks: bool = False,
) -> Iterator[Example]:
    """The windows of an article, with the marks of one of its annotators, or none."""
    words = [p["words"] for p in article["paragraphs"]]
    if plain_marks:
        words = [[_MARKS.get(w, w) for w in para] for para in words]
    parts, links = article["marks"][annotator] if annotator is not None and article["marks"] else ([], [])
    roles = {}
    for part in parts:
        for at in range(part.start, part.end):
            roles[part.paragraph, at] = ROLE_LABELS.index(("B-" if at == part.start else "I-") + part.role)
    index = {name: {label: at for at, label in enumerate(labels[name])} for name in ("tag", "dep", "ent")}
    for number, window in enumerate(windows(words)):
        keys = list(zip(window.paragraph, window.word, strict=True))
        place = {key: at for at, key in enumerate(keys)}
        para = [article["paragraphs"][p] for p in window.paragraph]
        kept = {}
        spans = []
        for at, part in enumerate(parts):
            inside = [place[key] for w in range(part.start, part.end) if (key := (part.paragraph, w)) in place]
            if inside:
                kept[at] = len(spans)
                spans.append((inside[0], inside[-1], part.role))
        yield Example(
            key=(article["name"], number),
            ids=window.ids,
            features=window.features,
            first=window.first,
            paragraph=window.paragraph,
            role=[roles.get(key, 0) for key in keys] if article["marks"] else None,
            **{  # type: ignore[arg-type]
                name: [index[name].get(p[name][w], IGNORED) for p, w in zip(para, window.word, strict=True)]
                for name in ("tag", "dep", "ent")
            },
            head=[place.get((k[0], p["head"][k[1]]), IGNORED) for p, k in zip(para, keys, strict=True)],
            parts=spans,
            links=[(kept[a], kept[b], relation) for a, b, relation in links if a in kept and b in kept],
        )


def batches(examples: Sequence[Example], size: int, random_: random.Random | None) -> Iterator[list[Example]]:
    """Examples of like length together; shuffled where a source of chance is given."""
    order = list(range(len(examples)))
    if random_:
        random_.shuffle(order)
        chunks = [order[at : at + size * 50] for at in range(0, len(order), size * 50)]
    else:
        chunks = [order]
    groups = []
    for chunk in chunks:
        chunk.sort(key=lambda at: len(examples[at].ids))
        groups += [chunk[at : at + size] for at in range(0, len(chunk), size)]
    if random_:
        random_.shuffle(groups)
    for group in groups:
        yield [examples[at] for at in group]


def padded(rows: Sequence[Sequence[int]], fill: int) -> Tensor:
    """Rows of unlike length as one tensor."""
    width = max(len(row) for row in rows)
    return torch.tensor([[*row, *[fill] * (width - len(row))] for row in rows])


def inputs(batch: Sequence[Example], *, blur: float = 0.0) -> dict[str, Tensor]:
    """What the network reads; ``blur`` is the share of windows whose capitals are hidden."""
    features = [
        [SHAPES * (f // SHAPES) for f in e.features] if blur and random.random() < blur else e.features for e in batch
    ]
    return {
        "ids": padded([e.ids for e in batch], 0),
        "features": padded(features, 0),
        "mask": padded([[1] * len(e.ids) for e in batch], 0),
        "first": padded([e.first for e in batch], 0),
        "paragraph": padded([e.paragraph for e in batch], -1),
    }
