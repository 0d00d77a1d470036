"""The whole path on one screen: bytes → page → article → reading → ledger.

Nothing calls back up this path; threads and desk read from the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO

from reportedly import __version__
from reportedly.article import read_article
from reportedly.claims.actors import MarkActors, ResolveSources
from reportedly.claims.attribution import AttributeClaims
from reportedly.claims.chains import TraceChains
from reportedly.claims.consistency import CheckFigures
from reportedly.claims.draft import Draft, Stage, misplaced
from reportedly.claims.events import CodeEvents
from reportedly.claims.figures import MarkFigures
from reportedly.claims.manner import JudgeManner
from reportedly.claims.narration import GatherNarration, LoadClaims
from reportedly.claims.syntax import ParseText
from reportedly.claims.times import MarkTimes
from reportedly.data import Article, Failure, FailureStage, Outcome, Page, Profile, Reading, Visit
from reportedly.errors import OutOfMemory, ReportedlyError, UnexpectedError, UnsupportedLanguage
from reportedly.ledger import Ledger
from reportedly.lexicons import packs
from reportedly.read import pages
from reportedly.run import Carrier, load

if TYPE_CHECKING:  # who reads files only should not wait for an HTTP client to be imported
    from reportedly.read.web import Web


def made_by(profile: Profile) -> str:
    """What a reading is signed with: a page read by the same version, profile and packs need not be read again."""
    return "+".join([f"reportedly-{__version__}-{profile}", *(maker for maker, _ in packs())])


LANGUAGES = frozenset({"en"})
"""Languages with a pack of lexicons and weights."""


def _stages(profile: Profile) -> tuple[Stage, ...]:
    return (
        ParseText(profile),
        MarkTimes(),
        MarkFigures(),
        CheckFigures(),
        MarkActors(),
        AttributeClaims(profile),
        TraceChains(),
        JudgeManner(),
        GatherNarration(),
        LoadClaims(),
        ResolveSources(),
        CodeEvents(),
    )


STAGES: Mapping[Profile, tuple[Stage, ...]] = MappingProxyType(
    {"fast": _stages("fast"), "accurate": _stages("accurate")}
)
"""Article → Reading, one step each; the profiles differ in the tagger's networks and in nothing else."""

if wrong := tuple(misplaced(STAGES["fast"])):  # before the first page is read
    raise TypeError("; ".join(wrong))


def read_claims(article: Article, *, profile: Profile = "fast") -> Reading:
    """Everything that the article says somebody said.

    Raises:
        UnsupportedLanguage: the article is written in a language without a pack.
    """
    if article.language not in LANGUAGES:
        raise UnsupportedLanguage(
            f"the article is written in {article.language or 'an unknown language'}; "
            f"this version reads {', '.join(sorted(LANGUAGES))}"
        )
    draft = Draft(article=article)
    for stage in STAGES[profile]:
        draft = stage(draft)
    return draft.reading()


def read_page(page: Page, *, profile: Profile = "fast") -> Outcome:
    """What became of one page: its reading, or the failure with its reason.

    The one place where an exception becomes a row: a page is hostile until read,
    and must not cost its neighbours.
    """
    stage: FailureStage = "article"
    try:
        article = read_article(page)
        stage = "claims"
        result: Reading | Failure = read_claims(article, profile=profile)
    except Exception as error:  # noqa: BLE001  the one try
        known = _known(error)
        result = Failure(page=page.digest, uri=page.uri, stage=stage, reason=type(known).__name__, detail=str(known))
    return Outcome(page=page.digest, result=result)


def _known(error: Exception) -> ReportedlyError:
    """The error as one of ours; what we did not raise is a mistake of ours."""
    if isinstance(error, ReportedlyError):
        return error
    if isinstance(error, MemoryError):
        return OutOfMemory("reading the page took more memory than a worker may have")
    return UnexpectedError(f"{type(error).__name__}: {error}; please report the page")


@dataclass(frozen=True, slots=True)
class Remembered:
    """The ledger as the web's memory: an address need not be had again once this version has read its page.

    A visit may be kept before its page is: until the page is read, it does not count.
    """

    ledger: Ledger
    signed: str
    again: bool = False

    def recall(self, address: str) -> Visit | None:
        """The last visit to an address whose page is read."""
        visit = None if self.again else self.ledger.visit(address)
        if visit is None or visit.page is None or not self.ledger.done(visit.page, made_by=self.signed):
            return None
        return visit

    def remember(self, visit: Visit) -> None:
        """Keep a visit."""
        self.ledger.remember(visit)


def read_into(
    ledger: Ledger,
    inputs: Iterable[str | Path],
    *,
    carrier: Carrier,
    stdin: BinaryIO | None = None,
    profile: Profile = "fast",
    again: bool = False,
    passed_over: Callable[[str | None], object] = lambda _: None,
    web: Web | None = None,
) -> Iterator[Outcome]:
    """Read inputs into a ledger; each outcome is yielded once it is kept there.

    Pages that this version has read before with the same profile are passed over, so a run that was
    cut short goes on where it stopped; ``again`` reads them all the same. ``passed_over`` is told of each
    by its address. Addresses are asked through ``web``.
    """
    signed = made_by(profile)
    memory = Remembered(ledger, signed, again=again)

    def fresh() -> Iterator[Page | Failure]:
        ask = partial(web.pages, memory=memory, passed_over=passed_over) if web else None
        for page in pages(inputs, stdin=stdin, web=ask):
            if again or isinstance(page, Failure) or not ledger.done(page.digest, made_by=signed):
                yield page
            else:
                passed_over(page.uri)

    yield from load(carrier(fresh(), partial(read_page, profile=profile)), ledger, made_by=signed)
