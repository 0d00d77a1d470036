"""Where words end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.claims.tokens import tokens


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in tokens("en")(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She said: “Don't go.”", ["She", "said", ":", "“", "Do", "n't", "go", ".", "”"]),
        ("the mayor's long-range plan", ["the", "mayor", "'s", "long", "-", "range", "plan"]),
        (
            "U.S. forces left at 5 p.m. on Jan. 3.",
            ["U.S.", "forces", "left", "at", "5", "p.m.", "on", "Jan.", "3", "."],
        ),
        ("a 105mm gun, an F-16 and $3.4bn", ["a", "105", "mm", "gun", ",", "an", "F-16", "and", "$", "3.4bn"]),
        ("27-28 October, 24/7", ["27", "-", "28", "October", ",", "24/7"]),
        ("the 16-year-old’s coat", ["the", "16", "-", "year", "-", "old", "’s", "coat"]),
        ("see https://example.org/a?b, or not", ["see", "https://example.org/a?b", ",", "or", "not"]),
        ("''Yes,'' he said -- twice", ["''", "Yes", ",", "''", "he", "said", "--", "twice"]),
        ("They cannot.", ["They", "can", "not", "."]),
        ("the miners’ union and O'Brien", ["the", "miners", "’", "union", "and", "O'Brien"]),
        ("45% (of 20)…", ["45", "%", "(", "of", "20", ")", "…"]),
    ],
)
def test_cuts(text: str, words: list[str]) -> None:
    assert cut(text) == words


@given(st.text())
def test_words_are_all_that_is_no_space_in_order(text: str) -> None:
    spans = list(tokens("en")(text))
    assert "".join(text[a:b] for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)
    assert all(one[1] <= two[0] for one, two in itertools.pairwise(spans))


@pytest.mark.parametrize("text", ["“" * 50_000, "a-" * 25_000, "'" * 50_000, "...." * 12_500, "😀" * 50_000])
def test_hostile_chunks_are_cut(text: str) -> None:
    assert "".join(cut(text)) == text
