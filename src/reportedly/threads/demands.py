"""What became of a demand: made, repeated, granted, refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import re2

from reportedly.threads.parties import party_of
from reportedly.threads.told import Told

DemandStatus = Literal["made", "repeated", "granted", "refused"]

# "cannot agree to a second medic", "No criminal will leave", "rejected the call", "will not remove the limit"
_REFUSING: Final = re2.compile(
    r"(?i)\b(?:no|not|never|cannot|none|neither|nothing|refus\w+|reject\w+|declin\w+|dismiss\w+|rul(?:e|ed|es|ing) out|"
    r"den(?:y|ied|ies)|turn\w* down|out of the question)\b|n[’']t\b"
)
# "we asked again", "the limit, as before, must go", "renewed its call"
_AGAIN: Final = re2.compile(r"(?i)\b(?:again|as before|still|repeat\w*|renew\w*|reiterat\w*|once more|demand now)\b")


def demand_status(thread: Sequence[Told], sentences: Sequence[str]) -> DemandStatus:
    """What became of the demand by the last word on it; claims stand in time order, a sentence each around them.

    An answer is a claim of somebody else that demands nothing. It refuses where
    it says no in any words, and grants otherwise.
    """
    demands = [one for one in thread if one.claim.kind == "demand"]
    asked = [party for one in demands if (party := party_of(one)) is not None]
    status: DemandStatus = "made"
    first = demands[0]
    for one, sentence in zip(thread, sentences, strict=True):
        party = party_of(one)
        if one.claim.kind == "demand":
            later = (one.article.published or "")[:10] > (first.article.published or "")[:10]
            if status == "made" and (later or _AGAIN.search(sentence)):
                status = "repeated"
        elif party is not None and not any(party.meets(other) for other in asked):
            no = one.claim.kind == "denial" or one.claim.polarity == "negative" or _REFUSING.search(sentence)
            status = "refused" if no else "granted"
    return status
