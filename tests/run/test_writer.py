from __future__ import annotations

import pytest

from reportedly.errors import LedgerBusy
from reportedly.ledger import open_ledger
from reportedly.run import load, writer
from tests.ledger.making import failure, outcome


class Batches:
    """A ledger that only remembers how it was filled."""

    def __init__(self) -> None:
        self.sizes: list[int] = []

    def put(self, outcomes, *, made_by: str) -> None:
        assert made_by == "v1"
        self.sizes.append(len(list(outcomes)))


def test_batches_are_bounded_in_size():
    batches = Batches()
    assert len(list(load(map(outcome, range(10)), batches, made_by="v1", batch=4, age=60))) == 10
    assert batches.sizes == [4, 4, 2]


def test_batches_are_bounded_in_age(monkeypatch):
    clock = iter([0.0, 0.4, 0.8, 1.2, 1.3, 2.0, 2.3, 2.4])
    monkeypatch.setattr(writer, "monotonic", lambda: next(clock))
    batches = Batches()
    list(load(map(outcome, range(5)), batches, made_by="v1", age=1.0))
    assert batches.sizes == [3, 2]  # at 1.2 s, and at 2.3 s


def test_nothing_comes_of_nothing():
    batches = Batches()
    assert list(load([], batches, made_by="v1")) == []
    assert batches.sizes == []


def test_what_is_yielded_is_kept(tmp_path):
    with open_ledger(tmp_path / "ledger.db") as ledger, open_ledger(tmp_path / "ledger.db", read_only=True) as other:
        for number, kept in enumerate(load(map(outcome, range(20)), ledger, made_by="v1", batch=3)):
            assert other.done(kept.page, made_by="v1"), number


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
def test_what_is_finished_is_kept_when_the_run_breaks_off(tmp_path, stop):
    def broken():
        yield outcome(1)
        yield failure(2)
        raise stop

    with open_ledger(tmp_path / "ledger.db") as ledger:
        with pytest.raises(stop):
            list(load(broken(), ledger, made_by="v1"))
        assert (ledger.counts().articles, ledger.counts().failures) == (1, 1)


def test_what_the_ledger_refuses_is_not_put_again():
    class Busy(Batches):
        def put(self, outcomes, *, made_by: str) -> None:
            super().put(outcomes, made_by=made_by)
            raise LedgerBusy("somebody writes")

    busy = Busy()
    with pytest.raises(LedgerBusy):
        list(load(map(outcome, range(10)), busy, made_by="v1", batch=4))
    assert busy.sizes == [4]
