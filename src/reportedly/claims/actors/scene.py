"""What has been said so far, while sources are led back to actors."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from reportedly.claims.actors.gazetteer import lookup
from reportedly.claims.actors.marks import Marked, mark
from reportedly.claims.actors.own import own_names
from reportedly.claims.draft import Draft
from reportedly.claims.lexicon import load
from reportedly.data import Actor, ActorKind, Span, content_hash

RECENT = 3
"""Paragraphs, the present one included, in which a pronoun's party is looked for."""


@cache
def _genders() -> dict[str, str]:
    """Words that tell a gender: given names, roles and honorifics."""
    lexicon = load("roles")
    genders: dict[str, str] = {}
    for gender in ("female", "male"):
        words = [*lexicon["given"][gender], *lexicon["roles"][gender], *lexicon["honorifics"][gender]]
        genders |= dict.fromkeys(words, gender)
    return genders


class Scene:
    """The actors of one article, and who spoke last.

    It lives as long as one call of a stage and is written to by that call alone.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.actors = {actor.id: actor for actor in draft.actors}
        self._mentions = sorted((span, actor.id) for actor in draft.actors for span in actor.mentions)
        self._said: list[tuple[Span, str]] = []
        self._marked: dict[int, Marked] = {}
        self._own = own_names(draft.paragraphs)

    def marked_at(self, offset: int) -> Marked | None:
        """The paragraph that holds the character, with its marks."""
        paragraph = self.draft.paragraph_at(offset)
        if paragraph is None:
            return None
        if paragraph.block.start not in self._marked:
            self._marked[paragraph.block.start] = mark(paragraph, self._own)
        return self._marked[paragraph.block.start]

    def within(self, span: Span) -> Iterator[tuple[Span, str]]:
        """Mentions that lie inside the span, with their actors."""
        for at in range(bisect_left(self._mentions, (Span(span.start, span.start), "")), len(self._mentions)):
            mention, actor = self._mentions[at]
            if mention.start >= span.end:
                return
            if mention.end <= span.end:
                yield mention, actor

    def before(self, offset: int, kinds: frozenset[ActorKind]) -> Iterator[tuple[Span, str]]:
        """Mentions of actors of the kinds in recent paragraphs, the last one first."""
        floor = self._recent(offset)
        for at in range(bisect_left(self._mentions, (Span(offset, offset), "")) - 1, -1, -1):
            mention, actor = self._mentions[at]
            if mention.start < floor:
                return
            if self.actors[actor].kind in kinds and mention.end <= offset:
                yield mention, actor

    def _recent(self, offset: int) -> int:
        """Where the recent paragraphs before the offset begin."""
        starts = [p.block.start for p in self.draft.paragraphs if p.block.start <= offset]
        return starts[max(0, len(starts) - RECENT)] if starts else 0

    def spoke(self, span: Span, actor: str) -> None:
        """Remember that the actor was a source here."""
        insort(self._said, (span, actor))

    def speakers(self, offset: int) -> Iterator[tuple[Span, str]]:
        """Sources in recent paragraphs before the offset, the last one first."""
        floor = self._recent(offset)
        for span, actor in reversed(self._said):
            if span.start < floor:
                return
            if span.end <= offset:
                yield span, actor

    def mention(self, actor: str, span: Span) -> None:
        """Add a place that means the actor, unless it lies on one that does."""
        if not any(one.start < span.end and span.start < one.end for one in self.actors[actor].mentions):
            self.actors[actor] = replace(
                self.actors[actor], mentions=tuple(sorted((*self.actors[actor].mentions, span)))
            )
            insort(self._mentions, (span, actor))

    def enter(
        self, name: str, kind: ActorKind, span: Span, *, country: str | None = None, role: str | None = None
    ) -> str:
        """Add an actor known only by this place, or the place to the actor of that name."""
        known = next((a.id for a in self.actors.values() if a.name == name and a.kind == kind), None)
        actor = known or content_hash(kind, name, country)
        if actor not in self.actors:
            self.actors[actor] = Actor(id=actor, name=name, kind=kind, country=country, role=role)
        self.mention(actor, span)
        return actor

    def outlet(self, text: str, span: Span) -> str:
        """The outlet that the words name: listed, met before, or new.

        An organisation met under the name is the outlet: where it stands decides.
        """
        entry = lookup(text)
        if entry is not None and entry.kind == "outlet":
            return self.enter(entry.name, "outlet", span, country=entry.country)
        name = text.removeprefix("the ").removeprefix("The ")
        for mention, actor in self.within(span):
            met = self.actors[actor]
            if met.kind == "outlet":
                return actor
            if met.kind == "organisation" and mention.end == span.end:
                del self.actors[actor]
                outlet = replace(met, id=content_hash("outlet", met.name, met.country), kind="outlet")
                self.actors[outlet.id] = outlet
                self._mentions = sorted((s, outlet.id if a == actor else a) for s, a in self._mentions)
                return outlet.id
        return self.enter(name, "outlet", Span(span.end - len(name), span.end))

    def gender(self, actor: str) -> str | None:
        """What given name, role and honorifics tell of a person; None where nothing does."""
        known, genders = self.actors[actor], _genders()
        if found := genders.get(known.name.split()[0]):
            return found
        for word in (known.role or "").split():
            if word in genders:
                return genders[word]
        text = self.draft.article.text
        for span in known.mentions:
            titled = text[max(0, span.start - 16) : span.start].split()
            if titled and titled[-1] in genders:
                return genders[titled[-1]]
        return None

    def cast(self) -> tuple[Actor, ...]:
        """The actors in the order of their first mention."""
        return tuple(sorted(self.actors.values(), key=lambda actor: actor.mentions[:1]))
