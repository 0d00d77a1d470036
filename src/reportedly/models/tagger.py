"""The tagger: one small network that reads roles, links and syntax from the words of an article.

It runs as int8 ONNX on one thread: workers are processes, and threads of one
would take the time of another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.data import Profile
from reportedly.models.pieces import tokenizer
from reportedly.models.windows import Window, Windows


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """What a network scores links with beside the words' vectors.

    ``none`` (relations × dimensions) is the vector of no partner, ``gap``
    (relations × buckets) the value of each distance.
    """

    none: NDArray[np.float32]
    gap: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinkVectors:
    """One network's vectors, a row a word, relations side by side: as what points and as what is pointed to."""

    pointing: NDArray[np.float32]
    pointed: NDArray[np.float32]
    weights: LinkWeights


@dataclass(frozen=True, slots=True)
class Tagged:
    """What is said of each word of some paragraphs, a row a word.

    ``role`` are log probabilities of O and of begin and inside of source, cue
    and content, ``links`` the vectors of each network. ``tag``, ``dep`` and
    ``ent`` are numbers of the labels that :class:`Tagger` names; ``head`` is the
    place of a word's syntactic head in its paragraph, its own for a root.
    ``paragraph`` and ``window`` say where each word stood.
    """

    role: NDArray[np.float32]
    links: tuple[LinkVectors, ...]
    tag: NDArray[np.int64]
    dep: NDArray[np.int64]
    ent: NDArray[np.int64]
    head: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    window: NDArray[np.int64]


class _Network:
    """One ONNX model."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        card = self._session.get_modelmeta().custom_metadata_map
        self.labels: dict[str, list[str]] = json.loads(card["labels"])
        none, gap = (np.array(json.loads(card[name]), np.float32) for name in ("link_none", "link_gap"))
        self.weights = LinkWeights(none=none, gap=gap)

    def __call__(self, given: Mapping[str, NDArray[Any]]) -> list[NDArray[Any]]:
        """The answers of ``ANSWERS``, windows × words."""
        found: list[NDArray[Any]] = self._session.run(list(_ANSWERS), dict(given))
        return found


_ANSWERS = ("role", "link_from", "link_to", "tag", "dep", "ent", "head")


class Tagger:
    """The networks of a profile with their vocabulary and the names of their labels.

    Where there are several, their opinions of roles and links are averaged; the
    syntax is the first one's.
    """

    def __init__(self, folder: Path, profile: Profile) -> None:
        self._windows = Windows(tokenizer(folder))
        with np.load(folder / "pieces.npz") as table:
            self._vectors, self._scale = table["vectors"], table["scale"]
        names = json.loads((folder / "profiles.json").read_text(encoding="utf-8"))[profile]
        self._networks = [_Network(folder / name) for name in names]
        self.labels = self._networks[0].labels

    def __call__(self, paragraphs: Sequence[Sequence[str]]) -> Tagged:
        """What is said of each word, in the order of the words."""
        windows = list(self._windows(paragraphs))
        if not windows:
            none = np.zeros(0, np.int64)
            empty = np.zeros((0, 7), np.float32)
            return Tagged(empty, (), tag=none, dep=none, ent=none, head=none, paragraph=none, window=none)
        read = [self._read(window) for window in windows]
        opinions = [
            [np.concatenate([answers[n][a] for answers in read]) for a in range(len(_ANSWERS))]
            for n in range(len(self._networks))
        ]  # networks × answers
        role = opinions[0][0]
        if len(opinions) > 1:
            role = np.mean([answers[0] for answers in opinions], axis=0)
        tag, dep, ent, head = opinions[0][3:]
        return Tagged(
            role=role,
            links=tuple(
                LinkVectors(answers[1], answers[2], network.weights)
                for answers, network in zip(opinions, self._networks, strict=True)
            ),
            tag=tag,
            dep=dep,
            ent=ent,
            head=head,
            paragraph=np.array([p for w in windows for p in w.paragraph], np.int64),
            window=np.repeat(np.arange(len(windows)), [len(w.first) for w in windows]),
        )

    def _read(self, window: Window) -> list[list[NDArray[Any]]]:
        """Each network's answers for a window.

        One window at a time: together they were up to a fifth slower, and an
        answer would hang on what else is read.
        """
        ids = np.array([window.ids], np.int64)
        given = {
            "vectors": self._vectors[ids] * self._scale[ids][:, :, None],
            "features": np.array([window.features], np.int64),
            "lengths": np.array([len(window.ids)], np.int32),
            "first": np.array([window.first], np.int64),
            "paragraph": np.array([window.paragraph], np.int64),
        }
        words = np.array(window.word, np.int64)
        found = []
        for network in self._networks:
            rows = [answer[0] for answer in network(given)]
            rows[-1] = words[rows[-1]]  # from places in the window to the paragraph's
            found.append(rows)
        return found
