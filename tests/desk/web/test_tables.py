from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from reportedly.desk.web.tables import Cell, Table, to_csv
from reportedly.desk.web.words import long_day, shown


def written(*cells: Cell) -> list[str]:
    table = Table(name="t", caption="T", columns=tuple("c" for _ in cells), rows=(cells,))
    return list(csv.reader(io.StringIO(to_csv(table))))[1]


@given(st.text(min_size=1))
def test_no_cell_begins_a_formula(text):
    (cell, _) = written(Cell(text=text))
    assert not cell.lstrip().startswith(("=", "+", "-", "@"))


def test_numbers_stay_numbers():
    assert written(Cell(text="around −3", number=-3), Cell(text="−x"))[:2] == ["-3", "−x"]


def test_a_cell_says_what_stands_beside_it():
    assert written(Cell(text="he", note="Jan Kos", tag="denial", href="/actor/1")) == [
        "denial: he = Jan Kos",
        "/actor/1",
    ]


@given(st.text(st.characters()))
def test_what_is_shown_keeps_its_length_and_can_be_sent(text):
    found = shown(text)
    assert isinstance(found, str)
    assert len(found) == len(text)
    found.encode()
    assert not set(found) & set("\u202e\u2066\0\x1b")


def test_a_day_in_words():
    assert long_day("2025-03-09T10:00") == "9 March 2025"
    assert long_day("2025") == "2025"
    assert long_day(None) == "undated"
