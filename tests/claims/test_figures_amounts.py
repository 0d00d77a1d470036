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
        ("The weir is 6 feet 4 inches high.", [(6 + 4 / 12, "[ft_i]", "measure")]),
        ("A stamp is 4 dollars 30 cents.", [(4.3, "USD", "money")]),
        ("A stamp is 40p or 12 cents.", [(40, "penny", "money"), (12, "cent", "money")]),
        ("They paid USD115 and 90EUR.", [(115, "USD", "money"), (90, "EUR", "money")]),
        ("They lost 60 USD million.", [(60_000_000, "USD", "money")]),
        ("A loan of 20 MUSD", [(20_000_000, "USD", "money")]),
        ("A gap of $-4.5bn", [(-4_500_000_000, "USD", "money")]),
        ("It made $US7m ($A9m).", [(7_000_000, "USD", "money"), (9_000_000, "AUD", "money")]),
        ("It is worth PS2.5m and Y=3,000.", [(2_500_000, "GBP", "money"), (3_000, "JPY", "money")]),
        ("A ball for $5", [(5, "USD", "money")]),  # no reais: "for $5"
        ("a PS5 console", []),
        ("Prices of $300 to $7 million", [((300, 7_000_000), "USD", "money")]),
        ("It gave €60-75 million.", [((60_000_000, 75_000_000), "EUR", "money")]),
        ("A bill of $2 billion to $6 billion", [((2_000_000_000, 6_000_000_000), "USD", "money")]),
        ("It is -5 °C, and minus-7 degrees Celsius there.", [(-5, "Cel", "measure"), (-7, "Cel", "measure")]),
        ("a 3-4 km path", [((3, 4), "km", "measure")]),
        ("An engine of 300 hp and 410 Nm", [(300, "[HP]", "measure"), (410, "N.m", "measure")]),
        ("3.7M users and 2B views", [(3_700_000, None, "count"), (2_000_000_000, None, "count")]),
        ("2.4 GB and 5 MB", [(2.4, "GBy", "measure"), (5, "MBy", "measure")]),
        ("The cut is two-thirds.", [(2 / 3, "1", "share")]),
        ("Nearly half stayed.", [(0.5, "1", "share")]),
        ("One and a half tonnes", [(1.5, "t", "measure")]),
        ("One in 500 fails.", [(0.002, "1", "share")]),
        ("Storms hit two in three days.", [(2, None, "count")]),
        ("It ran for 35-50min.", [((35, 50), "min", "spell")]),
        ("A 40-year-old, and a girl aged 12", [(40, "a", "age"), (12, "a", "age")]),
        ("three millionth", []),
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
