"""Whether words name somebody who can speak: a named party, a role, a body, a plural of people."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly.claims import lexicon

if TYPE_CHECKING:
    from reportedly.claims.parse import Token, Words

_PARTIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
_SAID = frozenset({"he", "she", "they", "it"})
_OPENING = frozenset({"CD", "DT", "JJ", "PDT", "PRP$", "VBG", *_NOMINAL})
_RELATIVES = frozenset({"WDT", "WP", "WRB"})
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
"""Tags of verbs that make a clause."""


def is_named(words: Words) -> bool:
    """Whether a word of theirs belongs to the name of a party."""
    return any(token.ent in _PARTIES for token in words)


def is_noun_phrase(words: Words) -> bool:
    """Whether the words can be a subject: a pronoun, or a phrase with a noun and no clause."""
    if len(words) == 1 and words[0].lowered in _SAID:
        return True
    return (
        len(words) > 0
        and words[0].tag in _OPENING
        and any(t.tag in _NOMINAL for t in words)
        and not any(t.tag in FINITE or t.tag in _RELATIVES or t.text in (",", ":", ";") for t in words)
    )


def phrase_at(words: Words) -> Words | None:
    """The noun phrase that the words begin with, with an apposition between commas."""
    doc = words.doc
    end = words.start
    while end < words.end and (doc[end].lowered == "of" or _nominal(doc[end])):
        end += 1
    phrase = doc[words.start : end]
    if not is_noun_phrase(phrase):
        return None
    if end < words.end and (doc[end].tag in FINITE or doc[end].dep == "aux"):
        return None  # "…, say the lawyers will pay"
    if end < words.end and doc[end].text == ",":
        close = end + 1
        while close < words.end and _nominal(doc[close]):
            close += 1
        added = doc[end + 1 : close]
        stops = close < words.end and doc[close].text in ",."
        if stops and is_noun_phrase(added) and added[-1].tag in ("NNP", "NNPS"):
            return doc[words.start : close]
    return phrase


def _nominal(token: Token) -> bool:
    return token.pos in ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON") or token.tag in ("POS", "PRP$", "HYPH")


def may_speak(words: Words, language: str) -> bool:
    """Whether the words name a party, or their head is a role, a body or a plural of people."""
    return is_named(words) or is_role(words, language)


def is_role(words: Words, language: str) -> bool:
    """Whether the head of the words, the noun before their first preposition, is a role, a body or people."""
    head = _head(words)
    if head is None:
        return False
    return head.lowered in _people(language) or head.lemma.lower() in _people(language) or _plural(head, language)


def _head(words: Words) -> Token | None:
    last = None
    for token in words:
        if token.tag in _NOMINAL:
            last = token
        elif last is not None and token.tag not in ("HYPH", "POS", "JJ", "CD"):
            break
    return last


def _plural(head: Token, language: str) -> bool:
    colon = lexicon.load("cues", language)["colon"]
    word = head.lowered
    return word.endswith(tuple(colon["trades"])) and word not in colon["things"]


@cache
def _people(language: str) -> frozenset[str]:
    roles, colon = lexicon.load("roles", language), lexicon.load("cues", language)["colon"]
    bodies = roles["bodies"]
    words = (
        *roles["roles"]["heads"],
        *bodies["organisation"],
        *bodies["armed_force"],
        *bodies["chorus"],
        *bodies["groups"],
        *colon["speakers"],
        *colon["plurals"],
    )
    return frozenset(word.rpartition(" ")[2] for word in words)
