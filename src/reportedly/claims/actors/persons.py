"""Persons named in a paragraph: by role, honorific, verb of saying, or the model's word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.claims.actors import names, roles
from reportedly.claims.actors.bodies import head_of
from reportedly.claims.actors.marks import Marked, alone, tells
from reportedly.claims.actors.mentions import Mention
from reportedly.claims.lexicon import load

if TYPE_CHECKING:
    from reportedly.claims.parse import Token

LONGEST = 9
"""Words of the longest name looked for, hyphens counted."""

AFTER = 60
"""Words after a lone name in which a pronoun is looked for."""


@cache
def _honorifics() -> frozenset[str]:
    words = load("roles")["honorifics"]
    return frozenset([*words["male"], *words["female"], *words["other"], *words["short"]])


@cache
def _given() -> frozenset[str]:
    given = load("roles")["given"]
    return frozenset([*given["female"], *given["male"]])


@cache
def _impersonal() -> frozenset[str]:
    """Words that no person's name holds: of bodies, outlets and companies."""
    bodies, outlets = load("roles")["bodies"], load("outlets")["heads"]
    words = [*bodies["organisation"], *bodies["armed_force"], *bodies["subjects"], *outlets["last"], *outlets["first"]]
    return frozenset(part.lower() for word in words for part in word.split()) | {"inc", "ltd", "corp", "group", "the"}


def _capital(token: Token) -> bool:
    return bool(token.text[0].isupper()) and (token.text.isalpha() or any(mark in token.text for mark in "-'’."))


def _namelike(marked: Marked, word: int) -> bool:
    """Whether the word can be part of a person's name."""
    token = marked.doc[word]
    if not _capital(token) or token.tag in ("DT", "PRP", "PRP$", "IN", "CC", "MD", "WP", "WRB", "TO"):
        return False
    if token.ent in ("DATE", "TIME", "LANGUAGE") or token.text in _honorifics():
        return False
    entry = marked.entry(word)
    # "Jordan" is the state, "Jordan Smith" a person.
    named = token.ent == "PERSON" and not alone(marked.doc[word : word + 1])
    return (entry is None or entry.doubtful or named) and token.lowered not in _impersonal()


def _opens(marked: Marked, word: int) -> bool:
    """Whether a name can start with the word: no title, no role."""
    return _namelike(marked, word) and roles.head_at(marked, word) is None


def _before(marked: Marked, word: int) -> bool:
    """Whether the word can stand in a name before the one after it: "Later" in "Later Smith wrote" can't."""
    return _opens(marked, word) and marked.doc[word].dep in ("compound", "nmod", "flat", "amod")


def _run(marked: Marked, start: int, stop: int, ceiling: int) -> int:
    """Where the name that starts with the word ends.

    Particles and hyphens carry it on over ``stop``, up to ``ceiling``: where
    names have them the model is apt to cut there.
    """
    doc, end = marked.doc, start
    while end < min(ceiling, start + LONGEST):
        if end > start and names.hyphen(doc, end) and doc[end + 1].text.isalpha():
            end += 2
            continue
        after = names.particle_end(doc, end, ceiling)
        if end < after < ceiling and _namelike(marked, after):
            end = after + 1
            continue
        if end >= stop or not _namelike(marked, end):
            break
        end += 1
    return min(end, ceiling)


def _titled(marked: Marked, word: int) -> bool:
    """Whether a role or honorific stands right before the word."""
    doc = marked.doc
    if word == 0 or doc[word].sent_start:
        return False
    previous = doc[word - 1]
    return previous.text in _honorifics() or roles.before(marked, word, floor=marked.sentence(word)[0]) is not None


def _starts(marked: Marked) -> Iterator[tuple[int, int, bool]]:
    """Where names may start and must end, and whether more than the model's word speaks for it."""
    doc = marked.doc
    for token in doc:
        floor, ceiling = marked.sentence(token.i)
        first = names.particle_end(doc, token.i, ceiling)
        if (
            first < ceiling
            and _opens(marked, first)
            and _titled(marked, token.i)
            and (first > token.i or _opens(marked, token.i))
        ):
            yield token.i, ceiling, True
        elif (
            token.dep in ("nsubj", "pobj", "appos")
            and tells(token)
            and (_capital(token) or names.hyphen(doc, token.i - 1))
        ):
            left = _leftmost(marked, token.i, floor)
            known = any(t.text in _given() for t in doc[left : token.i])
            if left < token.i and (known or not any(t.ent in ("ORG", "FAC") for t in doc[left : token.i + 1])):
                yield left, token.i + 1, True
    for ent in doc.ents:
        if ent.label == "PERSON":
            left = names.particle_start(doc, _opening(marked, ent.start, ent.end), marked.sentence(ent.start)[0])
            # "LESNA" before a dateline's dash, "the X" and "council of X" are no persons.
            shouted = len(ent) > 1 and ent.text.isupper()
            seat = left > 1 and doc[left - 1].lowered == "of" and head_of(marked, left - 2) is not None
            if left < ent.end and not shouted and not seat and (left == 0 or doc[left - 1].tag != "DT"):
                yield left, ent.end, tells(ent.root)


def _leftmost(marked: Marked, word: int, floor: int) -> int:
    """Where the name that ends with the word begins, over given names, particles and hyphens."""
    left, floor = word, max(floor, word - LONGEST)
    while left > floor:
        before = names.particle_start(marked.doc, left, floor)
        if (
            before == left
            and left - 2 >= floor
            and names.hyphen(marked.doc, left - 1)
            and _capital(marked.doc[left - 2])
        ):
            before = left - 2
        elif before == left and _before(marked, left - 1):
            before = left - 1
        if before == left:
            break
        left = before
    return left


def _opening(marked: Marked, left: int, end: int) -> int:
    """The first word in the model's name that a person's name can start with, after any title in it."""
    start = left
    while start < end and not _opens(marked, start):
        start += 1
    for at in range(start + 1, end - 1):
        # "Crown Prince" before a name is no part of it.
        if roles.head_at(marked, at) == start and _opens(marked, at + 1):
            return at + 1
    return start


def _short(marked: Marked, word: int) -> tuple[str | None, int]:
    """The role in an abbreviated rank before a name, and where the description before it ends."""
    doc, short = marked.doc, load("roles")["honorifics"]["short"]
    role: str | None = None
    while word > 0 and doc[word - 1].text in _honorifics():
        word -= 1
        role = short.get(doc[word].text, role)
    return role, word


def persons(marked: Marked) -> Iterator[Mention]:
    """The persons whom the paragraph names, each place once, in text order."""
    doc = marked.doc
    found: dict[int, tuple[int, bool]] = {}
    for start, stop, sure in _starts(marked):
        end = _run(marked, start, stop, marked.sentence(start)[1])
        # "Quay" is no person in "Quay Dispatch".
        if end < len(doc) and _capital(doc[end]) and doc[end].lowered in _impersonal():
            continue
        if end > start and (start not in found or end > found[start][0] or sure):
            before = found.get(start, (0, False))
            found[start] = max(end, before[0]), sure or before[1]
    last = 0
    for start, (end, sure) in sorted(found.items()):
        if start < last:
            continue
        last = end
        yield _mention(marked, start, end, sure=sure or doc[start].text in _given())


def lone(marked: Marked) -> Iterator[Mention]:
    """Persons known by one name that says something and by "he" or "she" after it: "Rourke said … He added"."""
    doc = marked.doc
    for token in doc:
        unnamed = token.tag == "NNP" and token.i not in marked.marks and token.ent not in ("GPE", "LOC", "NORP")
        if not (unnamed and token.dep == "nsubj" and tells(token) and _opens(marked, token.i)):
            continue
        beside = any(child.dep in ("compound", "det", "amod", "conj", "poss", "appos") for child in token.children)
        if not beside and not token.text.isupper() and _taken_up(marked, token.i):
            yield _mention(marked, token.i, token.i + 1, sure=True)


def _taken_up(marked: Marked, word: int) -> bool:
    """Whether "he" or "she" follows in this sentence or the next, with nobody else between whom it could mean."""
    doc, end = marked.doc, marked.sentence(word)[1]
    if end < len(doc):
        end = marked.sentence(end)[1]
    for at in range(word + 1, min(end, word + AFTER)):
        token = doc[at]
        if token.lowered in ("he", "she"):
            return True
        other = token.ent == "PERSON" or token.lowered in ("it", "its", "who", "they")
        if other or roles.head_at(marked, at) is not None:
            return False
    return False


def _mention(marked: Marked, start: int, end: int, *, sure: bool) -> Mention:
    doc = marked.doc
    floor, ceiling = marked.sentence(start)
    rank, left = _short(marked, start)
    role = roles.before(marked, left, floor=floor) or roles.after(marked, end, ceiling=ceiling)
    bare = names.parts(doc[start:end].text)
    return Mention(
        span=marked.paragraph.span(doc[start:end]),
        name=doc[start:end].text,
        kind="person",
        key=bare,
        country=role.country if role else None,
        role=role.text if role else rank,
        whole=len(bare) > 1,
        sure=sure or role is not None or rank is not None or left < start,
    )


def surnames(marked: Marked, known: frozenset[str], taken: frozenset[int]) -> Iterator[Mention]:
    """Places that name somebody by a surname known from elsewhere in the article.

    ``taken`` are words that are part of other mentions. The model's own opinion
    of such a word does not count: it takes surnames for organisations.
    """
    doc = marked.doc
    beside = {b.i for a, b in pairwise(doc) if _namelike(marked, a.i) and a.spaced and not _titled(marked, b.i)}
    for token in doc:
        if token.text not in known or token.i in taken or not _namelike(marked, token.i):
            continue
        first = names.particle_start(doc, token.i, marked.sentence(token.i)[0])
        if (token.i in beside and not token.sent_start and first == token.i) or first in taken:
            continue
        yield _mention(marked, first, token.i + 1, sure=True)
