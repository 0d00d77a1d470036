"""What a view gives back, and how it becomes an answer: a page, a table for spreadsheets, or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from typing import Any, Literal
from urllib.parse import urlencode

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from reportedly import __version__
from reportedly.desk.terminal import put
from reportedly.desk.web import links, words
from reportedly.desk.web.drawing import Drawing
from reportedly.desk.web.signing import form_token, signed_of
from reportedly.desk.web.tables import Table, to_csv
from reportedly.ledger.correcting import CHOICES

Form = Literal["html", "csv", "json", "svg"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A view's answer: the noun itself, its tables, and what the template needs beside them.

    ``more`` is where the next page begins; ``cookies`` are set with a page and with nothing else.
    """

    template: str
    title: str
    answer: Any
    tables: tuple[Table, ...] = ()
    drawing: Drawing | None = None
    more: str | None = None
    beside: Mapping[str, Any] = field(default_factory=dict)
    cookies: Mapping[str, str] = field(default_factory=dict)


@cache
def templates() -> Environment:
    """The templates: everything printed is escaped, and a name that is not there is an error."""
    environment = Environment(
        loader=PackageLoader("reportedly.desk.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=words.shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(at=links.at, links=links, words=words, version=__version__, choices=CHOICES, put=put)
    return environment


def answered(request: Request, shown: Shown, form: Form) -> Response:
    """The answer in the form that the address asks for."""
    if form == "csv":
        response: Response = _csv(request, shown)
    elif form == "json":
        response = tagged(request, msgspec.json.encode(shown.answer), media_type="application/json")
    elif form == "svg":
        response = _svg(shown)
    else:
        response = page(request, shown)
    if shown.more:
        response.headers["Link"] = f'<{_address(request, after=shown.more)}>; rel="next"'
    return response


def failed(request: Request, status: int, title: str, said: str) -> Response:
    """What went wrong, as a page or as the JSON of RFC 9457, by the address asked."""
    if request.url.path.endswith(".json") or request.url.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": title, "status": status, "detail": said}
        return JSONResponse(problem, status_code=status, media_type="application/problem+json")
    shown = Shown(template="failed.html", title=title, answer=None, beside={"said": said})
    return page(request, shown, status=status)


def tagged(request: Request, body: bytes, *, media_type: str) -> Response:
    """The answer for a program, or only that it is still the one that the program has."""
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    known = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type=media_type, headers={"ETag": tag})


def page(request: Request, shown: Shown, *, status: int = 200) -> Response:
    """The page of a view."""
    signed = signed_of(request)
    rendered = (
        templates()
        .get_template(shown.template)
        .render(
            title=shown.title,
            answer=shown.answer,
            tables={table.name: table for table in shown.tables},
            more=_address(request, after=shown.more) if shown.more else None,
            drawing=shown.drawing,
            path=request.url.path,
            taken=lambda form, table=None: _address(request, form=form, table=table),
            asked=request.query_params,
            signed=signed,
            token=lambda action: form_token(signed.key, action),
            **shown.beside,
        )
    )
    response = HTMLResponse(rendered, status_code=status)
    for name, value in shown.cookies.items():
        secure = request.url.scheme == "https"
        response.set_cookie(name, value, max_age=365 * 86400, httponly=True, samesite="lax", secure=secure)
    return response


def _csv(request: Request, shown: Shown) -> Response:
    wanted = request.query_params.get("table")
    table = next((table for table in shown.tables if wanted in (None, table.name)), None)
    if table is None:
        names = ", ".join(table.name for table in shown.tables) or "none"
        raise HTTPException(404, f"This view has no table {wanted!r}; it has: {names}")
    # a file of its own name, with the mark by which spreadsheets know UTF-8
    headers = {"Content-Disposition": f'attachment; filename="reportedly-{table.name}.csv"'}
    return Response(f"\ufeff{to_csv(table)}", media_type="text/csv; charset=utf-8", headers=headers)


def _svg(shown: Shown) -> Response:
    if shown.drawing is None:
        raise HTTPException(404, "There is nothing to draw: no figure has a day and a number")
    drawn = templates().get_template("drawn.svg").render(drawing=shown.drawing)
    return Response(drawn, media_type="image/svg+xml")


def _address(request: Request, *, form: Form | None = None, **changed: str | None) -> str:
    """The address asked, in another form or with other values."""
    path = request.url.path if form is None else f"{'/front' if request.url.path == '/' else request.url.path}.{form}"
    given = {**request.query_params, **{name: value for name, value in changed.items() if value is not None}}
    given.pop("typing", None)
    return path + (f"?{urlencode(given)}" if given else "")
