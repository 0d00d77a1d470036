"""Readings as Arrow tables: a table for each list of the record, its columns the fields under their names.

The types come from :mod:`reportedly.data`, so that a new field is a new column
by itself. Spans are pairs, parties and hops structs. A number may be whole or
not and of any size; its column is a double, and beside it stands
``NAME_exact``, its digits where the double does not tell them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from reportedly.data import SCHEMA, Actor, Article, Check, Claim, Event, Figure, Number, Reading, Span, Timex
from reportedly.errors import MissingExtra

if TYPE_CHECKING:
    import pyarrow

TableKind = Literal["arrow", "polars", "pandas"]
NOUNS: Mapping[str, type] = {
    "articles": Article,
    "claims": Claim,
    "figures": Figure,
    "times": Timex,
    "actors": Actor,
    "events": Event,
    "checks": Check,
}
"""The tables, and what a row of each is; each but the first begins with the column ``article``, its id."""

SCHEMA_KEY = b"reportedly"
"""Where a table's metadata says which schema of the record it holds."""

EXACT = "_exact"
ENOUGH_ROWS, ENOUGH_BYTES = 20_000, 1 << 24
"""When gathered rows are written: more took more memory and no less time."""

_encoder = msgspec.json.Encoder()

_BLOCK = 1 << 20
"""Bytes that Arrow reads at once; a line must fit."""

_WHOLE_DOUBLES = 2**53
"""Up to here a double tells every whole number."""


def tables(readings: Iterable[Reading], *, kind: TableKind = "arrow") -> dict[str, Any]:
    """Readings as tables of Arrow, polars or pandas, by name.

    Raises:
        MissingExtra: the library is not installed.
    """
    import_arrow()
    rows = Rows()
    for reading in readings:
        rows.add(reading)
    found = {name: rows.take(name) for name in NOUNS}
    return {name: _CONVERTED[kind](table) for name, table in found.items()}


class Rows:
    """Rows of all tables, gathered until there are enough of them.

    They become columns by way of JSON, which msgspec writes and Arrow reads in
    native code: four times the speed of handing Arrow a dictionary a row. And
    they wait as bytes: nouns by the ten thousand would keep the garbage
    collector busier than all the rest.
    """

    def __init__(self) -> None:
        self._tables = {name: _Gathered(name) for name in NOUNS}

    def add(self, reading: Reading) -> None:
        """Take a reading apart."""
        for name, table in self._tables.items():
            nouns = (reading.article,) if name == "articles" else getattr(reading, name)
            table.add(nouns, reading.article.id)

    def full(self) -> Iterator[str]:
        """The tables that have enough rows to be written."""
        return (name for name, table in self._tables.items() if table.is_full)

    def take(self, name: str) -> pyarrow.Table:
        """The rows gathered for a table, which are then forgotten."""
        table, self._tables[name] = self._tables[name], _Gathered(name)
        return table.arrow()


class _Gathered:
    """Rows of one table: their JSON, a line each, and the columns that are no fields of the noun."""

    def __init__(self, name: str) -> None:
        self.name, self.numbers = name, _numbers(NOUNS[name])
        self.lines: list[bytes] = []
        self.rows = self.size = 0
        self.added: dict[str, list[str | None]] = {column: [] for column in _added(name)}

    def add(self, nouns: Sequence[Any], article: str) -> None:
        """Take the nouns of one article."""
        if not nouns:
            return
        self.lines.append(_encoder.encode_lines(nouns))
        self.rows += len(nouns)
        self.size += len(self.lines[-1])
        self.added["article"] += [article] * len(nouns)
        for number in self.numbers:
            self.added[number + EXACT] += [_exact(getattr(noun, number)) for noun in nouns]

    @property
    def is_full(self) -> bool:
        """Whether it is time to write them."""
        return self.rows >= ENOUGH_ROWS or self.size >= ENOUGH_BYTES

    def arrow(self) -> pyarrow.Table:
        """The rows as a table."""
        import pyarrow as pa

        schema = schema_of(self.name)
        columns = _columns(b"".join(self.lines), pa.schema([one for one in schema if one.name not in self.added]))
        columns |= {name: pa.array(values, pa.string()) for name, values in self.added.items()}
        return pa.table([columns[field.name] for field in schema], schema=schema)


def _added(name: str) -> tuple[str, ...]:
    """Columns that are no fields of the noun."""
    return ("article", *(number + EXACT for number in _numbers(NOUNS[name])))


def _columns(lines: bytes, schema: pyarrow.Schema) -> dict[str, Any]:
    from pyarrow import array, json, py_buffer

    if not lines:  # which the reader would take for a mistake
        return {field.name: array([], field.type) for field in schema}
    table = json.read_json(
        py_buffer(lines),
        read_options=json.ReadOptions(block_size=max(_BLOCK, *map(len, lines.split(b"\n"))) + 1),
        parse_options=json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
    )
    return dict(zip(table.column_names, table.columns, strict=True))


def _exact(value: Number | None) -> str | None:
    """The number's digits where a double does not tell them: 3.0 is not 3, and 2**63 + 1 is no double."""
    if value is None:
        return None
    told = abs(value) <= _WHOLE_DOUBLES if isinstance(value, int) else not value.is_integer()
    return None if told else repr(value)


def joined(row: dict[str, Any], noun: type) -> dict[str, Any]:
    """A row with its numbers as they were."""
    for name in _numbers(noun):
        exact, value = row.pop(name + EXACT), row[name]
        if exact is not None:
            row[name] = int(exact) if exact.lstrip("-").isdigit() else float(exact)
        elif value is not None and value.is_integer():
            row[name] = int(value)
    return row


@cache
def _numbers(noun: type) -> tuple[str, ...]:
    hints = get_type_hints(noun)
    return tuple(field.name for field in fields(noun) if _is_number(hints[field.name]))


def _is_number(hint: Any) -> bool:
    return {int, float} <= set(get_args(hint))


@cache
def schema_of(name: str) -> pyarrow.Schema:
    """The columns of a table and their types."""
    import pyarrow as pa

    noun = NOUNS[name]
    columns = [] if noun is Article else [pa.field("article", pa.string())]
    return pa.schema([*columns, *_fields(noun)], metadata={SCHEMA_KEY: SCHEMA})


def _fields(noun: type) -> Iterator[pyarrow.Field]:
    import pyarrow as pa

    hints = get_type_hints(noun)
    for field in fields(noun):
        hint = hints[field.name]
        if _is_number(hint):
            yield pa.field(field.name, pa.float64())
            yield pa.field(field.name + EXACT, pa.string())
        else:
            yield pa.field(field.name, _arrow(hint))


def _arrow(hint: Any) -> pyarrow.DataType:
    """The Arrow type of a field's type."""
    import pyarrow as pa

    parts = [part for part in get_args(hint) if part is not type(None)]
    if hint is Span:
        return pa.list_(pa.int64())
    if is_dataclass(hint):
        return pa.struct(list(_fields(hint)))  # type: ignore[arg-type]
    if get_origin(hint) is tuple:
        return pa.list_(_arrow(parts[0]))
    if get_origin(hint) is not Literal and len(parts) == 1:  # X | None
        return _arrow(parts[0])
    plain: Mapping[Any, pyarrow.DataType] = {int: pa.int64(), float: pa.float64()}
    return plain.get(hint, pa.string())


def import_arrow() -> None:
    """Have pyarrow.

    Raises:
        MissingExtra: it is not installed.
    """
    _import("pyarrow", "arrow")


def _import(module: str, extra: str) -> Any:
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra(f"this needs {module}: pip install 'reportedly[{extra}]'") from error


_CONVERTED: Mapping[TableKind, Callable[[Any], Any]] = {
    "arrow": lambda table: table,
    "polars": lambda table: _import("polars", "polars").from_arrow(table),
    "pandas": lambda table: _import("pandas", "pandas") and table.to_pandas(),
}
