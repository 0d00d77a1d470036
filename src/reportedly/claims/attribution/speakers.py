"""What needs no judgement, where the tagger passed over it: "according to", speakers before a colon, citing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import re2

from reportedly.claims import lexicon
from reportedly.claims.attribution.quotations import MARKS
from reportedly.claims.attribution.voices import FINITE, is_named, is_role
from reportedly.claims.draft import Attribution, Paragraph
from reportedly.data import Span, Spans

if TYPE_CHECKING:
    from reportedly.claims.parse import Words

# "MAYOR OSEI: We will rebuild.", "Osei: “We will rebuild”", in a headline "Osei: bridge will be rebuilt by May".
# No counted repetition: over classes of letters RE2 unrolls it into a hundred thousand states.
_SPEAKER = re2.compile(r"^(\p{Lu}[\p{L}.'’ -]+)(:)\s+")
_LONGEST_SPEAKER = 60
_TELLING = FINITE | {"CD", "TO", "VB", "VBN"}
"""Tags of words that make a headline one that tells, and no title."""
_SPEAKER_WORDS = 5
"""More words before a colon are a clause: "Here is what the minister said"."""
_SCORE = 0.7
"""Set by hand: the development data has nine of them."""

_CITING = frozenset({"citing", "quoting"})

_ACCORDING = 0.8
"""What a rule for it reached on the development part of PolNeAR (version 0.1.0): 81 % right."""


def before_colons(
    paragraphs: Sequence[Paragraph], found: Sequence[Attribution], *, language: str, made_by: str
) -> Iterator[Attribution]:
    """A speaker before a colon, in transcripts and headlines, where nothing else was found at the start."""
    starts = {a.content[0].start for a in found} | {part.start for a in found for part in a.source}
    persons = {t.text for p in paragraphs for t in p.doc if t.ent == "PERSON"}
    labels = Counter(match.group(1) for p in paragraphs if (match := _SPEAKER.match(p.doc.text)))
    for paragraph in paragraphs:
        text, offset = paragraph.doc.text, paragraph.block.start
        match = _SPEAKER.match(text)
        if not match or match.end(1) > _LONGEST_SPEAKER or match.end() >= len(text):
            continue
        content = Span(offset + match.end(), paragraph.block.end)
        if starts & {offset, content.start, content.start + 1}:
            continue
        speaker = paragraph.doc.words(0, match.end(1), "contract")
        if speaker is None:
            continue
        headline = paragraph.block.kind == "headline"
        told = text[match.end()] in MARKS or (is_named(speaker) and (headline or match.group(1).isupper()))
        if not told and (headline or len(labels) > 1 or labels[match.group(1)] > 1):
            told = _speaks(speaker, persons, language) and _says(paragraph, match.end(), headline=headline)
        if told:
            yield Attribution(
                source=(Span(offset, offset + match.end(1)),),
                cue=(Span(offset + match.start(2), offset + match.end(2)),),
                content=(content,),
                lemma=":",
                score=_SCORE,
                made_by=made_by,
            )


def _speaks(speaker: Words, persons: Set[str], language: str) -> bool:
    """Whether the words are a role or a body, or somebody whom the article names elsewhere."""
    return len(speaker) <= _SPEAKER_WORDS and (speaker[-1].text in persons or is_role(speaker, language))


def _says(paragraph: Paragraph, start: int, *, headline: bool) -> bool:
    """Whether a headline tells something behind the colon: "pit to close", "two missing after blaze"."""
    words = paragraph.doc.words(start, len(paragraph.doc.text), "contract")
    return not headline or (words is not None and any(t.tag in _TELLING for t in words))


def according(paragraphs: Sequence[Paragraph], found: Sequence[Attribution], *, made_by: str) -> Iterator[Attribution]:
    """The sentence around an "according to" that is no cue yet: its object is the source, the rest the content."""
    taken = sorted(part for a in found for part in (*a.cue, *a.content))
    for paragraph in paragraphs:
        for first, second in pairwise(paragraph.doc):
            if first.lowered != "according" or second.lowered != "to" or _holds(taken, paragraph.span(first).start):
                continue
            named = next((c for c in second.children if c.dep == "pobj"), None)
            if named is None or named.sent != first.sent:
                continue
            last = max(t.i for t in named.subtree())
            sentence = first.sent
            around = (paragraph.doc[sentence.start : first.i], paragraph.doc[last + 1 : sentence.end])
            content = tuple(paragraph.span(words) for words in around if sum(not t.is_punct for t in words) > 1)
            if content:
                yield Attribution(
                    source=(paragraph.span(paragraph.doc[second.i + 1 : last + 1]),),
                    cue=(paragraph.span(paragraph.doc[first.i : second.i + 1]),),
                    content=content,
                    lemma="accord",
                    score=_ACCORDING,
                    made_by=made_by,
                )


def _clause(text: str, content: Span) -> Span | None:
    """What parts the one cited from what they say: "[the minister] as saying that [exports would resume]"."""
    for words in (" as saying that ", " as saying ", ", that "):
        at = text.find(words, content.start, content.end)
        if at > 0:
            return Span(at, at + len(words))
    return None


def elaborated(found: Sequence[Attribution], language: str) -> list[Attribution]:
    """The attributions, "outlining two steps" as part of the content that it goes on with."""
    participles = frozenset(lexicon.load("cues", language)["participles"]["elaborate"])
    ends = {a.content[-1].end: at for at, a in enumerate(found) if a.lemma not in participles}
    kept = list(found)
    gone = set()
    for at, attribution in enumerate(found):
        start = attribution.cue[0].start
        main = next((ends[start - gap] for gap in (1, 2) if start - gap in ends), None)
        if attribution.lemma in participles and main is not None and attribution.content[0].start > start:
            further = Span(start, attribution.content[-1].end)
            kept[main] = replace(kept[main], content=(*kept[main].content, further))
            gone.add(at)
    return [a for at, a in enumerate(kept) if at not in gone]


def citing(paragraphs: Sequence[Paragraph], found: Sequence[Attribution], *, made_by: str) -> Iterator[Attribution]:
    """The one cited in "Citing a senior official, the Post said that …" as a source of what the Post said."""
    taken = sorted(part for a in found for part in (*a.cue, *a.content))
    cues = sorted((a for a in found if a.source), key=lambda a: a.cue[0])
    starts = [a.cue[0].start for a in cues]
    for paragraph in paragraphs:
        for token in paragraph.doc:
            if token.lowered not in _CITING or _holds(taken, paragraph.span(token).start):
                continue
            named = next((c for c in token.children if c.dep == "dobj"), None)
            sentence = paragraph.span(token.sent)
            near = cues[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
            if named is None or not near or named.i < token.i:
                continue
            last = max(t.i for t in named.subtree())
            source = paragraph.span(paragraph.doc[token.i + 1 : last + 1])
            other = min(near, key=lambda a: abs(a.cue[0].start - source.start))
            if not any(part.start < source.end and source.start < part.end for part in other.content):
                cue = (paragraph.span(token),)
                yield replace(other, source=(source,), cue=cue, lemma="cite", made_by=made_by)


def _holds(spans: Sequence[Span], offset: int) -> bool:
    """Whether one of the spans, which are sorted and seldom overlap, holds the character."""
    at = bisect_right(spans, Span(offset + 1, 0))
    return any(span.start <= offset < span.end for span in spans[max(0, at - 3) : at])


def cited(found: Sequence[Attribution], text: str, language: str) -> Iterator[Attribution]:
    """The attributions, where "Reuters reported, citing the police, that …" makes the police say what Reuters reported.

    "citing" has the outlet as its source and the police as its content at
    first; the content that it brings is that of the other cue of the same source.
    """
    cites = frozenset(lexicon.load("cues", language)["participles"]["cite"])
    by_source: defaultdict[Spans, list[Attribution]] = defaultdict(list)
    for attribution in found:
        if attribution.lemma not in cites:
            by_source[attribution.source].append(attribution)
    for attribution in found:
        if attribution.lemma not in cites:
            yield attribution
            continue
        if len(attribution.content) == 2 and not attribution.source and attribution.content[0] < attribution.cue[0]:
            first, rest = attribution.content  # "[The minister] was quoted by Interfax as saying [the visit was off]"
            yield replace(attribution, source=(first,), content=(rest,))
            continue
        if not attribution.source or len(attribution.content) != 1:
            yield attribution
            continue
        span = attribution.content[0]
        if (clause := _clause(text, span)) is not None:
            content = (Span(clause.end, span.end),)
            yield replace(attribution, content=content, lemma="report")
            yield replace(attribution, source=(Span(span.start, clause.start),), content=content)
            continue
        beside = [a for a in by_source[attribution.source] if not a.holds(attribution)]
        near = min(beside, key=lambda a: abs(a.cue[0].start - attribution.cue[0].start), default=None)
        if near is not None:
            score = min(attribution.score, near.score)
            yield replace(attribution, source=attribution.content, content=near.content, score=score)
        else:
            yield attribution
