"""What every ledger can do, and the small nouns of its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from reportedly.data import Actor, Check, Claim, ClaimKind, Entry, Failure, Figure, Outcome, Reading, Visit
from reportedly.ledger.accounts import Accounts
from reportedly.ledger.corrections import Corrected


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimQuery:
    """Which claims are asked for; what is None does not narrow.

    ``words`` must all stand in the claim (content, source, speaker's name or
    the article's headline), ``by`` all in the source's words or the speaker's
    name; neither minds case, accents or a plural's ending, and a word of three
    letters or more that ends with * stands for all that begin so. ``actor`` is
    the speaker's id, ``about`` that of somebody the claim speaks to or of,
    ``outlet`` the outlet's whole name. ``since`` and ``until`` are ISO dates,
    both inclusive, on the day it was said or else published. ``limit`` counts
    claims; None is no limit. ``oldest_first`` turns the order round.
    """

    words: str | None = None
    by: str | None = None
    actor: str | None = None
    about: str | None = None
    outlet: str | None = None
    kind: ClaimKind | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    oldest_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleHead:
    """As much of an article as stands beside an answer."""

    id: str
    uri: str | None
    outlet: str | None
    headline: str | None
    published: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerClaim:
    """A claim with its article, who makes it, and the figures it carries."""

    article: ArticleHead
    claim: Claim
    speaker: Actor | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """Some of the claims asked for, and where the next page begins: None at the end.

    A page begins behind a claim, not after so many of them: what comes in meanwhile moves nothing.
    """

    claims: tuple[LedgerClaim, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFigure:
    """A figure with its article and the claim on whose word it rests.

    Where nested claims carry the figure, ``claim`` is the innermost. ``checks``
    are those that the figure takes part in.
    """

    article: ArticleHead
    claim: Claim | None
    speaker: Actor | None
    figure: Figure
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerActor:
    """An actor as the ledger's articles name it, and in how many of them.

    ``named`` are the ways in which the newest of those articles name it, newest first.
    """

    id: str
    articles: int
    named: tuple[Actor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerOutlet:
    """An outlet and how many articles of it there are."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What came into a ledger last; ``mark`` says how far it had come, to ask again from there.

    ``articles`` come the newest first, their ``claims`` newest first.
    """

    mark: int
    articles: tuple[ArticleHead, ...]
    claims: tuple[LedgerClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FailurePage:
    """Some of the failures, and where the next page begins: None at the end."""

    failures: tuple[Failure, ...]
    more: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A reading with those of its claims that were asked for."""

    reading: Reading
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a ledger holds; an actor met in many articles counts once."""

    pages: int
    articles: int
    claims: int
    figures: int
    times: int
    actors: int
    events: int
    failures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """Something in the ledger that can't be right.

    ``article`` is the article's id, None where the store itself is hurt;
    ``row`` names the row (``claim 3f0c…``), ``detail`` says what is wrong with it.
    """

    article: str | None
    row: str
    detail: str


class Ledger(Corrected, Accounts, Protocol):
    """Where readings are kept: one writer, any number of readers.

    A ledger is a context manager. Iterators see the ledger as it was when
    their first row was asked for, whatever is written meanwhile.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def close(self) -> None:
        """Let the ledger go; closing twice does nothing."""
        ...

    def done(self, page: str, *, made_by: str) -> bool:
        """Whether this version of the program has read the page (its digest).

        A page that failed is not done, so that the next run tries it again.
        """
        ...

    def put(self, outcomes: Iterable[Outcome], *, made_by: str) -> None:
        """Keep all of the outcomes or, where one can't be kept, none.

        Putting the same again changes nothing. A reading replaces the page's
        earlier reading wholly and removes its failure; a failure replaces the
        page's earlier failure and leaves a reading that an earlier run made.
        Pages that hold the same article share one reading: the first page's,
        until another version of the program reads any of them.

        Raises:
            LedgerBusy: another process kept writing for longer than we wait.
        """
        ...

    def visit(self, address: str) -> Visit | None:
        """The last visit to an address of the web; None where there was none."""
        ...

    def remember(self, visit: Visit) -> None:
        """Keep a visit in the place of the one before; the address's failure to answer, if any, is over."""
        ...

    def tries(self, feed: str, entry: Entry) -> int | None:
        """How often this version of a feed's entry failed, 0 where it was read; None where it is new."""
        ...

    def settle(self, feed: str, entry: Entry, *, tries: int) -> None:
        """Keep how often this version of a feed's entry failed, or 0 for read."""
        ...

    def reading(self, article: str) -> Reading | None:
        """The reading of an article by id, by the first six or more digits of its id, or by its uri.

        Of several articles with one uri (the text changed) it is the one that
        was put last.

        Raises:
            QueryError: several articles' ids begin like that.
        """
        ...

    def versions(self, article: str) -> tuple[Reading, ...]:
        """The readings of all texts that one address had, in the order in which they came; by id or uri as above.

        An article of no address is its only version; what is not held has none.

        Raises:
            QueryError: several articles' ids begin like that.
        """
        ...

    def readings(self) -> Iterator[Reading]:
        """Every reading, in the order in which articles came first."""
        ...

    def excerpts(self, query: ClaimQuery) -> Iterator[Excerpt]:
        """Every reading with a claim that is asked for, in the order in which articles came first.

        A query that does not narrow gives every reading, those without claims too.

        Raises:
            QueryError: as for :meth:`claims`.
        """
        ...

    def texts(self, *, since: str | None = None, until: str | None = None) -> Iterator[tuple[ArticleHead, str]]:
        """Articles' heads and texts in the order of publication, undated ones last.

        ``since`` and ``until`` are ISO dates, both inclusive. An undated article
        comes whatever they are: nobody knows that it was published elsewhen.

        Raises:
            QueryError: a date is no ISO date.
        """
        ...

    def claims(self, query: ClaimQuery) -> Iterator[LedgerClaim]:
        """The claims asked for, newest day first, within a day the article that came last; an article's in text order.

        Raises:
            QueryError: a date is no ISO date, a kind is unknown, or there is nothing to search for.
        """
        ...

    def claim_page(self, query: ClaimQuery, *, after: str | None = None) -> ClaimPage:
        """As many of those claims as the query's limit says, which it must; ``after`` is where the page begins.

        Raises:
            QueryError: as for claims; ``after`` is nothing that a page gave.
        """
        ...

    def claim(self, id_: str) -> LedgerClaim | None:
        """One claim by its id, or by the first six or more digits of it.

        Raises:
            QueryError: several claims' ids begin like that.
        """
        ...

    def actor(self, id_: str) -> LedgerActor | None:
        """An actor by its id."""
        ...

    def actors(self, words: str, *, limit: int) -> tuple[LedgerActor, ...]:
        """Actors whose name holds all the words, those of most articles first.

        Raises:
            QueryError: there is no letter or digit to search for.
        """
        ...

    def outlets(self) -> tuple[LedgerOutlet, ...]:
        """Every outlet by name."""
        ...

    def articles(self, *, outlet: str | None = None, uri: str | None = None, limit: int) -> tuple[ArticleHead, ...]:
        """Articles of an outlet or an address, published last first."""
        ...

    def news(self, *, since: int = 0, articles: int, claims: int) -> News:
        """What came in after the mark: at most so many articles, and at most so many of their claims."""
        ...

    def figures(self, words: str | None, *, among: tuple[str, ...] | None = None) -> Iterator[LedgerFigure]:
        """Figures whose text, counted thing or claim hold all the words, in time order; undated ones last.

        ``among`` are the ids of the articles looked into, None for all.

        Raises:
            QueryError: there is no letter or digit to search for.
        """
        ...

    def failures(self) -> Iterator[Failure]:
        """Pages that gave no reading the last time, in the order in which they failed first."""
        ...

    def failure_page(self, *, limit: int, after: str | None = None) -> FailurePage:
        """So many of those pages, the last that failed first; ``after`` is where the page begins.

        Raises:
            QueryError: ``after`` is nothing that a page gave.
        """
        ...

    def counts(self) -> Counts:
        """How much the ledger holds."""
        ...

    def check(self) -> Iterator[Mismatch]:
        """Everything that can't be right: hurt storage, spans that differ from their text, references to nothing."""
        ...
