"""Figures beside each other: bounds, agreement, and what disagrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.data import Figure, Modifier, Span
from reportedly.ledger import ArticleHead, LedgerFigure
from reportedly.threads.figures import agree, bounds, counted, disagreements


def figure(value: float, modifier: Modifier | None = None, counted: str = "people", **more: object) -> Figure:
    low = None if modifier in ("up_to", "fewer_than") else value
    high = None if modifier in ("at_least", "more_than") else value
    fields = {"unit": "person", "status": "killed", **more}
    return Figure(
        id="f1", spans=(Span(0, 1),), text="x", value=value, low=low, high=high, modifier=modifier, counted=counted,
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def reported(one: Figure, *, article: str, day: str = "2025-03-01") -> LedgerFigure:
    head = ArticleHead(id=article, uri=None, outlet=None, headline=None, published=day)
    return LedgerFigure(article=head, claim=None, speaker=None, figure=one)


@pytest.mark.parametrize(
    ("one", "two", "fits"),
    [
        (figure(14), figure(14), True),
        (figure(14), figure(19), False),
        (figure(14, "at_least"), figure(19), True),
        (figure(14, "up_to"), figure(19), False),
        (figure(1000, "nearly"), figure(950), True),
        (figure(1000, "nearly"), figure(1050), False),
        (figure(1000, "around"), figure(1050), True),
        (figure(14, "at_least"), figure(19, "up_to"), True),
    ],
)
def test_agree_within_their_hedges(one: Figure, two: Figure, *, fits: bool) -> None:
    assert agree(one, two) is fits
    assert agree(two, one) is fits


@given(
    st.floats(0, 1e9),
    st.sampled_from([None, "nearly", "around", "at_least", "up_to", "more_than", "fewer_than"]),
)
def test_a_figure_agrees_with_itself(value: float, modifier: Modifier | None) -> None:
    one = figure(value, modifier)
    low, high = bounds(one)
    assert 0 <= low <= value <= high
    assert agree(one, one)


def test_killed_and_dead_meet() -> None:
    assert counted(figure(14)) == counted(figure(14, counted="dead", status=None)) == "people killed"


def test_disagreements_need_two_articles() -> None:
    once = [reported(figure(14), article="a"), reported(figure(19), article="a")]
    twice = [reported(figure(14), article="a"), reported(figure(19), article="b")]
    assert disagreements(once) == ()
    (found,) = disagreements(twice)
    assert found.about == "people killed"
    assert [one.figure.value for one in found.figures] == [14, 19]


def test_another_season_is_another_story() -> None:
    apart = [reported(figure(14), article="a"), reported(figure(19), article="b", day="2025-07-01")]
    assert disagreements(apart) == ()


def test_what_fits_is_no_disagreement() -> None:
    assert disagreements([reported(figure(14), article="a"), reported(figure(14), article="b")]) == ()
