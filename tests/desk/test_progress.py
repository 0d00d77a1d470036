"""The bar and the summary say what is known and no more."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from reportedly.data import Failure, Outcome, Page
from reportedly.desk.progress import Tally

PAGE = Page(uri="a.html", body=b"")
FAILED = Outcome(page="0", result=Failure(page="0", uri="a", stage="read", reason="InputNotFound", detail="gone"))


def tally(total: int | None, *, outcomes: int, passed: int) -> Tally:
    with Tally(Console(file=io.StringIO(), force_terminal=True), total=total) as counted:
        for _ in range(passed):
            counted.pass_over(PAGE)
        assert sum(1 for _ in counted.counted([FAILED] * outcomes)) == outcomes
    return counted


@pytest.mark.parametrize(("total", "shown"), [(5, 5), (None, None), (3, None)])
def test_the_end_is_shown_where_it_is_known_and_right(total, shown):
    assert tally(total, outcomes=3, passed=2).total == shown


def test_pages_that_were_read_before_are_told():
    assert "2 pages read before" in tally(None, outcomes=1, passed=2).summary(Path("ledger.db"))
    assert "before" not in tally(7, outcomes=1, passed=0).summary(Path("ledger.db"))
