"""Parsed paragraphs → the actors of the article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from reportedly.claims.actors import bodies, places
from reportedly.claims.actors.gather import gather
from reportedly.claims.actors.marks import Marked, mark
from reportedly.claims.actors.mentions import Mention
from reportedly.claims.actors.own import own_names
from reportedly.claims.actors.persons import lone, persons, surnames
from reportedly.claims.draft import Draft


@dataclass(frozen=True, slots=True)
class MarkActors:
    """Find who is named and gather the mentions into actors of the article.

    The syntactic model's own names are one witness among several: it takes
    surnames for organisations and misses many. What a full name, a role or a
    verb of saying shows in one place holds for the whole article.
    """

    needs: ClassVar[frozenset[str]] = frozenset({"paragraphs"})
    adds: ClassVar[frozenset[str]] = frozenset({"actors"})

    def __call__(self, draft: Draft) -> Draft:
        """Add the actors, in the order of their first mention."""
        own = own_names(draft.paragraphs)
        marked = [mark(paragraph, own) for paragraph in draft.paragraphs]
        return replace(draft, actors=gather(_mentions(marked, draft.article.outlet)))


def _mentions(marked: list[Marked], outlet: str | None) -> list[Mention]:
    named = [list(persons(paragraph)) for paragraph in marked]
    for paragraph, here in zip(marked, named, strict=True):
        taken = _words(paragraph, here)
        here.extend(m for m in lone(paragraph) if taken.isdisjoint(_words(paragraph, (m,))))
    whole = frozenset(m.key[-1] for here in named for m in here if m.whole or m.sure)
    for paragraph, here in zip(marked, named, strict=True):
        here.extend(surnames(paragraph, whole, _words(paragraph, here)))
    people = [mention for here in named for mention in here]
    others = [
        mention
        for here in marked
        for mention in (
            *bodies.described(here),
            *places.known(here),
            *bodies.introduced(here),
            *bodies.named(here, outlet),
            *bodies.chorus(here),
        )
    ]
    return [*people, *_apart(others, people)]


def _words(marked: Marked, mentions: Iterable[Mention]) -> frozenset[int]:
    """The numbers of the paragraph's words that its own mentions cover."""
    found = (marked.words(mention.span) for mention in mentions)
    return frozenset(token.i for words in found if words is not None for token in words)


def _apart(mentions: Iterable[Mention], people: Iterable[Mention]) -> Iterator[Mention]:
    """Mentions that cross no person's name; of two that cross, a name of the model's own gives way.

    A state inside a body's description ("the Ukrainian parliament", "Ministry of
    Defence of Latvia") is a mention of its own, so known names always stay.
    """
    claimed: set[int] = set()
    for mention in people:
        claimed.update(range(*mention.span))
    for mention in mentions:
        span = range(*mention.span)
        if any(at in claimed for at in (span.start, span.stop - 1)):
            continue
        if not (mention.kind == "state" and mention.id):
            claimed.update(span)
        yield mention
