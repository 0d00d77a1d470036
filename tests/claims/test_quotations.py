"""Quotation marks: pairs, apostrophes, open ends, and any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.attribution.quotations import quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are safe,” she said.", ["We are safe,"]),
        ("''Hi there,'' he said. ''It's ok.''", ["Hi there,", "It's ok."]),
        ("'We're fine,' said Al's dad. 'It isn't over'", ["We're fine,", "It isn't over"]),
        ("“A ‘b c’ d” e", ["A ‘b c’ d"]),
        ("«Oui» and „ja“", ["Oui", "ja"]),
        ("“It goes on in the next paragraph", ["It goes on in the next paragraph"]),
        ("The dogs' bone, the ship's bell", []),
        ("", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == expected


@given(st.text(alphabet="ab '\"“”‘’„«»`.,", max_size=60), st.integers(0, 5))
def test_lie_inside_in_order_and_apart(text: str, start: int) -> None:
    last = start
    for span in quotations(text, start=start):
        assert last <= span.start < span.end <= start + len(text)
        last = span.end
