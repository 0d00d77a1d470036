"""What became of a demand: made, repeated, granted, refused."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Literal

import re2

from reportedly.threads import lexicon
from reportedly.threads.parties import party_of
from reportedly.threads.told import Told

Pattern = Any  # re2 has no types
DemandStatus = Literal["made", "repeated", "granted", "refused"]


@cache
def _pattern(kind: str) -> Pattern:
    """A list of the lexicon as a pattern: "refus*" finds "refused", "n't" the end of "won't"."""
    forms = (re2.escape(form).replace("\\*", "\\w*") for form in lexicon.load("demands")[kind])
    return re2.compile(r"(?i)(?:\b|n)(?:" + "|".join(forms) + r")\b")


def demand_status(thread: Sequence[Told], houses: frozenset[str]) -> DemandStatus | None:
    """What became of a demand by the last word on it, None where nobody makes one.

    The claims stand in time order. An answer is a
    claim of somebody else that demands nothing and is not the one that the
    demand stands in; it refuses or grants by the words of a lexicon, or promises.
    """
    demands = [one for one in thread if one.claim.kind == "demand"]
    if not demands:
        return None
    asked = [party for one in demands if (party := party_of(one, houses)) is not None]
    around = {one.claim.parent for one in demands} | {one.claim.id for one in demands}
    status: DemandStatus = "made"
    for one in thread:
        party = party_of(one, houses)
        theirs = party is None or any(party.meets(other) for other in asked)
        if one.claim.kind == "demand" or (theirs and one.claim.id not in around):
            later = (one.article.published or "")[:10] > (demands[0].article.published or "")[:10]
            if status == "made" and (later or _pattern("again").search(one.sentence)):
                status = "repeated"
        elif one.claim.id not in around and one.place > demands[0].place:
            status = _answer(one) or status
    return status


def _answer(one: Told) -> DemandStatus | None:
    if one.claim.kind == "denial" or one.claim.polarity == "negative" or _pattern("refusing").search(one.sentence):
        return "refused"
    if one.claim.kind == "promise" or _pattern("granting").search(one.sentence):
        return "granted"
    return None
