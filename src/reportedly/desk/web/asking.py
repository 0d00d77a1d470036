"""What a request asks for, checked: the desk that answers, how many rows, from which place on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly import ask
from reportedly.data import ClaimKind
from reportedly.desk.web.shown import Form
from reportedly.errors import QueryError
from reportedly.ledger import ClaimQuery, Ledger

ROWS = 30
"""Rows of a page."""
MOST_ROWS = 1000
"""Rows of a table that is taken away; the Link header says where it goes on."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Desk:
    """What all views ask."""

    ledger: Ledger
    recent: ask.Recent
    woven: ask.Woven
    writer: Callable[[], Ledger] | None = None


NARROWING = ("q", "by", "kind", "outlet", "since", "until")
"""What of an address narrows a search."""


def asked(params: Mapping[str, str]) -> dict[str, str]:
    """What of an address narrows a search, in one order: two addresses of one search are one."""
    return {name: params[name].strip() for name in NARROWING if params.get(name, "").strip()}


def query(request: Request, form: Form) -> ClaimQuery:
    """The claims that the address asks for."""
    given = {name: value.strip() or None for name, value in request.query_params.items()}
    return ClaimQuery(
        words=given.get("q"),
        by=given.get("by"),
        outlet=given.get("outlet"),
        kind=cast("ClaimKind | None", given.get("kind")),
        since=given.get("since"),
        until=given.get("until"),
        limit=limit(request, form),
    )


def limit(request: Request, form: Form) -> int:
    """How many rows the address asks for, else as many as its form has."""
    given = request.query_params.get("limit")
    if not given:
        return ROWS if form == "html" else MOST_ROWS
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= MOST_ROWS):
        raise QueryError(f"limit {given!r} is not from 1 to {MOST_ROWS}")
    return int(given)


def after(request: Request) -> str | None:
    """Where the page begins."""
    return request.query_params.get("after") or None


def found(answer: Answer | None, otherwise: str) -> Answer:
    """The answer, or a page that says that there is none."""
    if answer is None:
        raise HTTPException(404, otherwise)
    return answer
