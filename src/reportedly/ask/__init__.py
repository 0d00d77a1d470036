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
from reportedly.ask.history import Entry, TakenOut, history, taken_out
from reportedly.ask.questions import actor, article, claim, front, outlet, search
from reportedly.ask.recent import Recent

__all__ = [
    "ActorAnswer",
    "ArticleAnswer",
    "Changed",
    "ClaimAnswer",
    "Entry",
    "FrontAnswer",
    "OutletAnswer",
    "Recent",
    "SearchAnswer",
    "TakenOut",
    "actor",
    "article",
    "claim",
    "front",
    "history",
    "outlet",
    "search",
    "taken_out",
]
