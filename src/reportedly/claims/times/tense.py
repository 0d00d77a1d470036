"""The verb that an expression belongs to, and which side of publication its tense points to."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reportedly.claims import lexicon

if TYPE_CHECKING:
    from reportedly.claims.parse import Token

_CHILDREN = 40  # words on one verb that are looked at; hostile text hangs thousands on one
_CLIMB = 12  # heads from a time expression to its verb; more is a broken parse, and hostile text has long ones


def ahead(verb: Token | None) -> bool | None:
    """True for what is to come, False for what is over, None where the tense leaves it open.

    "was expected to arrive" and "would arrive" are seen from the past and
    leave it open.
    """
    if verb is None:
        return None
    outer = verb.head if verb.dep in {"xcomp", "ccomp", "advcl"} and _is_infinitive(verb) else None
    if outer is not None and outer.pos in {"VERB", "AUX", "ADJ"}:
        if outer.lemma.lower() in lexicon.load("times")["ahead"]["verbs"]:
            return None if _past(outer) else True
        return _ahead(outer)
    return _ahead(verb)


def _ahead(verb: Token) -> bool | None:
    """What the form of one verb says."""
    helpers = {child.lowered for child in islice(verb.children, _CHILDREN) if child.dep in {"aux", "auxpass"}}
    if helpers & set(lexicon.load("times")["ahead"]["auxiliaries"]):
        return True
    if helpers & set(lexicon.load("times")["ahead"]["open"]):
        return None
    if verb.lemma.lower() in lexicon.load("times")["ahead"]["awaited"]:
        return None
    if _past(verb):
        return False
    return True if _is_infinitive(verb) and verb.dep in {"acl", "relcl", "xcomp"} else None


def governor(token: Token) -> Token | None:
    """The verb that the token belongs to, None where none is near."""
    for _ in range(_CLIMB):
        if token.pos in {"VERB", "AUX"} and token.dep not in {"amod", "compound", "aux", "auxpass"}:
            return token
        if token.head is token or token.head.i == token.i:
            return None
        token = token.head
    return None


def _is_infinitive(verb: Token) -> bool:
    return verb.tag == "VB" and any(
        child.lowered == "to" for child in islice(verb.children, _CHILDREN) if child.dep == "aux"
    )


def _past(verb: Token) -> bool:
    if verb.tag == "VBD":
        return True
    helpers = [child for child in islice(verb.children, _CHILDREN) if child.dep in {"aux", "auxpass"}]
    if verb.tag == "VBN" and not helpers:
        return True
    return any(child.tag == "VBD" or child.lowered in {"has", "have", "had", "’ve", "'ve"} for child in helpers)
