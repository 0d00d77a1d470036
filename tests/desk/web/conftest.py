"""Ledgers of built readings and the desk over them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from reportedly.desk.web.app import build_app
from reportedly.ledger import Ledger, open_ledger
from tests.desk.web.making import circular, hostile, several
from tests.ledger.making import failure


def _ledger(folder, *outcomes) -> Iterator[Ledger]:
    with open_ledger(folder / "ledger.db") as ledger:
        ledger.put(outcomes, made_by="v1")
        yield ledger


@pytest.fixture
def empty(tmp_path) -> Iterator[Ledger]:
    yield from _ledger(tmp_path)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Iterator[Ledger]:
    yield from _ledger(tmp_path_factory.mktemp("several"), *several(), failure(99))


@pytest.fixture(scope="module")
def woven(tmp_path_factory) -> Iterator[Ledger]:
    yield from _ledger(tmp_path_factory.mktemp("woven"), *circular())


@pytest.fixture(scope="module")
def bad(tmp_path_factory) -> Iterator[Ledger]:
    yield from _ledger(tmp_path_factory.mktemp("hostile"), *hostile())


def client_of(ledger: Ledger) -> TestClient:
    return TestClient(build_app(ledger), base_url="http://localhost")


@pytest.fixture
def client(ledger) -> TestClient:
    return client_of(ledger)
