"""PROV-O in JSON-LD: how a claim came into an article, as provenance.

A claim ``wasQuotedFrom`` its article, ``wasAttributedTo`` its speaker, and
``wasDerivedFrom`` the hop nearest to the outlet, that one from the next, and so
on; the last hop it ``hadPrimarySource``. A text that replaces another at the
same address ``wasRevisionOf`` it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

from reportedly.data import Actor, Article, Claim, Hop
from reportedly.export.base import Exporter
from reportedly.export.json_text import Node, document, told
from reportedly.export.naming import (
    actor_iri,
    actors_of,
    address,
    article_iri,
    as_written,
    claim_iri,
    name_of,
    outlet_iri,
)
from reportedly.harmless import harmless, one_line
from reportedly.ledger import Excerpt

CONTEXT: Mapping[str, Any] = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}


def _pieces(excerpts: Iterable[Excerpt]) -> Iterator[bytes]:
    return document({"@context": dict(CONTEXT)}, "@graph", _nodes(excerpts))


def _nodes(excerpts: Iterable[Excerpt]) -> Iterator[Node]:
    # The last article of each address, both as digests: what this keeps in memory is small beside the articles.
    latest: dict[bytes, str] = {}
    for excerpt in excerpts:
        article, actors = excerpt.reading.article, actors_of(excerpt.reading)
        before = None
        if article.uri:
            place = blake2b(article.uri.encode(errors="replace"), digest_size=8).digest()
            before = latest.get(place)
            latest[place] = article_iri(article)
        yield from _article(article, before)
        for claim in excerpt.claims:
            yield from _claim(claim, article, actors)


def _article(article: Article, before: str | None) -> Iterator[Node]:
    outlet = _outlet(article)
    yield _entity(
        article_iri(article),
        {
            "dcterms:title": article.headline and one_line(article.headline),
            "dcterms:issued": as_written(article.published),
            "dcterms:source": address(article),
        },
        wasAttributedTo=outlet["@id"] if outlet else None,
        wasRevisionOf=before,
    )
    if outlet:
        yield outlet


def _claim(claim: Claim, article: Article, actors: Mapping[str, Actor]) -> Iterator[Node]:
    iri = claim_iri(claim.id)
    hops = [f"{iri}:via:{number}" for number in range(len(claim.via))]
    speaker = _speaker(claim, article, actors)
    if speaker:
        yield speaker
    quoted = [article_iri(article), *([claim_iri(claim.parent)] if claim.parent else [])]
    yield _entity(
        iri,
        {"prov:value": harmless(claim.content.text), "dcterms:date": as_written(claim.said_on)},
        wasQuotedFrom=quoted if len(quoted) > 1 else quoted[0],
        wasAttributedTo=speaker["@id"] if speaker else None,
        wasDerivedFrom=hops[0] if hops else None,
        hadPrimarySource=hops[-1] if hops else None,
    )
    for at, hop in enumerate(claim.via):
        yield from _hop(hop, hops[at], hops[at + 1] if at + 1 < len(hops) else None, actors)


def _speaker(claim: Claim, article: Article, actors: Mapping[str, Actor]) -> Node | None:
    """Whoever makes the claim; a source that no actor was found for is this claim's alone."""
    if claim.source is None:
        return _outlet(article) if claim.narrated else None
    actor = actors.get(claim.source.actor or "")
    if actor is not None:
        return _actor(actor)
    return {
        "@id": f"{claim_iri(claim.id)}:source",
        "@type": "prov:Agent",
        "foaf:name": name_of(claim.source, actors),
    }


def _outlet(article: Article) -> Node | None:
    if not article.outlet:
        return None
    return {"@id": outlet_iri(article.outlet), "@type": "prov:Organization", "foaf:name": one_line(article.outlet)}


def _actor(actor: Actor) -> Node:
    kind = "prov:Person" if actor.kind == "person" else "prov:Organization"
    return {"@id": actor_iri(actor), "@type": kind, "foaf:name": one_line(actor.name)}


def _hop(hop: Hop, iri: str, further: str | None, actors: Mapping[str, Actor]) -> Iterator[Node]:
    actor = actors.get(hop.actor or "")
    if actor is not None:
        yield _actor(actor)
    title = {"dcterms:title": one_line(hop.text), "dcterms:type": hop.kind}
    yield _entity(iri, title, wasAttributedTo=actor_iri(actor) if actor else None, wasDerivedFrom=further)


def _entity(iri: str, facts: Node, **links: str | list[str] | None) -> Node:
    refers = {f"prov:{name}": _refer(target) for name, target in links.items() if target}
    return {"@id": iri, "@type": "prov:Entity", **told(**facts), **refers}


def _refer(target: str | list[str]) -> Any:
    return {"@id": target} if isinstance(target, str) else [{"@id": one} for one in target]


EXPORTER = Exporter(tells="PROV-O in JSON-LD: how each claim came into its article", pieces=_pieces)
