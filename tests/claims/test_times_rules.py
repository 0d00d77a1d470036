"""Times of self-written sentences without a parse, read from Wednesday 2024-10-30; and hostile text."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from reportedly.claims.draft import Draft
from reportedly.claims.syntax import ParseText
from reportedly.claims.times import Found, Passage, feasts, read
from tests.claims.drafts import article

PUBLISHED = date(2024, 10, 30)


def found(*lines: str, published: date | None = PUBLISHED) -> list[tuple[str, Found]]:
    marks = read([Passage(line) for line in lines], published=published)
    return [(line[m.span.start : m.span.end], m) for line, some in zip(lines, marks, strict=True) for m in some]


def values(*lines: str, published: date | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(text, mark.resolved.value) for text, mark in found(*lines, published=published)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # fiscal and other shares of years
        ("Profit for the third quarter fell.", [("the third quarter", "2024-Q3")]),
        ("Profit for the fourth quarter of 2023 fell.", [("the fourth quarter of 2023", "2023-Q4")]),
        ("Fourth-quarter profit fell.", [("Fourth-quarter", "2024-Q4")]),
        ("It gained ground in the second half of last year.", [("the second half of last year", "2023-H2")]),
        ("Costs fell in fiscal 2023.", [("fiscal 2023", "FY2023")]),
        ("Costs fell in the 2023 fiscal year.", [("the 2023 fiscal year", "FY2023")]),
        ("Sales fell from the year-earlier period.", [("the year-earlier period", "2023")]),
        ("The lease ends at year-end.", [("year-end", "2024")]),
        # weeks and weekends
        ("The weekend was calm.", [("The weekend", "2024-W43-WE")]),
        ("They will march at the weekend.", [("the weekend", "2024-W44-WE")]),
        ("It was the week of 14 October.", [("the week of 14 October", "2024-W42")]),
        ("The vote is due the week after next.", [("the week after next", "2024-W46")]),
        (
            "The shop shut this week; the week before it had thrived.",
            [("this week", "2024-W44"), ("the week before", "2024-W43")],
        ),
        ("Clubs shut on Saturday nights.", [("Saturday nights", "XXXX-WXX-6TNI")]),
        ("This Friday they vote.", [("This Friday", "2024-11-01")]),
        (
            "They met last Tuesday; the following Monday it snowed.",
            [("last Tuesday", "2024-10-29"), ("the following Monday", "2024-11-04")],
        ),
        (
            "She won in May 2020 and began the following January.",
            [("May 2020", "2020-05"), ("the following January", "2021-01")],
        ),
        ("She left in the early hours of Thursday.", [("the early hours of Thursday", "2024-10-24TMO")]),
        ("It was the second week of 2027.", [("the second week of 2027", "2027-W02")]),
        ("Q3 profit rose in the 2013/14 season.", [("Q3", "2024-Q3"), ("2013/14", "2013/2014")]),
        # the tense says which
        ("The ferry arrives Friday.", [("Friday", "2024-11-01")]),
        ("Envoys will meet in Kolm on Monday.", [("Monday", "2024-11-04")]),
        ("Envoys met in Kolm on Monday.", [("Monday", "2024-10-28")]),
        ("The fee will be paid on 15 November.", [("15 November", "2024-11-15")]),
        ("The opening was postponed until the spring.", [("the spring", "2025-SP")]),
        ("The trial is scheduled for Friday.", [("Friday", "2024-11-01")]),
        ("“The envoys will leave on Friday,” the clerk said.", [("Friday", "2024-11-01")]),
        ("They toured the coast, ahead of the 7 December vote.", [("7 December", "2024-12-07")]),
        ("The convention is this November.", [("this November", "2024-11")]),
        # what a quotation says counts from when it was said
        ("“We sail tomorrow,” she said on Monday.", [("tomorrow", "2024-10-29"), ("Monday", "2024-10-28")]),
        ("She said on Monday they would sail tomorrow.", [("Monday", "2024-10-28"), ("tomorrow", "2024-10-31")]),
        # clocks
        ("The pumps failed at 08:30 GMT.", [("08:30 GMT", "2024-10-30T08:30Z")]),
        ("The pumps failed at 8:30 a.m. EST Friday.", [("8:30 a.m. EST Friday", "2024-10-25T08:30-05:00")]),
        ("The pumps failed at 5 p.m. local time.", [("5 p.m. local time", "2024-10-30T17:00")]),
        ("Rain fell by late afternoon.", [("late afternoon", "2024-10-30TAF")]),
        ("Rain fell in the morning.", [("the morning", "2024-10-30TMO")]),
        (
            "It ended on 3 May. Six hours later it began again.",
            [("3 May", "2024-05-03"), ("Six hours later", "2024-05-03TXX")],
        ),
        ("It began on 15 May 2020, 13:00.", [("15 May 2020, 13:00", "2020-05-15T13:00")]),
        # dates in parts
        ("Wells dried up in May of last year.", [("May of last year", "2023-05")]),
        ("The dam broke on Oct. 7 last year.", [("Oct. 7 last year", "2023-10-07")]),
        ("The dam broke on the evening of 3 July 1988.", [("the evening of 3 July 1988", "1988-07-03TEV")]),
        ("It shut in April and June 2022.", [("April", "2022-04"), ("June 2022", "2022-06")]),
        ("The strike began on 3 May and ended on the 13th.", [("3 May", "2024-05-03"), ("the 13th", "2024-05-13")]),
        ("The log says 2024/06/03 and 18-Oct-2023.", [("2024/06/03", "2024-06-03"), ("18-Oct-2023", "2023-10-18")]),
        ("Kolm, 10/30/24: the log of 3/14/79.", [("10/30/24", "2024-10-30"), ("3/14/79", "1979-03-14")]),
        ("Taxes rose in the '70s.", [("the '70s", "197")]),
        ("The 2008 and 2012 floods came in spring.", [("2008", "2008"), ("2012", "2012"), ("spring", "2024-SP")]),
        ("It shut in 2010, 2011 and 2012.", [("2010", "2010"), ("2011", "2011"), ("2012", "2012")]),
        # durations and sets
        ("A week-long strike and a months-long lull ended.", [("week-long", "P1W"), ("months-long", "PXM")]),
        ("He was away for two years and three months.", [("two years and three months", "P2Y3M")]),
        ("It took between two and three weeks.", [("between two and three weeks", "P2W")]),
        ("It fell over the past week.", [("the past week", "P1W")]),
        ("It was the worst in decades.", [("decades", "PXDE")]),
        ("Prices rose 3% a year.", [("a year", "P1Y")]),
        ("Days of rain filled it.", [("Days", "PXD")]),
        ("The siege lasted another month.", [("another month", "P1M")]),
        # feasts
        ("They met last Easter.", [("last Easter", "2024-03-31")]),
        ("They will meet on Thanksgiving.", [("Thanksgiving", "2024-11-28")]),
        ("They met the day after Christmas.", [("the day after Christmas", "2023-12-26")]),
        ("They met on Memorial Day 2023.", [("Memorial Day 2023", "2023-05-29")]),
        # vague ones
        ("It will rain in the weeks ahead.", [("the weeks ahead", "FUTURE_REF")]),
        ("Recent rain helped the current harvest.", [("Recent", "PAST_REF"), ("current", "PRESENT_REF")]),
        ("In recent weeks it rained.", [("recent weeks", "PAST_REF")]),
        ("In the past, it rained.", [("the past", "PAST_REF")]),
        ("At the time, Orla was mayor.", [("the time", "PAST_REF")]),
    ],
)
def test_values(sentence: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "USA Today printed it.",
        "She lives in Spring Street.",
        "It was an epiphany.",
        "The fall of Kolm followed.",
        "He hoped to spring up.",
        "He lives on the 13th floor.",
        "This time, nobody came.",
        "It was the third strike in as many days.",
        "An earlier strike had failed.",
        "She soon left.",
        "The ship carried 1914 sacks.",
        "Call MH-2014.",
    ],
)
def test_what_is_no_time(sentence: str) -> None:
    assert values(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "mod"),
    [
        ("It shut in the first days of May.", "START"),
        ("It shut in mid-May.", "MID"),
        ("It shut at the end of the year.", "END"),
        ("It shut about 1910.", "APPROX"),
        ("It shut more than two years ago.", "BEFORE"),
        ("It shut around 8:30 a.m.", "APPROX"),
        ("It shut for at least an hour.", "EQUAL_OR_MORE"),
    ],
)
def test_mod(sentence: str, mod: str) -> None:
    assert [mark.resolved.mod for _, mark in found(sentence)] == [mod]


HISTORY = (
    "War broke out on 3 March 1821, and in June Kolm fell.",
    "In 1822 the king fled. On 5 May 1822 he came back; two days later he was dead.",
    "Four years before, in 1818, a comet had been seen. In August the queen was crowned.",
    "On 1 September the guild bought ships for a journey in 1824. On 3 October they sailed.",
    "On 30 December the mint burnt down, and in January it was built anew.",
    "In the spring of 1824 there was peace. That year the dam was built.",
)


def test_a_history_is_read_from_the_date_last_told_of() -> None:
    assert values(*HISTORY) == [
        ("3 March 1821", "1821-03-03"),
        ("June", "1821-06"),
        ("1822", "1822"),
        ("5 May 1822", "1822-05-05"),
        ("two days later", "1822-05-07"),
        ("Four years", "P4Y"),
        ("1818", "1818"),
        ("August", "1822-08"),
        ("1 September", "1822-09-01"),
        ("1824", "1824"),
        ("3 October", "1822-10-03"),
        ("30 December", "1822-12-30"),
        ("January", "1823-01"),
        ("the spring of 1824", "1824-SP"),
        ("That year", "1824"),
    ]


def test_news_that_looks_back_is_no_history() -> None:
    news = (
        "Orla Brandt spoke on Tuesday. In 1991 she came to Kolm, in 1995 she led it, in 1999 she left.",
        "This week she returned. She will speak again on Friday; in June she had refused.",
    )
    assert [value for text, value in values(*news) if not text.isdigit()] == [
        *("2024-10-29", "2024-W44", "2024-11-01", "2024-06"),
    ]


def test_years_before_christ() -> None:
    told = (
        "The war lasted from 357 to 346 BC. In April 336 BC the fleet sailed.",
        "In the summer it was lost. The following year there was peace; by the 320s BC all was forgotten.",
        "Ca. 316 B.C. it began again, and in the 4th century BC it ended.",
    )
    assert values(*told) == [
        ("from 357 to 346 BC", "BC0357/BC0346"),
        ("April 336 BC", "BC0336-04"),
        ("the summer", "BC0336-SU"),
        ("The following year", "BC0335"),
        ("the 320s BC", "BC032"),
        ("Ca. 316 B.C.", "BC0316"),
        ("the 4th century BC", "BC03"),
    ]


def test_a_stretch_has_two_ends_as_timex3_marks_them() -> None:
    sentence = "It rained on 27-28 October, from May 3 to 5 and from 2009 to 2014."
    ends = [(sentence[e.span.start : e.span.end], e.resolved.value) for _, mark in found(sentence) for e in mark.ends]
    assert ends == [
        *(("27", "2024-10-27"), ("28 October", "2024-10-28")),
        *(("May 3", "2024-05-03"), ("5", "2024-05-05")),
        *(("2009", "2009"), ("2014", "2014")),
    ]


def test_a_parse_adds_but_is_not_needed() -> None:
    line = "The mayor resigned on Tuesday and will leave on Friday; in 2019 she was elected."
    (paragraph,) = ParseText()(Draft(article=article(line))).paragraphs
    (parsed,) = read([Passage(line, paragraph.doc)], published=PUBLISHED)
    assert [mark.resolved.value for mark in parsed] == [value for _, value in values(line)]


@pytest.mark.parametrize("year", [1818, 1961, 2000, 2024, 2038])
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    easter = feasts.easter(year)
    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)
    assert feasts.day("easter-2", year) == easter - timedelta(days=2)


def test_movable_feasts() -> None:
    assert [feasts.easter(year) for year in (1818, 2024, 2038)] == [
        date(1818, 3, 22),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]
    assert feasts.day("11/4/4", 2024) == date(2024, 11, 28)
    assert feasts.day("5/1/-1", 2024) == date(2024, 5, 27)


HOSTILE = (
    *("1", "12/", "1,", "1990-", "/", "- ", "of ", "and ", "May ", "May 5 ", "from 3 to ", "two and ", "the end of "),
    *(
        "early ",
        "of that year ",
        "in 2019 and ",
        "323 BC and ",
        "a year and ",
        "years ",
        "Monday ",
        "“",
        '"',
        "'s ",
        ". A",
    ),
    *("will be ", "the third ", "\u00a0", "é"),
)
"""Units of text that a backtracking pattern, or a look at all words before, would take squared time for."""


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_text_is_read(unit: str) -> None:
    """All patterns run on RE2, and what stands around is looked at in bounded windows, so a megabyte is read too."""
    text = unit * (1_000_000 // len(unit)) if unit in {"1", "of ", "and ", "May ", "/", "12/"} else unit * 5_000
    (marks,) = read([Passage(text)], published=PUBLISHED)
    assert all(0 <= mark.span.start < mark.span.end <= len(text) for mark in marks)
    assert all(left.span.end <= right.span.start for left, right in pairwise(marks))
