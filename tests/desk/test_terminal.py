"""Tables show article text as it is."""

import io
from dataclasses import replace

import pytest
from rich.console import Console, RenderableType

from reportedly.data import Check, Failure, Figure, Span
from reportedly.desk import checks, terminal
from reportedly.ledger import ArticleHead, LedgerFigure
from tests.test_record import READING


def shown(what: RenderableType) -> str:
    console = Console(file=io.StringIO(), width=160, color_system=None)
    console.print(what)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_article_says_who_on_whose_word_what_and_how_sure() -> None:
    lines = shown(terminal.article(READING)).splitlines()
    row = next(line for line in lines if "drowned" in line)
    assert row.split("  ")[0].strip() == "the mayor"
    assert [cell.strip() for cell in row.split("  ") if cell.strip()] == [
        "the mayor",
        "Reuters",
        "14 people drowned",
        "asserted",
    ]


def test_details_show_every_section() -> None:
    text = shown(terminal.details(READING))
    for words in ("Reuters reports that, the mayor said", "14 people", "the mayor"):
        assert words in text


def test_text_is_never_markup() -> None:
    hostile = Failure(
        page="p", uri="[bold]x[/bold]", stage="read", reason="InputNotFound", detail="[link=evil]y[/link]"
    )
    assert "[bold]x[/bold]" in shown(terminal.failures([hostile]))
    assert "[link=evil]y[/link]" in shown(terminal.failures([hostile]))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"value": 11000, "low": 11000, "high": 11000, "modifier": "nearly", "unit": "person"}, "nearly 11,000"),
        ({"value": None, "low": 800, "high": 950}, "800–950"),
        ({"value": None, "low": 2000, "high": None}, "at least 2,000"),
        ({"value": None, "low": 200, "high": None, "modifier": "around"}, "around 200"),
        ({"value": 0.25, "low": 0.25, "high": 0.25, "unit": "percent"}, "0.25 %"),
        ({"value": 190_000_000, "low": 1, "high": 1, "modifier": "around", "unit": "EUR"}, "around 190,000,000 EUR"),
    ],
)
def test_amounts_read_as_people_write_them(fields: dict[str, object], words: str) -> None:
    figure = Figure(id="f1", spans=(Span(0, 1),), text="x", **fields)  # type: ignore[arg-type]
    assert terminal.amount(figure) == words


def test_narrator_is_named_as_such() -> None:
    head = ArticleHead(id="a", uri=None, outlet="Note", headline=None, published="2025-01-02")
    figure = Figure(id="f1", spans=(Span(0, 1),), text="3 boats", value=3, low=3, high=3, counted="boats")
    text = shown(terminal.figures([LedgerFigure(article=head, claim=None, speaker=None, figure=figure)]))
    assert "the outlet itself" in text
    assert "2025-01-02" in text


CHECK = Check(
    id="k1", kind="sum", figures=("f1", "f2", "f3"), stated=26, computed=25, outcome="fails", spans=(), text="26 …"
)  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "the parts add to 25, not 26"),
        ({"outcome": "partial"}, "the parts named add to 25 of 26"),
        ({"outcome": "holds", "computed": 26}, "the parts add to 26"),
        (
            {"kind": "equivalence", "outcome": "within", "stated": 14, "computed": 14.484096},
            "the other unit gives 14.4841, which rounding or a hedge lets be 14",
        ),
        ({"kind": "product", "stated": 13_000, "computed": 12_000}, "all together come to 12,000, not 13,000"),
    ],
)
def test_checks_are_told_in_words(fields: dict[str, object], words: str) -> None:
    assert checks.in_words(replace(CHECK, **fields)) == words  # type: ignore[arg-type]


def test_a_figure_is_shown_with_its_arithmetic_where_there_is_any() -> None:
    head = ArticleHead(id="a", uri=None, outlet="Note", headline=None, published="2025-01-02")
    figure = Figure(id="f1", spans=(Span(0, 1),), text="26 dead", value=26, low=26, high=26, counted="dead")
    plain = LedgerFigure(article=head, claim=None, speaker=None, figure=figure)
    assert "arithmetic" not in shown(terminal.figures([plain]))
    assert "the parts add to 25, not 26" in shown(terminal.figures([plain, replace(plain, checks=(CHECK,))]))
    assert "arithmetic" in shown(terminal.figures([replace(plain, checks=(CHECK,))]))


def test_details_tell_what_was_checked() -> None:
    assert "the parts add to 25, not 26" in shown(terminal.details(replace(READING, checks=(CHECK,))))


def test_a_unit_in_brackets_is_no_markup() -> None:
    head = ArticleHead(id="a", uri=None, outlet="Note", headline=None, published="2025-01-02")
    figure = Figure(id="f1", spans=(Span(0, 1),), text="9 miles", value=9, low=9, high=9, unit="[mi_i]")
    assert "9 [mi_i]" in shown(terminal.figures([LedgerFigure(article=head, claim=None, speaker=None, figure=figure)]))
    assert "9 [mi_i]" in shown(terminal.details(replace(READING, figures=(figure,))))


def test_a_change_says_its_direction() -> None:
    head = ArticleHead(id="a", uri=None, outlet="Note", headline=None, published="2025-01-02")
    figure = Figure(id="f1", spans=(Span(0, 1),), text="7 points", value=7, low=7, high=7, change="down")
    text = shown(terminal.figures([LedgerFigure(article=head, claim=None, speaker=None, figure=figure)]))
    assert "down 7" in text
