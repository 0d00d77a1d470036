"""The tagger: one small network that reads roles, links and syntax from the words of an article.

It runs as int8 ONNX on one thread: workers are processes, and threads of one
would take the time of another.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.models.windows import Window, Windows

BATCH = 8
"""Windows that are read at once; more was no faster on one core, and takes more memory."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What the network says of each word of some paragraphs, a row a word.

    ``role`` are log probabilities of O and of begin and inside of source, cue
    and content; ``pointing`` and ``pointed`` the vectors that links are scored
    by. ``tag``, ``dep`` and ``ent`` are numbers of the labels that
    :class:`Tagger` names; ``head`` is the place of a word's syntactic head in
    its paragraph, its own for a root. ``paragraph`` and ``window`` say where
    each word stood.
    """

    role: NDArray[np.float32]
    pointing: NDArray[np.float32]
    pointed: NDArray[np.float32]
    tag: NDArray[np.int64]
    dep: NDArray[np.int64]
    ent: NDArray[np.int64]
    head: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    window: NDArray[np.int64]


class Tagger:
    """A network with its vocabulary and the names of its labels."""

    def __init__(self, model: Path, vocabulary: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer
        from tokenizers.models import WordPiece
        from tokenizers.normalizers import BertNormalizer
        from tokenizers.pre_tokenizers import BertPreTokenizer

        pieces = vocabulary.read_text(encoding="utf-8").splitlines()
        tokenizer = Tokenizer(WordPiece({p: at for at, p in enumerate(pieces)}, unk_token="[UNK]"))  # noqa: S106
        tokenizer.normalizer = BertNormalizer(lowercase=True)
        tokenizer.pre_tokenizer = BertPreTokenizer()
        self._windows = Windows(tokenizer)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        card = self._session.get_modelmeta().custom_metadata_map
        self.labels: dict[str, list[str]] = json.loads(card["labels"])
        self.link_none = np.array(json.loads(card["link_none"]), np.float32)
        self.link_gap = np.array(json.loads(card["link_gap"]), np.float32)
        self.calibration: dict[str, Any] = json.loads(card.get("calibration", "{}"))

    def __call__(self, paragraphs: Sequence[Sequence[str]]) -> Tagged:
        """What the network says of each word, in the order of the words."""
        windows = list(self._windows(paragraphs))
        order = sorted(range(len(windows)), key=lambda at: len(windows[at].ids))
        read: dict[int, list[NDArray[Any]]] = {}
        for low in range(0, len(order), BATCH):
            chosen = order[low : low + BATCH]
            read |= zip(chosen, self._read([windows[at] for at in chosen]), strict=True)
        columns = [np.concatenate(rows) for rows in zip(*(read[at] for at in range(len(windows))), strict=True)]
        if not columns:
            columns = [np.zeros((0, n)) for n in (7, 1, 1)] + [np.zeros(0, np.int64)] * 4
        paragraph = np.array([p for w in windows for p in w.paragraph], np.int64)
        window = np.repeat(np.arange(len(windows)), [len(w.first) for w in windows])
        return Tagged(*columns, paragraph=paragraph, window=window)

    def _read(self, windows: Sequence[Window]) -> Iterator[list[NDArray[Any]]]:
        """The network's answers for each window, without those for padding."""
        given = {
            "ids": _padded([w.ids for w in windows]),
            "features": _padded([w.features for w in windows]),
            "lengths": np.array([len(w.ids) for w in windows], np.int32),
            "first": _padded([w.first for w in windows]),
            "paragraph": _padded([w.paragraph for w in windows], fill=-1),
        }
        names = ["role", "link_from", "link_to", "tag", "dep", "ent", "head"]
        answers = self._session.run(names, given)
        for at, window in enumerate(windows):
            rows = [answer[at, : len(window.first)] for answer in answers]
            # from the place in the window to the place in the paragraph
            word = np.array(window.word, np.int64)
            rows[-1] = word[np.minimum(rows[-1], len(word) - 1)]
            yield rows


def _padded(rows: Sequence[Sequence[int]], *, fill: int = 0) -> NDArray[np.int64]:
    found = np.full((len(rows), max(len(row) for row in rows)), fill, np.int64)
    for at, row in enumerate(rows):
        found[at, : len(row)] = row
    return found
