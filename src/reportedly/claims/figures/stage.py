"""Paragraphs → figures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from reportedly.claims import lexicon
from reportedly.claims.draft import Draft, Paragraph
from reportedly.claims.figures import status
from reportedly.claims.figures.about import abouts
from reportedly.claims.figures.amounts import Amount, amounts
from reportedly.claims.figures.changes import change_of, moves
from reportedly.claims.figures.elision import Earlier
from reportedly.claims.figures.levels import Step, steps
from reportedly.claims.figures.mentions import Mention, mention
from reportedly.claims.figures.relations import Link, links
from reportedly.claims.figures.sides import country
from reportedly.claims.grammar import Match
from reportedly.claims.heads import top
from reportedly.claims.parse import Doc
from reportedly.data import Change, Figure, Number, Span, Timex


@dataclass(frozen=True, slots=True)
class MarkFigures:
    """Mark every reported number with what it counts.

    Numbers that are part of a time, a name ("T-72", "Highway 12"), an ordinal,
    an age, a telephone number or a score are none. A share has the unit "1"
    ("a third of the fleet" is 1/3), a percentage the unit "percent". A hedge
    bounds: "at least 40" has low 40 and no high, "dozens" no value and low 24.

    With ``every`` ages, stretches of time and small idle numbers ("one
    solution", "the two sides") are figures too: what other tools for numbers
    give, and more than a ledger of news wants.
    """

    every: bool = False

    needs: ClassVar[frozenset[str]] = frozenset({"paragraphs", "times"})
    adds: ClassVar[frozenset[str]] = frozenset({"figures"})

    def __call__(self, draft: Draft) -> Draft:
        """Add the figures of all paragraphs, numbered in text order."""
        figures: list[Figure] = []
        for paragraph, times in zip(draft.paragraphs, _by_paragraph(draft), strict=True):
            figures.extend(_figures(paragraph, times, first=len(figures) + 1, every=self.every))
        return replace(draft, figures=tuple(figures))


def _by_paragraph(draft: Draft) -> list[list[Timex]]:
    """The times of each paragraph; both come in text order."""
    times, shares, at = draft.times, [], 0
    for paragraph in draft.paragraphs:
        start = at
        while at < len(times) and times[at].spans[0].start < paragraph.block.end:
            at += 1
        shares.append(list(times[start:at]))
    return shares


def _figures(paragraph: Paragraph, times: Sequence[Timex], *, first: int, every: bool) -> list[Figure]:
    doc, text, offset = paragraph.doc, paragraph.doc.text, paragraph.block.start
    if every:
        times = [time for time in times if time.type != "DURATION"]
    taken = [Span(span.start - offset, span.end - offset) for time in times for span in time.spans]
    clear = _Clear(taken)
    timed = frozenset(token.i for time in times for token in paragraph.words(time.spans[0]) or ())
    found: list[Mention] = []
    earlier: Earlier | None = None
    for amount in (one for some in amounts(text, clear) for one in _apart(doc, some)):
        one = mention(doc, text, amount, timed=timed, earlier=earlier)
        if one is not None and (every or not one.slight) and not (found and _is_inside(one, found[-1])):
            found.append(one)
            earlier = one.earlier or earlier
    if not found:
        return []
    rates, changes = _rates(paragraph, times, found), [change_of(doc, one) for one in found]
    figures = [
        _moved(_figure(paragraph, text, one, f"f{first + place}", rates), changes[place])
        for place, one in enumerate(found)
    ]
    for link in links(doc, found):
        _connect(figures, link)
    for step in steps(doc, found, changes):
        _order(figures, step, _time_after(paragraph, times, found[step.one]))
    said = abouts(figures, [doc[one.first : one.last] for one in found])
    return [replace(figure, about=about) for figure, about in zip(figures, said, strict=True)]


def _moved(figure: Figure, change: Change | None) -> Figure:
    """The figure with its direction; what moved has no status: "down 7 points" shoots nothing down."""
    return replace(figure, change=change, status=None) if change else figure


def _order(figures: list[Figure], step: Step, time: Timex | None) -> None:
    """Write into a figure which level it led to or was before."""
    one, other = figures[step.one], figures[step.other]
    if step.kind == "change_of":
        figures[step.one] = replace(one, change_of=other.id)
    else:
        figures[step.one] = replace(one, earlier_of=other.id, as_of=time.id if time is not None else None)


def _time_after(paragraph: Paragraph, times: Sequence[Timex], found: Mention) -> Timex | None:
    """The time right after an earlier level: "from 45 per cent in May", "900 a year earlier"."""
    after = paragraph.doc[found.last : found.last + 2]
    starts = {paragraph.block.start + token.idx for token in after}
    if len(after) == 2 and after[0].tag not in {"IN", "DT"} and after[0].text != ",":
        starts.discard(paragraph.block.start + after[1].idx)
    return next((time for time in times if time.spans[0].start in starts), None)


def _is_inside(one: Mention, before: Mention) -> bool:
    """Whether a number is in the name of what was counted: "two 737 freighters"."""
    phrase = before.phrase
    return one.amount.kind == "count" and phrase is not None and phrase.start <= one.first < phrase.end


def _apart(doc: Doc, amount: Amount) -> tuple[Amount, ...]:
    """The amount; both its ends where something moved from the one to the other."""
    words = doc.words(*amount.span, "expand") if amount.ends else None
    return amount.ends if amount.ends and words is not None and moves(doc, words.start) else (amount,)


@dataclass(slots=True)
class _Clear:
    """Whether a number stands outside all times."""

    taken: list[Span]

    def __call__(self, match: Match) -> bool:
        number = match.groups.get("n") or match.groups.get("v") or match.span
        place = bisect_left(self.taken, number.end, key=lambda span: span.start)
        if place == 0 or self.taken[place - 1].end <= number.start:
            return True
        # "1640 sq m" was taken for a year
        unit = match.rule.make in {"measure", "money", "percent"} and "k" not in match.groups
        return unit and self.taken[place - 1] == number


def _rates(paragraph: Paragraph, times: Sequence[Timex], found: Sequence[Mention]) -> dict[int, str]:
    """The period by the verb that it is said of: "allocates … annually", but not the "per hour" of a unit."""
    rates: dict[int, str] = {}
    offset = paragraph.block.start
    inside = {at for one in found if one.amount.kind == "measure" for at in range(*one.amount.span)}
    for time in times:
        start = time.spans[0].start - offset
        if start in inside or any(one.per and one.amount.span.end <= start <= one.amount.span.end + 1 for one in found):
            continue  # "$3 a day" is a rate of its own and none of what was sold
        if time.type == "SET" and time.value is not None and time.value.startswith("P"):
            words = paragraph.words(time.spans[0])
            verb, _ = status.governor(top(words)) if words is not None else (None, "")
            if verb is not None and words is not None and top(words).pos != "ADJ":
                rates.setdefault(verb.i, time.value)
    return rates


def _figure(paragraph: Paragraph, text: str, found: Mention, name: str, rates: dict[int, str]) -> Figure:
    doc, amount = paragraph.doc, found.amount
    end = max(amount.span.end, doc[found.last - 1].idx + len(doc[found.last - 1]))
    verb, _ = status.governor(top(doc[found.first : found.last]))
    counted, of = found.counted, found.of.text if found.of is not None else None
    if amount.kind == "share" and of is None:
        counted, of = None, counted  # "four in ten voters"
    elif amount.kind not in {"percent", "share", "count"}:
        of = None
    return Figure(
        id=name,
        spans=(Span(paragraph.block.start + amount.span.start, paragraph.block.start + end),),
        text=text[amount.span.start : end],
        value=amount.value,
        low=amount.low,
        high=amount.high,
        modifier=amount.modifier,
        unit=found.unit,
        counted=counted,
        of=of,
        per=found.per or (rates.get(verb.i) if verb is not None else None),
        status=found.status,
        country=country(phrase) if (phrase := found.phrase or found.of) is not None else None,
    )


def _connect(figures: list[Figure], link: Link) -> None:
    """Write a link into the figure it starts from; what the one leaves unsaid the other says."""
    one, other = figures[link.one], figures[link.other]
    if link.kind == "each_of":
        figures[link.one] = replace(one, each_of=other.id, total=_product(one.value, other.value))
        return
    if link.kind == "same_as":
        per = one.per or other.per
        figures[link.one] = replace(one, same_as=other.id, per=per, change=one.change or other.change)
        figures[link.other] = replace(other, per=per)
        return
    first = link.one < link.other
    if first and one.status is None and other.status not in {None, *lexicon.load("figures")["kinds"]["still"]}:
        # In "11 of 40 houses burned down" the verb is the part's, whichever the parse hangs on it.
        one = replace(one, status=other.status)
    if first and one.status == other.status:
        other = replace(other, status=None)
    if one.unit in {"1", "percent"}:  # "a third of them"
        figures[link.one], figures[link.other] = replace(one, part_of=other.id, of=one.of or other.counted), other
        return
    unit, counted = one.unit or other.unit, one.counted or other.counted
    state = (link.alike and other.status) or one.status
    figures[link.one] = replace(one, part_of=other.id, unit=unit, counted=counted, status=state)
    if other.counted is None:  # but in "killed 46, six of them children" the six alone are children
        other = replace(other, unit=other.unit or unit, counted=None if link.alike else counted)
    figures[link.other] = other


def _product(one: Number | None, other: Number | None) -> Number | None:
    return None if one is None or other is None else one * other
