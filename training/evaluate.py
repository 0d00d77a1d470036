"""Score a network on marked articles: attributions by F1, syntax by agreement with its teacher."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch

from reportedly.claims.attribution.links import Linked, linked
from reportedly.claims.attribution.tags import parts
from reportedly.models.tagger import LinkVectors, LinkWeights
from reportedly.models.windows import Windows
from training import examples as ex
from training import network as net


def evaluate(
    model: net.Network, articles: list[dict[str, Any]], labels: dict[str, list[str]], cut: Windows
) -> dict[str, float]:
    """Percentages on the articles."""
    counts: Counter[str] = Counter()
    model.eval()
    for article in articles:
        found, syntax = predict(model, article, labels, cut)
        counts.update(syntax)
        lengths = np.concatenate([[0], np.cumsum([len(p["words"]) for p in article["paragraphs"]])])
        gold = {
            tuple(frozenset(int(lengths[p]) + w for p, w in side) for side in sides)
            for sides in as_words(article["marks"][0])
        }
        mine = {
            tuple(frozenset(w for p in side for w in range(p.first, p.last + 1)) for side in (e.source, e.content))
            for e in found
        }
        counts["gold"] += len(gold)
        counts["predicted"] += len(mine)
        for name, sources in (("content", False), ("attribution", True)):
            counts[name] += _matched(list(mine), list(gold), sources)
    report = {}
    for name in ("content", "attribution"):
        p, r = counts[name] / max(1, counts["predicted"]), counts[name] / counts["gold"]
        report |= {name: 200 * p * r / max(1e-9, p + r), name + " p": 100 * p, name + " r": 100 * r}
    report |= {n: 100 * counts[n] / counts["words"] for n in ("tag", "dep", "arc", "ent")}
    return {name: round(value, 1) for name, value in report.items()}


def as_words(marks: tuple[list[Any], list[tuple[int, int, str]]]) -> Iterator[Any]:
    """Gold attributions as sets of (paragraph, word) of source and content."""
    parts_, links = marks
    anchors = {b for _, b, r in links if r == "content"}
    for cue in anchors:
        contents = [parts_[a] for a, b, r in links if r == "content" and b == cue]
        content = frozenset((p.paragraph, w) for p in contents for w in range(p.start, p.end))
        sources = [b for a, b, r in links if r == "source" and a == cue]
        sources += [a for a, b, r in links if r == "source part" and b in sources]
        yield (
            frozenset((parts_[s].paragraph, w) for s in sources for w in range(parts_[s].start, parts_[s].end)),
            content,
        )


def predict(
    model: net.Network, article: dict[str, Any], labels: dict[str, list[str]], cut: Windows
) -> tuple[list[Linked], Counter[str]]:
    """The attributions of an article, words counted over all of it, and how many words have the teacher's syntax."""
    lengths = [len(p["words"]) for p in article["paragraphs"]]
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    weights = LinkWeights(none=model.link_none.detach().numpy(), gap=model.link_gap.detach().numpy())
    found: list[Linked] = []
    syntax: Counter[str] = Counter()
    windows = list(ex.examples(article, labels, cut, annotator=None))
    shapes = list(cut([p["words"] for p in article["paragraphs"]]))
    for e, shape in zip(windows, shapes, strict=True):
        with torch.inference_mode():
            out = {name: value[0] for name, value in model(**ex.inputs([e])).items()}
        for name in ("tag", "dep", "ent"):
            wanted = torch.tensor(getattr(e, name))
            syntax[name] += int((out[name].argmax(-1) == wanted).sum())
        syntax["arc"] += int((out["arc"].argmax(-1) == torch.tensor(e.head)).sum())
        syntax["words"] += len(e.tag)
        paragraph = np.array(shape.paragraph)
        starts = [0, *(np.flatnonzero(np.diff(paragraph)) + 1).tolist()]
        runs = list(parts(out["role"].log_softmax(-1).numpy(), starts=starts))
        first = int(offsets[shape.paragraph[0]]) + shape.word[0]
        for entry in linked(runs, [LinkVectors(out["link_from"].numpy(), out["link_to"].numpy(), weights)], paragraph):
            for side in (entry.cue, entry.source, entry.content):
                side[:] = [p._replace(first=p.first + first, last=p.last + first) for p in side]
            found.append(entry)
    return found, syntax


def _matched(mine: list[Any], gold: list[Any], sources: bool) -> int:  # noqa: FBT001
    from benchmarks.attribution import Marked, matched

    return len(matched([Marked(*m) for m in mine], [Marked(*g) for g in gold], sources=sources))


def main() -> None:
    """``python -m training.evaluate RUN/network.pt DEV.pickle``."""
    from training.train import windows

    model, articles, cut = net.load(Path(sys.argv[1])), ex.load(Path(sys.argv[2])), windows()
    print(json.dumps(evaluate(model, articles, model.labels, cut)))


if __name__ == "__main__":
    main()
