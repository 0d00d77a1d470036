"""What editors send: signing in and out, corrections. All else of the desk only reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import NoReturn
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from reportedly.desk.web import signing
from reportedly.desk.web.asking import Desk
from reportedly.desk.web.shown import Shown, page
from reportedly.desk.web.signing import KNOCK, LASTS, SESSION, signed_of
from reportedly.errors import QueryError
from reportedly.ledger.correcting import change_of

_MOST_BYTES = 64 * 1024
_MOST_FIELDS = 20
_LONGEST_REASON = 1000

Given = Mapping[str, str]
Deed = Callable[[Desk, Request, Given], Response]


def routes(desk: Desk) -> Iterator[Route]:
    """The addresses that take forms."""
    yield Route("/sign-in", _sign_in_page(desk), methods=["GET"])
    yield Route("/sign-in", _deed(desk, _sign_in), methods=["POST"])
    yield Route("/sign-out", _deed(desk, _sign_out), methods=["POST"])
    yield Route("/article/{article}/correct/{id}/{field}", _deed(desk, _correct), methods=["POST"])
    yield Route("/correction/{number:int}/undo", _deed(desk, _undo), methods=["POST"])


def _sign_in_page(desk: Desk) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        _identify(desk, request)
        return _asked_in(request, status=200, said=None)

    return endpoint


def _deed(desk: Desk, deed: Deed) -> Callable[[Request], object]:
    """An endpoint for a form, which must come from a page of ours."""

    async def endpoint(request: Request) -> Response:
        given = await _given(request)
        return await run_in_threadpool(checked, request, given)

    def checked(request: Request, given: Given) -> Response:
        _identify(desk, request)
        if not signing.genuine(request, signed_of(request).key, given.get("token", "")):
            raise HTTPException(403, "The form is not from this desk or is too old: open its page again")
        return deed(desk, request, given)

    return endpoint


def _identify(desk: Desk, request: Request) -> None:
    if desk.writer is not None:
        request.state.signed = signing.signed(request, desk.ledger)
    if not signed_of(request).offered:
        raise HTTPException(404, f"There is nothing at {request.url.path}")


def _sign_in(desk: Desk, request: Request, given: Given) -> Response:
    assert desk.writer is not None  # noqa: S101  _identify has seen to it
    address = request.client.host if request.client else ""
    with desk.writer() as ledger:
        token, locked = signing.sign_in(
            ledger, given.get("name", "").strip(), given.get("password", ""), address=address
        )
    if locked:
        response = _asked_in(request, status=429, said="Too many attempts: wait a quarter of an hour and try again.")
        response.headers["Retry-After"] = str(signing.SPELL)
        return response
    if token is None:
        return _asked_in(request, status=403, said="No user has this name and this password.")
    response = _back(given)
    _set(request, response, SESSION, token, seconds=LASTS)
    response.delete_cookie(KNOCK)
    return response


def _sign_out(desk: Desk, request: Request, given: Given) -> Response:
    token = request.cookies.get(SESSION)
    if token and desk.writer is not None:
        with desk.writer() as ledger:
            ledger.end_session(signing.hashed(token))
    response = _back(given)
    response.delete_cookie(SESSION)
    return response


def _correct(desk: Desk, request: Request, given: Given) -> Response:
    user, why, at = _editor(request), _reason(given), request.path_params
    assert desk.writer is not None  # noqa: S101
    with desk.writer() as ledger:
        reading = ledger.reading(at["article"])
        if reading is None:
            _gone(at["article"])
        change = change_of(reading, id_=at["id"], field=at["field"], words=given.get("words", ""))
        ledger.correct(reading.article.id, change, by=user, why=why, at=_now())
    return _back(given)


def _undo(desk: Desk, request: Request, given: Given) -> Response:
    user = _editor(request)
    assert desk.writer is not None  # noqa: S101
    with desk.writer() as ledger:
        ledger.undo(request.path_params["number"], by=user, at=_now())
    return _back(given)


def _gone(article: str) -> NoReturn:
    raise QueryError(f"The ledger holds no article {article!r}: open its page again")


def _editor(request: Request) -> str:
    user = signed_of(request).user
    if user is None:
        raise HTTPException(403, "Only editors correct: sign in first")
    return user


def _reason(given: Given) -> str:
    why = given.get("why", "").strip()
    if not 0 < len(why) <= _LONGEST_REASON:
        raise QueryError(f"The reason has {len(why)} characters: give 1 to {_LONGEST_REASON}")
    return why


async def _given(request: Request) -> Given:
    """The form's fields; what is too long or no form is refused before it is held."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(415, "Forms are sent as application/x-www-form-urlencoded")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413, f"The form has more than {_MOST_BYTES} bytes: shorten it")
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:  # bytes that are no ASCII, or too many fields
        raise HTTPException(400, "The form can't be read: open its page again") from error
    return dict(pairs)


def _asked_in(request: Request, *, status: int, said: str | None) -> Response:
    shown = Shown(template="sign-in.html", title="Sign in", answer=None, beside={"said": said})
    response = page(request, shown, status=status)
    key = signed_of(request).key
    if key and signed_of(request).user is None:
        _set(request, response, KNOCK, key, seconds=3600)
    return response


def _set(request: Request, response: Response, name: str, value: str, *, seconds: int) -> None:
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure)


def _back(given: Given) -> Response:
    """To the page that the form stood on; its query is made anew, so that it leads nowhere else."""
    path, _, query = given.get("back", "").partition("?")
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    asked = f"?{urlencode(parse_qsl(query))}" if query else ""
    return RedirectResponse(f"{path}{asked}" if ours else "/", status_code=303)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
