"""The narrator's own statements: what the outlet tells itself, where it carries a figure or a time."""

from __future__ import annotations

from collections.abc import Iterator
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
        claims = (
            *draft.claims,
            *(claim for p in draft.paragraphs if p.block.kind in _TOLD for claim in _told(draft, p)),
        )
        return replace(draft, claims=tuple(sorted(claims, key=lambda c: (c.content.spans, c.id))))


def _told(draft: Draft, paragraph: Paragraph) -> Iterator[Claim]:
    attributed = [
        span
        for claim in draft.claims
        for part in (claim.source, claim.cue, claim.content)
        if part is not None
        for span in part.spans
    ]
    carried: list[Figure | Timex] = [*draft.figures, *draft.times]
    for sentence in paragraph.doc.sents:
        spans = phrase(paragraph, range(sentence.start, sentence.end))
        if not spans or not any(token.pos_ in ("VERB", "AUX") for token in sentence):
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
        homes: dict[str, str] = {}
        things: tuple[Figure | Timex, ...] = (*draft.figures, *draft.times)
        for thing in things:
            if home := _innermost(draft, thing.spans[0]):
                homes[thing.id] = home.id
        return replace(
            draft,
            claims=tuple(
                replace(
                    claim,
                    figures=tuple(f.id for f in draft.figures if homes.get(f.id) == claim.id),
                    times=tuple(t.id for t in draft.times if homes.get(t.id) == claim.id),
                )
                for claim in draft.claims
            ),
        )


def _innermost(draft: Draft, span: Span) -> Claim | None:
    """The claim with the shortest content around the span: its marker in a nest of claims."""
    around = [
        claim
        for claim in draft.claims
        if any(part.start <= span.start and span.end <= part.end for part in claim.content.spans)
    ]
    return min(around, key=lambda c: sum(s.end - s.start for s in c.content.spans), default=None)
