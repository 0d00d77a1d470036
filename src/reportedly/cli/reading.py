"""Commands that read: pages into the ledger, once or as they come."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated

import typer

from reportedly.cli.common import FormatOption, LedgerOption, opened
from reportedly.data import Failure, Profile
from reportedly.desk.output import Format, err, print_outcome, say
from reportedly.errors import QueryError

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
WorkersOption = Annotated[
    int | None, typer.Option(min=0, help="Processes that read; 0 reads in this one. As many as there are cores.")
]
ProfileOption = Annotated[
    Profile, typer.Option(help="fast, or accurate: two networks are asked, at two thirds of the speed.")
]
DeadlineOption = Annotated[float, typer.Option(min=0.1, help="Seconds a page may take before it is given up.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print no readings, only what became of them.")]
PrivateOption = Annotated[
    bool, typer.Option("--allow-private", help="Also ask machines of private networks and this one.")
]


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
    workers: WorkersOption = None,
    profile: ProfileOption = "fast",
    deadline: DeadlineOption = 60.0,
    listed: ListOption = None,
    limit: LimitOption = 100,
    keep: KeepOption = None,
    allow_private: PrivateOption = False,
    again: Annotated[bool, typer.Option("--again", help="Read pages anew that this version has read before.")] = False,
    quiet: QuietOption = False,
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
        opened(ledger) as kept,
        asked or nullcontext() as web,
        progress.Tally(err(), total=count_pages(given)) as tally,
    ):
        outcomes = flow.read_into(
            kept,
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
    workers: WorkersOption = None,
    profile: ProfileOption = "fast",
    deadline: DeadlineOption = 60.0,
    quiet: QuietOption = False,
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
        opened(ledger) as kept,
        open_web(limit=limit, keep=keep, allow_private=allow_private) as web,
        progress.Tally(err(), total=None) as tally,
        until_stopped(),
    ):
        outcomes = follow.follow_into(
            kept,
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
