"""The words that tell events, by lemma."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.claims.lexicon import load
from reportedly.data import PloverType


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a trigger tells, and where its parties stand.

    ``objects`` are the lemmas one of which its object must have, empty for any;
    ``recipient`` the places where the recipient is looked for, in order; ``needs``
    the parties without which there is no event.
    """

    type: PloverType
    mode: str | None
    objects: frozenset[str]
    recipient: tuple[str, ...]
    needs: frozenset[str]


@cache
def frames(part: str) -> dict[str, tuple[Frame, ...]]:
    """The frames of each lemma, ``part`` being "verbs" or "nouns"."""
    lexicon = load("events")
    found: dict[str, tuple[Frame, ...]] = {}
    for event in lexicon["event"]:
        noun = part == "nouns"
        frame = Frame(
            type=event["type"],
            mode=event.get("mode"),
            objects=frozenset() if noun or "objects" not in event else frozenset(lexicon["objects"][event["objects"]]),
            recipient=tuple(event["recipient"]),
            # A noun tells no event of its own unless both parties stand beside it.
            needs=frozenset({"actor", "recipient"}) if noun else frozenset(event["needs"]),
        )
        for lemma in event.get(part, ()):
            found[lemma] = (*found.get(lemma, ()), frame)
    return found
