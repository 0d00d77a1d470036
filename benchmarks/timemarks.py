"""Texts with marked times, in the three shapes that the times benchmark reads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

# such as "XXXX-WXX-5", "P3D", "PRESENT_REF"; not "(2018-05-30,2018-06-02,P3D)" or "T09"
_TIMEX3 = re.compile(r"(?:[\dX]{4}(?:-|$)|P[\dT.]|[A-Z]+_REF$)")
_WEEK_OF_MONTH = re.compile(r"-\d\d-W")  # "2016-10-W03": TIMEX3 has none


class Time(NamedTuple):
    """A marked time: ``values`` are those that count as right, none where the mark's value can't be compared."""

    start: int
    end: int
    type: str | None
    values: frozenset[str]
    mod: str | None = None


class Document(NamedTuple):
    """A text, the day it was written, and its times."""

    name: str
    text: str
    date: date | None
    times: tuple[Time, ...]


def read(path: Path) -> Iterator[Document]:
    """The documents of a file, or of all files of a folder, by what their names end in."""
    shapes = {".tml": timeml, ".json": specification, ".jsonl": lines}
    files = sorted(p for p in path.rglob("*") if p.suffix in shapes) if path.is_dir() else [path]
    for file in files:
        yield from shapes[file.suffix](file)


def timeml(path: Path) -> Iterator[Document]:
    """A TimeML file: what TEXT holds, with its TIMEX3 or TIMEX2 marks, and the day of its creation."""
    root = ET.parse(path).getroot()
    written = [t for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"]
    told = root.find("DCT//TIMEX3")
    day = _day((told if told is not None else written[0]).get("value") or "") if written or told is not None else None
    body = root.find("TEXT")
    parts: list[str] = []
    times: list[Time] = []
    _gather(root if body is None else body, parts, times)
    yield Document(path.name, "".join(parts), day, tuple(sorted(time for time in times if time.start < time.end)))


def _day(value: str) -> date | None:
    """The day of "2024-10-30T08:00" or "20241030"; None of what is coarser."""
    try:
        return date.fromisoformat(value[:10] if "-" in value else value[:8])
    except ValueError:
        return None


_SHORT = 45
"""Characters of a line that is a heading rather than one that was broken to fit a page."""


def passages(text: str) -> list[tuple[int, str]]:
    """The paragraphs of a text with where they start.

    Lines that were broken to fit a page are joined: such a line is long and ends
    within a sentence. What is not so joined is a paragraph of its own.
    """
    found: list[tuple[int, str]] = []
    at, goes_on = 0, False
    for line in text.split("\n"):
        if goes_on and line.strip():
            start = found[-1][0]
            found[-1] = start, text[start : at + len(line)]
        elif line.strip():
            found.append((at, line))
        goes_on = len(line.rstrip()) > _SHORT and line.rstrip()[-1] not in ".!?:;”\"'"
        at += len(line) + 1
    return found


def _gather(element: ET.Element, parts: list[str], times: list[Time]) -> None:
    start = sum(map(len, parts))
    parts.append(element.text or "")
    for child in element:
        _gather(child, parts, times)
        parts.append(child.tail or "")
    if element.tag in {"TIMEX3", "TIMEX2"} and element.get("functionInDocument") != "CREATION_TIME":
        value = element.get("value") or element.get("val") or element.get("VAL")
        values = frozenset({value} if value else ())
        times.append(Time(start, sum(map(len, parts)), element.get("type"), values, element.get("mod")))


def lines(path: Path) -> Iterator[Document]:
    """Our own JSON lines: ``{"text", "date", "times": [{"text", "type", "value", "mod"}]}``, times in text order."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        row = json.loads(line)
        times, at = [], 0
        for time in row["times"]:
            start = row["text"].find(time["text"], at)
            assert start >= 0, f"{path.name} line {number}: {time['text']!r} is not in the text after the times before"
            at = start + len(time["text"])
            values = frozenset({time["value"]} if time.get("value") else ())
            times.append(Time(start, at, time.get("type"), values, time.get("mod")))
        day = date.fromisoformat(row["date"][:10]) if row.get("date") else None
        yield Document(f"{path.name}:{number}", row["text"], day, tuple(times))


def specification(path: Path) -> Iterator[Document]:
    """Cases of Recognizers' specification.

    A value counts where it is TIMEX3 or gives one: days that are left open have
    two, the past and the future one. Ranges with an open end and clock times
    without a day have none; such times are looked for but their value is not.
    """
    for number, case in enumerate(json.loads(path.read_text(encoding="utf-8-sig")), 1):
        said = case.get("Context", {}).get("ReferenceDateTime")
        times = []
        for result in case["Results"]:
            end = result["End"] + 1 if "End" in result else result["Start"] + result["Length"]
            times.append(Time(result["Start"], end, _type(result), _values(result)))
        day = date.fromisoformat(said[:10]) if said else None
        yield Document(f"{path.name}:{number}", case["Input"], day, tuple(sorted(times)))


_TYPES = {"duration": "DURATION", "set": "SET", "time": "TIME", "timerange": "TIME", "datetime": "TIME"}


def _type(result: dict[str, Any]) -> str:
    name = result.get("Type") or result.get("TypeName") or ""
    return _TYPES.get(name.rpartition(".")[2], "DATE")


def _values(result: dict[str, Any]) -> frozenset[str]:
    value = result.get("Value") or {}
    found = {value.get("Timex") or value.get("timex") or ""}
    dated = {(value.get(side) or {}).get("date") for side in ("FutureResolution", "PastResolution")}
    for each in (result.get("Resolution") or {}).get("values", ()):
        found.add(each.get("timex") or "")
        dated.add(each.get("value") if each.get("type") == "date" else None)
    open_ = any(one.startswith("XXXX") for one in found)
    days = {one for one in dated if one and open_ and _is_day(one)}
    kept = {_timex3(one) for one in found if not (open_ and days)} | days
    return frozenset(one for one in kept if one)


def _is_day(value: str) -> bool:
    """Whether the value is a calendar day."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value))


def _timex3(value: str) -> str | None:
    """Their value as TIMEX3 writes it, None where it has no such value."""
    if not _TIMEX3.match(value) or _WEEK_OF_MONTH.search(value):
        return None
    value = re.sub(r"T(\d\d)$", r"T\1:00", value)
    return re.sub(r"T(\d\d:\d\d):00$", r"T\1", value)
