"""What every command shares: the program itself, common options, and the ledger for the length of a command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import platformdirs
import typer

from reportedly import __version__
from reportedly.data import ClaimKind
from reportedly.desk.output import Format
from reportedly.ledger import Ledger, open_ledger

app = typer.Typer(name="reportedly", no_args_is_help=True, rich_markup_mode="rich", pretty_exceptions_enable=False)


def _print_version(asked: bool) -> None:  # noqa: FBT001  the shape typer wants
    if asked:
        typer.echo(f"reportedly {__version__}")
        raise typer.Exit


@app.callback()
def reportedly(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Who said what, on whose word, and how the numbers changed.

    Reads news into a ledger of attributed claims and asks the ledger questions.
    It never judges what is true: it shows who said it.

    Exit codes: 0 all went well, 1 something was found wrong (a page failed, a check did not hold, nothing matched),
    2 the command was not understood, 3 the ledger can't be used.
    """


LedgerOption = Annotated[
    Path,
    typer.Option(
        "--ledger",
        envvar="REPORTEDLY_LEDGER",
        metavar="FILE",
        default_factory=lambda: platformdirs.user_data_path("reportedly") / "ledger.db",
        show_default="in the user's data folder",
        help="The ledger's file; made when there is none.",
    ),
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="A table for people or a JSON object a line for programs.")
]

WordsArgument = Annotated[list[str] | None, typer.Argument(metavar="[WORDS…]", help="Words that the claim holds.")]
ByOption = Annotated[str | None, typer.Option(metavar="ACTOR", help="Who said it: a name, a part of one, or a body.")]
KindOption = Annotated[ClaimKind | None, typer.Option(help="What kind of claim it is.")]
SinceOption = Annotated[str | None, typer.Option(metavar="DATE", help="Said or published on this day or later.")]
UntilOption = Annotated[str | None, typer.Option(metavar="DATE", help="Said or published on this day or earlier.")]


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[Ledger]:
    """The ledger for the length of a command."""
    if not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
    with open_ledger(path, read_only=read_only) as kept:
        yield kept
