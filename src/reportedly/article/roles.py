"""What an element of a page is there for, told by its tag, its landmark and its names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Final, Literal

import re2

from reportedly.article.lexicon import load
from reportedly.data import RemovedKind

Role = RemovedKind | Literal["caption", "standfirst", "hidden"]

MAX_NAMES = 300
"""Characters of class and id that are looked at: generated class lists run to thousands."""

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
    names = _names(attributes)
    if _is_hidden(attributes, names):
        return "hidden"
    found = [role for name in names if (role := _ROLES.get(name))]
    # A credit inside a caption is called "caption-credit": the narrower word counts.
    if "credit" in found:
        return "credit"
    landmark = _LANDMARKS.get((attributes.get("role") or "").lower())
    return next(iter(found), landmark or _TAGS.get(tag))


def _is_hidden(attributes: Attributes, names: list[str]) -> bool:
    """Whether readers don't see the element: what they can't read is no article text."""
    if "hidden" in attributes or _INVISIBLE.search((attributes.get("style") or "")[:MAX_NAMES]):
        return True
    return not _HIDDEN.isdisjoint(names)


def _names(attributes: Attributes) -> list[str]:
    """Pairs of words, then words, of an element's names."""
    names: list[str] = []
    for attribute in ("class", "id", "itemprop", "data-testid", "data-component"):
        for value in (attributes.get(attribute) or "")[:MAX_NAMES].split():
            words = [word.lower() for word in _WORD.findall(value)]
            names += [" ".join(pair) for pair in pairwise(words)]
            names += words
    return names
