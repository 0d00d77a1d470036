"""A grammar of hops: channels, documents, outlets and proxies named in a claim's own sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from reportedly.claims import lexicon
from reportedly.claims.actors import is_outlet, looks_like_outlet
from reportedly.claims.draft import Attribution, Draft, Paragraph
from reportedly.data import Hop, HopKind, Span, Spans
from reportedly.lexicons import any_of

_WORD = r"\p{Lu}(?:[\p{L}\p{N}&.’'-]*[\p{L}\p{N}])?"
# "the Harbour Post", "Voice of Norland", "U.S. News"
_NAME = rf"(?:[Tt]he\s+)?{_WORD}(?:\s+(?:of\s+)?{_WORD})*"
_PUBLISHES = frozenset({"report", "write", "publish"})
_HIDDEN = "\x00"
_ORDER: tuple[HopKind, ...] = ("outlet", "channel", "document", "person")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Words that name hops, in the groups ``outlet``, ``way`` and ``person``.

    ``passed`` says that the pattern speaks of an outlet that something was
    given to: where its name is no outlet's, it tells of no hop. ``outer`` says
    that the outlet passes on what another outlet had, ``publishes`` that the
    verb makes an outlet of any name that is nobody else's.
    """

    regex: Any
    passed: bool = False
    outer: bool = False
    publishes: bool = False


@cache
def _patterns(language: str) -> tuple[_Pattern, ...]:
    words = lexicon.load("chains", language)
    platforms, proxies = any_of(words["platforms"]), any_of(words["proxies"])
    nouns = [*words["channels"], *words["documents"]]
    ways = rf"(?:{any_of(nouns)})s?"
    opening = rf"(?:{any_of([*nouns, *(noun.capitalize() for noun in nouns)])})s?"
    # "the Harbour Post", "the state news agency", "local radio"
    outlet = rf"(?P<outlet>{_NAME}|(?:[Tt]he\s+)?(?:\p{{L}}+\s+)?(?:\p{{L}}+\s+)?(?:{any_of(words['outlets'])}))"
    return (
        # "post on X"
        _Pattern(re2.compile(rf"\b(?P<way>(?:{ways})\s+on\s+(?:{platforms}))\b")),
        # "Telegram channel"
        _Pattern(re2.compile(rf"\b(?P<way>(?:{platforms})\s+(?:{ways}))\b")),
        # "a letter seen by Reuters", "remarks broadcast on Channel Nine"
        _Pattern(
            re2.compile(rf"\b(?P<way>{opening})\b[^.\x00]*?\b(?:{any_of(words['obtained'])})\s+{outlet}"),
            passed=True,
        ),
        # "in a written statement to Reuters", "told a daily briefing", "in an interview with the Daily Note"
        _Pattern(
            re2.compile(
                r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Dd]uring|[Vv]ia|[Tt]hrough|[Ff]rom|[Bb]y|told)\s+(?:[\p{L}’'-]+\s+){0,3}?"
                rf"(?P<way>{ways})\b(?:\s+(?:with|to|for|on)\s+{outlet}\b)?"
            )
        ),
        # "wrote on Telegram", "posted to X"
        _Pattern(re2.compile(rf"\b(?:on|to)\s+(?:the\s+)?(?P<way>{platforms})\b")),
        # "told Reuters", "said to the Daily Note", "told the agency"
        _Pattern(
            re2.compile(rf"\b(?:[Tt]old|[Tt]ells?|[Tt]elling|said\s+to|[Ss]poke\s+to|[Ss]peaking\s+to)\s+{outlet}\b"),
            passed=True,
        ),
        # "as cited by Interfax", "quoted by the state news agency"
        _Pattern(
            re2.compile(rf"\b(?:[Cc]ited|[Qq]uoted|[Rr]eported|[Cc]arried|[Pp]ublished)\s+by\s+{outlet}\b"),
            passed=True,
            outer=True,
        ),
        # ", AFP reported", ", the Daily Note reports,"; "State media, quoting hospital staff,"
        _Pattern(
            re2.compile(rf"(?:^|[,”\x00]\s*){outlet}\s+(?:reports?|reported|writes|wrote)\b"),
            passed=True,
            publishes=True,
        ),
        _Pattern(re2.compile(rf"(?:^|[,”\x00]\s*){outlet},?\s+(?:citing|quoting)\b"), passed=True),
        # "through her lawyer", "read out by an aide"
        _Pattern(
            re2.compile(
                rf"\b(?:[Tt]hrough|[Vv]ia|(?:{any_of(words['handed'])})\s+by)\s+"
                rf"(?P<person>(?:her|his|its|their|the|an?)\s+(?:[\p{{L}}-]+\s+)?(?:{proxies})s?)\b"
            )
        ),
    )


def hops(draft: Draft, attribution: Attribution, others: Iterable[Attribution]) -> tuple[Hop, ...]:
    """The hops that the claim's own sentence names, nearest to the outlet first: outlets, ways, people.

    ``others`` are the attributions of its paragraph, whose words are not the claim's.
    """
    paragraph = draft.paragraph_at((attribution.cue or attribution.content)[0].start)
    if paragraph is None:
        return ()
    language = draft.article.language or "en"
    documents = frozenset(lexicon.load("chains", language)["documents"])
    frame, start = _frame(paragraph, attribution, others)
    found: list[tuple[int, Span, HopKind]] = []
    for pattern in _patterns(language):
        for match in pattern.regex.finditer(frame):
            groups = {
                name: Span(start + match.start(group), start + match.end(group))
                for name, group in pattern.regex.groupindex.items()
                if match.group(group)
            }
            if "outlet" in groups and not _passes_on(draft, groups["outlet"], attribution, pattern):
                del groups["outlet"]
            if pattern.passed and "outlet" not in groups:
                continue
            for name, span in groups.items():
                if not any(span.start < taken.end and taken.start < span.end for _, taken, _ in found):
                    kind = _kind(name, match.group(name), documents)
                    found.append((-1 if pattern.outer else _ORDER.index(kind), span, kind))
    return tuple(
        Hop(kind=kind, spans=(span,), text=draft.article.text[span.start : span.end]) for _, span, kind in sorted(found)
    )


def _passes_on(draft: Draft, outlet: Span, attribution: Attribution, pattern: _Pattern) -> bool:
    """Whether the words name an outlet that is not itself the source."""
    source = attribution.source
    itself = bool(source) and outlet.start <= source[0].start and source[-1].end <= outlet.end
    following = draft.article.text[outlet.end : outlet.end + 40].split()[:1]
    words = lexicon.load("chains", draft.article.language or "en")
    adjective = any(word.strip(".,") in (*words["channels"], *words["documents"]) for word in following)
    if itself or adjective:  # "a daily" in "a daily briefing" is none
        return False
    return _is_outlet_name(draft, outlet) or (pattern.publishes and _may_publish(draft, outlet))


def _kind(group: str, words: str, documents: frozenset[str]) -> HopKind:
    if group == "way":
        lowered = words.lower()
        return "document" if lowered in documents or lowered.removesuffix("s") in documents else "channel"
    return "outlet" if group == "outlet" else "person"


def is_relaying_outlet(draft: Draft, attribution: Attribution) -> bool:
    """Whether the attribution's source publishes: a known outlet, "the newspaper", or a body that "reports"."""
    source = attribution.source
    if _is_outlet_name(draft, Span(source[0].start, source[-1].end)):
        return True
    if attribution.lemma not in _PUBLISHES or not draft.article.text[source[0].start].isupper():
        return False
    return _may_publish(draft, source[0])


def _may_publish(draft: Draft, span: Span) -> bool:
    """Whether the words are a name, and that of no person, state or armed force."""
    taken = ("person", "state", "armed_force")
    met = any(actor.kind in taken and any(_meets(m, (span,)) for m in actor.mentions) for actor in draft.actors)
    return draft.article.text[span.start].isupper() and not met


def _is_outlet_name(draft: Draft, span: Span) -> bool:
    """Whether the words are a known outlet's name, an outlet of this article, or a common noun for one."""
    name = draft.article.text[span.start : span.end].removeprefix("the ").removeprefix("The ")
    nouns = lexicon.load("chains", draft.article.language or "en")["outlets"]
    if (
        is_outlet(name)
        or looks_like_outlet(name)
        or (name[:1].islower() and (name in nouns or name.rpartition(" ")[2] in nouns))
    ):
        return True
    return any(actor.kind == "outlet" and any(_meets(m, (span,)) for m in actor.mentions) for actor in draft.actors)


def _frame(paragraph: Paragraph, attribution: Attribution, others: Iterable[Attribution]) -> tuple[str, int]:
    """The claim's own sentence with all that is attributed, here or elsewhere in it, hidden; and where it starts."""
    offset = paragraph.block.start
    anchor = (attribution.cue or attribution.content)[0]
    sentence = next((s for s in paragraph.doc.sents if s.last + offset > anchor.start), paragraph.doc[:])
    start = offset + sentence.idx
    end = start + len(sentence.text)
    letters = list(sentence.text)
    for span in _hidden(attribution, others, whole=Span(start, end)):
        low, high = max(span.start, start), min(span.end, end)
        if low < high:
            letters[low - start : high - start] = _HIDDEN * (high - low)
    return "".join(letters), start


def _hidden(attribution: Attribution, others: Iterable[Attribution], *, whole: Span) -> Iterator[Span]:
    """What belongs to other claims: inner claims have only hops of their own, and so have outer ones."""
    yield from attribution.content
    own = (*attribution.source, *attribution.cue)
    for other in others:
        if other.holds(attribution):
            yield Span(whole.start, other.content[0].start)
            yield Span(other.content[-1].end, whole.end)
        elif other is not attribution:
            parts = (*other.source, *other.cue, *other.content)
            yield from (part for part in parts if not _meets(part, own))


def _meets(one: Span, spans: Spans) -> bool:
    return any(one.start < span.end and span.start < one.end for span in spans)
