"""Which of a page's blocks are the article.

Two forests of regression trees weigh the evidence of each block: the first by
the block and its surroundings, the second again with what the first found
around it. They were grown on news pages of all kinds (:mod:`reportedly.models`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from reportedly.article.evidence import MAX_LINKED, Declared, Evidence, is_prose
from reportedly.article.extents import Extents
from reportedly.article.furniture import ends_sentence
from reportedly.article.metadata import Metadata
from reportedly.article.roles import Role
from reportedly.article.scrap import HEADINGS, Scrap
from reportedly.article.walk import Walked
from reportedly.models import load_body

LEAST: Final = 0.45
"""How likely a block of the body is at least. From .4 to .65 F1 changes by .004."""

MAX_WRAPPED = 0.4
"""Share of the page's prose in one element from which its role is that of a careless wrapper."""

MAX_TOLD: Final = 2
"""Times that a page has the same block, from which it is a notice and no part of the article."""

MAX_GAP: Final = 12
"""Blocks of a list that is missing in the middle of the body."""

DETAILS: Final = ("caption", "credit", "byline", "dateline", "standfirst")
"""Roles of the article's own parts; all others are foreign to it."""


def in_body(evidence: Evidence, scraps: Sequence[Scrap]) -> list[bool]:
    """Which blocks of a page the article's body holds, by what is seen of them."""
    first, second = load_body()
    likely = second(evidence.again(first(evidence.rows)))
    told = Counter(scrap.text for scrap in scraps)
    return [bool(each >= LEAST) and told[scrap.text] <= MAX_TOLD for each, scrap in zip(likely, scraps, strict=True)]


def evidence_of(walked: Walked, metadata: Metadata, roles: Sequence[Role | None], held: Extents) -> Evidence:
    """What the forests see of a page with blocks; ``roles`` are the effective ones."""
    titles = [title for title in (*metadata.titles, metadata.title) if title]
    return Evidence(walked, roles, held, Declared(titles, metadata.descriptions))


def fill_gaps(kept: Sequence[bool], scraps: Sequence[Scrap], roles: Sequence[Role | None]) -> list[bool]:
    """The body with what its own blocks enclose: lists, quotations, lone headings over prose, short paragraphs.

    Headings of widgets stand over links, or two in a row.
    """
    filled = list(kept)
    known = [index for index, keep in enumerate(kept) if keep and roles[index] is None]
    for before, after in pairwise(known):
        gap = [index for index in range(before + 1, after) if roles[index] is None]
        headed = len(gap) == 1 and scraps[gap[0]].tag in HEADINGS and is_prose(scraps[after])
        if headed or (len(gap) <= MAX_GAP and all(_is_content(scraps[index], scraps[before]) for index in gap)):
            for index in gap:
                filled[index] = True
    return filled


def _is_content(scrap: Scrap, above: Scrap) -> bool:
    """Whether a block may stand between those of a body: a list, a quotation, a paragraph beside paragraphs."""
    alike = scrap.tag == above.tag == "p" and scrap.marks == above.marks and ends_sentence(scrap.text)
    return (scrap.listed or scrap.quoted or alike) and scrap.linked <= MAX_LINKED * len(scrap.text)


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
