"""Speakers named in a frame around what they say: "As the ministry lets it be known, …", "So says the mayor.".

The frame holds no content of its own: it stands before the content, or is a sentence behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.claims.attribution.behind import cue_at, words_of_kind
from reportedly.claims.attribution.voices import FINITE, is_noun_phrase, may_speak, phrase_at
from reportedly.claims.attribution.words import sentences
from reportedly.claims.draft import Attribution, Paragraph
from reportedly.data import Span

if TYPE_CHECKING:
    from reportedly.claims.parse import Words

_SCORE = 0.7
"""Set by hand: the development part of PolNeAR has next to none that the tagger missed."""

Frame = tuple["Words", "Words", str]
"""The source, the cue and its dictionary form."""


def framed(
    paragraphs: Sequence[Paragraph], found: Sequence[Attribution], *, language: str, made_by: str
) -> list[Attribution]:
    """The attributions with what frames attribute, where the tagger saw nothing in frame and content."""
    kept = list(found)
    taken = sorted(part for a in found for part in (*a.source, *a.cue, *a.content))
    pointing = {a.content[0]: a for a in found if len(a.content) == 1}
    for paragraph in paragraphs:
        before: Words | None = None
        for sentence in sentences(paragraph.doc):
            free = not _touched(paragraph.span(sentence), taken)
            if free and (opening := _opening(sentence, language)) is not None:
                kept.append(_attribution(paragraph, *opening, made_by))
            if before is not None and any(t.tag in FINITE for t in before):
                pointer = next((pointing[s] for s in _pointers(paragraph, sentence) if s in pointing), None)
                if pointer is not None:
                    kept[kept.index(pointer)] = replace(pointer, content=(paragraph.span(before),))
                elif free and (frame := _echo(sentence, language)) is not None:
                    kept.append(_attribution(paragraph, frame, before, made_by))
            before = sentence if free else None
    return kept


def _pointers(paragraph: Paragraph, sentence: Words) -> Iterator[Span]:
    """The first words where they only point back: "That's according to the coxswain"."""
    if sentence[0].lowered in ("that", "this"):
        yield from (paragraph.span(sentence[:length]) for length in (1, 2) if length < len(sentence))


def _attribution(paragraph: Paragraph, frame: Frame, content: Words, made_by: str) -> Attribution:
    source, cue, lemma = frame
    return Attribution(
        source=(paragraph.span(source),),
        cue=(paragraph.span(cue),),
        content=(paragraph.span(content),),
        lemma=lemma,
        score=_SCORE,
        made_by=made_by,
    )


def _touched(span: Span, taken: Sequence[Span]) -> bool:
    """Whether one of the spans, which are sorted and seldom overlap, has a character of the sentence."""
    at = bisect_left(taken, Span(span.end, 0))
    return any(other.end > span.start for other in taken[max(0, at - 3) : at])


def _opening(sentence: Words, language: str) -> tuple[Frame, Words] | None:
    """As in "As [the ministry] [lets it be known], [it buys wheat]"."""
    if len(sentence) < 2 or sentence[0].lowered != "as":
        return None
    doc = sentence.doc
    verb = next((t for t in sentence[1:] if t.text == "," or t.tag in FINITE or t.tag == "VBN"), None)
    while verb is not None and verb.pos == "AUX":
        verb = doc[verb.i + 1] if verb.i + 1 < sentence.end else None
    cue = cue_at(verb, sentence, language) if verb is not None else None
    comma = next((t for t in sentence[1:] if t.text == ","), None)
    if cue is None or comma is None or comma.i < cue[0].end:
        return None
    source, content = doc[sentence.start + 1 : cue[0].start], doc[comma.i + 1 : sentence.end]
    if not (is_noun_phrase(source) and may_speak(source, language) and any(t.tag in FINITE for t in content)):
        return None
    return (source, *cue), content


def _echo(sentence: Words, language: str) -> Frame | None:
    """The frame that a sentence is, about the one before it."""
    doc, opening = sentence.doc, [t.lowered for t in sentence[:4]]
    if len(opening) < 4:
        return None
    if opening[0] == "so":
        return _so(sentence, language)
    if opening[0] in ("that", "this") and opening[1] in ("'s", "’s", "is", "was", "comes"):
        for words in (("according", "to"), ("from",)):
            if tuple(opening[2 : 2 + len(words)]) == words:
                start = sentence.start + 2 + len(words)
                source = phrase_at(doc[start : sentence.end])
                cue = doc[sentence.start + 2 : start]
                return (source, cue, "accord") if source is not None and may_speak(source, language) else None
    return None


def _so(sentence: Words, language: str) -> Frame | None:
    """As in "So [says] [the mayor]", "So the Courier has [learned from] [a clerk]"."""
    doc = sentence.doc
    verb = sentence[1]
    if verb.tag in FINITE and verb.lemma.lower() in words_of_kind(language, "inverted"):
        source = phrase_at(doc[verb.i + 1 : sentence.end])
        spoken = source is not None and may_speak(source, language)
        return (source, sentence[1:2], verb.lemma.lower()) if source is not None and spoken else None
    learnt = next((t for t in sentence if t.lemma.lower() in ("learn", "hear") and t.tag in ("VBN", "VBD")), None)
    if learnt is None or learnt.i + 2 >= sentence.end or doc[learnt.i + 1].lowered != "from":
        return None
    source = phrase_at(doc[learnt.i + 2 : sentence.end])
    return (source, doc[learnt.i : learnt.i + 2], "learn") if source is not None else None
