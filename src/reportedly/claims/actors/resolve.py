"""Sources, hops and addressees → actors: who "the minister" or "she" is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from reportedly.claims.actors.parties import party
from reportedly.claims.actors.scene import Scene
from reportedly.claims.draft import Draft
from reportedly.data import Claim, Hop, Party


@dataclass(frozen=True, slots=True)
class ResolveSources:
    """Lead the parties of each claim back to actors of the article.

    Only sources, hops and addressees are resolved, not every pronoun of the
    text: that is what the ledger asks for, and verbs of saying make it safe.
    Where two answers are about as good, there is none: a wrong link puts words in
    somebody's mouth.
    """

    needs: ClassVar[frozenset[str]] = frozenset({"claims", "actors"})
    adds: ClassVar[frozenset[str]] = frozenset({"resolved"})

    def __call__(self, draft: Draft) -> Draft:
        """Fill in the actors, and add the places that describe them to their mentions."""
        scene = Scene(draft)
        # Outlets first: where one stands as a hop decides what it is everywhere.
        outlets = {
            hop.spans[0]: scene.outlet(hop.text, hop.spans[0])
            for claim in draft.claims
            for hop in claim.via
            if hop.kind == "outlet" and hop.spans
        }
        resolved: dict[str, Claim] = {}
        for claim in sorted(draft.claims, key=_place):
            source = _resolve(scene, claim.source)
            if source is not None and source.actor is not None:
                scene.spoke(source.spans[0], source.actor)
            resolved[claim.id] = replace(
                claim,
                source=source,
                addressee=_resolve(scene, claim.addressee),
                via=tuple(_hop(scene, hop, outlets.get(hop.spans[0]) if hop.spans else None) for hop in claim.via),
            )
        return replace(draft, claims=tuple(resolved[claim.id] for claim in draft.claims), actors=scene.cast())


def _place(claim: Claim) -> int:
    """Where the claim's source stands, its content where it has none."""
    spans = claim.source.spans if claim.source and claim.source.spans else claim.content.spans
    return spans[0].start if spans else 0


def _resolve(scene: Scene, said: Party | None) -> Party | None:
    if said is None or not said.spans:
        return said
    return replace(said, actor=party(scene, said.spans[0]))


def _hop(scene: Scene, hop: Hop, outlet: str | None) -> Hop:
    if outlet is not None:
        return replace(hop, actor=outlet)
    if hop.kind == "person" and hop.spans:
        return replace(hop, actor=party(scene, hop.spans[0]))
    return hop
