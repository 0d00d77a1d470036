"""Changes, levels, whose things are counted, and multiples."""

from __future__ import annotations

from typing import Any

import pytest

from tests.claims.test_figures import fields, figures


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Support fell 7 points to 38 per cent from 45.",
            [
                {"value": 7, "change": "down", "change_of": "f2", "status": None},
                {"value": 38, "change": None},
                {"value": 45, "unit": "percent", "earlier_of": "f2", "as_of": None},
            ],
        ),
        (
            "The camp holds 1,200 people, up from 900 a year earlier.",
            [{"value": 1_200, "change": None}, {"value": 900, "earlier_of": "f1", "as_of": "t1"}],
        ),
        (
            "Turnout was 38 per cent, down 7 points from 45 per cent in 2019.",
            [
                {"value": 38},
                {"change": "down", "change_of": "f1", "status": None},
                {"earlier_of": "f1", "as_of": "t1"},
            ],
        ),
        ("Unemployment rose from 4 per cent to 5.5 per cent.", [{"value": 4, "earlier_of": "f2"}, {"value": 5.5}]),
        ("Exports fell to $900 million from $1.2 billion.", [{"earlier_of": None}, {"earlier_of": "f1"}]),
        ("A rise of 3 per cent was seen.", [{"value": 3, "change": "up"}]),
        ("Wages had a 20% increase.", [{"value": 20, "change": "up"}]),
        ("The army sent 40 tanks from 3 depots.", [{"earlier_of": None}, {"value": 3, "earlier_of": None}]),
        ("The army lost 40 tanks.", [{"change": None, "status": "lost"}]),
        ("The battalion lost a third of its 600 men.", [{"change": None, "status": "lost"}, {"value": 600}]),
        ("Troops advanced 15 to 20 kilometres.", [{"low": 15, "high": 20, "change": None}]),
    ],
)
def test_levels_and_changes(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert [fields(one, e) for one, e in zip(figures(sentence), expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("sentence", "country"),
    [
        ("Some 11,000 DPRK troops were in the east.", "PRK"),
        ("No fewer than 3,000 North Korean soldiers arrived.", "PRK"),
        ("About 1,500 military personnel from North Korea arrived.", "PRK"),
        ("About 40 soldiers of the Polish army left.", "POL"),
        ("About 200 North Koreans left.", "PRK"),
        ("About 200 Russian and Ukrainian prisoners were freed.", None),
        ("About 200 prisoners were freed.", None),
    ],
)
def test_whose_they_are(sentence: str, country: str | None) -> None:
    assert [one.country for one in figures(sentence)] == [country]


@pytest.mark.parametrize(
    ("sentence", "value", "of"),
    [
        ("The army fired twice as many shells as the enemy.", 2, "shells"),
        ("Losses were half as many as in May.", 0.5, None),
        ("They want double the number of tanks.", 2, "tanks"),
        ("Attacks rose tenfold.", 10, None),
        ("There was a threefold increase in attacks.", 3, "increase"),
        ("They fired three times as many rockets.", 3, "rockets"),
    ],
)
def test_multiples(sentence: str, value: float, of: str | None) -> None:
    (one,) = figures(sentence)
    assert fields(one, ("value", "unit", "of")) == {"value": value, "unit": "1", "of": of}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The fire left 26 dead, nine of them firefighters and 17 residents.",
            [(26, None, "killed"), (9, "f1", "killed"), (17, "f1", "killed")],
        ),
        (
            "The navy launched 120 drones, 80 of which were shot down and 40 lost.",
            [(120, None, "launched"), (80, "f1", "shot down"), (40, "f1", None)],
        ),
        (
            "The attack used 100 drones and 90 missiles, 130 of which were shot down.",
            [(100, None, None), (90, None, None), (130, None, "shot down")],
        ),
        ("Twenty-two Polish and 16 foreign soldiers left.", [(22, None, None), (16, None, None)]),
        (
            "Roughly 4,000 of the 12,000 soldiers sent by the king have been killed or wounded.",
            [(4_000, "f2", "killed"), (12_000, None, "sent")],
        ),
    ],
)
def test_parts(sentence: str, expected: list[tuple[Any, ...]]) -> None:
    assert [(one.value, one.part_of, one.status) for one in figures(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Turnout fell to 38 per cent.", ["Turnout"]),
        ("Orsel Steel rose 8.5% and Karsk Rail gained 3.5%.", ["Orsel Steel", "Karsk Rail"]),
        ("Orsel Steel, down 6%, led the list.", ["Orsel Steel"]),
        ("Profit rose 9 per cent to $70 million (€64 million).", ["Profit", "Profit", "Profit"]),
        ("The mill announced plans to sell 9 per cent of its land.", ["land, mill"]),
        ("The thaw could cause the sea to rise 11 metres.", ["sea"]),
        ("They walked 9 miles (14 km) of road.", ["road", "road"]),
        ("It rained.", []),
    ],
)
def test_what_they_are_about(sentence: str, expected: list[str]) -> None:
    assert [one.about for one in figures(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("At least a dozen more were injured.", [{"low": 12, "unit": "person", "status": "wounded"}]),
        ("Hundreds more are missing.", [{"low": 200, "unit": "person", "status": "missing"}]),
        ("Six of the seven crew members survived.", [{"value": 6, "part_of": "f2"}, {"value": 7, "unit": "person"}]),
        ("The 200,000-strong army has left.", [{"text": "200,000-strong army", "value": 200_000}]),
        (
            "The wing has four C-130 aircraft and 3 F-16 jets.",
            [{"counted": "C-130 aircraft"}, {"counted": "F-16 jets"}],
        ),
        ("They had 5,000 men, of whom only half were fit.", [{"value": 5_000}, {"value": 0.5, "unit": "1"}]),
        ("A couple of hundred protesters gathered.", [{"low": 200, "unit": "person"}]),
    ],
)
def test_words_around_a_number(sentence: str, expected: list[dict[str, Any]]) -> None:
    assert [fields(one, e) for one, e in zip(figures(sentence), expected, strict=True)] == expected


@pytest.mark.parametrize("sentence", ["a " + "crate of the " * 4_000 + "store cost $3.", "$3 " + "of the 9% " * 4_000])
def test_long_chains_end(sentence: str) -> None:
    assert all(one.about is None or len(one.about) < 200 for one in figures(sentence))
