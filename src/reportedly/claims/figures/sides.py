"""Whose things are counted: the one state that the words of a noun phrase name."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from reportedly.claims.actors.gazetteer import Entry, find

if TYPE_CHECKING:
    from reportedly.claims.figures.phrases import NounPhrase

_KINDS = frozenset({"state", "people", "armed_force"})
_REACH = 6  # tokens behind the noun that may name its state: "from the Republic of Korea"
_MOST = 3  # names that are looked at


def country(phrase: NounPhrase) -> str | None:
    """The code of the state in "North Korean soldiers", "DPRK troops", "personnel from North Korea".

    None where the words name none, or two.
    """
    doc, end = phrase.doc, phrase.end
    codes: set[str | None] = {entry.country for entry in _known(phrase.text)}
    if not codes and end + 1 < len(doc) and doc[end].lowered in {"from", "of"}:
        start = end + 1 + (doc[end + 1].lowered == "the")
        behind = doc.text[doc[min(start, len(doc) - 1)].idx : doc[min(end + _REACH, len(doc) - 1)].end]
        # "troops of the Polish army" names it too, "people from all over Poland" something else
        codes = {found.entry.country for found in islice(find(behind), 1) if found.start == 0 and _is_side(found.entry)}
    return codes.pop() if len(codes) == 1 else None


def _known(words: str) -> list[Entry]:
    return [found.entry for found in islice(find(words), _MOST) if _is_side(found.entry)]


def _is_side(entry: Entry) -> bool:
    return entry.kind in _KINDS and entry.country is not None and not entry.doubtful
