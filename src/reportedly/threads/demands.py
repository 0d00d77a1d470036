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
    forms = (
        re2.escape(form).replace("\\*", "\\w*").replace("\\[iy\\]", "[iy]") for form in lexicon.load("demands")[kind]
    )
    return re2.compile(r"(?i)(?:\b|n)(?:" + "|".join(forms) + r")\b")


def demand_status(thread: Sequence[Told], sentences: Sequence[str], houses: frozenset[str]) -> DemandStatus | None:
    """What became of a demand by the last word on it, None where nobody makes one.

    The claims stand in time order, with the sentence around each.

    An answer is a claim of somebody else that demands nothing. It refuses where
    it says no in any words, and grants otherwise.
    """
    demands = [one for one in thread if one.claim.kind == "demand"]
    if not demands:
        return None
    asked = [party for one in demands if (party := party_of(one, houses)) is not None]
    status: DemandStatus = "made"
    first = demands[0]
    for one, sentence in zip(thread, sentences, strict=True):
        party = party_of(one, houses)
        if one.claim.kind == "demand":
            later = (one.article.published or "")[:10] > (first.article.published or "")[:10]
            if status == "made" and (later or _pattern("again").search(sentence)):
                status = "repeated"
        elif party is not None and not any(party.meets(other) for other in asked):
            no = one.claim.kind == "denial" or one.claim.polarity == "negative" or _pattern("refusing").search(sentence)
            status = "refused" if no else "granted"
    return status
