"""Runs of words with roles → attributions: which content and which source go with which cue.

The network gives each word two vectors a relation, one for the end that points
and one for the end that is pointed to; how well two runs go together is the
product of theirs (a biaffine scorer without the middle, after Dozat and Manning
2017) and a value for the distance between them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from reportedly.claims.attribution.tags import Part, Role

RELATIONS: tuple[tuple[Role, Role], ...] = (
    ("content", "cue"),  # a content to the first part of its cue
    ("cue", "cue"),  # a further part of a cue to the first
    ("cue", "source"),  # the first part of a cue to the first of its source
    ("source", "source"),  # a further part of a source to the first
)
"""What points to what, in the network's order."""

_FARTHEST = 32
"""Words; all greater distances count alike."""


@dataclass(frozen=True, slots=True)
class LinkWeights:
    """The scorer's own weights: ``none`` (relations × dimensions) is the vector of no partner, ``gap`` (relations ×
    buckets) the value of each distance."""

    none: NDArray[np.float32]
    gap: NDArray[np.float32]


@dataclass(slots=True)
class Linked:
    """The parts of one attribution with the log probability of their links."""

    cue: list[Part]
    source: list[Part] = field(default_factory=list)
    content: list[Part] = field(default_factory=list)
    content_link: float = 0.0
    source_link: float = 0.0


def linked(
    parts: Sequence[Part],
    pointing: NDArray[np.float32],
    pointed: NDArray[np.float32],
    paragraph: NDArray[np.int64],
    weights: LinkWeights,
) -> Iterator[Linked]:
    """The attributions that the parts make; a cue without content makes none, nor does a content without cue.

    ``parts`` are those of one window, ``pointing`` and ``pointed`` the vectors
    of all words (relations side by side), ``paragraph`` the number of each
    word's paragraph.
    """
    if not parts:
        return
    first = np.array([p.first for p in parts])
    last = np.array([p.last for p in parts])
    gaps = _gaps(first, last, paragraph[first])
    role = [p.role for p in parts]
    ends: list[Mapping[int, tuple[int | None, float]]] = []
    for relation, (from_role, to_role) in enumerate(RELATIONS):
        rows = [i for i, r in enumerate(role) if r == from_role]
        columns = [i for i, r in enumerate(role) if r == to_role]
        size = weights.none.shape[1]
        own = slice(relation * size, (relation + 1) * size)
        left = pointing[first[rows], own] + pointing[last[rows], own]
        right = pointed[first[columns], own] + pointed[last[columns], own]
        scores = left @ right.T / size**0.5 + weights.gap[relation][gaps[np.ix_(rows, columns)]]
        if from_role == to_role:
            np.fill_diagonal(scores, -1e4)
        none = left @ weights.none[relation] / size**0.5
        if relation == 0:  # a content has a cue, unless none is in sight
            none = np.full_like(none, -1e4)
        ends.append(_ends(rows, columns, np.concatenate([scores, none[:, None]], axis=1)))
    to_cue, to_first_cue, to_source, to_first_source = ends
    found: dict[int, Linked] = {}
    for at, part in enumerate(parts):
        if part.role != "content":
            continue
        cue, probability = to_cue[at]
        if cue is None:
            continue
        anchor = to_first_cue[cue][0]
        if anchor is not None and to_first_cue[anchor][0] is None:
            cue = anchor
        entry = found.setdefault(cue, Linked(cue=[parts[cue]]))
        entry.content.append(part)
        entry.content_link = min(entry.content_link, probability)
    for cue, (anchor, _) in to_first_cue.items():
        if anchor in found and cue not in found:
            found[anchor].cue.append(parts[cue])
    for cue, entry in found.items():
        source, entry.source_link = to_source[cue]
        if source is None:
            continue
        anchor = to_first_source[source][0]
        source = source if anchor is None else anchor
        entry.source = [parts[source], *(parts[s] for s, (a, _) in to_first_source.items() if a == source)]
    for entry in found.values():
        entry.cue.sort(key=lambda p: p.first)
        entry.source.sort(key=lambda p: p.first)
    yield from found.values()


def _ends(
    rows: Sequence[int], columns: Sequence[int], scores: NDArray[np.float32]
) -> dict[int, tuple[int | None, float]]:
    """Each row's best column, None for the last, with its log probability."""
    scores = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    best = scores.argmax(1)
    return {
        row: (columns[at] if at < len(columns) else None, float(scores[i, at]))
        for i, (row, at) in enumerate(zip(rows, best, strict=True))
    }


def _gaps(first: NDArray[np.int64], last: NDArray[np.int64], paragraph: NDArray[np.int64]) -> NDArray[np.int64]:
    """The bucket of the distance from each part to each other: logarithmic, by side, by whether in one paragraph."""
    after = first[None, :] - last[:, None]
    before = first[:, None] - last[None, :]
    level = np.log2(np.clip(np.maximum(after, before), 1, _FARTHEST)).astype(np.int64)
    return level + 6 * (after > 0) + 12 * (paragraph[:, None] != paragraph[None, :])
