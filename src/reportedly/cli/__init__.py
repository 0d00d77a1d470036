"""The command line: thin commands over the library. Tables and JSON lines go to stdout, all else to stderr.

A module for each group of commands; what is listed here is what there is, in the order of the help.
"""

from __future__ import annotations

import sys

from reportedly.cli import across, asking, editing, exporting, reading, serving
from reportedly.cli.common import app
from reportedly.desk.output import plain, say
from reportedly.errors import QueryError, ReportedlyError

__all__ = ["app", "main"]

_NAMES = {"import_records": "import"}
"""Commands whose name is a word of Python."""

for command in (
    reading.read,
    reading.watch,
    asking.claims,
    asking.figures,
    across.thread,
    across.trace,
    across.stories,
    across.versions,
    across.copies,
    asking.show,
    serving.mcp,
    editing.corrections,
    asking.failures,
    asking.check,
    exporting.export,
    exporting.import_records,
):
    app.command(_NAMES.get(command.__name__))(command)


app.add_typer(serving.desk, name="desk")


def main() -> None:
    """Run the command line; errors of ours become one line on stderr and an exit code."""
    try:
        app()
    except QueryError as error:
        say(f"[bold red]error:[/] {plain(error)}")
        raise SystemExit(2) from None
    except ReportedlyError as error:
        say(f"[bold red]error:[/] {plain(error)}")
        raise SystemExit(3) from None
    except BrokenPipeError:  # `reportedly claims | head`
        sys.stderr.close()
        raise SystemExit(0) from None
