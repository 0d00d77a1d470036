"""The library, as a program and a notebook meet it."""

from __future__ import annotations

import contextlib
import doctest
import re
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings

import reportedly
import reportedly.read.wire
from reportedly import library
from reportedly.errors import (
    AddressRefused,
    InputNotFound,
    MissingExtra,
    QueryError,
    ReadError,
    ReportedlyError,
    UnsupportedLanguage,
)
from reportedly.harmless import harmless
from reportedly.marks import KINDS
from tests.ledger import arbitrary
from tests.ledger.making import outcome, reading
from tests.read.server import STORY, Site, answer, network

TEXT = "Ferry is late\n\nThe ferry had 212 people on board, the coast guard said on Monday."
EVIL = 'Mayor <script>alert(1)</script> & "co" said 12 <img src=x onerror=alert(1)> lorries had waited.'


class Elements(HTMLParser):
    """The elements and the text of a page, and what they refer to."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.words = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("style", "sup"):
            self.words += data


def test_the_examples_of_the_docstrings_hold() -> None:
    failed, tried = doctest.testmod(library)
    assert tried >= 8
    assert not failed


def test_text_bytes_and_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    contents = {
        reportedly.read(given).claims[0].content.text
        for given in (TEXT, TEXT.encode(), tmp_path / "ferry.txt", str(tmp_path / "ferry.txt"))
    }
    assert contents == {"The ferry had 212 people on board"}


def test_an_address_is_read(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    wire = sys.modules["reportedly.read.wire"]
    monkeypatch.setattr(wire, "Network", lambda allow_private: network(site, allow_private=allow_private))
    site.plays["/story"] = answer(STORY)
    read = reportedly.read("http://news.example/story")
    assert (read.article.uri, read.article.headline) == ("http://news.example/story", "Ferry sails again")
    with pytest.raises(AddressRefused):
        reportedly.read("http://127.0.0.1/story")


def test_text_is_no_file_though_it_may_look_like_one() -> None:
    with pytest.raises(UnsupportedLanguage):
        reportedly.read("/etc/nothing-there")


def test_bytes_are_never_a_path(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    with contextlib.suppress(ReportedlyError):
        assert "ferry had" not in reportedly.read(str(tmp_path / "ferry.txt").encode()).article.text


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound):
        reportedly.read(tmp_path / "nothing")
    with pytest.raises(ReadError, match="no page"):
        reportedly.read(tmp_path)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    with pytest.raises(ReadError, match="more than one page"):
        reportedly.read(tmp_path)


def test_a_ledger_opens_as_a_context(tmp_path: Path) -> None:
    with reportedly.open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.put([outcome(1)], made_by="test")
        (found,) = ledger.claims(reportedly.ClaimQuery(words="boats"))
    assert found.claim == reading(1).claims[0]


def test_tables_come_as_three_libraries_have_them() -> None:
    arrow = reportedly.tables([reading(1), reading(2)])
    assert isinstance(arrow["claims"], pa.Table)
    polars = reportedly.tables([reading(1)], kind="polars")["figures"]
    assert isinstance(polars, pl.DataFrame)
    assert polars["value"].to_list() == [11.0, 3.0]
    pandas = reportedly.tables([reading(1)], kind="pandas")["claims"]
    assert isinstance(pandas, pd.DataFrame)
    assert list(pandas["kind"]) == ["statement", "statement", "denial"]
    assert reportedly.tables([])["claims"].num_rows == 0


def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtra, match=r"pip install 'reportedly\[polars\]'"):
        reportedly.tables([], kind="polars")


def test_figures_draw_themselves(tmp_path: Path) -> None:
    with reportedly.open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.put([outcome(1), outcome(2)], made_by="test")
        drawing = reportedly.draw(ledger.figures("boats"), title="boats")
    assert "<svg" in drawing._repr_svg_()
    drawing.save(tmp_path / "boats.png")
    assert (tmp_path / "boats.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(QueryError, match="nothing to draw"):
        reportedly.draw([])


def test_a_reading_draws_its_marks() -> None:
    read = reportedly.read(TEXT)
    html = read._repr_html_()
    assert '<span class="source">the coast guard</span>' in html
    assert '<span class="content figure">212 people</span>' in html
    for kind in KINDS:
        assert f".{kind}{{" in html
    page = reportedly.render(read)
    assert html in page
    assert page.startswith("<!doctype html>")


def test_hostile_text_stays_text() -> None:
    read = reportedly.read(f"Evil <script>x</script>\n\n{EVIL}")
    read = replace(read, article=replace(read.article, outlet="<b onload=x>", headline="<script>\u202e\x00"))
    page = Elements(reportedly.render(read))
    assert not {"script", "img", "b", "a", "link", "iframe"} & page.names
    assert not {name for name in page.attributes if name.startswith("on") or name in ("href", "src")}
    assert "<script>alert(1)</script>" in page.words
    assert not re.search("[\x00\u202e]", page.words)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(read=arbitrary.readings)
def test_any_reading_is_drawn_whole_and_well_formed(read: reportedly.Reading) -> None:
    page = Elements(read._repr_html_())
    assert page.open == []
    assert harmless(read.article.text).replace("\r\n", "\n") in page.words.replace("\r\n", "\n")
