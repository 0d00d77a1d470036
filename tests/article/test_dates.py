"""Dates as exact as they are written, and none that could be read two ways."""

import pytest

from reportedly.article.dates import DateLine, day_in_address, read_date_line, read_instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2024-10-30", "2024-10-30"),
        ("2024-10-30T01:00:00.000Z", "2024-10-30T01:00+00:00"),
        ("2024-10-30T01:00:05+0200", "2024-10-30T01:00:05+02:00"),
        ("2024-10-30 01:00", "2024-10-30T01:00"),
        ("Oct 30, 2024 - 01:00", "2024-10-30T01:00"),
        ("October 30th, 2024 at 1:15 p.m. GMT", "2024-10-30T13:15+00:00"),
        ("12:05 am, 30 Oct 2024", "2024-10-30T00:05"),
        ("Wed, 30 Oct 2024 01:00:00 +0300", "2024-10-30T01:00+03:00"),
        ("30.10.2024", "2024-10-30"),
        ("30.10.2024 - 31.10.2024", "2024-10-30"),
        ("30.10.2024 at 13.05", "2024-10-30T13:05"),
        ("30. Oktober 2024, 13:05 Uhr", "2024-10-30T13:05"),
        ("le 30 octobre 2024", "2024-10-30"),
        ("30/10/2024", "2024-10-30"),
        ("10/30/2024 7:30 pm EST", "2024-10-30T19:30"),
        ("03/03/2024", "2024-03-03"),
        ("03/04/2024", None),
        ("31.02.2024", None),
        ("2024-13-01", None),
        ("October 2024", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        ("1" * 100_000, None),
    ],
)
def test_instants(text, instant):
    assert read_instant(text) == instant


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: Wednesday, 30 October 2024", DateLine("2024-10-30", None)),
        ("Published 30 October 2024, updated 31 October 2024 10:30", DateLine("2024-10-30", "2024-10-31T10:30")),
        ("Last updated on Oct. 31, 2024", DateLine(None, "2024-10-31")),
        ("Oct 30, 2024 | 5 min read", DateLine("2024-10-30", None)),
        ("On 30 October 2024 the bridge fell", None),
        ("30 October", None),
        ("Monday", None),
    ],
)
def test_date_lines(line, expected):
    assert read_date_line(line) == expected


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://a.example/2024/10/30/crane", "2024-10-30"),
        ("https://a.example/news/2024-10-30-crane", "2024-10-30"),
        ("https://a.example/20241030/crane", "2024-10-30"),
        ("https://a.example/2024/10/crane", None),
        ("https://a.example/2024/13/30/crane", None),
        ("https://a.example/id/12024103045", None),
        ("pages/crane.html", None),
        (None, None),
    ],
)
def test_days_in_addresses(address, day):
    assert day_in_address(address) == day
