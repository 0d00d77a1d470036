"""What a number counts: the noun phrase after it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.claims import lexicon

if TYPE_CHECKING:
    from reportedly.claims.parse import Doc, Token

_REACH = 12  # tokens that a counted phrase may have
_PREMODIFIERS = frozenset(
    {"compound", "amod", "nmod", "poss", "nummod", "npadvmod", "advmod", "quantmod", "punct", "det"}
)
_JOINTS = frozenset({"-", "–", "‑", "“", "”", '"', "‘", "'"})


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens ``start`` to ``end`` (half-open) of a document; the last is the head."""

    doc: Doc
    start: int
    end: int

    @property
    def head(self) -> Token:
        """The noun itself."""
        return self.doc[self.end - 1]

    @property
    def text(self) -> str:
        """The words, without those that say nothing of what is counted."""
        start = self.start
        while start < self.end - 1 and self.doc[start].lowered in _nouns("silent"):
            start += 1
        return str(self.doc[start : self.end].text)


def counted(doc: Doc, start: int, *, timed: Set[int] = frozenset(), many: bool = False) -> NounPhrase | None:
    """The noun phrase that begins right after a number, with its pre-modifiers; None if the noun is elided.

    It ends before a token of ``timed``: "90,000 last year" counts no years.
    ``many`` says that the number wants a plural, which the phrase then reaches
    for past a singular: "40 night patrols" counts patrols.
    """
    last: int | None = None
    at, stop = start, min(len(doc), start + _REACH)
    while at < stop:
        token = doc[at]
        if at in timed:
            break
        if token.pos in {"NOUN", "PROPN"} or _is_nominal(doc, token) or _is_mark(doc, at):
            last = at
            if not _goes_on(doc, at) and not (many and _wants_plural(doc, at)):
                break
        elif not _modifies(doc, token):
            break
        at += 1
    if last is None:
        return None
    # In "40 night patrols" the tagger may take "patrols" for a verb.
    misread = doc[last].tag == "NN" and last + 1 < len(doc) and doc[last + 1].tag == "VBZ"
    misread = misread and doc[last + 1].lowered not in {"is", "has", "does"}
    return NounPhrase(doc, start, last + 1 + (misread and doc[last].lowered not in _nouns("people")))


def _wants_plural(doc: Doc, at: int) -> bool:
    """Whether a singular stands right before a plural that the number may count instead."""
    if (
        at + 1 >= len(doc)
        or doc[at].tag not in {"NN", "NNP"}
        or doc[at].lowered in _nouns("people") | _nouns("nominal")
    ):
        return False
    return doc[at + 1].tag in {"NNS", "NNPS"}


def whole(doc: Doc, start: int) -> NounPhrase | None:
    """The noun phrase after "of", behind its determiner: "GDP" of "its GDP"."""
    at = start
    while at < min(len(doc), start + 3) and (doc[at].pos == "DET" or doc[at].tag == "PRP$"):
        at += 1
    return counted(doc, at)


def counts_people(phrase: NounPhrase) -> bool:
    """Whether the head is a noun for people, or an adjective that stands for them."""
    head = phrase.head
    word, lemma = head.lowered, head.lemma.lower()
    if {word, lemma} & _nouns("people") or word in _nouns("nominal"):
        return True
    if word in _nouns("not_people"):
        return False
    return (head.ent == "NORP" and word.endswith("s")) or word.endswith(tuple(_nouns("endings")))


def _is_nominal(doc: Doc, token: Token) -> bool:
    """Read "dead" of "26 dead", where no noun follows that it would describe."""
    if token.lowered not in _nouns("nominal"):
        return False
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return following is None or following.pos not in {"NOUN", "PROPN", "ADJ"} or token.dep != "amod"


def _modifies(doc: Doc, token: Token) -> bool:
    if token.pos == "ADJ" or token.tag in {"VBN", "JJ", "JJR", "POS"} or token.text in _JOINTS:
        return True
    if token.tag == "VBD" and token.dep == "amod":
        return True  # "31 promised trucks", misread
    if token.tag == "VBG" or token.pos == "ADV":
        return token.head.i > token.i and token.dep in {"amod", "compound", "advmod"}
    if token.pos in {"CCONJ", "PUNCT"} and token.lowered in {"and", "or", ","}:
        after = doc[token.i + 1] if token.i + 1 < len(doc) else None
        before = doc[token.i - 1] if token.i else None
        return after is not None and before is not None and after.pos == before.pos == "ADJ"
    if any(map(str.isalpha, token.text)) and any(map(str.isdigit, token.text)):
        return True  # "T-72" of "two T-72 tanks"
    return token.pos == "NUM" and (
        (token.i + 1 < len(doc) and doc[token.i + 1].pos == "PROPN")
        or _is_model(doc, token.i - 1)
        or _is_type(doc, token.i)
    )


def _is_mark(doc: Doc, at: int) -> bool:
    """Whether a name ends in a number in the plural: "Falcon 2s"."""
    text = doc[at].text
    return at > 0 and text.endswith("s") and text[:-1].isdecimal() and doc[at - 1].tag in {"NNP", "NNPS"}


def _is_type(doc: Doc, at: int) -> bool:
    """Whether digits after a number word say of which type the noun is: "two 737 freighters"."""
    if at == 0 or at + 1 >= len(doc) or not doc[at].text.isdecimal():
        return False
    return doc[at - 1].pos == "NUM" and doc[at - 1].text.isalpha() and doc[at + 1].tag == "NNS"


def _is_model(doc: Doc, at: int) -> bool:
    """Whether a name with its number stands before a noun: "Leopard 2 tanks"."""
    if at + 2 >= len(doc) or doc[at].tag != "NNP":
        return False
    return doc[at + 1].text.isdecimal() and len(doc[at + 1]) < 4 and doc[at + 2].pos in {"NOUN", "PROPN"}


def _goes_on(doc: Doc, at: int) -> bool:
    """Whether the noun only describes a later one: "military" and "aid" of "military aid packages"."""
    token = doc[at]
    if at + 1 >= len(doc) or token.lowered in _nouns("nominal"):
        return False
    following = doc[at + 1]
    if _is_model(doc, at) or _is_mark(doc, at + 1):
        return True
    if following.pos not in {"NOUN", "PROPN", "ADJ"} and following.text not in _JOINTS and following.tag != "POS":
        return False
    return token.head.i > at and token.dep in _PREMODIFIERS


@cache
def _nouns(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("figures")["nouns"][kind])
