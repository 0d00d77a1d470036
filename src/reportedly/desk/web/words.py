"""How the pages put things into words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from markupsafe import Markup

from reportedly.data import Claim, PloverType
from reportedly.threads.demands import DemandStatus
from reportedly.threads.grades import Credibility, Reliability

NARRATOR = "the outlet itself"
NOBODY = "nobody named"

EVENTS: Mapping[PloverType, str] = MappingProxyType(
    {
        "AGREE": "agrees with",
        "CONSULT": "consults",
        "SUPPORT": "supports",
        "CONCEDE": "concedes to",
        "COOPERATE": "cooperates with",
        "AID": "aids",
        "RETREAT": "retreats before",
        "REQUEST": "asks",
        "ACCUSE": "accuses",
        "REJECT": "rejects",
        "THREATEN": "threatens",
        "PROTEST": "protests against",
        "SANCTION": "sanctions",
        "MOBILIZE": "mobilises against",
        "COERCE": "coerces",
        "ASSAULT": "attacks",
    }
)
"""PLOVER's types as verbs between who and to whom."""

RELIABILITY: Mapping[Reliability, str] = MappingProxyType(
    {
        "A": "its origin was always borne out",
        "B": "its origin was mostly borne out",
        "C": "its origin was often borne out",
        "D": "its origin was seldom borne out",
        "E": "its origin was not borne out",
        "F": "how reliable its origin is can’t be judged",
    }
)
CREDIBILITY: Mapping[Credibility, str] = MappingProxyType(
    {
        1: "independent origins confirm it",
        2: "others say so too",
        3: "one named origin, and nothing against it",
        4: "it is contradicted",
        5: "it was revised",
        6: "nobody is named",
    }
)
"""A grade's two parts in words; how they are given is told in docs/concepts.md."""

DEMANDS: Mapping[DemandStatus, str] = MappingProxyType(
    {
        "made": "The demand was made; nobody has answered it.",
        "repeated": "The demand was made and repeated; nobody has answered it.",
        "granted": "The demand was granted.",
        "refused": "The demand was refused.",
    }
)

_UNSEEN = dict.fromkeys(
    (
        *(code for code in range(0x20) if code not in (0x09, 0x0A)),
        *range(0x7F, 0xA0),
        *(0x061C, 0x200E, 0x200F, 0x2028, 0x2029),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        *(0xFFF9, 0xFFFA, 0xFFFB, 0xFFFE, 0xFFFF),
    ),
    "\ufffd",
)
"""Controls, what turns the direction of a text, and halves of characters: one sign each, so that offsets stay."""


def shown(value: object) -> object:
    """What a template prints, with � for each character that would do something unseen."""
    if isinstance(value, Markup):
        return value
    return value.translate(_UNSEEN) if isinstance(value, str) else value


def day(instant: str | None) -> str:
    """The day of an instant, as the ledger writes it."""
    return instant[:10] if instant else "undated"


def long_day(value: str | None) -> str:
    """The day in words: "28 March 2025"; what is no day stays as it is."""
    try:
        found = date.fromisoformat((value or "")[:10])
    except ValueError:
        return value or "undated"
    return f"{found.day} {found:%B} {found.year}"


def how_sure(claim: Claim) -> str:
    """How sure the source is, and whether the claim says that it is not so."""
    return claim.certainty if claim.polarity == "positive" else f"{claim.certainty}, negative"


def cited(claim: Claim, outlet: str | None, headline: str | None, published: str | None, uri: str | None) -> str:
    """The claim as one quotes it in a note."""
    source = claim.source.text if claim.source else (NARRATOR if claim.narrated else NOBODY)
    told = "".join(f", as told by {hop.text}" for hop in reversed(claim.via))
    where = ", ".join(
        part for part in (outlet, headline and f"“{headline}”", published and long_day(published)) if part
    )
    return (
        f"{source}{told}: “{claim.content.text.strip('“”')}” ({where or 'source unknown'}){f'. {uri}' if uri else ''}"
    )
