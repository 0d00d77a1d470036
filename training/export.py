"""A trained network → the int8 ONNX model that the package ships.

    python -m training.export RUN/network.pt OUT.onnx

The graph is built operator by operator from ONNX Runtime's fused ones
(``QAttention``, ``DynamicQuantizeMatMul``, ``SkipLayerNormalization``): weights
are int8 with a scale a column, activations are quantised as they come. The role
head stays in float: it is small, and every decision hangs on it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from training import network as net

MICROSOFT = "com.microsoft"


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

    def node(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, names: list[str] | None = None, **attributes: Any) -> Any:
        """An operator; the name of its output, or a list of them."""
        if names is None:
            names = []
            for _ in range(outputs):
                self._count += 1
                names.append(f"x{self._count}")
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0] if len(names) == 1 else names

    def dense(self, x: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        """``x @ weight.T + bias`` in int8."""
        ints, scale, zero = quantised(weight)
        return self.node(
            "DynamicQuantizeMatMul", x, self.weight(ints), self.weight(scale), self.weight(zero), self.weight(bias),
            domain=MICROSOFT,
        )  # fmt: skip


def quantised(weight: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32], NDArray[np.int8]]:
    """A dense layer's weight (out × in) as int8 (in × out) with a scale for each output."""
    scale = np.abs(weight).max(axis=1) / 127
    scale[scale == 0] = 1
    ints = np.clip(np.round(weight / scale[:, None]), -127, 127).astype(np.int8)
    return ints.T.copy(), scale.astype(np.float32), np.zeros(len(scale), np.int8)


def export(model: net.Network, out: Path, *, kept: list[int], **card: Any) -> None:
    """Write the network; ``kept`` are the pieces of its vocabulary that the package's own has, in that order."""
    state = {name: value.detach().numpy() for name, value in model.state_dict().items()}
    shape = model.encoder.shape
    g = Graph()

    words = state["encoder.words.weight"][kept]
    scale = (np.abs(words).max() / 127).astype(np.float32)
    row = np.abs(words).max(axis=1, keepdims=True) / 127
    table = g.weight(np.round(words / row).astype(np.int8))
    rows = g.node("Cast", g.node("Gather", table, "ids"), to=TensorProto.FLOAT)
    x = g.node("Mul", rows, g.node("Gather", g.weight(row.astype(np.float32)), "ids"))
    del scale
    length = g.node("Slice", g.node("Shape", "ids"), g.weight(np.array([1])), g.weight(np.array([2])))
    places = g.node("Slice", g.weight(state["encoder.places.weight"][:256]), g.weight(np.array([0])), length)
    x = g.node("Add", g.node("Add", x, places), g.node("Gather", g.weight(state["encoder.features.weight"]), "features"))
    norm = [g.weight(state[f"encoder.norm.{kind}"]) for kind in ("weight", "bias")]
    x = g.node("LayerNormalization", x, *norm, axis=-1, epsilon=shape.epsilon)
    for at in range(shape.layers):
        x = _layer(g, x, {k.removeprefix(f"encoder.layers.{at}."): v for k, v in state.items() if k.startswith(f"encoder.layers.{at}.")}, shape)

    x = g.node("GatherND", x, g.node("Unsqueeze", "first", g.weight(np.array([2]))), batch_dims=1)
    logits = g.node("Add", g.node("MatMul", x, g.weight(state["roles.weight"].T)), g.weight(state["roles.bias"]))
    g.node("LogSoftmax", logits, axis=-1, names=["role"])
    heads = ("link_from", "link_to", "arc_from", "arc_to", "tag", "dep", "ent")
    sides = g.dense(x, np.concatenate([state[f"{h}.weight"] for h in heads]), np.concatenate([state[f"{h}.bias"] for h in heads]))
    sizes = g.weight(np.array([len(state[f"{h}.bias"]) for h in heads]))
    link_from, link_to, arc_from, arc_to, tag, dep, ent = g.node("Split", sides, sizes, outputs=7, axis=-1)
    g.node("Identity", link_from, names=["link_from"])
    g.node("Identity", link_to, names=["link_to"])
    for name, scores in (("tag", tag), ("dep", dep), ("ent", ent)):
        g.node("ArgMax", scores, axis=-1, keepdims=0, names=[name])
    arcs = g.node("MatMul", arc_from, g.node("Transpose", arc_to, perm=[0, 2, 1]))
    together = g.node("Equal", g.node("Unsqueeze", "paragraph", g.weight(np.array([2]))), g.node("Unsqueeze", "paragraph", g.weight(np.array([1]))))
    arcs = g.node("Where", together, arcs, g.weight(np.array(-1e4, np.float32)))
    g.node("ArgMax", arcs, axis=-1, keepdims=0, names=["head"])

    def value(name: str, kind: int, *sizes: Any) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, kind, list(sizes))

    graph = helper.make_graph(
        g.nodes, "tagger",
        [value(n, TensorProto.INT64, "windows", "pieces") for n in ("ids", "features")]
        + [value("lengths", TensorProto.INT32, "windows")]
        + [value(n, TensorProto.INT64, "windows", "words") for n in ("first", "paragraph")],
        [value("role", TensorProto.FLOAT, "windows", "words", len(model.labels["role"]))]
        + [value(n, TensorProto.FLOAT, "windows", "words", len(state["link_from.bias"])) for n in ("link_from", "link_to")]
        + [value(n, TensorProto.INT64, "windows", "words") for n in ("tag", "dep", "ent", "head")],
        initializer=g.weights,
    )  # fmt: skip
    made = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)], ir_version=9, producer_name="reportedly"
    )
    helper.set_model_props(made, {
        "labels": json.dumps({name: model.labels[name] for name in ("tag", "dep", "ent")}),
        "link_none": json.dumps(state["link_none"].round(5).tolist()),
        "link_gap": json.dumps(state["link_gap"].round(5).tolist()),
        **{name: json.dumps(thing) for name, thing in card.items()},
    })  # fmt: skip
    onnx.save(made, str(out))


def _layer(g: Graph, x: str, state: dict[str, NDArray[np.float32]], shape: net.Shape) -> str:
    ints, scale, zero = quantised(state["qkv.weight"])
    quantity, step, middle = g.node("DynamicQuantizeLinear", x, outputs=3)
    mixed = g.node(
        "QAttention", quantity, g.weight(ints), g.weight(state["qkv.bias"]), step, g.weight(scale), "lengths", middle, g.weight(zero),
        domain=MICROSOFT, num_heads=shape.heads,
    )  # fmt: skip
    for kind, norm in (("out", "norm1"), ("down", "norm2")):
        if kind == "down":
            mixed = g.node("Gelu", g.dense(x, state["up.weight"], state["up.bias"]), domain=MICROSOFT)
        y = g.dense(mixed, state[f"{kind}.weight"], state[f"{kind}.bias"])
        weights = [g.weight(state[f"{norm}.{part}"]) for part in ("weight", "bias")]
        x = g.node("SkipLayerNormalization", x, y, *weights, domain=MICROSOFT, epsilon=shape.epsilon)
    return x


def main() -> None:
    """Read the words of the command line, write the model."""
    model = net.load(Path(sys.argv[1]))
    export(model, Path(sys.argv[2]), kept=list(range(model.encoder.shape.vocabulary)))


if __name__ == "__main__":
    torch.set_num_threads(1)
    main()
