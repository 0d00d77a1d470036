"""Where a claim stands among all claims: one number that grows with the day, as the full-text index orders rows.

An index gives its newest rows at once where its rowids grow with time; sorting
what a common word finds among a million claims takes a thousand times as long.
"""

from __future__ import annotations

import re
from datetime import date

_ORDINAL_BITS = 16
"""A text of 200,000 characters, the longest that is read, has fewer claims than fit."""
_ARTICLE_BITS = 25
_DAY = 1 << _ARTICLE_BITS + _ORDINAL_BITS
_LAST_ORDINAL = (1 << _ORDINAL_BITS) - 1


def place_of(dated: str | None, article: int, ordinal: int) -> int:
    """The claim's place: by day, undated first; within the day by article, the later the higher; then text upwards."""
    return _day(dated) * _DAY + (article << _ORDINAL_BITS) + _LAST_ORDINAL - ordinal


def claim_at(place: int) -> tuple[int, int]:
    """The article's key and the claim's ordinal that make up the place."""
    return place % _DAY >> _ORDINAL_BITS, _LAST_ORDINAL - (place & _LAST_ORDINAL)


def first_of(day: date) -> int:
    """The lowest place of the day."""
    return day.toordinal() * _DAY


def last_of(day: date) -> int:
    """The highest place of the day."""
    return first_of(day) + _DAY - 1


def _day(dated: str | None) -> int:
    # the day of "2025-03-10T08:30"
    if dated is None or not re.match(r"\d{4}-\d{2}-\d{2}", dated, re.ASCII):
        return 0
    try:
        return date.fromisoformat(dated[:10]).toordinal()
    except ValueError:  # "2025-02-30"
        return 0
