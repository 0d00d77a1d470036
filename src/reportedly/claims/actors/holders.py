"""Which person a pronoun or a role means."""

from __future__ import annotations

from reportedly.claims.actors.roles import Role
from reportedly.claims.actors.scene import Scene
from reportedly.data import Actor, ActorKind, Span

_PERSON: frozenset[ActorKind] = frozenset({"person"})
_BODIES: frozenset[ActorKind] = frozenset({"organisation", "armed_force", "outlet"})
_GENDERS = {"he": "male", "him": "male", "his": "male", "she": "female", "her": "female", "hers": "female"}
_BELOW = frozenset({"vice", "deputy", "former"})


def pronoun(scene: Scene, word: str, offset: int) -> str | None:
    """The actor that a pronoun at the offset means, None where that is open.

    "he" and "she" are the last person who spoke or was a sentence's subject, of a
    gender that does not speak against it; "it" and "they" are a body: the subject
    of the sentence before, or the last speaker.
    """
    if word in _GENDERS:
        return _person(scene, _GENDERS[word], offset)
    if word in ("it", "its", "they", "their", "them"):
        return _body(scene, offset, plural=word.startswith("the"))
    return None


def _body(scene: Scene, offset: int, *, plural: bool) -> str | None:
    """The body that the sentence before has as its subject, else the last speaker where no other body came since."""

    def fits(actor: str) -> bool:
        kind = scene.actors[actor].kind
        return kind in _BODIES or (kind == "state" and not plural)

    if (subject := _subject_before(scene, offset)) is not None:
        acted = [actor for span, actor in scene.within(subject) if span.end == subject.end]
        acted += [actor for span, actor in scene.speakers(offset) if span.start >= subject.start]
        if acted and fits(acted[0]):
            return acted[0]
    last = next(iter(scene.speakers(offset)), None)
    if last is None or not fits(last[1]):
        return None
    since = {actor for span, actor in scene.before(offset, _BODIES) if span.start >= last[0].end}
    return last[1] if since <= {last[1]} else None


def _subject_before(scene: Scene, offset: int) -> Span | None:
    """The subject of the sentence before the one at the offset, up to its head: "The ministry"."""
    marked = scene.marked_at(offset)
    words = marked.words(Span(offset, offset + 1)) if marked else None
    first = marked.sentence(words.start)[0] if marked and words else 0
    if marked is None or first == 0:
        return None
    floor = marked.sentence(first - 1)[0]
    for token in marked.doc[floor:first]:
        if token.dep in ("nsubj", "nsubjpass") and token.head.dep == "ROOT":
            return marked.paragraph.span(marked.doc[max(floor, token.left_edge.i) : token.i + 1])
    return None


def _person(scene: Scene, gender: str, offset: int) -> str | None:
    def fits(actor: str) -> bool:
        return scene.actors[actor].kind == "person" and scene.gender(actor) in (gender, None)

    spoke = next(((span, actor) for span, actor in scene.speakers(offset) if fits(actor)), None)
    acted = next(((s, a) for s, a in scene.before(offset, _PERSON) if fits(a) and _leads(scene, s.start)), None)
    best = max((found for found in (spoke, acted) if found), default=None)
    if best is not None:
        return best[1]
    named = {actor for _, actor in scene.before(offset, _PERSON) if fits(actor)}
    return named.pop() if len(named) == 1 else None


def _leads(scene: Scene, offset: int) -> bool:
    """Whether the mention at the offset is the subject of its clause."""
    marked = scene.marked_at(offset)
    if marked is None:
        return False
    words = marked.words(Span(offset, offset + 1))
    if words is None:
        return False
    head = words[0]
    for _ in range(4):
        if head.dep in ("nsubj", "nsubjpass"):
            return True
        if head.dep not in ("compound", "appos", "flat", "nmod"):
            return False
        head = head.head
    return False


def holder(scene: Scene, role: Role, offset: int) -> str | None:
    """The person who holds the role that a description at the offset says.

    The words of the description must be words of the person's role, and the
    countries must not differ. One who is named only later must have the country
    said on both sides.
    """
    fitting = [actor for actor in scene.actors.values() if actor.kind == "person" and _holds(actor, role)]
    fitting = [
        a
        for a in fitting
        if a.mentions and (a.mentions[0].start < offset or (role.country and a.country == role.country))
    ]
    if role.country is not None and (same := [a for a in fitting if a.country == role.country]):
        fitting = same
    if len(fitting) <= 1:
        return fitting[0].id if fitting else None
    ids = {actor.id for actor in fitting}
    near = next((actor for _, actor in scene.speakers(offset) if actor in ids), None)
    return near or next((actor for _, actor in scene.before(offset, _PERSON) if actor in ids), None)


def _holds(actor: Actor, role: Role) -> bool:
    if actor.role is None or (role.country and actor.country and role.country != actor.country):
        return False
    # "head of state" is read up to its head: what follows "of" may go unsaid.
    held = actor.role.lower().replace("defense", "defence").split()
    said = role.text.lower().replace("defense", "defence").split()
    if role.spokesperson and actor.role.startswith("spokesperson"):
        return role.body is None or role.body.lower() in actor.role.lower()
    return set(said) <= set(held) and not (_BELOW & set(held)) - set(said)
