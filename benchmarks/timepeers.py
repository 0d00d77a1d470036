"""Other readers of times on the same marked texts, where they are installed."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from benchmarks.timemarks import Document, Time, passages


def installed() -> dict[str, Callable[[Document], list[Time]]]:
    """The peers that are there by name; of the others it is said what to install."""
    found: dict[str, Callable[[Document], list[Time]]] = {}
    for name, module, package, make in (
        ("dateparser", "dateparser.search", "dateparser", _dateparser),
        ("Recognizers", "recognizers_date_time", "recognizers-text-date-time 'emoji<2'", _recognizers),
    ):
        try:
            found[name] = make(importlib.import_module(module))
        except ImportError as error:
            print(f"{name} is left out ({error}): pip install {package}")
    return found


def _moment(document: Document) -> datetime:
    day = document.date
    return datetime(day.year, day.month, day.day) if day else datetime(2000, 1, 1)


def _dateparser(search: Any) -> Callable[[Document], list[Time]]:
    """Dateparser's search, paragraph by paragraph; the grain of a value is asked of its parser, which knows it."""
    parser = importlib.import_module("dateparser.date").DateDataParser

    def run(document: Document) -> list[Time]:
        settings = {"RELATIVE_BASE": _moment(document), "PREFER_DATES_FROM": "past"}
        single = parser(languages=["en"], settings=settings)
        times = []
        for at, line in passages(document.text):
            place = 0
            for words, moment in search.search_dates(line, languages=["en"], settings=settings) or ():
                start = line.find(words, place)
                if start < 0:
                    continue
                place = start + len(words)
                period = single.get_date_data(words).period
                value = moment.strftime(
                    {"year": "%Y", "month": "%Y-%m", "time": "%Y-%m-%dT%H:%M"}.get(period, "%Y-%m-%d")
                )
                times.append(Time(at + start, at + place, "DATE", frozenset({value})))
        return times

    return run


def _recognizers(package: Any) -> Callable[[Document], list[Time]]:
    """Recognizers, paragraph by paragraph; a value that it leaves open is right where one of its readings is."""

    def run(document: Document) -> list[Time]:
        times = []
        for at, line in passages(document.text):
            found = package.recognize_datetime(line, "en-us", reference=_moment(document))
            for one in found:
                kind = one.type_name.rpartition(".")[2]
                values = _readings((one.resolution or {}).get("values") or ())
                times.append(Time(at + one.start, at + one.end + 1, _TYPES.get(kind, "DATE"), values))
        return times

    return run


_TYPES = {"duration": "DURATION", "set": "SET", "time": "TIME", "timerange": "TIME", "datetime": "TIME"}


def _readings(values: Any) -> frozenset[str]:
    """Their TIMEX, and the days, months and years that open ones may be."""
    found = set()
    for value in values:
        timex = str(value.get("timex", ""))
        found.add(timex)
        dated = str(value.get("value") or value.get("start") or "")
        if timex.startswith("XXXX") and dated[:4].isdigit():
            found.add(dated[: len(timex)] if timex[5:7].isdigit() else dated[:10])
    return frozenset(found)
