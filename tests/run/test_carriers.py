"""What every carrier keeps to: another one joins ``CARRIERS``; ledgers come from the ledgers' own suite."""

from __future__ import annotations

from itertools import count, islice

import pytest

from reportedly.data import Failure
from reportedly.run import ManyProcesses, OneProcess, load
from tests.ledger.making import failure
from tests.ledger.test_ledgers import OPENERS, contents
from tests.run.working import page, read

CARRIERS = {"one": OneProcess(), "many": ManyProcesses(workers=2), "ahead": ManyProcesses(workers=3, ahead=2)}
PAGES = [page(number) if number % 5 else failure(number).result for number in range(1, 60)]
EXPECTED = [(item.page, item) if isinstance(item, Failure) else (item.digest, read(item).result) for item in PAGES]


@pytest.fixture(params=CARRIERS)
def carrier(request):
    return CARRIERS[request.param]


def test_gives_one_outcome_for_each_page_in_order(carrier):
    assert [(outcome.page, outcome.result) for outcome in carrier(PAGES, read)] == EXPECTED


@pytest.mark.parametrize("pages", [[], [failure(1).result], [page(1)]], ids=["none", "failure", "one"])
def test_takes_few(carrier, pages):
    assert len(list(carrier(iter(pages), read))) == len(pages)


def test_takes_pages_as_it_needs_them(carrier):
    taken = count()
    endless = (page(next(taken)) for _ in count())
    given = list(islice(carrier(endless, read), 300))
    assert len(given) == 300
    assert next(taken) <= 300 + getattr(carrier, "ahead", 0) + 1


def test_an_error_of_the_input_goes_on_up(carrier):
    def broken():
        yield page(1)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(carrier(broken(), read))


@pytest.mark.parametrize("opener", OPENERS)
def test_puts_the_same_into_a_ledger_as_the_first(carrier, opener, tmp_path):
    found = []
    for name, each in (("first", CARRIERS["one"]), ("this", carrier)):
        (tmp_path / name).mkdir()
        with OPENERS[opener](tmp_path / name) as ledger:
            list(load(each(PAGES, read), ledger, made_by="v1", batch=7))
            found.append(contents(ledger))
    assert found[0] == found[1]
    assert found[0][2].articles > 30
