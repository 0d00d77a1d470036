"""A STIX 2.1 bundle: a report for each article, a note for each claim, identities for those who speak.

Ids and times come from the record, so that exporting again gives the same
objects. A report needs the day of publication; where an article has none, its
notes refer to the speaker and the outlet alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from uuid import NAMESPACE_URL, UUID, uuid5

from reportedly.data import Actor, Article, Claim
from reportedly.export.base import Exporter
from reportedly.export.json_text import Node, document, encode, told
from reportedly.export.naming import actor_iri, actors_of, address, article_iri, claim_iri, instant, name_of, outlet_iri
from reportedly.harmless import harmless, one_line
from reportedly.ledger import Excerpt

_NAMESPACE = uuid5(NAMESPACE_URL, "urn:reportedly:stix")
_UNKNOWN = "1970-01-01T00:00:00.000Z"
"""The time that STIX wants of an object, where the article has none; and of identities, which have none."""


def _pieces(excerpts: Iterable[Excerpt]) -> Iterator[bytes]:
    head = {"type": "bundle", "id": f"bundle--{_uuid('bundle')}"}
    objects = _objects(excerpts)
    first = next(objects, None)
    if first is None:  # STIX has no empty lists
        return iter([encode(head)])
    return document(head, "objects", chain([first], objects))


def _objects(excerpts: Iterable[Excerpt]) -> Iterator[Node]:
    known: set[UUID] = set()  # identities, each of which is told once
    for excerpt in excerpts:
        for identity in _identities(excerpt):
            key = UUID(identity["id"].partition("--")[2])
            if key not in known:
                known.add(key)
                yield identity
        yield from _article(excerpt)


def _article(excerpt: Excerpt) -> Iterator[Node]:
    """The notes of an article's claims, and the report that holds them."""
    article, actors = excerpt.reading.article, actors_of(excerpt.reading)
    report = _id("report", article_iri(article)) if _moment(article) != _UNKNOWN else None
    notes = []
    for claim in excerpt.claims:
        about = [ref for ref in (report, _speaker(claim, article), _outlet(article)) if ref]
        if about:
            note = _note(claim, article, actors, about=list(dict.fromkeys(about)))
            notes.append(note["id"])
            yield note
    held = [*notes, *([outlet] if (outlet := _outlet(article)) else [])]
    if report and held:
        yield _report(report, article, held)


def _report(id_: str, article: Article, held: list[str]) -> Node:
    name = one_line(article.headline or "") or one_line(article.id)
    return {
        **_common("report", id_, _moment(article)),
        **told(
            created_by_ref=_outlet(article),
            name=name,
            description=article.standfirst and one_line(article.standfirst),
            published=_moment(article),
            lang=_language(article),
            external_references=_references(article, article.id),
        ),
        "object_refs": held,
    }


def _note(claim: Claim, article: Article, actors: Mapping[str, Actor], *, about: list[str]) -> Node:
    return {
        **_common("note", _id("note", claim_iri(claim.id)), _moment(article)),
        **told(
            abstract=_abstract(claim, actors),
            content=harmless(claim.content.text) or "…",
            authors=[name_of(claim.source, actors)] if claim.source else None,
            confidence=round(claim.score * 100),
            lang=_language(article),
            labels=[claim.kind, claim.certainty, *(["negative"] if claim.polarity == "negative" else [])],
            external_references=_references(article, claim.id),
        ),
        "object_refs": about,
    }


def _abstract(claim: Claim, actors: Mapping[str, Actor]) -> str:
    """Who says it, and on whose word the outlet has it."""
    who = one_line(claim.source.text) if claim.source else "the outlet itself" if claim.narrated else "nobody named"
    name = name_of(claim.source, actors) if claim.source else who
    chain = "".join(f", via {one_line(hop.text)}" for hop in claim.via)
    return f"{claim.kind} by {who}{f' ({name})' if name != who else ''}{chain}"


def _identities(excerpt: Excerpt) -> Iterator[Node]:
    article, actors = excerpt.reading.article, actors_of(excerpt.reading)
    if outlet := _outlet(article):
        yield _identity(outlet, one_line(article.outlet or "") or "outlet", "organization")
    for claim in excerpt.claims:
        if speaker := _speaker(claim, article):
            actor = actors.get(claim.source.actor or "") if claim.source else None
            kind = "unspecified" if actor is None else "individual" if actor.kind == "person" else "organization"
            name = name_of(claim.source, actors) if claim.source else ""
            yield _identity(speaker, name or "unnamed", kind)


def _identity(id_: str, name: str, kind: str) -> Node:
    return {**_common("identity", id_, _UNKNOWN), "name": name, "identity_class": kind}


def _speaker(claim: Claim, article: Article) -> str | None:
    """The identity of whoever speaks; one that no actor was found for is this claim's alone."""
    source = claim.source
    if source is None:
        return _outlet(article) if claim.narrated else None
    if source.actor is None:
        return _id("identity", f"{claim_iri(claim.id)}:source")
    return _id("identity", actor_iri(Actor(id=source.actor, name="", kind="person")))


def _outlet(article: Article) -> str | None:
    return _id("identity", outlet_iri(article.outlet)) if article.outlet else None


def _common(type_: str, id_: str, moment: str) -> Node:
    return {"type": type_, "spec_version": "2.1", "id": id_, "created": moment, "modified": moment}


def _references(article: Article, id_: str) -> list[Node]:
    source = one_line(article.outlet or "") or "reportedly"
    return [{"source_name": source, **told(url=address(article)), "external_id": one_line(id_)}]


def _language(article: Article) -> str | None:
    return one_line(article.language) if article.language else None


def _moment(article: Article) -> str:
    """The instant of publication as STIX writes it."""
    moment = instant(article.published)
    return f"{moment.year:04}-{moment:%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z" if moment else _UNKNOWN


def _id(type_: str, name: str) -> str:
    return f"{type_}--{_uuid(name)}"


def _uuid(name: str) -> UUID:
    return uuid5(_NAMESPACE, name)


EXPORTER = Exporter(tells="a STIX 2.1 bundle: reports, notes, identities", pieces=_pieces)
