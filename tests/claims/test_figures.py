"""Figures of self-written sentences."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.draft import Draft
from reportedly.claims.figures import MarkFigures
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
        ("The number of dead rose to 18.", {"value": 18, "unit": "person", "status": "killed"}),
        ("The army put the number of missing at 14.", {"value": 14, "unit": "person", "status": "missing"}),
        ("The count of the injured stands at 230.", {"value": 230, "unit": "person", "status": "wounded"}),
        ("The mayor raised her count of the dead to 31 on Monday.", {"value": 31, "status": "killed"}),
        ("The number of houses damaged rose to 410.", {"unit": None, "counted": "houses", "status": "damaged"}),
        ("The casualty count rose to 90.", {"value": 90, "unit": "person", "status": None}),
        ("The number of infected has passed 4,000.", {"value": 4000, "unit": "person", "status": "infected"}),
        ("A toll of 21 is feared.", {"value": 21, "unit": "person", "status": "killed"}),
        ("Among the hurt were 12 nurses who were taken there.", {"counted": "nurses", "status": None}),
        ("The police shot down two drones.", {"unit": None, "status": "shot down"}),
        ("The police shot three rioting men.", {"unit": "person", "status": "killed"}),
        ("The storm killed 40 sheep.", {"counted": "sheep", "status": "killed"}),
        ("The rebels handed over 40 hostages.", {"unit": "person", "status": "freed"}),
        ("The rebels handed over 40 rifles.", {"unit": None, "status": "delivered"}),
        ("The rebels released 40 captives.", {"unit": "person", "status": "freed"}),
        ("A fifth of the infected cattle was sold.", {"of": "infected cattle", "status": None}),
        ("Half of the grain was saved.", {"unit": "1", "of": "grain", "status": None}),
        (
            "Hundreds of homes were flooded.",
            {"value": None, "low": 200, "high": None, "modifier": None, "counted": "homes"},
        ),
        ("Scores of villagers fled.", {"value": None, "low": 40, "high": None, "unit": "person"}),
        ("Thousands marched.", {"value": None, "low": 2000, "high": None, "unit": "person"}),
        ("Tens of thousands of people lost power.", {"value": None, "low": 20_000, "counted": "people"}),
        (
            "The bridge will cost between €60 and €75 million.",
            {"value": None, "low": 60_000_000, "high": 75_000_000, "unit": "EUR"},
        ),
        ("Less than a fifth of the barley was lost.", {"value": 0.2, "low": None, "high": 0.2, "unit": "1"}),
        (
            "The canal eats 4% of the province's yearly budget.",
            {"text": "4% of the province's yearly budget", "of": "province's yearly budget"},
        ),
        ("Of the farmers, 900 come from the delta.", {"value": 900, "counted": "farmers", "unit": "person"}),
        (
            "Of the people evacuated from the coast by noon, 640 come from the port.",
            {"value": 640, "counted": "people", "unit": "person", "status": "evacuated"},
        ),
        ("Crews went out alone on 370 night calls in March, she said.", {"counted": "night calls"}),
        ("The firm sold 40 staff houses.", {"counted": "staff houses", "unit": None}),
        ("School admissions climbed to 1,640 in June.", {"counted": "School admissions", "unit": None}),
        ("The leaflet sells for $2 a copy.", {"value": 2, "unit": "USD", "per": "copy"}),
        ("The walk took them from 30 yards.", {"text": "30 yards", "unit": "[yd_i]"}),
        ("The agency has information about two ferries.", {"text": "two ferries", "value": 2, "modifier": None}),
        ("Between 95 and 90 houses burned.", {"value": None, "low": 90, "high": 95}),
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


@pytest.mark.parametrize(
    ("text", "senses"),
    [
        (
            "The death toll has reached 21 and three people are still missing.",
            [(21, None, "person", "killed"), (3, "people", "person", "missing")],
        ),
        (
            "The blast killed 21 and three people are missing.",
            [(21, None, "person", "killed"), (3, "people", "person", "missing")],
        ),
        (
            "Hundreds of barns damaged and around 30 people missing",
            [(None, "barns", None, "damaged"), (30, "people", "person", "missing")],
        ),
        (
            "The navy launched seven drones, four of which were shot down.",
            [(7, "drones", None, "launched"), (4, "drones", None, "shot down")],
        ),
        (
            "The wards saw 1,640 patients, up from 1,200 a day earlier.",
            [(1640, "patients", "person", None), (1200, "patients", "person", None)],
        ),
        (
            "Arrivals rose to 1,640 from 1,200 a day earlier.",
            [(1640, "Arrivals", None, None), (1200, "Arrivals", None, None)],
        ),
        (
            "The mill employs 8,000 people, compared with 9,000 last year.",
            [(8000, "people", "person", "recruited"), (9000, "people", "person", "recruited")],
        ),
        (
            "The kitchen fed 900 families. That figure rose from 700 in May.",
            [(900, "families", None, None), (700, "families", None, None)],
        ),
        (
            "On Friday around 40 people were missing. She has since put the figure at 37, after three men were found.",
            [(40, "people", "person", "missing"), (37, "people", "person", "missing"), (3, "men", "person", "found")],
        ),
        (
            "In the village, 11 of 40 houses burned down.",
            [(11, "houses", None, "destroyed"), (40, "houses", None, None)],
        ),
        (
            "The blaze injured 14, two of them seriously.",
            [(14, None, "person", "wounded"), (2, None, "person", "wounded")],
        ),
        (
            "Fire killed 26 people on the ridge. Nine of them were firefighters.",
            [(26, "people", "person", "killed"), (9, "people", "person", "killed")],
        ),
    ],
)
def test_an_elided_noun_stands_elsewhere(text: str, senses: list[tuple[Any, ...]]) -> None:
    found = [(one.value, one.counted, one.unit, one.status) for one in figures(text)]
    assert found == senses


def test_a_part_may_begin_the_next_sentence() -> None:
    whole, part = figures("Fire killed 26 people on the ridge. Nine of them were firefighters.")
    assert part.part_of == whole.id


def test_a_share_beside_an_amount_says_the_same() -> None:
    money, share = figures("The repair will cost €60-75 million, around 4% of the town's yearly budget.")
    assert (share.same_as, money.low, money.high) == (money.id, 60_000_000, 75_000_000)


def test_each_of_a_range_has_no_total() -> None:
    groups, each = figures("The general described three to four battalions of 700 men each.")
    assert (each.each_of, each.total) == (groups.id, None)


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
