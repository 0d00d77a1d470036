"""A paragraph with the names that are known beforehand marked on its words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.claims.actors.gazetteer import Entry, Index, find
from reportedly.claims.draft import Paragraph
from reportedly.claims.lexicon import load
from reportedly.data import Span

if TYPE_CHECKING:
    from reportedly.claims.parse import Doc, Token, Words


MOST_JOINED = 4
"""Parties of an enumeration that are followed to its first."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A known name on the words ``first`` to ``last`` (half-open) of a paragraph."""

    first: int
    last: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Marked:
    """A paragraph and its marks by the number of each word that they cover."""

    paragraph: Paragraph
    marks: dict[int, Mark]
    sentences: tuple[tuple[int, int], ...]
    """First and last word (half-open) of each word's sentence: asked of spaCy, a long sentence costs its length."""

    @property
    def doc(self) -> Doc:
        """The paragraph's parse."""
        return self.paragraph.doc

    def entry(self, word: int) -> Entry | None:
        """What the word is part of the known name of."""
        mark = self.marks.get(word)
        return mark.entry if mark else None

    def words(self, span: Span) -> Words | None:
        """The words that a span of the article covers; None if it lies elsewhere."""
        block = self.paragraph.block
        if span.start < block.start or span.end > block.end:
            return None
        return self.doc.words(span.start - block.start, span.end - block.start, "expand")

    def sentence(self, word: int) -> tuple[int, int]:
        """The first word of the word's sentence, and the one after its last."""
        return self.sentences[word]

    def country(self, word: int) -> str | None:
        """The country that the word names by itself or by its people."""
        entry = self.entry(word)
        return entry.country if entry and entry.kind in ("state", "people") else None


def mark(paragraph: Paragraph, own: Index | None = None) -> Marked:
    """Find the known names in a paragraph, those of the article's ``own`` making too, and put them on its words."""
    marks: dict[int, Mark] = {}
    for found in find(paragraph.doc.text, own):
        words = paragraph.doc.words(found.start, found.end, "expand")
        # "US-led" is one word to the parser and no name.
        if words is not None and words.idx == found.start and len(words.text) <= found.end - found.start + 2:
            marks |= dict.fromkeys(range(words.start, words.end), Mark(words.start, words.end, found.entry))
    sentences = tuple((sent.start, sent.end) for sent in paragraph.doc.sents for _ in sent)
    return Marked(paragraph, marks, sentences)


@cache
def telling() -> frozenset[str]:
    """Lemmas of the verbs by which somebody says something."""
    return frozenset(lemma for lemmas in load("cues")["verbs"].values() for lemma in lemmas)


@cache
def acting() -> frozenset[str]:
    """Lemmas of the verbs that only somebody can be the subject of: saying and acting."""
    triggers = (verb for event in load("events")["event"] for verb in event.get("verbs", ()))
    return telling() | frozenset(triggers)


def tells(word: Token) -> bool:
    """Whether the word is the subject of a verb of saying, or the one according to whom."""
    head = word.head
    if word.dep in ("nsubj", "nsubjpass") and head.lemma.lower() in telling():
        return True
    return word.dep == "pobj" and head.lowered == "to" and head.head.lowered == "according"


def acts(word: Token) -> bool:
    """Whether the word is the subject of a verb of saying or acting, alone or beside another.

    "Oslo and Riga are expected to hold talks" counts: the verb is what they are
    expected to do.
    """
    for _ in range(MOST_JOINED):
        if word.dep != "conj":
            break
        word = word.head
    verb = word.head
    if word.dep not in ("nsubj", "nsubjpass"):
        return False
    if word.dep == "nsubj" and verb.lemma.lower() in acting():
        return True
    return (verb.pos == "VERB" or verb.dep in ("aux", "ROOT")) and any(
        child.lemma.lower() in acting() for child in verb.children if child.dep == "xcomp"
    )


@cache
def _publishing() -> frozenset[str]:
    return frozenset(load("outlets")["heads"]["verbs"])


def publishes(words: Words) -> bool:
    """Whether the words stand where an outlet stands: "X reports", "told X", "according to X"."""
    root = words.root
    if root.dep == "nsubj" and root.head.lemma.lower() in _publishing():
        return True
    return tells(root) or (root.dep in ("dobj", "dative") and root.head.lemma.lower() == "tell")


def alone(words: Words) -> bool:
    """Whether the model's name on the words holds no other word than a possessive ending."""
    doc = words.doc
    longer = words.end < len(doc) and doc[words.end].ent_goes_on and doc[words.end].tag != "POS"
    return not longer and not doc[words.start].ent_goes_on
