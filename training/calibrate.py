"""Fit the scores of claims, so that they mean what they say.

    python -m training.calibrate FOLDER OUT.json [--profile fast accurate]

FOLDER is of PolNeAR's shape and no part of what the networks were trained on.
Weights are fitted by Newton's method with a small ridge; what is printed comes
from five folds of articles, so that no article is judged by its own weights:
expected calibration error (ten bins of equal width), and precision and recall
by threshold.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.attribution import calibration_error, gold, marked, matched, paragraphs
from numpy.typing import NDArray

from reportedly.claims.attribution.reading import candidates
from reportedly.claims.draft import Draft
from reportedly.claims.syntax import ParseText
from reportedly.data import Profile

FOLDS = 5
RIDGE = 1.0


def observed(folder: Path, profile: Profile) -> tuple[list[list[dict[str, float]]], list[list[bool]], int]:
    """Features of each candidate of each article, whether it is right, and how many there were to find."""
    rows, right, total = [], [], 0
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode()
        draft = ParseText(profile)(Draft(article=paragraphs(path.stem, text)))
        annotator = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))[0]
        wanted = list(dict.fromkeys(marked(text, *parts) for parts in gold(annotator)))
        found = list(candidates(draft, profile))
        hits = matched([marked(text, a.source, a.content) for a, _ in found], wanted, sources=True)
        rows.append([dict(features) for _, features in found])
        right.append([at in hits for at in range(len(found))])
        total += len(wanted)
    return rows, right, total


def fitted(
    rows: NDArray[np.float64], right: NDArray[np.float64], counts: NDArray[np.float64] | float = 1.0
) -> NDArray[np.float64]:
    """The weights of a logistic regression; ``counts`` says how much each row counts."""
    weights = np.zeros(rows.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (counts * (right - p)) - RIDGE * weights
        curve = (rows * (counts * p * (1 - p))[:, None]).T @ rows + RIDGE * np.eye(rows.shape[1])
        weights += np.linalg.solve(curve, slope)
    return weights


def main() -> None:
    """Fit each profile, print how it does on articles that it was not fitted on, write the weights."""
    parser = argparse.ArgumentParser(
        prog="python -m training.calibrate", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--profile", nargs="+", default=["fast", "accurate"])
    options = parser.parse_args()
    kept: dict[str, Any] = json.loads(options.out.read_text()) if options.out.exists() else {}
    for profile in options.profile:
        rows, right, total = observed(options.folder, profile)
        names = list(next((row for article in rows for row in article), {}))
        if not names:
            sys.exit(f"the {profile} profile finds no attribution in {options.folder}: train its networks for longer")
        x = np.array([[row[name] for name in names] for article in rows for row in article])
        y = np.array([float(hit) for article in right for hit in article])
        fold = np.array([at % FOLDS for at, article in enumerate(rows) for _ in article])
        scores = np.zeros(len(y))
        for number in range(FOLDS):
            scores[fold == number] = 1 / (1 + np.exp(-x[fold == number] @ fitted(x[fold != number], y[fold != number])))
        error = calibration_error(list(zip(scores.tolist(), y > 0, strict=True)))
        print(f"{profile}: {len(y):,} candidates, expected calibration error {error:.1%}")
        for threshold in (0.0, 0.2, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9):
            chosen = scores >= threshold
            if not chosen.any():
                break
            p, r = y[chosen].mean(), y[chosen].sum() / total
            print(f"  score >= {threshold:.2f}: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}")
        kept[profile] = dict(zip(names, fitted(x, y).round(4).tolist(), strict=True))
    options.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
