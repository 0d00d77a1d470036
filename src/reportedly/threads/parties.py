"""Who speaks, across articles: when two sources are one party, by their names, roles and bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import re2

from reportedly.article.words import words
from reportedly.data import Actor
from reportedly.threads import lexicon
from reportedly.threads.told import STEM, Told, stems


@cache
def _words(kind: str) -> frozenset[str]:
    """A list of the lexicon, as whole words."""
    return frozenset(lexicon.load("parties")[kind].split())


@cache
def _common() -> frozenset[str]:
    return frozenset(word[:STEM] for word in _words("common"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A source as it is compared.

    ``said`` is what a reader sees, ``known`` the ids of its actors; ``words``
    are beginnings of the words it is called by, ``named`` of those that tell it
    from others. ``unnamed`` says that the text keeps the name back.
    """

    said: str
    known: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    unnamed: bool = False

    def meets(self, other: Party) -> bool:
        """Whether both are one: the same actor, or names of which one holds half of the other.

        "The governor's office" has no name of its own, and may be the Office of
        the Military Governor.
        """
        if self.known & other.known:
            return True
        if not self.named or not other.named:
            return bool(self.words & other.words)
        return 2 * len(self.named & other.named) >= min(len(self.named), len(other.named))

    def beside(self, house: Party) -> Party:
        """The party as one of the house that published what it said."""
        return Party(
            said=house.said,
            known=self.known | house.known,
            named=self.named | house.named,
            words=self.words | house.words,
        )


def party_of(told: Told, houses: frozenset[str]) -> Party | None:
    """The party that the claim has as its source; None where an outlet tells it itself.

    Whatever a house publishes ("Cane Ridge Fire Authority") is said by the house:
    its own people are one party with it.
    """
    source, actor, outlet = told.claim.source, told.speaker, told.article.outlet
    house = replace(outlet_party(outlet or ""), known=told.cast) if outlet in houses else None
    if source is None:
        return house
    found = words(source.text)
    said = stems(source.text)
    ours = not _words("own").isdisjoint(found) or (bool(said) and said <= stems(outlet or ""))
    nobody = not said and actor is None  # "he", of whom nothing more is known
    if ours or nobody or (actor is not None and actor.kind == "outlet"):
        return house
    named = stems(" ".join(part for part in (source.text, actor and actor.name, actor and actor.role) if part))
    party = Party(
        said=actor.name if actor else source.text,
        known=frozenset({actor.id} if actor else ()),
        named=named - _common(),
        words=named,
        unnamed=_unnamed(source.text, actor),
    )
    return party.beside(house) if house and not party.unnamed else house or party


def _unnamed(text: str, actor: Actor | None) -> bool:
    """Whether the text keeps the name back: "a Western official", "campaigners in Mirandel"."""
    if actor is not None and actor.kind != "organisation" and actor.name.lower() not in text.lower():
        return False
    # "campaigners in Mirandel": where they are is not who they are
    head = re2.split(r"\b(?:in|at|from|near|on)\b", text)[0]
    return not any(word[:1].isupper() for word in head.split()[1:]) and (actor is None or actor.kind != "person")


def houses(claims: Sequence[Told]) -> frozenset[str]:
    """Who publishes what it says itself, and is no news outlet.

    A house has a word for it in its name ("authority", "union"), or others tell of it.
    """
    told_of: dict[str, set[str]] = {}
    for one in claims:
        told_of.setdefault(one.article.outlet or "", set()).update(one.stems)
    return frozenset(outlet for outlet in told_of if outlet and _is_house(outlet, told_of))


def _is_house(outlet: str, told_of: Mapping[str, set[str]]) -> bool:
    found = set(words(outlet))
    if not found.isdisjoint(_words("outlets")):
        return False
    called = outlet_party(outlet).named
    spoken_of = bool(called) and any(called <= told for other, told in told_of.items() if other != outlet)
    return spoken_of or not found.isdisjoint(_words("houses"))


def outlet_party(name: str) -> Party:
    """The outlet itself as a party."""
    found = stems(name)
    return Party(said=name, named=found - _common(), words=found)
