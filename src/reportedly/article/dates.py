"""Dates of publication, as exact as the page writes them.

The page's own machine-readable dates are ISO 8601; visible date lines are read
by a small grammar instead of a lenient parser, which would find a date in
nearly anything. A date that can be read two ways (03/04/2024) is no date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import re2

from reportedly.article.lexicon import load
from reportedly.lexicons import any_of

MAX_DATE_LINE = 160
"""Characters: "Published … , last updated … at … local time" fits, a paragraph doesn't."""

MAX_ADDRESS = 500
"""Characters of an address that are looked at."""

YEARS = range(1700, 2200)

_LEXICON: Final = load("dates")
_MONTHS: Final[dict[str, int]] = _LEXICON["months"]
_WORDS: Final[dict[str, list[str]]] = _LEXICON["words"]
_VOCABULARY: Final = frozenset(_MONTHS) | frozenset(word for words in _WORDS.values() for word in words)
_MONTH: Final = rf"(?P<month>{any_of(list(_MONTHS))})\b\.?"

_DATES: Final = tuple(
    re2.compile(f"(?i){pattern}")
    for pattern in (
        # 2024-10-30  2024/10/30  2024.10.30
        r"(?:^|\D)((?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2}))(?:\D|$)",
        # 30 October 2024  30th of October, 2024  30-Oct-2024
        rf"(?:^|\D)((?P<d>\d{{1,2}})(?:st|nd|rd|th)?\.?[\s-]*(?:of\s+)?{_MONTH}[,\s-]*(?P<y>\d{{4}}))(?:\D|$)",
        # October 30, 2024  Oct. 30th 2024
        rf"\b({_MONTH}\s*(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b[,\s]+(?P<y>\d{{4}}))(?:\D|$)",
        # 30.10.2024 (dots: the day comes first everywhere)
        r"(?:^|\D)((?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}))(?:\D|$)",
        # 30/10/2024  10/30/2024  30-10-2024 (either order: one number must be above 12)
        r"(?:^|\D)((?P<one>\d{1,2})[-/](?P<two>\d{1,2})[-/](?P<y>\d{4}))(?:\D|$)",
    )
)

# 01:00  1.30 pm  13:05:20+02:00  9:15 p.m. GMT  T01:00:00.000Z
_TIME: Final = re2.compile(
    r"(?i)(?:^|[^\d:.])(?P<h>\d{1,2})[:.](?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap])?(?:\.?m\b\.?)?\s*(?P<zone>z\b|utc\b|gmt\b)?\s*(?P<offset>[+-]\d{2}:?\d{2}\b)?"
)

# https://a.example/2024/10/30/crane  …/news/2024-10-30-crane  …/20241030/crane
_FILED: Final = re2.compile(r"/(?P<y>(?:19|20)\d{2})[-/]?(?P<m>[01]\d)[-/]?(?P<d>[0-3]\d)[-/_]")

# Words and everything else that is neither space nor number.
_WORD: Final = re2.compile(r"\p{L}+")


@dataclass(frozen=True, slots=True)
class DateLine:
    """What a date line says."""

    published: str | None
    modified: str | None


def read_instant(text: str | None) -> str | None:
    """The first date of a short text with its time of day and zone, in ISO 8601.

    Minutes are given if the text gives them, seconds unless they are zero, the
    zone where it is an offset or UTC: names like EST differ by country and season.
    """
    if not text or len(text) > MAX_DATE_LINE:
        return None
    found = _first_date(text)
    if found is None:
        return None
    day, start, end = found
    # The time follows its date ("Oct 30, 2024 - 01:00") or else stands before it ("01:00, 30 Oct").
    return day + (_time(text[end:]) or _time(text[:start]))


def read_date_line(line: str) -> DateLine | None:
    """What a line says that holds dates and nothing else; None for every other line."""
    if len(line) > MAX_DATE_LINE or not any(char.isdigit() for char in line):
        return None
    words = [word.lower() for word in _WORD.findall(line)]
    if any(word not in _VOCABULARY for word in words):
        return None
    split = _modified_from(line)
    published, modified = read_instant(line[:split]), read_instant(line[split:])
    return DateLine(published, modified) if published or modified else None


def day_in_address(address: str | None) -> str | None:
    """The day in an address that files articles by days; the last resort."""
    found = _FILED.search((address or "")[:MAX_ADDRESS])
    return _day({"y": found["y"], "m": found["m"], "d": found["d"]}) if found else None


def _modified_from(line: str) -> int:
    """Where "updated …" begins; the line's end if it never does."""
    for found in _WORD.finditer(line):
        if found.group().lower() in _WORDS["modified"]:
            return int(found.start())
    return len(line)


def _first_date(text: str) -> tuple[str, int, int] | None:
    """A calendar day in ISO 8601 and where it stands."""
    found = [(match, day) for pattern in _DATES if (match := pattern.search(text)) and (day := _day(match.groupdict()))]
    if not found:
        return None
    match, day = min(found, key=lambda each: each[0].start(1))
    return day, match.start(1), match.end(1)


def _day(groups: dict[str, str | None]) -> str | None:
    year = int(groups["y"] or 0)
    if "one" in groups:
        one, two = int(groups["one"] or 0), int(groups["two"] or 0)
        if one <= 12 and two <= 12 and one != two:
            return None
        month, day = min(one, two), max(one, two)
    else:
        name = groups.get("month")
        month = _MONTHS[name.lower()] if name else int(groups["m"] or 0)
        day = int(groups["d"] or 0)
    if year not in YEARS:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _time(text: str) -> str:
    """``T01:00+02:00`` of a text; nothing if it tells no time of day."""
    found = next((match for match in _TIME.finditer(text) if not _is_cut_off(match, text)), None)
    if found is None:
        return ""
    hour, minute, second = int(found["h"]), int(found["min"]), int(found["s"] or 0)
    half = (found["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        return ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return ""
    return f"T{hour:02}:{minute:02}{f':{second:02}' if second else ''}{_zone(found['offset'], found['zone'])}"


def _is_cut_off(match: Any, text: str) -> bool:
    """Whether what looks like a time is the beginning of a date: "05.04" of "05.04.2025"."""
    after = text[match.end(2) :]
    return after[:1] == "." and after[1:2].isdigit()


def _zone(offset: str | None, name: str | None) -> str:
    if offset:
        return f"{offset[:3]}:{offset[-2:]}"
    return "+00:00" if name else ""
