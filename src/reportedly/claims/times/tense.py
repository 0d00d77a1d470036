"""The verb that an expression belongs to, and which side of publication its tense points to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import re2

from reportedly.claims import lexicon
from reportedly.claims.heads import top
from reportedly.claims.times.surroundings import Place

if TYPE_CHECKING:
    from reportedly.claims.parse import Token

_CHILDREN = 40  # words on one verb that are looked at; hostile text hangs thousands on one
_CLIMB = 12  # heads from a time expression to its verb; more is a broken parse, and hostile text has long ones
_REACH = 150  # characters on each side in which a tense is looked for where there is no parse
_AFTER = 12  # what a verb after the expression counts as further away: "On Monday he left"
_NEAR = 25  # characters between verb and expression up to which its tense is surely that of the expression
_AHEAD, _OVER = 1, 3  # groups of the pattern of tenses
_BESIDE = 40  # characters before the expression in which a verb of speech is looked for


@dataclass(frozen=True, slots=True)
class Tenses:
    """The words of a passage that have a tense, in text order, found in one scan."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kinds: tuple[bool | None, ...]

    @classmethod
    def of(cls, text: str) -> Tenses:
        """Look for them."""
        found = [
            (match.span(), match.span(_OVER)[0] >= 0, match.span(_AHEAD)[0] >= 0) for match in _tenses().finditer(text)
        ]
        kinds = tuple(True if ahead else False if over else None for _, over, ahead in found)
        return cls(tuple(span[0] for span, _, _ in found), tuple(span[1] for span, _, _ in found), kinds)

    def nearest(self, place: Place) -> tuple[bool | None, int]:
        """What the nearest one in the same sentence says, and how far it is; one before the expression is nearer."""
        low, high = _clause(place)
        left = bisect_right(self.ends, place.span.start) - 1
        right = bisect_left(self.starts, place.span.end)
        before = place.span.start - self.ends[left] if left >= 0 and self.starts[left] >= low else None
        after = self.starts[right] - place.span.end if right < len(self.ends) and self.ends[right] <= high else None
        if before is not None and (after is None or before <= after + _AFTER):
            return self.kinds[left], before
        return (None, 0) if after is None else (self.kinds[right], after)


def ahead(place: Place, tenses: Tenses) -> tuple[bool | None, bool]:
    """True for what is to come, False for what is over, None where the tense leaves it open; and whether that is sure.

    The parse knows which verb the expression belongs to; without one, or where
    its form says nothing, it is the nearest word of the sentence with a tense.
    """
    verb = governor(top(place.words)) if place.words is not None else None
    told = _of_verb(verb)
    if verb is not None and told is not None:
        return told, -_NEAR < place.span.start - verb.end < _NEAR
    told, away = tenses.nearest(place)
    return told, away < _NEAR


def _clause(place: Place) -> tuple[int, int]:
    """The words of the sentence around the expression, as far as the next quotation mark on each side."""
    low = max(place.bounds.start, place.span.start - _REACH)
    high = min(place.bounds.end, place.span.end + _REACH)
    for mark in '“”"':
        low = max(low, place.text.rfind(mark, low, place.span.start) + 1)
        after = place.text.find(mark, place.span.end, high)
        high = after if after >= 0 else high
    return low, high


def spoken(place: Place) -> bool:
    """Whether the expression says when somebody spoke: "he said on Tuesday"."""
    verbs = lexicon.load("times")["reporting"]
    if place.words is not None:
        verb = governor(top(place.words))
        return verb is not None and verb.lemma in verbs
    near = place.text[max(place.bounds.start, place.span.start - _BESIDE) : place.span.start]
    return bool(_told_verbs().search(near))


@cache
def _tenses() -> Any:
    """Words with a tense: "will", "is expected to"; "said", "arrived"; "would"."""
    tense = lexicon.load("times")["tense"]
    groups = (f"({'|'.join(tense[name])})" for name in ("ahead", "open", "over"))
    return re2.compile(rf"(?i)(?:\b|\B(?:'|’))(?:{'|'.join(groups)})\b")


@cache
def _told_verbs() -> Any:
    """A verb of speech with at most three words to the expression: "told reporters late on"."""
    return re2.compile(rf"(?i)\b(?:{'|'.join(lexicon.load('times')['tense']['reported'])})\b(?:\s\w+){{0,3}}\s*$")


def _of_verb(verb: Token | None) -> bool | None:
    """What a verb and those it hangs on say.

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
