"""Measure how well articles about the same happening are put together, beside TF-IDF on the same articles.

    python -m benchmarks.stories FOLDER

FOLDER holds ``neus`` (``train.source`` and ``val.source``: a story a line,
articles between [SEP], as ``TITLE=> … ARTICLE=> …``, no dates) and ``basil``
(JSON articles with ``title``, ``date``, ``triplet-uuid`` and
``body-paragraphs``). NeuS train is cut into eight parts as large as val. Reportedly's
one setting was chosen on the first four, val and BASIL; the last four were only read once it stood.

How it is counted
    B³        precision, recall and F1 over articles (Bagga and Baldwin 1998)
    s         seconds of processor time, texts in memory
    TF-IDF    scikit-learn's, sublinear, without stop words, of headline and text;
              average link; articles more than five days apart are unlike. One
              threshold for all sets, the best for the first four parts of NeuS train; it
              sees the whole set before it weighs a word, as ours does.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from reportedly.threads.happenings import SPAN, Happenings
from reportedly.threads.telling import telling

PARTS = 8
THRESHOLDS = [round(0.1 + 0.02 * step, 2) for step in range(13)]

Labels = list[int]
Clusterer = Callable[[Sequence["Told"]], Labels]


@dataclass(frozen=True, slots=True)
class Told:
    """One article of the set: which story it is of, and its day where it has one."""

    story: str
    headline: str
    text: str
    day: int | None


def read_neus(path: Path) -> list[list[Told]]:
    """The stories of a file, one a line."""
    stories = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        halves = [article.partition("ARTICLE=>") for article in line.split("[SEP]")]
        stories.append(
            [Told(str(number), title.replace("TITLE=>", "").strip(), text.strip(), None) for title, _, text in halves]
        )
    return stories


def read_basil(folder: Path) -> list[Told]:
    """Dated articles, in the order of their names."""
    articles = []
    for path in sorted(folder.rglob("*.json")):
        one = json.loads(path.read_text(encoding="utf-8"))
        text = "\n\n".join(" ".join(each) for each in one["body-paragraphs"])
        articles.append(Told(one["triplet-uuid"], one["title"], text, date.fromisoformat(one["date"]).toordinal()))
    return articles


def b_cubed(gold: Sequence[str], found: Sequence[int]) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    both, mine, true = Counter(zip(gold, found, strict=True)), Counter(found), Counter(gold)
    precision = sum(count * count / mine[label] for (_, label), count in both.items()) / len(gold)
    recall = sum(count * count / true[story] for (story, _), count in both.items()) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def cluster(articles: Sequence[Told]) -> Labels:
    """Reportedly's stories."""
    index: Happenings[int] = Happenings()
    for key, one in enumerate(articles):
        index.add(key, telling(one.headline, one.text), one.day)
    labels = [0] * len(articles)
    for label, group in enumerate(index.groups()):
        for key in group:
            labels[key] = label
    return labels


def cluster_by_tfidf(articles: Sequence[Told], threshold: float) -> Labels:
    """The peer's."""
    from sklearn.cluster import AgglomerativeClustering
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(
        f"{one.headline} {one.text}" for one in articles
    )
    apart = 1 - (vectors @ vectors.T).toarray()
    days = np.array([np.nan if one.day is None else one.day for one in articles])
    apart[np.abs(days[:, None] - days[None, :]) > SPAN] = 1.0
    joined = AgglomerativeClustering(
        n_clusters=None, distance_threshold=1 - threshold, metric="precomputed", linkage="average"
    ).fit(np.clip(apart, 0, None))
    return [int(label) for label in joined.labels_]


def score(articles: Sequence[Told], clusterer: Clusterer) -> tuple[float, float, float]:
    """What a clusterer reaches on a set."""
    return b_cubed([one.story for one in articles], clusterer(articles))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each set and tool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args(arguments).folder

    train = read_neus(folder / "neus" / "train.source")
    cuts = [len(train) * part // PARTS for part in range(PARTS + 1)]
    parts = [[one for story in train[start:end] for one in story] for start, end in pairwise(cuts)]
    val = [one for story in read_neus(folder / "neus" / "val.source") for one in story]
    tuned = parts[: PARTS // 2]

    def over_tuned(threshold: float) -> float:
        return sum(score(part, lambda given: cluster_by_tfidf(given, threshold))[2] for part in tuned)

    best = max(THRESHOLDS, key=over_tuned)
    sets = {
        "NeuS train, tuned on": tuned,
        "NeuS train, kept apart": parts[PARTS // 2 :],
        "NeuS val": [val],
        "BASIL, dated": [read_basil(folder / "basil")],
    }
    print(f"{'set':24}{'tool':12}{'articles':>9}{'B³ P':>8}{'R':>8}{'F1':>8}{'s':>7}")
    tools: dict[str, Clusterer] = {"reportedly": cluster, "TF-IDF": lambda given: cluster_by_tfidf(given, best)}
    for name, lots in sets.items():
        for tool, clusterer in tools.items():
            before = time.process_time()
            means = np.mean([score(lot, clusterer) for lot in lots], axis=0)
            spent = time.process_time() - before
            precision, recall, f1 = (f"{100 * value:8.1f}" for value in means)
            print(f"{name:24}{tool:12}{sum(map(len, lots)):9,}{precision}{recall}{f1}{spent:7.1f}")
    print(f"TF-IDF's threshold: {best}")


if __name__ == "__main__":
    main()
