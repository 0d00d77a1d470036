"""Article → parsed paragraphs, which every later stage reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from reportedly import models
from reportedly.claims.draft import Draft, Paragraph

SPOKEN = frozenset({"headline", "standfirst", "paragraph", "quotation", "list"})
"""Kinds of block that claims are read from: a caption or heading seldom says who said what."""


@dataclass(frozen=True, slots=True)
class ParseText:
    """Parse each block on its own, so that no sentence runs from one into the next."""

    needs: ClassVar[frozenset[str]] = frozenset({"article"})
    adds: ClassVar[frozenset[str]] = frozenset({"paragraphs"})

    def __call__(self, draft: Draft) -> Draft:
        """Add the paragraphs of the kinds that claims are read from."""
        blocks = [block for block in draft.article.blocks if block.kind in SPOKEN]
        docs = models.syntax(draft.article.language or "en").pipe(draft.article.text[b.start : b.end] for b in blocks)
        return replace(draft, paragraphs=tuple(Paragraph(block, doc) for block, doc in zip(blocks, docs, strict=True)))
