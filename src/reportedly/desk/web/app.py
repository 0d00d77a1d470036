"""The desk as an ASGI application: which address shows which view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

import msgspec
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from reportedly.ask import Recent, Woven
from reportedly.desk.web import across, api, editing, feeds, signing, views
from reportedly.desk.web.asking import Desk
from reportedly.desk.web.guard import Guard
from reportedly.desk.web.shown import Form, answered, failed
from reportedly.desk.web.views import View
from reportedly.errors import LedgerError, QueryError
from reportedly.ledger import Ledger

VIEWS: Mapping[str, View] = MappingProxyType(
    {
        "/front": views.front,
        "/search": views.search,
        "/article/{id}": views.article,
        "/claim/{id}": views.claim,
        "/threads": across.threads,
        "/thread/{id}": across.thread,
        "/trace/{id}": across.trace,
        "/stories": across.stories,
        "/story/{id}": across.story,
        "/actor/{id}": views.actor,
        "/outlet": views.outlet,
        "/outlets": views.outlets,
        "/timeline": views.timeline,
        "/failures": views.failures,
    }
)
"""Every view has a page at its address, its tables at the same with .csv, its answer with .json."""
DRAWN = ("/thread/{id}", "/trace/{id}")
"""Views whose drawing stands at the address with .svg."""


def build_app(ledger: Ledger, *, names: Iterable[str] = (), writer: Callable[[], Ledger] | None = None) -> ASGIApp:
    """The application over an open ledger; ``names`` are those it answers to beside this machine's own.

    ``writer`` opens the ledger for writing, for the length of one correction;
    without it nobody can sign in. Each has a connection of its own, since
    forms are answered in several threads.
    """
    desk = Desk(ledger=ledger, recent=Recent(ledger), woven=Woven(ledger), writer=writer)
    app = Starlette(
        routes=[
            Route("/", _endpoint(desk, views.front, "html")),
            *_routes(desk),
            *_interface(desk),
            *feeds.routes(desk),
            *(editing.routes(desk) if writer else ()),
            Route("/help", _endpoint(desk, views.help_, "html")),
            Mount("/static", StaticFiles(packages=[("reportedly.desk.web", "static")])),
        ],
        exception_handlers={HTTPException: _http, QueryError: _senseless, LedgerError: _unusable, 500: _mistake},
    )
    return Guard(app, names)  # around everything: Starlette answers to mistakes outside of its own middleware


def _routes(desk: Desk) -> Iterator[Route]:
    forms: tuple[Form, ...] = ("csv", "json")
    for path, view in VIEWS.items():
        for form in forms:
            yield Route(f"{path}.{form}", _endpoint(desk, view, form))
        if path in DRAWN:
            yield Route(f"{path}.svg", _endpoint(desk, view, "svg"))
        yield Route(path, _endpoint(desk, view, "html"))


def _interface(desk: Desk) -> Iterator[Route]:
    described = msgspec.json.encode(api.description())
    yield Route(f"{api.ROOT}/openapi.json", lambda _: Response(described, media_type="application/json"))
    for operation in api.OPERATIONS:
        yield Route(api.ROOT + operation.path, _endpoint(desk, operation.view, "json"))


def _endpoint(desk: Desk, view: View, form: Form) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:  # not async: it waits for the ledger in a thread of its own
        if form == "html" and desk.writer is not None:
            request.state.signed = signing.signed(request, desk.ledger)
        return answered(request, view(desk, request, form), form)

    return endpoint


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    title = {403: "Refused", 404: "Not found", 405: "Only for reading"}.get(error.status_code, "Not understood")
    said = error.detail if error.detail != "Not Found" else f"There is nothing at {request.url.path}"
    return failed(request, error.status_code, title, said)


def _senseless(request: Request, error: Exception) -> Response:
    return failed(request, 400, "Not understood", str(error))


def _unusable(request: Request, error: Exception) -> Response:
    return failed(request, 503, "The ledger can't be used", str(error))


def _mistake(request: Request, error: Exception) -> Response:  # noqa: ARG001  not shown: it may hold anything
    return failed(request, 500, "A mistake of ours", "The page could not be made; the program's log says why.")
