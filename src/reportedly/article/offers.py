"""Where a page asks readers for money or an address: its links and its fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from reportedly.article.lexicon import load

MAX_ADDRESS = 500
"""Characters of an address that are looked at."""

_LEXICON: Final = load("offers")
_PATHS: Final = frozenset(_LEXICON["paths"])
_HOSTS: Final = frozenset(_LEXICON["hosts"])

Attributes = Mapping[str, str | None]


def is_offer(address: str | None) -> bool:
    """Whether a link leads to where readers pay or sign up: "/donate", "https://support.paper.example/"."""
    bare = (address or "")[:MAX_ADDRESS].lower().partition("?")[0].partition("#")[0]
    host, _, path = bare.partition("://")[2].partition("/") if "://" in bare else ("", "", bare)
    last = path.rstrip("/").rpartition("/")[2].partition(".")[0]
    return last in _PATHS or host.removeprefix("www.").partition(".")[0] in _HOSTS


def asks_for_address(attributes: Attributes) -> bool:
    """Whether a field is for the reader's e-mail address."""
    if (attributes.get("type") or "").lower() == "email":
        return True
    names = (attributes.get(key) or "" for key in ("name", "id", "placeholder"))
    return any("email" in name[:MAX_ADDRESS].lower().replace("-", "") for name in names)
