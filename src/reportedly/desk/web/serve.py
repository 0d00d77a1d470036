"""The desk's server: one process on one port."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from reportedly.errors import LedgerError, MissingExtra
from reportedly.ledger import Ledger, open_ledger

_PATIENCE = 75
"""Seconds that a connection stays open for the next page: a page is read for longer than a program's pause."""


def serve(path: Path, *, host: str, port: int, names: tuple[str, ...], say: Callable[[str], object]) -> None:
    """Serve the ledger's pages until stopped; ``say`` is told the address.

    Raises:
        MissingExtra: the packages for it are not installed.
        LedgerError: the ledger can't be read.
    """
    try:
        import uvicorn

        from reportedly.desk.web.app import build_app
    except ModuleNotFoundError as error:
        raise MissingExtra(f"the desk needs {error.name}: pip install 'reportedly[desk]'") from error
    with _readable(path) as ledger:
        shown = f"[{host}]" if ":" in host else host
        app = build_app(ledger, names=(shown, *names), writer=partial(open_ledger, path))
        say(f"the desk of {path} is at http://{shown}:{port}/ until Ctrl-C")
        # Forwarded headers are taken from this machine alone, where a proxy before the desk runs.
        config = uvicorn.Config(
            app, host=host, port=port, log_level="warning", server_header=False, timeout_keep_alive=_PATIENCE
        )
        uvicorn.Server(config).run()


def _readable(path: Path) -> Ledger:
    """The ledger for reading; one that is not there yet is made, one of an older version brought up to date."""
    try:
        return open_ledger(path, read_only=True)
    except LedgerError:
        path.parent.mkdir(parents=True, exist_ok=True)
        open_ledger(path).close()
        return open_ledger(path, read_only=True)
