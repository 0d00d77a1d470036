"""What a cue attributes: a way to find the content for each frame of the lexicon."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from reportedly.claims.attribution.cues import VERBAL, goes_on, has, verbs
from reportedly.claims.attribution.words import subtree

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBORDINATES = frozenset({"as", "while", "after", "when", "because", "although", "though"})
_NOMINAL = frozenset({"to", "of", "into", "against", "between"})
"""Prepositions that in these places go with the noun before them, whatever the parse says."""


def after_that(clause: Token) -> set[int]:
    """The clause without its "that" and what stands before it: ", citing a witness, that [the road was open]"."""
    that = next((c.i for c in clause.children if c.dep_ == "mark" and c.lower_ == "that"), -1)
    known = verbs(clause.lang_)
    elsewhere = frozenset(
        c.i for c in clause.children if c.lemma_.lower() in known and (goes_on(c) or (c.i > clause.i and _meanwhile(c)))
    )
    return {i for i in subtree(clause, without=elsewhere) if i > that}


def _meanwhile(clause: Token) -> bool:
    """Whether the clause tells what others say at the same time: "says it has won, [as the rebels deny losing]"."""
    return has(clause, "mark", "as") and any(c.dep_ == "nsubj" for c in clause.children)


def _clause(verb: Token) -> set[int]:
    """A that-clause, a clause beside the verb, or a gerund: "said [the road was open]", "denied [closing it]"."""
    said = [c for c in verb.children if c.dep_ in ("ccomp", "parataxis") or (c.dep_ == "xcomp" and c.tag_ == "VBG")]
    if any(c.dep_ == "mark" and c.lower_ in _SUBORDINATES for c in verb.children):
        said = [c for c in said if c.i > verb.i]  # "says it has won, as the rebels deny losing": not what they deny
    if not said and verb.dep_ == "parataxis":
        return subtree(verb.head, without=frozenset({verb.i}))
    content = {i for clause in said for i in after_that(clause)}
    return content - _day_of_saying(verb, content)


def _day_of_saying(verb: Token, content: set[int]) -> set[int]:
    """Words of a day between the cue and what was said, which a parse counts to it: "said [on Monday] it had …"."""
    first = min(content, default=-1)
    if first != verb.i + 1 or verb.doc[first].dep_ not in ("prep", "npadvmod"):
        return set()
    words = subtree(verb.doc[first])
    dated = all(verb.doc[i].ent_type_ == "DATE" or verb.doc[i].pos_ == "ADP" for i in words)
    return words if dated and len(words) < len(content) else set()


def _infinitive(verb: Token) -> set[int]:
    """Somebody, if any, and what they are to do: "urged [the council to meet]", "promised [to leave]"."""
    said = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl") and has(c, "aux", "to")), None)
    if said is None or said.i < verb.i:
        return set()
    objects = [c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < said.i]
    return subtree(said) | {i for thing in objects for i in subtree(thing)}


def _object(verb: Token) -> set[int]:
    """A thing: "rejected [the plan]"; or, passive, "[the plan] was rejected"."""
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ != "PRON"), None)
    if thing is None:
        return set()
    content = subtree(thing)
    for child in verb.children:  # "demands a response [to the losses]" is parsed as if one demanded to the losses
        if child.dep_ in ("prep", "dative") and child.i == max(content) + 1 and child.lower_ in _NOMINAL:
            content |= subtree(child)
    return content


def _called(particle: str) -> Callable[[Token], set[int]]:
    """What follows a verb and its particle: "called for [the army to leave]", "called on [both sides to stop]"."""

    def find(verb: Token) -> set[int]:
        opening = verb.i + 1
        for child in verb.children:
            if child.dep_ == "prep" and child.i == opening and child.lower_ == particle:
                more = (
                    c for c in verb.children if c.dep_ in ("xcomp", "advcl") and has(c, "aux", "to") and c.i > child.i
                )
                return (subtree(child) | {i for c in more for i in subtree(c)}) - {opening}
            if child.dep_ in ("advcl", "ccomp", "xcomp") and has(child, "mark", particle):
                return {i for i in subtree(child) if i > opening}
        return set()

    return find


def _charged(particle: str) -> Callable[[Token], set[int]]:
    """Somebody and what is laid to them: "accused [the crew of negligence]", "blamed [the crew for the fire]"."""

    def find(verb: Token) -> set[int]:
        somebody = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
        if somebody is None:
            return set()
        content = subtree(somebody)
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ == particle and child.i > verb.i:
                content |= subtree(child)
        return content if any(verb.doc[i].lower_ == particle for i in content) else set()

    return find


def _described(verb: Token) -> set[int]:
    """Somebody and what they are called: "described [the talks as useful]", "called [it a disgrace]"."""
    if content := _charged("as")(verb):
        return content
    called = next(
        (c for c in verb.children if c.dep_ in ("oprd", "ccomp") and c.pos_ not in VERBAL and c.i > verb.i), None
    )
    if called is None:
        return set()
    objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    return subtree(called) | {i for thing in objects for i in subtree(thing)}


CONTENTS: Mapping[str, Callable[[Token], set[int]]] = MappingProxyType(
    {
        "clause": _clause,
        "for": _called("for"),
        "on": _called("on"),
        "infinitive": _infinitive,
        "of": _charged("of"),
        "charge": _charged("for"),
        "at": _charged("at"),
        "as": _described,
        "object": _object,
    }
)
