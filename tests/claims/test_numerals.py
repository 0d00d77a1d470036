"""Numbers in digits and words."""

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
        ("nineteen eighty", None),
        ("two five", None),
        ("1.2.3", None),
        ("boats", None),
    ],
)
def test_number(text: str, value: Number | None) -> None:
    assert number(text) == value
    assert type(number(text)) is type(value)


@given(st.integers(0, 10**12))
def test_digits_with_separators_read_back(value: int) -> None:
    assert number(f"{value:,}") == value
