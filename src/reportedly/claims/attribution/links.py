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
from reportedly.models.tagger import LinkVectors

RELATIONS: tuple[tuple[Role, Role], ...] = (
    ("content", "cue"),  # a content to the first part of its cue
    ("cue", "cue"),  # a further part of a cue to the first
    ("cue", "source"),  # the first part of a cue to the first of its source
    ("source", "source"),  # a further part of a source to the first
)
"""What points to what, in the network's order."""

_NEVER = -1e4

_FARTHEST = 32
"""Words; all greater distances count alike."""


@dataclass(slots=True)
class Linked:
    """The parts of one attribution with the log probability of their links."""

    cue: list[Part]
    source: list[Part] = field(default_factory=list)
    content: list[Part] = field(default_factory=list)
    content_link: float = 0.0
    source_link: float = 0.0


def linked(parts: Sequence[Part], networks: Sequence[LinkVectors], paragraph: NDArray[np.int64]) -> Iterator[Linked]:
    """The attributions that the parts make; a cue without content makes none, nor does a content without cue.

    ``parts`` are those of one window; several networks' scores are averaged.
    ``paragraph`` has the number of each word's paragraph.
    """
    if not parts:
        return
    ends = tuple(_ends_of(relation, parts, networks, paragraph) for relation in range(len(RELATIONS)))
    to_cue, to_first_cue, to_source, to_first_source = ends
    found: dict[int, Linked] = {}
    for at, (named, probability) in to_cue.items():
        if named is None:
            continue
        cue = _first(named, to_first_cue)
        entry = found.setdefault(cue, Linked(cue=[parts[cue]]))
        entry.content.append(parts[at])
        entry.content_link = min(entry.content_link, probability)
    for at, (named, _) in to_first_cue.items():
        if named in found and at not in found:
            found[named].cue.append(parts[at])
    for at, entry in found.items():
        named, entry.source_link = to_source[at]
        if named is not None:
            source = _first(named, to_first_source)
            further = (parts[s] for s, (first, _) in to_first_source.items() if first == source)
            entry.source = sorted([parts[source], *further], key=lambda p: p.first)
        entry.cue.sort(key=lambda p: p.first)
    yield from found.values()


Ends = Mapping[int, tuple[int | None, float]]
"""Which part each part points to, None for none, with the log probability."""


def _first(at: int, to_first: Ends) -> int:
    """The part that a further part belongs to, itself where it is the first."""
    first = to_first[at][0]
    return first if first is not None and to_first[first][0] is None else at


def _ends_of(
    relation: int, parts: Sequence[Part], networks: Sequence[LinkVectors], paragraph: NDArray[np.int64]
) -> Ends:
    """Where the relation leads from each part that can have it."""
    from_role, to_role = RELATIONS[relation]
    first, last = np.array([p.first for p in parts]), np.array([p.last for p in parts])
    rows = [i for i, part in enumerate(parts) if part.role == from_role]
    columns = [i for i, part in enumerate(parts) if part.role == to_role]
    near = gaps(first, last, paragraph[first])[np.ix_(rows, columns)]
    opinions = [_scores(network, relation, first, last, rows, columns, near) for network in networks]
    scores, none = (np.mean(values, axis=0) for values in zip(*opinions, strict=True))
    if from_role == to_role:
        np.fill_diagonal(scores, _NEVER)
    if relation == 0:  # a content has a cue, unless none is in sight
        none = np.full_like(none, _NEVER)
    scores = np.concatenate([scores, none[:, None]], axis=1)
    scores -= np.logaddexp.reduce(scores, axis=1, keepdims=True)
    best = scores.argmax(1)
    return {
        row: (columns[at] if at < len(columns) else None, float(scores[i, at]))
        for i, (row, at) in enumerate(zip(rows, best, strict=True))
    }


def _scores(
    network: LinkVectors,
    relation: int,
    first: NDArray[np.int64],
    last: NDArray[np.int64],
    rows: Sequence[int],
    columns: Sequence[int],
    near: NDArray[np.int64],
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How well each row goes with each column, and with none."""
    none = network.weights.none[relation]
    own = slice(relation * len(none), (relation + 1) * len(none))
    left = network.pointing[first[rows], own] + network.pointing[last[rows], own]
    right = network.pointed[first[columns], own] + network.pointed[last[columns], own]
    size = len(none) ** 0.5
    return left @ right.T / size + network.weights.gap[relation][near], left @ none / size


def gaps(first: NDArray[np.int64], last: NDArray[np.int64], paragraph: NDArray[np.int64]) -> NDArray[np.int64]:
    """The bucket of each part's distance to each other: logarithmic, by side, by whether in one paragraph.

    Training asks here too, so that a bucket means the same in both.
    """
    after = first[None, :] - last[:, None]
    before = first[:, None] - last[None, :]
    level = np.log2(np.clip(np.maximum(after, before), 1, _FARTHEST)).astype(np.int64)
    found: NDArray[np.int64] = level + 6 * (after > 0) + 12 * (paragraph[:, None] != paragraph[None, :])
    return found
