"""Reportedly keeps a ledger of attributed claims: who said what, on whose word.

The nouns stand here; :mod:`reportedly.flow` shows the path that makes them.
"""

from reportedly.data import (
    Actor,
    Article,
    Block,
    Check,
    Claim,
    Entry,
    Event,
    Failure,
    Figure,
    Hop,
    Image,
    Outcome,
    Page,
    Party,
    Phrase,
    Reading,
    Removed,
    Span,
    Timex,
    Visit,
)
from reportedly.errors import ReportedlyError

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Article",
    "Block",
    "Check",
    "Claim",
    "Entry",
    "Event",
    "Failure",
    "Figure",
    "Hop",
    "Image",
    "Outcome",
    "Page",
    "Party",
    "Phrase",
    "Reading",
    "Removed",
    "ReportedlyError",
    "Span",
    "Timex",
    "Visit",
]
