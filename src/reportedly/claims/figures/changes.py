"""Whether a figure is how much something rose or fell, and not how much there is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from reportedly.claims import lexicon
from reportedly.claims.figures.phrases import counts_people

if TYPE_CHECKING:
    from reportedly.claims.figures.mentions import Mention
    from reportedly.claims.parse import Doc, Token
    from reportedly.data import Change

_REACH = 6  # words from a verb to the amount by which it moves: "fell in the spring by a further 3%"


def change_of(doc: Doc, found: Mention) -> Change | None:
    """The direction of a mention that is a change; "lost 40 tanks" and the like are none."""
    head = found.phrase.head.lemma.lower() if found.phrase is not None else None
    things = found.unit in {None, "person"} and head != "point"
    other = found.of is None and found.last < len(doc) and doc[found.last].lowered == "of"
    if other or (found.of is not None and counts_people(found.of)):
        things = True  # "lost a third of its 600 men"
    if not things and head is not None and (named := _named(head)):
        return named  # "a 20% increase"
    way = change(doc, found.first, things=things)
    # "advanced 15 kilometres", "climbed 300 metres": a way gone
    far = found.amount.kind == "measure" and lexicon.load("units")["worth"].get(found.unit, [""])[0] == "m"
    gone = far and any(
        token.lemma.lower() in _words("distance") for token in doc[max(0, found.first - 2) : found.first]
    )
    return None if gone else way


def change(doc: Doc, first: int, *, things: bool = False) -> Change | None:
    """The direction in "up 9%", "fell 7 points", "fell in March by 7 points"; None of a level: "fell to 38".

    ``first`` is the figure's first token; ``things`` says that it counts some,
    of which "lost 40" tells what became of them and not by how much they fell.
    """
    if doc[first].text.startswith("+"):
        return "up"
    before = list(_before(doc, first))
    while before and (before[0].lowered in _words("beside") or before[0].pos == "ADV"):
        if before[0].lowered in _words("up") | _words("down"):
            break
        before.pop(0)
    if not before:
        return None
    nearest = before[0]
    if found := _direction(nearest):
        other = nearest.lemma.lower() in _words("only_by") | (_words("does") if things else frozenset())
        return None if other else found
    if nearest.pos == "NOUN" and doc[nearest.i + 1].lowered == "of":
        return _named(nearest.lemma.lower())  # "a rise of 3%"
    if nearest.lowered == "by":
        return next((found for token in before[1:] if (found := _direction(token))), None)
    return None


def moves(doc: Doc, first: int) -> bool:
    """Whether "from 3 to 5" at ``first`` says how something moved: "rose from 3 to 5", "an increase from 3 to 5".

    Else it is a range: "from 800 to 950 people", "prices range from 3 to 5".
    """
    start = first + (doc[first].lowered == "from")
    if start == first:  # "rose by $3 to $40"
        return change(doc, first) is not None
    near = {token.lemma.lower() for token in _before(doc, first)}
    above = doc[start].head
    for _ in range(3):
        near.add(above.lemma.lower() if above.i < first else "")
        above = above.head
    if near & _words("range"):
        return False
    moving = frozenset(lexicon.load("figures")["changes"]["move"]) | _words("rise") | _words("fall") | _words("become")
    return bool(near & moving)


def _before(doc: Doc, first: int) -> Iterator[Token]:
    """The words before a place, nearest first, no further than the clause."""
    for at in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if doc[at].text in {".", ";", ":", "(", "—"}:
            return
        yield doc[at]
        if doc[at].sent_start:
            return


def _direction(token: Token) -> Change | None:
    if token.dep == "prt" and token.head.lemma.lower() in _words("phrasal"):
        return None  # "gave up 40 yards"
    if token.lowered in _words("up") or (token.pos == "VERB" and token.lemma.lower() in _words("rise")):
        return "up"
    if token.lowered in _words("down") or (token.pos == "VERB" and token.lemma.lower() in _words("fall")):
        return "down"
    return None


def _named(noun: str) -> Change | None:
    if noun in _words("rises"):
        return "up"
    return "down" if noun in _words("falls") else None


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(lexicon.load("figures")["direction"][kind])
