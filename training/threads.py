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
from pathlib import Path

import numpy as np
from benchmarks.threads import answering
from numpy.typing import NDArray

from benchmarks import bundles
from reportedly import flow
from reportedly.data import Reading
from reportedly.threads import alike
from reportedly.threads.told import told
from training.calibrate import fitted

FOLDS = 10


def pairs(bundle: bundles.Bundle) -> Iterator[tuple[list[float], bool]]:
    """What speaks for each pair of the bundle's claims that was found, and whether they are of one thread."""
    readings = {name: flow.read_page(page).result for name, page in bundle.pages().items()}
    claims = {
        (name, one.claim.id): one
        for name, reading in readings.items()
        if isinstance(reading, Reading)
        for one in told(reading)
    }
    found = {}
    for claim in bundle.claims:
        reading = readings[claim.article]
        answer = answering(bundle.span(claim), reading) if isinstance(reading, Reading) else None
        if answer is not None:
            found[claim.id] = claims[claim.article, answer.id]
    weigh = alike.weights(claims.values())
    for one, two, together in bundle.claim_pairs():
        if one.id in found and two.id in found:
            yield [1.0, *alike.features(found[one.id], found[two.id], weigh)], together


def main() -> None:
    """Print how well folds do, write the weights of all."""
    parser = argparse.ArgumentParser(prog="python -m training.threads", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    each = [list(pairs(bundle)) for bundle in bundles.load(options.folder).values()]
    rows: NDArray[np.float64] = np.array([row for found in each for row, _ in found])
    together = np.array([float(right) for found in each for _, right in found])
    fold = np.array([at % FOLDS for at, found in enumerate(each) for _ in found])
    scores = np.zeros(len(rows))
    for number in range(FOLDS):
        inside = fold == number
        scores[inside] = 1 / (1 + np.exp(-rows[inside] @ fitted(rows[~inside], together[~inside])))
    right = float(((scores > 0.5) == (together > 0)).mean())
    print(f"{len(rows):,} pairs, {together.mean():.0%} of one thread; {right:.1%} told rightly by folds")
    weights = fitted(rows, together).round(3).tolist()
    kept = dict(zip(("constant", *alike.NAMES), weights, strict=True))
    options.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
