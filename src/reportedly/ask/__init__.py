"""What can be asked of a ledger, and the answers: one set of both for people's pages and for programs."""

from reportedly.ask.answers import (
    ActorAnswer,
    ArticleAnswer,
    Changed,
    ClaimAnswer,
    FrontAnswer,
    OutletAnswer,
    SearchAnswer,
)
from reportedly.ask.questions import actor, article, claim, front, outlet, search
from reportedly.ask.recent import Recent

__all__ = [
    "ActorAnswer",
    "ArticleAnswer",
    "Changed",
    "ClaimAnswer",
    "FrontAnswer",
    "OutletAnswer",
    "Recent",
    "SearchAnswer",
    "actor",
    "article",
    "claim",
    "front",
    "outlet",
    "search",
]
