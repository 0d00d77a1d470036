"""A trigger's clause: its subject, whether it happened, where and when."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from reportedly.claims.actors.marks import Marked
from reportedly.claims.draft import Draft
from reportedly.claims.lexicon import load
from reportedly.data import EventStatus, Timex

if TYPE_CHECKING:
    from reportedly.claims.parse import Token

DEPTH = 6
"""Verbs over a trigger that are looked at."""

HISTORICAL = timedelta(days=365)
"""Age from which an event is background rather than news."""


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(load("events")[section][key])


def subject(verb: Token) -> Token | None:
    """Who does it: the verb's own subject, or that of the verb it hangs on.

    Of a passive it is the "by" phrase. A relative pronoun stands for its noun.
    """
    for _ in range(DEPTH):
        passive = any(child.dep in ("nsubjpass", "auxpass") for child in verb.children)
        for child in verb.children:
            if passive and child.dep == "agent":
                return next((obj for obj in child.children if obj.dep == "pobj"), None)
            if child.dep == "nsubj" and not passive:
                return verb.head if verb.dep == "relcl" and child.tag in ("WDT", "WP") else child
        if passive or verb.dep not in ("conj", "xcomp", "advcl") or verb.head.i == verb.i:
            return None
        if verb.dep == "xcomp" and (raised := _raised(verb.head)) is not None:
            return raised
        verb = verb.head
    return None


def _raised(verb: Token) -> Token | None:
    """The subject of "X was expected to": the one who is to act."""
    return next((child for child in verb.children if child.dep == "nsubjpass"), None)


def patient(verb: Token) -> Token | None:
    """What it is done to: the object, or the subject of a passive."""
    for child in verb.children:
        if child.dep in ("dobj", "nsubjpass"):
            return child
    return None


def provided(verb: Token) -> Token | None:
    """What somebody is given: "provide them with weapons"."""
    for child in verb.children:
        if child.dep == "prep" and child.lowered == "with":
            return next((obj for obj in child.children if obj.dep == "pobj"), None)
    return None


def status(verb: Token) -> EventStatus | None:
    """Whether it happened by what the clause says; None where it is only asked for or meant as an aim."""
    found: EventStatus = "reported"
    aux = {child.lowered for child in verb.children if child.dep in ("aux", "auxpass")}
    if any(child.dep == "neg" for child in verb.children):
        return "negated"
    if aux & _words("status", "ask"):
        return None
    if aux & _words("status", "may") or any(
        child.dep == "mark" and child.lowered in _words("status", "conditions") for child in verb.children
    ):
        return "hypothetical"
    if aux & _words("status", "will"):
        found = "planned"
    elif "to" in aux:
        return _governed(verb)
    elif verb.dep == "pcomp" or (verb.dep == "conj" and verb.head.dep in ("pcomp", "acl")):
        return None
    elif verb.dep == "conj" and verb.head.pos in ("VERB", "AUX") and not aux and subject(verb) is subject(verb.head):
        return status(verb.head) if verb.head.i < verb.i else found
    if found == "reported" and any(child.lowered in _words("status", "past") for child in verb.children):
        return "historical"
    return found


def _governed(verb: Token) -> EventStatus | None:
    """What the word over an infinitive makes of it."""
    over = verb.head
    if verb.dep not in ("xcomp", "ccomp", "acomp") and not (verb.dep == "advcl" and over.pos == "ADJ"):
        return None
    lemma = over.lemma.lower()
    if any(child.dep == "neg" for child in over.children):
        return "negated"
    if over.lowered in _words("status", "expected") or lemma in _words("status", "expected"):
        return "expected"
    if lemma in _words("status", "planned") or over.lowered in _words("status", "planned"):
        return "planned"
    if lemma in _words("status", "negated"):
        return "negated"
    return "reported" if lemma in _words("status", "reported") else None


def place(verb: Token, taken: tuple[str, ...]) -> str | None:
    """Where: the name of a place in a prepositional phrase of the clause.

    ``taken`` are the prepositions that bring in the recipient: "fired at" is no place.
    """
    around = [*verb.children, *(grand for child in verb.children if child.dep == "dobj" for grand in child.children)]
    for prep in around:
        if prep.dep != "prep" or prep.lowered in taken or prep.lowered not in _words("places", "prepositions"):
            continue
        for obj in prep.children:
            if obj.dep == "pobj" and obj.ent in _words("places", "labels"):
                return _entity(obj)
    return None


def _entity(word: Token) -> str:
    """The whole of the name that the word is part of, without a possessive ending."""
    first, last = word.i, word.i + 1
    while word.doc[first].ent_goes_on:
        first -= 1
    while last < len(word.doc) and word.doc[last].ent_goes_on and word.doc[last].tag != "POS":
        last += 1
    return str(word.doc[first:last].text)


def when(draft: Draft, marked: Marked, trigger: Token) -> Timex | None:
    """The date in the trigger's own clause: one whose words hang on it with no other verb between."""
    block = marked.paragraph.block
    for timex in draft.times:
        if not timex.spans or timex.type not in ("DATE", "TIME") or not block.start <= timex.spans[0].start < block.end:
            continue
        words = marked.words(timex.spans[0])
        if timex.value is None or not timex.value[:1].isdigit() or words is None:
            continue
        if any(_hangs(word, trigger) for word in words):
            return timex
    return None


def _hangs(word: Token, trigger: Token) -> bool:
    for _ in range(DEPTH):
        word = word.head
        if word.i == trigger.i:
            return True
        if word.pos in ("VERB", "AUX"):
            return False
    return False


def long_past(timex: Timex | None, published: str | None) -> bool:
    """Whether the date lies so far before publication that the event is background."""
    if timex is None or timex.value is None or published is None:
        return False
    try:
        told = date.fromisoformat((timex.value + "-12-31")[:10] if len(timex.value) == 4 else timex.value[:10])
        return date.fromisoformat(published[:10]) - told > HISTORICAL
    except ValueError:
        # A week or an interval is precise enough to be news.
        return False
