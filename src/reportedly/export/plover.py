"""PLOVER event data, a record a line, with the claimant: on whose word the event rests.

The members are those of PLOVER's gold standard records, with ``claimant``,
``status`` and ``url`` added. An event whose claim was not asked for is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportedly import __version__
from reportedly.data import Actor, Claim, Event, Reading, words_of
from reportedly.export.base import Exporter
from reportedly.export.json_text import Node, lines, told
from reportedly.export.naming import actors_of, address, day, name_of
from reportedly.harmless import one_line
from reportedly.ledger import Excerpt

_SECTORS = {"state": "GOV", "armed_force": "MIL", "outlet": "MED"}


def _pieces(excerpts: Iterable[Excerpt]) -> Iterator[bytes]:
    return lines(record for excerpt in excerpts for record in _records(excerpt))


def _records(excerpt: Excerpt) -> Iterator[Node]:
    asked = {claim.id: claim for claim in excerpt.claims}
    whole = len(excerpt.claims) == len(excerpt.reading.claims)
    for event in excerpt.reading.events:
        claim = asked.get(event.claim or "")
        if claim is not None or (whole and event.claim is None):
            yield _record(event, claim, excerpt.reading)


def _record(event: Event, claim: Claim | None, reading: Reading) -> Node:
    article, actors = reading.article, actors_of(reading)
    published = day(article.published)
    return told(
        id=one_line(f"{article.id}-{event.id}"),
        date=one_line(event.date) if event.date else published and published.isoformat(),
        source=_party(actors.get(event.actor or "")),
        target=_party(actors.get(event.recipient or "")),
        event=event.type,
        eventText=one_line(words_of(article.text, event.spans)),
        mode=event.mode and one_line(event.mode),
        context=[one_line(word) for word in event.context],
        location=event.place and one_line(event.place),
        status=event.status,
        claimant=_claimant(claim, reading, actors),
        text=one_line(claim.content.text) if claim else None,
        language=article.language and one_line(article.language),
        publication=article.outlet and one_line(article.outlet),
        headline=article.headline and one_line(article.headline),
        url=address(article),
        publicationDate=published and published.isoformat(),
        coder="reportedly",
        version=__version__,
    )


def _party(actor: Actor | None) -> list[Node]:
    name = one_line(actor.name) if actor else ""
    if actor is None or not name:
        return []
    return [told(actorText=name, code=actor.country and one_line(actor.country), sector=_SECTORS.get(actor.kind))]


def _claimant(claim: Claim | None, reading: Reading, actors: Mapping[str, Actor]) -> Node:
    """Who says that it happened; without a source it is the outlet."""
    if claim is None or claim.source is None:
        outlet = reading.article.outlet
        narrated = claim is None or claim.narrated
        return told(actorText=outlet and one_line(outlet) if narrated else None, narrator=narrated)
    actor = actors.get(claim.source.actor or "")
    return told(
        actorText=name_of(claim.source, actors),
        code=actor and actor.country and one_line(actor.country),
        sector=_SECTORS.get(actor.kind) if actor else None,
        narrator=False,
        claim=claim.id,
        certainty=claim.certainty,
        via=[one_line(hop.text) for hop in claim.via],
    )


EXPORTER = Exporter(tells="PLOVER events, one a line, each with its claimant", pieces=_pieces)
