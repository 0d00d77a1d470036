"""Who acts on whom: a trigger's words → actors of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.claims.actors.marks import Marked
from reportedly.claims.actors.parties import party
from reportedly.claims.actors.scene import Scene
from reportedly.claims.events import clauses
from reportedly.claims.events.frames import Frame
from reportedly.data import Claim

if TYPE_CHECKING:
    from reportedly.claims.parse import Token

_CHARGED = frozenset({"dobj", "pobj", "nsubj", "compound"})


def actor_at(scene: Scene, marked: Marked, word: Token) -> str | None:
    """The actor whom the noun phrase headed by the word means.

    A mention on the word itself decides, soldiers of a state standing for the
    state; else the phrase is led back as a source is. "it" and "they" are left
    open: outside verbs of saying they mean things as often as bodies.
    """
    if word.tag == "PRP" and word.lowered not in ("he", "she"):
        return None
    span = marked.paragraph.span(word)
    around = marked.paragraph.span(marked.doc[word.left_edge.i : word.i + 1])
    for mention, actor in scene.within(around):
        if mention.start <= span.start and span.end <= mention.end:
            return actor
    right = max((child.right_edge.i for child in word.children if child.dep in ("appos", "prep")), default=word.i)
    return party(scene, marked.paragraph.span(marked.doc[word.left_edge.i : right + 1]))


def acting(scene: Scene, marked: Marked, trigger: Token) -> str | None:
    """Who does it: the subject of a verb, whoever stands before a noun ("Spain's aid", "Spanish aid")."""
    if trigger.pos == "VERB":
        subject = clauses.subject(trigger)
        return actor_at(scene, marked, subject) if subject is not None else None
    return _owner(scene, marked, trigger)


def _owner(scene: Scene, marked: Marked, noun: Token) -> str | None:
    """Whose the thing is: the possessor, or the body or people named before it."""
    for child in noun.children:
        if child.dep == "poss":
            return actor_at(scene, marked, child)
    for child in noun.children:
        if child.dep not in ("amod", "compound", "nmod"):
            continue
        entry = marked.entry(child.i)
        if entry is not None and entry.id in scene.actors:
            return entry.id
        if entry is not None and entry.kind in ("organisation", "armed_force"):
            return next((actor for _, actor in scene.within(marked.paragraph.span(child))), None)
    return None


def receiving(scene: Scene, marked: Marked, trigger: Token, frame: Frame) -> str | None:
    """On whom it is done: the first place of the frame that names an actor."""
    for where in frame.recipient:
        if (actor := _receiver(scene, marked, trigger, where)) is not None:
            return actor
    return None


def _receiver(scene: Scene, marked: Marked, trigger: Token, where: str) -> str | None:
    patient = clauses.patient(trigger) if trigger.pos == "VERB" else None
    if where == "object":
        return actor_at(scene, marked, patient) if patient is not None else None
    if where == "whose":
        return _owner(scene, marked, patient) if patient is not None else None
    if where == "provided":
        return actor_at(scene, marked, patient) if patient is not None and clauses.provided(trigger) else None
    if where == "dative":
        given = next((child for child in trigger.children if child.dep == "dative"), None)
        return _given(scene, marked, given) if given is not None else None
    if where == "fellow":
        subject = clauses.subject(trigger)
        fellow = next((child for child in subject.children if child.dep == "conj"), None) if subject else None
        return actor_at(scene, marked, fellow) if fellow is not None else None
    hosts = [trigger, *([patient] if patient is not None else [])]
    for child in (child for host in hosts for child in host.children):
        if child.dep in ("prep", "dative") and child.lowered == where:
            return _given(scene, marked, child)
    return None


def _given(scene: Scene, marked: Marked, word: Token) -> str | None:
    """The actor in a "to" phrase or bare dative: itself, or whose cause it is ("to Spain's defence")."""
    obj = next((child for child in word.children if child.dep == "pobj"), None) if word.pos == "ADP" else word
    if obj is None:
        return None
    return actor_at(scene, marked, obj) or _owner(scene, marked, obj)


def demanded(scene: Scene, claim: Claim) -> str | None:
    """Of whom something is asked, or who is charged: the addressee, or who is to act in the content."""
    if claim.addressee is not None and claim.addressee.actor is not None:
        return claim.addressee.actor
    if not claim.content.spans or claim.kind == "promise":
        return None
    span = claim.content.spans[0]
    marked = scene.marked_at(span.start)
    words = marked.words(span) if marked is not None else None
    if marked is None or words is None or not len(words):
        return None
    inside = range(words.start, words.end)
    for token in words:
        verb = token.head
        aux = {child.lowered for child in verb.children if child.dep == "aux"} if verb.i in inside else set()
        asked = token.dep == "nsubj" and bool(aux & {"should", "must", "to"})
        charged = claim.kind == "accusation" and token.i == words.start and token.dep in _CHARGED
        if asked or charged:
            return actor_at(scene, marked, token)
    # "urged NATO to respond": the parser makes the one who is asked the object of "urged".
    first = words[0]
    if first.dep == "dobj" and first.head.i < words.start:
        return actor_at(scene, marked, first)
    # "demands a Turkish answer": whose answer it is to be.
    return _owner(scene, marked, words.root) if claim.kind == "demand" and words.root.pos == "NOUN" else None
