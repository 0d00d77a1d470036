"""Attributions as the tagger cuts them → as the ledger keeps them.

The tagger learnt from a corpus that puts "that" and quotation marks into the
content and a colon into the cue; the ledger's spans are words alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.claims.attribution.quotations import MARKS, quotations
from reportedly.claims.draft import Attribution, Paragraph
from reportedly.data import Span, Spans

_SPEECH_WORDS = 4
"""A quotation of fewer words is a title or a scare quote, unless a cue claims it."""
_BREAKS = ",;:.–— -"
_APOSTROPHES = "'’‘"
_DOUBLE = MARKS - set(_APOSTROPHES) | {'"'}
_MARKS = "".join(sorted(_DOUBLE))


def cut(attribution: Attribution, text: str) -> Attribution | None:
    """The attribution without marks, stops and "that" at the edges of its spans; None if no content is left."""
    content = tuple(span for part in _joined(attribution.content, text) if (span := _content(part, text)))
    cue = tuple(span for part in attribution.cue if (span := _words(part, text, after=(" that",))))
    source = tuple(span for part in attribution.source if (span := _words(part, text, after=("'s", "’s"))))
    if not content:
        return None
    return replace(attribution, source=source, cue=cue or attribution.cue, content=content)


def _joined(spans: Spans, text: str) -> Iterator[Span]:
    """The spans, those as one between which there is nothing but space."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and not text[last.end : span.start].strip():
            last = Span(last.start, span.end)
            continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last


def _words(span: Span, text: str, *, after: Sequence[str] = ()) -> Span | None:
    """The span without what stands at its edges and is no word."""
    low, high = _trimmed(span, text, _BREAKS + _MARKS)
    for word in after:
        if text[low:high].lower().endswith(word):
            low, high = _trimmed(Span(low, high - len(word)), text, _BREAKS)
    return Span(low, high) if low < high else None


def _content(span: Span, text: str) -> Span | None:
    """A quotation without its marks, its own stops kept; words of the outlet without "that" and stops."""
    low, high = _trimmed(span, text, _BREAKS)
    if text[low:high].lower().startswith(("that ", "that,")):
        low, high = _trimmed(Span(low + len("that"), span.end), text, _BREAKS)
    opening, closing = text[low : low + 1] in _DOUBLE, text[high - 1 : high] in _DOUBLE
    if opening or closing or text[low : low + 2] == "''":
        inner = _trimmed(Span(low, span.end), text, _MARKS + _APOSTROPHES + " ")
        if not any(mark in text[slice(*inner)] for mark in _DOUBLE):
            return Span(*inner) if inner[0] < inner[1] else None
    if text[high : high + 1] in _DOUBLE and text.count("“", low, high) > text.count("”", low, high):
        high += 1  # the stop hid the closing mark
    return Span(low, high) if low < high else None


def _trimmed(span: Span, text: str, chars: str) -> tuple[int, int]:
    low, high = span
    while low < high and text[low] in chars:
        low += 1
    while high > low and text[high - 1] in chars:
        high -= 1
    return low, high


def continued(attributions: Iterable[Attribution], paragraphs: Sequence[Paragraph]) -> Iterator[Attribution]:
    """Attributions with the quotations of theirs that go on in the next paragraphs.

    "“We are fine,” she said. “We stayed.”" is one attribution, and so is a
    quotation that runs over paragraphs: the next one then opens with a mark.
    """
    found = sorted(attributions, key=lambda a: a.content)
    taken = sorted(span for a in found for span in (*a.content, *a.source))
    starts = [span.start for span in taken]
    last: int | None = None
    first = 0
    for paragraph in paragraphs:
        low, high = paragraph.block.start, paragraph.block.end
        quoted = list(quotations(paragraph.doc.text, start=low))
        near = taken[bisect_left(starts, low) : bisect_left(starts, high)]
        here = []
        while first < len(found) and found[first].content[0].start < high:
            here.append(first)
            first += 1
        for span in quoted:
            words = len(paragraph.doc.text[span.start - low : span.end - low].split())
            if words < _SPEECH_WORDS or any(_meet(span, other) for other in near):
                continue
            before = [at for at in here if found[at].content[0].start < span.start and _quotes(found[at], quoted)]
            opens = span.start - low <= 1 and not here and paragraph.block.kind != "headline"
            speaker = before[-1] if before else last if opens else None
            if speaker is not None:
                found[speaker] = replace(found[speaker], content=(*found[speaker].content, span))
                here = here or [speaker]
        speaking = [at for at in here if _quotes(found[at], quoted)]
        last = speaking[-1] if speaking and quoted and max(quoted).end >= high - 2 else None
    yield from (replace(a, content=tuple(sorted(set(a.content)))) for a in found)


def _quotes(attribution: Attribution, quoted: Iterable[Span]) -> bool:
    return any(_meet(part, span) for part in attribution.content for span in quoted)


def _meet(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end
