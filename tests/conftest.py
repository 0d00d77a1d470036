"""One server for the web's tests, empty before each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.read.server import Clock, Site, serving


@pytest.fixture(scope="session")
def _server() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def site(_server: Site) -> Site:
    _server.plays.clear()
    _server.asked.clear()
    return _server


@pytest.fixture
def clock() -> Clock:
    return Clock()
