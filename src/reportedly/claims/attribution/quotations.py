"""Where quotation marks open and close.

Marks are paired within a paragraph by one pass, so a hundred thousand of them
cost no more than a hundred thousand letters do. A paragraph that opens a
quotation and does not close it runs to its end: the next one opens again, as
newspapers set quotations that run over paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.data import Span

_CLOSING = {"“": "”", "„": "“”", "«": "»", "‘": "’", '"': '"', "‟": "”"}
MARKS = frozenset("“”„‟«»\"‘’'")


def quotations(text: str, *, start: int = 0) -> Iterator[Span]:
    """The words between each pair of marks, marks left out; ``start`` is added to offsets.

    Single marks count only where they can't be apostrophes: ``‘`` or ``'`` after
    a space or at the start of the text, closed before a space or punctuation.
    """
    opened: tuple[int, str] | None = None
    for at, char in enumerate(text):
        if opened is None:
            if char in _CLOSING and (char != "‘" or _outside(text, at - 1)):
                opened = at + 1, _CLOSING[char]
            elif char == "'" and _outside(text, at - 1) and at + 1 < len(text) and not _outside(text, at + 1):
                opened = at + 1, "'"
        elif char in opened[1] and (char not in "’'" or _outside(text, at + 1)):
            if at > opened[0]:
                yield Span(start + opened[0], start + at)
            opened = None
    if opened is not None and opened[1] not in ("’", "'") and len(text) > opened[0]:
        yield Span(start + opened[0], start + len(text))


def _outside(text: str, at: int) -> bool:
    """Whether there is no letter or digit at the offset."""
    return not 0 <= at < len(text) or not text[at].isalnum()
