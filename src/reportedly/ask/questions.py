"""The questions, as functions over a ledger. Each takes time that does not grow with the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportedly.ask.answers import (
    ActorAnswer,
    ArticleAnswer,
    Changed,
    ClaimAnswer,
    FrontAnswer,
    OutletAnswer,
    SearchAnswer,
)
from reportedly.ask.recent import ARTICLES, Recent
from reportedly.data import Claim, Reading
from reportedly.ledger import ClaimQuery, Ledger, LedgerFigure, LedgerOutlet
from reportedly.threads.figures import Disagreement, agree
from reportedly.threads.versions import compared

VERSIONS = 50
"""How many articles of one address are listed."""
_TOLD = 8
"""How many changes and disagreements are told: those of which most articles report."""
_NAMES = 8
"""How many actors and outlets are offered beside the claims."""


def front(ledger: Ledger, recent: Recent, *, since: int = 0, claims: int) -> FrontAnswer:
    """What came in since the mark; everything is new to whoever has none, or has that of another ledger."""
    news = ledger.news(since=since, articles=ARTICLES, claims=claims)
    if news.mark < since:
        since, news = 0, ledger.news(articles=ARTICLES, claims=claims)
    fresh = {head.id for head in news.articles}
    found = [one for one in recent.disagreements() if any(figure.article.id in fresh for figure in one.figures)]
    changed = tuple(change for one in found for change in _changes(one) if change.figures[-1].article.id in fresh)
    return FrontAnswer(
        since=since,
        mark=news.mark,
        empty=news.mark == 0,
        articles=news.articles,
        claims=news.claims,
        changed=changed[:_TOLD],
        disagreements=tuple(one for one in found if _between_speakers(one))[:_TOLD],
    )


def search(ledger: Ledger, recent: Recent, query: ClaimQuery, *, after: str | None = None) -> SearchAnswer:
    """The claims of the query; beside the first page the actors and outlets that its words name.

    Raises:
        QueryError: the query makes no sense.
    """
    page = ledger.claim_page(query, after=after)
    if after is not None or query.words is None:
        return SearchAnswer(claims=page.claims, more=page.more)
    return SearchAnswer(
        claims=page.claims,
        more=page.more,
        actors=ledger.actors(query.words, limit=_NAMES),
        outlets=tuple(_named(recent.outlets(), query.words))[:_NAMES],
    )


def article(ledger: Ledger, id_: str) -> ArticleAnswer | None:
    """An article by its id, the beginning of its id, or its address.

    Raises:
        QueryError: several articles' ids begin like that.
    """
    reading = ledger.reading(id_)
    if reading is None:
        return None
    head = reading.article
    others = ledger.articles(uri=head.uri, limit=VERSIONS + 1) if head.uri is not None else ()
    others = tuple(other for other in others if other.id != head.id)
    versions = compared(ledger.versions(head.id)) if others else ()
    return ArticleAnswer(reading=reading, versions=others, compared=versions)


def claim(ledger: Ledger, id_: str) -> ClaimAnswer | None:
    """A claim by its id."""
    found = ledger.claim(id_)
    reading = found and ledger.reading(found.article.id)
    if not found or not reading:
        return None
    return ClaimAnswer(
        found=found,
        reading=reading,
        outer=tuple(_outer(found.claim, reading)),
        inner=tuple(each for each in reading.claims if each.parent == found.claim.id),
    )


def actor(ledger: Ledger, id_: str, query: ClaimQuery, *, after: str | None = None) -> ActorAnswer | None:
    """An actor by its id: of what it said and of what was said of it, those that the query leaves.

    ``after`` turns the pages of what it said.
    """
    found = ledger.actor(id_)
    if found is None:
        return None
    said = ledger.claim_page(replace(query, actor=id_), after=after)
    return ActorAnswer(actor=found, said=said, about=ledger.claim_page(replace(query, about=id_)))


def outlet(ledger: Ledger, name: str, query: ClaimQuery, *, after: str | None = None) -> OutletAnswer | None:
    """An outlet by its whole name."""
    claims = ledger.claim_page(replace(query, outlet=name), after=after)
    articles = ledger.articles(outlet=name, limit=query.limit or 1)
    return OutletAnswer(outlet=name, articles=articles, claims=claims) if articles else None


def speaker_of(reported: LedgerFigure) -> str:
    """Whose figure it is: the actor, the source's words, or the outlet."""
    if reported.speaker is not None:
        return reported.speaker.name
    if reported.claim is not None and reported.claim.source is not None:
        return reported.claim.source.text
    return reported.article.outlet or reported.article.uri or reported.article.id


def _changes(disagreement: Disagreement) -> Iterator[Changed]:
    """The speakers who gave more than one number, with the numbers that differ from the one before."""
    for speaker in dict.fromkeys(map(speaker_of, disagreement.figures)):
        kept: list[LedgerFigure] = []
        for reported in disagreement.figures:
            if speaker_of(reported) == speaker and not (kept and agree(kept[-1].figure, reported.figure)):
                kept.append(reported)
        if len(kept) > 1:
            yield Changed(about=disagreement.about, speaker=speaker, figures=tuple(kept))


def _between_speakers(disagreement: Disagreement) -> bool:
    """Whether the newest figures of two speakers don't fit each other: more than one who corrects a number."""
    newest = {speaker_of(reported): reported.figure for reported in disagreement.figures}
    figures = list(newest.values())
    return any(not agree(one, two) for at, one in enumerate(figures) for two in figures[:at])


def _named(outlets: Iterable[LedgerOutlet], words: str) -> Iterator[LedgerOutlet]:
    wanted = words.casefold().replace("*", "").split()
    return (outlet for outlet in outlets if all(word in outlet.name.casefold() for word in wanted))


def _outer(claim: Claim, reading: Reading) -> Iterator[Claim]:
    """The claims around a claim, nearest first; a circle of them ends where it closes."""
    by_id = {each.id: each for each in reading.claims}
    met = {claim.id}
    parent = by_id.get(claim.parent or "")
    while parent is not None and parent.id not in met:
        yield parent
        met.add(parent.id)
        parent = by_id.get(parent.parent or "")
