"""Article → parsed paragraphs, which every later stage reads."""

from __future__ import annotations

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
        blocks = [_undated(block, text) for block in draft.article.blocks if block.kind in SPOKEN]
        docs = models.syntax(draft.article.language or "en").pipe(text[b.start : b.end] for b in blocks)
        return replace(draft, paragraphs=tuple(Paragraph(block, doc) for block, doc in zip(blocks, docs, strict=True)))


def _undated(block: Block, text: str) -> Block:
    """The block without the dateline that it opens with, if it does."""
    match = _DATELINE.match(text[block.start : min(block.end, block.start + _LONGEST_DATELINE)])
    return replace(block, start=block.start + match.end()) if match and block.kind == "paragraph" else block
