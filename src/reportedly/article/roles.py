"""What an element of a page is there for, told by its tag, its landmark and its names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

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

# The seams of a name: "relatedArticles_v2" becomes related, Articles, v, 2.
# Nothing here can backtrack, and RE2's findall is eight times slower.
_WORD: Final = re.compile(r"[A-Z]?[a-z]++|[A-Z]++|[0-9]++")

# Like: "display: none", "visibility:hidden"
_INVISIBLE: Final = re2.compile(r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden)")

Attributes = Mapping[str, str | None]


def role_of(tag: str, attributes: Attributes) -> Role | None:
    """The role that an element claims; wrappers of whole articles may claim one wrongly.

    Even hidden ones: some pages are uncovered by a script once they are there.
    """
    named = _named(" ".join([value[:MAX_NAMES] for name in NAMING if (value := attributes.get(name))]))
    if named == "hidden" or _is_hidden(attributes):
        return "hidden"
    return named or _LANDMARKS.get((attributes.get("role") or "").lower()) or _TAGS.get(tag)


def _is_hidden(attributes: Attributes) -> bool:
    """Whether readers don't see the element: what they can't read is no article text."""
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _INVISIBLE.search(style[:MAX_NAMES]))


@lru_cache(maxsize=4096)
def _named(values: str) -> Role | None:
    """What an element's names say; a page gives most of its elements the same few."""
    names = _names(values)
    if not _HIDDEN.isdisjoint(names):
        return "hidden"
    found = [role for name in names if (role := _ROLES.get(name))]
    # A credit inside a caption is called "caption-credit": the narrower word counts.
    return "credit" if "credit" in found else next(iter(found), None)


def _names(values: str) -> list[str]:
    """Pairs of words, then words, of each of an element's names."""
    names: list[str] = []
    for value in values.split():
        words = [word.lower() for word in _WORD.findall(value)]
        names += [" ".join(pair) for pair in pairwise(words)]
        names += words
    return names
