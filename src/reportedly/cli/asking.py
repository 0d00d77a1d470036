"""Commands that ask the ledger: claims, figures, articles, failures, and whether all is right."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.common import (
    ByOption,
    FormatOption,
    KindOption,
    LedgerOption,
    SinceOption,
    UntilOption,
    WordsArgument,
    opened,
)
from reportedly.desk.output import Format, out, print_found, say
from reportedly.errors import QueryError
from reportedly.ledger import ClaimQuery


def claims(
    words: WordsArgument = None,
    *,
    ledger: LedgerOption,
    by: ByOption = None,
    kind: KindOption = None,
    like: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Rank the claims by how like they are to this text.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, newest first.")] = 50,
    format: FormatOption = Format.TABLE,  # noqa: A002
) -> None:
    """Find claims in the ledger, newest first, or those likest to a text.

    Example: reportedly claims houses --by ministry --since 2025-03-01
    """
    from reportedly.desk import terminal
    from reportedly.threads.likeness import Likeness

    query = ClaimQuery(
        words=" ".join(words) if words else None,
        by=by,
        kind=kind,
        since=since,
        until=until,
        limit=None if like else limit,
    )
    with opened(ledger, read_only=True) as kept:
        found = list(kept.claims(query))
    if like:
        ranking = Likeness([one.claim.content.text for one in found])
        found = [found[at] for at in ranking.likest(like, limit)]
    print_found(found, format, terminal.claims, nothing="no claim matches")


def figures(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[WORDS…]", help="What is counted, or words of the claim.")
    ] = None,
    *,
    ledger: LedgerOption,
    plot: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw the figures into a .png or .svg file.")
    ] = None,
    disagree: Annotated[
        bool, typer.Option("--disagree", help="Only things whose reported figures don't fit each other.")
    ] = False,
    format: FormatOption = Format.TABLE,  # noqa: A002
) -> None:
    """Every reported figure for a thing in time order, with source, chain, hedge and status, and a plot.

    Example: reportedly figures houses --plot houses.svg
    """
    from reportedly.desk import plot as drawing
    from reportedly.desk import terminal
    from reportedly.threads.figures import disagreements

    asked = " ".join(words) if words else None
    with opened(ledger, read_only=True) as kept:
        found = list(kept.figures(asked))
    if disagree:
        print_found(disagreements(found), format, terminal.conflicts, nothing="no figures disagree")
        return
    print_found(found, format, terminal.figures, nothing=f"no figure for {asked!r}" if asked else "no figures")
    points = drawing.points(found)
    if plot:
        drawing.to_file(points, plot, title=asked or "reported figures")
        say(f"drawn: {plot}")
    elif format is Format.TABLE and asked and len(points) > 1:
        typer.echo(drawing.in_terminal(points, width=min(out().width, 100)))


def show(
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="The article's id, its first digits, or its address.")
    ],
    ledger: LedgerOption,
    format: FormatOption = Format.TABLE,  # noqa: A002
) -> None:
    """One article: its text with the marks, its claims, figures, times, actors and events."""
    from reportedly import record
    from reportedly.desk import terminal

    with opened(ledger, read_only=True) as kept:
        reading = kept.reading(article)
    if reading is None:
        raise QueryError(f"the ledger {ledger} holds no article {article!r}; `reportedly claims` lists what it holds")
    if format is Format.JSONL:
        typer.echo(record.to_json(reading))
    else:
        out().print(terminal.details(reading))


def failures(ledger: LedgerOption, format: FormatOption = Format.TABLE) -> None:  # noqa: A002
    """Pages that gave no reading the last time, with the stage and the reason."""
    from reportedly.desk import terminal

    with opened(ledger, read_only=True) as kept:
        found = list(kept.failures())
    if found:
        print_found(found, format, terminal.failures, nothing="")
    else:
        say("no failures")


def check(ledger: LedgerOption) -> None:
    """Check that every span of the ledger lies in its article and equals the text it stands for."""
    with opened(ledger, read_only=True) as kept:
        counts = kept.counts()
        wrong = 0
        for mismatch in kept.check():
            wrong += 1
            typer.echo(f"{mismatch.article or ledger}\t{mismatch.row}\t{mismatch.detail}")
    say(f"{counts.articles:,} articles, {counts.claims:,} claims, {counts.figures:,} figures: {wrong:,} mismatches")
    if wrong:
        raise typer.Exit(1)
