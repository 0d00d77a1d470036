"""What can be asked of a ledger, and the answers: one set of both for people's pages and for programs."""

from reportedly.ask.answers import (
    ActorAnswer,
    ArticleAnswer,
    Changed,
    ClaimAnswer,
    FrontAnswer,
    OutletAnswer,
    SearchAnswer,
    StoriesAnswer,
    StoryAnswer,
    ThreadsAnswer,
)
from reportedly.ask.history import Entry, TakenOut, history, taken_out
from reportedly.ask.questions import actor, article, claim, front, outlet, search
from reportedly.ask.recent import Recent
from reportedly.ask.woven import Woven

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
    "StoriesAnswer",
    "StoryAnswer",
    "TakenOut",
    "ThreadsAnswer",
    "Woven",
    "actor",
    "article",
    "claim",
    "front",
    "history",
    "outlet",
    "search",
    "taken_out",
]
