"""How amounts are written: units, money, fractions, ranges, hedges; sentences of our own."""

from typing import Any

import pytest

from reportedly.claims.figures.amounts import amounts


def found(text: str) -> list[tuple[Any, ...]]:
    """Value or ends, unit and kind of each amount."""
    return [
        (one.value if one.value is not None else (one.low, one.high), one.unit, one.kind)
        for one in amounts(text, lambda _: True)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The weir is 5 feet 2 inches high.", [(5 + 2 / 12, "[ft_i]", "measure")]),
        ("A stamp is 3 dollars 50 cents.", [(3.5, "USD", "money")]),
        ("A stamp is 40p or 12 cents.", [(40, "penny", "money"), (12, "cent", "money")]),
        ("They paid USD115 and 90EUR.", [(115, "USD", "money"), (90, "EUR", "money")]),
        ("They lost 75 USD million.", [(75_000_000, "USD", "money")]),
        ("A loan of 30 MUSD", [(30_000_000, "USD", "money")]),
        ("A gap of $-4.5bn", [(-4_500_000_000, "USD", "money")]),
        ("It made $US7m ($A9m).", [(7_000_000, "USD", "money"), (9_000_000, "AUD", "money")]),
        ("It is worth PS2.5m and Y=3,000.", [(2_500_000, "GBP", "money"), (3_000, "JPY", "money")]),
        ("A ball for $5", [(5, "USD", "money")]),  # no reais: "for $5"
        ("a PS5 console", []),
        ("Prices of $200 to $4 million", [((200, 4_000_000), "USD", "money")]),
        ("It gave €60-75 million.", [((60_000_000, 75_000_000), "EUR", "money")]),
        ("A fine of $3 billion to $5 billion", [((3_000_000_000, 5_000_000_000), "USD", "money")]),
        ("It is -5 °C, and minus-7 degrees Celsius there.", [(-5, "Cel", "measure"), (-7, "Cel", "measure")]),
        ("a 3-4 km path", [((3, 4), "km", "measure")]),
        ("An engine of 300 hp and 450 Nm", [(300, "[HP]", "measure"), (450, "N.m", "measure")]),
        ("4.3M users and 2B views", [(4_300_000, None, "count"), (2_000_000_000, None, "count")]),
        ("2.4 GB and 5 MB", [(2.4, "GBy", "measure"), (5, "MBy", "measure")]),
        ("The cut is two-thirds.", [(2 / 3, "1", "share")]),
        ("Nearly half stayed.", [(0.5, "1", "share")]),
        ("One and a half tonnes", [(1.5, "t", "measure")]),
        ("One in 500 fails.", [(0.002, "1", "share")]),
        ("Storms hit two in three days.", [(2, None, "count")]),
        ("It ran for 25-40min.", [((25, 40), "min", "spell")]),
        ("A 40-year-old, and a girl aged 12", [(40, "a", "age"), (12, "a", "age")]),
        ("two millionth", []),
        ("This one and the other one fit.", []),
        ("192.168.1.2 on 9/11, see https://example.org/a?b=30%2040", []),
        ("Call 020 7946 0123.", []),
        ("Version 0042", []),
    ],
)
def test_amounts(text: str, expected: list[tuple[Any, ...]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "modifier"),
    [
        ("barely 40 boats", "around"),
        ("≈ 40 boats", "around"),
        ("slightly more than 40 boats", "more_than"),
        ("a little less than 40 boats", "fewer_than"),
        ("~40 boats", "around"),
    ],
)
def test_hedges(text: str, modifier: str) -> None:
    (amount,) = amounts(text, lambda _: True)
    assert amount.modifier == modifier


@pytest.mark.parametrize(
    "unit", ["1", "1,", "1.", "and ", "of ", "two and ", "5% of ", "$1 to ", "1/2 ", "a half and ", "minus 3 dollars "]
)
def test_work_grows_with_length_alone(unit: str) -> None:
    """Twice the text has twice the amounts, and it ends: every pattern runs on RE2."""
    once, twice = (len(amounts(unit * (size // len(unit)), lambda _: True)) for size in (20_000, 40_000))
    assert abs(twice - 2 * once) <= 2


@pytest.mark.parametrize("unit", ["1", "1,", "and of ", ", "])
def test_a_megabyte_of_them_ends(unit: str) -> None:
    assert len(amounts(unit * (1_000_000 // len(unit)), lambda _: True)) == 0
