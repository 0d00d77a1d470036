"""Commands that serve the ledger to others: a desk in the browser, answers for assistants."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli.common import LedgerOption
from reportedly.cli.editing import users
from reportedly.desk.output import say
from reportedly.errors import QueryError

_PORTS = 65536

desk = typer.Typer(invoke_without_command=True)
desk.add_typer(users, name="users")


@desk.callback()
def serve_desk(
    context: typer.Context,
    ledger: LedgerOption,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen at.")] = 8111,
    name: Annotated[
        list[str] | None,
        typer.Option("--name", metavar="NAME", help="A further name the desk is asked by, behind a proxy; repeatable."),
    ] = None,
) -> None:
    """Show the ledger in a browser: what is new, articles with their marks, claims, actors, a search.

    It is for reading, but for users whom `reportedly desk users add` lets correct.

    Example: reportedly desk --port 8111
    """
    if context.invoked_subcommand is not None:
        given = context.get_parameter_source("ledger")
        if given is not None and given.name == "COMMANDLINE":  # it would not be the one that the command uses
            raise QueryError("--ledger stands behind the command: reportedly desk users list --ledger FILE")
        return
    from reportedly.desk.web.serve import serve

    serve(ledger, host=host, port=port, names=tuple(name or ()), say=say)


def mcp(
    ledger: LedgerOption,
    http: Annotated[
        str | None,
        typer.Option(
            "--http", metavar="HOST:PORT", help="Answer over HTTP at this address instead of stdin and stdout."
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="NAME", help="A further name it is asked by over HTTP, behind a proxy; repeatable."
        ),
    ] = None,
) -> None:
    """Answer assistants by the Model Context Protocol, for reading: claims, threads, traces, figures, articles.

    Example: reportedly mcp --http 127.0.0.1:8112
    """
    from reportedly.desk.mcp.serve import serve

    serve(ledger, at=_address(http) if http else None, names=tuple(name or ()), say=say)


def _address(written: str) -> tuple[str, int]:
    # as in 127.0.0.1:8112 and [::1]:8112
    host, _, port = written.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < _PORTS:
        raise QueryError(f"{written!r} is no address to answer at: write HOST:PORT like 127.0.0.1:8112")
    return host.removeprefix("[").removesuffix("]"), int(port)
