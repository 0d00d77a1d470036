"""The narrator's own statements: what the outlet tells itself, where it carries a figure or a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from reportedly.claims.attribution.words import phrase
from reportedly.claims.draft import Draft, Paragraph
from reportedly.claims.manner import tense
from reportedly.data import Claim, Figure, Phrase, Span, Timex, content_hash, words_of

_MADE_BY = "narration-1"
_SCORE = 0.7
"""No gold data marks narration; the share found right when the examples were read by hand."""
_TOLD = frozenset({"paragraph", "list", "standfirst"})


@dataclass(frozen=True, slots=True)
class GatherNarration:
    """Add a claim without source for each sentence of the outlet's own that carries a figure or a time."""

    needs: ClassVar[frozenset[str]] = frozenset({"paragraphs", "figures", "times", "claims"})
    adds: ClassVar[frozenset[str]] = frozenset({"narration"})

    def __call__(self, draft: Draft) -> Draft:
        """Add the narrator's claims; all claims stand in text order."""
        attributed = draft.gathered((span.start, span) for claim in draft.claims for span in _spans(claim))
        things: tuple[Figure | Timex, ...] = (*draft.figures, *draft.times)
        carried = draft.gathered((thing.spans[0].start, thing) for thing in things)
        told = (
            claim
            for p in draft.paragraphs
            if p.block.kind in _TOLD and p.block.start in carried
            for claim in _told(draft, p, attributed.get(p.block.start, ()), carried[p.block.start])
        )
        return replace(draft, claims=tuple(sorted((*draft.claims, *told), key=lambda c: (c.content.spans, c.id))))


def _spans(claim: Claim) -> Iterator[Span]:
    for part in (claim.source, claim.cue, claim.content):
        if part is not None:
            yield from part.spans


def _told(
    draft: Draft, paragraph: Paragraph, attributed: Sequence[Span], carried: Sequence[Figure | Timex]
) -> Iterator[Claim]:
    for sentence in paragraph.doc.sents:
        spans = phrase(paragraph, range(sentence.start, sentence.end))
        if not spans or not any(token.pos in ("VERB", "AUX") for token in sentence):
            continue
        whole = Span(spans[0].start, spans[-1].end)
        if any(span.start < whole.end and whole.start < span.end for span in attributed):
            continue
        if not any(whole.start <= thing.spans[0].start < whole.end for thing in carried):
            continue
        yield Claim(
            id=content_hash(draft.article.id, whole),
            kind="statement",
            quotation=None,
            source=None,
            cue=None,
            content=Phrase(spans=(whole,), text=words_of(draft.article.text, (whole,))),
            tense=tense(sentence.root),
            score=_SCORE,
            made_by=_MADE_BY,
        )


@dataclass(frozen=True, slots=True)
class LoadClaims:
    """Give each figure and time to the innermost claim whose content holds it."""

    needs: ClassVar[frozenset[str]] = frozenset({"claims", "figures", "times", "narration"})
    adds: ClassVar[frozenset[str]] = frozenset({"loaded"})

    def __call__(self, draft: Draft) -> Draft:
        """Fill the figures and times of each claim."""
        near = draft.gathered((part.start, (part, claim)) for claim in draft.claims for part in claim.content.spans)
        carried: defaultdict[str, list[str]] = defaultdict(list)
        things: tuple[Figure | Timex, ...] = (*draft.figures, *draft.times)
        for thing in things:
            paragraph = draft.paragraph_at(thing.spans[0].start)
            if paragraph and (home := _innermost(near.get(paragraph.block.start, ()), thing.spans[0])):
                carried[home.id].append(thing.id)
        times = {timex.id for timex in draft.times}
        return replace(
            draft,
            claims=tuple(
                replace(
                    claim,
                    figures=tuple(name for name in carried[claim.id] if name not in times),
                    times=tuple(name for name in carried[claim.id] if name in times),
                )
                for claim in draft.claims
            ),
        )


def _innermost(near: Sequence[tuple[Span, Claim]], span: Span) -> Claim | None:
    """The claim with the shortest content around the span: its marker in a nest of claims."""
    around = [claim for part, claim in near if part.start <= span.start and span.end <= part.end]
    return min(around, key=lambda c: sum(s.end - s.start for s in c.content.spans), default=None)
