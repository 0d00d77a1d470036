"""The whole path on one screen: bytes → page → article → reading → ledger.

Nothing calls back up this path; threads and desk read from the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly import __version__
from reportedly.article import read_article
from reportedly.claims.actors import MarkActors, ResolveSources
from reportedly.claims.attribution import AttributeClaims
from reportedly.claims.chains import TraceChains
from reportedly.claims.draft import Draft, Stage, misplaced
from reportedly.claims.events import CodeEvents
from reportedly.claims.figures import MarkFigures
from reportedly.claims.manner import JudgeManner
from reportedly.claims.narration import GatherNarration, LoadClaims
from reportedly.claims.syntax import ParseText
from reportedly.claims.times import MarkTimes
from reportedly.data import Article, Failure, FailureStage, Outcome, Page, Reading
from reportedly.errors import OutOfMemory, ReportedlyError, UnexpectedError, UnsupportedLanguage
from reportedly.ledger import Ledger
from reportedly.read import pages
from reportedly.run import Carrier, load

MADE_BY = f"reportedly-{__version__}"
"""What a reading is signed with: a page read by the same version need not be read again."""

LANGUAGES = frozenset({"en"})
"""Languages with a pack of lexicons and a syntactic model."""

STAGES: tuple[Stage, ...] = (
    ParseText(),
    MarkTimes(),
    MarkFigures(),
    MarkActors(),
    AttributeClaims(),
    TraceChains(),
    JudgeManner(),
    GatherNarration(),
    LoadClaims(),
    ResolveSources(),
    CodeEvents(),
)
"""Article → Reading, one step each."""

if wrong := tuple(misplaced(STAGES)):  # before the first page is read
    raise TypeError("; ".join(wrong))


def read_claims(article: Article) -> Reading:
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
    for stage in STAGES:
        draft = stage(draft)
    return draft.reading()


def read_page(page: Page) -> Outcome:
    """What became of one page: its reading, or the failure with its reason.

    The one place where an exception becomes a row: a page is hostile until read,
    and must not cost its neighbours.
    """
    stage: FailureStage = "article"
    try:
        article = read_article(page)
        stage = "claims"
        result: Reading | Failure = read_claims(article)
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


def read_into(
    ledger: Ledger,
    inputs: Iterable[str | Path],
    *,
    carrier: Carrier,
    stdin: BinaryIO | None = None,
    again: bool = False,
) -> Iterator[Outcome]:
    """Read inputs into a ledger; each outcome is yielded once it is kept there.

    Pages that this version has read before are passed over, so a run that was
    cut short goes on where it stopped; ``again`` reads them all the same.
    """
    fresh = (
        page
        for page in pages(inputs, stdin=stdin)
        if again or isinstance(page, Failure) or not ledger.done(page.digest, made_by=MADE_BY)
    )
    yield from load(carrier(fresh, read_page), ledger, made_by=MADE_BY)
