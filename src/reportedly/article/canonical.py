"""Canonical text: what readers see, one way of writing it, and the blocks it is made of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import re2

from reportedly.data import Block, BlockKind

BLOCK_JOIN = "\n\n"

_ZERO_WIDTH = "\u00ad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufff9\ufffa\ufffb"
_BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CONTROLS = [code for code in (*range(32), *range(127, 160)) if not chr(code).isspace()]
_SURROGATES = range(0xD800, 0xE000)
_ICONS = range(0xE000, 0xF900)  # private use: icon fonts
_DROPPED = dict.fromkeys([*map(ord, _ZERO_WIDTH + _BIDI_CONTROLS), *_CONTROLS, *_SURROGATES, *_ICONS])

# "e" with 31 accents or more. Unicode's Stream-Safe Text Format ends at 30, where
# canonical ordering, which is quadratic in the run, would begin to matter.
_ACCENT_RUN = re2.compile(r"(\p{M}{30})\p{M}+")


@dataclass(frozen=True, slots=True)
class Part:
    """One block to be: its kind, its clean text, and when a live blog's entry with it was published."""

    kind: BlockKind
    text: str
    published: str | None = None


def clean(text: str) -> str:
    """One block's characters in canonical form: NFC, plain single spaces, nothing invisible.

    Typographic quotation marks and dashes stay: they are the author's.
    """
    visible = " ".join(text.split())
    if visible.isascii() and visible.isprintable():
        return visible
    visible = " ".join(visible.translate(_DROPPED).split())
    return unicodedata.normalize("NFC", _ACCENT_RUN.sub(r"\1", visible))


def has_words(text: str) -> bool:
    """Whether a block says anything: rules and bullets don't."""
    return any(char.isalnum() for char in text)


def lay_out(parts: Iterable[Part]) -> tuple[str, tuple[Block, ...]]:
    """The article's text and the blocks that cover it, in order."""
    texts: list[str] = []
    blocks: list[Block] = []
    start = 0
    for part in parts:
        end = start + len(part.text)
        texts.append(part.text)
        blocks.append(Block(kind=part.kind, start=start, end=end, published=part.published))
        start = end + len(BLOCK_JOIN)
    return BLOCK_JOIN.join(texts), tuple(blocks)
