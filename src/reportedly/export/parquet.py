"""Parquet: a folder with a file for each table, typed, with the record's schema version in each file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from reportedly.data import SCHEMA, Reading
from reportedly.errors import InputUnreadable, RecordInvalid
from reportedly.export.base import FolderExporter
from reportedly.export.tables import NOUNS, SCHEMA_KEY, Rows, import_arrow, joined, schema_of
from reportedly.ledger import Excerpt

_READ = 512
"""Rows read at once."""


def file_of(folder: Path, table: str) -> Path:
    """Where a table lies in the folder."""
    return folder / f"{table}.parquet"


def _fill(excerpts: Iterable[Excerpt], folder: Path) -> None:
    import_arrow()
    import pyarrow.parquet as pq

    rows = Rows()
    with ExitStack() as open_files:
        writers = {
            name: open_files.enter_context(pq.ParquetWriter(file_of(folder, name), schema_of(name), compression="zstd"))
            for name in NOUNS
        }
        for excerpt in excerpts:
            rows.add(excerpt.reading)
            for name in rows.full():
                writers[name].write_table(rows.take(name))
        for name, writer in writers.items():
            writer.write_table(rows.take(name))


def readings(folder: Path) -> Iterator[Callable[[], Reading]]:
    """A way to make each reading of a folder that an export filled, in order.

    Raises:
        InputUnreadable: a table is missing or is no Parquet.
        RecordInvalid: a table has another schema.
    """
    import_arrow()
    rows = {name: _Rows(file_of(folder, name), name) for name in NOUNS}
    for article in rows["articles"].rest():
        parts = {name: of.take(article["id"]) for name, of in rows.items() if name != "articles"}
        yield partial(_reading, article, parts)
    for name, of in rows.items():
        if (row := of.first()) is not None:
            raise RecordInvalid(
                f"{name} of {folder} hold rows of {row['article']!r}, which is no article at that place"
            )


def _reading(article: dict[str, Any], parts: dict[str, list[dict[str, Any]]]) -> Reading:
    members = {name: [joined(row, NOUNS[name]) for row in rows] for name, rows in parts.items()}
    return msgspec.convert({"schema": SCHEMA, "article": article, **members}, Reading)


class _Rows:
    """The rows of a table one after the other, some of them read ahead."""

    def __init__(self, path: Path, table: str) -> None:
        self._rows = _rows(path, table)
        self._next: dict[str, Any] | None = next(self._rows, None)

    def first(self) -> dict[str, Any] | None:
        """The row that comes next."""
        return self._next

    def rest(self) -> Iterator[dict[str, Any]]:
        """All rows that are left."""
        while (row := self._next) is not None:
            self._next = next(self._rows, None)
            yield row

    def take(self, article: str) -> list[dict[str, Any]]:
        """The rows of an article, if they come next."""
        found = []
        while (row := self._next) is not None and row["article"] == article:
            found.append(row)
            self._next = next(self._rows, None)
        return [{name: value for name, value in row.items() if name != "article"} for row in found]


def _rows(path: Path, table: str) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
            if (schema.metadata or {}).get(SCHEMA_KEY) != SCHEMA.encode() or not schema.equals(schema_of(table)):
                raise RecordInvalid(f"{path} does not hold {table} of the schema {SCHEMA}; export them again.")
            for batch in file.iter_batches(batch_size=_READ):
                yield from batch.to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise InputUnreadable(f"{path} can't be read as Parquet: {error}.") from error


EXPORTER = FolderExporter(tells="typed tables, one file each, for analytics; whole articles", fill=_fill)
