"""What numbers mean in their sentences: moves and ranges, names and years, parts and wholes."""

from typing import Any

import pytest

from reportedly.claims.draft import Draft
from reportedly.claims.figures import MarkFigures
from reportedly.claims.figures.changes import change
from reportedly.claims.syntax import ParseText
from reportedly.claims.times import MarkTimes
from reportedly.data import Figure
from tests.claims.drafts import article
from tests.claims.test_figures import fields, figures


def every(text: str) -> tuple[Figure, ...]:
    return MarkFigures(every=True)(MarkTimes()(ParseText()(Draft(article=article(text))))).figures


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("From 800 to 950 fighters crossed the river.", [(800, 950)]),
        ("The number of guards rose from 800 to 950 in May.", [800, 950]),
        ("Rents range from $370 to $900.", [(370, 900)]),
        ("The toll went up from 12 to 15.", [12, 15]),
        ("The gap grew by $4 billion to $9 billion.", [4_000_000_000, 9_000_000_000]),
        ("The town needs $1 billion to $2 billion for repairs.", [(1_000_000_000, 2_000_000_000)]),
    ],
)
def test_a_range_or_a_move(sentence: str, values: list[Any]) -> None:
    assert [one.value if one.value is not None else (one.low, one.high) for one in figures(sentence)] == values


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The farm sold 300 pounds of onions.", {"unit": "[lb_av]"}),
        ("The guard is a 200-pound man.", {"unit": "[lb_av]"}),
        ("The widow paid 300 pounds for the boat.", {"unit": "GBP"}),
        ("The mill cost 3 million pounds.", {"unit": "GBP"}),
        ("The outage hit 5m people.", {"value": 5_000_000, "unit": "person"}),
        ("The storm brought 5m waves.", {"value": 5, "unit": "m"}),
        ("The bloc will send ten Falcon 2 trucks.", {"value": 10, "counted": "Falcon 2 trucks"}),
        ("The line makes two 737 freighters.", {"value": 2}),
        ("The army spent over $5 million.", {"value": 5_000_000, "modifier": "more_than"}),
        ("The bus covers 40 rural miles.", {"value": 40, "unit": "[mi_i]"}),
        ("The flood hurt 12 people.", {"status": "wounded"}),
        ("A convoy of 30-odd trucks left.", {"value": 30, "modifier": "around", "counted": "trucks"}),
        ("The depot held millions of 152mm rounds.", {"low": 2_000_000, "counted": "rounds"}),
        ("Last week 12 miners were freed.", {"value": 12, "status": "freed"}),
        ("The firm will train 2,000 pilots.", {"value": 2000, "status": "expected"}),
        ("The town got 12 Falcon trucks.", {"counted": "Falcon trucks"}),
        ("The navy launched over 180 rockets.", {"value": 180, "modifier": "more_than", "status": "launched"}),
        ("The ally gave 14 Falcon 2s.", {"value": 14, "counted": "Falcon 2s", "status": "delivered"}),
        ("Wardens put the dead at 34.", {"value": 34, "counted": "dead", "status": "killed"}),
        ("The blast wounded 45 others.", {"unit": "person", "status": "wounded"}),
    ],
)
def test_one_sense(sentence: str, expected: dict[str, Any]) -> None:
    (figure,) = figures(sentence)
    assert fields(figure, expected) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Its 2018 sales fell.",
        "The third-party review ended.",
        "The firm showed the Falcon 11 Pro.",
        "The same one came back.",
    ],
)
def test_names_years_and_words_are_none(sentence: str) -> None:
    assert every(sentence) == ()


def test_a_number_compared_has_the_unit_of_the_other() -> None:
    now, before = figures("The mill sold 1,200 tonnes, up from 900 a year earlier.")
    assert (now.unit, before.value, before.unit) == ("t", 900, "t")


def test_the_verb_is_said_of_the_part() -> None:
    part, whole = figures("The navy downed 57 of 62 drones overnight.")
    assert (part.part_of, part.counted, part.status) == (whole.id, "drones", "shot down")
    assert (whole.counted, whole.status) == ("drones", None)


def test_a_part_without_its_noun() -> None:
    part, whole = figures("Rescuers reached 11 of the 16 boats.")
    assert (part.part_of, part.counted) == (whole.id, "boats")


def test_a_part_of_what_was_promised() -> None:
    part, whole = figures("The town received 10 of the 31 promised Falcon trucks.")
    assert (part.part_of, part.counted, part.status) == (whole.id, "Falcon trucks", "delivered")
    assert (whole.counted, whole.status) == ("Falcon trucks", "promised")


def test_a_part_after_a_fronted_whole() -> None:
    whole, part, others = figures("Of 117 prisoners freed, 90 were soldiers and 27 civilians.")
    assert (part.part_of, part.unit, part.status) == (whole.id, "person", "freed")
    assert others.counted == "civilians"


def test_a_part_of_what_somebody_has() -> None:
    part, whole = figures("Some 90,000 of the city's 200,000 residents have left.")
    assert (part.part_of, part.counted, part.unit) == (whole.id, "residents", "person")


def test_a_part_of_a_sum() -> None:
    part, whole = figures("The fund has paid €2bn of the €9bn agreed in May.")
    assert (part.part_of, part.unit) == (whole.id, "EUR")


def test_the_whole_is_not_what_its_part_is() -> None:
    whole, part = figures("The attack killed 46, six of them children.")
    assert (part.part_of, part.counted) == (whole.id, "children")
    assert (whole.unit, whole.counted, whole.status) == ("person", None, "killed")


def test_a_share_of_them() -> None:
    whole, share = figures("Around a dozen villages were shelled, a third of them heavily.")
    assert (share.part_of, share.unit, share.of) == (whole.id, "1", "villages")


def test_of_whom() -> None:
    whole, part = figures("The camp holds 5,000, of whom 1,200 are children.")
    assert (part.part_of, part.unit, whole.unit) == (whole.id, "person", "person")


def test_every_number_is_told_where_asked_for() -> None:
    text = "The two sides met for three hours with a 34-year-old guide, one of the best."
    assert figures(text) == ()
    assert [(one.value, one.unit) for one in every(text)] == [(2, None), (3, "h"), (34, "a"), (1, None)]


@pytest.mark.parametrize(
    ("sentence", "way"),
    [
        ("Turnout fell 7 points to 38 per cent.", ["down", None]),
        ("Exports were up 9% in June.", ["up"]),
        ("Prices rose in June by a further 3%.", ["up"]),
        ("The team gave up 40 yards.", [None]),
        ("The fund raised $4 million.", [None]),
        ("The forecast was revised upward by 3%.", ["up"]),
        ("The army lost 40 tanks.", [None]),
        ("The mill has 40 looms.", [None]),
    ],
)
def test_how_much_something_moved(sentence: str, way: list[str | None]) -> None:
    draft = MarkFigures()(MarkTimes()(ParseText()(Draft(article=article(sentence)))))
    (paragraph,) = draft.paragraphs
    words = [paragraph.words(one.spans[0]) for one in draft.figures]
    things = [one.unit is None and "point" not in str(one.counted) for one in draft.figures]
    found = [change(paragraph.doc, w.start, things=t) for w, t in zip(words, things, strict=True) if w is not None]
    assert found == way


def test_where_a_number_went_is_no_bound() -> None:
    (toll,) = figures("The death toll has gone up to 67.")
    assert fields(toll, {"value": 67, "modifier": None, "low": 67}) == {"value": 67, "modifier": None, "low": 67}
    (most,) = figures("The ship carries up to 67 people.")
    assert most.modifier == "up_to"
