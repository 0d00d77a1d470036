"""Figures beside each other: bounds, agreement, and what disagrees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.data import Claim, Figure, Modifier, Party, Phrase, Span
from reportedly.ledger import ArticleHead, LedgerFigure
from reportedly.threads.figures import agree, bounds, counted, disagreements


def figure(value: float, modifier: Modifier | None = None, counted: str = "people", **more: object) -> Figure:
    low = None if modifier in ("up_to", "fewer_than") else value
    high = None if modifier in ("at_least", "more_than") else value
    fields = {"unit": "person", "status": "killed", "spans": (Span(50, 51),), "text": "x", **more}
    return Figure(
        id="f1", value=value, low=low, high=high, modifier=modifier, counted=counted,
        **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def reported(
    one: Figure, *, article: str, day: str = "2025-03-01", headline: str | None = None, by: str | None = None
) -> LedgerFigure:
    head = ArticleHead(id=article, uri=None, outlet=None, headline=headline, published=day)
    words = Phrase(spans=(Span(0, 1),), text="x")
    claim = by and Claim(
        id=by, kind="statement", quotation=None, source=Party(spans=(), text=by), cue=words, content=words,
        score=1.0, made_by="test",
    )  # fmt: skip
    return LedgerFigure(article=head, claim=claim or None, speaker=None, figure=one)


def values(*figures: LedgerFigure) -> list[tuple[str, float | int | None]]:
    (found,) = disagreements(figures)
    return [(one.article.id, one.figure.value) for one in found.figures]


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


@pytest.mark.parametrize(
    ("one", "about"),
    [
        (figure(14, counted="men", status="missing"), "people missing"),
        (figure(14, counted="bodies", status="recovered"), "bodies recovered"),
        (figure(14, counted="mobile homes", unit=None, status="damaged"), "homes damaged"),
        (figure(40, counted="mobile homes", unit=None, status=None), "mobile homes"),
        (figure(40, counted="grain", unit="t", status="delivered"), "t grain delivered"),
        (figure(40, counted="shells", unit=None, status="produced", per="P1D"), "shells produced per P1D"),
        (figure(14, status=None), None),
        (figure(2, counted="shelters", unit=None, status=None), None),
        (figure(14, text="four more bodies", counted="bodies", status="found"), None),
        (figure(4, part_of="f2"), None),
        (figure(4, each_of="f2"), None),
    ],
)
def test_what_is_counted(one: Figure, about: str | None) -> None:
    assert counted(one) == about


def test_a_headline_repeats_its_article() -> None:
    top = reported(figure(14, spans=(Span(2, 4),)), article="a", headline="14 killed in blast")
    body = reported(figure(14), article="a", headline="14 killed in blast", by="the army")
    other = reported(figure(19), article="b")
    (found,) = disagreements([top, body, other])
    assert found.figures == (body, other)
    assert values(top, other) == [("a", 14), ("b", 19)]


def test_each_speaker_of_an_article_is_heard_once() -> None:
    army, again = (reported(figure(14), article="a", by="the army") for _ in range(2))
    union, outlet = reported(figure(14), article="a", by="a union"), reported(figure(14), article="a")
    assert values(army, again, union, outlet, reported(figure(19), article="b")) == [("a", 14), ("a", 14), ("b", 19)]


def test_order_is_by_day_then_article_then_place() -> None:
    late = reported(figure(14), article="a", day="2025-03-03")
    second = reported(figure(19, spans=(Span(90, 91),)), article="c", day="2025-03-01")
    first = reported(figure(12, spans=(Span(60, 61),)), article="c", day="2025-03-01")
    other = reported(figure(15), article="b", day="2025-03-01")
    assert values(late, second, other, first) == [("b", 15), ("c", 12), ("c", 19), ("a", 14)]


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
