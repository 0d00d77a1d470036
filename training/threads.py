"""Fit what tells that two claims are about one thing.

    python -m training.threads FOLDER src/reportedly/threads/alike.json

FOLDER holds bundles as ``benchmarks.bundles`` reads them. What is printed comes
from folds of bundles, so that none is judged by its own weights: how many pairs
of claims are told apart rightly. Ends with the weights for all of them.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
from benchmarks.threads import answering
from numpy.typing import NDArray

from benchmarks import bundles
from reportedly import flow
from reportedly.data import Reading
from reportedly.threads import alike
from reportedly.threads.told import told
from reportedly.threads.weave import LEAST
from training.calibrate import fitted

FOLDS = 10
UNLISTED = 0.1
"""What a pair of a listed and an unlisted claim counts; swept with the threshold on folds (0, 0.1, 0.2, 0.3)."""
STRANGERS = 0.03
"""What a pair of unlisted claims counts. Without them (0) F1 of listed pairs is two points higher, and half of the
claims of long articles gather in one thread about nothing."""
SAID_ALIKE = 0.6
"""Share of words from which an unlisted claim may well say what a listed one does."""


def pairs(bundle: bundles.Bundle) -> Iterator[tuple[list[float], bool, float]]:
    """What speaks for each pair of the bundle's claims, whether they are of one thread, and how much that counts.

    Beside the pairs of listed claims, those with claims that nobody listed: they
    are seldom of one thread, unless they say the same.
    """
    outcomes = (flow.read_page(page).result for page in bundle.pages().values())
    readings = dict(zip(bundle.pages(), outcomes, strict=True))
    claims = [one for reading in readings.values() if isinstance(reading, Reading) for one in told(reading)]
    threads: dict[tuple[str, str], str] = {}
    for claim in bundle.claims:
        reading = readings[claim.article]
        if isinstance(reading, Reading) and (answer := answering(bundle.span(claim), reading)):
            threads[reading.article.id, answer.id] = claim.thread
    weigh = alike.weights(claims)
    for one, two in combinations(claims, 2):
        named = [threads.get((each.article.id, each.claim.id)) for each in (one, two)]
        row = [1.0, *alike.features(one, two, weigh)]
        if None not in named:
            yield row, named[0] == named[1], 1.0
        elif row[1 + alike.NAMES.index("cover")] < SAID_ALIKE:
            yield row, False, STRANGERS if named == [None, None] else UNLISTED


def main() -> None:
    """Print how well folds do, write the weights of all."""
    parser = argparse.ArgumentParser(prog="python -m training.threads", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    each = [list(pairs(bundle)) for bundle in bundles.load(options.folder).values()]
    rows: NDArray[np.float64] = np.array([row for found in each for row, _, _ in found])
    together = np.array([float(right) for found in each for _, right, _ in found])
    counts = np.array([count for found in each for _, _, count in found])
    fold = np.array([at % FOLDS for at, found in enumerate(each) for _ in found])
    scores = np.zeros(len(rows))
    for number in range(FOLDS):
        inside = fold == number
        weights = fitted(rows[~inside], together[~inside], counts[~inside])
        scores[inside] = 1 / (1 + np.exp(-rows[inside] @ weights))
    listed = counts == 1
    right = float(((scores > LEAST) == (together > 0))[listed].mean())
    print(f"{listed.sum():,} pairs of listed claims; {right:.1%} told rightly by folds")
    kept = dict(zip(("constant", *alike.NAMES), fitted(rows, together, counts).round(3).tolist(), strict=True))
    options.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
