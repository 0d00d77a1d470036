"""The grammar of a cue: which words attribute, whose they are, and whether they were spoken."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportedly.claims import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = frozenset({"VERB", "AUX"})
_SHARES_SUBJECT = frozenset({"conj", "advcl", "xcomp", "dep"})
LONGEST_CHAIN = 8
"""Verbs share a subject over a few steps in real sentences; hostile parses go on for ever."""


@cache
def verbs(language: str) -> Mapping[str, frozenset[str]]:
    """Lemma of a verb that attributes → the frames it is met in."""
    found: dict[str, set[str]] = {}
    for by_frame in lexicon.load("cues", language)["verbs"].values():
        for frame, lemmas in by_frame.items():
            for lemma in lemmas:
                found.setdefault(lemma, set()).add(frame)
    return MappingProxyType({lemma: frozenset(names) for lemma, names in found.items()})


@cache
def nouns(language: str) -> frozenset[str]:
    """Lemmas of nouns that attribute: "his claim that …"."""
    return frozenset(lemma for lemmas in lexicon.load("cues", language)["nouns"].values() for lemma in lemmas)


@cache
def listed(language: str, table: str, name: str) -> frozenset[str]:
    """The words of one list of the lexicon of cues."""
    return frozenset(lexicon.load("cues", language)[table][name])


def subject(verb: Token) -> Token | None:
    """Who does what the verb says: its own subject, or the one it shares with its head."""
    for _ in range(LONGEST_CHAIN):
        for child in verb.children:
            if child.dep_ in ("nsubj", "csubj"):
                return verb.head if verb.dep_ == "relcl" and child.tag_ in ("WP", "WDT") else child
            if child.dep_ == "agent":
                return next((c for c in child.children if c.dep_ == "pobj"), None)
            if child.dep_ == "nsubjpass":
                return None
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head
        if verb.tag_ == "VBN" and verb.dep_ == "advcl":  # "asked why, he said": somebody asked him
            return None
        if verb.dep_ not in _SHARES_SUBJECT or verb.head.pos_ not in VERBAL or verb.head is verb:
            return None
        verb = verb.head.head if goes_on(verb) else verb.head
    return None


def goes_on(participle: Token) -> bool:
    """Whether a participle goes on with the speaker, not its clause: "denied that they had left, calling it a lie"."""
    clause = participle.head
    return (
        participle.tag_ == "VBG"
        and participle.dep_ == "advcl"
        and participle.i > clause.i
        and participle.i > 0
        and participle.nbor(-1).lower_ == ","
        and clause.dep_ == "ccomp"
        and clause.head.i < clause.i
    )


def cue_words(verb: Token) -> set[int]:
    """The verb with its auxiliaries, adverbs and particle, as far as they stand beside it."""
    parts = {c.i for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod") and c.i < verb.i}
    parts |= {c.i for c in verb.children if c.dep_ == "prt"}
    cue, low, high = {verb.i}, verb.i - 1, verb.i + 1
    while low in parts:
        cue.add(low)
        low -= 1
    while high in parts:
        cue.add(high)
        high += 1
    return cue


def is_spoken(verb: Token, language: str) -> bool:
    """Whether the verb tells of a speech act that took place, and not of one denied, wished or supposed."""
    lemmas = {child.lemma_.lower() for child in verb.children if child.dep_ in ("aux", "neg")}
    if lemmas & listed(language, "skip", "modals"):
        return False
    negated = any(child.dep_ == "neg" for child in verb.children)
    if negated and verb.lemma_.lower() not in listed(language, "skip", "negatable"):
        return False
    return not (has(verb, "aux", "to") and verb.head.lemma_.lower() in listed(language, "skip", "unspoken"))


def has(token: Token, dep: str, word: str) -> bool:
    """Whether the word hangs on the token by that dependency."""
    return any(c.dep_ == dep and c.lower_ == word for c in token.children)
