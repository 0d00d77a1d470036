"""Who speaks, across articles: when two sources are one party, by their names, roles and bodies."""

from __future__ import annotations

from dataclasses import dataclass
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

    ``said`` is what a reader sees, ``known`` the ids of its actors; ``named``
    are beginnings of the words that tell it from others. ``unnamed`` says that
    the text keeps the name back.
    """

    said: str
    known: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    unnamed: bool = False

    def meets(self, other: Party) -> bool:
        """Whether both are one: the same actor, or names of which one holds half of the other."""
        if self.known & other.known:
            return True
        return 2 * len(self.named & other.named) >= max(1, min(len(self.named), len(other.named)))

    def beside(self, house: Party) -> Party:
        """The party as one of the house that published what it said."""
        return Party(said=house.said, known=self.known, named=self.named | house.named)


def party_of(told: Told) -> Party | None:
    """The party that the claim has as its source; None where an outlet tells it itself.

    Whatever a house publishes ("Cane Ridge Fire Authority") is said by the house:
    its own people are one party with it.
    """
    source, actor, outlet = told.claim.source, told.speaker, told.article.outlet
    house = outlet_party(outlet) if outlet and is_house(outlet) else None
    if source is None:
        return house
    found = words(source.text)
    ours = not _words("own").isdisjoint(found) or (bool(outlet) and stems(source.text) <= stems(outlet or ""))
    if ours or (actor is not None and actor.kind == "outlet"):
        return house
    named = stems(" ".join(part for part in (source.text, actor and actor.name, actor and actor.role) if part))
    party = Party(
        said=actor.name if actor else source.text,
        known=frozenset({actor.id} if actor else ()),
        named=(named - _common()) or named,
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


def is_house(outlet: str) -> bool:
    """Whether who published an article is no news outlet, but a body that speaks for itself."""
    found = set(words(outlet))
    return not found.isdisjoint(_words("houses")) and found.isdisjoint(_words("outlets"))


def outlet_party(name: str) -> Party:
    """The outlet itself as a party."""
    return Party(said=name, named=(stems(name) - _common()) or stems(name))
