"""Plots: what can be drawn, in a terminal and in files."""

from pathlib import Path

import pytest

from reportedly.data import Figure, Span
from reportedly.desk import plot
from reportedly.errors import QueryError
from reportedly.ledger import ArticleHead, LedgerFigure


def reported(low: float | None, high: float | None, *, day: str | None, outlet: str = "$x^2$ Note") -> LedgerFigure:
    value = low if low == high else None
    head = ArticleHead(id=f"{day}{low}", uri=None, outlet=outlet, headline=None, published=day)
    figure = Figure(id="f1", spans=(Span(0, 1),), text="x", value=value, low=low, high=high)
    return LedgerFigure(article=head, claim=None, speaker=None, figure=figure)


FOUND = [
    reported(14, 14, day="2025-03-01"),
    reported(800, 950, day="2025-03-02T10:00+01:00"),
    reported(20, None, day="2025-03-03"),
    reported(20, 20, day=None),
]


def test_points_leave_out_what_has_no_date() -> None:
    points = plot.points(FOUND)
    assert [(p.day.isoformat(), p.value, p.low, p.high) for p in points] == [
        ("2025-03-01", 14, 14, 14),
        ("2025-03-02", 875, 800, 950),
        ("2025-03-03", 20, 20, None),
    ]


def test_in_terminal_names_the_days() -> None:
    drawn = plot.in_terminal(plot.points(FOUND), width=80)
    assert "2025-03-01" in drawn


@pytest.mark.parametrize(("name", "magic"), [("plot.png", b"\x89PNG"), ("plot.svg", b"<?xml")])
def test_to_file(tmp_path: Path, name: str, magic: bytes) -> None:
    plot.to_file(plot.points(FOUND), tmp_path / name, title="ferries $1 and $2")
    assert (tmp_path / name).read_bytes().startswith(magic)


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"\.png or \.svg"):
        plot.to_file(plot.points(FOUND), tmp_path / "plot.gif", title="x")


def test_numbers_beyond_any_scale_are_not_drawn() -> None:
    assert plot.points([reported(10**400, 10**400, day="2025-03-01")]) == ()
