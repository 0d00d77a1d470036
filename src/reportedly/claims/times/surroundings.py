"""What stands around an expression: its sentence, its neighbours, quotation marks, and the parse where there is one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import re2

from reportedly.claims.grammar import Match
from reportedly.claims.parse import Doc, Words
from reportedly.data import Span

_NEAR = 60  # characters on each side in which neighbours are looked for
# a word with its hyphens and apostrophes, or one mark: "47-year-old", "Lim’s", "$"
_PIECE = re2.compile(r"[\pL\pN]+(?:['’\-][\pL\pN]+)*|[^\s\pL\pN]")
# where a sentence ends: "left. The", "left.” She"; not "Oct. 18", "U.S. troops"
_SENTENCE_END = re2.compile(r"(?:[\pL\pN]{3}|[)%])[.!?…]+[\"'”’)\]]*\s+[\"'“‘(\[]?\p{Lu}")
# an opening or a closing mark: “, ”, "
_MARK = re2.compile(r"[“”\"]")


def sentence_starts(text: str, doc: Doc | None) -> list[int]:
    """Where sentences begin, by the parse or by their marks."""
    if doc is not None:
        return [doc.tokens[i].idx for i in doc.sent_starts]
    return [0, *(match.end() - 1 for match in _SENTENCE_END.finditer(text))]


def quotations(text: str) -> list[Span]:
    """What stands between quotation marks, in text order."""
    found: list[Span] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        if match.group() == "“" or opened is None:
            opened = match.start() if match.group() != "”" else None
        else:
            found.append(Span(opened, match.end()))
            opened = None
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands: the number of its sentence, its bounds, and its words where the text is parsed."""

    text: str
    span: Span
    sentence: int
    bounds: Span
    words: Words | None

    @classmethod
    def of(cls, match: Match, *, doc: Doc | None, starts: Sequence[int]) -> Place:
        """The place of a match, given where sentences begin."""
        number = bisect_right(starts, match.span.start)
        start = starts[number - 1] if number else 0
        end = starts[number] if number < len(starts) else len(match.text)
        words = doc.words(*match.span, "expand") if doc is not None else None
        return cls(match.text, match.span, number, Span(start, end), words)

    def before(self, *, skip: int = 0) -> str:
        """The word or mark before the expression, as it is written; "" at the start of the sentence."""
        return _nth(
            reversed(_pieces(self.text[max(self.bounds.start, self.span.start - _NEAR) : self.span.start])), skip
        )

    def after(self, *, skip: int = 0) -> str:
        """The word or mark after the expression, as it is written."""
        return _nth(iter(_pieces(self.text[self.span.end : self.span.end + _NEAR])), skip)


def _pieces(text: str) -> list[str]:
    return list(_PIECE.findall(text))


def _nth(pieces: Iterator[str], skip: int) -> str:
    for _ in range(skip):
        next(pieces, "")
    return next(pieces, "")
