"""What stands between the network and the pages: who may be asked for, and what a browser may do with an answer."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""A page runs our own scripts and styles from files and nothing else, whatever an article smuggled into it."""

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOCAL = ("localhost", "127.0.0.1", "[::1]")


class Guard:
    """Answers only to its own names, and puts the same strict headers on every answer.

    A page of another site can make its own name lead to this machine and then
    read what it likes from it (DNS rebinding); it can't choose the Host header.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in (*LOCAL, *names))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        asked = _name(Headers(scope=scope).get("host", ""))
        if asked in self._names:
            await self._app(scope, receive, guarded)
        else:
            said = "This desk does not answer to that name: start it with --name NAME to let it.\n"
            await PlainTextResponse(said, status_code=421)(scope, receive, guarded)


def _name(host: str) -> str:
    # the name in localhost:8001 and [::1]:8001
    name, colon, port = host.rpartition(":")
    return (name if colon and port.isdigit() else host).lower()
