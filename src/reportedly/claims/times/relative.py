"""Dates that count from publication, or from the date last told of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reportedly.claims import lexicon
from reportedly.claims.grammar import Match
from reportedly.claims.times import dates, words
from reportedly.claims.times.anchor import Anchor, Maker, Resolved
from reportedly.data import TimexMod

_CLOCK_UNITS: Mapping[str, float] = {"TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}


def _at(day: date | None, part: str, mod: TimexMod | None = None) -> Resolved:
    if part:
        return Resolved("TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}T{words.daypart(part)}", mod, day)
    return Resolved("DATE", day.isoformat() if day else None, mod, day)


def weekday(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "on Tuesday": the past one, or the next where the tense looks ahead; "this Friday" is this week's."""
    number, mod = words.weekday(match["w"]), words.edge(match["part"])
    steps, told = words.step(match["which"]) if match["which"] else (0, False)
    base = anchor.before or anchor.now if told else anchor.now
    if base is None:
        return _at(None, match["p"], mod) if match["p"] else Resolved("DATE", f"XXXX-WXX-{number + 1}", mod)
    if words.plain(match["which"]) in {"this", "this coming"}:
        return _at(dates.shifted(base, number - base.weekday()), match["p"], mod)
    return _at(dates.weekday(base, number, ahead=anchor.ahead, steps=steps), match["p"], mod)


def weekday_of_week(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "Friday last week"."""
    if anchor.now is None:
        return Resolved("DATE", None)
    days = words.step(match["which"])[0] * 7 + words.weekday(match["w"]) - anchor.now.weekday()
    return _at(dates.shifted(anchor.now, days), "")


def weekdays_apart(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "from Monday to Friday"."""
    if anchor.now is None:
        return Resolved("DATE", None)
    start, end = words.weekday(match["w"]), words.weekday(match["v"])
    last = dates.weekday(anchor.now, end, ahead=anchor.ahead, steps=0)
    first = dates.shifted(last, -((end - start) % 7)) if last else None
    return Resolved("DATE", f"{first}/{last}", None, last) if first and last else None


def near_day(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "yesterday", "early today"."""
    steps = lexicon.load("times")["days"][words.plain(match["near"])]
    if anchor.narrative and not steps:
        return Resolved("DATE", "PRESENT_REF")
    day = dates.shifted(anchor.now, steps) if anchor.now else None
    return _at(day, match["p"], words.edge(match["part"]))


def near_part(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "this morning", "last night", "tonight"."""
    day = dates.shifted(anchor.now, -1 if match["back"] else 0) if anchor.now else None
    return _at(day, match["p"], words.edge(match["part"]))


def told_day(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "the next day", "the following morning", "the day before"."""
    if match["which"]:
        steps = 1 if words.plain(match["which"]) == "next" else words.step(match["which"])[0]
    else:
        steps = -1 if words.plain(match["after"]) in {"before", "earlier"} else 1
    part = "" if words.plain(match["p"]) == "day" else match["p"]
    return _at(dates.shifted(anchor.before, steps) if anchor.before else None, part, words.edge(match["part"]))


def week_of(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "the week of 14 October"."""
    month, number = match["m"] or match["mm"], match["d"] or match["dd"]
    year = int(match["y"]) if match["y"] else None
    first = anchor.dated(dates.Moment(year, words.month(month), int(number.rstrip("stndrhSTNDRH"))))
    if not first.exists or first.first is None:
        return None
    return Resolved("DATE", dates.week(first.first), None, first.first, year)


def weekend(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "the weekend": the last one that has begun, or the next where the tense looks ahead."""
    if anchor.now is None:
        return Resolved("DATE", None)
    saturday = dates.weekday(anchor.now, _SATURDAY, ahead=anchor.ahead, steps=0)
    if saturday is None:
        return None
    return Resolved("DATE", f"{dates.week(saturday)}-WE", words.edge(match["part"]), saturday)


_SATURDAY = 5


def day_of_month(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "on the 13th": of the month last told of."""
    base = anchor.before or anchor.published
    if base is None:
        return None
    moment = dates.Moment(base.year, base.month, int(match["d"].rstrip("stndrhSTNDRH")))
    return Resolved("DATE", str(moment), None, moment.first) if moment.exists else None


def told_time(_: Match, anchor: Anchor) -> Resolved | None:
    """Read "at that time", "during this period": the date last told of."""
    return Resolved("DATE", anchor.told.value if anchor.told else "PAST_REF")


def unit_told(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "the end of the year", "month's end": of the year, the month told of in a history."""
    base = anchor.now
    mod = words.edge(match["part"])
    if anchor.era and words.unit(match["u"]) == "Y":
        return Resolved("DATE", anchor.era, mod)
    found = dates.stepped(base, words.unit(match["u"]), 0) if base else None
    return Resolved("DATE", found[0], mod, found[1]) if found else Resolved("DATE", None, mod)


def _ancient(anchor: Anchor, unit: str, steps: float) -> Resolved | None:
    """Years, decades and centuries before Christ, counted from the year last told of."""
    if anchor.told is None or anchor.told.era is None or unit not in {"Y", "E", "C"}:
        return None
    size = {"Y": 1, "E": 10, "C": 100}[unit]
    year = int(anchor.told.era[2:]) - round(steps * size)
    kept = {"Y": 6, "E": 5, "C": 4}[unit]
    return Resolved("DATE", f"BC{year:04}"[:kept]) if year > 0 else None


def unit(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "this week", "later last month", "the end of the year"."""
    steps, told = words.step(match["which"]) if match["which"] else (0, False)
    if (told or anchor.narrative) and (ancient := _ancient(anchor, words.unit(match["u"]), steps)):
        return ancient
    base = anchor.before if told else anchor.now
    mod = words.edge(match["part"])
    found = dates.stepped(base, words.unit(match["u"]), steps) if base else None
    return Resolved("DATE", found[0], mod, found[1]) if found else Resolved("DATE", None, mod)


def _away(match: Match, base: date | None, sign: int, *, vague: str) -> Resolved | None:
    code, count = words.unit(match["u"]), words.count(match["n"])
    if code in _CLOCK_UNITS and base and count is not None:
        return Resolved("TIME", f"{base.isoformat()}TXX", None, base)
    if code in _CLOCK_UNITS or (not match["n"]) or count is None:
        return Resolved("DATE", vague)
    steps = sign * count * (2 if words.plain(match["u"]).startswith("fortnight") else 1)
    found = dates.stepped(base, code, steps) if base else None
    mod = _sided(words.bound(match["b"]), sign)
    return Resolved("DATE", found[0], mod, found[1]) if found else Resolved("DATE", None, mod)


def _sided(bound: TimexMod | None, sign: int) -> TimexMod | None:
    """Read "more than two years ago" lies before, "more than two years from now" after."""
    if bound in {"MORE_THAN", "EQUAL_OR_MORE"}:
        return "AFTER" if sign > 0 else "BEFORE"
    if bound in {"LESS_THAN", "EQUAL_OR_LESS"}:
        return "BEFORE" if sign > 0 else "AFTER"
    return bound


def ago(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "two days ago"; hours and "years ago" are vague."""
    return _away(match, anchor.now, -1, vague="PAST_REF")


def later(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "three months later", "a week earlier": from the date last told of."""
    back = words.plain(match["way"]) in {"earlier", "before that"}
    count = words.count(match["n"])
    if match["n"] and count and (ancient := _ancient(anchor, words.unit(match["u"]), -count if back else count)):
        return ancient
    return _away(match, anchor.before, -1 if back else 1, vague="PAST_REF" if back else "FUTURE_REF")


def ahead(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "in two weeks' time"."""
    return _away(match, anchor.now, 1, vague="FUTURE_REF")


MAKERS: Mapping[str, Maker] = {
    maker.__name__: maker
    for maker in (
        weekday, weekday_of_week, week_of, weekend, weekdays_apart, near_day, near_part, told_day, told_time,
        day_of_month, unit, unit_told, ago, later, ahead,
    )
}  # fmt: skip
