"""Which visible line between headline and body sums the article up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportedly.article.headline import Headline
from reportedly.article.roles import Role
from reportedly.article.scrap import HEADINGS, Scrap

MIN_STANDFIRST: Final = 30
MAX_STANDFIRST: Final = 600
"""Characters: shorter lines are kickers, longer ones paragraphs."""


def choose_standfirst(
    head: Sequence[Scrap], roles: Sequence[Role | None], *, headline: Headline, declared: Sequence[str]
) -> str | None:
    """The standfirst among the blocks above the body; None if none stands there visibly.

    Either the page names it so, or it is what the page declares as its
    description. A description that only repeats the first paragraph is not here.
    """
    start = next((index for index, scrap in enumerate(head) if scrap.text == headline.shown), -1) + 1
    below = [(scrap, role) for scrap, role in zip(head[start:], roles[start:], strict=True) if _fits(scrap)]
    below = [(scrap, role) for scrap, role in below if not headline.is_repeated_by(scrap.text)]
    named = [scrap.text for scrap, role in below if role == "standfirst"]
    described = [scrap.text for scrap, role in below if role is None and _is_declared(scrap.text, declared)]
    subtitles = [scrap.text for scrap, role in below[:1] if role is None and scrap.tag in HEADINGS]
    return next(iter([*named, *described, *subtitles]), None)


def _fits(scrap: Scrap) -> bool:
    return MIN_STANDFIRST <= len(scrap.text) <= MAX_STANDFIRST and scrap.linked * 2 < len(scrap.text)


def _is_declared(text: str, declared: Sequence[str]) -> bool:
    """Whether a description says the same; those for machines are cut short with dots."""
    stems = [description.casefold().rstrip(" .…") for description in declared]
    return any(len(stem) >= MIN_STANDFIRST and text.casefold().startswith(stem) for stem in stems)
