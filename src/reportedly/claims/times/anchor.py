"""What a time expression is read against, and what comes of reading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reportedly.claims.grammar import Match
from reportedly.claims.times.dates import Moment, nearest
from reportedly.data import TimexMod, TimexType


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Where the reader of an expression stands.

    ``told`` is the first day of the date last told of; ``year`` the year last
    written out with a date of the same paragraph, None where the expression
    says when somebody spoke; ``ahead`` what the tense says.
    """

    published: date | None
    told: date | None = None
    year: int | None = None
    ahead: bool | None = None

    def dated(self, moment: Moment) -> Moment:
        """The moment with the year it most probably has.

        A year written out earlier in the paragraph goes on where it is not that
        of publication; otherwise the year nearest to publication counts.
        """
        if moment.year is not None:
            return moment
        if self.year is not None and (self.published is None or self.year != self.published.year):
            return Moment(self.year, moment.month, moment.day)
        return nearest(moment, self.published, ahead=self.ahead) if self.published else moment


@dataclass(frozen=True, slots=True)
class Resolved:
    """Type and value of an expression; a value that starts with "T" still wants its day.

    ``first`` is the day that later expressions may count from, ``year`` the year
    where it was written out.
    """

    type: TimexType
    value: str | None
    mod: TimexMod | None = None
    first: date | None = None
    year: int | None = None


Maker = Callable[[Match, Anchor], Resolved | None]
"""Reads one kind of expression; None where the words turn out to be none."""
