"""Figures of self-written sentences."""

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.draft import Draft
from reportedly.claims.figures import MarkFigures
from reportedly.claims.figures.amounts import amounts
from reportedly.claims.syntax import ParseText
from reportedly.claims.times import MarkTimes
from reportedly.data import Figure
from tests.claims.drafts import article


def figures(text: str) -> tuple[Figure, ...]:
    return MarkFigures()(MarkTimes()(ParseText()(Draft(article=article(text))))).figures


def fields(figure: Figure, names: Any) -> dict[str, Any]:
    return {name: getattr(figure, name) for name in names}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "At least 40 people were killed.",
            {
                "text": "At least 40 people",
                "value": 40,
                "low": 40,
                "high": None,
                "modifier": "at_least",
                "unit": "person",
                "counted": "people",
                "status": "killed",
            },
        ),
        ("Up to 60 migrants drowned.", {"value": 60, "low": None, "high": 60, "modifier": "up_to", "status": "killed"}),
        (
            "Rebels freed between 800 and 950 prisoners.",
            {"text": "between 800 and 950 prisoners", "value": None, "low": 800, "high": 950, "status": "freed"},
        ),
        (
            "Police arrested 30-40 protesters.",
            {"text": "30-40 protesters", "low": 30, "high": 40, "status": "arrested"},
        ),
        ("Storms displaced 2.4 million residents.", {"value": 2_400_000, "unit": "person", "status": "displaced"}),
        (
            "The fire destroyed twenty-six houses.",
            {"value": 26, "unit": None, "counted": "houses", "status": "destroyed"},
        ),
        ("The army lost about two dozen tanks.", {"value": 24, "modifier": "around", "counted": "tanks"}),
        ("The fund paid £3.4bn.", {"value": 3_400_000_000, "unit": "GBP"}),
        ("The fund paid 5 million euros.", {"value": 5_000_000, "unit": "EUR"}),
        ("Turnout was 38 per cent.", {"value": 38, "unit": "percent"}),
        ("The state spends 2.5% of its budget on roads.", {"text": "2.5% of its budget", "value": 2.5, "of": "budget"}),
        ("The pipeline runs for 40 km.", {"text": "40 km", "value": 40, "unit": "km"}),
        ("A third of the harvest was lost.", {"unit": "1", "of": "harvest", "status": "lost"}),
        (
            "Dozens of people were injured.",
            {"value": None, "low": 24, "unit": "person", "counted": "people", "status": "wounded"},
        ),
        ("The mill makes 300 shells a day.", {"value": 300, "per": "P1D"}),
        ("The donor promised to deliver 300 tanks.", {"counted": "tanks", "status": "promised"}),
        ("The town will receive 36 buses.", {"counted": "buses", "status": "expected"}),
        (
            "He asked for 500 more generators.",
            {"text": "500 more generators", "counted": "generators", "status": "requested"},
        ),
        ("The death toll has risen to 57.", {"value": 57, "unit": "person", "status": "killed"}),
        (
            "The number of evacuated people has reached 3,100.",
            {"value": 3100, "counted": "evacuated people", "status": "evacuated"},
        ),
        ("A 1,500-strong force left.", {"value": 1500, "unit": "person"}),
        ("The agency has information about two ferries.", {"text": "two ferries", "value": 2, "modifier": None}),
    ],
)
def test_one_figure(sentence: str, expected: dict[str, Any]) -> None:
    (figure,) = figures(sentence)
    assert fields(figure, expected) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "A T-72 burned on Highway 12.",
        "The 4th Regiment fired a 105mm gun.",
        "The team won 2-1 on 4 May 2023.",
        "A 34-year-old man from 10 Downing Street called 555-0123.",
        "No one spoke, and one said the two leaders had met.",
        "The office is open 24/7, according to Article 5.",
    ],
)
def test_what_is_no_figure(sentence: str) -> None:
    assert figures(sentence) == ()


def test_an_elided_noun_is_that_of_the_part() -> None:
    part, whole = figures("The ally has sent 400 armoured trucks out of a promised 1,000.")
    assert (part.part_of, part.status, whole.status) == (whole.id, "sent", "promised")
    assert (whole.value, whole.counted) == (1000, part.counted)


def test_a_part_may_come_after_its_whole() -> None:
    whole, part = figures("At least 26 people were killed, nine of them firefighters.")
    assert (part.part_of, part.counted, part.status) == (whole.id, "firefighters", "killed")


def test_each_multiplies() -> None:
    groups, each = figures("The general described three battalions of 700 men each.")
    assert (each.text, each.each_of, each.total) == ("700 men each", groups.id, 2100)


def test_brackets_say_the_same_in_other_units() -> None:
    share, money = figures("The state gives 0.5% of its income (around $20 million) annually to the fund.")
    assert (money.same_as, money.modifier, share.per, money.per) == (share.id, "around", "P1Y", "P1Y")


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "nearly",
                "3,000",
                "two",
                "%",
                "of",
                "the",
                "boats",
                "(",
                "€",
                "5m",
                "-",
                "each",
                "out",
                "men",
                "é",
                "and",
                "\u00a0",
                ",",
            ]
        ),
        max_size=20,
    )
)
def test_spans_equal_their_text_and_twice_is_once(words: list[str]) -> None:
    text = "X " + " ".join(words)
    found = figures(text)
    assert all(text[one.spans[0].start : one.spans[0].end] == one.text for one in found)
    assert all(
        value is None or isinstance(value, int) or value != int(value)
        for one in found
        for value in (one.value, one.low, one.high)
    )
    assert [one.id for one in found] == [f"f{number}" for number in range(1, len(found) + 1)]
    assert figures(text) == found


@pytest.mark.parametrize("unit", ["1", "1,", "two and ", "12 ", "5% of "])
def test_time_grows_with_length_alone(unit: str) -> None:
    started = time.process_time()
    amounts(unit * (50_000 // len(unit)), lambda _: True)
    assert time.process_time() - started < 10
