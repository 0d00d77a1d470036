"""The readers that are compared, each as it is meant to be used on news.

No reader is told the page's address: sets lack some of them, and an address
may hold the date. Imports stand within, since peers are optional and each
reader's memory is measured alone.
"""

from __future__ import annotations

import gzip
import importlib.metadata
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.extraction import Extract

NOT_BODY = frozenset({"headline", "caption"})
"""Blocks of an article that no gold counts as body: titles and captions have places of their own there."""

# What a page says of its characters: '<meta charset="utf-8">', "text/html; charset=windows-1251"
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)

# Where a line begins or ends: "<p>", "</h2>", "<br/>"
_BLOCK = re.compile(r"</?(?:p|div|li|br|pre|blockquote|tr|h[1-6])\b")

Read = Callable[[Any], Extract]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A way from page to article.

    ``load`` imports it and gives the function that is timed, which takes the
    page's bytes or, where ``decoded``, its characters. ``gives`` names the
    metadata that it knows of.
    """

    name: str
    package: str
    load: Callable[[], Read]
    decoded: bool = False
    gives: frozenset[str] = frozenset()

    @property
    def version(self) -> str | None:
        """The installed one, None where there is none."""
        try:
            return importlib.metadata.version(self.package)
        except importlib.metadata.PackageNotFoundError:
            return None


def open_page(path: Path, *, decoded: bool) -> bytes | str:
    """A gzipped page as a reader takes it."""
    page = gzip.decompress(path.read_bytes())
    return decode(page) if decoded else page


def decode(page: bytes) -> str:
    """The page's characters: UTF-8 if it is, else as it declares, else Windows-1252."""
    declared = _CHARSET.search(page[:4096])
    for charset in ("utf-8-sig", declared[1].decode("ascii", "replace") if declared else "cp1252"):
        try:
            return page.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return page.decode("utf-8", "replace")


def load_ours() -> Read:
    """Reportedly: a page that it says holds no article gives an empty one."""
    from reportedly.article import read_article
    from reportedly.data import Page
    from reportedly.errors import ArticleError

    def read(page: bytes) -> Extract:
        try:
            article = read_article(Page(uri=None, body=page, media_type="text/html"))
        except ArticleError:
            return Extract()
        blocks = tuple((block.kind, article.text[block.start : block.end]) for block in article.blocks)
        return Extract(
            body=tuple(text for kind, text in blocks if kind not in NOT_BODY),
            headline=article.headline,
            authors=article.byline,
            published=article.published,
            modified=article.modified,
            outlet=article.outlet,
            language=article.language,
            blocks=blocks,
        )

    return read


def load_parse() -> Read:
    """The unit of speed: lexbor makes its tree and drops it again."""
    from selectolax.lexbor import LexborHTMLParser

    def read(page: str) -> Extract:
        LexborHTMLParser(page)
        return Extract()

    return read


def load_trafilatura(**options: Any) -> Read:
    """Trafilatura without readers' comments, with its metadata; it gives days and no times of day."""
    import trafilatura

    def read(page: bytes) -> Extract:
        found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True, **options)
        if found is None or isinstance(found, dict):
            return Extract()
        return _plain(
            found.text,
            headline=found.title,
            authors=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
            published=found.date,
        )

    return read


def load_precise_trafilatura() -> Read:
    """Trafilatura, told to rather leave out."""
    return load_trafilatura(favor_precision=True)


def load_readability() -> Read:
    """readability-lxml gives HTML; its text is that of each block element, in lines."""
    import readability
    from lxml import html

    def read(page: str) -> Extract:
        document = readability.Document(page)
        summary = _BLOCK.sub(r"\n\g<0>", document.summary(html_partial=True))
        root = html.fromstring(summary)
        return _plain(root.text_content(), headline=document.short_title())

    return read


def load_newspaper() -> Read:
    """newspaper4k without its pictures, which it would fetch."""
    import newspaper

    def read(page: str) -> Extract:
        article = newspaper.Article("https://example.org/", fetch_images=False)
        article.download(input_html=page)
        article.parse()
        published = article.publish_date
        return _plain(
            article.text,
            headline=article.title,
            authors=tuple(article.authors),
            published=published.isoformat() if hasattr(published, "isoformat") else published or None,
        )

    return read


def load_resiliparse() -> Read:
    """Resiliparse's main content with the options that serve it best: no comments, no descriptions of pictures."""
    from resiliparse.extract.html2text import extract_plain_text

    def read(page: str) -> Extract:
        return _plain(
            extract_plain_text(
                page, main_content=True, preserve_formatting=True, comments=False, alt_texts=False, list_bullets=False
            )
        )

    return read


def _plain(text: str | None, **metadata: Any) -> Extract:
    """What a reader that gives plain text found: its lines are its paragraphs."""
    lines = tuple(line.strip() for line in (text or "").split("\n") if line.strip())
    return Extract(body=lines, **metadata)


_DAYS = frozenset({"headline", "authors", "day"})

OURS = Reader(name="reportedly", package="reportedly", load=load_ours, gives=_DAYS | {"instant"})
PARSE = Reader(name="lexbor parse", package="selectolax", load=load_parse, decoded=True)
PEERS = (
    Reader(name="trafilatura", package="trafilatura", load=load_trafilatura, gives=_DAYS),
    Reader(name="trafilatura-precision", package="trafilatura", load=load_precise_trafilatura, gives=_DAYS),
    Reader(
        name="readability-lxml",
        package="readability-lxml",
        load=load_readability,
        decoded=True,
        gives=frozenset({"headline"}),
    ),
    Reader(name="newspaper4k", package="newspaper4k", load=load_newspaper, decoded=True, gives=_DAYS | {"instant"}),
    Reader(name="resiliparse", package="resiliparse", load=load_resiliparse, decoded=True),
)
