"""The nouns of the answers. Each holds all that a page about it shows, so that a program gets no less."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.data import Claim, Reading
from reportedly.ledger import (
    ArticleHead,
    ClaimPage,
    LedgerActor,
    LedgerClaim,
    LedgerFigure,
    LedgerOutlet,
)
from reportedly.threads.figures import Disagreement
from reportedly.threads.matters import GradedThread
from reportedly.threads.stories import Story
from reportedly.threads.versions import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A number that one speaker gave otherwise before: ``figures`` in time order, the last is the newest."""

    about: str
    speaker: str
    figures: tuple[LedgerFigure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontAnswer:
    """What came into the ledger since a mark, and the mark to ask from the next time.

    ``changed`` and ``disagreements`` are those to which an article since the mark has added a figure.
    ``empty`` says that the ledger holds no article at all.
    """

    since: int
    mark: int
    empty: bool
    articles: tuple[ArticleHead, ...]
    claims: tuple[LedgerClaim, ...]
    changed: tuple[Changed, ...]
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """Claims that match, a page of them, and on the first page actors and outlets named by the words."""

    claims: tuple[LedgerClaim, ...]
    more: str | None
    actors: tuple[LedgerActor, ...] = ()
    outlets: tuple[LedgerOutlet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleAnswer:
    """An article's whole reading, and the other articles of its address, published last first.

    ``compared`` are the texts of the address in time order with what became of
    their claims; none where it had one text.
    """

    reading: Reading
    versions: tuple[ArticleHead, ...]
    compared: tuple[Version, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAnswer:
    """A claim with the reading that it is part of.

    ``outer`` are the claims that it is told in, nearest first, ``inner`` those told in it.
    """

    found: LedgerClaim
    reading: Reading
    outer: tuple[Claim, ...]
    inner: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorAnswer:
    """What an actor said, and what was said to or of it."""

    actor: LedgerActor
    said: ClaimPage
    about: ClaimPage


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletAnswer:
    """An outlet's newest articles and claims."""

    outlet: str
    articles: tuple[ArticleHead, ...]
    claims: ClaimPage


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadsAnswer:
    """The threads that hold a claim with the words asked for, those with most such claims first."""

    threads: tuple[GradedThread, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryAnswer:
    """A story with the claims of its newest articles, in the order of publication and of their texts."""

    story: Story
    claims: tuple[LedgerClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesAnswer:
    """Stories told up to a day, newest first; ``earlier`` is the day up to which to ask for the ones before."""

    stories: tuple[Story, ...]
    until: str | None
    earlier: str | None
