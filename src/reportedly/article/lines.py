"""Lines of plain text become blocks, however the text was wrapped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal

import re2

from reportedly.article.canonical import clean, has_words
from reportedly.article.credit import split_credit
from reportedly.article.dates import read_date_line
from reportedly.article.furniture import ends_sentence

WRAP_COLUMNS: Final = range(50, 101)
"""Widths that mail programs, terminals and typewriters wrap at."""

MAX_OVERLONG = 0.2
"""Share of lines beyond all wrapping: addresses, and captions pasted in; with more the text isn't wrapped."""

MIN_WRAPPED = 3
"""Lines that must break off within a sentence before a text counts as hard-wrapped."""

Mark = Literal["title", "heading", "item", "quotation"]

# Like: "# Title", "### Heading", "> quoted"  "- item"  "• item"  "3. item"  "2) item"
_MARKED: Final = re2.compile(r"^(?:(?P<hashes>#{1,6})\s|(?P<angle>>)\s?|(?P<bullet>[-*•‣▪·]|\d{1,2}[.)])\s+)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of plain text and the mark that was written before it."""

    text: str
    mark: Mark | None = None


def read_passages(text: str) -> list[Passage]:
    """The text's blocks: paragraphs stand apart by a blank line or are a line each.

    A hard-wrapped text breaks its lines where the next word would not have fit;
    there the lines are joined again.
    """
    groups = list(_groups(text))
    width = _wrap_width(groups)
    joined = (_unwrapped(group, width) for group in groups)
    return [passage for lines in joined for line in lines if has_words((passage := _passage(line)).text)]


def _groups(text: str) -> Iterator[list[str]]:
    """Runs of lines without a blank one between; credits and dates end theirs."""
    group: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.strip():
            group.append(line.strip())
        if group and (not line.strip() or _stands_alone(group[-1])):
            if _stands_alone(group[-1]) and group[:-1]:
                yield group[:-1]
                group = group[-1:]
            yield group
            group = []


def _stands_alone(line: str) -> bool:
    return read_date_line(line) is not None or split_credit(line).credit is not None


def _wrap_width(groups: list[list[str]]) -> int | None:
    """The column at which the text is hard-wrapped; None if it is not."""
    broken = [(line, after) for group in groups for line, after in pairwise(group) if len(line) < WRAP_COLUMNS.stop]
    overlong = sum(len(line) >= WRAP_COLUMNS.stop for group in groups for line in group[:-1])
    width = max((len(line) for line, _ in broken), default=0)
    if width not in WRAP_COLUMNS or overlong > MAX_OVERLONG * (overlong + len(broken)):
        return None
    full = [line for line, after in broken if _is_full(line, after, width)]
    broken_off = sum(not ends_sentence(line) for line in full)
    return width if broken_off >= max(MIN_WRAPPED, len(full) // 2) else None


def _is_full(line: str, after: str, width: int) -> bool:
    """Whether the next line's first word would not have fit."""
    return len(line) + 1 + len(after.split(maxsplit=1)[0]) > width


def _unwrapped(group: list[str], width: int | None) -> list[str]:
    if width is None:
        return group
    runs = [[group[0]]]
    for line, after in pairwise(group):
        ended = len(line) > width and ends_sentence(line)
        if _is_full(line, after, width) and not ended and not _MARKED.search(after):
            runs[-1].append(after)
        else:
            runs.append([after])
    return [" ".join(run) for run in runs]


def _passage(line: str) -> Passage:
    found = _MARKED.search(line)
    if found is None:
        return Passage(clean(line))
    rest = clean(line[found.end() :].rstrip("# ") if found["hashes"] else line[found.end() :])
    if found["hashes"]:
        return Passage(rest, "title" if len(found["hashes"]) == 1 else "heading")
    return Passage(rest, "quotation" if found["angle"] else "item")
