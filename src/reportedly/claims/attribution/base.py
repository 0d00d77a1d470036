"""What an attributor finds: the three parts of an attribution, as spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from reportedly.claims.draft import Draft
from reportedly.data import Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Source, cue and content after PARC and PolNeAR.

    A source may be empty (nobody is named), the content never is. ``score`` is
    the attributor's confidence between 0 and 1. ``lemma`` is the cue's head
    word in dictionary form, by which lexicons are asked about the cue.
    """

    source: Spans
    cue: Spans
    content: Spans
    lemma: str
    score: float


class Attributor(Protocol):
    """Finds attributions in a parsed article. A trained tagger takes this seat when there is one."""

    @property
    def name(self) -> str:
        """The maker's name as it stands in ``Claim.made_by``."""
        ...

    def __call__(self, draft: Draft) -> Iterator[Attribution]:
        """The article's attributions, in any order."""
        ...
