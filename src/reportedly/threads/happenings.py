"""Which articles tell of the same happening: block, compare, cluster.

Only articles of days near each other are compared, by their words
(:mod:`~reportedly.threads.neighbours`). How like two articles must be depends
on where they stand: a pair needs more where others are nearly as like, as in
the coverage of one long topic, and less where nothing else is. That is what
lets one setting serve sparse and dense sets alike. Pairs over the bar make
components, and within each the average link makes the groups.

The answer is a function of the articles held, whatever came first and however
often it was asked for: the days around an article, and nothing else, say how
rare its words are, how like its neighbours and how crowded it is. So a new
article has the days around its own compared again, and no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Generic

import numpy as np
from numpy.typing import NDArray

from reportedly.threads.linkage import clusters
from reportedly.threads.neighbours import Key, Neighbours, neighbours
from reportedly.threads.telling import Telling

SPAN: Final = 5
"""Days between two articles that are compared."""

LEAST: Final = 0.04
"""By how much two articles are to be more alike than those around them.

Swept on half of the stories of NeuS: .03 to .05 differ by less than a point.
"""

MOST_CROWDED: Final = 0.3
"""What crowdedness counts at most: articles so much alike are of one happening, however many there are."""

LEAST_CROWDED: Final = 0.08
"""What it counts at least: any two articles share as much, also where there are only two."""

LARGEST: Final = 500
"""Articles of a component that is clustered in one piece; in a larger one the bar is raised until it falls apart."""

STEP: Final = 0.02
"""By how much it is raised at a time."""

SURE: Final = 0.6
"""Up to where it is raised: what still hangs together is copies and the like, and stays together."""

Day = int | None
Group = tuple[Key, ...]


@dataclass(slots=True)
class Happenings(Generic[Key]):
    """Articles by the day they appeared on (None for those of no known day, which are compared with each other).

    Memory grows with the articles held; :meth:`forget` those that are too old.
    """

    _told: dict[Key, Telling] = field(default_factory=dict)
    _day: dict[Key, Day] = field(default_factory=dict)
    _of_day: defaultdict[Day, set[Key]] = field(default_factory=lambda: defaultdict(set))
    _copies: defaultdict[Key, set[Key]] = field(default_factory=lambda: defaultdict(set))
    _changed: set[Day] = field(default_factory=set)
    _near: dict[Key, Neighbours[Key]] = field(default_factory=dict)
    _linked: dict[Key, dict[Key, float]] = field(default_factory=dict)
    _grouped: dict[Group[Key], list[Group[Key]]] = field(default_factory=dict)

    def add(self, key: Key, told: Telling, day: Day) -> None:
        """Take an article; one that is held already stays as it is."""
        if key not in self._told:
            self._told[key] = told
            self._day[key] = day
            self._of_day[day].add(key)
            self._changed.add(day)

    def join(self, one: Key, other: Key) -> None:
        """Say that two articles held are one text, which makes them one happening."""
        if one != other:
            self._copies[one].add(other)
            self._copies[other].add(one)
            self._changed |= {self._day[one], self._day[other]}

    def forget(self, key: Key) -> None:
        """Let an article go, as if it had never come."""
        if key not in self._told:
            return
        del self._told[key]
        day = self._day.pop(key)
        self._of_day[day].discard(key)
        if not self._of_day[day]:
            del self._of_day[day]
        self._changed.add(day)
        self._near.pop(key, None)
        self._linked.pop(key, None)
        for copy in self._copies.pop(key, ()):
            self._copies[copy].discard(key)
            self._changed.add(self._day[copy])

    def groups(self) -> list[Group[Key]]:
        """The articles of each happening in the order of their keys, alone or together; all that are held."""
        if self._changed:
            self._compare()
        kept = self._grouped
        self._grouped = {
            component: kept[component] if component in kept else list(self._clustered(component))
            for component in _components(self._linked, self._told, LEAST)
        }
        return sorted(group for groups in self._grouped.values() for group in groups)

    def _compare(self) -> None:
        """Look again at the days around those that changed, and at the links that this touches."""
        compared = self._around(self._changed)
        for day in compared:
            around = sorted(key for near in self._around({day}) for key in self._of_day[near])
            self._near.update(neighbours(sorted(self._of_day[day]), [(key, self._told[key]) for key in around]))
        touched = set().union(*(self._of_day[near] for near in self._around(compared)))
        self._link(touched)
        self._grouped = {
            component: groups for component, groups in self._grouped.items() if touched.isdisjoint(component)
        }
        self._changed.clear()

    def _link(self, touched: set[Key]) -> None:
        """Find anew whom these articles are linked to."""
        self._linked.update({key: {} for key in touched})
        for one in touched:
            others: set[Key] = self._near[one].near.keys() | self._copies.get(one, set())
            for other in others:
                over = self._over_bar(one, other)
                if over >= LEAST:
                    self._linked[one][other] = self._linked[other][one] = over

    def _around(self, days: Iterable[Day]) -> set[Day]:
        """The days near these on which there are articles."""
        near = {None if day is None else day + gap for day in days for gap in range(-SPAN, SPAN + 1)}
        return near & self._of_day.keys()

    def _over_bar(self, one: Key, other: Key) -> float:
        """By how much two articles are more alike than their surroundings ask for."""
        bar = self._bar(one) + self._bar(other)
        if other in self._copies.get(one, ()):
            return 1 - bar / 2
        alike = self._near[one].near.get(other, 0.0) + self._near[other].near.get(one, 0.0)
        return (alike - bar) / 2

    def _bar(self, key: Key) -> float:
        return max(LEAST_CROWDED, min(self._near[key].crowd, MOST_CROWDED))

    def _clustered(self, component: Group[Key], least: float = LEAST) -> Iterator[Group[Key]]:
        """The groups of a component."""
        if len(component) == 1 or (len(component) > LARGEST and least > SURE):
            yield component
        elif len(component) > LARGEST:
            for piece in _components(self._linked, component, least + STEP):
                yield from self._clustered(piece, least + STEP)
        else:
            for rows in clusters(self._table(component), LEAST):
                yield tuple(component[row] for row in rows)

    def _table(self, component: Group[Key]) -> NDArray[np.float64]:
        place = {key: row for row, key in enumerate(component)}
        alike = np.zeros((len(component), len(component)))
        for key, row in place.items():
            near = self._near[key].near
            shared = near.keys() & place.keys()
            columns = [place[other] for other in shared]
            values = [near[other] / 2 for other in shared]
            alike[row, columns] += values
            alike[columns, row] += values
        for key, row in place.items():
            for copy in self._copies.get(key, ()):
                alike[row, place[copy]] = 1.0
        bars = np.array([self._bar(key) for key in component])
        over: NDArray[np.float64] = alike - (bars[:, None] + bars[None, :]) / 2
        return over


def _components(linked: dict[Key, dict[Key, float]], keys: Iterable[Key], least: float) -> list[Group[Key]]:
    """The keys that links of at least so much hold together, each component and all of them in order."""
    waiting = set(keys)
    found = []
    for start in sorted(waiting):
        if start not in waiting:
            continue
        waiting.discard(start)
        component, ends = [start], [start]
        while ends:
            for other, over in linked[ends.pop()].items():
                if over >= least and other in waiting:
                    waiting.discard(other)
                    component.append(other)
                    ends.append(other)
        found.append(tuple(sorted(component)))
    return found
