"""Calendar arithmetic on dates known to the day, the month or the year, written as TIMEX3."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

WRONG_SIDE, PERHAPS_WRONG = 40, 6
"""How much further a day counts that lies on the side of publication that the tense denies: taggers mistake tenses.

Less where the verb stands far off: in "they toured the state ahead of its
June 7 primary" it is another thing that was over.
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as precise as it is known; without a year it is one of many, and years before Christ are below zero."""

    year: int | None
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        text = "XXXX" if self.year is None else f"{self.year:04}" if self.year >= 0 else f"BC{-self.year:04}"
        if self.month is not None:
            text += f"-{self.month:02}"
        if self.day is not None:
            text += f"-{self.day:02}"
        return text

    @property
    def exists(self) -> bool:
        """Whether the calendar has it: 31 April never, 29 February every fourth year."""
        if self.month is None or self.day is None:
            return True
        return 1 <= self.day <= monthrange(self.year if self.year and self.year > 0 else 2000, self.month)[1]

    @property
    def first(self) -> date | None:
        """Its first day, None without a year that the calendar has."""
        return None if self.year is None or self.year < MINYEAR else date(self.year, self.month or 1, self.day or 1)

    @property
    def middle(self) -> date | None:
        """A day from which to measure how far it is."""
        return None if self.year is None or self.year < MINYEAR else date(self.year, self.month or 7, self.day or 15)


def of(day: date) -> Moment:
    """The moment of a calendar day."""
    return Moment(day.year, day.month, day.day)


def shifted(day: date, days: int) -> date | None:
    """The day so many days on, None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def months_on(day: date, months: int) -> Moment | None:
    """The month so many months on, None beyond the calendar."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return Moment(years, month + 1) if MINYEAR <= years <= MAXYEAR else None


def week(day: date) -> str:
    """The ISO week of a day: "2024-W44"."""
    year, number, _ = day.isocalendar()
    return f"{year:04}-W{number:02}"


def stepped(day: date, unit: str, steps: float) -> tuple[str, date] | None:
    """The day, week, month, … so many units from a day, as TIMEX3 at the unit's grain, with its first day.

    None beyond the calendar. Units are those of the lexicon: ``D``, ``W``,
    ``WE`` (weekend), ``M``, ``Q``, ``Y``, ``E`` (decade), ``C`` (century).
    """
    if unit in {"D", "W", "WE"}:
        moved = shifted(day, round(steps * (1 if unit == "D" else 7))) if abs(steps) < 1e7 else None
        if moved is None:
            return None
        if unit == "D":
            return moved.isoformat(), moved
        return week(moved) + ("-WE" if unit == "WE" else ""), moved
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}[unit]
    moment = months_on(day, round(steps * months)) if abs(steps) < 1e5 else None
    if moment is None or moment.year is None or moment.month is None:
        return None
    at = date(moment.year, moment.month, 1)
    text = {
        "M": str(moment),
        "Q": f"{at.year:04}-Q{(at.month + 2) // 3}",
        "Y": f"{at.year:04}",
        "E": f"{at.year:04}"[:3],
        "C": f"{at.year:04}"[:2],
    }[unit]
    return text, at


def weekday(published: date, number: int, *, ahead: bool | None, steps: int) -> date | None:
    """The day of that weekday (Monday is 0) nearest to publication on the side that the tense gives.

    ``steps`` is -1 for "last", 1 for "next", 0 without either. Publication's own
    weekday is today, unless "last" or "next" says otherwise.
    """
    back = (published.weekday() - number) % 7
    if steps < 0:
        return shifted(published, -(back or 7))
    if steps > 0 or ahead:
        forward = (7 - back) % 7
        return shifted(published, forward or 7 if steps > 0 else forward)
    return shifted(published, -back)


def nearest(moment: Moment, published: date, *, ahead: bool | None, sure: bool = True) -> Moment:
    """The moment with the year that lies nearest to publication on the side that the tense gives.

    Days on the other side count manifold and are not shut out: taggers mistake
    tenses, and zones differ by a day.
    """
    further = WRONG_SIDE if sure else PERHAPS_WRONG

    def cost(year: int) -> float:
        middle = Moment(year, moment.month, moment.day).middle
        days = (middle - published).days if middle else 0
        wrong = (ahead is True and days < 0) or (ahead is False and days > 0)
        return abs(days) * (further if wrong else 1)

    years = (published.year + step for step in (-1, 0, 1))
    fitting = [y for y in years if MINYEAR <= y <= MAXYEAR and Moment(y, moment.month, moment.day).exists]
    return Moment(min(fitting, key=cost), moment.month, moment.day) if fitting else moment


def following(moment: Moment, told: date) -> Moment:
    """The moment with the year in which a story that stands at ``told`` most probably goes on.

    That is the same year, but for a month that comes soon after the turn of the
    year: from December a story goes on to January, from August to the spring it
    has been looking back on.
    """
    month = moment.month or told.month
    turns = told.month + _TURN >= 12 + month
    return Moment(told.year + turns, moment.month, moment.day)


_TURN = 4  # months over the turn of a year that a story goes on
