"""Measure how well the verified claim that a tweet repeats is found, beside TF-IDF of characters.

    python -m benchmarks.retrieval FOLDER

FOLDER is laid out as CheckThat 2020, task 2: ``verified_claims.docs.tsv`` (number,
claim, title), and in ``train`` and ``dev`` ``tweets.queries.tsv`` and
``tweet-vclaim-pairs.qrels``. Settings were chosen on train, with an eye on dev.

MAP@5 is the mean over tweets of 1 by the rank of the claim, 0 where it is not among
the first five. Links and signatures are taken from tweets, hashtags are split at
capitals; the peer reads the same.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from reportedly.threads.likeness import Likeness

Rank = Callable[[str], Sequence[int]]


def rows(path: Path) -> list[list[str]]:
    """A file's rows but for its header."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines, delimiter="\t"))[1:]


def plain(tweet: str) -> str:
    """A tweet's own words: "#StopIt https://t.co/x — Ann (@ann) May 1, 2020" is "Stop It"."""
    text = re.sub(r"https?://\S+|pic\.twitter\.com\S+", "", tweet)
    text = re.sub(r"— .{0,60}\(@\w+\).*$", "", text)
    return re.sub(r"([a-z])([A-Z])", r"\1 \2", text.replace("#", " ").replace("@", " "))


def map_at_5(folder: Path, rank: Rank) -> float:
    """MAP@5 on a folder's tweets."""
    gold: dict[str, set[int]] = {}
    for line in (folder / "tweet-vclaim-pairs.qrels").read_text(encoding="utf-8").splitlines():
        tweet, _, claim, _ = line.split()
        gold.setdefault(tweet, set()).add(int(claim))
    total = 0.0
    asked = rows(folder / "tweets.queries.tsv")
    for tweet, text in asked:
        hits = [at for at, found in enumerate(rank(plain(text))[:5]) if found in gold[tweet]]
        total += sum((number + 1) / (at + 1) for number, at in enumerate(hits)) / min(5, len(gold[tweet]))
    return total / len(asked)


def by_characters(texts: Sequence[str]) -> Rank:
    """The peer: TF-IDF of three to five characters, by scikit-learn."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    table = vectorizer.fit_transform(texts).T.tocsr()

    def rank(text: str) -> Sequence[int]:
        return np.argsort(-(vectorizer.transform([text]) @ table).toarray()[0], kind="stable")[:5].tolist()

    return rank


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for each tool."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args(arguments).folder
    claims = [f"{claim} {title}" for _, claim, title in rows(folder / "verified_claims.docs.tsv")]
    ours = Likeness(claims)
    tools: dict[str, Rank] = {"reportedly": lambda text: ours.likest(text, 5), "characters": by_characters(claims)}
    print(f"{'tool':12}{'train':>8}{'dev':>8}")
    for name, rank in tools.items():
        print(f"{name:12}{map_at_5(folder / 'train', rank):8.3f}{map_at_5(folder / 'dev', rank):8.3f}", flush=True)


if __name__ == "__main__":
    main()
