"""What an element of a page is there for, told by its tag, its landmark and its names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal, NamedTuple

import re2

from reportedly.article.lexicon import load
from reportedly.data import RemovedKind

Role = RemovedKind | Literal["caption", "standfirst", "hidden"]

MAX_NAMES = 300
"""Characters of class and id that are looked at: generated class lists run to thousands."""

NAMING: Final = ("class", "id", "itemprop", "data-testid", "data-component")
"""Attributes in which elements are named."""

_LEXICON: Final = load("roles")
_ROLES: Final[dict[str, Role]] = {name: role for role, names in _LEXICON["roles"].items() for name in names}
_TAGS: Final[dict[str, Role]] = _LEXICON["tags"]
_LANDMARKS: Final[dict[str, Role]] = _LEXICON["landmarks"]
_HIDDEN: Final = frozenset(_LEXICON["hidden"]["names"])
_BODY: Final = frozenset(_LEXICON["body"]["names"])

# The seams of a name: "relatedArticles_v2" becomes related, Articles, v, 2.
# Nothing here can backtrack, and RE2's findall is eight times slower.
_WORD: Final = re.compile(r"[A-Z]?[a-z]++|[A-Z]++|[0-9]++")

# Like: "display: none", "visibility:hidden"
_INVISIBLE: Final = re2.compile(r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)")

Attributes = Mapping[str, str | None]


def names_of(attributes: Attributes) -> str:
    """What an element is called by its page's authors: classes, id and the like, with spaces between."""
    return " ".join([value[:MAX_NAMES] for name in NAMING if (value := attributes.get(name))])


class Claim(NamedTuple):
    """What an element claims to be: its role, and whether it is called the body of an article."""

    role: Role | None
    body: bool


def claim_of(tag: str, names: str, attributes: Attributes) -> Claim:
    """What an element claims; wrappers of whole articles may claim a role wrongly.

    Even hidden ones: some pages are uncovered by a script once they are there.
    """
    role, body = _named(names)
    if role == "hidden" or _is_hidden(attributes):
        return Claim("hidden", body)
    return Claim(role or _LANDMARKS.get((attributes.get("role") or "").lower()) or _TAGS.get(tag), body)


def _is_hidden(attributes: Attributes) -> bool:
    """Whether readers don't see the element: what they can't read is no article text."""
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _INVISIBLE.search(style[:MAX_NAMES]))


class _Said(NamedTuple):
    """What one name says."""

    role: Role | None
    credit: bool
    hidden: bool
    body: bool


def _named(names: str) -> Claim:
    """What an element's names say together."""
    found: Role | None = None
    hidden = body = False
    for name in names.split():
        said = _said(name)
        hidden, body = hidden or said.hidden, body or said.body
        # A credit inside a caption is called "caption-credit": the narrower word counts.
        if said.credit or found is None:
            found = "credit" if said.credit else said.role
    return Claim("hidden" if hidden else found, body)


@lru_cache(maxsize=4096)
def _said(name: str) -> _Said:
    """What one name says by its pairs of words and its words; pages share the same few thousand."""
    words = [word.lower() for word in _WORD.findall(name)]
    known = [*(" ".join(pair) for pair in pairwise(words)), *words]
    roles = [role for word in known if (role := _ROLES.get(word))]
    return _Said(
        role=next(iter(roles), None),
        credit="credit" in roles,
        hidden=not _HIDDEN.isdisjoint(known),
        body=not _BODY.isdisjoint(known),
    )
