"""The record itself, one a line: what ``reportedly import`` takes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly import record
from reportedly.export.base import Exporter
from reportedly.ledger import Excerpt


def _lines(excerpts: Iterable[Excerpt]) -> Iterator[bytes]:
    for excerpt in excerpts:
        yield record.to_json(excerpt.reading) + b"\n"


EXPORTER = Exporter(tells="the record, one article a line; whole articles", pieces=_lines)
