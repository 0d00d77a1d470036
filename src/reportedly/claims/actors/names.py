"""How persons' names are built: particles, hyphens, surnames."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly.claims.lexicon import load

if TYPE_CHECKING:
    from reportedly.claims.parse import Doc

HYPHENS = frozenset({"-", "‑", "‐"})
MOST_PARTICLES = 3
"""Particles in a row: "von und zu der" has no more."""


@cache
def particles() -> frozenset[str]:
    """Small words inside a person's name."""
    return frozenset(load("roles")["names"]["particles"])


@cache
def _joined() -> frozenset[str]:
    return frozenset(load("roles")["names"]["joined"])


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(load("roles")["names"]["suffixes"])


def hyphen(doc: Doc, word: int) -> bool:
    """Whether the word is a hyphen with no space on either side."""
    return 0 < word < len(doc) - 1 and doc[word].text in HYPHENS and not (doc[word - 1].spaced or doc[word].spaced)


def _particle(doc: Doc, word: int) -> bool:
    """Whether the word is a particle; "do" and "ten" are English words too."""
    return doc[word].lowered in particles() and not doc[word].tag.startswith(("VB", "MD", "CD"))


def particle_end(doc: Doc, word: int, stop: int) -> int:
    """Where the particles that begin at the word end: after "von der", "al-"; the word itself where it is none."""
    end = word
    while end < min(stop, word + MOST_PARTICLES):
        lowered = doc[end].lowered
        if lowered in _joined() and hyphen(doc, end + 1):
            return end + 2
        if not _particle(doc, end):
            break
        end += 1
    return end


def particle_start(doc: Doc, word: int, floor: int) -> int:
    """Where the particles right before the word begin; the word itself where there are none."""
    if word - 2 >= floor and hyphen(doc, word - 1) and doc[word - 2].lowered in _joined():
        return word - 2
    start = word
    while start - 1 >= max(floor, word - MOST_PARTICLES) and _particle(doc, start - 1):
        start -= 1
    return start


def parts(name: str) -> tuple[str, ...]:
    """The words of a name that tell persons apart: no suffix, no particles, no article before a hyphen.

    "Omar al-Masri" is "Omar", "Masri"; "Vera de la Torre" is "Vera", "Torre".
    A particle written large at the front stays: "Ben" may be a given name.
    """
    words = name.replace("\n", " ").split()
    if len(words) > 1 and words[-1] in _suffixes():
        words.pop()
    kept = [
        _bare(word)
        for at, word in enumerate(words)
        if word not in particles() and (at == 0 or word.lower() not in particles())
    ]
    return tuple(kept) or tuple(words)


def _bare(word: str) -> str:
    article, joint, rest = word.partition("-")
    return rest if joint and rest and article.lower() in _joined() else word
