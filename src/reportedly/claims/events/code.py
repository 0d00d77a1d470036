"""Actors and claims → events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from reportedly.claims.actors.marks import Marked
from reportedly.claims.actors.scene import Scene
from reportedly.claims.draft import Draft
from reportedly.claims.events import clauses
from reportedly.claims.events.frames import Frame, frames
from reportedly.claims.events.participants import acting, demanded, receiving
from reportedly.claims.lexicon import load
from reportedly.data import Claim, Event, PloverType, Span

if TYPE_CHECKING:
    from reportedly.claims.parse import Token


@dataclass(frozen=True, slots=True)
class CodeEvents:
    """Code what happened in PLOVER's root types.

    What is asked for, promised or threatened is the event of asking, promising
    or threatening, made from the claim; its content is no event. All others are
    read off verbs and nouns with their parties; without the parties that the
    lexicon asks for there is none: precision before recall.
    """

    needs: ClassVar[frozenset[str]] = frozenset({"claims", "actors", "times", "resolved"})
    adds: ClassVar[frozenset[str]] = frozenset({"events"})

    def __call__(self, draft: Draft) -> Draft:
        """Add the events in text order, and their ids to the claims that they rest on."""
        scene = Scene(draft)
        for claim in draft.claims:
            if claim.source is not None and claim.source.actor is not None and claim.source.spans:
                scene.spoke(claim.source.spans[0], claim.source.actor)
        asked = list(_from_claims(scene))
        cues = {span for event in asked for span in event.spans}
        told = [e for e in _from_words(scene) if not any(_inside(e.spans[0], cue) for cue in cues)]
        ordered = sorted(chain(asked, told), key=lambda event: event.spans)
        events = tuple(replace(event, id=f"e{number}") for number, event in enumerate(ordered, start=1))
        return replace(draft, events=events, actors=scene.cast(), claims=tuple(_carry(draft.claims, events)))


@cache
def _unreal() -> frozenset[str]:
    return frozenset(load("events")["status"]["unreal"])


def _inside(span: Span, outer: Span) -> bool:
    return outer.start <= span.start and span.end <= outer.end


def _holding(draft: Draft, span: Span) -> list[Claim]:
    """Claims whose content holds the words, the innermost first."""
    holding = [claim for claim in draft.claims if any(_inside(span, part) for part in claim.content.spans)]
    return sorted(holding, key=lambda claim: sum(part.end - part.start for part in claim.content.spans))


def _carry(claims: tuple[Claim, ...], events: tuple[Event, ...]) -> Iterator[Claim]:
    for claim in claims:
        yield replace(claim, events=tuple(event.id for event in events if event.claim == claim.id))


def _from_claims(scene: Scene) -> Iterator[Event]:
    """The events that claims themselves are: a demand is a request."""
    kinds: dict[str, PloverType] = load("events")["claims"]
    for claim in scene.draft.claims:
        kind = kinds.get(claim.kind)
        if kind is None or claim.source is None or claim.cue is None or not claim.cue.spans:
            continue
        if any(outer.kind in _unreal() for outer in _holding(scene.draft, claim.cue.spans[0])):
            continue
        yield Event(
            id="",
            type=kind,
            actor=claim.source.actor,
            recipient=demanded(scene, claim),
            date=claim.said_on,
            status="reported",
            claim=claim.id,
            spans=claim.cue.spans,
        )


def _from_words(scene: Scene) -> Iterator[Event]:
    """The events that verbs and nouns tell."""
    for paragraph in scene.draft.paragraphs:
        marked = scene.marked_at(paragraph.block.start)
        if marked is None:
            continue
        for token in paragraph.doc:
            lemma = token.lemma.lower()
            if token.pos == "VERB":
                told = (_event(scene, marked, token, frame) for frame in frames("verbs").get(lemma, ()))
            elif token.pos == "NOUN":
                told = (_event(scene, marked, token, frame) for frame in frames("nouns").get(lemma, ()))
            else:
                continue
            if (event := next((event for event in told if event), None)) is not None:
                yield event


def _event(scene: Scene, marked: Marked, trigger: Token, frame: Frame) -> Event | None:
    """The event that the trigger tells in the frame; None where it does not."""
    span = marked.paragraph.span(trigger)
    holding = _holding(scene.draft, span)
    if any(claim.kind in _unreal() for claim in holding):
        return None
    verb = trigger.pos == "VERB"
    status = clauses.status(trigger) if verb else "reported"
    if status is None or (frame.objects and not _fits(trigger, frame)):
        return None
    actor = acting(scene, marked, trigger)
    recipient = receiving(scene, marked, trigger, frame)
    if recipient == actor:
        recipient = None
    if ("actor" in frame.needs and actor is None) or ("recipient" in frame.needs and recipient is None):
        return None
    if status == "reported" and holding and holding[0].kind == "expectation":
        status = "expected"
    date = clauses.when(scene.draft, marked, trigger)
    if status == "reported" and clauses.long_past(date, scene.draft.article.published):
        status = "historical"
    return Event(
        id="",
        type=frame.type,
        mode=frame.mode,
        actor=actor,
        recipient=recipient,
        place=clauses.place(trigger, frame.recipient),
        date=date.value if date else None,
        status=status,
        claim=holding[0].id if holding else None,
        spans=(span,),
    )


def _fits(verb: Token, frame: Frame) -> bool:
    """Whether what is sent, imposed or refused is of the kind that the frame asks for; sums of money are aid."""
    given = [clauses.patient(verb), clauses.provided(verb) if "provided" in frame.recipient else None]
    things = [thing for first in given if first is not None for thing in (first, *first.conjuncts())]
    return any(
        thing.lemma.lower() in frame.objects or (frame.type == "AID" and thing.ent in ("MONEY", "PERCENT"))
        for thing in things
    )
