"""The way from a page to an article."""

from __future__ import annotations

import re2

from reportedly.article.agency import find_agency
from reportedly.article.canonical import lay_out
from reportedly.article.charset import decode
from reportedly.article.dates import day_in_address
from reportedly.article.language import identify
from reportedly.article.layout import Layout
from reportedly.article.page_html import read_html
from reportedly.article.page_text import read_text
from reportedly.data import Article, Block, Page, content_hash
from reportedly.errors import ArticleTooLong, NoArticle

MAX_ARTICLE = 200_000
"""Characters of text: 35,000 words, more than the longest magazine pieces; a book is no article."""

PROSE = ("paragraph", "quotation", "list", "standfirst")

# What a document in HTML begins with, after comments and the XML declaration.
_DOCUMENT = re2.compile(
    r"(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b"
)

# Any tag that pages are made of: "<p>", "</div>", "<br/>"
_TAG = re2.compile(
    r"(?i)</?(?:p|div|br|article|section|main|body|html|h[1-6]|span|table|ul|ol|blockquote)\b[^>]{0,500}>"
)


def read_article(page: Page) -> Article:
    """The article that a page holds.

    Raises:
        NotText: the bytes are those of a picture, an archive, a program.
        NoArticle: the page holds no prose, or is nested without end.
        ArticleTooLong: its text is longer than :data:`MAX_ARTICLE`.
    """
    characters = decode(page.body, media_type=page.media_type)
    layout = read_html(characters) if _is_html(characters, page.media_type) else read_text(characters)
    if not any(part.kind in PROSE for part in layout.parts):
        raise NoArticle(f"{_name(page)} holds no article text; give the page of a single article.")
    text, blocks = lay_out(layout.parts)
    if len(text) > MAX_ARTICLE:
        raise ArticleTooLong(
            f"{_name(page)} holds {len(text):,} characters of text; an article has {MAX_ARTICLE:,} at most."
        )
    return _article(page, layout, text=text, blocks=blocks)


def _article(page: Page, layout: Layout, *, text: str, blocks: tuple[Block, ...]) -> Article:
    return Article(
        id=content_hash(page.uri, text),
        uri=page.uri,
        outlet=layout.outlet,
        headline=layout.headline,
        standfirst=layout.standfirst,
        byline=layout.byline,
        published=layout.published or day_in_address(page.uri),
        modified=layout.modified,
        language=identify(_prose(layout), declared=layout.language),
        section=layout.section,
        canonical=layout.canonical,
        agency=find_agency(layout.byline, layout.parts),
        withheld=layout.withheld,
        text=text,
        blocks=blocks,
        images=layout.images,
        related=layout.related,
        removed=layout.removed,
    )


def _prose(layout: Layout) -> str:
    """Paragraphs first: captions and headlines are full of names."""
    return " ".join(part.text for part in layout.parts if part.kind in PROSE)


def _is_html(characters: str, media_type: str | None) -> bool:
    """Whether the page is HTML: by its beginning, else as declared if it has any tags at all."""
    if _DOCUMENT.search(characters):
        return True
    if media_type is not None and not any(kind in media_type.lower() for kind in ("html", "xml")):
        return False
    return _TAG.search(characters) is not None


def _name(page: Page) -> str:
    return page.uri or "The page"
