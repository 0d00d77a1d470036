"""Threads and stories at hand: of quiet days at once, of busy ones when somebody has asked for them."""

from __future__ import annotations

import pytest

from reportedly.ask import Woven
from reportedly.ledger import open_ledger
from tests.ledger.making import outcome, reading


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def test_on_quiet_days_a_thread_and_a_story_are_at_hand(ledger):
    ledger.put([outcome(1)], made_by="v1")
    told = ledger.claim(reading(1).claims[0].id)
    woven = Woven(ledger)
    assert woven.thread_at_hand(told) == woven.thread(told.claim.id)
    assert woven.story_at_hand(reading(1).article) == woven.story(told.article.id)


def test_on_busy_days_they_are_at_hand_once_they_were_asked_for(ledger):
    ledger.put([outcome(number) for number in range(1, 63)], made_by="v1")
    told = ledger.claim(reading(1).claims[0].id)
    woven = Woven(ledger)
    assert woven.thread_at_hand(told) is None
    assert woven.story_at_hand(reading(1).article) is None
    asked = woven.thread(told.claim.id), woven.story(told.article.id)
    assert (woven.thread_at_hand(told), woven.story_at_hand(reading(1).article)) == asked
