"""Which of a page's blocks are the article.

Roles come first: a block inside navigation is navigation whatever else says.
Where roles don't know, trafilatura decides, whose output is matched with our
blocks by word shingles; where it can't read the page, the blocks that look
like prose are taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import trafilatura

from reportedly.article.roles import Role
from reportedly.article.scrap import HEADINGS, Scrap
from reportedly.article.walk import Walked

MAX_DEPTH = 250
"""Levels that trafilatura's parser reads; below them it loses text without a word."""

MAX_WRAPPED = 0.4
"""Share of the page's prose in one element from which its role is that of a careless wrapper."""

SHINGLE: Final = 4
MIN_FOUND = 0.7
"""Share of a block's shingles that trafilatura must have kept."""

MIN_PROSE = 80
"""Characters of a block that counts as prose without trafilatura."""

MAX_LINKED = 0.4

MAX_GAP: Final = 12
"""Blocks of a list that is missing in the middle of the body."""

MAX_ABOVE: Final = 0.3
"""Share of the body above the headline from which the headline was found in the wrong place."""

DETAILS: Final = ("caption", "credit", "byline", "dateline", "standfirst")
"""Roles of the article's own parts; all others are foreign to it."""

# Runs of letters and digits. Nothing here can backtrack, and RE2's findall is eight times slower.
_WORD: Final = re.compile(r"[^\W_]++")


def effective_roles(walked: Walked) -> list[Role | None]:
    """The role of each scrap: that of the outermost foreign element around it, else its innermost detail's.

    A caption in a list of related articles is related, and no caption.

    An element that holds much of the page's prose is the article's wrapper,
    whatever its class says ("article has-related").
    """
    prose = [0] * len(walked.roles)
    total = 1
    for scrap in walked.scraps:
        if is_prose(scrap):
            total += len(scrap.text)
            for mark in scrap.marks:
                prose[mark] += len(scrap.text)
    believed = [weight < MAX_WRAPPED * total for weight in prose]
    return [_role(scrap, walked.roles, believed) for scrap in walked.scraps]


def _role(scrap: Scrap, roles: Sequence[Role], believed: Sequence[bool]) -> Role | None:
    found = [roles[mark] for mark in scrap.marks if believed[mark]]
    foreign = [role for role in found if role not in DETAILS]
    return next(iter([*foreign, *found[::-1]]), None)


def with_captions(roles: Sequence[Role | None], scraps: Sequence[Scrap], kept: Sequence[bool]) -> list[Role | None]:
    """Roles again; a block outside the body is a caption where its own element ends with a credit."""
    found = list(roles)
    for index in range(1, len(scraps)):
        above, credit = scraps[index - 1], scraps[index]
        if roles[index] != "credit" or roles[index - 1] is not None or kept[index - 1]:
            continue
        if above.tag == credit.tag and above.marks == credit.marks[:-1]:
            found[index - 1] = "caption"
    return found


def is_prose(scrap: Scrap) -> bool:
    """Whether a block is a paragraph by its looks: long, and not made of links."""
    return len(scrap.text) >= MIN_PROSE and scrap.linked <= MAX_LINKED * len(scrap.text)


def in_body(html: str, walked: Walked) -> list[bool]:
    """Which scraps the article's body holds, before roles are looked at."""
    prose = [is_prose(scrap) for scrap in walked.scraps]
    extracted = _extract(html) if walked.depth <= MAX_DEPTH else None
    if not extracted:
        return prose
    shingles = _shingles(_words(extracted))
    lines = {" ".join(_words(line)) for line in extracted.splitlines()}
    kept = [_is_kept(_words(scrap.text), shingles, lines) for scrap in walked.scraps]
    return kept if any(keep and long for keep, long in zip(kept, prose, strict=True)) or not any(prose) else prose


def fill_gaps(kept: Sequence[bool], scraps: Sequence[Scrap], roles: Sequence[Role | None]) -> list[bool]:
    """Lists and quotations that trafilatura left out between blocks that it kept, and lone headings above prose.

    Headings of widgets stand over links, or two in a row.
    """
    filled = list(kept)
    known = [index for index, keep in enumerate(kept) if keep and roles[index] is None]
    for before, after in pairwise(known):
        gap = [index for index in range(before + 1, after) if roles[index] is None]
        headed = len(gap) == 1 and scraps[gap[0]].tag in HEADINGS and is_prose(scraps[after])
        if headed or (len(gap) <= MAX_GAP and all(_is_content(scraps[index]) for index in gap)):
            for index in gap:
                filled[index] = True
    return filled


def _is_content(scrap: Scrap) -> bool:
    fits = scrap.listed or scrap.quoted
    return fits and scrap.linked <= MAX_LINKED * len(scrap.text)


def without_head(kept: Sequence[bool], scraps: Sequence[Scrap], *, headline: str | None) -> list[bool]:
    """Nothing above a visible headline is body, if most of the body stands below it."""
    position = next((index for index, scrap in enumerate(scraps) if scrap.text == headline), 0)
    sizes = [len(scrap.text) if keep else 0 for scrap, keep in zip(scraps, kept, strict=True)]
    if sum(sizes[:position]) > MAX_ABOVE * sum(sizes):
        return list(kept)
    return [keep and index >= position for index, keep in enumerate(kept)]


def _extract(html: str) -> str | None:
    text: str | None = trafilatura.extract(html, include_comments=False, include_tables=True, favor_precision=False)
    return text


def _is_kept(words: list[str], shingles: set[tuple[str, ...]], lines: set[str]) -> bool:
    if len(words) < 2 * SHINGLE:
        return " ".join(words) in lines
    own = _shingles(words)
    return len(own & shingles) >= MIN_FOUND * len(own)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[start:] for start in range(SHINGLE)), strict=False))
