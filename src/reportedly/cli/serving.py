"""Commands that serve the ledger to others: a desk in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.common import LedgerOption
from reportedly.desk.output import say


def desk(
    ledger: LedgerOption,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = 8111,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A further name the desk is asked by, behind a proxy; repeatable."),
    ] = None,
) -> None:
    """Show the ledger in a browser, for reading: what is new, articles with their marks, claims, actors, a search.

    Example: reportedly desk --port 8111
    """
    from reportedly.desk.web.serve import serve

    serve(ledger, host=host, port=port, names=tuple(name or ()), say=say)
