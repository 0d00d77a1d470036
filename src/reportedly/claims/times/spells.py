"""Durations, repetitions, clock times and vague references: what needs no calendar."""

from __future__ import annotations

from collections.abc import Mapping

from reportedly.claims import lexicon
from reportedly.claims.grammar import Match
from reportedly.claims.times import dates, words
from reportedly.claims.times.anchor import Anchor, Maker, Resolved
from reportedly.data import Number, TimexMod

_LONG: Mapping[str, str] = {"E": "DE", "C": "CE"}  # what TIDES writes for decades and centuries; ISO 8601 has neither


def period(count: Number | None, unit: str) -> str:
    """An ISO 8601 duration, ``X`` for how many where that is vague: "P3W", "PT36H", "PXD"."""
    code = words.unit(unit)
    if count is not None and unit.lower().startswith("fortnight"):
        count *= 2
    many = "X" if count is None else f"{count:g}" if isinstance(count, float) else str(count)
    if count == 0.5 and code == "TH":
        return "PT30M"
    if code.startswith("T"):
        return f"PT{many}{code[1:]}"
    return f"P{many}{_LONG.get(code, code[0])}"


def duration(match: Match, _: Anchor) -> Resolved | None:
    """Read "more than three weeks", "for weeks", "a year and a half"."""
    unit = match["u"]
    count = words.count(match["n"])
    if match["half"] and count is not None:
        count += 0.5
    if match["many"] or (not match["n"] and words.plain(match.text[match.span.start : match.span.end]).endswith("s")):
        count = None
    vague = match["n"] and count is None and words.plain(match["n"]) not in _vague()
    return None if vague else Resolved("DURATION", period(count, unit), words.bound(match["b"]))


def _vague() -> frozenset[str]:
    return frozenset({*lexicon.load("numbers")["vague"], "some", "a couple of", "a couple more"})


def duration_range(match: Match, _: Anchor) -> Resolved | None:
    """Read "two to three weeks": its lower end, being EQUAL_OR_MORE."""
    low, high = words.count(match["n"]), words.count(match["k"])
    if low is None or high is None or low >= high:
        return None
    return Resolved("DURATION", period(low, match["u"]), "EQUAL_OR_MORE")


def compound(match: Match, _: Anchor) -> Resolved | None:
    """Read "two years and three months" as P2Y3M; the longer unit comes first."""
    first, second = (period(words.count(match[n]), match[u]) for n, u in (("n", "u"), ("k", "v")))
    clock = second.startswith("PT")
    if first == second or (first.startswith("PT") and not clock):
        return None
    joined = first + (second[2:] if first.startswith("PT") else second[1:])
    return Resolved("DURATION", joined, words.bound(match["b"]))


def frequency(match: Match, _: Anchor) -> Resolved | None:
    """Read "annually"."""
    return Resolved("SET", lexicon.load("times")["frequencies"][words.plain(match["f"])])


def every(match: Match, _: Anchor) -> Resolved | None:
    """Read "every two weeks", "per month", "three times a week"."""
    other = words.plain(match["n"])
    count = {"other": 2, "few": None}.get(other, words.count(other))
    return Resolved("SET", period(count, match["u"]))


def every_weekday(match: Match, _: Anchor) -> Resolved | None:
    """Read "every Monday", "on Mondays"."""
    part = f"T{words.daypart(match['p'])}" if match["p"] else ""
    return Resolved("SET", f"XXXX-WXX-{words.weekday(match['w']) + 1}{part}")


def every_part(match: Match, _: Anchor) -> Resolved | None:
    """Read "every morning"."""
    return Resolved("SET", f"XXXX-XX-XXT{words.daypart(match['p'])}")


def every_month(match: Match, _: Anchor) -> Resolved | None:
    """Read "every March"."""
    return Resolved("SET", f"XXXX-{words.month(match['m']):02}")


def clock(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "9:34 p.m.", "nine o'clock in the evening", "8:30 a.m. EST Friday"; its day may come from the sentence.

    The zone is kept as ISO 8601 writes it, where it is one the whole year.
    """
    hour = words.count(match["h"])
    late = words.plain(match["ap"]).startswith(("p", "afternoon", "evening"))
    if not isinstance(hour, int) or hour > 24 or (match["ap"] and not 1 <= hour <= 12):
        return None
    if match["ap"]:
        hour = hour % 12 + (12 if late else 0)
    zone = lexicon.load("times")["zones"].get(words.plain(match["z"]), "")
    mod: TimexMod | None = "APPROX" if match["b"] else None
    value = f"T{hour:02}:{match['i'] or '00'}{zone}"
    if not match["w"]:
        return Resolved("TIME", value, mod)
    number = words.weekday(match["w"])
    day = dates.weekday(anchor.now, number, ahead=anchor.ahead, steps=0) if anchor.now else None
    return Resolved("TIME", f"{day or f'XXXX-WXX-{number + 1}'}{value}", mod, day)


def noon(match: Match, _: Anchor) -> Resolved | None:
    """Read "noon", "midnight"."""
    return Resolved("TIME", "T24:00" if words.plain(match["which"]) == "midnight" else "T12:00")


def part_of_day(match: Match, _: Anchor) -> Resolved | None:
    """Read "in the morning", "overnight"."""
    return Resolved("TIME", f"T{words.daypart(match['p'])}", words.edge(match["part"]))


def reference(match: Match, anchor: Anchor) -> Resolved | None:
    """Read "currently", "recently", "soon"; in histories "soon" is no later than the next sentence."""
    word, vague = words.plain(match["r"]), lexicon.load("times")["vague"]
    if word in vague["of_news" if anchor.narrative else "of_histories"]:
        return None
    if word in vague["to_come"] and anchor.ahead is False:
        return None
    return Resolved("DATE", words.reference(match["r"]))


def past(_: Match, __: Anchor) -> Resolved | None:
    """Read "in recent weeks"."""
    return Resolved("DATE", "PAST_REF")


def future(_: Match, __: Anchor) -> Resolved | None:
    """Read "in the coming days"."""
    return Resolved("DATE", "FUTURE_REF")


def nothing(_: Match, __: Anchor) -> Resolved | None:
    """Words that look like a time and are none, an age above all."""
    return None


MAKERS: Mapping[str, Maker] = {
    maker.__name__: maker
    for maker in (
        duration, duration_range, compound, frequency, every, every_weekday, every_part, every_month, clock, noon,
        part_of_day, reference, past, future, nothing,
    )
}  # fmt: skip
