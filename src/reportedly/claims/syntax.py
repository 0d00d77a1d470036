"""Article → parsed paragraphs, which every later stage reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

import re2

from reportedly import models
from reportedly.claims.draft import Draft, Paragraph
from reportedly.data import Block

SPOKEN = frozenset({"headline", "standfirst", "paragraph", "quotation", "list"})
"""Kinds of block that claims are read from: a caption or heading seldom says who said what."""

# for example "KOLM, Norland, March 3 (Upland Press) - " or "KOLM — "
_DATELINE = re2.compile(r"^\p{Lu}[\p{Lu}' .-]+\p{Lu}(?:,[^.“\"—–]*?)?(?:\s*\([^()]+\))?\s+[-–—]+\s+")
_LONGEST_DATELINE = 100

LONGEST = 5_000
"""Characters that are parsed at once: what links a sentence's words may cost their number squared. No real paragraph
that we saw is as long."""

# 500 characters without a space: spaCy's tokenizer is quadratic in them where each is a mark of its own
_UNBROKEN = re2.compile(r"\S{500}")

# for example ". " or "?” "
_SENTENCE_END = re2.compile(r"[.!?…][\"'”’)\]]*\s+")


@dataclass(frozen=True, slots=True)
class ParseText:
    """Parse each block on its own, so that no sentence runs from one into the next.

    An agency's dateline before the first words is nobody's claim and is left out.
    """

    needs: ClassVar[frozenset[str]] = frozenset({"article"})
    adds: ClassVar[frozenset[str]] = frozenset({"paragraphs"})

    def __call__(self, draft: Draft) -> Draft:
        """Add the paragraphs of the kinds that claims are read from."""
        text = draft.article.text
        spoken = (_undated(block, text) for block in draft.article.blocks if block.kind in SPOKEN)
        blocks = [piece for block in spoken for piece in _pieces(block, text)]
        docs = models.syntax(draft.article.language or "en").pipe(text[b.start : b.end] for b in blocks)
        return replace(draft, paragraphs=tuple(Paragraph(block, doc) for block, doc in zip(blocks, docs, strict=True)))


def _undated(block: Block, text: str) -> Block:
    """The block without the dateline that it opens with, if it does."""
    match = _DATELINE.match(text[block.start : min(block.end, block.start + _LONGEST_DATELINE)])
    return replace(block, start=block.start + match.end()) if match and block.kind == "paragraph" else block


def _pieces(block: Block, text: str) -> Iterator[Block]:
    """The block; in parts, where it is longer than paragraphs are or has words that are none."""
    start = block.start
    while (end := _cut(text, start, block.end)) < block.end:
        yield replace(block, start=start, end=end)
        start = end
    yield replace(block, start=start)


def _cut(text: str, start: int, end: int) -> int:
    """Where the piece that begins at ``start`` ends: with a sentence, else with a word, else anywhere."""
    window = text[start : min(end, start + LONGEST)]
    if unbroken := _UNBROKEN.search(window):
        return start + int(unbroken.end())
    if len(window) == end - start:
        return end
    sentence_ends = [int(match.end()) for match in _SENTENCE_END.finditer(window)]
    return start + (sentence_ends[-1] if sentence_ends else window.rfind(" ") + 1 or len(window))
