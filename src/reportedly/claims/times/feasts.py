"""The days of feasts, fixed and movable."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta

from reportedly.claims.times.dates import PERHAPS_WRONG


def day(rule: str, year: int) -> date | None:
    """The feast's day in a year, by the rule that the lexicon gives: "12/25", "11/4/4", "easter-2"."""
    if not MINYEAR < year < MAXYEAR:
        return None
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    month, number, *which = (int(part) for part in rule.split("/"))
    if not which:
        return date(year, month, number)
    if which[0] < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - number) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(number - first.isoweekday()) % 7 + 7 * (which[0] - 1))


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian computus)."""
    century = year // 100
    golden = year % 19
    leaps = century // 4
    moon = (century - (8 * century + 13) // 25 - leaps + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - moon // 28 * (29 // (moon + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + leaps) % 7
    away = moon - weekday
    month = 3 + (away + 40) // 44
    return date(year, month, away + 28 - 31 * (month // 4))


def chosen(days: Sequence[date], now: date, *, steps: int, ahead: bool | None) -> date:
    """The day of a feast that is meant, of those in the years around ``now``.

    That is the "last", the "next", or the nearest on the side that the tense gives.
    """
    past = [one for one in days if one < now]
    coming = [one for one in days if one >= now]
    if steps < 0 and past:
        return past[-1]
    if steps > 0 and coming:
        return coming[0]

    def cost(one: date) -> int:
        wrong = (ahead is True and one < now) or (ahead is False and one > now)
        return abs((one - now).days) * (PERHAPS_WRONG if wrong else 1)

    return min(days, key=cost)
