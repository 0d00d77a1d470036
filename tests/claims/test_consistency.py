"""Arithmetic between the figures of self-written sentences."""

from __future__ import annotations

from math import isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.arithmetic import converted, outcome, total, worth
from reportedly.claims.consistency import CheckFigures
from reportedly.claims.figures import MarkFigures
from reportedly.claims.syntax import ParseText
from reportedly.claims.times import MarkTimes
from reportedly.data import Check, Figure, Span
from tests.claims.drafts import draft

STAGES = (ParseText(), MarkTimes(), MarkFigures(), CheckFigures())


def checks(*paragraphs: str) -> tuple[Check, ...]:
    return draft(*paragraphs, stages=STAGES).checks


@pytest.mark.parametrize(
    ("sentence", "kind", "stated", "computed", "found"),
    [
        ("The fire left 26 dead, nine of them firefighters and 17 residents.", "sum", 26, 26, "holds"),
        ("The fire left 26 dead, nine of them firefighters and 16 residents.", "sum", 26, 25, "partial"),
        ("The fire left 26 dead, nine of them firefighters and 18 residents.", "sum", 26, 27, "fails"),
        ("The fire killed 26 people: nine firefighters and 16 residents.", "sum", 26, 25, "fails"),
        ("The flood left 60 people homeless: 20 men, 25 women and 15 children.", "sum", 60, 60, "holds"),
        ("Of the 40 drones, 30 were shot down and 10 were jammed.", "sum", 40, 40, "holds"),
        ("Around 300 people were moved: 190 patients and 96 nurses.", "sum", 300, 286, "within"),
        ("Nine firefighters and 17 residents died, 26 in all.", "sum", 26, 26, "holds"),
        ("They sent two brigades of 6,000 troops each, 12,000 in all.", "product", 12_000, 12_000, "holds"),
        ("They sent two brigades of 6,000 troops each, 13,000 in all.", "product", 13_000, 12_000, "fails"),
        ("The plant makes 300 shells a day for 10 days, 3,000 in total.", "product", 3_000, 3_000, "holds"),
        ("Rebels took 11 of the 16 boats, more than two thirds.", "share", 0.666667, 0.6875, "within"),
        ("They took 3,000 of the 10,000 shells, or 45 per cent.", "share", 45, 30, "fails"),
        ("The battalion lost a third of its 600 men, or 200 soldiers.", "share", 0.333333, 0.333333, "holds"),
        ("Support fell 7 points to 38 per cent from 45.", "change", 38, 38, "holds"),
        ("Turnout was 38 per cent, down 7 points from 49 per cent in 2019.", "change", 38, 42, "fails"),
        ("Exports rose 20 per cent to 1,200 tonnes from 1,000 tonnes last year.", "change", 1_200, 1_200, "holds"),
        ("The road runs for 9 miles (14 km).", "equivalence", 14, 14.484096, "within"),
        ("The column was 40 miles (90 km) long.", "equivalence", 90, 64.37376, "fails"),
    ],
)
def test_one_check(sentence: str, kind: str, stated: float, computed: float, found: str) -> None:
    (check,) = checks(sentence)
    assert (check.kind, check.stated, check.computed, check.outcome) == (kind, stated, computed, found)


@pytest.mark.parametrize(
    "sentence",
    [
        "The blast killed 14 people, six of them children, and wounded 30.",
        "The blast killed 14 soldiers, six of them officers, and 30 civilians.",
        "Police arrested 40 people, ten of them minors, and 17 vehicles were seized.",
        "The fire killed 26 people, nine of them women and 12 of them under 30.",
        "The state spends 0.25% of GDP (around €190 million) on aid.",
        "Some 12 tanks and 14 lorries burned, and 30 people died.",
        "Between 20 and 30 people died: nine firefighters and 16 residents.",
        "The plant makes 300 shells a month for 10 days, 3,000 in total.",
        "Five men, nine women and 17 children in all provinces were hurt.",
        "A man of 40 was arrested in the 5 km zone.",
    ],
)
def test_what_the_text_does_not_put_together_is_not_checked(sentence: str) -> None:
    assert checks(sentence) == ()


def test_a_check_says_whom_it_is_about_and_where() -> None:
    made = draft("Nobody came.", "The fire left 26 dead (nine firefighters and 16 residents), it said.", stages=STAGES)
    (check,) = made.checks
    assert (check.id, check.figures) == ("k1", ("f1", "f2", "f3"))
    assert check.text == "26 dead (nine firefighters and 16 residents)"
    assert [made.article.text[start:end] for start, end in check.spans] == [check.text]


def test_no_figure_is_altered() -> None:
    text = "The fire killed 26 people: nine firefighters and 16 residents."
    assert draft(text, stages=STAGES).figures == draft(text, stages=STAGES[:-1]).figures


def figure(value: float, **fields: object) -> Figure:
    return Figure(id="f1", spans=(Span(0, 1),), text="x", value=value, low=value, high=value, **fields)  # type: ignore[arg-type]


counts = st.integers(1, 10**9)


@given(st.lists(counts, min_size=1, max_size=6))
def test_parts_add_up_to_their_sum(parts: list[int]) -> None:
    known = [worth(figure(part)) for part in parts]
    stated = worth(figure(sum(parts)))
    assert stated is not None
    assert outcome(stated, total(part for part in known if part is not None)) == "holds"


@given(st.lists(st.integers(1, 99), min_size=2, max_size=6), st.integers(1, 99))
def test_small_counts_are_exact(parts: list[int], more: int) -> None:
    whole = min(sum(parts) + more, 999)
    stated, computed = worth(figure(whole)), total(w for part in parts if (w := worth(figure(part))) is not None)
    assert stated is not None
    assert outcome(stated, computed) == ("holds" if whole == sum(parts) else "fails")


@given(st.integers(1, 999), st.integers(2, 999))
def test_a_share_counted_in_wholes_is_true(part: int, whole: int) -> None:
    rounded = worth(figure(round(100 * part / whole), unit="percent"))
    one, of = worth(figure(part), wholes=True), worth(figure(whole), wholes=True)
    assert rounded is not None
    assert one is not None
    assert of is not None
    assert outcome(rounded, (one / of).scaled(100)) != "fails"


@given(counts, st.sampled_from(["nearly", "around", "at_least", "up_to", "more_than", "fewer_than", None]))
def test_a_hedge_only_widens(value: int, modifier: str | None) -> None:
    plain, hedged = worth(figure(value)), worth(figure(value, modifier=modifier))
    assert plain is not None
    assert hedged is not None
    assert hedged.low <= plain.low <= hedged.number <= plain.high <= hedged.high


@settings(max_examples=60)
@given(
    st.floats(0.1, 1e6), st.sampled_from([("km", "[mi_i]"), ("t", "[lb_av]"), ("Cel", "[degF]"), ("har", "[acr_us]")])
)
def test_there_and_back_in_another_unit(value: float, units: tuple[str, str]) -> None:
    one = worth(figure(value, unit=units[0]))
    assert one is not None
    there = converted(one, *units)
    assert there is not None
    back = converted(there, *reversed(units))
    assert back is not None
    assert isclose(back.number, one.number, rel_tol=1e-9)
    assert converted(one, units[0], "EUR") is None
