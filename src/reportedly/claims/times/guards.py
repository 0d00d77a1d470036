"""Checks against the parse, for words that are a time in one sentence and none in another."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reportedly.claims import lexicon
from reportedly.claims.grammar import Match
from reportedly.claims.heads import top
from reportedly.claims.times import words

if TYPE_CHECKING:
    from reportedly.claims.parse import Words

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "GPE", "LOC"})


def _unnamed(_: Match, found: Words) -> bool:
    """Not the April, the Daily or the Friday of a name."""
    return top(found).ent not in _NAMES


def _noun(_: Match, found: Words) -> bool:
    """The season, not the verb: "to spring", "to fall"."""
    return top(found).pos in {"NOUN", "PROPN"}


def _year(_: Match, found: Words) -> bool:
    """A year, not a count: "in 2019", "the 2019 floods", but not "2019 soldiers" or "2,019"."""
    doc, year = found.doc, found[-1]
    lexemes = lexicon.load("times")["years"]
    before = doc[found.start - 1] if found.start else None
    after = doc[found.end] if found.end < len(doc) else None
    if after is not None and (after.lowered in lexemes["counted"] or after.is_currency or _joined(year, after)):
        return False
    if before is not None and (before.is_currency or before.text in {"#", "№"} or _joined(before, found[0])):
        return False
    counts = after is not None and after.tag in {"NNS", "JJ"} and year.dep in {"nummod", "compound"}
    if len(found) > 1 or (before is not None and before.lowered in lexemes["certain"] and not counts):
        return True
    known = year.ent == "DATE"
    if counts and after is not None and year.head.tag == "NNS":
        return known and before is not None and before.lowered in {"the", "’s", "'s"}
    return known or (before is not None and before.lowered in lexemes["before"]) or _alone(before, after)


def _alone(before: object, after: object) -> bool:
    """In brackets: "(2019)"."""
    return str(before) in {"(", "["} and str(after) in {")", "]", ","}


def _joined(left: object, right: object) -> bool:
    """Whether a hyphen or slash joins two tokens, as in "MH-2014"."""
    return str(left) in {"/", "@", "_"} or str(right) in {"/", "%", "@", "_"}


def _adverb(_: Match, found: Words) -> bool:
    """Not the "earlier" of "earlier than", the "soon" of "as soon as", the "now" of "now that"."""
    doc = found.doc
    after = doc[found.end].lowered if found.end < len(doc) else ""
    before = doc[found.start - 1].lowered if found.start else ""
    ruled_out = lexicon.load("times")["not_followed"]
    return after not in ruled_out and before not in {"-", "as", "no", "any"}


def _closed(match: Match, _: Words) -> bool:
    """Whether nothing follows that the day would be before or after."""
    rest = match.text[match.span.end : match.span.end + 2].strip()
    return not rest[:1].isalnum()


def _several(match: Match, _: Words) -> bool:
    """Not "two second homes": more than one unit is in the plural or hyphenated."""
    unit = match.groups["u"]
    plural = match.text[unit.end : unit.end + 1].lower() == "s"
    hyphen = match.text[unit.start - 1] == "-"
    return plural or hyphen or words.count(match["n"]) in {1, 0.5}


GUARDS: Mapping[str, Callable[[Match, Words], bool]] = {
    "name": _unnamed,
    "noun": _noun,
    "years": _year,
    "adverb": _adverb,
    "closed": _closed,
    "several": _several,
}
