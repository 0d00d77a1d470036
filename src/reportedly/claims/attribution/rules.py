"""Attribution by rules over a syntactic parse: frames, then the quotations beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import re2

from reportedly.claims import lexicon
from reportedly.claims.attribution import words
from reportedly.claims.attribution.frames import Frame, frames
from reportedly.claims.attribution.quotations import MARKS, quotations
from reportedly.claims.draft import Attribution, Draft, Paragraph
from reportedly.data import Span, Spans

MADE_BY = "syntax-rules-1"
_SPEECH_WORDS = 4
"""A quotation of fewer words is a title or a scare quote, unless a frame claims it."""
_BESIDE = 40
"""Characters that may stand between a cue and its quotation: "said in a statement on Monday: …"."""

# "MAYOR OSEI: We will rebuild.", "Osei: “We will rebuild”", in a headline "Osei: bridge will be rebuilt by May".
# No counted repetition: over classes of letters RE2 unrolls it into a hundred thousand states.
_SPEAKER = re2.compile(r"^(\p{Lu}[\p{L}.'’ -]+)(:)\s+")
_LONGEST_SPEAKER = 60


@dataclass(frozen=True, slots=True)
class SyntaxRules:
    """Attributes by frames of cue words; precise on plain reporting, blind to attitudes told without a cue."""

    def __call__(self, draft: Draft) -> Iterator[Attribution]:
        """The article's attributions, paragraph by paragraph."""
        language = draft.article.language or "en"
        scores: Mapping[str, float] = lexicon.load("cues", language)["scores"]
        found: list[Attribution] = []
        for paragraph in draft.paragraphs:
            quoted = tuple(quotations(paragraph.doc.text, start=paragraph.block.start))
            here = [
                attribution
                for frame in frames(paragraph.doc, language)
                if (attribution := _attribution(paragraph, frame, quoted, scores))
                and not _is_within_speech(paragraph, frame, attribution, quoted)
            ]
            if not any(a.content[0].start - paragraph.block.start < _BESIDE for a in here):
                here += _after_colon(paragraph, quoted, scores)
            _continue(paragraph, quoted, here, found)
            found += (a for a in here if not any(_explains(other, a) for other in here))
        yield from {(a.source, a.content): a for a in found}.values()


def _attribution(
    paragraph: Paragraph, frame: Frame, quoted: tuple[Span, ...], scores: Mapping[str, float]
) -> Attribution | None:
    source, cue = words.phrase(paragraph, frame.source), words.phrase(paragraph, frame.cue)
    content = words.content(paragraph, frame.content, quoted)
    if not content and frame.name == "bare":
        content = _beside(paragraph, (*source, *cue), quoted)
    content = tuple(part for span in content for part in _apart(span, (*source, *cue)))
    if not content or not cue:
        return None
    lemma = paragraph.doc[frame.head].lemma_.lower()
    return Attribution(source=source, cue=cue, content=content, lemma=lemma, score=scores[frame.name], made_by=MADE_BY)


def _is_within_speech(paragraph: Paragraph, frame: Frame, attribution: Attribution, quoted: tuple[Span, ...]) -> bool:
    """Whether somebody quoted tells what nobody by name thinks or says: "“They thought we had left,” he said"."""
    if any(paragraph.doc[i].pos_ == "PROPN" for i in frame.source):
        return False
    cue = attribution.cue[0]
    return any(
        q.start <= cue.start < q.end and any(q.start <= c.start < q.end for c in attribution.content) for q in quoted
    )


def _apart(span: Span, group: Spans) -> Iterator[Span]:
    """The span without the source and cue, which a widened quotation may have run over."""
    start = span.start
    for taken in sorted(group):
        if taken.end <= start or taken.start >= span.end:
            continue
        if taken.start > start:
            yield Span(start, taken.start)
        start = taken.end
    if start < span.end:
        yield Span(start, span.end)


def _beside(paragraph: Paragraph, group: Spans, quoted: tuple[Span, ...]) -> Spans:
    """The quotation that stands next to a source and cue without content of their own."""
    first, last = min(s.start for s in group), max(s.end for s in group)
    text, offset = paragraph.doc.text, paragraph.block.start
    for span in quoted:
        if span.end <= first and not text[span.end - offset : first - offset].strip(" ,.—–-" + "".join(MARKS)):
            return (span,)
        between = text[last - offset : span.start - offset]
        if span.start >= last and len(between) <= _BESIDE and not any(mark in between for mark in ".;!?"):
            return (span,)
    return ()


def _after_colon(paragraph: Paragraph, quoted: tuple[Span, ...], scores: Mapping[str, float]) -> Iterator[Attribution]:
    """A speaker before a colon: in transcripts, and in headlines."""
    headline = paragraph.block.kind == "headline"
    match = _SPEAKER.match(paragraph.doc.text)
    if not match or match.end(1) > _LONGEST_SPEAKER or match.end() >= len(paragraph.doc.text):
        return
    offset, name = paragraph.block.start, match.group(1)
    content = Span(offset + match.end(), paragraph.block.end)
    opening = paragraph.doc.text[match.end()] in MARKS
    speaker = paragraph.doc.char_span(0, match.end(1), alignment_mode="contract")
    named = speaker is not None and any(entity.label_ in ("PERSON", "ORG", "GPE", "NORP") for entity in speaker.ents)
    if not (opening or (named and (headline or name.isupper()))):
        return
    inside = next((q for q in quoted if q.start == content.start + 1), None) if opening else None
    yield Attribution(
        source=(Span(offset, offset + match.end(1)),),
        cue=(Span(offset + match.start(2), offset + match.end(2)),),
        content=(inside or content,),
        lemma=":",
        score=scores["colon"],
        made_by=MADE_BY,
    )


def _continue(
    paragraph: Paragraph, quoted: tuple[Span, ...], here: list[Attribution], before: list[Attribution]
) -> None:
    """Give each quotation that no frame claims to whoever was quoted last.

    "“We are fine,” she said. “We stayed.”" is one attribution, and so is a
    quotation that goes on in the next paragraph, which then opens with a mark.
    """
    for span in quoted:
        text = paragraph.doc.text[span.start - paragraph.block.start : span.end - paragraph.block.start]
        if len(text.split()) < _SPEECH_WORDS or any(_overlaps(span, c) for a in here for c in (*a.content, *a.source)):
            continue
        speakers = [at for at, a in enumerate(here) if _is_quoted(a, quoted) and a.content[0].start < span.start]
        if speakers:
            here[speakers[-1]] = _with(here[speakers[-1]], span)
        elif before and not here and span.start - paragraph.block.start <= 1 and paragraph.block.kind != "headline":
            before[-1] = _with(before[-1], span)


def _is_quoted(attribution: Attribution, quoted: tuple[Span, ...]) -> bool:
    return any(_overlaps(span, quotation) for span in attribution.content for quotation in quoted)


def _explains(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner attribution only tells of the outer one: how sure its source is, or who it is.

    "Was expected to" within somebody's words is their hedge; in "an official,
    who asked not to be named, said" the asking is part of the source.
    """
    hedges = bool(outer.source) and not inner.source and outer.holds(inner)
    describes = any(part.start <= inner.cue[0].start < part.end for part in outer.source) and outer is not inner
    return hedges or describes


def _with(attribution: Attribution, span: Span) -> Attribution:
    return replace(attribution, content=tuple(sorted((*attribution.content, span))))


def _overlaps(one: Span, two: Span) -> bool:
    return one.start < two.end and two.start < one.end
