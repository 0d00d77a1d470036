"""Trained networks → the int8 ONNX models that the package ships.

    python -m training.export FOLDER ARTICLES.pickle RUN…

FOLDER gets ``pieces.npz`` (the vectors of word pieces, which training leaves as
they are and all networks share), ``vocabulary.txt``, a model for each network,
and ``profiles.json``: the first network is the fast profile, all of them the
accurate one.

The graph is built operator by operator from ONNX Runtime's fused ones
(``QAttention``, ``DynamicQuantizeMatMul``, ``SkipLayerNormalization``): weights
are int8 with a scale a column, activations are quantised as they come. The role
head stays in float: it is small, and every decision hangs on it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training import examples as ex
from training import network as net
from training.train import windows

MICROSOFT = "com.microsoft"
STEPS = 63
"""Of a weight's sign. 127 would fill the byte and gain 0.2 points, but on processors without VNNI products of two
bytes then run over, and the same text has other answers."""

SAMPLE = 30
"""Articles that show the ranges of values."""


class Graph:
    """Nodes and weights in the making."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self._count = 0

    def weight(self, array: NDArray[Any]) -> str:
        """A constant, named by its number."""
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name

    def node(
        self,
        kind: str,
        *inputs: str,
        domain: str = "",
        outputs: int = 1,
        names: list[str] | None = None,
        **attributes: Any,
    ) -> Any:
        """An operator; the name of its output, or a list of them."""
        if names is None:
            names = []
            for _ in range(outputs):
                self._count += 1
                names.append(f"x{self._count}")
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0] if len(names) == 1 else names

    def smoothed(
        self, x: str, weight: NDArray[np.float32], peak: NDArray[np.float32]
    ) -> tuple[str, NDArray[np.float32]]:
        """The input divided, and the weight multiplied, by a factor a channel, so that both have even ranges.

        A few channels of a transformer are far larger than the rest, and one
        step for all leaves the rest few bits (SmoothQuant, Xiao et al. 2023).
        ``peak`` is the largest value that each channel had.
        """
        factor = np.sqrt(np.maximum(peak, 1e-3) / np.maximum(np.abs(weight).max(axis=0), 1e-3)).astype(np.float32)
        return self.node("Mul", x, self.weight(1 / factor)), weight * factor

    def dense(self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32], peak: NDArray[np.float32]) -> str:
        """``x @ weight.T + bias`` in int8."""
        x, weight = self.smoothed(x, weight, peak)
        parts = [self.weight(part) for part in quantised(weight)]
        return self.node("DynamicQuantizeMatMul", x, *parts, self.weight(bias), domain=MICROSOFT)


def peaks(model: net.Network, sample: Sequence[ex.Example]) -> dict[str, NDArray[np.float32]]:
    """The largest value of each channel that goes into each dense layer, over a sample of windows."""
    found: dict[str, NDArray[np.float32]] = {}

    def keep(name: str, given: torch.Tensor) -> None:
        largest = given.detach().abs().flatten(0, -2).amax(0).numpy()
        found[name] = np.maximum(found.get(name, 0), largest)

    hooks = [
        module.register_forward_pre_hook(lambda _, given, name=name: keep(name, given[0]))
        for name, module in model.named_modules()
        if isinstance(module, torch.nn.Linear)
    ]
    with torch.inference_mode():
        for e in sample:
            model(**ex.inputs([e]))
    for hook in hooks:
        hook.remove()
    return found


def quantised(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.int8]]:
    """A dense layer's weight (out × in) as int8 (in × out) with a scale for each output."""
    scale = np.abs(weight).max(axis=1) / STEPS
    scale[scale == 0] = 1
    ints = np.clip(np.round(weight / scale[:, None]), -STEPS, STEPS).astype(np.int8)
    return ints.T.copy(), scale.astype(np.float32), np.zeros(len(scale), np.int8)


def export(model: net.Network, out: Path, sample: Sequence[ex.Example]) -> None:
    """Write the network; it reads the vectors of pieces, not their numbers. A sample of windows shows the ranges."""
    high = peaks(model, sample)
    state = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    shape = model.encoder.shape
    g = Graph()

    length = g.node("Slice", g.node("Shape", "vectors"), g.weight(np.array([1])), g.weight(np.array([2])))
    places = g.node("Slice", g.weight(state["encoder.places.weight"][:256]), g.weight(np.array([0])), length)
    x = g.node(
        "Add",
        g.node("Add", "vectors", places),
        g.node("Gather", g.weight(state["encoder.features.weight"]), "features"),
    )
    norm = [g.weight(state[f"encoder.norm.{kind}"]) for kind in ("weight", "bias")]
    x = g.node("LayerNormalization", x, *norm, axis=-1, epsilon=shape.epsilon)
    for at in range(shape.layers):
        prefix = f"encoder.layers.{at}."
        own, ranges = (
            {name.removeprefix(prefix): value for name, value in table.items() if name.startswith(prefix)}
            for table in (state, high)
        )
        x = _layer(g, x, own, ranges, shape)

    links = len(state["link_from.bias"])
    x = g.node("GatherND", x, g.node("Unsqueeze", "first", g.weight(np.array([2]))), batch_dims=1)
    logits = g.node("Add", g.node("MatMul", x, g.weight(state["roles.weight"].T)), g.weight(state["roles.bias"]))
    g.node("LogSoftmax", logits, axis=-1, names=["role"])
    heads = ("link_from", "link_to", "arc_from", "arc_to", "tag", "dep", "ent")
    weight, bias = (np.concatenate([state[f"{h}.{part}"] for h in heads]) for part in ("weight", "bias"))
    sides = g.dense(x, weight, bias, high["link_from"])
    sizes = g.weight(np.array([len(state[f"{h}.bias"]) for h in heads]))
    link_from, link_to, arc_from, arc_to, tag, dep, ent = g.node("Split", sides, sizes, outputs=7, axis=-1)
    g.node("Identity", link_from, names=["link_from"])
    g.node("Identity", link_to, names=["link_to"])
    for name, scores in (("tag", tag), ("dep", dep), ("ent", ent)):
        g.node("ArgMax", scores, axis=-1, keepdims=0, names=[name])
    arcs = g.node("MatMul", arc_from, g.node("Transpose", arc_to, perm=[0, 2, 1]))
    together = g.node(
        "Equal",
        g.node("Unsqueeze", "paragraph", g.weight(np.array([2]))),
        g.node("Unsqueeze", "paragraph", g.weight(np.array([1]))),
    )
    arcs = g.node("Where", together, arcs, g.weight(np.array(-1e4, np.float32)))
    g.node("ArgMax", arcs, axis=-1, keepdims=0, names=["head"])

    def value(name: str, kind: int, *sizes: Any) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, list(sizes))

    graph = helper.make_graph(
        g.nodes, "tagger",
        [value("vectors", TensorProto.FLOAT, "windows", "pieces", shape.width)]
        + [value("features", TensorProto.INT64, "windows", "pieces")]
        + [value("lengths", TensorProto.INT32, "windows")]
        + [value(n, TensorProto.INT64, "windows", "words") for n in ("first", "paragraph")],
        [value("role", TensorProto.FLOAT, "windows", "words", len(model.labels["role"]))]
        + [value(n, TensorProto.FLOAT, "windows", "words", links) for n in ("link_from", "link_to")]
        + [value(n, TensorProto.INT64, "windows", "words") for n in ("tag", "dep", "ent", "head")],
        initializer=g.weights,
    )  # fmt: skip
    made = helper.make_model(
        graph,
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)],
        ir_version=9,
        producer_name="reportedly",
    )
    helper.set_model_props(
        made,
        {
            "labels": json.dumps({name: model.labels[name] for name in ("tag", "dep", "ent")}),
            "link_none": json.dumps(state["link_none"].round(5).tolist()),
            "link_gap": json.dumps(state["link_gap"].round(5).tolist()),
        },
    )
    onnx.save(made, str(out))


def _layer(
    g: Graph,
    x: str,
    state: Mapping[str, NDArray[np.float32]],
    high: Mapping[str, NDArray[np.float32]],
    shape: net.Shape,
) -> str:
    even, weight = g.smoothed(x, state["qkv.weight"], high["qkv"])
    ints, scale, zero = (g.weight(part) for part in quantised(weight))
    quantity, step, middle = g.node("DynamicQuantizeLinear", even, outputs=3)
    given = (quantity, ints, g.weight(state["qkv.bias"]), step, scale, "lengths", middle, zero)
    mixed = g.node("QAttention", *given, domain=MICROSOFT, num_heads=shape.heads)
    for kind, norm in (("out", "norm1"), ("down", "norm2")):
        if kind == "down":
            mixed = g.node("Gelu", g.dense(x, state["up.weight"], state["up.bias"], high["up"]), domain=MICROSOFT)
        y = g.dense(mixed, state[f"{kind}.weight"], state[f"{kind}.bias"], high[kind])
        weights = [g.weight(state[f"{norm}.{part}"]) for part in ("weight", "bias")]
        x = g.node("SkipLayerNormalization", x, y, *weights, domain=MICROSOFT, epsilon=shape.epsilon)
    return x


def export_pieces(model: net.Network, folder: Path) -> None:
    """Write the pieces and their vectors, each as int8 with a scale of its own."""
    words = model.encoder.words.weight.detach().numpy()
    scale = np.abs(words).max(axis=1) / 127
    scale[scale == 0] = 1
    np.savez(
        folder / "pieces.npz", vectors=np.round(words / scale[:, None]).astype(np.int8), scale=scale.astype(np.float32)
    )
    (folder / "vocabulary.txt").write_text("\n".join(net.minilm_vocabulary()) + "\n", encoding="utf-8")


def main() -> None:
    """Read the words of the command line, write the models."""
    parser = argparse.ArgumentParser(prog="python -m training.export", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("articles", type=Path, help="prepared articles, some of which show the ranges of values")
    parser.add_argument("runs", type=Path, nargs="+")
    options = parser.parse_args()
    torch.set_num_threads(1)
    articles, cut = ex.load(options.articles)[:SAMPLE], windows()
    names = []
    for number, run in enumerate(options.runs, start=1):
        model = net.load(run / "network.pt")
        names.append(f"tagger-{number}.onnx")
        sample = [e for article in articles for e in ex.examples(article, model.labels, cut, annotator=None)]
        export(model, options.folder / names[-1], sample)
    export_pieces(model, options.folder)
    profiles = {"fast": names[:1], "accurate": names}
    (options.folder / "profiles.json").write_text(json.dumps(profiles, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
