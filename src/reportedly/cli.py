"""The command line: thin commands over the library. Tables and JSON lines go to stdout, all else to stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Annotated

import platformdirs
import typer

from reportedly import __version__
from reportedly.data import ClaimKind, Failure, Profile
from reportedly.desk.output import Format, err, out, plain, print_found, print_outcome, say
from reportedly.errors import QueryError, ReportedlyError
from reportedly.ledger import ClaimQuery, Ledger, open_ledger

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


ListOption = Annotated[
    Path | None,
    typer.Option(
        "--list", metavar="FILE", help="A file of further inputs, one a line, # before comments; - is standard input."
    ),
]
LimitOption = Annotated[int, typer.Option(min=1, help="Articles of one feed or sitemap at most, newest first.")]
KeepOption = Annotated[
    Path | None,
    typer.Option("--keep", metavar="DIR", help="Keep every page that is fetched, as WARC files in this folder."),
]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Also ask machines of private networks and this one.")
]


@app.command()
def read(
    inputs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT…",
            help="Files and folders of pages, archives and messages; addresses of articles, feeds and sitemaps; "
            "- is standard input.",
        ),
    ] = None,
    *,
    ledger: LedgerOption,
    format: FormatOption = Format.TABLE,  # noqa: A002
    workers: Annotated[
        int | None, typer.Option(min=0, help="Processes that read; 0 reads in this one. As many as there are cores.")
    ] = None,
    profile: Annotated[
        Profile, typer.Option(help="fast, or accurate: two networks are asked, at two thirds of the speed.")
    ] = "fast",
    deadline: Annotated[float, typer.Option(min=0.1, help="Seconds a page may take before it is given up.")] = 60.0,
    listed: ListOption = None,
    limit: LimitOption = 100,
    keep: KeepOption = None,
    allow_private: PrivateOption = False,
    again: Annotated[bool, typer.Option("--again", help="Read pages anew that this version has read before.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no readings, only what became of them.")] = False,
) -> None:
    """Read articles into the ledger and print their claims: who, on whose word, what, how sure.

    A page that can't be read becomes a failure with its reason, and the rest is read. Reading the same again changes
    nothing; a run that was cut short goes on where it stopped.
    """
    from reportedly import flow
    from reportedly.desk import progress
    from reportedly.desk.reading import carrier_of, given_inputs, open_web
    from reportedly.read import count_pages, is_address

    given = given_inputs(inputs, listed)
    # Only where there is an address is anything imported for the web.
    asked = open_web(limit=limit, keep=keep, allow_private=allow_private) if any(map(is_address, given)) else None
    with (
        _opened(ledger) as opened,
        asked or nullcontext() as web,
        progress.Tally(err(), total=count_pages(given)) as tally,
    ):
        outcomes = flow.read_into(
            opened,
            given,
            carrier=carrier_of(workers, deadline),
            stdin=sys.stdin.buffer,
            profile=profile,
            again=again,
            passed_over=tally.pass_over,
            web=web,
        )
        for outcome in tally.counted(outcomes):
            if not quiet:
                print_outcome(outcome, format)
    say(tally.summary(ledger))
    if tally.failed:
        raise typer.Exit(1)


@app.command()
def watch(
    feeds: Annotated[
        list[str] | None, typer.Argument(metavar="FEED…", help="Addresses of feeds, sitemaps and news sitemaps.")
    ] = None,
    *,
    ledger: LedgerOption,
    every: Annotated[str, typer.Option(metavar="DURATION", help="How long to leave a feed alone: 15m, 1h30m.")] = "15m",
    once: Annotated[bool, typer.Option("--once", help="Look at each feed once and end.")] = False,
    listed: ListOption = None,
    limit: LimitOption = 100,
    keep: KeepOption = None,
    allow_private: PrivateOption = False,
    format: FormatOption = Format.TABLE,  # noqa: A002
    workers: Annotated[
        int | None, typer.Option(min=0, help="Processes that read; 0 reads in this one. As many as there are cores.")
    ] = None,
    profile: Annotated[
        Profile, typer.Option(help="fast, or accurate: two networks are asked, at two thirds of the speed.")
    ] = "fast",
    deadline: Annotated[float, typer.Option(min=0.1, help="Seconds a page may take before it is given up.")] = 60.0,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print no readings, only what became of them.")] = False,
) -> None:
    """Follow feeds: read the articles that they list into the ledger, and new ones as they come, until stopped.

    What was read is remembered in the ledger, so a later run goes on where this one stopped. Ctrl-C ends it.
    """
    from reportedly import follow
    from reportedly.desk import progress
    from reportedly.desk.reading import carrier_of, given_inputs, open_web, until_stopped
    from reportedly.read import is_address
    from reportedly.read.rounds import Rounds, seconds

    given = given_inputs(feeds, listed)
    if strange := next((feed for feed in given if not is_address(feed)), None):
        raise QueryError(f"{strange!r} is no address of a feed; give one that begins with https:// or http://")
    rounds = Rounds(given, every=seconds(every), once=once)
    with (
        _opened(ledger) as opened,
        open_web(limit=limit, keep=keep, allow_private=allow_private) as web,
        progress.Tally(err(), total=None) as tally,
        until_stopped(),
    ):
        outcomes = follow.follow_into(
            opened,
            rounds,
            web=web,
            carrier=carrier_of(workers, deadline),
            profile=profile,
            passed_over=tally.pass_over,
        )
        for outcome in tally.counted(outcomes):
            if not quiet or isinstance(outcome.result, Failure):
                print_outcome(outcome, format)
    say(tally.summary(ledger))
    if once and tally.failed:
        raise typer.Exit(1)


@app.command()
def claims(
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORDS…]", help="Words that the claim holds.")] = None,
    *,
    ledger: LedgerOption,
    by: Annotated[
        str | None, typer.Option(metavar="ACTOR", help="Who said it: a name, a part of one, or a body.")
    ] = None,
    kind: Annotated[ClaimKind | None, typer.Option(help="What kind of claim it is.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Said or published on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Said or published on this day or earlier.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, newest first.")] = 50,
    format: FormatOption = Format.TABLE,  # noqa: A002
) -> None:
    """Find claims in the ledger, newest first.

    Example: reportedly claims houses --by ministry --since 2025-03-01
    """
    from reportedly.desk import terminal

    query = ClaimQuery(
        words=" ".join(words) if words else None,
        by=by,
        kind=kind,
        since=since,
        until=until,
        limit=limit,
    )
    with _opened(ledger, read_only=True) as opened:
        found = list(opened.claims(query))
    print_found(found, format, terminal.claims, nothing="no claim matches")


@app.command()
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
    with _opened(ledger, read_only=True) as opened:
        found = list(opened.figures(asked))
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


@app.command()
def copies(ledger: LedgerOption, format: FormatOption = Format.TABLE) -> None:  # noqa: A002
    """Articles that are the same text, whole or in part: which came first, and how much of it each copy has.

    Example: reportedly copies --format jsonl
    """
    from reportedly.desk import terminal
    from reportedly.threads.copies import syndicated

    with _opened(ledger, read_only=True) as opened:
        found = syndicated(opened.texts())
    print_found(found, format, terminal.copies, nothing="no article is a copy of another")


@app.command()
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

    with _opened(ledger, read_only=True) as opened:
        reading = opened.reading(article)
    if reading is None:
        raise QueryError(f"the ledger {ledger} holds no article {article!r}; `reportedly claims` lists what it holds")
    if format is Format.JSONL:
        typer.echo(record.to_json(reading))
    else:
        out().print(terminal.details(reading))


@app.command()
def failures(ledger: LedgerOption, format: FormatOption = Format.TABLE) -> None:  # noqa: A002
    """Pages that gave no reading the last time, with the stage and the reason."""
    from reportedly.desk import terminal

    with _opened(ledger, read_only=True) as opened:
        found = list(opened.failures())
    if found:
        print_found(found, format, terminal.failures, nothing="")
    else:
        say("no failures")


@app.command()
def check(ledger: LedgerOption) -> None:
    """Check that every span of the ledger lies in its article and equals the text it stands for."""
    with _opened(ledger, read_only=True) as opened:
        counts = opened.counts()
        wrong = 0
        for mismatch in opened.check():
            wrong += 1
            typer.echo(f"{mismatch.article or ledger}\t{mismatch.row}\t{mismatch.detail}")
    say(f"{counts.articles:,} articles, {counts.claims:,} claims, {counts.figures:,} figures: {wrong:,} mismatches")
    if wrong:
        raise typer.Exit(1)


@app.command()
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


@contextmanager
def _opened(path: Path, *, read_only: bool = False) -> Iterator[Ledger]:
    """The ledger for the length of a command."""
    if not read_only:
        path.parent.mkdir(parents=True, exist_ok=True)
    with open_ledger(path, read_only=read_only) as opened:
        yield opened
