"""Readings → threads: claims about one thing, with how their figures agree and whose word they rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final, Literal

import numpy as np
import re2

from reportedly.data import Figure, Reading
from reportedly.ledger import LedgerClaim
from reportedly.threads import alike
from reportedly.threads.clusters import Scores, clusters, matrix
from reportedly.threads.demands import DemandStatus, demand_status
from reportedly.threads.origins import Origins, origins
from reportedly.threads.parties import houses
from reportedly.threads.relations import RelationKind, is_part, less, relation
from reportedly.threads.told import Told, told

ThreadKind = Literal["figure", "statement", "demand"]

LEAST: Final = 0.28
"""Mean likelihood from which claims are one thread; swept on the bundles for tuning, by folds (0.1 to 0.35)."""

NEAR: Final = 0.1
"""Likelihood from which claims are near enough for a figure of one to be a part of the other's."""

# "The fire has burned 1,200 hectares." ends at a full stop, an exclamation or question mark, or a line's end.
_SENTENCE_END: Final = re2.compile(r"[.!?][”\"’']?\s|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Two figures of a thread, or one of it and one of another thread, and how they stand to each other.

    ``later`` revises ``earlier``; of ``part_of`` the ``earlier`` is the part.
    Each is a claim's id and a figure's within its article.
    """

    earlier: tuple[str, str]
    later: tuple[str, str]
    kind: RelationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """Claims about one thing, in time order.

    ``id`` is the first claim's; ``about`` names the thing in words of the
    texts. ``figures`` are those that the thread is about, a claim's id and the
    figure, ``demand`` what became of a demand.
    """

    id: str
    kind: ThreadKind
    about: str
    claims: tuple[LedgerClaim, ...]
    figures: tuple[tuple[str, Figure], ...]
    related: tuple[Related, ...]
    origins: Origins
    demand: DemandStatus | None


def threads(readings: Iterable[Reading]) -> tuple[Thread, ...]:
    """The threads of articles that may be about one matter, in the order of their first claims.

    The answer depends on the set of readings and on nothing else.
    """
    texts = {}
    claims: list[Told] = []
    for reading in readings:
        if reading.article.id not in texts:
            texts[reading.article.id] = reading.article.text
            claims += told(reading)
    claims.sort(key=lambda one: one.place)
    weigh = alike.weights(claims)
    rows = [[alike.likely(one, other, weigh) for other in claims[at + 1 :]] for at, one in enumerate(claims)]
    scores = matrix(rows)
    known = houses(claims)
    places = clusters(scores, LEAST)
    groups = [[claims[at] for at in place] for place in places]
    made = [_thread(group, scores[np.ix_(at, at)], texts, known) for group, at in zip(groups, places, strict=True)]
    parts = tuple(_parts(claims, scores, {at: number for number, place in enumerate(places) for at in place}))
    return tuple(_with_parts(thread, parts) for thread in made)


def _thread(group: Sequence[Told], scores: Scores, texts: dict[str, str], known: frozenset[str]) -> Thread:
    figures = tuple(_figures(group))
    demand = _is_demand(group)
    about_figures = not demand and 2 * len(figures) >= len(group)
    counting = frozenset(claim for claim, _ in figures) if about_figures else _demanding(group) if demand else None
    found = origins(group, scores, known, counting=counting)
    return Thread(
        id=group[0].claim.id,
        kind="demand" if demand else "figure" if about_figures else "statement",
        about=_about(group, figures),
        claims=tuple(one.reported for one in group),
        figures=figures,
        related=tuple(_related(group, found)),
        origins=found,
        demand=demand_status(group, [sentence(one, texts[one.article.id]) for one in group], known),
    )


def _is_demand(group: Sequence[Told]) -> bool:
    """Whether what is said first is a demand, or half of the claims are."""
    said = [one for one in group if one.claim.source is not None]
    return bool(said) and (said[0].claim.kind == "demand" or 2 * len(_demanding(said)) >= len(said))


def _demanding(group: Sequence[Told]) -> frozenset[str]:
    return frozenset(one.claim.id for one in group if one.claim.kind == "demand")


def _figures(group: Sequence[Told]) -> Iterator[tuple[str, Figure]]:
    """Of each claim the figure that is likest to those of the other claims; the first where it stands alone."""
    for one in group:
        others = [pair for other in group if other is not one for pair in other.counted]
        fits = [sum(alike.of_one_thing(*own, *other) for other in others) for own in one.counted]
        if fits:
            yield one.claim.id, one.figures[max(range(len(fits)), key=lambda at: fits[at])]


def _related(group: Sequence[Told], found: Origins) -> Iterator[Related]:
    """Of each two claims the figures that count one thing, each with the likeliest of the other."""
    for one, two in combinations(group, 2):
        origin = found.of(one.claim.id)
        for figure, later in _facing(one, two):
            kind = relation(figure, later, one_origin=origin is not None and origin == found.of(two.claim.id))
            ends = (one.claim.id, figure.id), (two.claim.id, later.id)
            kinds = {one.claim.kind, two.claim.kind}
            fits = kind in ("same", "agree")
            if not fits and one.claim.kind == "promise" != two.claim.kind and less(later, figure):
                yield Related(earlier=ends[1], later=ends[0], kind="part_of")
            elif fits or kinds == {"demand"} or "demand" not in kinds:
                yield Related(earlier=ends[0], later=ends[1], kind=kind)


def _facing(one: Told, two: Told) -> Iterator[tuple[Figure, Figure]]:
    """Figures of two claims that are each other's likeliest partner, and may count one thing."""
    table = [[alike.of_one_thing(*a, *b) for b in two.counted] for a in one.counted]
    for at, row in enumerate(table):
        best = max(range(len(row)), key=lambda column: row[column], default=None)
        if best is not None and row[best] > -1.5 and row[best] == max(other[best] for other in table):
            yield one.figures[at], two.figures[best]


def _parts(claims: Sequence[Told], scores: Scores, group: Mapping[int, int]) -> Iterator[Related]:
    """Figures that are parts of what another claim counts, in the same thread or one near it."""
    for at, part in enumerate(claims):
        for other, whole in enumerate(claims):
            if at != other and (scores[at, other] >= NEAR or group[at] == group[other]):
                content = part.claim.content.text
                yield from (
                    Related(earlier=(part.claim.id, one.id), later=(whole.claim.id, two.id), kind="part_of")
                    for one in part.figures
                    for two in whole.figures
                    if is_part(one, two, content=content)
                )


def _with_parts(thread: Thread, parts: Sequence[Related]) -> Thread:
    """The thread with the parts that its claims give, in the place of other relations of the same figures."""
    ids = {one.claim.id for one in thread.claims}
    own = tuple(part for part in parts if part.earlier[0] in ids)
    ends = {frozenset((part.earlier, part.later)) for part in own}
    kept = tuple(each for each in thread.related if frozenset((each.earlier, each.later)) not in ends)
    return replace(thread, related=kept + own) if own else thread


def _about(group: Sequence[Told], figures: Sequence[tuple[str, Figure]]) -> str:
    """What the thread is about: the thing that most of its figures count, else its first claim."""
    counted = Counter(figure.counted for _, figure in figures if figure.counted)
    if counted:
        name, _ = max(counted.items(), key=lambda item: (item[1], item[0]))
        status = Counter(figure.status for _, figure in figures if figure.status).most_common(1)
        return f"{name} {status[0][0]}" if status else name
    return group[0].claim.content.text


def sentence(one: Told, text: str) -> str:
    """The sentence that the claim begins in, to where its content ends, and on to that sentence's end."""
    start, end = one.claim.content.spans[0].start, one.claim.content.spans[-1].end
    before = [match.end() for match in _SENTENCE_END.finditer(text[max(0, start - 400) : start])]
    after = _SENTENCE_END.search(text[end : end + 400])
    first = max(0, start - 400) + (before[-1] if before else 0)
    return text[first : end + (after.start() + 1 if after else 400)]
