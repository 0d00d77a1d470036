"""Drafts for tests: paragraphs in, stages run."""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.claims.actors import MarkActors
from reportedly.claims.attribution import AttributeClaims
from reportedly.claims.chains import TraceChains
from reportedly.claims.draft import Draft, Stage
from reportedly.claims.manner import JudgeManner
from reportedly.claims.syntax import ParseText
from reportedly.claims.times import MarkTimes
from reportedly.data import Article, Block, BlockKind, Claim

ATTRIBUTED: tuple[Stage, ...] = (
    ParseText(),
    MarkTimes(),
    MarkActors(),
    AttributeClaims(),
    TraceChains(),
    JudgeManner(),
)


def article(*paragraphs: str, headline: str | None = None, published: str | None = "2024-10-30") -> Article:
    """An article of paragraphs, joined as articles are."""
    parts: list[tuple[BlockKind, str]] = [("headline", headline)] if headline else []
    parts += [("paragraph", text) for text in paragraphs]
    blocks, at = [], 0
    for kind, text in parts:
        blocks.append(Block(kind=kind, start=at, end=at + len(text)))
        at += len(text) + 2
    return Article(
        id="0" * 16,
        uri="test",
        outlet="The Test Bulletin",
        headline=headline,
        standfirst=None,
        published=published,
        language="en",
        text="\n\n".join(text for _, text in parts),
        blocks=tuple(blocks),
    )


def draft(*paragraphs: str, stages: Sequence[Stage] = ATTRIBUTED, headline: str | None = None) -> Draft:
    """The draft after the stages."""
    made = Draft(article=article(*paragraphs, headline=headline))
    for stage in stages:
        made = stage(made)
    return made


def claims(*paragraphs: str, headline: str | None = None) -> tuple[Claim, ...]:
    """The attributed claims of the paragraphs."""
    return draft(*paragraphs, headline=headline).claims


def parts(claim: Claim) -> tuple[str | None, str | None, str]:
    """Source, cue and content as words."""
    return claim.source and claim.source.text, claim.cue and claim.cue.text, claim.content.text
