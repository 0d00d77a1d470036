"""What a figure is said of, read off the parse: what other tools call its concept."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.claims.figures import status
from reportedly.claims.figures.phrases import whole
from reportedly.claims.heads import top
from reportedly.claims.parse import Doc, Token, Words
from reportedly.data import Figure

_OWN = frozenset({"det", "compound", "amod", "nmod", "poss", "nummod", "case"})
_BEFORE = frozenset({"nummod", "nmod", "compound", "amod", "appos", "npadvmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_COUNTS = frozenset({None, "person", "1"})
_BACK = 12  # words back to a noun that a figure in brackets or commas is said of


def concept(words: Words, figure: Figure) -> str:
    """The whole it is a share of, the noun it describes or stands beside, and the subject of its verb."""
    if figure.value == 1 and figure.unit in _COUNTS:
        return ""  # "one of the best wells" counts for nothing
    said: list[str] = []
    head = top(words)
    measured = figure.unit not in _COUNTS or figure.unit == "1"
    for part in (*_own(words, figure, measured=measured), *_above(words, head, measured=measured)):
        if part and part not in said:
            said.append(part)
    verb, role = status.governor(head)
    subject = _subject(verb, words) if verb is not None and role != "subject" else None
    if subject is not None:
        said.append(_phrase(subject))
    if not said and measured:
        said.extend(_beside(words))
    return ", ".join(said)


def _own(words: Words, figure: Figure, *, measured: bool) -> Iterator[str | None]:
    """What the figure's own words say: "2.5% of its budget", "a $3 stamp", "9 tonnes of sand", "40 counts of theft"."""
    if figure.unit != "1":
        yield figure.of
    if figure.counted and measured:
        yield figure.counted
    doc, at = words.doc, words.end
    if at + 1 < len(doc) and doc[at].lowered == "of" and not figure.of:
        phrase = whole(doc, at + 1)
        yield phrase.text if phrase is not None else None


def _above(words: Words, head: Token, *, measured: bool) -> Iterator[str]:
    """The noun that the figure hangs on: "a run of nine games", "a price of $4", "talks over $5m"."""
    above = head.head
    if head.dep == "pobj" and above.dep == "prep" and above.head.pos in _NOUNS and above.head.i < words.start:
        if measured or above.lowered == "of":
            yield _phrase(above.head)
    elif head.dep in _BEFORE and above.pos in _NOUNS and not words.start <= above.i < words.end:
        yield from () if _is_unit(above) else (_phrase(above),)


def _subject(verb: Token | None, words: Words) -> Token | None:
    """The subject of the verb or of one above it; of a relative clause what it is said of."""
    for _ in range(5):
        if verb is None:
            return None
        for child in verb.children:
            if child.dep in {"nsubj", "nsubjpass"} and child.pos in _NOUNS and not words.start <= child.i < words.end:
                return child
        if verb.dep in {"relcl", "acl"} and verb.head.pos in _NOUNS and verb.head.i < words.start:
            return verb.head
        verb = verb.head if verb.head is not verb else None
        if verb is not None and verb.pos in _NOUNS:
            return verb if verb.i < words.start else None
    return None


def _beside(words: Words) -> Iterator[str]:
    """The nearest noun before: "turnover (£3m)", "Northern Steel, down 6p"."""
    noun = _noun_before(words.doc, words.start)
    if noun is not None:
        yield _phrase(noun)


def _noun_before(doc: Doc, start: int) -> Token | None:
    for at in range(start - 1, max(-1, start - 1 - _BACK), -1):
        if doc[at].pos in _NOUNS and not _is_unit(doc[at]):
            return doc[at]
        if doc[at].sent_start:
            return None
    return None


def _is_unit(noun: Token) -> bool:
    """Whether the noun belongs to another number: the "cent" of "up 9 per cent to $70"."""
    before = noun.doc[max(0, noun.i - 2) : noun.i]
    return noun.dep == "nummod" or any(token.pos in {"NUM", "SYM"} for token in before)


def _phrase(noun: Token) -> str:
    """The noun with what describes it before, and an "of" behind it."""
    parts = [
        child for child in noun.children if child.dep in _OWN and child.i < noun.i and child.pos not in {"DET", "PRON"}
    ]
    behind = [
        _phrase(inner)
        for child in noun.children
        if child.dep == "prep" and child.i > noun.i and child.lowered in {"of", "for", "in"}
        for inner in child.children
        if inner.dep == "pobj" and inner.i > child.i and inner.pos in _NOUNS
    ]
    return " ".join([*(part.text for part in parts), noun.text, *behind[:1]])
