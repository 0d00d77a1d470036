"""Who wrote an article: names only, without roles, places and the outlet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import re2

from reportedly.article.canonical import clean
from reportedly.article.lexicon import load
from reportedly.lexicons import any_of

MAX_BYLINE = 160
MAX_NAME = 50
MAX_SIGNED_LINE = 80
MAX_NAME_WORDS = 3
MAX_SIGNATURE = 6
"""Words."""

MIN_HOUSE = 3
"""Letters and digits of an outlet's name in another."""

_LEXICON: Final = load("bylines")
_ROLES: Final = frozenset(_LEXICON["roles"])
_AGENCIES: Final = frozenset(_LEXICON["agencies"])
_PARTICLES: Final = frozenset(_LEXICON["particles"])

# Like: "By Jane Doe", "Author: Jane Doe"
_LEAD: Final = re2.compile(rf"(?i)^(?:{any_of(_LEXICON['leads'])})(?:\s*[:：]\s*|\s+)")

# "Jane Doe, Max Roe and Ann Poe", "Jane Doe | Max Roe"
_SEPARATOR: Final = re2.compile(r"(?i)\s*(?:[,;|/·•&\n]|\s(?:and|und|et|y|with)\s)\s*")

# Like: "Jane Doe in Kyiv", "Jane Doe (Kyiv)", "Jane Doe for the Weekly", "Jane Doe - Kyiv"
_AFTER_NAME: Final = re2.compile(r"(?i)\s+(?:in|from|for|at|[-–—])\s.*$|\s*[(\[@<].*$")

# "Jane Doe", "J. K. van der Roe", "Mary-Ann O’Neill"
_CAPITALISED: Final = re2.compile(
    rf"^\p{{Lu}}[\p{{L}}\p{{M}}'’.-]*(?:\s(?:\p{{Lu}}[\p{{L}}\p{{M}}'’.-]*|{any_of(_LEXICON['particles'])}))+$"
)

# Like: "www.alder-post.com", ".de"
_DOMAIN: Final = re2.compile(r"^www\.|\.(?:com|org|net|info|co\.\p{L}{2}|\p{L}{2})$")

# Letters of scripts without capitals: "김지은", "山田太郎"
_UNCASED: Final = re2.compile(r"^[\p{Lo}\p{M}\s・.]+$")


def read_byline(line: str) -> tuple[str, ...]:
    """The names of a visible byline; nothing if the line is none ("By Monday, …")."""
    lead = _LEAD.search(line)
    if lead is None or len(line) > MAX_BYLINE:
        return ()
    names = _names(line[lead.end() :])
    named = [name for name in names if _CAPITALISED.search(name) or _UNCASED.search(name)]
    # A name must come first: of "By Tuesday Jane Doe had left" nothing is one.
    return tuple(named) if names and names[0] in named else ()


def read_signature(line: str) -> tuple[str, ...]:
    """The names of a line that has no "by" ("Jane Doe, Kyiv"); anything in capitals may look like one.

    Callers must know of another reason to take it for a byline.
    """
    parts = _SEPARATOR.split(line)
    if len(line) > MAX_SIGNED_LINE or line.endswith((".", "!", "?", ":")) or len(line.split()) < 2:
        return ()
    if not all(_is_capitalised(part) or is_agency(part) for part in parts):
        return ()
    named = [name for name in _names(line) if _CAPITALISED.search(name) and _capitals(name) <= MAX_NAME_WORDS]
    return tuple(named) if named and parts[0].startswith(named[0]) else ()


def _capitals(name: str) -> int:
    return sum(word[0].isupper() for word in name.split())


def _is_capitalised(part: str) -> bool:
    """Whether a part is a name, a place or a role: "Jane Doe", "Kyiv", "political editor"."""
    words = part.split()
    return bool(words) and (
        all(word[0].isupper() or word in _PARTICLES for word in words) or words[-1].lower() in _ROLES
    )


def is_signature(line: str) -> bool:
    """Whether a line names a desk or a post and no person: "Alder Courier newsroom"."""
    words = line.split()
    if not 2 <= len(words) <= MAX_SIGNATURE or line.endswith((".", "!", "?")):
        return False
    return words[-1].lower() in _ROLES and all(word[0].isupper() or word.lower() in _ROLES for word in words)


def authors(given: Iterable[str], *, outlet: str | None) -> tuple[str, ...]:
    """The names among what a page's metadata calls authors: persons and wire agencies, but not the outlet."""
    names: dict[str, None] = {}
    for text in given:
        if len(text) <= MAX_BYLINE and not any(mark in text for mark in ("://", "@")):
            lead = _LEAD.search(clean(text))
            names.update(dict.fromkeys(_names(clean(text)[lead.end() if lead else 0 :])))
    return tuple(name for name in names if not (outlet and _is_same_house(name, outlet)))


def is_agency(name: str) -> bool:
    """Whether a name is a wire agency's: what it signs was written for many outlets."""
    return name.casefold() in _AGENCIES


def _is_same_house(name: str, outlet: str) -> bool:
    """Whether a name is the outlet's, perhaps with its domain or a word more: "alder-post.com", "Alder Post Online"."""
    one, other = (_DOMAIN.sub("", text.casefold()) for text in (name, outlet))
    one, other = ("".join(filter(str.isalnum, text)) for text in (one, other))
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= MIN_HOUSE and longer.startswith(shorter)


def _names(text: str) -> list[str]:
    parts = (_AFTER_NAME.sub("", part).strip(" .") for part in _SEPARATOR.split(text))
    return [part for part in parts if is_agency(part) or _may_be_name(part)]


def _may_be_name(part: str) -> bool:
    if (
        not 1 < len(part) <= MAX_NAME
        or part.lower().startswith("the ")
        or any(char.isdigit() or char in "@:/\\_#" for char in part)
    ):
        return False
    return not _ROLES.intersection(part.lower().split())
