"""When each feed is asked again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

import re2

from reportedly.errors import QueryError

SHORTEST = 60.0
"""Seconds between two looks at a feed, at least: below, it is no longer politeness."""

LONGEST = 24 * 3600.0
"""Seconds that a failing feed is left alone at most."""

# "90s", "15m", "1h30m", "2d"
_DURATION = re2.compile(r"(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?")


def seconds(duration: str) -> float:
    """The length of "15m", "1h30m" or "90s".

    Raises:
        QueryError: it is written otherwise, or shorter than a minute.
    """
    found = _DURATION.fullmatch(duration.strip().lower())
    if not duration.strip() or not found:
        raise QueryError(f"{duration!r} is no duration; write it as 15m, 1h30m or 90s")
    total = sum(int(part or 0) * size for part, size in zip(found.groups(), (86400, 3600, 60, 1), strict=True))
    if total < SHORTEST:
        raise QueryError(f"{duration!r} is shorter than a minute, which is too often for any feed; write 1m or more")
    return float(total)


class Rounds:
    """Gives the feeds in the order in which they are due, and waits until they are.

    With ``once`` each feed is given one time. After each, :meth:`answered` or
    :meth:`failed` says when it comes again: after ``every`` seconds, twice as
    long after each failure in a row, a day at most.
    """

    def __init__(
        self,
        feeds: Iterable[str],
        *,
        every: float,
        once: bool = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._every, self._once = every, once
        self._clock, self._sleep = clock, sleep
        self._due = dict.fromkeys(feeds, 0.0)
        self._failures = dict.fromkeys(self._due, 0)

    def __iter__(self) -> Iterator[str]:
        waiting = dict(self._due) if self._once else self._due
        while waiting:
            feed = min(waiting, key=lambda name: waiting[name])
            wait = waiting[feed] - self._clock()
            if wait > 0:
                self._sleep(wait)
            yield feed
            if self._once:
                del waiting[feed]

    def answered(self, feed: str) -> None:
        """The feed could be read."""
        self._failures[feed] = 0
        self._due[feed] = self._clock() + self._every

    def failed(self, feed: str) -> None:
        """It could not."""
        self._failures[feed] = min(self._failures[feed] + 1, 30)
        self._due[feed] = self._clock() + max(self._every, min(self._every * 2 ** self._failures[feed], LONGEST))
