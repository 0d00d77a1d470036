"""What a time expression is read against, and what comes of reading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reportedly.claims.grammar import Match
from reportedly.claims.times.dates import Moment, following, nearest
from reportedly.data import Span, TimexMod, TimexType


@dataclass(frozen=True, slots=True)
class Told:
    """A date that was told of: its TIMEX3 value, and its first day where the calendar has it (BC years it has not)."""

    value: str
    day: date | None

    @property
    def era(self) -> str | None:
        """A year before Christ as TIMEX3 writes it ("BC0480")."""
        return self.value[:6] if self.value.startswith("BC") and self.value[2:6].isdigit() else None

    @property
    def year_only(self) -> bool:
        """Whether no more than the year was told."""
        return len(self.value) == len("2024")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where the reader of an expression stands.

    ``told`` is the date last told of; ``year`` the year last written out with a
    date of the same paragraph, None where the expression says when somebody
    spoke; ``beside`` the year of the date that the expression is joined with
    ("in April and June 1922"); ``ahead`` what the tense says and ``sure``
    whether its verb is near; ``main`` the date that the story stands
    at, which asides ("the book came out in 2005") leave where it was. In a ``narrative``, a text that tells
    of years long gone, everything counts from the date last told of.
    """

    published: date | None
    told: Told | None = None
    main: Told | None = None
    year: int | None = None
    beside: int | None = None
    ahead: bool | None = None
    sure: bool = True
    narrative: bool = False

    @property
    def now(self) -> date | None:
        """The day that "last week" and "tomorrow" count from."""
        return (self.before or self.published) if self.narrative else self.published

    @property
    def before(self) -> date | None:
        """The first day of the date last told of, from which "the next day" counts: publication where there is none."""
        return self.told.day if self.told else self.published

    @property
    def era(self) -> str | None:
        """The year before Christ that the narrative is in."""
        return self.main.era if self.narrative and self.main else None

    def year_away(self, steps: int, *, told: bool) -> int | None:
        """The year so many from that of ``now``, or from that last told of; None where it is not known."""
        if self.told and self.told.era and (told or self.narrative):
            return steps - int(self.told.era[2:])
        base = self.before if told else self.now
        return base.year + steps if base else None

    def dated(self, moment: Moment) -> Moment:
        """The moment with the year it most probably has.

        In a narrative the year goes on from the date last told of. Elsewhere a
        year written out earlier in the paragraph goes on where it is not that of
        publication; otherwise the year nearest to publication counts.
        """
        if moment.year is not None:
            return moment
        if self.beside is not None:
            return Moment(self.beside, moment.month, moment.day)
        if self.era:
            return Moment(-int(self.era[2:]), moment.month, moment.day)
        if self.narrative and self.main and self.main.day:
            day = self.main.day
            return Moment(day.year, moment.month, moment.day) if self.main.year_only else following(moment, day)
        if self.year is not None and (self.published is None or self.year != self.published.year):
            return Moment(self.year, moment.month, moment.day)
        return nearest(moment, self.published, ahead=self.ahead, sure=self.sure) if self.published else moment


@dataclass(frozen=True, slots=True)
class Resolved:
    """Type and value of an expression; a value that starts with "T" still wants its day.

    ``first`` is the day that later expressions may count from, ``year`` the year
    where it was written out. A stretch has ``ends``: where each stands, with its
    TIMEX3 value; TIMEX3 itself knows no intervals.
    """

    type: TimexType
    value: str | None
    mod: TimexMod | None = None
    first: date | None = None
    year: int | None = None
    ends: tuple[tuple[Span, str], ...] = ()


Maker = Callable[[Match, Anchor], Resolved | None]
"""Reads one kind of expression; None where the words turn out to be none."""
