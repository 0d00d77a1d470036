"""What people corrected in an article, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.data import Claim, Reading
from reportedly.ledger import ArticleHead, Correction, Ledger
from reportedly.ledger.corrections import place_of, subject_of

State = Literal["stands", "undone", "waits"]
"""A correction waits where the article's present reading has not what it was about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A correction; ``subject`` is the id that its claim or figure has in the present reading."""

    correction: Correction
    state: State
    subject: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """A claim that somebody took out, as the program had read it, with its history."""

    article: ArticleHead
    claim: Claim
    history: tuple[Entry, ...]


def history(ledger: Ledger, article: str) -> tuple[Entry, ...]:
    """The corrections of an article, oldest first."""
    made = tuple(ledger.corrections(article=article))
    reading = ledger.uncorrected(article) if made else None
    return tuple(_entry(reading, one) for one in made) if reading else ()


def taken_out(ledger: Ledger, id_: str) -> TakenOut | None:
    """The claim of that id, where somebody took it out."""
    first = next(ledger.corrections(id_=id_), None)
    if first is None or first.target != "claim":
        return None
    reading = ledger.uncorrected(first.article)
    if reading is None:
        return None
    subject = subject_of(reading, first)
    claim = next((claim for claim in reading.claims if claim.id == subject), None)
    told = tuple(entry for entry in history(ledger, first.article) if entry.subject == subject)
    out = any(entry.state == "stands" and entry.correction.field == "out" for entry in told)
    return TakenOut(article=_head(reading), claim=claim, history=told) if claim and out else None


def _entry(reading: Reading, correction: Correction) -> Entry:
    subject = subject_of(reading, correction)
    undone = correction.undone_at is not None
    state: State = "undone" if undone else "stands" if place_of(reading, correction) else "waits"
    return Entry(correction=correction, state=state, subject=subject)


def _head(reading: Reading) -> ArticleHead:
    article = reading.article
    return ArticleHead(
        id=article.id,
        uri=article.uri,
        outlet=article.outlet,
        headline=article.headline,
        published=article.published,
    )
