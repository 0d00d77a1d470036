"""How other formats call things: addresses, ids that are IRIs, instants, whoever speaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from urllib.parse import quote

import re2

from reportedly.data import Actor, Article, Claim, Hop, Party, Reading
from reportedly.harmless import one_line

# "https://news.example/a?b=c#d": what RFC 3986 allows, with letters of any script (RFC 3987)
_ADDRESS = re2.compile(r"(?i)^https?://[\p{L}\p{M}\p{N}._~:/?#\[\]@!$&'()*+,;=%-]+$")
_DAY = len("2024-10-30")
# "Q212"
_WIKIDATA = re2.compile(r"^Q[1-9][0-9]{0,15}$")


def address(article: Article) -> str | None:
    """Where the article can be read, None where nothing says so."""
    return next((uri for uri in (article.uri, article.canonical) if uri and _ADDRESS.search(uri)), None)


def article_iri(article: Article) -> str:
    """The article's name in graphs: this very text, whatever its address shows today."""
    return _urn("article", article.id)


def claim_iri(id_: str) -> str:
    """The claim's name in graphs."""
    return _urn("claim", id_)


def actor_iri(actor: Actor) -> str:
    """The actor's name in graphs: Wikidata's where it has one."""
    return f"http://www.wikidata.org/entity/{actor.id}" if _WIKIDATA.search(actor.id) else _urn("actor", actor.id)


def outlet_iri(name: str) -> str:
    """The outlet's name in graphs."""
    return _urn("outlet", one_line(name))


def _urn(kind: str, id_: str) -> str:
    return f"urn:reportedly:{kind}:{quote(id_, safe='', errors='replace')}"


def actors_of(reading: Reading) -> Mapping[str, Actor]:
    """The actors of a reading by id."""
    return {actor.id: actor for actor in reading.actors}


def actor_of(party: Party | Hop | None, actors: Mapping[str, Actor]) -> Actor | None:
    """The actor that words were resolved to."""
    return actors.get(party.actor) if party and party.actor else None


def name_of(party: Party | Hop, actors: Mapping[str, Actor]) -> str:
    """The actor's name, or else the words as they stand."""
    actor = actor_of(party, actors)
    return one_line(actor.name if actor else party.text)


def instant(moment: str | None) -> datetime | None:
    """The instant that an article's date means; days begin at midnight, and where no zone is given it is UTC."""
    try:
        found = datetime.fromisoformat(moment) if moment else None
        return found and (found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return None


def as_written(moment: str | None) -> str | None:
    """The day or instant as precise as it is given, None where it is none."""
    if not moment or not instant(moment):
        return None
    return date.fromisoformat(moment).isoformat() if len(moment) <= _DAY else datetime.fromisoformat(moment).isoformat()


def day(moment: str | None) -> date | None:
    """The day as the page gives it, in its own zone."""
    return datetime.fromisoformat(moment).date() if moment and instant(moment) else None


def said(claim: Claim, article: Article) -> str | None:
    """When it was said, or else published."""
    return as_written(claim.said_on) or as_written(article.published)
