"""Plain text becomes an article by position and shape.

The head holds headline, standfirst, date line, byline and captions in any
order; the first block of prose ends it. What follows is the body, and what
the body's end holds beside prose is furniture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.article.byline import is_signature, read_byline, read_signature
from reportedly.article.canonical import Part
from reportedly.article.credit import split_credit
from reportedly.article.dates import read_date_line
from reportedly.article.furniture import MAX_TITLE, ends_sentence, sort_out
from reportedly.article.layout import Layout
from reportedly.article.lines import Passage, read_passages
from reportedly.article.words import words
from reportedly.data import BlockKind, Image, Removed, RemovedKind

MAX_STANDFIRST = 400
MAX_HEADING = 90

MIN_HEADLINE_WORDS = 3
"""Fewer are the name of an outlet or a section, if a longer headline follows."""


@dataclass(slots=True)
class _Sorting:
    """What has been found so far, on the way down the page."""

    headline: str | None = None
    standfirst: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    parts: list[Part] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)

    def has_body(self) -> bool:
        return any(part.kind == "paragraph" for part in self.parts)

    def keep(self, kind: BlockKind, text: str) -> None:
        self.parts.append(Part(kind, text))

    def drop(self, kind: RemovedKind, text: str) -> None:
        self.removed.append(Removed(kind=kind, text=text))


def read_text(text: str) -> Layout:
    """The parts of an article written as plain text or simple Markdown."""
    passages = read_passages(text)
    found = _Sorting(words=Counter(word for passage in passages for word in words(passage.text)))
    body = _sort_head(passages, found)
    _sort_body(passages[body:], found)
    return Layout(
        parts=tuple(found.parts),
        headline=found.headline,
        standfirst=found.standfirst,
        byline=found.byline,
        published=found.published,
        modified=found.modified,
        images=tuple(found.images),
        related=tuple(found.related),
        removed=tuple(found.removed),
    )


def _sort_head(passages: Sequence[Passage], found: _Sorting) -> int:
    """Sort what stands above the body; the index of the body's first passage."""
    for index, passage in enumerate(passages):
        if _sort_detail(passage, found):
            continue
        following = passages[index + 1 :]
        if found.headline is None and found.standfirst is None and _is_headline(passage, following):
            found.headline = passage.text
            found.keep("headline", passage.text)
        elif found.headline and found.standfirst is None and _is_standfirst(passage, following, found):
            found.standfirst = passage.text
            found.keep("standfirst", passage.text)
        else:
            return index
    return len(passages)


def _sort_detail(passage: Passage, found: _Sorting) -> bool:
    """Sort a date line, byline, caption or repeated headline; False for all else."""
    text = passage.text
    dates = read_date_line(text)
    if dates is not None:
        found.published, found.modified = found.published or dates.published, found.modified or dates.modified
        found.drop("dateline", text)
    elif found.headline and _same(text, found.headline):
        found.drop("other", text)
    elif names := read_byline(text) or _signed(text, found):
        found.byline = found.byline or names
        found.drop("byline", text)
    elif found.headline and not found.has_body() and is_signature(text):
        found.drop("byline", text)
    else:
        return _sort_caption(text, found)
    return True


def _signed(text: str, found: _Sorting) -> tuple[str, ...]:
    """The names that stand bare between headline and body: whoever writes is seldom spoken of.

    A line of two or three capitals may be a subject ("Northern Coast"), whose
    words stand in the text again; the writer's do not.
    """
    if found.headline is None or found.byline or found.has_body():
        return ()
    names = read_signature(text)
    strangers = tuple(name for name in names if all(found.words[word] == 1 for word in words(name)))
    return strangers if names[:1] == strangers[:1] else ()


def _sort_caption(text: str, found: _Sorting) -> bool:
    image = split_credit(text)
    if image.credit is None:
        return False
    found.images.append(image)
    if image.caption:
        found.keep("caption", image.caption)
    found.drop("credit", text[len(image.caption or "") :].strip())
    return True


def _is_headline(passage: Passage, following: Sequence[Passage]) -> bool:
    if passage.mark == "title":
        return True
    if passage.mark or not following or len(passage.text) > MAX_TITLE:
        return False
    return not passage.text.rstrip("\"'”’»").endswith((".", "…", ":", ";", "。"))


def _is_standfirst(passage: Passage, following: Sequence[Passage], found: _Sorting) -> bool:
    """Whether a block under the headline sums the article up.

    It does if more of the head follows it, or if it is no full sentence while
    prose follows. One more sentence under a headline is the first paragraph.
    """
    if (
        passage.mark
        or not following
        or len(passage.text) > MAX_STANDFIRST
        or len(passage.text.split()) < MIN_HEADLINE_WORDS
    ):
        return False
    after = _Sorting(headline=found.headline, words=found.words)
    if _sort_detail(following[0], after):
        return any(not _sort_detail(each, after) for each in following)
    return not ends_sentence(passage.text) and ends_sentence(following[0].text)


def _sort_body(passages: Sequence[Passage], found: _Sorting) -> None:
    verdicts = sort_out([passage.text for passage in passages])
    for index, (passage, verdict) in enumerate(zip(passages, verdicts, strict=True)):
        if verdict is not None:
            found.drop(verdict.kind, passage.text)
            if verdict.title:
                found.related.append(verdict.title)
        elif passage.mark == "item":
            found.keep("list", passage.text)
        elif passage.mark == "quotation":
            found.keep("quotation", passage.text)
        elif not _sort_detail(passage, found):
            prose_follows = index + 1 < len(passages) and verdicts[index + 1] is None
            found.keep("heading" if _is_heading(passage, prose_follows=prose_follows) else "paragraph", passage.text)


def _is_heading(passage: Passage, *, prose_follows: bool) -> bool:
    if passage.mark in ("title", "heading"):
        return True
    return prose_follows and len(passage.text) <= MAX_HEADING and not ends_sentence(passage.text)


def _same(one: str, other: str) -> bool:
    return one.casefold().rstrip(".") == other.casefold().rstrip(".")
