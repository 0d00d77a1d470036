"""Commands that look across articles: threads and their origins, stories, versions, copies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.common import FormatOption, LedgerOption, opened
from reportedly.desk.output import Format, print_found, say
from reportedly.errors import QueryError

if TYPE_CHECKING:
    from reportedly.threads.matters import GradedThread

ReliabilityOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help='Your own marks of origins, a TOML file of lines like: "Ministry of Health" = "B".'
    ),
]


def thread(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help="Words of a claim, or a claim's id.")],
    *,
    ledger: LedgerOption,
    reliability: ReliabilityOption = None,
    format: FormatOption = Format.TABLE,  # noqa: A002
) -> None:
    """Claims about the same thing from different articles: figures, origins, what became of demands, grades.

    Example: reportedly thread bridge houses
    """
    from reportedly.desk import weaving

    found = _threads(ledger, " ".join(words), reliability)
    print_found(found, format, weaving.threads, nothing=f"no claim for {' '.join(words)!r}")


def trace(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="A claim's id, its first digits, or words of it.")],
    *,
    ledger: LedgerOption,
    plot: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw the paths into a .png or .svg file.")] = None,
    format: FormatOption = Format.TABLE,  # noqa: A002
) -> None:
    """By which path a claim came: from outlets through hops to the parties on whose word it rests.

    Example: reportedly trace "houses destroyed" --plot paths.svg
    """
    from reportedly.desk import weaving
    from reportedly.threads.traces import trace as traced

    found = tuple(traced(each.thread) for each in _threads(ledger, claim, None)[:1])
    print_found(found, format, weaving.traces, nothing=f"no claim for {claim!r}")
    if plot:
        weaving.draw(found[0], plot)
        say(f"drawn: {plot}")


def _threads(ledger: Path, asked: str, reliability: Path | None) -> tuple[GradedThread, ...]:
    from reportedly.threads.matters import reliability_table, threads_about

    with opened(ledger, read_only=True) as kept:
        return threads_about(kept, asked, table=reliability_table(reliability) if reliability else None)


def stories(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[WORDS…]", help="Words that one of the story's articles holds, or an article's id."),
    ] = None,
    *,
    ledger: LedgerOption,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Told on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Told on this day or earlier.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, newest first.")] = 50,
    format: FormatOption = Format.TABLE,  # noqa: A002
) -> None:
    """Articles that tell of the same happening, newest first: its headline, outlets, articles and days.

    A story's id is that of its earliest article; the id of any article finds the story that holds it now.

    Example: reportedly stories ferry --since 2025-03-01
    """
    from reportedly.desk import terminal
    from reportedly.threads import stories as threads

    asked = " ".join(words) if words else None
    with opened(ledger, read_only=True) as kept:
        holder = kept.reading(asked) if asked and threads.is_id(asked) else None
        found = threads.stories(
            kept.texts(),
            words=None if holder else asked,
            since=since,
            until=until,
            limit=None if holder else limit,
        )
    if holder:
        found = tuple(filter(None, (threads.holding(found, holder.article.id),)))
    print_found(found, format, terminal.stories, nothing="no story matches")


def versions(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="The article's id, its first digits, or its address.")
    ],
    ledger: LedgerOption,
    format: FormatOption = Format.TABLE,  # noqa: A002
) -> None:
    """The texts that one address had, in time order: which claims were added, changed or vanished, and which figures.

    Example: reportedly versions https://alder.example/ferry
    """
    from reportedly.desk import terminal
    from reportedly.threads.versions import compared

    with opened(ledger, read_only=True) as kept:
        found = compared(kept.versions(article))
    if not found:
        raise QueryError(f"the ledger {ledger} holds no article {article!r}; `reportedly stories` lists what it holds")
    print_found(found, format, terminal.versions, nothing="")


def copies(ledger: LedgerOption, format: FormatOption = Format.TABLE) -> None:  # noqa: A002
    """Articles that are the same text, whole or in part: which came first, and how much of it each copy has.

    Example: reportedly copies --format jsonl
    """
    from reportedly.desk import terminal
    from reportedly.threads.copies import syndicated

    with opened(ledger, read_only=True) as kept:
        found = syndicated(kept.texts())
    print_found(found, format, terminal.copies, nothing="no article is a copy of another")
