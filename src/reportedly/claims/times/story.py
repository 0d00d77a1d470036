"""Where a story stands: the date from which its dates without a year go on."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.claims.times.anchor import Told

_BACK = 2  # years that a story goes back in its stride
_ON = 3  # years that it goes on


@dataclass(slots=True)
class Story:
    """Follows what is told of, and leaves asides aside.

    A year or month far from where the story stands is an aside ("as in 1503")
    unless the next date goes on from it, and so is a bare year within a sentence
    ("an attack planned for 1909"), where the story stands at a month or a day. A
    day never is: who names one tells of it.
    """

    main: Told | None = None
    aside: Told | None = None

    def hear(self, told: Told | None, *, opens: bool) -> None:
        """Take in the next date; ``opens`` says that it opens a paragraph or a sentence."""
        if told is None or not told.value:
            return
        if told.year_only and self.main and _year(told) == _year(self.main):
            return  # "(1941)" says no more than is known
        passing = told.year_only and not opens and self.main is not None and not self.main.year_only
        if passing and not self._goes_on(self.aside, told):
            self.aside = told
        elif self._goes_on(self.main, told) or self._goes_on(self.aside, told) or self.main is None or _exact(told):
            self.main, self.aside = told, None
        else:
            self.aside = told

    @staticmethod
    def _goes_on(main: Told | None, told: Told) -> bool:
        if main is None or _year(main) is None or _year(told) is None:
            return False
        return -_BACK <= (_year(told) or 0) - (_year(main) or 0) <= _ON


def _exact(told: Told) -> bool:
    """Whether a day was told, or the month of a year before Christ."""
    return len(told.value) > len("2024-10")


def _year(told: Told) -> int | None:
    if told.era:
        return -int(told.era[2:])
    return told.day.year if told.day else None
