"""A grammar of hops: channels, documents, outlets and proxies named in a claim's own sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from reportedly.claims import lexicon
from reportedly.claims.actors import is_outlet
from reportedly.claims.draft import Attribution, Draft, Paragraph
from reportedly.data import Hop, HopKind, Span, Spans

_NAME = r"(?:[Tt]he\s+)?\p{Lu}[\p{L}\p{N}&.’'-]*(?:\s+(?:of\s+)?\p{Lu}[\p{L}\p{N}&.’'-]*)*"
_PUBLISHES = frozenset({"report", "write", "publish"})
_HIDDEN = "\x00"


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The patterns of a language; each example shows what its groups hold."""

    platform_post: Any
    posted_on: Any
    channel: Any
    obtained: Any
    proxy: Any
    told: Any
    nouns: frozenset[str]
    documents: frozenset[str]


@cache
def _grammar(language: str) -> _Grammar:
    words = lexicon.load("chains", language)
    platforms, nouns = _any(words["platforms"]), _any([*words["channels"], *words["documents"]])
    return _Grammar(
        # "post on X", "Telegram channel"
        platform_post=re2.compile(rf"\b((?:{nouns})s?\s+on\s+(?:{platforms})|(?:{platforms})\s+(?:{nouns}))\b"),
        # "wrote on Telegram", "posted to X"
        posted_on=re2.compile(rf"\b(?:on|to)\s+(?:the\s+)?({platforms})\b"),
        # "in a written statement to Reuters", "at a briefing", "in an interview with the Daily Note"
        channel=re2.compile(
            rf"\b(?:[Ii]n|[Aa]t|[Dd]uring|[Vv]ia|[Tt]hrough|[Ff]rom|[Bb]y)\s+(?:[\p{{L}}’'-]+\s+){{0,3}}?({nouns})\b(?:\s+(?:with|to|for)\s+({_NAME}))?"
        ),
        # "a letter seen by Reuters"
        obtained=re2.compile(rf"\b({nouns})\b[^.\x00]*?\b(?:{_any(words['obtained'])})\s+({_NAME})"),
        # "through her lawyer"
        proxy=re2.compile(
            rf"\b(?:through|via)\s+((?:her|his|its|their|the|a|an)\s+(?:[\p{{L}}-]+\s+)?(?:{_any(words['proxies'])}))\b"
        ),
        # "told Reuters", "said to the Daily Note"
        told=re2.compile(rf"\b(?:[Tt]old|[Tt]ells?|[Tt]elling|said\s+to|spoke\s+to|speaking\s+to)\s+({_NAME}|the\s+[\p{{L}}]+(?:\s+agency)?)"),
        nouns=frozenset(words["outlets"]),
        documents=frozenset(words["documents"]),
    )


def hops(draft: Draft, attribution: Attribution) -> tuple[Hop, ...]:
    """The hops that the claim's own sentence names, nearest to the outlet first: outlets, ways, people."""
    paragraph = draft.paragraph_at((attribution.cue or attribution.content)[0].start)
    if paragraph is None:
        return ()
    grammar = _grammar(draft.article.language or "en")
    frame, start = _frame(paragraph, attribution, draft.attributions)
    found: list[tuple[HopKind, Span]] = []

    def add(kind: HopKind, match: Any, group: int) -> None:
        span = Span(start + match.start(group), start + match.end(group))
        if not any(span.start < taken.end and taken.start < span.end for _, taken in found):
            found.append((kind, span))

    for match in grammar.platform_post.finditer(frame):
        add("channel", match, 1)
    for match in grammar.obtained.finditer(frame):
        if _is_outlet_name(draft, match.group(2), start + match.start(2), grammar):
            add("outlet", match, 2)
            add(_way(match.group(1), grammar), match, 1)
    for match in grammar.channel.finditer(frame):
        if match.group(2) and _is_outlet_name(draft, match.group(2), start + match.start(2), grammar):
            add("outlet", match, 2)
        add(_way(match.group(1), grammar), match, 1)
    for match in grammar.posted_on.finditer(frame):
        add("channel", match, 1)
    for match in grammar.told.finditer(frame):
        if _is_outlet_name(draft, match.group(1), start + match.start(1), grammar):
            add("outlet", match, 1)
    for match in grammar.proxy.finditer(frame):
        add("person", match, 1)
    order: tuple[HopKind, ...] = ("outlet", "channel", "document", "person")
    return tuple(
        Hop(kind=kind, spans=(span,), text=draft.article.text[span.start : span.end])
        for kind, span in sorted(found, key=lambda hop: (order.index(hop[0]), hop[1]))
    )


def is_relaying_outlet(draft: Draft, attribution: Attribution) -> bool:
    """Whether the attribution's source publishes: a known outlet, "the newspaper", or a body that "reports"."""
    source = attribution.source
    text = draft.article.text[source[0].start : source[-1].end]
    if _is_outlet_name(draft, text, source[0].start, _grammar(draft.article.language or "en")):
        return True
    if attribution.lemma not in _PUBLISHES or not text[:1].isupper():
        return False
    return not any(
        actor.kind in ("person", "state", "armed_force") and any(_meets(mention, source) for mention in actor.mentions)
        for actor in draft.actors
    )


def _is_outlet_name(draft: Draft, words: str, start: int, grammar: _Grammar) -> bool:
    name = words.removeprefix("the ").removeprefix("The ")
    if is_outlet(name) or (name[:1].islower() and (name in grammar.nouns or name.split()[-1] in grammar.nouns)):
        return True
    span = (Span(start, start + len(words)),)
    return any(actor.kind == "outlet" and any(_meets(m, span) for m in actor.mentions) for actor in draft.actors)


def _frame(paragraph: Paragraph, attribution: Attribution, others: Iterable[Attribution]) -> tuple[str, int]:
    """The claim's own sentence with all that is attributed, here or elsewhere in it, hidden; and where it starts."""
    offset = paragraph.block.start
    anchor = (attribution.cue or attribution.content)[0]
    sentence = next(
        (s for s in paragraph.doc.sents if s.end_char + offset > anchor.start), paragraph.doc[:]
    )
    start = offset + sentence.start_char
    letters = list(sentence.text)
    for span in _hidden(attribution, others):
        for at in range(max(span.start, start), min(span.end, start + len(letters))):
            letters[at - start] = _HIDDEN
    return "".join(letters), start


def _hidden(attribution: Attribution, others: Iterable[Attribution]) -> Iterator[Span]:
    yield from attribution.content
    own = (*attribution.source, *attribution.cue)
    for other in others:
        if other is attribution:
            continue
        for span in (*other.source, *other.cue, *other.content):
            if not any(span.start < mine.end and mine.start < span.end for mine in own):
                yield span


def _way(noun: str, grammar: _Grammar) -> HopKind:
    return "document" if noun.lower() in grammar.documents else "channel"


def _meets(one: Span, spans: Spans) -> bool:
    return any(one.start < span.end and span.start < one.end for span in spans)


def _any(words: Iterable[str]) -> str:
    return "|".join(re2.escape(word) for word in sorted(words, key=len, reverse=True))
