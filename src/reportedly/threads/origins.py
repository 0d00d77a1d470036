"""How many independent parties stand behind claims about one thing, and by which path their word came.

Sources are roots, outlets that pass on somebody's words lead to the claims that
they themselves published. Outlets that only lead to each other are a ring: one
origin, with the ring shown. Counted as ``docs/concepts.md`` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.threads.clusters import Scores
from reportedly.threads.parties import Party, outlet_party, party_of
from reportedly.threads.told import Told

SURE: Final = 0.85
"""Mean likelihood, with the claims of others, from which a party's claim counts as one about the same thing. High, for
a false second origin is the worse mistake."""

FIRST_HAND: Final = 0.4
"""The same for what a house publishes itself: it speaks of what it knows. Both swept on the bundles for tuning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A party on whose word claims rest; ``claims`` are their ids in time order, ``why`` says how it was counted.

    ``named`` is False where the text keeps the name back or the outlet tells it itself; ``counted`` for one that
    only denies, only answers a demand, or may be somebody already counted.
    """

    name: str
    named: bool
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


def origins(
    thread: Sequence[Told], scores: Scores, houses: frozenset[str], *, counting: frozenset[str] | None = None
) -> Origins:
    """The origins of the claims of one thread, which stand in time order.

    ``counting`` are the claims by which an origin is counted: those that carry
    the thread's figure, those that make its demand; all where it is None.
    """
    outlets = {one.article.outlet: outlet_party(one.article.outlet) for one in thread if one.article.outlet}
    cites = [tuple(_cited(one, outlets)) for one in thread]
    parties = [_root(one, outlets, cited, houses) for one, cited in zip(thread, cites, strict=True)]
    groups = _grouped(parties)
    rings = tuple(_rings(thread, cites))
    led = _followed(thread, cites, parties, groups)
    return Origins(each=tuple(_judged(thread, parties, led, _sure(scores, led, counting, thread, houses))), rings=rings)


def _cited(one: Told, outlets: dict[str, Party]) -> Iterator[str]:
    """The outlets that the claim came through or from, or that its sentence names, other than its own."""
    source = one.claim.source
    said = [outlet_party(text) for text in (*(hop.text for hop in one.claim.via), source.text if source else "")]
    for outlet, party in outlets.items():
        # "the website Open File", "Vasút Hírlap" for the Magyar Vasút Hírlap
        called = any(_calls(other, party) for other in said)
        # "it is Pitchside that reports it"
        if outlet != one.article.outlet and (called or outlet.removeprefix("The ") in one.sentence):
            yield outlet


def _calls(said: Party, outlet: Party) -> bool:
    """Whether words name the outlet: all of its name, or a part that tells it from others."""
    return bool(outlet.words) and (outlet.words <= said.words or (bool(said.named) and said.named < outlet.named))


def _root(one: Told, outlets: dict[str, Party], cited: Sequence[str], houses: frozenset[str]) -> Party | None:
    """The party behind the claim, None where the outlet tells it or only names another outlet."""
    party = party_of(one, houses)
    source = one.claim.source
    if source is not None and any(_calls(outlet_party(source.text), outlets[outlet]) for outlet in cited):
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


def _followed(
    thread: Sequence[Told],
    cites: Sequence[Sequence[str]],
    parties: Sequence[Party | None],
    groups: Sequence[int | None],
) -> list[int | None]:
    """Claims without a party get the one that they name, or that of an outlet they cite or of their article.

    "At her briefing, Joan Estevez put the area at 2,600 hectares" is told by the
    outlet and rests on Estevez.
    """
    found = list(groups)
    known = [
        (other, party, group)
        for other, party, group in zip(thread, parties, groups, strict=True)
        if party and group is not None
    ]
    for at, one in enumerate(thread):
        if found[at] is None:
            leads = (
                [group for _, party, group in known if len(party.named & one.stems) >= min(2, len(party.named) or 2)],
                [group for other, _, group in known if other.article.outlet in cites[at]],
                [group for other, _, group in known if other.article.id == one.article.id],
            )
            found[at] = next((lead[0] for lead in leads if lead), None)
    return found


def _sure(
    scores: Scores,
    groups: Sequence[int | None],
    counting: frozenset[str] | None,
    thread: Sequence[Told],
    houses: frozenset[str],
) -> list[bool]:
    """Which claims assert what the others of the thread are about, with some certainty."""
    found = []
    for at, one in enumerate(thread):
        others = [scores[at, other] for other in range(len(thread)) if groups[other] != groups[at]]
        sure = not others or sum(others) / len(others) >= (FIRST_HAND if one.article.outlet in houses else SURE)
        found.append(sure and one.claim.kind != "denial" and (counting is None or one.claim.id in counting))
    return found


def _judged(
    thread: Sequence[Told], parties: Sequence[Party | None], groups: Sequence[int | None], asserts: Sequence[bool]
) -> Iterator[Origin]:
    """Each party with its claims: whether it is counted, and why."""
    members: dict[int | None, list[int]] = {}
    for at, group in enumerate(groups):
        members.setdefault(group, []).append(at)
    told = members.pop(None, [])
    asserting = [own for own in members.values() if any(asserts[at] for at in own)] or list(members.values())[:1]
    named = [own for own in asserting if _named(own, parties)]
    counted = named or asserting[:1]
    for own in members.values():
        why = (
            "named" if own in named
            else "unnamed, and nobody else is named" if own in counted
            else "unnamed: may be one already counted" if own in asserting
            else "only denies it, or speaks of something beside it"
        )  # fmt: skip
        yield Origin(
            name=_name(own, parties),
            named=_named(own, parties),
            claims=_ids(own, thread),
            counted=own in counted,
            why=why,
        )
    if told:
        why = "names nobody: may rest on one already counted" if counted else "told by outlets that name nobody"
        outlet = thread[told[0]].article.outlet or "the outlet itself"
        yield Origin(name=outlet, named=False, claims=_ids(told, thread), counted=not counted, why=why)


def _named(own: Sequence[int], parties: Sequence[Party | None]) -> bool:
    return any((party := parties[at]) is not None and not party.unnamed for at in own)


def _name(own: Sequence[int], parties: Sequence[Party | None]) -> str:
    """The fullest of the names by which it goes."""
    return max((party.said for at in own if (party := parties[at]) is not None), key=lambda said: (len(said), said))


def _ids(own: Sequence[int], thread: Sequence[Told]) -> tuple[str, ...]:
    return tuple(thread[at].claim.id for at in own)


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
    paths: list[tuple[str, ...]] = [(start,)]
    known = {start}
    while paths:
        path = paths.pop(0)
        for cited in sorted(leads.get(path[-1], ())):
            if cited == start:
                return path
            if cited not in known:
                known.add(cited)
                paths.append((*path, cited))
    return ()
