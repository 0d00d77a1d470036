"""Speakers named in a frame around what they say: "As the ministry lets it be known, …", "So says the mayor.".

The frame holds no content of its own: it stands before the content, or is a sentence behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.claims import lexicon
from reportedly.claims.attribution.behind import LONGEST, cue_at, words_of_kind
from reportedly.claims.attribution.voices import FINITE, is_noun_phrase, may_speak, phrase_at
from reportedly.claims.attribution.words import by_paragraph, parts_of, sentences, touches
from reportedly.claims.draft import Attribution, Paragraph

if TYPE_CHECKING:
    from reportedly.claims.parse import Words

_LONGEST_FRAME = 10
"""Words before the noun of a frame: "By the regional health ministry's own count"."""
_SCORE = 0.7
"""Set by hand: the development part of PolNeAR has next to none that the tagger missed."""

Frame = tuple["Words", "Words", str]
"""The source, the cue and its dictionary form."""


def framed(
    paragraphs: Sequence[Paragraph], found: Sequence[Attribution], *, language: str, made_by: str
) -> Iterator[Attribution]:
    """What a frame attributes, where the tagger saw nothing in frame and content."""
    taken = parts_of(found)
    for paragraph in paragraphs:
        before: Words | None = None
        for sentence in sentences(paragraph.doc):
            free = not touches(paragraph.span(sentence), taken)
            if free and len(sentence) <= LONGEST and (opening := _opening(sentence, language)) is not None:
                yield _attribution(paragraph, *opening, made_by)
            if free and before is not None and (frame := _echo(sentence, language)) is not None:
                yield _attribution(paragraph, frame, before, made_by)
            before = sentence if free and _is_told(sentence) else None


def pointed(found: Sequence[Attribution], paragraphs: Sequence[Paragraph], *, language: str) -> Iterator[Attribution]:
    """The attributions, the sentence before as the content of those that only point at it.

    The tagger's corpus marks the pronoun; what was said is in the other sentence.
    """
    taken = parts_of(found)
    for paragraph, near in by_paragraph(found, paragraphs):
        kept, before = near, None
        for sentence in sentences(paragraph.doc) if near else ():
            if before is not None:
                content = (paragraph.span(before),)
                kept = [replace(a, content=content) if _points(a, paragraph, sentence, language) else a for a in kept]
            free = not touches(paragraph.span(sentence), taken)
            before = sentence if free and _is_told(sentence) else None
        yield from kept


def _is_told(sentence: Words) -> bool:
    return any(t.tag in FINITE for t in sentence) and sentence[-1].text != "?"


def _points(attribution: Attribution, paragraph: Paragraph, sentence: Words, language: str) -> bool:
    """Whether the content only points back at the sentence before: "That's according to the coxswain"."""
    pointing = lexicon.load("cues", language)["frames"]["pointing"]
    whole = paragraph.span(sentence)
    words = [t for part in attribution.content for t in paragraph.words(part) or ()]
    return (
        all(whole.start <= part.start and part.end <= whole.end for part in attribution.content)
        and len(words) > 0
        and all(t.lowered in pointing for t in words)
        and sentence[-1].text != ":"
    )


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


def _opening(sentence: Words, language: str) -> tuple[Frame, Words] | None:
    """As in "As [the ministry] [lets it be known], [it buys wheat]"."""
    opening = sentence[0].lowered
    if opening in ("by", "in"):
        return _measured(sentence, language)
    if len(sentence) < 2 or opening != "as":
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


def _measured(sentence: Words, language: str) -> tuple[Frame, Words] | None:
    """As in "By [the ministry's] [count] [311 houses burned down]", "In the [view] of [the league] [it is small]"."""
    doc = sentence.doc
    nouns = lexicon.load("cues", language)["frames"]["nouns"]
    noun = next((t for t in sentence[1:_LONGEST_FRAME] if t.lowered in nouns), None)
    if noun is None or noun.i + 2 >= sentence.end:
        return None
    whose: Words | None = doc[sentence.start + 1 : noun.i]
    end = noun.i + 1
    if doc[end].lowered == "of":
        whose = phrase_at(doc[end + 1 : sentence.end])
        end = whose.end if whose is not None else end
    elif whose and whose[-1].lowered == "own":
        whose = whose[:-1]
    content = doc[end : sentence.end]
    if whose is None or len(whose) == 0 or not any(t.tag in FINITE for t in content):
        return None
    owned = whose[-1].tag in ("POS", "PRP$") or doc[noun.i + 1].lowered == "of"
    if not owned or not (whose[0].tag == "PRP$" or may_speak(whose, language)):
        return None
    return (whose, doc[noun.i : noun.i + 1], noun.lowered), content


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
    learning = lexicon.load("cues", language)["frames"]["learning"]
    learnt = next((t for t in sentence if t.lemma.lower() in learning and t.tag in ("VBN", "VBD")), None)
    if learnt is None or learnt.i + 2 >= sentence.end or doc[learnt.i + 1].lowered != "from":
        return None
    source = phrase_at(doc[learnt.i + 2 : sentence.end])
    return (source, doc[learnt.i : learnt.i + 2], "learn") if source is not None else None
