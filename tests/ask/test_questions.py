from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from reportedly import ask
from reportedly.ask.recent import Recent
from reportedly.errors import LedgerError
from reportedly.ledger import ClaimQuery, open_ledger
from tests.ledger.making import outcome, reading


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "ledger.db") as opened:
        yield opened


def numbered(number: int, lost: int, **source: object):
    """Boats destroyed, as the mayor says, or whoever else."""
    made = reading(number, lost=lost, published=f"2025-03-{number:02}")
    figures = (replace(made.figures[0], status="destroyed"), made.figures[1])
    claims = (replace(made.claims[0], said_on=None, source=replace(made.claims[0].source, **source)), *made.claims[1:])
    return outcome(number, of=replace(made, figures=figures, claims=claims))


def test_one_who_corrects_a_number_does_not_disagree(ledger):
    ledger.put([numbered(1, 20), numbered(2, 30)], made_by="v1")
    front = ask.front(ledger, Recent(ledger), claims=5)
    (changed,) = front.changed
    assert (changed.speaker, [one.figure.value for one in changed.figures]) == ("Zoë Brânză", [20, 30])
    assert front.disagreements == ()


def test_two_who_give_different_numbers_do(ledger):
    ledger.put([numbered(1, 20), numbered(2, 30, actor=None, text="Mayor")], made_by="v1")
    front = ask.front(ledger, Recent(ledger), claims=5)
    assert front.changed == ()
    assert [one.about for one in front.disagreements] == ["boats destroyed"]


def test_only_what_is_new_is_news(ledger):
    ledger.put([numbered(1, 20), numbered(2, 30)], made_by="v1")
    mark = ask.front(ledger, Recent(ledger), claims=5).mark
    again = ask.front(ledger, Recent(ledger), since=mark, claims=5)
    assert (again.articles, again.claims, again.changed) == ((), (), ())
    ledger.put([numbered(3, 30)], made_by="v1")  # repeats the number that was changed already
    assert ask.front(ledger, Recent(ledger), since=mark, claims=5).changed == ()
    ledger.put([numbered(4, 40)], made_by="v1")
    (changed,) = ask.front(ledger, Recent(ledger), since=mark, claims=5).changed
    assert [one.figure.value for one in changed.figures] == [20, 30, 40]


def test_nested_claims_are_told_with_each_other_and_circles_end(ledger):
    made = reading(1)
    one, two, three = (claim.id for claim in made.claims)
    parents = {one: three, two: one, three: two}
    claims = tuple(replace(claim, parent=parents[claim.id]) for claim in made.claims)
    ledger.put([outcome(1, of=replace(made, claims=claims))], made_by="v1")
    answer = ask.claim(ledger, two)
    assert answer
    assert [claim.id for claim in answer.outer] == [one, three]
    assert [claim.id for claim in answer.inner] == [three]


def test_what_is_not_there_is_none(ledger):
    recent, query = Recent(ledger), ClaimQuery(limit=5)
    assert ask.article(ledger, "none") is None
    assert ask.claim(ledger, "none") is None
    assert ask.actor(ledger, "none", query) is None
    assert ask.outlet(ledger, "none", query) is None
    assert ask.search(ledger, recent, query).claims == ()


def test_many_who_ask_at_once_wait_for_one_answer():
    asked, go = [], threading.Event()

    class Slow:
        def outlets(self):
            asked.append(1)
            assert go.wait(10)
            return ()

    recent = Recent(Slow())
    threads = [threading.Thread(target=recent.outlets) for _ in range(8)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join(10)
    assert asked == [1]


@pytest.mark.parametrize("fails", [False, True])
def test_nobody_waits_for_an_answer_that_has_aged(monkeypatch, fails):
    answers = iter([("old",), ("new",)])
    go, asked = threading.Event(), []

    class Ageing:
        def outlets(self):
            asked.append(1)
            if len(asked) > 1:
                assert go.wait(10)
                if fails:
                    raise LedgerError("away")
            return next(answers)

    monkeypatch.setattr("reportedly.ask.recent._AGE", -1.0)
    recent = Recent(Ageing())
    assert [recent.outlets() for _ in range(3)] == [("old",)] * 3
    assert len(asked) <= 2
    monkeypatch.setattr("reportedly.ask.recent._AGE", 1000.0)
    go.set()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and thread.daemon and "_make_anew" in thread.name:
            thread.join(10)
    assert recent.outlets() == (("old",) if fails else ("new",))
