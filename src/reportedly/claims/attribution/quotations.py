"""Where quotation marks open and close.

Marks are paired within a paragraph by one pass, so a hundred thousand of them
cost no more than a hundred thousand letters do. A paragraph that opens a
quotation and does not close it runs to its end: the next one opens again, as
newspapers set quotations that run over paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.data import Span

_CLOSING = {"“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'", '"': '"', "‟": "”", "''": "''", "``": "''"}
_SINGLE = frozenset("‘’'")
MARKS = frozenset("“”„‟«»\"‘’'`")


def quotations(text: str, *, start: int = 0) -> Iterator[Span]:
    """The words between each pair of marks, marks left out; ``start`` is added to offsets.

    Two apostrophes are one double mark, as archives set them. Single marks
    count only where they can't be apostrophes: opened before a letter and after
    none, closed before none.
    """
    opened: tuple[int, str] | None = None
    at = 0
    while at < len(text):
        mark = text[at : at + 2] if text[at : at + 2] in ("''", "``") else text[at]
        if opened is None:
            if mark in _CLOSING and (mark not in _SINGLE or (_outside(text, at - 1) and not _outside(text, at + 1))):
                opened = at + len(mark), _CLOSING[mark]
        elif mark in (opened[1], *opened[1]) and (len(mark) == 2 or mark not in _SINGLE or _ends(text, at, opened[1])):
            if at > opened[0]:
                yield Span(start + opened[0], start + at)
            opened = None
        at += len(mark)
    if opened is not None and opened[1] not in _SINGLE and len(text) > opened[0]:
        yield Span(start + opened[0], start + len(text))


def _ends(text: str, at: int, closing: str) -> bool:
    return closing in _SINGLE and _outside(text, at + 1)


def _outside(text: str, at: int) -> bool:
    """Whether there is no letter or digit at the offset."""
    return not 0 <= at < len(text) or not text[at].isalnum()
