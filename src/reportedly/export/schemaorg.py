"""schema.org Claims in JSON-LD, as fact-checkers' ClaimReviews refer to them: who said it, where it appeared.

A node can stand as the ``itemReviewed`` of a ClaimReview. There is no review
and no rating: whether a claim is true is for the reviewer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.data import Actor, Article, Claim, Reading
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

CONTEXT = "https://schema.org"
_TYPES = {"person": "Person", "state": "GovernmentOrganization", "outlet": "NewsMediaOrganization"}


def _pieces(excerpts: Iterable[Excerpt]) -> Iterator[bytes]:
    nodes = (_claim(claim, excerpt.reading) for excerpt in excerpts for claim in excerpt.claims)
    return document({"@context": CONTEXT}, "@graph", nodes)


def _claim(claim: Claim, reading: Reading) -> Node:
    article = reading.article
    return {
        "@type": "Claim",
        "@id": claim_iri(claim.id),
        **told(
            text=harmless(claim.content.text),
            inLanguage=article.language and one_line(article.language),
            author=_author(claim, reading),
            datePublished=as_written(claim.said_on),
            keywords=claim.kind,
            citation=[one_line(hop.text) for hop in claim.via],
            isPartOf={"@id": claim_iri(claim.parent)} if claim.parent else None,
            appearance=_article(article),
        ),
    }


def _author(claim: Claim, reading: Reading) -> Node | None:
    if claim.source is None:
        return _outlet(reading.article) if claim.narrated else None
    actors = actors_of(reading)
    actor = actors.get(claim.source.actor or "")
    if actor is None:
        return {"@type": "Thing", "name": name_of(claim.source, actors)}
    return _actor(actor)


def _actor(actor: Actor) -> Node:
    role = {"jobTitle": one_line(actor.role)} if actor.role and actor.kind == "person" else {}
    kind = _TYPES.get(actor.kind, "Organization")
    return {"@type": kind, "@id": actor_iri(actor), "name": one_line(actor.name), **role}


def _outlet(article: Article) -> Node | None:
    if not article.outlet:
        return None
    return {"@type": "NewsMediaOrganization", "@id": outlet_iri(article.outlet), "name": one_line(article.outlet)}


def _article(article: Article) -> Node:
    return {
        "@type": "NewsArticle",
        "@id": article_iri(article),
        **told(
            url=address(article),
            headline=article.headline and one_line(article.headline),
            datePublished=as_written(article.published),
            dateModified=as_written(article.modified),
            publisher=_outlet(article),
        ),
    }


EXPORTER = Exporter(tells="schema.org Claims in JSON-LD, without a verdict", pieces=_pieces)
