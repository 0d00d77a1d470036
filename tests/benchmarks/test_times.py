"""The times benchmark reads its three shapes, matches one to one, and takes stretches apart where TIMEX3 does."""

import json
from datetime import date
from pathlib import Path

import pytest
from benchmarks.timemarks import Document, Time

from benchmarks import timemarks, times


def mark(start: int, end: int, value: str | None = "2024", type_: str = "DATE") -> Time:
    return Time(start, end, type_, frozenset({value} if value else ()))


def test_same_span_goes_before_overlap() -> None:
    assert times.paired([mark(0, 9), mark(4, 9)], [mark(4, 9)]) == {1: 0}
    assert times.paired([mark(0, 9)], [mark(0, 4), mark(5, 9)]) == {0: 0}
    assert times.paired([mark(0, 4)], [mark(5, 9)]) == {}


def test_score_is_that_of_tempeval() -> None:
    wanted = [mark(0, 4), mark(10, 20, "P2D", "DURATION"), mark(30, 34)]
    counts = times.score([mark(0, 4), mark(10, 18, "P2D"), mark(50, 54)], wanted)
    assert {name: counts[name] for name in times.COUNTS} == {"strict": 1, "relaxed": 2, "value": 2, "type": 1}
    assert times.rates(counts, "strict") == (1 / 3, 1 / 3, pytest.approx(1 / 3))
    assert times.rates(counts, "value")[2] == pytest.approx(2 / 3)


def test_marks_without_a_value_count_for_spans_only() -> None:
    counts = times.score([mark(0, 4), mark(10, 14)], [mark(0, 4), mark(10, 14, None)])
    assert times.rates(counts, "relaxed")[2] == pytest.approx(1)
    assert times.rates(counts, "value") == (1, 1, pytest.approx(1))


def test_timeml(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(
        '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-10-30">2024-10-30</TIMEX3></DCT>'
        '<TEXT>It fell in <TIMEX3 tid="t1" type="DATE" value="2024-05" mod="START">early May</TIMEX3> '
        "&amp; stayed.</TEXT>"
        "</TimeML>",
        encoding="utf-8",
    )
    (document,) = timemarks.read(path)
    assert document.date == date(2024, 10, 30)
    assert document.text == "It fell in early May & stayed."
    assert document.times == (Time(11, 20, "DATE", frozenset({"2024-05"}), "START"),)


def test_timeml_without_a_part_for_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.tml"
    path.write_text(
        '<TimeML><TIMEX3 tid="t0" value="2024-10-30" functionInDocument="CREATION_TIME">10/30/24</TIMEX3>\n'
        '<s>It <EVENT eid="e1">fell</EVENT> in <TIMEX3 tid="t1" type="DATE" value="2024-05">May</TIMEX3>.</s></TimeML>',
        encoding="utf-8",
    )
    (document,) = timemarks.read(path)
    assert document.date == date(2024, 10, 30)
    assert [document.text[time.start : time.end] for time in document.times] == ["May"]


def test_lines_that_were_broken_are_joined() -> None:
    text = "A heading\nThe ferry that had been built for the islands sank last\nweek. It was old.\n\nNobody was hurt."
    assert [paragraph for _, paragraph in timemarks.passages(text)] == [
        *(
            "A heading",
            "The ferry that had been built for the islands sank last\nweek. It was old.",
            "Nobody was hurt.",
        ),
    ]
    assert all(text[start : start + len(paragraph)] == paragraph for start, paragraph in timemarks.passages(text))


def test_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    row = {
        "text": "In May and in May 2023 it rained.",
        "date": "2024-10-30",
        "times": [
            {"text": "May", "type": "DATE", "value": "2024-05", "mod": None},
            {"text": "May 2023", "type": "DATE", "value": "2023-05", "mod": None},
        ],
    }
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (document,) = timemarks.read(path)
    assert [document.text[time.start : time.end] for time in document.times] == ["May", "May 2023"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"Timex": "2016-11-04"}, {"2016-11-04"}),
        ({"Timex": "(2018-07-30,2018-08-27,P4W)"}, set()),
        ({"Timex": "T09"}, set()),
        ({"Timex": "2017-12-12T09"}, {"2017-12-12T09:00"}),
        ({"Timex": "P3D"}, {"P3D"}),
        (
            {
                "Timex": "XXXX-WXX-5",
                "FutureResolution": {"date": "2016-11-11"},
                "PastResolution": {"date": "2016-11-04"},
            },
            {"2016-11-11", "2016-11-04"},
        ),
    ],
)
def test_specification_values(tmp_path: Path, value: dict[str, object], expected: set[str]) -> None:
    path = tmp_path / "a.json"
    case = {
        "Input": "Meet at x",
        "Context": {"ReferenceDateTime": "2016-11-07T00:00:00"},
        "Results": [{"Text": "x", "Type": "date", "Value": value, "Start": 8, "Length": 1}],
    }
    path.write_text(json.dumps([case]), encoding="utf-8-sig")
    (document,) = timemarks.read(path)
    assert document.times[0].values == expected


def test_stretches_are_taken_apart_where_no_mark_is_an_interval() -> None:
    document = Document("a", "\nIt rained on 27-28 October.", date(2024, 10, 30), ())
    assert [document.text[t.start : t.end] for t in times.ours(document, whole=False)] == ["27", "28 October"]
    (whole,) = times.ours(document, whole=True)
    assert whole.values == {"2024-10-27/2024-10-28"}


def test_the_whole_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "a.jsonl", tmp_path / "found.jsonl"
    time = {"text": "Tuesday", "type": "DATE", "value": "2024-10-29", "mod": None}
    row = {"text": "She left on Tuesday.", "date": "2024-10-30", "times": [time]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    times.main([str(path), "--predictions", str(out), "--parse", "--misses"])
    assert "strict   P 100.0%  R 100.0%  F1 100.0%" in capsys.readouterr().out
    assert json.loads(out.read_text(encoding="utf-8"))["times"] == [{"start": 12, "end": 19, **time}]
