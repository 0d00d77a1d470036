"""Times of self-written sentences, read from Wednesday 2024-10-30."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.draft import Draft
from reportedly.claims.syntax import ParseText
from reportedly.claims.times import MarkTimes
from reportedly.data import Timex
from tests.claims.drafts import article


def times(*paragraphs: str, published: str | None = "2024-10-30T01:00") -> tuple[Timex, ...]:
    return MarkTimes()(ParseText()(Draft(article=article(*paragraphs, published=published)))).times


def pairs(*paragraphs: str, published: str | None = "2024-10-30T01:00") -> list[tuple[str, str | None]]:
    return [(found.text, found.value) for found in times(*paragraphs, published=published)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The convoy left on 3 September 2022.", [("3 September 2022", "2022-09-03")]),
        ("The convoy left on Sept. 3, 2022, in fog.", [("Sept. 3, 2022", "2022-09-03")]),
        ("The ferry sank on 12 October.", [("12 October", "2024-10-12")]),
        ("The ferry sank on 12 November.", [("12 November", "2023-11-12")]),
        ("The court will rule on 12 February.", [("12 February", "2025-02-12")]),
        ("Observers were due in the port on 6-8 October.", [("6-8 October", "2024-10-06/2024-10-08")]),
        ("It rained from 3 to 5 May.", [("from 3 to 5 May", "2024-05-03/2024-05-05")]),
        ("Wells dried up between March and May 2023.", [("between March and May 2023", "2023-03/2023-05")]),
        ("He ruled from 2009 to 2014.", [("from 2009 to 2014", "2009/2014")]),
        ("The dam broke on 31 April.", []),
        ("The log says 2021-06-07.", [("2021-06-07", "2021-06-07")]),
        ("The minister spoke on Tuesday.", [("Tuesday", "2024-10-29")]),
        ("The minister will speak on Tuesday.", [("Tuesday", "2024-11-05")]),
        ("They met last Friday.", [("last Friday", "2024-10-25")]),
        ("Envoys will meet this week.", [("this week", "2024-W44")]),
        ("Prices fell last month.", [("last month", "2024-09")]),
        ("Yesterday the bridge reopened.", [("Yesterday", "2024-10-29")]),
        ("The mayor resigned two days ago.", [("two days ago", "2024-10-28")]),
        ("The mayor resigned three years ago.", [("three years ago", "2021")]),
        ("It was built in the 1990s.", [("the 1990s", "199")]),
        ("Fires came in summer 2023.", [("summer 2023", "2023-SU")]),
        ("The post was held in 2019.", [("2019", "2019")]),
        ("The siege lasted for three weeks.", [("three weeks", "P3W")]),
        ("A ten-day truce began.", [("ten-day", "P10D")]),
        ("The tax is paid annually.", [("annually", "P1Y")]),
        ("The market opens every Monday.", [("every Monday", "XXXX-WXX-1")]),
        ("Sirens sounded at 14:05 on Monday.", [("14:05", "2024-10-28T14:05"), ("Monday", "2024-10-28")]),
        ("18:10 The mayor comes down to the harbour.", [("18:10", "2024-10-30T18:10")]),
        ("18:10 Orla comes down to the harbour.", [("18:10", "2024-10-30T18:10")]),
        ("The ferry sank three days after the storm.", [("three days", "P3D")]),
        ("The ferry sank the day after 12 October.", [("the day after 12 October", "2024-10-13")]),
        ("The ferry left the day before March 1, 2024.", [("the day before March 1, 2024", "2024-02-29")]),
        (
            "The ferry sank on 12 October. The crew had left the day before.",
            [("12 October", "2024-10-12"), ("the day before", "2024-10-11")],
        ),
        ("The depot is currently empty.", [("currently", "PRESENT_REF")]),
        ("The depot was previously full.", [("previously", "PAST_REF")]),
        ("Trains will run again soon.", [("soon", "FUTURE_REF")]),
        ("Snow is forecast in the coming days.", [("the coming days", "FUTURE_REF")]),
        (
            "It opened on 4 March 2022. Three months later it shut.",
            [("4 March 2022", "2022-03-04"), ("Three months later", "2022-06")],
        ),
    ],
)
def test_values(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "The villages may appeal.",
        "Theresa May resigned.",
        "A 47-year-old baker was hurt.",
        "Some 2019 soldiers paraded.",
        "They march on the capital.",
        "The team won 2-1.",
    ],
)
def test_what_is_no_time(sentence: str) -> None:
    assert pairs(sentence) == []


def test_mod_and_type() -> None:
    (edge,) = times("He left in early March 2021.")
    assert (edge.value, edge.mod, edge.type) == ("2021-03", "START", "DATE")
    (bounded,) = times("The strike went on for more than two weeks.")
    assert (bounded.value, bounded.mod, bounded.type) == ("P2W", "MORE_THAN", "DURATION")


def test_without_publication_relative_dates_keep_no_value() -> None:
    sentence = "Yesterday he spoke; on 18 October he had left; in 2019 he was there."
    assert pairs(sentence, published=None) == [("Yesterday", None), ("18 October", "XXXX-10-18"), ("2019", "2019")]


def test_an_article_without_publication_is_read_from_its_last_change() -> None:
    undated = replace(article("Yesterday he spoke.", published=None), modified="2024-10-30T08:00")
    (found,) = MarkTimes()(ParseText()(Draft(article=undated))).times
    assert found.value == "2024-10-29"


def test_ids_run_over_paragraphs_in_text_order() -> None:
    found = times("He left on 3 May.", "She left on 4 May.")
    assert [one.id for one in found] == ["t1", "t2"]
    assert found[0].spans[0].end < found[1].spans[0].start


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["May", "3", "2024", "-", "last", "week", "two", "days", "ago", "é", "on", "Friday", "\u00a0", "to"]
        ),
        max_size=20,
    )
)
def test_spans_equal_their_text_and_twice_is_once(words: list[str]) -> None:
    text = "X " + " ".join(words)
    found = times(text)
    assert all(text[one.spans[0].start : one.spans[0].end] == one.text for one in found)
    assert all(left.spans[0].end <= right.spans[0].start for left, right in pairwise(found))
    assert times(text) == found
