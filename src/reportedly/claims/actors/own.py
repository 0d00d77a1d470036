"""Names that an article makes known itself: abbreviations it spells out, bodies it says what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from reportedly.claims.actors import roles
from reportedly.claims.actors.gazetteer import Entry, EntryKind, Index, filed, fold, lookup
from reportedly.claims.actors.marks import Marked, mark
from reportedly.claims.draft import Paragraph
from reportedly.claims.lexicon import load

if TYPE_CHECKING:
    from reportedly.claims.parse import Doc, Token

LONGEST_SHORT = 8
"""Letters of the longest abbreviation looked for."""
SPELT = 12
"""Words in which an abbreviation is looked for spelt out."""
DESCRIBED = 8
"""Words in which "a group" is looked for after a name."""

_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "to", "against", "de", "du", "des", "la", "le", "&", "-"})
_OPENING, _CLOSING = frozenset({"(", "["}), frozenset({")", "]"})
_BODIES: frozenset[EntryKind] = frozenset({"organisation", "armed_force", "outlet"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("roles")["bodies"][name])


def own_names(paragraphs: Iterable[Paragraph]) -> Index:
    """What the article defines, for all of its text, before the definition too.

    A name that is defined twice in two senses keeps the first.
    """
    names: dict[str, Entry] = {}
    for paragraph in paragraphs:
        marked = mark(paragraph)
        for name, entry in (*_abbreviated(marked), *_introduced(marked)):
            names.setdefault(fold(name), entry)
    return filed(names)


def _abbreviated(marked: Marked) -> Iterator[tuple[str, Entry]]:
    """Long and short name where the one stands in brackets after the other: "Free Ferry Union (FFU)"."""
    doc = marked.doc
    for opening in doc[:-2]:
        if opening.text not in _OPENING or opening.i == 0:
            continue
        if doc[opening.i + 2].text in _CLOSING and _short(doc[opening.i + 1]):
            short = doc[opening.i + 1]
            first = _spelt(marked, opening.i, short.text)
            if first is not None:
                yield from _defined(marked, first, opening.i, short)
        elif _short(doc[opening.i - 1]):
            short, end = doc[opening.i - 1], opening.i + 1
            while end < min(len(doc), opening.i + SPELT) and doc[end].text not in _CLOSING:
                end += 1
            if end < len(doc) and doc[end].text in _CLOSING and _initials(doc, opening.i + 1, end, short.text):
                first = opening.i + 1 + (doc[opening.i + 1].tag == "DT")
                yield from _defined(marked, first, end, short)


def _short(token: Token) -> bool:
    """Whether the word is written as an abbreviation: "RWU", "MoD"; a state's is none."""
    text = token.text
    if not 2 <= len(text) <= LONGEST_SHORT or not text.isalpha() or not text[0].isupper() or text[1:].islower():
        return False
    entry = lookup(text)
    return sum(letter.isupper() for letter in text) >= 2 and (entry is None or entry.kind in _BODIES)


def _spelt(marked: Marked, end: int, short: str) -> int | None:
    """Where the name before the bracket begins: by its initials, else by the body known to end there."""
    doc = marked.doc
    floor = max(marked.sentence(end)[0], end - SPELT)
    for first in range(end - 1, floor - 1, -1):
        token = doc[first]
        if not (token.text[0].isupper() or token.lowered in _SMALL or token.text in ("'s", "’s", "'", "’")):
            break
        if token.text[0].isupper() and _initials(doc, first, end, short):
            return first
    known = marked.marks.get(end - 1)
    if known is not None and known.entry.kind in _BODIES:
        return known.first
    last = doc[end - 1]
    first = end - 1
    while first > floor and doc[first].ent_goes_on:
        first -= 1
    if last.ent != "ORG" or end - first < 2:
        return None
    return first + (doc[first].tag == "DT")


def _initials(doc: Doc, first: int, end: int, short: str) -> bool:
    """Whether the short name is made of the words' first letters; small words may be passed over."""
    left = short.lower()
    for token in doc[first:end]:
        letter = token.text[0].lower()
        if left and letter == left[0]:
            left = left[1:]
        elif token.lowered not in _SMALL and letter.isalpha():
            return False
    return not left and end - first > 1


def _defined(marked: Marked, first: int, end: int, short: Token) -> Iterator[tuple[str, Entry]]:
    """The entries of a long and a short name; a state or people before the long one is its country."""
    long = marked.doc[first:end].text
    at = first - 1
    while at > 0 and marked.doc[at].tag in ("POS", "JJ") and marked.country(at) is None:
        at -= 1
    country = marked.country(at) if at >= 0 and at not in range(first, end) else None
    entry = _entry(long, country=country)
    if entry is not None:
        yield long, entry
        yield short.text, entry


def _entry(name: str, *, country: str | None = None, armed: bool = False) -> Entry | None:
    """What the name stands for: what is listed under it, else a body of its own."""
    listed = lookup(name)
    if listed is not None:
        return listed if listed.kind in _BODIES else None
    armed = armed or name.rsplit(maxsplit=1)[-1].lower() in _words("armed")
    return Entry(name=name, kind="armed_force" if armed else "organisation", country=country)


def _introduced(marked: Marked) -> Iterator[tuple[str, Entry]]:
    """Bodies that the text says are bodies: "Open Harbour, a charity that …", "the charity Open Harbour"."""
    doc = marked.doc
    for token in doc:
        if token.text == "," and token.i + 2 < len(doc) and doc[token.i + 1].lowered in ("a", "an"):
            group = _group(marked, token.i + 2)
            first = _run_before(marked, token.i)
            if group is None or token.i - first < 2:
                continue
            yield from _called(doc[first : token.i].text, group)
        elif token.lowered in _words("groups") and token.i > 0 and not token.text[0].isupper():
            last = _run_after(marked, token.i + 1)
            if last > token.i + 1 and doc[last - 1].ent != "PERSON":
                yield from _called(doc[token.i + 1 : last].text, token.lowered)


def _called(name: str, group: str) -> Iterator[tuple[str, Entry]]:
    entry = _entry(name, armed=group in _words("armed_groups"))
    if entry is not None:
        yield name, entry


def _group(marked: Marked, start: int) -> str | None:
    """The noun that says what a body is, where it heads the phrase from ``start`` on."""
    doc = marked.doc
    for at in range(start, min(marked.sentence(start)[1], start + DESCRIBED)):
        token = doc[at]
        nominal = token.tag in ("NN", "NNS", "NNP", "JJ", "HYPH", "VBG", "VBN", "CC", "POS", "RB")
        if not nominal and at not in marked.marks:
            return None
        following = doc[at + 1] if at + 1 < len(doc) else None
        if token.lowered in _words("groups") and (
            following is None or following.tag not in ("NN", "NNS", "HYPH", "NNP", "NNPS", "POS")
        ):
            return token.lowered
    return None


def _named(marked: Marked, word: int) -> bool:
    """Whether the word can be part of a body's own name that nobody lists."""
    token = marked.doc[word]
    return (
        token.text[0].isupper()
        and word not in marked.marks
        and token.ent not in ("DATE", "TIME", "PERSON")
        and token.tag in ("NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "VBN", "VB")
        and roles.head_at(marked, word) is None
    )


def _run_before(marked: Marked, end: int) -> int:
    """Where the capital words before the place begin, in their sentence."""
    first, floor = end, max(marked.sentence(end)[0], end - SPELT)
    while first > floor and _named(marked, first - 1):
        first -= 1
    return first


def _run_after(marked: Marked, start: int) -> int:
    """Where the capital words from the place on end, in their sentence."""
    if start >= len(marked.doc):
        return start
    last, ceiling = start, min(marked.sentence(start - 1)[1], start + SPELT)
    while last < ceiling and _named(marked, last):
        last += 1
    return last
