"""Whom a noun phrase means: by name, by role, as a body, through a document, by a pronoun."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.claims.actors import holders, roles
from reportedly.claims.actors.bodies import head_of
from reportedly.claims.actors.gazetteer import lookup
from reportedly.claims.actors.marks import Marked
from reportedly.claims.actors.scene import Scene
from reportedly.claims.lexicon import load
from reportedly.data import ActorKind, Span

if TYPE_CHECKING:
    from reportedly.claims.parse import Token, Words

DEPTH = 4
"""Phrases within phrases that are followed: "a post by the mayor's spokesman" is two."""

_BODIES: frozenset[ActorKind] = frozenset({"organisation", "armed_force", "outlet"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, its head, and how many phrases it was reached through."""

    scene: Scene
    marked: Marked
    words: Words
    root: Token
    depth: int = 0

    @property
    def span(self) -> Span:
        """Where the phrase stands in the article."""
        return self.marked.paragraph.span(self.words)

    def inner(self, word: Token) -> Phrase:
        """The part of the phrase that the word heads."""
        left, right = max(word.left_edge.i, self.words.start), min(word.right_edge.i + 1, self.words.end)
        words = self.marked.doc[min(left, word.i) : max(right, word.i + 1)]
        return Phrase(self.scene, self.marked, words, word, self.depth + 1)

    def children(self) -> list[Token]:
        """The head's dependants inside the phrase."""
        return [child for child in self.root.children if self.words.start <= child.i < self.words.end]


@cache
def _words(*path: str) -> frozenset[str]:
    found = load("roles")
    for key in path:
        found = found[key]
    return frozenset(found)


def party(scene: Scene, span: Span) -> str | None:
    """The actor whom the words mean, None where none or more than one may be meant."""
    marked = scene.marked_at(span.start)
    words = marked.words(span) if marked else None
    if marked is None or words is None or not len(words):
        return None
    return meant(Phrase(scene, marked, words, words.root))


def meant(phrase: Phrase) -> str | None:
    """The actor whom the phrase means."""
    root = phrase.root
    if phrase.depth > DEPTH or any(child.dep == "conj" for child in phrase.children()):
        return None
    if root.tag in ("PRP", "PRP$"):
        return holders.pronoun(phrase.scene, root.lowered, phrase.span.start)
    if root.tag in ("WP", "WDT"):
        return _antecedent(phrase)
    if (actor := _named(phrase)) is not None:
        return actor
    lowered = root.lowered
    if lowered in _words("roles", "spokespeople") and (actor := _inside(phrase, ("for", "of"))) is not None:
        return actor
    if lowered in _words("sources", "documents") or root.lemma.lower() in _words("sources", "documents"):
        return _author(phrase)
    if lowered in _words("stand_in", "classes"):
        return _state(phrase)
    if roles.head_at(phrase.marked, root.i) is not None:
        return _holder(phrase)
    return _body(phrase)


def _named(phrase: Phrase) -> str | None:
    """The actor whose name heads the phrase or stands in apposition to its head."""
    marked, root = phrase.marked, phrase.root
    for span, actor in phrase.scene.within(phrase.span):
        words = marked.words(span)
        if words is None:
            continue
        kind = phrase.scene.actors[actor].kind
        if words.start <= root.i < words.end:
            # Soldiers of a state are not the state when they talk.
            if (
                kind == "state"
                and len(words) > 1
                and root.i not in marked.marks
                and root.lowered not in ("side", "delegation")
            ):
                continue
            return actor
        if kind != "state" and _beside(words.root, root, kind):
            return actor
        if kind == "person":
            floor, ceiling = phrase.words.start, marked.sentence(words.start)[1]
            said = roles.before(marked, words.start, floor=floor) or roles.after(marked, words.end, ceiling=ceiling)
            if said is not None and said.first <= root.i < said.last and not _owned(words):
                return actor
    return None


def _beside(word: Token, root: Token, kind: ActorKind) -> bool:
    """Whether the word stands in apposition to the head; a person's name also as part of a compound with it."""
    links = ("appos", "compound", "nmod", "flat") if kind == "person" else ("appos",)
    for _ in range(DEPTH):
        if word.dep not in links:
            return False
        word = word.head
        if word.i == root.i:
            return True
    return False


def _owned(words: Words) -> bool:
    """Whether the words are a possessor: "X's" in "X's spokesman"."""
    return words.root.dep == "poss"


def _antecedent(phrase: Phrase) -> str | None:
    """The noun that "who" goes back to."""
    verb = phrase.root.head
    noun = verb.head
    if verb.dep != "relcl" or noun.i >= phrase.root.i:
        return None
    words = phrase.marked.doc[noun.left_edge.i : phrase.root.i]
    return meant(Phrase(phrase.scene, phrase.marked, words, noun, phrase.depth + 1))


def _inside(phrase: Phrase, prepositions: tuple[str, ...]) -> str | None:
    """The party inside: the possessor, the object of a preposition, or a name before the head."""
    children = phrase.children()
    for child in children:
        if child.dep == "poss":
            return meant(phrase.inner(child))
    for child in children:
        if child.dep in ("prep", "agent") and child.lowered in prepositions:
            return next((meant(phrase.inner(obj)) for obj in child.children if obj.dep == "pobj"), None)
    for child in children:
        if child.dep in ("compound", "nmod", "amod"):
            inner = phrase.inner(child)
            found = next(iter(phrase.scene.within(inner.span)), None)
            if found and phrase.scene.actors[found[1]].kind != "state":
                return found[1]
    return None


def _author(phrase: Phrase) -> str | None:
    """Whose post, statement or report it is; "the statement" is the last speaker's."""
    if (actor := _inside(phrase, ("from", "by", "of"))) is not None:
        return actor
    alone = not any(child.dep in ("poss", "prep", "amod", "compound") for child in phrase.children())
    if alone and phrase.words[0].lowered == "the" and phrase.root.tag == "NN":
        return next((actor for _, actor in phrase.scene.speakers(phrase.span.start)), None)
    return None


def _state(phrase: Phrase) -> str | None:
    """The state that "the country" or "the Baltic state of X" means."""
    if (actor := _inside(phrase, ("of",))) is not None:
        return actor if phrase.scene.actors[actor].kind == "state" else None
    if phrase.words[0].lowered not in ("the", "this"):
        return None
    return focus(phrase.scene, phrase.span.start)


def focus(scene: Scene, offset: int) -> str | None:
    """The state in focus before the offset.

    That is the one state the sentence before has as its subject (or in it: "the
    Baltic state of X"), or else the only one it names. No more is tried: two
    states in a sentence without either as its subject leave it open.
    """
    marked = scene.marked_at(offset)
    words = marked.words(Span(offset, offset + 1)) if marked else None
    first = marked.sentence(words.start)[0] if marked and words else 0
    if marked is None or first == 0:
        return None
    before = marked.doc[first - 1].sent
    named = [
        (marked.words(span), actor)
        for span, actor in scene.within(marked.paragraph.span(before))
        if scene.actors[actor].kind == "state"
    ]
    subjects = {t.i for s in before.root.children if s.dep in ("nsubj", "nsubjpass") for t in s.subtree()}
    leading = {actor for found, actor in named if found is not None and found.root.i in subjects}
    states = leading or {actor for _, actor in named}
    return states.pop() if len(states) == 1 else None


def _definite(phrase: Phrase) -> bool:
    first = phrase.words[0]
    return first.lowered not in _INDEFINITE and phrase.root.tag in ("NN", "NNP")


def _holder(phrase: Phrase) -> str | None:
    """The person who holds the role, or the unnamed one whom the description makes known."""
    marked, root = phrase.marked, phrase.root
    first = phrase.words.start + (phrase.words[0].tag == "DT")
    role = roles.read(marked, first, phrase.words.end) or roles.read(marked, first, root.i + 1)
    if role is None or root.tag not in ("NN", "NNP"):
        return None
    place = marked.paragraph.span(marked.doc[first : root.i + 1])
    if _definite(phrase):
        if (actor := holders.holder(phrase.scene, role, place.start)) is not None:
            phrase.scene.mention(actor, place)
            return actor
        if role.country is None or root.lowered in _words("sources", "crowds"):
            return None
    described = role.country or any(t.tag == "NNP" for t in marked.doc[first : root.i])
    if not described:
        return None
    name = marked.doc[first : root.i + 1].text
    return phrase.scene.enter(name, "person", place, country=role.country, role=role.text)


def _body(phrase: Phrase) -> str | None:
    """The body that "the ministry" or "the alliance" goes on about."""
    scene, root = phrase.scene, phrase.root
    if not _definite(phrase) or any(child.dep in ("poss", "prep") for child in phrase.children()):
        return None
    country = next((code for t in phrase.words if (code := phrase.marked.country(t.i))), None)
    lowered = root.lowered
    for _, actor in scene.before(phrase.span.start, _BODIES):
        known = scene.actors[actor]
        if country is not None and known.country != country:
            continue
        entry = lookup(known.name)
        if lowered in known.name.lower().split() or (entry is not None and lowered in entry.classes):
            return _at(phrase, actor)
    outlet = scene.draft.article.outlet
    own = outlet is not None and lowered in outlet.lower().split() and head_of(phrase.marked, root.i) is not None
    if own and outlet is not None and country is None:
        return scene.enter(outlet, "organisation", phrase.marked.paragraph.span(root))
    return None


def _at(phrase: Phrase, actor: str) -> str:
    first = phrase.words.start + (phrase.words[0].tag == "DT")
    phrase.scene.mention(actor, phrase.marked.paragraph.span(phrase.marked.doc[first : phrase.root.i + 1]))
    return actor
