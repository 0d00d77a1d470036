"""From tokens of a parse to spans of the article's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TYPE_CHECKING

from reportedly.claims.attribution.quotations import MARKS
from reportedly.claims.draft import Paragraph
from reportedly.data import Span, Spans

if TYPE_CHECKING:
    from reportedly.claims.parse import Token

_EDGES = frozenset(",;:.-–—") | MARKS


def subtree(token: Token, *, without: Set[int] = frozenset()) -> set[int]:
    """The indices of a token and all that hangs on it, but for branches that start in ``without``."""
    found, waiting = set(), [token]
    while waiting:
        at = waiting.pop()
        found.add(at.i)
        waiting.extend(child for child in at.children if child.i not in without)
    return found


def filled(indices: Set[int]) -> set[int]:
    """All indices from the least to the greatest."""
    return set(range(min(indices), max(indices) + 1)) if indices else set()


def phrase(paragraph: Paragraph, indices: Iterable[int]) -> Spans:
    """The spans of the tokens, one a run, without punctuation and marks at the edges of each."""
    spans = []
    for first, last in _runs(sorted(indices)):
        words = [token for token in paragraph.doc[first : last + 1] if not token.is_space]
        while words and _at_edge(words[-1]):
            words.pop()
        while words and (_at_edge(words[0]) or (words[0].lowered == "that" and words[0].dep == "mark")):
            words.pop(0)
        if words:
            spans.append(Span(paragraph.span(words[0]).start, paragraph.span(words[-1]).end))
    return tuple(spans)


def content(paragraph: Paragraph, indices: Iterable[int], quoted: Iterable[Span]) -> Spans:
    """The spans of what is attributed: quotations whole, their enclosing marks left out.

    A parse cuts quotations at odd places; where a run of words overlaps most of
    a quotation, or begins one, the quotation's own edges hold.
    """
    quoted = tuple(quoted)
    spans = sorted(_to_quotations(span, quoted, last=paragraph.block.end) for span in phrase(paragraph, indices))
    text, offset = paragraph.doc.text, paragraph.block.start
    merged: list[Span] = []
    for span in spans:
        if merged and (span.start <= merged[-1].end or not text[merged[-1].end - offset : span.start - offset].strip()):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _to_quotations(span: Span, quoted: tuple[Span, ...], *, last: int) -> Span:
    start, end = span
    for quotation in quoted:
        shared = min(end, quotation.end) - max(start, quotation.start)
        if shared <= 0 or (
            quotation.start <= start < end <= quotation.end and shared * 2 < quotation.end - quotation.start
        ):
            continue
        if quotation.start - 1 <= start and end <= quotation.end + 1:  # its marks enclose the words
            start, end = quotation.start, quotation.end
        elif quotation.start - 1 <= start:  # a quotation, then words of the outlet: the marks are inside
            start = quotation.start - 1
        else:
            end = max(end, min(quotation.end + 1, last))  # words of the outlet, then a quotation: the marks are inside
    return Span(start, end)


def _at_edge(token: Token) -> bool:
    return all(char in _EDGES for char in token.text)


def _runs(indices: list[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for at in indices:
        if last is None or at != last + 1:
            if first is not None and last is not None:
                yield first, last
            first = at
        last = at
    if first is not None and last is not None:
        yield first, last
