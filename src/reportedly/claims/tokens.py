"""Text → words and marks, cut as the English treebanks cut them.

What stands between two spaces is cut once and remembered, as spaCy does it; the
network was trained on such words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from unicodedata import category

import re2

from reportedly.claims import lexicon

_CACHED = 50_000
"""Chunks that are remembered."""

_LONGEST = 200
"""Characters; a longer chunk is no word, and is cut at this length first."""

# for example "https://example.org/a?b" or "mail@example.org"
_ADDRESS = re2.compile(r"(?i)^(?:https?://|www\.)\S+$|^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")
# "U.S.", "J.R.R.": initials keep their full stops; "J." too
_INITIALS = re2.compile(r"^(?:\pL\.)+$")
_OPENING = frozenset("“”\"'‘’«»„([{<*&|~_§£$€¥₴₽₩₹=—–…#-")
_CLOSING = frozenset("“”\"'‘’«»…,;:!?)]}>*%$£€¥—–-")
_DOUBLE = ("''", "``", "--", "...", "’’", "‘‘")


class Tokens:
    """Cuts text into words; one a process and language."""

    def __init__(self, language: str) -> None:
        words = lexicon.load("tokens", language)
        self._whole = frozenset(words["abbreviations"])
        self._joined: dict[str, int] = words["joined"]
        self._clitics = frozenset(words["clitics"])
        units = "|".join(sorted((u.replace(".", r"\.") for u in words["units"]), key=len, reverse=True))
        # "105mm", "3.5km"
        self._unit = re2.compile(rf"^([\d.,]*\d)({units})$")
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}

    def __call__(self, text: str) -> Iterator[tuple[int, int]]:
        """Where each word begins and ends."""
        at = 0
        for chunk in text.split():
            start = text.index(chunk, at)
            at = start + len(chunk)
            for low in range(0, len(chunk), _LONGEST):
                piece = chunk[low : low + _LONGEST]
                for first, last in self._known.get(piece) or self._learnt(piece):
                    yield start + low + first, start + low + last

    def _learnt(self, chunk: str) -> tuple[tuple[int, int], ...]:
        found = tuple(self._cut(chunk))
        if len(self._known) >= _CACHED:
            self._known.clear()
        self._known[chunk] = found
        return found

    def _cut(self, chunk: str) -> Iterator[tuple[int, int]]:
        """Marks from both ends, then what is left at its inner marks."""
        low, high = 0, len(chunk)
        after: list[tuple[int, int]] = []
        while low < high and not self._is_whole(chunk[low:high]):
            if (size := self._opening(chunk[low:high])) and size < high - low:
                yield low, low + size
                low += size
            elif size := self._closing(chunk[low:high]):
                after.append((high - size, high))
                high -= size
            else:
                break
        if low < high:
            rest = chunk[low:high]
            pieces = [(0, len(rest))] if self._is_whole(rest) else self._inner(rest)
            yield from ((low + a, low + b) for a, b in pieces)
        yield from reversed(after)

    def _is_whole(self, rest: str) -> bool:
        return (
            rest in self._whole
            or len(rest) == 1
            or bool(_INITIALS.match(rest))
            or bool(_ADDRESS.match(rest) and rest[-1].isalnum())
        )

    @staticmethod
    def _opening(rest: str) -> int:
        """How many characters at the start are a mark."""
        for double in _DOUBLE:
            if rest.startswith(double):
                return len(double)
        first = rest[0]
        if first == "-" or (first in "'’" and rest[1:3].isdigit()):  # "-5", "’90s"
            return 0
        return int(first in _OPENING or category(first) in ("Sc", "So", "Ps", "Pi"))

    def _closing(self, rest: str) -> int:
        """How many characters at the end are a mark, a clitic or a unit."""
        for double in _DOUBLE:
            if rest.endswith(double):
                return len(double)
        last = rest[-1]
        if last in "'’" and rest[-2:-1] in ("s", "S"):
            return 1  # "the miners’"
        if last in _CLOSING or category(last) in ("Pe", "Pf", "Sc", "So"):
            return 1
        if last == "." and len(rest) > 1:
            before = rest[-2]
            return int(
                before.islower()
                or before.isdigit()
                or before in "%)]'’”\"+-"
                or rest[-3:-1].isupper()
                or not before.isascii()
            )
        head, mark, tail = rest.rpartition("’" if "’" in rest else "'")
        if mark and head and tail.lower() in self._clitics:
            return len(tail) + 1
        if mark and tail.lower() == "t" and head[-1:].lower() == "n" and len(head) > 1:
            return 3
        if unit := self._unit.match(rest):
            return len(unit.group(2))
        return 0

    def _inner(self, rest: str) -> Iterator[tuple[int, int]]:
        """Cut at marks between letters: "long-range", "and/or", "end.Begin"; "F-16" and "24/7" stay."""
        if (cut := self._joined.get(rest.lower())) is not None:
            yield from ((0, cut), (cut, len(rest)))
            return
        start, at = 0, 1
        while at < len(rest) - 1:
            size = self._mark_inside(rest, at)
            if size and start < at:
                yield start, at
                yield at, at + size
                start = at = at + size
            at += 1
        if start < len(rest):
            yield start, len(rest)

    @staticmethod
    def _mark_inside(rest: str, at: int) -> int:
        mark, before, after = rest[at], rest[at - 1], rest[at + 1]
        if mark.isalnum():
            return 0
        for double in ("--", "..."):
            if rest.startswith(double, at) and at + len(double) < len(rest):
                return len(double)
        if mark in "-–—~,":
            return int(
                (before.isalnum() and after.isalpha() and mark != ",")
                or (before.isalpha() and after.isalpha())
                or mark == "—"
                or (mark in "-–" and before.isdigit() and after.isdigit())
            )
        if mark in "/:<>=":
            return int(before.isalnum() and after.isalpha())
        if mark == ".":
            return int((before.islower() or before in "\"'") and after.isupper())
        return int(mark in '“”"()[]…')


@cache
def tokens(language: str) -> Tokens:
    """The language's cutter of words."""
    return Tokens(language)
