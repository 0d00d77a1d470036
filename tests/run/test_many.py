from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.forkserver import _forkserver
from pathlib import Path

import pytest

from reportedly.data import Failure, Reading
from reportedly.errors import RunError
from reportedly.run import ManyProcesses
from tests.run.working import Unloadable, enlarge, page, read, read_slowly, trouble

MANY = ManyProcesses(workers=2, deadline=0.7, memory=256 << 20)
PROC = Path("/proc/self/stat")


def processes() -> Iterator[tuple[int, int, int]]:
    """Every process that is no zombie: its id, its parent's and its session's."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent, _, session = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue  # it ended while we looked
        if state != "Z":
            yield int(stat.parent.name), int(parent), int(session)


def children(parent: int) -> list[int]:
    return [pid for pid, its_parent, _ in processes() if its_parent == parent]


def members(session: int) -> list[int]:
    return [pid for pid, _, its_session in processes() if its_session == session]


@pytest.mark.parametrize(
    ("words", "reason", "detail"),
    [
        ("exit", "WorkerDied", "ended with exit code 3"),
        ("quit", "WorkerDied", "ended with exit code 4"),
        ("kill", "WorkerDied", "ended with SIGKILL"),
        ("crash", "WorkerDied", "ended with SIGSEGV"),
        ("memory", "WorkerDied", "more than 256 MiB of memory"),
        ("hang", "DeadlineExceeded", "more than 0.7 s"),
        ("hang in C", "DeadlineExceeded", "more than 0.7 s"),
        ("hang deaf", "DeadlineExceeded", "more than 0.7 s"),
    ],
)
def test_a_page_costs_no_other(words, reason, detail):
    pages = [page(1), page(words), *map(page, range(2, 20))]
    carrier = MANY if reason == "DeadlineExceeded" else replace(MANY, deadline=20)
    outcomes = list(carrier(pages, trouble))
    assert [outcome.page for outcome in outcomes] == [each.digest for each in pages]
    lost = outcomes.pop(1).result
    assert (lost.page, lost.uri, lost.stage, lost.reason) == (pages[1].digest, pages[1].uri, "run", reason)
    assert detail in lost.detail
    assert [outcome.result for outcome in outcomes] == [read(page(number)).result for number in range(1, 20)]


def test_the_others_go_on_while_one_hangs():
    began = time.monotonic()
    outcomes = list(ManyProcesses(workers=2, deadline=1.5)([page("hang"), *map(page, range(1, 200))], trouble))
    assert time.monotonic() - began < 1.5 + 5
    assert sum(isinstance(outcome.result, Failure) for outcome in outcomes) == 1 + 199 // 7


def test_outcomes_larger_than_any_pipe():
    sizes = [10, 5_000_000, 20, 3_000_000]
    assert [len(outcome.page) for outcome in MANY(map(page, sizes), enlarge)] == sizes


def test_pages_larger_than_any_pipe():
    pages = [page("9" * 3), page(" " * 5_000_000 + "2"), page(3)]
    assert [type(outcome.result) for outcome in MANY(pages, trouble)] == [Reading] * 3


def test_a_slow_reader_of_outcomes_costs_no_page():
    outcomes = []
    for outcome in ManyProcesses(workers=2, deadline=0.2)(map(page, range(1, 7)), read):
        time.sleep(0.25)
        outcomes.append(outcome)
    assert [type(outcome.result) for outcome in outcomes] == [Reading] * 6


@pytest.mark.skipif(not PROC.exists(), reason="finds the workers in /proc")
def test_many_kills_cost_at_most_a_page_each():
    kills = 0
    chance = random.Random(5)
    outcomes = []
    for outcome in replace(MANY, deadline=20)(map(page, range(1, 200)), read_slowly):
        outcomes.append(outcome)
        if chance.random() < 0.1:
            time.sleep(chance.random() * 0.02)  # so that workers are killed at rest, at work and while they start
            os.kill(chance.choice(children(_forkserver._forkserver_pid)), signal.SIGKILL)
            kills += 1
    lost = [outcome for outcome in outcomes if getattr(outcome.result, "reason", "") == "WorkerDied"]
    assert kills > 10
    assert len(lost) <= kills
    assert [outcome.page for outcome in outcomes] == [page(number).digest for number in range(1, 200)]
    assert all(outcome in lost or outcome == read(page(n)) for n, outcome in enumerate(outcomes, 1))


def test_the_fork_server_may_be_killed_too():
    outcomes = []
    for outcome in MANY([*map(page, range(1, 7)), page("exit"), page("exit"), page(8), page(9)], trouble):
        if not outcomes:
            os.kill(_forkserver._forkserver_pid, signal.SIGKILL)
        outcomes.append(outcome)
    assert [type(outcome.result) for outcome in outcomes] == [Reading] * 6 + [Failure] * 2 + [Reading] * 2


def test_workers_that_never_come_to_life_end_the_run():
    with pytest.raises(RunError, match=r"No worker lives .* exit code 5"):
        list(MANY([page(1)], Unloadable()))


@pytest.mark.skipif(not PROC.exists(), reason="finds the workers in /proc")
def test_breaking_off_leaves_no_worker():
    going = MANY([page(1), page("hang"), page("hang deaf")], trouble)
    next(going)
    assert children(_forkserver._forkserver_pid)
    going.close()
    assert children(_forkserver._forkserver_pid) == []


@pytest.mark.skipif(not PROC.exists(), reason="finds the workers in /proc")
@pytest.mark.parametrize(
    ("signal_", "whom", "patience"),
    [(signal.SIGINT, "all", 1.5), (signal.SIGTERM, "one", 4.0), (signal.SIGKILL, "one", 4.0)],
)
def test_ending_a_run_leaves_no_process(signal_, whom, patience):
    """Ctrl-C reaches the whole group and ends it at once; without their supervisor, hanging workers end on time."""
    command = [sys.executable, "-m", "tests.run.hanging"]
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert run.stdout.readline() == b"going\n"
        time.sleep(0.3)
        (os.killpg if whom == "all" else os.kill)(run.pid, signal_)
        run.wait(patience)
    until = time.monotonic() + patience
    while members(run.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert members(run.pid) == []


def test_a_fork_server_that_does_not_live_ends_the_run():
    """In a process of its own, because a process has one fork server."""
    code = (
        "from reportedly.run import ManyProcesses\n"
        "from tests.run.working import page, read\n"
        "list(ManyProcesses(workers=1, preload=('tests.run.breaking',))([page(1)], read))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 1
    assert "RunError: No worker lives until its first page" in run.stderr
