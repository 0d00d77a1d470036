"""Pages with labels → the two forests that tell an article's body from the rest of its page.

    python -m training.body PAGES.pickle FOLDER [--trees N]

The first forest judges each block by itself and its surroundings, the second
again with what the first found around it. So that the second learns from honest
verdicts, the first's come from five folds by site, and so do the figures that
are printed. Labels that are opinions only, not gold, are then met half-way by
what forests that never saw the page think of it, and all is done once more:
they were noise as much as knowledge.
"""

from __future__ import annotations

import argparse
import hashlib
import pickle
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper
from selectolax.lexbor import LexborHTMLParser

from reportedly.article.body import LEAST, effective_roles, evidence_of
from reportedly.article.evidence import Evidence, Numbers
from reportedly.article.extents import extents
from reportedly.article.metadata import read_metadata
from reportedly.article.walk import walk
from training.pages import OPINION, Taught

FOLDS: Final = 5
SETTINGS: Final[Mapping[str, Any]] = {
    "objective": "cross_entropy",
    "learning_rate": 0.1,
    "num_leaves": 31,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}


def evidence(page: Taught) -> Evidence:
    """What the program sees of a page when it judges it."""
    tree = LexborHTMLParser(page.html)
    metadata = read_metadata(tree)
    walked = walk(tree)
    return evidence_of(walked, metadata, effective_roles(walked), extents(walked))


def fit(pages: Sequence[Taught], rows: Sequence[Numbers], *, trees: int) -> lightgbm.Booster:
    """A forest over all blocks of some pages."""
    weights = [_weights(page, seen) for page, seen in zip(pages, rows, strict=True)]
    data = lightgbm.Dataset(
        np.concatenate(rows), np.concatenate([page.labels for page in pages]), weight=np.concatenate(weights)
    )
    return lightgbm.train(dict(SETTINGS), data, trees)


def _weights(page: Taught, rows: Numbers) -> NDArray[Any]:
    """Long blocks count more, but not as much more as they are long; so do pages with many."""
    own = page.weights * np.sqrt(rows[:, NUMBER_OF_WORDS])
    return own / np.sqrt(max(1.0, own.sum()))


NUMBER_OF_WORDS: Final = 4
"""The column of evidence that counts a block's words."""


def judged_by_others(pages: Sequence[Taught], rows: Sequence[Numbers], *, trees: int) -> list[Numbers]:
    """How likely each block is in the eyes of a forest that saw no page of its site."""
    folds = [int(hashlib.md5(page.site.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS for page in pages]
    judged: list[Numbers] = [np.zeros(0, dtype=np.float32)] * len(pages)
    for fold in range(FOLDS):
        kept = [index for index, own in enumerate(folds) if own != fold]
        forest = fit([pages[index] for index in kept], [rows[index] for index in kept], trees=trees)
        for index in set(range(len(pages))) - set(kept):
            judged[index] = np.asarray(forest.predict(rows[index]), dtype=np.float32)
    return judged


def to_onnx(forest: lightgbm.Booster) -> onnx.ModelProto:
    """A forest as one operator of ONNX's machine-learning set, answering with the sum of its trees."""
    columns: dict[str, list[Any]] = {name: [] for name in NODE_COLUMNS}
    leaves: dict[str, list[Any]] = {"treeids": [], "nodeids": [], "ids": [], "weights": []}
    for tree, info in enumerate(forest.dump_model()["tree_info"]):
        _add_tree(info["tree_structure"], tree, columns, leaves)
    node = helper.make_node(
        "TreeEnsembleRegressor",
        ["rows"],
        ["likely"],
        domain="ai.onnx.ml",
        n_targets=1,
        **{f"nodes_{name}": values for name, values in columns.items()},
        **{f"target_{name}": values for name, values in leaves.items()},
    )
    graph = helper.make_graph(
        [node],
        "body",
        [helper.make_tensor_value_info("rows", TensorProto.FLOAT, [None, forest.num_feature()])],
        [helper.make_tensor_value_info("likely", TensorProto.FLOAT, [None, 1])],
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


NODE_COLUMNS: Final = ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")


def _add_tree(root: Mapping[str, Any], tree: int, columns: dict[str, list[Any]], leaves: dict[str, list[Any]]) -> None:
    waiting = [(root, 0)]
    made = 1
    while waiting:
        node, number = waiting.pop()
        leaf = "leaf_value" in node
        below = (0, 0) if leaf else (made, made + 1)
        split = (0, 0.0, "LEAF") if leaf else (node["split_feature"], _single(node["threshold"]), "BRANCH_LEQ")
        for name, value in zip(NODE_COLUMNS, (tree, number, *split, *below), strict=True):
            columns[name].append(value)
        if leaf:
            for name, value in zip(leaves, (tree, number, 0, float(node["leaf_value"])), strict=True):
                leaves[name].append(value)
        else:
            made += 2
            waiting += [(node["left_child"], below[0]), (node["right_child"], below[1])]


def _single(threshold: float) -> float:
    """The greatest number of single precision that is no greater: single-precision rows split alike."""
    rounded = np.float32(threshold)
    return float(rounded if rounded <= threshold else np.nextafter(rounded, np.float32(-np.inf)))


def honest(pages: Sequence[Taught], seen: Sequence[Evidence], *, trees: int) -> tuple[list[Numbers], list[Numbers]]:
    """Both looks at each page by forests that saw no page of its site."""
    first = judged_by_others(pages, [each.rows for each in seen], trees=trees)
    again = [each.again(likely) for each, likely in zip(seen, first, strict=True)]
    return first, judged_by_others(pages, again, trees=trees)


def settled(page: Taught, likely: Numbers) -> Taught:
    """The page with its opinions half-way to what others think of it; gold stays."""
    opinions = page.weights == OPINION
    return replace(page, labels=np.where(opinions, (page.labels + likely) / 2, page.labels).astype(np.float32))


def report(pages: Sequence[Taught], judged: Sequence[Numbers]) -> str:
    """How many words of the bodies are found, and how many found are theirs, over blocks with sure labels."""
    right = found = wanted = 0.0
    for page, likely in zip(pages, judged, strict=True):
        weight = page.weights
        right += float(weight[(likely >= LEAST) & (page.labels > 0.5)].sum())
        found += float(weight[likely >= LEAST].sum())
        wanted += float(weight[page.labels > 0.5].sum())
    return f"blocks by five folds: precision {right / found:.4f}, recall {right / wanted:.4f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Fit both forests and write them."""
    parser = argparse.ArgumentParser(prog="python -m training.body", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("pages", type=Path, metavar="PAGES.pickle")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--trees", type=int, default=150)
    parser.add_argument(
        "--judged", type=Path, metavar="FILE", help="keep what forests that saw no page of its site say"
    )
    options = parser.parse_args(arguments)
    pages: list[Taught] = pickle.loads(options.pages.read_bytes())  # our own, of training.pages
    seen = [evidence(page) for page in pages]
    _, second = honest(pages, seen, trees=options.trees)
    sys.stdout.write(f"{report(pages, second)}\n")
    pages = [settled(page, likely) for page, likely in zip(pages, second, strict=True)]
    first, second = honest(pages, seen, trees=options.trees)
    sys.stdout.write(f"{report(pages, second)}\n")
    looks = ([each.rows for each in seen], [each.again(likely) for each, likely in zip(seen, first, strict=True)])
    options.folder.mkdir(parents=True, exist_ok=True)
    for look, rows in enumerate(looks, 1):
        model = to_onnx(fit(pages, rows, trees=options.trees))
        (options.folder / f"body-{look}.onnx").write_bytes(model.SerializeToString())
    if options.judged:
        options.judged.write_bytes(
            pickle.dumps([(page.html, likely) for page, likely in zip(pages, second, strict=True)])
        )


if __name__ == "__main__":
    main()
