"""The benchmark of threads on bundles of our own: every figure is printed, and floors hold."""

import re

import pytest
from benchmarks.bundles import DATA, load

from benchmarks import threads as benchmark


@pytest.fixture(scope="module")
def tally() -> benchmark.Tally:
    whole = benchmark.Tally()
    for bundle in list(load(DATA / "tune").values())[::6]:
        whole.add(benchmark.score(benchmark.read(bundle)))
    return whole


def test_the_last_line_has_every_figure(tally):
    *_, last = benchmark.lines(tally)
    assert re.fullmatch(
        r"claims found [\d.]+, thread pairs F1 [\d.]+, figure relation accuracy [\d.]+, origin counts exact [\d.]+, "
        r"circular threads found [\d.]+, demand status right [\d.]+, copies F1 [\d.]+",
        last,
    )


def test_threads_are_no_worse_than_they_were(tally):
    assert tally.share("claims") > 0.9
    assert tally.f1("pairs") > 0.65
    assert tally.share("origins") > 0.6
    assert tally.f1("copies") > 0.95
