"""Dates that are named: days, months, seasons, years, and stretches between two of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import MAXYEAR, MINYEAR, date

import re2

from reportedly.claims import lexicon
from reportedly.claims.grammar import Match
from reportedly.claims.times import feasts, words
from reportedly.claims.times.anchor import Anchor, Maker, Resolved
from reportedly.claims.times.dates import Moment, shifted
from reportedly.data import Span, TimexMod


def _year(match: Match, anchor: Anchor, group: str = "y") -> int | None:
    """The year that the expression names: "2024", "of that year", and below zero "323 BC"."""
    if match["oy"]:
        steps, told = words.step(match["oy"])
        return anchor.year_away(steps, told=told)
    if match["bc"]:
        return -int(match["bc"])
    return int(match[group]) if match[group] else None


def _number(text: str) -> int:
    return int(text.rstrip("stndrhSTNDRH"))


def _point(moment: Moment, *, year: int | None, mod: TimexMod | None = None) -> Resolved | None:
    return Resolved("DATE", str(moment), mod, moment.first, year) if moment.exists else None


def _cover(match: Match, *groups: str) -> Span:
    """From the first to the last character of those groups that took part."""
    spans = [match.groups[group] for group in groups if group in match.groups]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _stretch(match: Match, start: Moment, end: Moment, anchor: Anchor) -> Resolved | None:
    """The interval between two moments; the start takes the end's year, or the one before."""
    year = end.year
    end = anchor.dated(end)
    if start.year is None and end.year is not None:
        later = (start.month or 0, start.day or 0) > (end.month or 0, end.day or 0)
        start = Moment(end.year - later, start.month, start.day)
    if not (start.exists and end.exists) or (start.first and end.first and start.first > end.first):
        return None
    shared = "d" in match.groups and match.groups.get("n", match.span).start < match.groups["d"].start  # "May 3 to 5"
    left, right = (("n", "d"), ("e", "z")) if shared else (("d", "m", "y"), ("e", "n", "z"))
    ends = (_cover(match, *left), str(start)), (_cover(match, *right), str(end))
    return Resolved("DATE", f"{start}/{end}", None, end.first, year, ends)


def day(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "18 October 2024", with the part of the day where it is named."""
    year = _year(match, anchor)
    moment = anchor.dated(Moment(year, words.month(match["m"]), _number(match["d"])))
    resolved = _point(moment, year=year, mod=words.edge(match["part"]))
    if resolved is None or not match["p"]:
        return resolved
    return Resolved("TIME", f"{moment}T{words.daypart(match['p'])}", resolved.mod, moment.first, year)


def day_beside(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "the day after 18 October"."""
    named = feast(match, anchor) if match["f"] else day(match, anchor)
    if named is None or named.first is None:
        return named and Resolved("DATE", None)
    beside = shifted(named.first, -1 if words.plain(match["after"]) == "before" else 1)
    return Resolved("DATE", str(beside), None, beside, named.year) if beside else None


def days_of_month(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "27-28 October"."""
    year, number = _year(match, anchor, "z"), words.month(match["n"])
    start, end = _number(match["d"]), _number(match["e"])
    return _stretch(match, Moment(year, number, start), Moment(year, number, end), anchor) if start < end else None


def days_apart(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "30 April to 2 May"."""
    year = _year(match, anchor, "z") or _year(match, anchor)
    start = Moment(_year(match, anchor), words.month(match["m"]), _number(match["d"]))
    return _stretch(match, start, Moment(year, words.month(match["n"]), _number(match["e"])), anchor)


def months_apart(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "between March and May 2023"."""
    year = _year(match, anchor, "z") or _year(match, anchor)
    start, end = Moment(_year(match, anchor), words.month(match["m"])), Moment(year, words.month(match["n"]))
    return _stretch(match, start, end, anchor)


def years_apart(match: Match, _: Anchor) -> Resolved | None:
    """Read "2014–2019" and "2019-20"."""
    start = int(match["y"])
    end = int(match["z"]) if match["z"] else start // 100 * 100 + int(match["short"])
    if start >= end:
        return None
    ends = (_cover(match, "y"), f"{start:04}"), (_cover(match, "z", "short"), f"{end:04}")
    return Resolved("DATE", f"{start}/{end}", None, date(end, 1, 1), end, ends)


def iso(match: Match, _: Anchor) -> Resolved | None:
    """Read "2024-10-18", "2024-10-18T14:05"."""
    moment = Moment(*(int(part) for part in re2.split("[-/.]", match["iso"])))
    if not moment.exists:
        return None
    if match["clock"]:
        return Resolved("TIME", f"{moment}T{match['clock']}", None, moment.first, moment.year)
    return _point(moment, year=moment.year)


def _in_full(short: str, anchor: Anchor) -> int:
    """The latest year until publication, or the one after, that ends in these two digits."""
    latest = anchor.published.year + 1 if anchor.published else _LATEST
    year = latest // 100 * 100 + int(short)
    return year if year <= latest else year - 100


_LATEST = 2030  # the year up to which two digits are of this century, where publication is not known


def numeric(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "18.10.2024"; "03/04/2024" could be March or April and gives no value."""
    first, second = int(match["a"]), int(match["b"])
    year = int(match["y"]) if match["y"] else _in_full(match["short"], anchor)
    if match["mark"] == "." or first > 12:
        number, month = first, second
    else:
        number, month = second, first
    if not (1 <= month <= 12 and Moment(year, month, number).exists):
        return None
    if match["mark"] != "." and max(first, second) <= 12 and first != second:
        return Resolved("DATE", None, None, None, year)
    return _point(Moment(year, month, number), year=year)


def month(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "early October 2024", "in March"; "last March" is the latest that is over."""
    which = match["which"]
    steps, told = words.step(which) if which else (0, False)
    ahead = steps > 0 if steps else anchor.ahead
    now = anchor.before if told else anchor.now
    against = anchor if not which else Anchor(published=now, ahead=ahead)
    moment = Moment(_year(match, anchor), words.month(match["m"]))
    if which and not steps and now:
        moment = Moment(now.year, moment.month)
    elif steps and now:
        passed = moment.month is not None and moment.month < now.month
        same = moment.month == now.month
        year = now.year + (-(not passed) if steps < 0 else int(passed or same))
        moment = Moment(year, moment.month)
    return _point(against.dated(moment), year=_year(match, anchor), mod=words.edge(match["part"]))


def season(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "the summer of 2023", "last winter"; a bare one is of publication's year."""
    year, code = _year(match, anchor) or anchor.beside, words.season(match["s"])
    mod = words.edge(match["part"])
    if year is None and (anchor.era or anchor.now is None):
        return Resolved("DATE", f"{anchor.era or 'XXXX'}-{code}", mod)
    at = year or _season_year(code, words.step(match["which"])[0] if match["which"] else None, anchor)
    first = date(at, _SEASON_STARTS[code], 1) if MINYEAR <= at <= MAXYEAR else None
    return Resolved("DATE", f"{Moment(at)}-{code}", mod, first, year)


_SEASON_STARTS: Mapping[str, int] = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season_year(code: str, step: int | None, anchor: Anchor) -> int:
    published = anchor.now or date.min
    begun = _SEASON_STARTS[code] <= published.month
    if step is None:
        year = anchor.year if anchor.year is not None else published.year
        over = published.month >= _SEASON_STARTS[code] + 3
        if anchor.year is not None or anchor.narrative:
            return year
        return year + over if anchor.ahead else year if begun else year - 1
    over = published.month >= _SEASON_STARTS[code] + 3
    if step < 0:
        return published.year - (not over)
    return published.year + (step > 0 and begun)


def share_of_year(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "the third quarter of 2024" as 2024-Q3, "the second half of the year" as 2024-H2.

    Without a year it is the latest that has begun, or the next one where the
    tense looks ahead.
    """
    ordinal, kind = match["o"] or match["oo"], words.plain(match["u"] or match["uu"])
    number = int(ordinal) if ordinal.isdigit() else words.ordinal(ordinal)
    mark = "H" if "half" in kind or (match.text[match.span.start] in "Hh" and not kind) else "Q"
    months = 6 if mark == "H" else 3
    if not 1 <= number * months <= 12:
        return None
    year, first = _year(match, anchor), (number - 1) * months + 1
    at = year
    if at is None and anchor.now:
        at = anchor.now.year + (words.step(match["which"])[0] if match["which"] else 0)
        bare = not match["which"] and "year" not in words.plain(match.text[match.span.start : match.span.end])
        at -= bare and first > anchor.now.month and not anchor.ahead
    began = date(at, first, 1) if at else None
    return Resolved("DATE", f"{Moment(at)}-{mark}{number}", None, began, year)


def week_of_year(match: Match, _: Anchor) -> Resolved | None:
    """Read "the second week of 2027" as its ISO 8601 week."""
    number = int(match["o"].rstrip("stndrhSTNDRH")) if match["o"][0].isdigit() else words.ordinal(match["o"])
    if not 1 <= number <= 52:
        return None
    first = date.fromisocalendar(int(match["y"]), number, 1)
    return Resolved("DATE", f"{match['y']}-W{number:02}", None, first, int(match["y"]))


def fiscal_year(match: Match, _: Anchor) -> Resolved | None:
    """Read "fiscal 2024" as FY2024 (TIDES 2005): it begins when its owner says."""
    return Resolved("DATE", f"FY{match['y']}")


def year(match: Match, _: Anchor) -> Resolved | None:
    """Read "late 1985"; BC years have a rule of their own."""
    return Resolved("DATE", match["y"], words.edge(match["part"]), date(int(match["y"]), 1, 1))


def ancient(match: Match, _: Anchor) -> Resolved | None:
    """Read "321 BC"."""
    return Resolved("DATE", str(Moment(-int(match["bc"]))), words.edge(match["part"]))


def ancient_years(match: Match, _: Anchor) -> Resolved | None:
    """Read "from 357 to 346 BC"."""
    start, end = Moment(-int(match["k"])), Moment(-int(match["bc"]))
    if int(match["k"]) <= int(match["bc"]):
        return None
    ends = (_cover(match, "k"), str(start)), (Span(match.groups["bc"].start, match.span.end), str(end))
    return Resolved("DATE", f"{start}/{end}", None, None, None, ends)


def decade(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "the 1990s" as 199; the "'90s" are of the last century, unless there were none yet."""
    if match["bc"]:
        return Resolved("DATE", f"BC{int(match['bc']):04}"[:5], words.edge(match["part"]))
    digits = match["y"] or f"{_in_full(match['short'], anchor):04}"
    return Resolved("DATE", digits[:3], words.edge(match["part"]))


def century(match: Match, _: Anchor) -> Resolved | None:
    """Read "the 19th century" as 18."""
    number = words.ordinal(match["o"])
    era = "BC" if match["era"] else ""
    return Resolved("DATE", f"{era}{number - 1:02}", words.edge(match["part"])) if number else None


def feast(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "Christmas Eve", "last Easter", "Thanksgiving 2023"."""
    rule = lexicon.load("times")["feasts"][words.plain(match["f"])]
    year = _year(match, anchor)
    base = anchor.now.year if anchor.now else None
    years = [year] if year is not None else [] if base is None else [base - 1, base, base + 1]
    days = [day for at in years if (day := feasts.day(rule, at))]
    if not days:
        month_and_day = rule.split("/") if rule[:2].isdigit() else ()
        return _point(Moment(None, *map(int, month_and_day)), year=None) if len(month_and_day) == 2 else None
    if year is None and anchor.now:
        steps = words.step(match["which"])[0] if match["which"] else 0
        days = [feasts.chosen(days, anchor.now, steps=steps, ahead=anchor.ahead)]
    return Resolved("DATE", days[0].isoformat(), None, days[0], year)


MAKERS: Mapping[str, Maker] = {
    maker.__name__: maker
    for maker in (
        day, day_beside, days_of_month, days_apart, months_apart, years_apart, iso, numeric, month, season,
        share_of_year, year, ancient, ancient_years, week_of_year, fiscal_year, decade, century, feast,
    )
}  # fmt: skip
