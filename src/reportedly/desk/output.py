"""How commands print: answers as tables or JSON lines on stdout, words for people on stderr."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

import msgspec
import typer
from rich.console import Console, RenderableType
from rich.markup import escape

from reportedly.data import Failure, Outcome


class Format(StrEnum):
    """How answers are written to stdout."""

    TABLE = "table"
    JSONL = "jsonl"


def print_outcome(outcome: Outcome, style: Format) -> None:
    """Print a page's reading, or say why there is none."""
    from reportedly import record
    from reportedly.desk import terminal

    if isinstance(outcome.result, Failure):
        name, detail = outcome.result.uri or "standard input", outcome.result.detail
        say(f"[yellow]{plain(detail if name in detail else f'{name}: {detail}')}[/]")
    elif style is Format.JSONL:
        typer.echo(record.to_json(outcome.result))
    else:
        out().print(terminal.article(outcome.result))


def print_found(found: Sequence[Any], style: Format, table: Callable[[Any], RenderableType], *, nothing: str) -> None:
    """Print what was found; nothing found is said on stderr and ends with 1."""
    if style is Format.JSONL:
        for one in found:
            typer.echo(msgspec.json.encode(one))
    elif found:
        out().print(table(found))
    if not found:
        say(nothing)
        raise typer.Exit(1)


def say(message: str) -> None:
    """A line for people, on stderr."""
    err().print(message, highlight=False, soft_wrap=True)


def plain(words: object) -> str:
    """Words that are not ours, kept from being read as markup."""
    return escape(str(words))


def out() -> Console:
    """Where answers go."""
    from reportedly.desk.terminal import wide_enough

    return wide_enough(Console(highlight=False))


def err() -> Console:
    """Where words for people go."""
    return Console(stderr=True)
