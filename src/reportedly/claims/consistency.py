"""Figures → checks: whether what a text says twice comes to the same."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import isfinite
from typing import ClassVar

import re2

from reportedly.claims import lexicon
from reportedly.claims.arithmetic import Worth, converted, outcome, total, worth
from reportedly.claims.draft import Draft, Paragraph
from reportedly.claims.figures.elision import is_summed, of_them
from reportedly.data import Check, CheckKind, CheckOutcome, Figure, Span, Timex, words_of

_LIST = 8  # figures of a list before its sum
_OPENS = frozenset({":", "—", "–", "(", "["})
_PERIOD = re2.compile(r"^P(T?)(\d{1,6})([DWMYHS])$")  # "P10D", "PT6H"
_PERIODS = {"TS": ("S", 1), "TM": ("S", 60), "TH": ("S", 3600), "D": ("S", 86_400), "W": ("S", 604_800)}
_PERIODS |= {"M": ("M", 1), "Y": ("M", 12)}


@dataclass(frozen=True, slots=True)
class CheckFigures:
    """Reckon after what a text says of its figures; nothing that was said is altered.

    Only what the text itself puts together is reckoned: parts with their whole,
    a share beside part and whole, a change with the levels before and after, so
    many times so many "in all", a measure in other units beside it. Ranges and
    vague numbers are left alone. Where the words don't say that the parts are
    all, less than the whole is no fault, but "partial".
    """

    needs: ClassVar[frozenset[str]] = frozenset({"paragraphs", "figures", "times"})
    adds: ClassVar[frozenset[str]] = frozenset({"checks"})

    def __call__(self, draft: Draft) -> Draft:
        """Add the checks of all paragraphs, numbered in text order."""
        figures = draft.gathered((figure.spans[0].start, figure) for figure in draft.figures)
        times = draft.gathered((time.spans[0].start, time) for time in draft.times)
        checks: list[Check] = []
        for paragraph in draft.paragraphs:
            start = paragraph.block.start
            if len(figures.get(start, ())) > 1:
                told = _Told(paragraph, draft.article.text, figures[start], times.get(start, ()))
                held = (check for check in told.checks() if isfinite(check.computed))
                checks += sorted(held, key=lambda check: check.spans)
        return replace(draft, checks=tuple(replace(check, id=f"k{n}") for n, check in enumerate(checks, 1)))


class _Told:
    """The figures of one paragraph, in text order, with the words around them."""

    def __init__(self, paragraph: Paragraph, text: str, figures: Sequence[Figure], times: Sequence[Timex]) -> None:
        self.text, self.figures, self.times = text, figures, times
        self.doc = paragraph.doc
        words = [paragraph.words(figure.spans[0]) for figure in figures]
        self.tokens = [(found.start, found.end) if found is not None else (0, 0) for found in words]
        self.starts = [self.doc[min(first, len(self.doc) - 1)].sent.start for first, _ in self.tokens]
        self.places = {figure.id: place for place, figure in enumerate(figures)}

    def checks(self) -> Iterator[Check]:
        """All that can be reckoned after."""
        yield from self._parts()
        yield from self._moves()
        for place in range(1, len(self.figures)):
            if (other := self.figures[place].same_as) is not None:
                yield from self._same(place, other)
            if self.starts[place] == self.starts[place - 1]:
                yield from self._shares(place)
                if self._is_sum(place):
                    yield from self._sums(place)

    def _parts(self) -> Iterator[Check]:
        """Parts of one whole: "26 dead, nine of them firefighters and 17 residents"."""
        by_whole: defaultdict[str, list[int]] = defaultdict(list)
        for place, figure in enumerate(self.figures):
            if figure.part_of in self.places and figure.unit not in {"1", "percent"}:
                by_whole[figure.part_of].append(place)
        for name, parts in by_whole.items():
            whole = self.places[name]
            listed = [*range(parts[0], parts[0] + len(parts))] == parts and parts[0] == whole + 1
            # "nine of them firefighters, 12 of them women" may be the same people
            if listed and len(parts) > 1 and not any(self._has_of_them(place) for place in parts[1:]):
                opened = self._between(whole, parts[0])[-1:]
                yield from self._sum(whole, parts, all_named=bool(opened) and opened[0] in _OPENS)

    def _sum(self, whole: int, parts: list[int], *, all_named: bool) -> Iterator[Check]:
        stated, terms = worth(self.figures[whole]), [worth(self.figures[place]) for place in parts]
        known = [term for term in terms if term is not None]
        if stated is None or len(known) < len(terms):
            return
        computed = total(known)
        found = outcome(stated, computed)
        if found == "fails" and not all_named and computed.number < stated.number:
            found = "partial"
        yield self._check("sum", [whole, *parts], stated, computed, found)

    def _sums(self, place: int) -> Iterator[Check]:
        """What "12,000 in all" is the sum or the product of."""
        stated, before = worth(self.figures[place]), self.figures[place - 1]
        each = self.places.get(before.each_of or "")
        if each is not None:
            number, of = worth(self.figures[each]), worth(before)
            if stated is not None and number is not None and of is not None:
                computed = number * of
                yield self._check("product", [place, each, place - 1], stated, computed, outcome(stated, computed))
        elif before.per is not None:
            yield from self._rate(place, stated)
        elif len(parts := self._listed(place)) > 1 and self._are_alike([place, *parts]):
            yield from self._sum(place, parts, all_named=True)

    def _rate(self, place: int, stated: Worth | None) -> Iterator[Check]:
        """Read "300 shells a day for ten days, 3,000 in all"."""
        before = self.figures[place - 1]
        low, high = before.spans[0].end, self.figures[place].spans[0].start
        first, last = (bisect_right(self.times, at, key=lambda time: time.spans[0].start) for at in (low, high))
        inside = [time for time in self.times[first:last] if time.type == "DURATION"]
        lasting = [time for time in inside if self.text[low : time.spans[0].start].split()[-1:] in (["for"], ["over"])]
        rate = worth(before)
        times = _ratio(lasting[0].value, before.per) if len(lasting) == 1 else None
        if stated is not None and rate is not None and times is not None:
            computed = rate.scaled(times)
            yield self._check("product", [place, place - 1], stated, computed, outcome(stated, computed))

    def _moves(self) -> Iterator[Check]:
        """A change between two levels: "fell 7 points to 38 per cent from 45"."""
        changes = {figure.change_of: place for place, figure in enumerate(self.figures) if figure.change_of}
        for place, figure in enumerate(self.figures):
            later = figure.earlier_of
            if later in changes and later in self.places:
                yield from self._move(self.places[later], changes[later], place)

    def _move(self, level: int, change: int, earlier: int) -> Iterator[Check]:
        stated, before = worth(self.figures[level]), worth(self.figures[earlier])
        by, moved = worth(self.figures[change], wholes=True), self.figures[change]
        if stated is None or before is None or by is None or (moved.unit == "1" and by.number > 1):
            return  # "rose threefold"
        found: list[tuple[CheckOutcome, Worth]] = []
        if moved.unit in {"percent", "1"}:
            part = by.scaled(0.01) if moved.unit == "percent" else by
            found.append(_led(stated, before, before * part, up=moved.change == "up"))
        if moved.unit != "1" and (moved.unit != "percent" or self.figures[level].unit == "percent"):
            found.append(_led(stated, before, by, up=moved.change == "up"))
        result, computed = min(found, key=lambda one: ("holds", "within", "fails").index(one[0]))
        yield self._check("change", [level, change, earlier], stated, computed, result)

    def _shares(self, place: int) -> Iterator[Check]:
        """A share beside its part and whole: "11 of the 16 boats, more than two thirds"."""
        figure, before = self.figures[place], self.figures[place - 1]
        apposed = self._is_apposed(place)
        if place > 1 and figure.unit in {"1", "percent"} and figure.of is None and figure.part_of is None:
            part = self.figures[place - 2]
            if apposed and part.part_of == before.id and not figure.change:
                yield from self._share(place, place - 2, place - 1)
        elif place > 1 and figure.unit in {before.unit, None} and apposed:
            share = self.figures[place - 2]
            if share.part_of == before.id and share.unit in {"1", "percent"}:
                yield from self._share(place - 2, place, place - 1)

    def _share(self, share: int, part: int, whole: int) -> Iterator[Check]:
        stated = worth(self.figures[share])
        one, of = (worth(self.figures[place], wholes=True) for place in (part, whole))
        if stated is None or one is None or of is None or of.number == 0:
            return
        computed = one / of
        if self.figures[share].unit == "percent":
            computed = computed.scaled(100)
        yield self._check("share", [share, part, whole], stated, computed, outcome(stated, computed))

    def _same(self, place: int, name: str) -> Iterator[Check]:
        """The same in other units: "9 miles (14 km)"."""
        other = self.places.get(name)
        stated = worth(self.figures[place])
        if other is None or stated is None or (one := worth(self.figures[other])) is None:
            return
        computed = converted(one, self.figures[other].unit, self.figures[place].unit)
        if computed is not None:
            yield self._check("equivalence", [place, other], stated, computed, outcome(stated, computed))

    def _between(self, one: int, other: int) -> list[str]:
        return [token.lowered for token in self.doc[self.tokens[one][1] : self.tokens[other][0]]]

    def _is_apposed(self, place: int) -> bool:
        """Whether a figure stands between marks beside the one before: ", or 200 soldiers," or "(200)"."""
        end = self.tokens[place][1]
        closed = end >= len(self.doc) or self.doc[end].is_punct
        return closed and self._between(place - 1, place) in ([","], [",", "or"], ["("], ["—"], ["or"])

    def _is_sum(self, place: int) -> bool:
        """Whether the words call it one: "26 in all", "a total of 26"."""
        first, end = self.tokens[place]
        before = " ".join(token.lowered for token in self.doc[max(0, first - 2) : first + 4])
        said = lexicon.load("figures")["nouns"]["totalling"]
        return is_summed(self.doc, end) or any(words in before for words in said)

    def _listed(self, place: int) -> list[int]:
        """The figures of the list that stands before a sum, joined by "and"."""
        parts = [place - 1]
        while parts[0] > 0 and len(parts) < _LIST and self.starts[parts[0] - 1] == self.starts[place]:
            words = self._between(parts[0] - 1, parts[0])
            if words != ["and"] and not (len(parts) > 1 and words == [","]):
                break
            parts.insert(0, parts[0] - 1)
        return parts

    def _are_alike(self, places: list[int]) -> bool:
        units = {self.figures[place].unit for place in places[1:]}
        return len(units) == 1 and self.figures[places[0]].unit in {*units, None} and not units & {"1", "percent"}

    def _has_of_them(self, place: int) -> bool:
        first, end = self.tokens[place]
        return any(of_them(self.doc, at) for at in range(max(0, first - 2), end + 1))

    def _check(self, kind: CheckKind, places: list[int], stated: Worth, computed: Worth, found: CheckOutcome) -> Check:
        figures = [self.figures[place] for place in places]
        start, end = min(f.spans[0].start for f in figures), max(f.spans[-1].end for f in figures)
        closes = self.text[end : end + 1] == ")" and "(" in self.text[start:end]
        span = Span(start, end + closes)
        return Check(
            id="", kind=kind, figures=tuple(figure.id for figure in figures), outcome=found,
            stated=_plain(stated), computed=_plain(computed), spans=(span,), text=words_of(self.text, (span,)),
        )  # fmt: skip


def _led(stated: Worth, before: Worth, by: Worth, *, up: bool) -> tuple[CheckOutcome, Worth]:
    computed = before + by if up else before - by
    return outcome(stated, computed), computed


def _ratio(lasting: str | None, per: str | None) -> float | None:
    """How many times a period lies in a stretch of time; a month has no number of days."""
    periods = [_PERIOD.match(value or "") for value in (lasting, per)]
    sizes = [(_PERIODS.get(m[1] + m[3]), int(m[2])) for m in periods if m is not None]
    known = [(unit[0], unit[1] * times) for unit, times in sizes if unit is not None]
    if len(known) < 2 or any(one != other for (one, _), (other, _) in pairwise(known)) or known[1][1] == 0:
        return None
    return known[0][1] / known[1][1]


def _plain(found: Worth) -> int | float:
    rounded = round(found.number, 6)
    return int(rounded) if isfinite(rounded) and rounded == int(rounded) else rounded
