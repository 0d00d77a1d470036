"""The server run: over standard input and output for one assistant, or over HTTP for several."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from reportedly.errors import MissingExtra
from reportedly.ledger import Ledger, open_ledger


def serve(path: Path, *, at: tuple[str, int] | None, names: tuple[str, ...], say: Callable[[str], object]) -> None:
    """Answer assistants until they leave or it is stopped; ``at`` is host and port for HTTP, else it is stdio.

    Raises:
        MissingExtra: the packages for it are not installed.
        LedgerError: the ledger can't be read.
    """
    try:
        from reportedly.desk.mcp.server import build_server
    except ModuleNotFoundError as error:
        raise MissingExtra(f"assistants need {error.name}: pip install 'reportedly[mcp]'") from error
    with open_ledger(path, read_only=True) as ledger:
        if at is None:
            build_server(ledger).run("stdio")
        else:
            _over_http(ledger, *at, names=names, say=say)


def build_app(ledger: Ledger, host: str, port: int, *, names: tuple[str, ...] = ()) -> Any:
    """The ASGI application that answers at ``/mcp``, to its own names alone; it keeps no sessions."""
    from reportedly.desk.mcp.server import build_server, security

    shown = f"[{host}]" if ":" in host else host
    return build_server(ledger).streamable_http_app(
        host=host, stateless_http=True, json_response=True, transport_security=security((shown, *names), port)
    )


def _over_http(ledger: Ledger, host: str, port: int, *, names: tuple[str, ...], say: Callable[[str], object]) -> None:
    import uvicorn

    app = build_app(ledger, host, port, names=names)
    say(f"assistants find the ledger at http://{f'[{host}]' if ':' in host else host}:{port}/mcp until Ctrl-C")
    uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning", server_header=False)).run()
