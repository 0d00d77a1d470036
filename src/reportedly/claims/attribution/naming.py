"""Those who name a number, where the tagger passed over them: "the unions put the turnout at 60,000"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.claims import lexicon
from reportedly.claims.attribution.behind import LONGEST
from reportedly.claims.attribution.voices import may_speak
from reportedly.claims.attribution.words import touches
from reportedly.claims.draft import Attribution, Paragraph

if TYPE_CHECKING:
    from reportedly.claims.parse import Token, Words

_SCORE = 0.7
"""Set by hand: the development part of PolNeAR has next to none that the tagger missed."""
_FARTHEST = 20
"""Words between the verb and its "at", which stands behind what is measured."""
_PREPOSITIONS = ("at", "as", "to", "of", "for")
_DIRECT = frozenset({"of", "for"})
"""Prepositions that stand right behind the verb: "spoke of 14", "is asking for 300"."""
_NEAR = 4
"""Words between "at" and the number: "at more than about 60"."""


def numbers_named(
    paragraphs: Sequence[Paragraph], found: Sequence[Attribution], *, language: str, made_by: str
) -> Iterator[Attribution]:
    """An attribution for each verb that puts something at a number and is no cue yet."""
    cues = sorted(part for a in found for part in a.cue)
    for paragraph in paragraphs:
        verbs = (t for sentence in paragraph.doc.sents if len(sentence) <= LONGEST for t in sentence)
        for verb in verbs:
            parts = _parts(verb, language)
            span = paragraph.span(verb)
            if parts is None or touches(span, cues):
                continue
            source, content = (paragraph.span(words) for words in parts)
            yield Attribution(
                source=(source,),
                cue=(span,),
                content=(content,),
                lemma=verb.lemma.lower(),
                score=_SCORE,
                made_by=made_by,
            )


def _parts(verb: Token, language: str) -> tuple[Words, Words] | None:
    """Who puts what at which number."""
    naming = lexicon.load("cues", language)["naming"]
    lemma = verb.lemma.lower()
    if lemma in naming["direct"]:
        parts = _counted(verb)
        return parts if parts is not None and may_speak(parts[0], language) else None
    preposition = next((name for name in _PREPOSITIONS if lemma in naming[name]), None)
    at = _number_behind(verb, preposition) if preposition is not None and verb.pos == "VERB" else None
    passive = next((c for c in verb.children if c.dep == "nsubjpass"), None)
    if at is None or (passive is None and (preposition in _DIRECT) != (at.i == verb.i + 1)):
        return None
    parts = _by(verb, passive, at) if passive is not None else _active(verb, at)
    if parts is None or not (may_speak(parts[0], language) or any(t.lowered in naming["documents"] for t in parts[0])):
        return None
    return parts


def _counted(verb: Token) -> tuple[Words, Words] | None:
    """As in "[our sentries] counted [22 explosions]"."""
    near = verb.doc[verb.i + 1 : min(verb.i + 1 + _NEAR, verb.sent.end)]
    if verb.tag != "VBD" or not any(t.tag == "CD" for t in near):
        return None
    return _active(verb, verb)


def _number_behind(verb: Token, preposition: str) -> Token | None:
    """The preposition before a number, behind the verb in its sentence."""
    last = min(verb.i + _FARTHEST, verb.sent.end)
    for token in verb.doc[verb.i + 1 : last]:
        if token.text in ";:":
            return None
        if token.lowered == preposition:
            near = verb.doc[token.i + 1 : min(token.i + 1 + _NEAR, verb.sent.end)]
            return token if any(t.tag == "CD" for t in near) else None
    return None


def _active(verb: Token, at: Token) -> tuple[Words, Words] | None:
    """As in "[the unions] put [the turnout at 60,000]", "[Kordia] spoke [of 14]"."""
    named = next((c for c in verb.children if c.dep == "nsubj" and c.i < verb.i), None)
    if named is None:
        return None
    doc, whole = verb.doc, named.subtree()
    last = max((t.i for t in whole if t.i < verb.i and not t.is_punct), default=named.i)
    content = doc[verb.i + 1 : _end(at)]
    return (doc[whole[0].i : last + 1], content) if len(content) else None


def _by(verb: Token, passive: Token, at: Token) -> tuple[Words, Words] | None:
    """As in "[the cost is put at 8 million] by [the chamber]"."""
    doc, end = verb.doc, _end(at)
    agent = next((t for t in doc[at.i : end] if t.lowered == "by"), None)
    if agent is None or passive.i > verb.i or not agent.children:
        return None
    return doc[agent.i + 1 : end], doc[passive.left_edge.i : agent.i]


def _end(at: Token) -> int:
    """Where the phrase around the number ends: at the next comma or the sentence's end."""
    sentence = at.sent
    return next((t.i for t in at.doc[at.i : sentence.end] if t.is_punct and t.text in ",;.!?—–"), sentence.end)
