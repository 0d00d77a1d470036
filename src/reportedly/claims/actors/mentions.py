"""One place of a text that names somebody."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.data import ActorKind, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body's description taken apart: "Latvia's" and "Interior Ministry".

    ``bare`` are the words of what it does, ``name`` the same as the text has
    them; ``owner`` is a country's code or the words that say whose it is, empty
    where none do.
    """

    bare: tuple[str, ...]
    name: str
    owner: str
    possessive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A party as one place of the article names it.

    ``key`` is what mentions of one party have alike; ``whole`` says that the name
    is given in full, so that shorter mentions can be led back to it. ``sure`` is
    False where a name alone, without a role or a verb of saying, speaks for it.
    """

    span: Span
    name: str
    kind: ActorKind
    key: tuple[str, ...]
    country: str | None = None
    role: str | None = None
    id: str | None = None
    whole: bool = True
    sure: bool = True
    body: Body | None = None
