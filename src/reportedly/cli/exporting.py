"""Commands that carry: the ledger's claims out in many formats, records back in."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli.common import (
    ByOption,
    KindOption,
    LedgerOption,
    SinceOption,
    UntilOption,
    WordsArgument,
    opened,
)
from reportedly.desk.output import err, plain, say
from reportedly.errors import QueryError
from reportedly.ledger import ClaimQuery, Excerpt

if TYPE_CHECKING:
    from reportedly.export import Exporter, FolderExporter


def export(
    format: Annotated[str, typer.Argument(metavar="FORMAT", help="The format: csv, jsonl, parquet, stix and others.")],  # noqa: A002
    words: WordsArgument = None,
    *,
    ledger: LedgerOption,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="PATH", help="The file to write; for parquet, the folder.")
    ] = None,
    by: ByOption = None,
    kind: KindOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
) -> None:
    """Write claims in the format of another program, to standard output or into a file that is never half there.

    Example: reportedly export csv houses --since 2025-03-01 --out houses.csv
    """
    from reportedly.desk.progress import Passing
    from reportedly.export import exporter

    writer = exporter(format)
    query = ClaimQuery(words=" ".join(words) if words else None, by=by, kind=kind, since=since, until=until)
    with opened(ledger, read_only=True) as kept:
        total = kept.counts().articles if query == ClaimQuery() else None
        passing = Passing(err(), "exporting", total=total)
        excerpts = passing.passed(kept.excerpts(query))
        first = next(excerpts, None)
        if first is None:
            say("no claim matches")
            raise typer.Exit(1)
        _write(writer, chain([first], excerpts), out, name=format)
    say(f"exported: {passing.count:,} articles{f', {plain(out)}' if out else ''}")


def import_records(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Files of records, one a line, and folders of Parquet tables.")
    ],
    *,
    ledger: LedgerOption,
) -> None:
    """Take records into the ledger that `reportedly export jsonl` or `export parquet` wrote.

    Each record is checked first; a bad one becomes a failure with its reason, and the rest is taken.
    An article that the ledger has keeps its reading.

    Example: reportedly import records.jsonl
    """
    from reportedly.data import Failure
    from reportedly.desk.output import Format, print_outcome
    from reportedly.desk.progress import Passing
    from reportedly.export.intake import take

    taken = known = failed = 0
    with opened(ledger) as kept:
        for outcome in Passing(err(), "importing", total=None).passed(take(files, kept)):
            if outcome is None:
                known += 1
            elif isinstance(outcome.result, Failure):
                failed += 1
                print_outcome(outcome, Format.TABLE)
            else:
                taken += 1
    say(f"{taken:,} articles imported, {known:,} known before, {failed:,} failed. Ledger: {plain(ledger)}")
    if failed:
        raise typer.Exit(1)


def _write(writer: Exporter | FolderExporter, excerpts: Iterable[Excerpt], out: Path | None, *, name: str) -> None:
    from reportedly.export import FolderExporter
    from reportedly.export.files import new_folder, write_file

    if isinstance(writer, FolderExporter):
        if out is None:
            raise QueryError(f"{name} is a folder of files; say where with --out FOLDER")
        with new_folder(out) as folder:
            writer.fill(excerpts, folder)
    elif out is not None:
        write_file(out, writer.pieces(excerpts))
    elif writer.binary and sys.stdout.isatty():
        raise QueryError(f"{name} is not for terminals; say where it goes with --out FILE")
    else:
        for piece in writer.pieces(excerpts):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
