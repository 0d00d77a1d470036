"""Bodies known by description or by the model: ministries, services, armies, companies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from reportedly.claims.actors.gazetteer import fold, looks_like_outlet
from reportedly.claims.actors.marks import Marked, acts, publishes, tells
from reportedly.claims.actors.mentions import Body, Mention
from reportedly.claims.lexicon import load
from reportedly.data import ActorKind

if TYPE_CHECKING:
    from reportedly.claims.parse import Token, Words

REACH = 8
"""Words that a body's name may have on one side of its head."""

_JOINING = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "POS"})
_COUNTED = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL"})
_LINKS = frozenset({"POS", "DT", "IN", "HYPH"})


@cache
def _heads() -> dict[tuple[str, ...], ActorKind]:
    """Body heads by their words, with the kind of actor they make."""
    bodies = load("roles")["bodies"]
    heads: dict[tuple[str, ...], ActorKind] = {tuple(head.split()): "organisation" for head in bodies["organisation"]}
    return heads | {tuple(head.split()): "armed_force" for head in bodies["armed_force"]}


@cache
def _parts() -> frozenset[str]:
    """Words that heads of bodies are made of: no owner's name."""
    return frozenset(part for head in _heads() for part in head)


@cache
def _words(*path: str) -> frozenset[str]:
    found = load("roles")
    for key in path:
        found = found[key]
    return frozenset(found)


def head_of(marked: Marked, word: int) -> tuple[int, ActorKind] | None:
    """The first word of the body head that ends with the word, and its kind."""
    doc = marked.doc
    for size in (3, 2, 1):
        first = word - size + 1
        if first >= 0 and (kind := _heads().get(tuple(t.lowered for t in doc[first : word + 1]))):
            return first, kind
    return None


def _joins(token: Token) -> bool:
    """Whether the word can stand between a body's owner and its head."""
    return token.tag in ("NN", "NNP", "NNPS", "JJ", "HYPH", "POS", "NNS") and token.ent not in (
        "DATE",
        "TIME",
        "CARDINAL",
        "ORDINAL",
    )


def _left(marked: Marked, head: int) -> int:
    doc, floor = marked.doc, marked.sentence(head)[0]
    first = head
    idle = _words("roles", "idle") | _words("roles", "qualifiers")
    while first > max(floor, head - REACH):
        token = doc[first - 1]
        if not (_joins(token) or first - 1 in marked.marks) or token.lowered in idle:
            break
        mark = marked.marks.get(first - 1)
        first = mark.first if mark else first - 1
    while first < head and (doc[first].tag in ("POS", "HYPH") or doc[first].lowered in idle):
        first += 1
    return first


def _right(marked: Marked, word: int) -> int:
    """Where the "of" phrases after a body's head end: "Ministry of Foreign Affairs of Latvia"."""
    doc, ceiling = marked.doc, marked.sentence(word)[1]
    last = word + 1
    while last + 1 < min(ceiling, word + 2 * REACH) and doc[last].lowered in ("of", "for"):
        inner = last + 1
        if doc[inner].tag == "DT":
            inner += 1
        end = inner
        while end < min(ceiling, inner + REACH) and (
            doc[end].tag in ("NNP", "NNPS")
            or end in marked.marks
            or (doc[end].lowered == "and" and end > inner and doc[end + 1 : end + 2].text[:1].isupper())
            or (doc[end].tag in ("NN", "NNS") and doc[end - 1].tag in ("NNP", "NNPS") and doc[end].head.i <= end)
        ):
            end += 1
        while end > inner and doc[end - 1].lowered == "and":
            end -= 1
        if end == inner:
            break
        last = end
    return last


def described(marked: Marked) -> Iterator[Mention]:
    """Bodies named by whose they are and what they do: "South Korean intelligence"."""
    doc = marked.doc
    for token in doc:
        if (found := head_of(marked, token.i)) is None or token.i in marked.marks:
            continue
        following = doc[token.i + 1] if token.i + 1 < len(doc) else None
        if following is not None and (
            (head_of(marked, token.i + 1) or (0,))[0] == found[0]
            or (following.tag in ("NN", "NNS", "HYPH") and following.lowered not in ("today", "yesterday"))
        ):
            continue
        first, last = _left(marked, found[0]), _right(marked, token.i)
        if (mention := _body(marked, first, (found[0], token.i), last, found[1])) is not None:
            yield mention


def _body(marked: Marked, first: int, heads: tuple[int, int], last: int, kind: ActorKind) -> Mention | None:
    """The body that the words name; None where they could be anybody's.

    ``heads`` are the first and last word of its head: a branch alone ("air
    defence") is no body.
    """
    head, tail = heads
    doc = marked.doc
    while first < head and doc[first].tag == "DT":
        first += 1
    if last - first < 2:
        return None
    subjects = _words("bodies", "subjects")
    country = next((code for at in range(first, last) if (code := marked.country(at))), None)
    around = [*doc[first:head], *doc[tail + 1 : last]]
    owned = any(t.tag in ("NNP", "NNPS") and t.lowered not in subjects and t.lowered not in _parts() for t in around)
    generic = doc[head].lowered in _words("bodies", "generic")
    subject = (
        kind == "organisation" and any(t.lowered in subjects for t in around) and (not generic or tells(doc[head]))
    )
    if country is None and not owned and not subject:
        return None
    owner = _owner(marked, first, head)
    return Mention(
        span=marked.paragraph.span(doc[first:last]),
        name=doc[first:last].text,
        kind=kind,
        key=(country or "", *_told(marked, range(first, last))),
        country=country,
        body=Body(
            bare=_told(marked, range(owner, last)),
            name=doc[owner:last].text,
            owner=country or doc[first:owner].text,
            possessive=any(t.tag == "POS" for t in doc[first:owner]),
        ),
    )


def _told(marked: Marked, words: range) -> tuple[str, ...]:
    """The words by which a body is known, whatever their order: "Ministry of Defence", "defense ministry"."""
    tokens = (marked.doc[at] for at in words if marked.country(at) is None)
    return tuple(sorted(t.lowered.replace("defense", "defence") for t in tokens if t.tag not in _LINKS))


def _owner(marked: Marked, first: int, head: int) -> int:
    """Where whose the body is ends and what it does begins: "Latvia's | Interior Ministry"."""
    doc, subjects = marked.doc, _words("bodies", "subjects")
    at = first
    while at < head and (at in marked.marks or doc[at].tag in ("POS", "HYPH") or doc[at].text[0].isupper()):
        if doc[at].lowered in subjects or doc[at].lowered in _parts():
            break
        at += 1
    return at


def named(marked: Marked, outlet: str | None) -> Iterator[Mention]:
    """Organisations and acting places that only the model knows, where the sentence bears it out.

    ``outlet`` is the article's own, which names itself in its text.
    """
    doc = marked.doc
    for ent in doc.ents:
        tokens = [t for t in ent if t.tag not in ("DT", "POS") and not t.is_space]
        if not tokens or any(t.i in marked.marks for t in tokens):
            continue
        words = doc[tokens[0].i : tokens[-1].i + 1]
        if len(tokens) == 1 and _common(marked, tokens[0]):
            continue
        if not all(
            t.text[0].isupper() or t.text[0].isdigit() or t.tag in ("IN", "CC", "DT", "HYPH", "POS") for t in words
        ):
            continue
        itself = outlet is not None and fold(words.text) == fold(outlet)
        published = itself or (looks_like_outlet(words.text) and publishes(words))
        if published:
            yield Mention(span=marked.paragraph.span(words), name=words.text, kind="outlet", key=(words.text,))
        elif ent.label == "ORG" and _bears(words):
            yield Mention(span=marked.paragraph.span(words), name=words.text, kind="organisation", key=(words.text,))
        elif ent.label == "GPE" and (tells(ent.root) or acts(ent.root)):
            yield Mention(span=marked.paragraph.span(words), name=words.text, kind="state", key=(words.text,))


def _common(marked: Marked, token: Token) -> bool:
    """Whether the word alone names nobody: a body's head, a region, what a body does, half of a longer name."""
    words = _words("bodies", "regions") | _words("bodies", "subjects") | _words("bodies", "groups") | _parts()
    plain = token.tag in ("JJ", "NNS", "NN") and not token.text.isupper()
    if plain or head_of(marked, token.i) is not None or token.lowered in words:
        return True
    before = marked.doc[token.i - 1] if token.i else None
    return before is not None and before.dep == "compound" and before.head.i == token.i and before.text[0].isupper()


def _bears(words: Words) -> bool:
    """Whether more than the model's word speaks for an organisation: several words, initials, a verb of saying."""
    return len(words) > 1 or tells(words.root) or (words.text.isupper() and len(words.text) > 2)


def chorus(marked: Marked) -> Iterator[Mention]:
    """Bodies unknown even to the model whose name is a plural that speaks: "Upland Farmers said"."""
    doc = marked.doc
    for token in doc:
        if token.tag not in ("NNS", "NNPS", "NNP") or not token.lowered.endswith("s") or not tells(token):
            continue
        first, floor = token.i, max(marked.sentence(token.i)[0], token.i - REACH)
        while first > floor and doc[first - 1].text[0].isupper() and doc[first - 1].dep in ("compound", "amod"):
            first -= 1
        words = doc[first : token.i + 1]
        free = not any(t.i in marked.marks or t.ent in ("PERSON", "DATE", "NORP") for t in words)
        plural = token.lowered in _words("bodies", "chorus")
        if free and plural and len(words) > 1 and token.text[0].isupper() and doc[token.i].ent != "ORG":
            yield Mention(span=marked.paragraph.span(words), name=words.text, kind="organisation", key=(words.text,))


@cache
def _outlet_nouns() -> frozenset[str]:
    return frozenset(load("outlets")["heads"]["nouns"])


def introduced(marked: Marked) -> Iterator[Mention]:
    """Outlets that the text says are outlets: "the portal Harbour Online", "the daily Gazeta"."""
    doc = marked.doc
    for token in doc[:-1]:
        if token.lowered not in _outlet_nouns():
            continue
        first = last = token.i + 1
        while last < min(len(doc), first + REACH) and doc[last].tag in ("NNP", "NNPS") and last not in marked.marks:
            last += 1
        if last > first and all(t.text[0].isupper() for t in doc[first:last]):
            words = doc[first:last]
            yield Mention(span=marked.paragraph.span(words), name=words.text, kind="outlet", key=(words.text,))
