"""Who speaks, across articles: when two sources are one party, by their names, roles and bodies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from reportedly.article.words import words
from reportedly.threads.told import STEM, Told, stems

_OWN: Final = frozenset({"we", "our", "us", "ours", "i", "my"})
_COMMON: Final = frozenset(
    word[:STEM]
    for word in [
        "official",
        "officials",
        "source",
        "sources",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "speaker",
        "senior",
        "person",
        "people",
        "somebody",
        "someone",
        "member",
        "members",
        "head",
        "chief",
        "director",
        "president",
        "chairman",
        "chairwoman",
        "chair",
        "leader",
        "secretary",
        "minister",
        "ministry",
        "deputy",
        "vice",
        "acting",
        "former",
        "general",
        "office",
        "officer",
        "department",
        "government",
        "authority",
        "agency",
        "council",
        "company",
        "group",
        "team",
        "report",
        "statement",
        "country",
        "state",
        "national",
        "city",
        "local",
        "newspaper",
        "paper",
        "daily",
        "journal",
        "magazine",
        "website",
        "reporter",
        "correspondent",
        "briefing",
        "conference",
        "press",
        "interview",
        "news",
        "who",
        "which",
    ]
)
"""Words that many parties share, and which don't tell who it is when they stand alone."""


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


def party_of(told: Told) -> Party | None:
    """The party that the claim has as its source; None where the outlet tells it itself.

    "We", "the Department" in a release of the Health Department, and whoever
    else speaks for the outlet's own house are the outlet.
    """
    source, actor, outlet = told.claim.source, told.speaker, told.article.outlet
    if source is None:
        return None
    found = words(source.text)
    house = stems(outlet or "")
    if outlet and (not _OWN.isdisjoint(found) or (stems(source.text) and stems(source.text) <= house)):
        return outlet_party(outlet)
    text = " ".join(part for part in (source.text, actor and actor.name, actor and actor.role) if part)
    capital = any(word[:1].isupper() for word in source.text.split()[1:])
    named = stems(text)
    return Party(
        said=actor.name if actor else source.text,
        known=frozenset({actor.id} if actor else ()),
        named=(named - _COMMON) or named,
        unnamed=not capital and (actor is None or actor.name.lower() in source.text.lower()),
    )


def outlet_party(name: str) -> Party:
    """The outlet itself as a party."""
    return Party(said=name, named=(stems(name) - _COMMON) or stems(name))
