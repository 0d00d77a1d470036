"""What became of the things counted, by the words and verbs they stand with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from reportedly.claims import lexicon

if TYPE_CHECKING:
    from reportedly.claims.parse import Token

_CHILDREN = 40
_AFTER = 3  # words between a noun and what is said of it: "people are still"
_CLIMB = 8  # heads from a noun to its verb, and from a verb to those above it
_OBJECTS = frozenset({"dobj", "nsubjpass", "obj", "dative", "attr", "oprd"})
_RELATIVE = frozenset({"who", "which", "that"})


def status(head: Token, *, near: tuple[Token, ...]) -> str | None:
    """What is said of the things: sent, promised, killed; None where nothing is.

    ``near`` are the words at the number and in the noun phrase. They come
    first, then a participle after the noun ("soldiers killed in …"), then the
    verb with what stands above it ("promised to send").
    """
    if found := of_noun(head, near=near):
        return found
    verb, role = governor(head)
    return None if verb is None else of_verb(verb, role)


def of_noun(head: Token, *, near: tuple[Token, ...]) -> str | None:
    """What the noun itself says of the things: "missing people", "soldiers killed in …"."""
    if found := of_words(near):
        return found
    for child in children(head):
        if child.dep in {"acl", "relcl", "amod"} and child.i > head.i and child.tag == "VBN" and _is_said(child):
            return _by_verb(child, "object") or _words().get(child.lowered)
    return _of_following(head)


def _of_following(head: Token) -> str | None:
    """What the words right after the noun say, wherever the parse hangs them: "people are still missing"."""
    doc, at = head.doc, head.i + 1
    while at < len(doc) and at <= head.i + _AFTER and (doc[at].pos in {"AUX", "ADV"} and doc[at].lowered != "not"):
        at += 1
    if at == len(doc):
        return None
    if at > head.i + 1:
        passive = doc[at].tag == "VBN" and doc[at - 1].pos == "AUX"
        return _words().get(doc[at].lowered) or (_by_verb(doc[at], "object") if passive else None)
    return _by_verb(doc[at], "object") if doc[at].tag == "VBN" and doc[at].dep == "acl" else None


def of_next(number: Token) -> str | None:
    """What the verb right after a bare number says of it: "thousands fled", "60 were hurt", "three are missing"."""
    doc, at = number.doc, number.i + 1
    if at == len(doc):
        return None
    if doc[at].pos == "AUX":
        return _of_following(number)
    return of_verb(doc[at], "subject") if doc[at].tag in {"VBD", "VBP"} else None


def of_words(near: Iterable[Token]) -> str | None:
    """What a word at the number says: "40 missing"."""
    return next((found for token in near if (found := _words().get(token.lowered))), None)


def _is_said(participle: Token) -> bool:
    """Whether it is said of the noun before it: not the "shot" of "seven drones, four of which were shot"."""
    subjects = [child for child in children(participle) if child.dep in {"nsubj", "nsubjpass"}]
    helper = next((child for child in children(participle) if child.dep == "auxpass"), None)
    if helper is not None and [token.lowered for token in helper.doc[max(0, helper.i - 2) : helper.i]][:1] == ["of"]:
        return False
    return not subjects or (subjects[0].lowered in _RELATIVE and helper is not None)


def of_total(noun: str) -> str | None:
    """What became of those whom a total counts: "toll" of the killed."""
    return _verbs("total").get(noun)


def implies_people(name: str | None) -> bool:
    """Whether only people have that status."""
    return name in lexicon.load("figures")["kinds"]["people"]


def fitting(name: str | None, *, things: bool) -> str | None:
    """The status as it is said of things, or of people: things are not killed but destroyed."""
    table: Mapping[str, str] = lexicon.load("figures")["kinds"]["of_things" if things else "of_people"]
    return name and (table.get(name, name) or None)


def children(token: Token) -> Iterator[Token]:
    """The first words that hang on a token; hostile text hangs thousands on one."""
    return islice(token.children, _CHILDREN)


def governor(head: Token) -> tuple[Token | None, str]:
    """The verb above a noun, and what the noun is to it: object, subject, for, or other."""
    role, token = "", head
    for _ in range(_CLIMB):
        above = token.head
        if above.i == token.i:
            return (token, role) if token.pos in {"VERB", "AUX"} else (None, "")
        if not role:
            role = _role(token)
        if above.pos in {"VERB", "AUX"}:
            return above, role or "other"
        token = above
    return None, ""


def _role(token: Token) -> str:
    if token.dep in _OBJECTS:
        return "object"
    if token.dep in {"nummod", "dep"} and token.head.pos == "VERB":  # "48 of 55": hung on the verb itself
        return "subject" if token.i < token.head.i else "object"
    if token.dep == "nsubj":
        return "subject"
    if token.dep == "pobj":
        hedge = token.head.i < token.i and token.head.lowered in lexicon.load("figures")["prepositions"]
        if hedge and token.doc[token.head.i + 1].tag == "CD":
            return "object"  # "launched over 180 rockets"
        return "for" if token.head.lowered == "for" else "other"
    return ""


def of_verb(verb: Token, role: str) -> str | None:
    """What the verb says of its object, its subject or what it is for."""
    passive = any(child.dep == "auxpass" for child in children(verb))
    done = _by_verb(verb, "object" if role == "subject" and passive else role) if role != "other" else None
    for child in children(verb):
        if child.dep in {"acomp", "oprd", "attr"} and role == "subject":
            done = _words().get(child.lowered) or _verbs("subject").get(child.lemma.lower()) or done
    if done is None and role != "object":
        return None
    return _meant(verb) or done


def _by_verb(verb: Token, role: str) -> str | None:
    """What the verb says, with its particle where that makes another verb of it: "shot down"."""
    lemma = verb.lemma.lower()
    particle = next((child.lowered for child in children(verb) if child.dep == "prt"), None)
    whole = _verbs(role).get(f"{lemma} {particle}") if particle else None
    return whole or _verbs(role).get(lemma)


def _meant(verb: Token) -> str | None:
    """What is still to come: "will send", "promised to send", "is expected to be sent"."""
    helpers = {child.lowered for child in children(verb) if child.dep == "aux"}
    if helpers & {"will", "’ll", "'ll", "shall"}:
        return "expected"
    if "to" in helpers and verb.dep in {"xcomp", "ccomp", "acl", "advcl"}:
        return _verbs("above").get(verb.head.lemma.lower()) or _verbs("above").get(verb.head.lowered)
    return None


@cache
def _verbs(role: str) -> Mapping[str, str]:
    table = lexicon.load("figures")["status"].get(role, {})
    return {verb: name.replace("_", " ") for name, verbs in table.items() for verb in verbs}


@cache
def _words() -> Mapping[str, str]:
    return _verbs("word")
