"""Scores of roles → runs of words, each with its role."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
"""The network's labels are O, then begin and inside of each of these."""

_LABELS = 1 + 2 * len(ROLES)
_CONTENT = 5  # the label of a content's first word
_NEVER = -1e9


class Part(NamedTuple):
    """A run of words with one role: the first and the last, counted over all words of the article.

    ``score`` is the mean log probability of its labels, ``edge`` that of the less certain of its edges.
    """

    role: Role
    first: int
    last: int
    score: float
    edge: float


def _transitions() -> NDArray[np.float32]:
    """Which label may follow which: the inside of a role only its begin or inside."""
    table = np.zeros((_LABELS, _LABELS), np.float32)
    for at in range(len(ROLES)):
        inside = 2 + 2 * at
        table[:, inside] = _NEVER
        table[[inside - 1, inside], inside] = 0
    return table


_MAY_FOLLOW = _transitions()


def best_labels(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The likeliest labels of a paragraph's words that make whole runs (Viterbi)."""
    labels: NDArray[np.int64] = scores.argmax(1)
    previous = np.concatenate([[0], labels[:-1]])
    if not (_MAY_FOLLOW[previous, labels] < 0).any():
        return labels  # valid as it is, and so the best
    total = scores[0] + _MAY_FOLLOW[0]
    back = np.zeros(scores.shape, np.int64)
    for at in range(1, len(scores)):
        ways = total[:, None] + _MAY_FOLLOW
        back[at] = ways.argmax(0)
        total = ways.max(0) + scores[at]
    labels[-1] = total.argmax()
    for at in range(len(scores) - 1, 0, -1):
        labels[at - 1] = back[at, labels[at]]
    return labels


def parts(scores: NDArray[np.float32], *, starts: Sequence[int]) -> Iterator[Part]:
    """The runs of words with a role; ``starts`` are the first words of the paragraphs, in which runs begin and end.

    ``scores`` has a row a word and a column a label, as log probabilities.
    """
    for begin, end in pairwise([*starts, len(scores)]):
        if begin == end:
            continue
        rows = scores[begin:end]
        labels = best_labels(rows)
        if not labels.any():
            continue
        for at in range(1, len(labels)):
            if labels[at] == _CONTENT and labels[at - 1] in (_CONTENT, _CONTENT + 1):
                labels[at] += 1  # two contents without a word between them are one
        chosen = rows[np.arange(len(rows)), labels]
        opening = [at for at in range(len(labels)) if labels[at] % 2 == 1]
        for at in opening:
            last = at
            while last + 1 < len(labels) and labels[last + 1] == labels[at] + 1:
                last += 1
            run = chosen[at : last + 1]
            yield Part(ROLES[labels[at] // 2], begin + at, begin + last, float(run.mean()), float(min(run[0], run[-1])))
