"""From tokens of a parse to spans of the article's text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING

from reportedly.claims.attribution.quotations import MARKS
from reportedly.claims.draft import Attribution, Paragraph
from reportedly.data import Span, Spans

if TYPE_CHECKING:
    from reportedly.claims.parse import Doc, Token, Words

_EDGES = frozenset(",;:.-–—") | MARKS


def subtree(token: Token, *, without: Set[int] = frozenset()) -> set[int]:
    """The indices of a token and all that hangs on it, but for branches that start in ``without``."""
    found, waiting = set(), [token]
    while waiting:
        at = waiting.pop()
        found.add(at.i)
        waiting.extend(child for child in at.children if child.i not in without)
    return found


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


def sentences(doc: Doc) -> Iterator[Words]:
    """The sentences of the parse, cut as well at stops that it passed over: ". So says the mayor"."""
    for sentence in doc.sents:
        start = sentence.start
        for token in doc[sentence.start : sentence.end - 1]:
            follows = doc.text[token.end : token.end + 2]
            if token.text in (".", "!", "?") and follows[:1].isspace() and follows[1:].isupper():
                yield doc[start : token.i + 1]
                start = token.i + 1
        yield doc[start : sentence.end]


def by_paragraph(
    found: Iterable[Attribution], paragraphs: Sequence[Paragraph]
) -> Iterator[tuple[Paragraph, list[Attribution]]]:
    """Each paragraph with the attributions whose cues begin in it."""
    near: defaultdict[int, list[Attribution]] = defaultdict(list)
    starts = [paragraph.block.start for paragraph in paragraphs]
    for attribution in found:
        near[bisect_right(starts, attribution.cue[0].start) - 1].append(attribution)
    for at, paragraph in enumerate(paragraphs):
        yield paragraph, near[at]


def parts_of(found: Iterable[Attribution]) -> Sequence[Span]:
    """All spans of the attributions, sorted."""
    return sorted(part for a in found for part in (*a.source, *a.cue, *a.content))


def touches(span: Span, taken: Sequence[Span]) -> bool:
    """Whether one of the spans, which are sorted and seldom overlap, shares a character with this one."""
    at = bisect_left(taken, Span(span.end, 0))
    return any(other.end > span.start for other in taken[max(0, at - 3) : at])


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
