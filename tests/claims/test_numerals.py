"""Numbers in digits and words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.numerals import number
from reportedly.data import Number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,000", 3000),
        ("5,00,000", 500_000),
        ("2.4 million", 2_400_000),
        ("3.4bn", 3_400_000_000),
        ("twenty-six", 26),
        ("two hundred and three thousand", 203_000),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("three quarters of a million", 750_000),
        ("two and a half million", 2_500_000),
        ("two dozen", 24),
        ("a hundred and fifty", 150),
        ("0.25", 0.25),
        (".08", 0.08),
        ("1 250 306", 1_250_306),
        ("3/4", 0.75),
        ("10 1/2", 10.5),
        ("2½", 2.5),
        ("⅝", 0.625),
        ("minus twelve", -12),
        ("-4", -4),
        ("7 hundred million", 700_000_000),
        ("two score", 40),
        ("three dozens", 36),
        ("five hundred and three dozen", 536),
        ("half million", 500_000),
        ("two thirds of a million", Fraction(2_000_000, 3)),
        ("three million and a half", 3_500_000),
        ("two billion and a half million", 2_000_500_000),
        ("six and two fifths", 6.4),
        ("seventeen fifths", 3.4),
        ("ninety point zero six", 90.06),
        ("six point eighty-one", 6.81),
        ("one over twenty-five", 0.04),
        ("1.3e6", 1_300_000),
        ("6.5x10^-2", 0.065),
        ("1.5^2", 2.25),
        ("1.3M", 1_300_000),
        ("three and two", None),
        ("1/0", None),
        ("nineteen eighty", None),
        ("two five", None),
        ("1.2.3", None),
        ("boats", None),
    ],
)
def test_number(text: str, value: Number | Fraction | None) -> None:
    plain = float(value) if isinstance(value, Fraction) else value
    assert number(text) == plain
    assert type(number(text)) is type(plain)


@given(st.integers(0, 10**12))
def test_digits_with_separators_read_back(value: int) -> None:
    assert number(f"{value:,}") == value
