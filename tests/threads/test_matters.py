"""Matters: what belongs to a claim is found in the days around it, however much else the ledger holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.errors import QueryError
from reportedly.ledger import ClaimQuery, open_ledger
from reportedly.threads import matters
from reportedly.threads.matters import around, matter, threads_about
from tests.ledger.making import outcome, reading
from tests.threads.making import flood


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def dated(number: int, published: str | None):
    made = reading(number)
    return outcome(number, of=replace(made, article=replace(made.article, published=published)))


def heads(ledger):
    return {one.article.published: one.article for one in ledger.claims(ClaimQuery())}


def days(found) -> list[str | None]:
    return [head.published for head, _ in found]


def test_a_claim_leads_to_its_thread_in_other_articles(ledger):
    ledger.put([outcome(at, of=each) for at, each in enumerate(flood())], made_by="v1")
    for one in ledger.claims(ClaimQuery(words="31 people")):
        (found,) = threads_about(ledger, one.claim.id)
        assert {each.article.outlet for each in found.thread.claims} == {"Osterby Times", "Coast Radio"}
        assert set(found.grades) == {each.claim.id for each in found.thread.claims}


def test_only_the_days_around_an_article_are_looked_at(ledger):
    told = ["2025-01-01", "2025-03-01", "2025-03-22", "2025-03-23", None]
    ledger.put([dated(number, day) for number, day in enumerate(told)], made_by="v1")
    by_day = heads(ledger)
    assert days(around(ledger, [by_day["2025-03-01"]])) == ["2025-03-01", "2025-03-22", None]
    both = around(ledger, [by_day["2025-01-01"], by_day["2025-03-23"]])
    assert days(both) == ["2025-03-22", "2025-03-23", None, "2025-01-01"]
    assert len(around(ledger, [by_day[None]])) == len(told)


def test_of_busy_days_fewer_are_looked_at(ledger, monkeypatch):
    monkeypatch.setattr(matters, "MOST_TEXTS", 3)
    told = [f"2025-03-{day:02}" for day in range(1, 10)]
    ledger.put([dated(number, day) for number, day in enumerate(told)], made_by="v1")
    assert days(around(ledger, [heads(ledger)["2025-03-05"]])) == ["2025-03-04", "2025-03-05", "2025-03-06"]


def test_the_ends_of_the_calendar(ledger):
    ledger.put([dated(1, "0001-01-02"), dated(2, "9999-12-30")], made_by="v1")
    for day, head in heads(ledger).items():
        assert days(around(ledger, [head])) == [day]


def test_an_article_that_is_asked_for_is_never_left_out(ledger, monkeypatch):
    monkeypatch.setattr(matters, "MOST_TEXTS", 1)
    ledger.put([dated(number, "2025-03-05") for number in range(4)], made_by="v1")
    for one in ledger.claims(ClaimQuery()):
        assert one.article.id in {each.article.id for each in matter(ledger, [one.article])}


def test_an_id_that_is_begun_must_tell_one_claim(ledger):
    ledger.put([outcome(at, of=each) for at, each in enumerate(flood())], made_by="v1")
    one = next(ledger.claims(ClaimQuery()))
    assert threads_about(ledger, one.claim.id[:10]) == threads_about(ledger, one.claim.id)
    with pytest.raises(QueryError):
        threads_about(ledger, "???")


def test_words_that_are_no_text_find_nothing(ledger):
    ledger.put([outcome(1)], made_by="v1")
    with pytest.raises(QueryError, match="no letter or digit"):
        threads_about(ledger, "\ud800")
