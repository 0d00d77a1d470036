"""Attributions → claims with their chains: the hops between the outlet and the source.

What counts as a hop, and in which order, is settled by convention: an outlet
with a party behind it is a hop, the only party there is the source; nested
speech of other parties keeps both claims, the inner one with its ``parent``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar

from reportedly.claims import lexicon
from reportedly.claims.draft import Attribution, Draft
from reportedly.claims.hops import hops, is_relaying_outlet
from reportedly.data import Claim, Hop, Party, Phrase, Spans, content_hash, words_of

_WHOLE = 0.75
"""Share of an outlet's content that an inner attribution must fill for the outlet to be only its relay."""


@dataclass(frozen=True, slots=True)
class TraceChains:
    """Make claims of attributions; outlets that only pass them on become hops."""

    needs: ClassVar[frozenset[str]] = frozenset({"paragraphs", "attributions", "actors"})
    adds: ClassVar[frozenset[str]] = frozenset({"claims"})

    def __call__(self, draft: Draft) -> Draft:
        """Add a claim for each attribution that is not a relay, in text order."""
        near = draft.gathered(((a.cue or a.content)[0].start, a) for a in draft.attributions)
        relays = _relays(draft, near.values())
        kept = tuple(a for a in draft.attributions if a not in relays)
        ids = {a: content_hash(draft.article.id, a.source, a.cue, a.content) for a in kept}
        claims = (
            _claim(draft, a, ids, others, _passed_on_by(a, relays))
            for others in near.values()
            for a in others
            if a in ids
        )
        return replace(draft, claims=tuple(sorted(claims, key=lambda c: (c.content.spans, c.id))))


def _claim(
    draft: Draft,
    attribution: Attribution,
    ids: Mapping[Attribution, str],
    others: Sequence[Attribution],
    relays: tuple[Attribution, ...],
) -> Claim:
    text = draft.article.text
    outer = min(
        (a for a in others if a in ids and a.holds(attribution)),
        key=lambda a: _length(a.content),
        default=None,
    )
    source = attribution.source
    outlets = tuple(Hop(kind="outlet", spans=r.source, text=words_of(text, r.source)) for r in relays)
    return Claim(
        id=ids[attribution],
        kind="statement",
        quotation=None,
        source=Party(spans=source, text=words_of(text, source)) if source else None,
        cue=Phrase(spans=attribution.cue, text=words_of(text, attribution.cue)),
        content=Phrase(spans=attribution.content, text=words_of(text, attribution.content)),
        via=outlets + hops(draft, attribution, others),
        parent=ids[outer] if outer else None,
        score=attribution.score,
        made_by=attribution.made_by,
    )


def _relays(draft: Draft, near: Iterable[Sequence[Attribution]]) -> Mapping[Attribution, Attribution]:
    """Each attribution that only passes another on, with the one it passes on."""
    verbs = frozenset(lexicon.load("chains", draft.article.language or "en")["relays"])
    found = {}
    for others in near:
        for outer in others:
            if outer.lemma not in verbs or not outer.source:
                continue
            inner = [a for a in others if a is not outer and a.source and _fills(a, outer)]
            citing = outer.lemma == "report" and any(a.lemma == "cite" for a in inner)
            if inner and (citing or is_relaying_outlet(draft, outer)):
                found[outer] = max(inner, key=lambda a: _length(a.content))
    return MappingProxyType(found)


def _passed_on_by(attribution: Attribution, relays: Mapping[Attribution, Attribution]) -> tuple[Attribution, ...]:
    """The relays of an attribution, nearest to the outlet first."""
    chain: tuple[Attribution, ...] = ()
    last = attribution
    while outer := next((r for r, inner in relays.items() if inner is last and r not in chain), None):
        chain = (outer, *chain)
        last = outer
    return chain


def _fills(inner: Attribution, outer: Attribution) -> bool:
    """Whether the outer attribution has little to say beyond the inner one."""
    whole = _length(outer.content)
    if outer.holds(inner):
        return _length((*inner.source, *inner.cue, *inner.content)) >= _WHOLE * whole
    shared = sum(
        max(0, min(a.end, b.end) - max(a.start, b.start)) for a in inner.content for b in outer.content
    )  # "Reuters reported, citing a witness, that …": one content, two cues
    return shared >= _WHOLE * max(whole, _length(inner.content))


def _length(spans: Spans) -> int:
    return sum(span.end - span.start for span in spans)
