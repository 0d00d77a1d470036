"""A block of text as it stands on a page, and the line that it is gathered from."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, NamedTuple

from reportedly.article.canonical import clean, has_words
from reportedly.article.furniture import ends_sentence

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

MIN_BROKEN_OFF = 60
"""Characters; a shorter line before a break is a line of its own: a byline, a date, a place."""

MAX_LOOK_BACK = 20
"""Pieces of a line that are looked at before a break."""

MIN_SET_APART = 3
"""Characters of neighbours that are words of their own; shorter ones are large initials ("<b>T</b>he")."""


class Scrap(NamedTuple):
    """One block of text as it stands on the page.

    ``tag`` is the innermost block element and ``place`` its number among those
    of the page, ``marks`` number the elements with a role around it, outermost
    first; ``linked`` is how many of its characters are links, ``offered`` how
    many lead to where readers pay or sign up; ``date`` is the machine-readable
    date of a time element in it.
    """

    text: str
    tag: str
    place: int = 0
    marks: tuple[int, ...] = ()
    quoted: bool = False
    listed: bool = False
    linked: int = 0
    offered: int = 0
    date: str | None = None


@dataclass(slots=True)
class Line:
    """Text gathered since the last break.

    ``left`` and ``entered`` are the tags of inline elements that ended and
    began since the last piece: neighbours that nothing but style sets apart.
    """

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    offered: int = 0
    date: str | None = None
    left: str | None = None
    entered: str | None = None

    def add(self, text: str, link: bool = False, offer: bool = False) -> None:  # noqa: FBT001, FBT002 - called for every text
        """Take a piece of text; menus and labels are often written without a space between."""
        if self.left and self.entered and self._is_seam(text):
            self.pieces.append(" ")
        self.left = self.entered = None
        self.pieces.append(text)
        size = len(text.strip()) if link else 0
        self.linked += size
        self.offered += size if offer else 0

    def _is_seam(self, text: str) -> bool:
        """Whether two neighbours are two things: two links, or two words of which the second has a capital."""
        before = self.pieces[-1] if self.pieces else ""
        if not (before[-1:].strip() and text[:1].isalnum()):
            return False
        if self.left == self.entered == "a":
            return True
        cut_up = before[-1].isupper() and text[:2].isupper()
        return min(len(before), len(text)) >= MIN_SET_APART and not cut_up and not text[0].islower()

    def is_broken_off(self) -> bool:
        """Whether a line break here falls within a sentence: then it is layout, else an end."""
        text = "".join(self.pieces[-MAX_LOOK_BACK:]).rstrip(" \t\r")
        return len(text) >= MIN_BROKEN_OFF and not text.endswith("\n") and not ends_sentence(text)

    def take(self, tag: str, place: int, marks: tuple[int, ...], quoted: bool, listed: bool) -> Scrap | None:  # noqa: FBT001
        """The line as a scrap, which ends it; None if it says nothing."""
        if not self.pieces and self.date is None:
            return None
        text = clean(_joined(self.pieces) if tag in HEADINGS else "".join(self.pieces))
        linked, offered, date = min(self.linked, len(text)), min(self.offered, len(text)), self.date
        self.pieces, self.linked, self.offered, self.date = [], 0, 0, None
        self.left = self.entered = None
        if not date and not has_words(text):
            return None
        return Scrap(
            text=text,
            tag=tag,
            place=place,
            marks=marks,
            quoted=quoted,
            listed=listed,
            linked=linked,
            offered=offered,
            date=date,
        )


def _joined(pieces: list[str]) -> str:
    """A heading's pieces: kicker and headline are often set apart by style alone ("AlphaBeta")."""
    seams = [" " if one[-1:].islower() and other[:1].isupper() else "" for one, other in pairwise(pieces)]
    return "".join(piece + seam for piece, seam in zip(pieces, [*seams, ""], strict=False))
