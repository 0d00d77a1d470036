"""What both ways to an article, plain text and HTML, find on a page."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.article.canonical import Part
from reportedly.data import Image, Removed, Withheld


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """An article in parts, before its text is put together.

    ``language`` is what the page declares, which may be wrong.
    """

    parts: tuple[Part, ...]
    headline: str | None = None
    standfirst: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    section: str | None = None
    canonical: str | None = None
    withheld: Withheld | None = None
    images: tuple[Image, ...] = ()
    related: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()
