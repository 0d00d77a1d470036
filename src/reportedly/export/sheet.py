"""Claims as rows of a spreadsheet, CSV or XLSX, in which no cell is a formula.

A spreadsheet takes a cell for a formula by its first character, whatever the
program that wrote the file meant. In CSV such cells begin with an apostrophe;
in XLSX every cell is stored as text, which needs none.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from reportedly.data import Claim, Reading
from reportedly.errors import MissingExtra
from reportedly.export.base import Exporter
from reportedly.export.naming import actor_of, actors_of, address, said
from reportedly.harmless import harmless
from reportedly.ledger import Excerpt

if TYPE_CHECKING:
    import xlsxwriter
    from xlsxwriter.worksheet import Worksheet

Row = tuple[str, ...]

_FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What formulas begin with, as spreadsheets see it; the last four are the full-width forms."""

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
"""What a sheet and a cell can hold; further rows go on in another sheet, longer text is cut."""

COLUMNS = (
    "claim", "said", "kind", "source", "speaker", "role", "country", "cue", "content", "quotation", "via",
    "addressee", "certainty", "polarity", "tense", "figures", "times", "events", "parent", "score",
    "outlet", "headline", "published", "address", "article",
)  # fmt: skip


def rows(excerpt: Excerpt) -> Iterator[Row]:
    """A row for each claim, in the order of :data:`COLUMNS`; lists are joined by semicolons."""
    reading = excerpt.reading
    actors = actors_of(reading)
    texts = {
        **{figure.id: figure.text for figure in reading.figures},
        **{time.id: time.value or time.text for time in reading.times},
        **{event.id: event.type for event in reading.events},
    }
    for claim in excerpt.claims:
        speaker = actor_of(claim.source, actors)
        facts: Mapping[str, Any] = {
            **_of_claim(claim, texts),
            **_of_article(reading),
            "said": said(claim, reading.article),
            "speaker": speaker and speaker.name,
            "role": speaker and speaker.role,
            "country": speaker and speaker.country,
        }
        yield tuple(harmless("" if facts[name] is None else str(facts[name])) for name in COLUMNS)


def _of_claim(claim: Claim, texts: Mapping[str, str]) -> dict[str, Any]:
    def named(ids: Iterable[str]) -> str:
        return "; ".join(texts.get(id_, id_) for id_ in ids)

    return {
        "claim": claim.id,
        "kind": claim.kind,
        "source": claim.source and claim.source.text,
        "cue": claim.cue and claim.cue.text,
        "content": claim.content.text,
        "quotation": claim.quotation,
        "via": "; ".join(hop.text for hop in claim.via),
        "addressee": claim.addressee and claim.addressee.text,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "tense": claim.tense,
        "figures": named(claim.figures),
        "times": named(claim.times),
        "events": named(claim.events),
        "parent": claim.parent,
        "score": claim.score,
    }


def _of_article(reading: Reading) -> dict[str, Any]:
    article = reading.article
    return {
        "outlet": article.outlet,
        "headline": article.headline,
        "published": article.published,
        "address": address(article) or article.uri,
        "article": article.id,
    }


def safe_cell(words: str) -> str:
    """The words, behind an apostrophe where a spreadsheet would take them for a formula."""
    return f"'{words}" if words.strip(" ")[:1] in _FORMULA and words.strip(" ") else words


def _csv(excerpts: Iterable[Excerpt]) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, a line of names first."""
    yield _csv_lines([COLUMNS])
    for excerpt in excerpts:
        yield _csv_lines(tuple(map(safe_cell, row)) for row in rows(excerpt))


def _csv_lines(lines: Iterable[Row]) -> bytes:
    buffer = StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerows(lines)
    return buffer.getvalue().encode()


def _xlsx(excerpts: Iterable[Excerpt]) -> Iterator[bytes]:
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise MissingExtra("workbooks need XlsxWriter: pip install 'reportedly[xlsx]'") from error
    with TemporaryDirectory() as folder:
        path = Path(folder) / "claims.xlsx"
        # Rows go to disk as they come.
        with Workbook(path, {"constant_memory": True, "tmpdir": folder}) as book:
            book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})  # the same claims, the same bytes
            _fill(book, excerpts)
        with path.open("rb") as stream:
            yield from iter(_chunks(stream.read), b"")


def _chunks(read: Callable[[int], bytes]) -> Callable[[], bytes]:
    return lambda: read(1 << 20)


def _fill(book: xlsxwriter.Workbook, excerpts: Iterable[Excerpt]) -> None:
    sheet, at, sheets = _sheet(book, "claims"), 1, 1
    for excerpt in excerpts:
        for row in rows(excerpt):
            if at == MOST_ROWS:
                sheets += 1
                sheet, at = _sheet(book, f"claims {sheets}"), 1
            _write(sheet, at, row)
            at += 1


def _sheet(book: xlsxwriter.Workbook, name: str) -> Worksheet:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    _write(sheet, 0, COLUMNS)
    return sheet


def _write(sheet: Worksheet, at: int, row: Row) -> None:
    for column, words in enumerate(row):
        if words:
            sheet.write_string(at, column, _fitting(words))


def _fitting(words: str) -> str:
    """The words as far as a cell holds them; it counts UTF-16 units."""
    if len(words) * 2 <= MOST_CHARACTERS:
        return words
    return words.encode("utf-16-le")[: MOST_CHARACTERS * 2].decode("utf-16-le", errors="ignore")


CSV = Exporter(tells="a row for each claim, safe to open in a spreadsheet", pieces=_csv)
XLSX = Exporter(tells="the same as a workbook of Excel and LibreOffice", pieces=_xlsx, binary=True)
