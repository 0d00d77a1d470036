"""What a program or a notebook calls: read one thing, draw it, put readings into tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.data import Failure, Page, Profile, Reading, Visit
from reportedly.errors import QueryError, ReadError, ReportedlyError

if TYPE_CHECKING:
    from reportedly.export.tables import TableKind
    from reportedly.ledger import LedgerFigure

_LONGEST_PATH = 4096


def read(given: str | bytes | PathLike[str], *, profile: Profile = "fast") -> Reading:
    r"""Everything that one article says somebody said.

    Bytes are always a page, HTML or plain text, and a path object is always a
    file. A string is an address where it begins with ``http://`` or
    ``https://``, a file where there is one of that name, else the text itself;
    so give text from strangers as bytes.

    >>> import reportedly
    >>> reading = reportedly.read("Ferry is late\n\nThe ferry had 212 people on board, the coast guard said.")
    >>> claim = reading.claims[0]
    >>> claim.source.text, claim.cue.text, claim.content.text
    ('the coast guard', 'said', 'The ferry had 212 people on board')
    >>> reading.figures[0].value, reading.figures[0].counted
    (212, 'people')

    Raises:
        ReadError: there is nothing to read, or more than one page.
        ArticleError: it holds no article.
        UnsupportedLanguage: the article is written in a language without a pack.
    """
    from reportedly import flow
    from reportedly.article import read_article

    return flow.read_claims(read_article(_page(given)), profile=profile)


def _page(given: str | bytes | PathLike[str]) -> Page:
    from reportedly.read import is_address

    if isinstance(given, bytes):
        return Page(uri=None, body=given)
    if isinstance(given, str):
        if is_address(given):
            return _only(_asked(given), given)
        if not _is_path(given):
            return Page(uri=None, body=given.encode(errors="replace"), media_type="text/plain; charset=utf-8")
    from reportedly.read import pages

    return _only(pages([fspath(given)], stdin=BytesIO()), fspath(given))


def _is_path(words: str) -> bool:
    try:
        return len(words) < _LONGEST_PATH and Path(words).exists()
    except (OSError, ValueError):
        return False


def _asked(address: str) -> Iterator[Page | Failure]:
    from reportedly.read.fetch import Fetcher
    from reportedly.read.web import Web
    from reportedly.read.wire import Network

    with Fetcher(network=Network(allow_private=False)) as fetcher:
        yield from Web(fetcher=fetcher, limit=1).pages([address], memory=_NoMemory(), passed_over=lambda _: None)


class _NoMemory:
    """Every address is asked as if for the first time."""

    def recall(self, _: str) -> None:
        """Nothing."""

    def remember(self, _: Visit) -> None:
        """Forget it."""


def _only(found: Iterator[Page | Failure], name: str) -> Page:
    """The one page of an input.

    Raises:
        ReadError: there is none, or another one after it.
    """
    from reportedly import errors

    page = next(found, None)
    if page is None:
        raise ReadError(f"{name} holds no page")
    if isinstance(page, Failure):
        kind = getattr(errors, page.reason, ReadError)
        raise kind(page.detail) if issubclass(kind, ReportedlyError) else ReadError(page.detail)
    if next(found, None) is not None:
        raise ReadError(f"{name} holds more than one page; read it into a ledger with reportedly.flow.read_into")
    return page


def render(reading: Reading) -> str:
    r"""A reading as an HTML file of its own: the marked text, a legend, the claims; no scripts.

    >>> import reportedly
    >>> page = reportedly.render(reportedly.read("Ferry is late\n\nThe mayor said <b>12 lorries</b> had waited."))
    >>> page.startswith("<!doctype html>"), "<script" in page, "<b>" in page
    (True, False, False)
    """
    from reportedly import marks

    return marks.page(reading)


def tables(readings: Iterable[Reading], *, kind: TableKind = "arrow") -> dict[str, Any]:
    r"""Readings as tables of Arrow, polars or pandas: articles, claims, figures, times, actors, events, checks.

    Columns are the fields of the record under their names; each table but the
    first begins with the id of the article.

    >>> import reportedly
    >>> reading = reportedly.read("Ferry is late\n\nThe ferry had 212 people on board, the coast guard said.")
    >>> found = reportedly.tables([reading])
    >>> list(found)
    ['articles', 'claims', 'figures', 'times', 'actors', 'events', 'checks']
    >>> found["figures"].column("value").to_pylist()
    [212.0]

    Raises:
        MissingExtra: the library is not installed.
    """
    from reportedly.export.tables import tables as made

    return made(readings, kind=kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Reported figures over time; a notebook shows it, :meth:`save` writes it."""

    figures: tuple[LedgerFigure, ...]
    title: str

    def save(self, path: str | PathLike[str]) -> None:
        """Write the drawing as PNG or SVG.

        Raises:
            QueryError: the file's ending is another.
            MissingExtra: matplotlib is not installed.
        """
        from reportedly.desk import plot

        plot.to_file(plot.points(self.figures), Path(path), title=self.title)

    def _repr_svg_(self) -> str:
        from reportedly.desk import plot

        return plot.svg(plot.points(self.figures), title=self.title)


def draw(figures: Iterable[LedgerFigure], *, title: str = "reported figures") -> Drawing:
    """Reported figures over time as a drawing, ``draw(ledger.figures("houses"))``: whiskers are hedges.

    Raises:
        QueryError: no figure has a date and a number.
    """
    from reportedly.desk import plot

    kept = tuple(figures)
    if not plot.points(kept):
        raise QueryError("there is nothing to draw: no figure has a date and a number")
    return Drawing(figures=kept, title=title)
