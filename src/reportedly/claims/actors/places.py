"""Known names as mentions: states, capitals that act, listed organisations and outlets."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from reportedly.claims.actors.gazetteer import Entry
from reportedly.claims.actors.marks import Mark, Marked, acts, alone, publishes
from reportedly.claims.actors.mentions import Mention
from reportedly.claims.lexicon import load

if TYPE_CHECKING:
    from reportedly.claims.parse import Words as Span


@cache
def _stand_ins() -> frozenset[str]:
    return frozenset(load("roles")["stand_in"]["nouns"])


def known(marked: Marked) -> Iterator[Mention]:
    """The mentions that known names make, each place once."""
    for mark in sorted(set(marked.marks.values()), key=lambda mark: mark.first):
        words = marked.doc[mark.first : mark.last]
        entry = mark.entry
        if entry.kind == "people":
            if (stand_in := _stand_in(marked, mark)) is not None:
                yield _mention(marked, stand_in, entry, kind_state=True)
        elif entry.kind == "capital":
            if acts(words.root) and words.root.ent != "PERSON":
                yield _mention(marked, words, entry, kind_state=True)
        elif entry.kind == "state":
            # "Chad" alone is the state whatever the model says; in "Chad Smith" it is a person.
            if words.root.ent != "PERSON" or alone(words):
                yield _mention(marked, words, entry, kind_state=True)
        elif not entry.doubtful or publishes(words):
            yield _mention(marked, words, entry, kind_state=False)


def _stand_in(marked: Marked, mark: Mark) -> Span | None:
    """The noun phrase by which a people stands for its state: "a South Korean delegation"."""
    head = marked.doc[mark.last - 1].head
    if head.i >= mark.last and head.i - mark.last < 4 and head.lowered in _stand_ins():
        return marked.doc[mark.first : head.i + 1]
    return None


def _mention(marked: Marked, words: Span, entry: Entry, *, kind_state: bool) -> Mention:
    kind = entry.kind if entry.kind in ("organisation", "armed_force", "outlet") and not kind_state else "state"
    return Mention(
        span=marked.paragraph.span(words),
        name=entry.name,
        kind=kind,
        key=(kind, entry.name),
        country=entry.country,
        id=entry.id,
    )
