"""Reportedly keeps a ledger of attributed claims: who said what, on whose word.

The nouns stand here, and what a program does with them: :func:`read` one
article, :func:`open_ledger`, ask it, and :func:`render`, :func:`draw` or
:func:`tables` what it answers. :mod:`reportedly.flow` shows the path from bytes
to the ledger.
"""

# The room is imported before the function of its name stands here: importing a package sets its name in the
# one above, once. From then on `reportedly.read` is the function and `from reportedly.read import …` the room.
import reportedly.read as _room  # noqa: F401
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
from reportedly.ledger import ClaimQuery, open_ledger
from reportedly.library import draw, read, render, tables

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "Article",
    "Block",
    "Check",
    "Claim",
    "ClaimQuery",
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
    "draw",
    "open_ledger",
    "read",
    "render",
    "tables",
]
