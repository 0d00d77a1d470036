"""How many independent parties stand behind claims about one thing, and by which path their word came.

Sources are roots, outlets that pass on somebody's words lead to the claims that
they themselves published. Outlets that only lead to each other are a ring: one
origin, with the ring shown. Counted as ``docs/concepts.md`` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportedly.threads.parties import Party, outlet_party, party_of
from reportedly.threads.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A party on whose word claims rest; ``claims`` are their ids in time order, ``why`` says how it was counted.

    ``counted`` is False for one that only denies, only answers a demand, or may be somebody already counted.
    """

    name: str
    claims: tuple[str, ...]
    counted: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """The origins of a thread. ``rings`` are outlets that lead to each other, each in the order in which they cite."""

    each: tuple[Origin, ...]
    rings: tuple[tuple[str, ...], ...]

    @property
    def count(self) -> int:
        """How many independent origins there are."""
        return sum(origin.counted for origin in self.each)

    def of(self, claim: str) -> str | None:
        """The name of a claim's origin."""
        return next((origin.name for origin in self.each if claim in origin.claims), None)


def origins(thread: Sequence[Told], *, counting: frozenset[str] | None = None) -> Origins:
    """The origins of the claims of one thread, which stand in time order.

    ``counting`` are the claims by which an origin is counted: those that carry
    the thread's figure, those that make its demand; all where it is None.
    """
    outlets = {one.article.outlet: outlet_party(one.article.outlet) for one in thread if one.article.outlet}
    cites = [tuple(_cited(one, outlets)) for one in thread]
    parties = [_root(one, outlets, cited) for one, cited in zip(thread, cites, strict=True)]
    groups = _grouped(parties)
    rings = tuple(_rings(thread, cites))
    led = _followed(thread, cites, groups)
    return Origins(each=tuple(_judged(thread, parties, led, counting=counting)), rings=rings)


def _cited(one: Told, outlets: dict[str, Party]) -> Iterator[str]:
    """The outlets that the claim came through or from, other than its own."""
    named = [hop.text for hop in one.claim.via] + ([one.claim.source.text] if one.claim.source else [])
    for text in named:
        said = outlet_party(text)
        for outlet, party in outlets.items():
            if outlet != one.article.outlet and said.named and said.named <= party.named:
                yield outlet


def _root(one: Told, outlets: dict[str, Party], cited: Sequence[str]) -> Party | None:
    """The party behind the claim, None where the outlet tells it or only names another outlet."""
    party = party_of(one)
    if party is None or one.claim.source is None:
        return None
    said = outlet_party(one.claim.source.text)
    if any(said.named <= outlets[outlet].named for outlet in cited):
        return None
    if one.speaker is not None and one.speaker.kind == "outlet":
        return None
    return party


def _grouped(parties: Sequence[Party | None]) -> list[int | None]:
    """Which party each claim has: parties that meet are one, and so are those that meet the same third."""
    leader = list(range(len(parties)))

    def find(at: int) -> int:
        while leader[at] != at:
            at = leader[at]
        return at

    for at, party in enumerate(parties):
        for other in range(at):
            met = parties[other]
            if party is not None and met is not None and party.meets(met):
                leader[find(at)] = find(other)
    return [None if party is None else find(at) for at, party in enumerate(parties)]


def _followed(thread: Sequence[Told], cites: Sequence[Sequence[str]], groups: Sequence[int | None]) -> list[int | None]:
    """Claims that have no party of their own get that of the outlet they cite, then of their own article."""
    found = list(groups)
    for at, one in enumerate(thread):
        if found[at] is None:
            near = (
                g
                for other, g in zip(thread, groups, strict=True)
                if g is not None and other.article.outlet in cites[at]
            )
            beside = (
                g
                for other, g in zip(thread, groups, strict=True)
                if g is not None and other.article.id == one.article.id
            )
            found[at] = next(near, next(beside, None))
    return found


def _judged(
    thread: Sequence[Told],
    parties: Sequence[Party | None],
    groups: Sequence[int | None],
    *,
    counting: frozenset[str] | None,
) -> Iterator[Origin]:
    members: dict[int | None, list[int]] = {}
    for at, group in enumerate(groups):
        members.setdefault(group, []).append(at)
    told = members.pop(None, [])
    named = {
        group: any((party := parties[at]) is not None and not party.unnamed for at in own)
        for group, own in members.items()
    }
    asserting = {group for group, own in members.items() if any(_asserts(thread[at], counting) for at in own)}
    first = True
    for group, own in members.items():
        name = max((party.said for at in own if (party := parties[at]) is not None), key=len)
        claims = tuple(thread[at].claim.id for at in own)
        if group not in asserting:
            why = "only denies it, or speaks of something beside it"
            yield Origin(name=name, claims=claims, counted=False, why=why)
        elif named[group] or not any(named[other] for other in asserting):
            alone = named[group] or first
            why = (
                "named"
                if named[group]
                else "unnamed, and nobody else is named"
                if alone
                else "may be one already counted"
            )
            yield Origin(name=name, claims=claims, counted=alone, why=why)
            first = False
        else:
            yield Origin(name=name, claims=claims, counted=False, why="unnamed: may be one already counted")
    if told:
        claims = tuple(thread[at].claim.id for at in told)
        alone = not asserting
        outlet = thread[told[0]].article.outlet or "the outlet itself"
        why = "told by outlets that name nobody" if alone else "names nobody: may rest on one already counted"
        yield Origin(name=outlet, claims=claims, counted=alone, why=why)


def _asserts(one: Told, counting: frozenset[str] | None) -> bool:
    if counting is not None and one.claim.id not in counting:
        return False
    return one.claim.kind != "denial"


def _rings(thread: Sequence[Told], cites: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Outlets that cite each other round about, each ring once, from its first in the alphabet."""
    leads: dict[str, set[str]] = {}
    for one, cited in zip(thread, cites, strict=True):
        if one.article.outlet:
            leads.setdefault(one.article.outlet, set()).update(cited)
    seen = set()
    for start in sorted(leads):
        ring = _round(start, leads)
        if ring and frozenset(ring) not in seen:
            seen.add(frozenset(ring))
            yield ring


def _round(start: str, leads: dict[str, set[str]]) -> tuple[str, ...]:
    """The shortest way from an outlet back to itself; nothing where there is none."""
    paths, known = [(start,)], {start}
    while paths:
        path = paths.pop(0)
        for cited in sorted(leads.get(path[-1], ())):
            if cited == start:
                return path
            if cited not in known:
                known.add(cited)
                paths.append((*path, cited))
    return ()
