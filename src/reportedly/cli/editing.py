"""Commands for those who correct: what people corrected, and who may."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any

import msgspec
import typer

from reportedly.cli.common import FormatOption, LedgerOption, opened
from reportedly.desk.output import Format, plain, print_found, say
from reportedly.errors import MissingExtra, QueryError
from reportedly.ledger import Correction, Ledger
from reportedly.ledger.correcting import passage

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The user's name.")]

users = typer.Typer(no_args_is_help=True, help="Users of the desk, who may correct what was read.")


@users.command("add")
def add_user(name: NameArgument, ledger: LedgerOption) -> None:
    """Let somebody sign in at the desk, with a password that is asked for, or else is the first line of the input.

    Example: reportedly desk users add ada
    """
    try:
        from reportedly.desk.web.signing import secret_of
    except ModuleNotFoundError as error:
        raise MissingExtra(f"users need {error.name}: pip install 'reportedly[desk]'") from error
    secret = secret_of(name, _password())
    with opened(ledger) as kept:
        kept.add_user(name, secret=secret)
    say(f"{plain(name)} may sign in")


@users.command("list")
def list_users(ledger: LedgerOption) -> None:
    """The users' names, one a line."""
    with opened(ledger, read_only=True) as kept:
        for name in kept.users():
            typer.echo(name)


@users.command("remove")
def remove_user(name: NameArgument, ledger: LedgerOption) -> None:
    """Take a user away and end all sessions; corrections stay."""
    with opened(ledger) as kept:
        if not kept.remove_user(name):
            raise QueryError(f"There is no user {name!r}: `reportedly desk users list` names them all")
    say(f"{plain(name)} may not sign in any more")


def corrections(ledger: LedgerOption, format: FormatOption = Format.TABLE) -> None:  # noqa: A002
    """What people corrected: who, when, why, what was there before and what after; undone corrections too.

    As JSON lines each comes with its passage, to train on.

    Example: reportedly corrections --format jsonl > corrections.jsonl
    """
    from reportedly.desk import terminal

    with opened(ledger, read_only=True) as kept:
        if format is Format.JSONL:
            for line in _examples(kept):
                typer.echo(msgspec.json.encode(line).decode())
            return
        found = list(kept.corrections())
    if found:
        print_found(found, format, terminal.corrections, nothing="")
    else:
        say("no corrections")


def _examples(ledger: Ledger) -> Iterator[dict[str, Any]]:
    """Each correction with the article's address and text; offsets count the text's code points."""
    for correction in list(ledger.corrections()):
        yield {**_members(correction), **_text(ledger, correction)}


def _members(correction: Correction) -> dict[str, Any]:
    members: dict[str, Any] = msgspec.to_builtins(correction)
    return members


def _text(ledger: Ledger, correction: Correction) -> dict[str, Any]:
    reading = ledger.uncorrected(correction.article)
    if reading is None:  # the article is gone from the ledger
        return {"uri": None, "passage": None}
    span = passage(reading.article, correction.anchor.spans)
    text = reading.article.text[span.start : span.end]
    return {"uri": reading.article.uri, "passage": {"start": span.start, "end": span.end, "text": text}}


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
    return sys.stdin.readline().rstrip("\r\n")
