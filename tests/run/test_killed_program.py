"""The program itself, killed while it reads real articles, leaves a sound ledger, goes on, and leaves no worker."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportedly import flow
from reportedly.ledger import open_ledger
from reportedly.run import OneProcess
from tests.ledger.dumps import dump
from tests.run.test_many import members

STORY = """Flood in Kolm, report {number}

March 3, 2025 - 09:00

Mayor Ilse Brandt said on Monday that {number} houses had been damaged. “We need at least 40 boats,” she told reporters.

According to the coast guard, between {number} and 90 families were without power, about 5% of the town. Brandt denied
that the dam had been neglected.
"""
KILLS = 3
ARTICLES = 150
PATIENCE = 5.0
"""Seconds until a worker whose supervisor was killed must be gone: it ends with its page."""


def start(pages: Path, ledger: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "reportedly", "read", pages, "--ledger", ledger]
    options = ["--workers", "2", "--format", "jsonl"]
    return subprocess.Popen(
        [*map(str, command), *options], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds the workers in /proc")
def test_killed_reading_goes_on_and_ends_as_if_undisturbed(tmp_path: Path) -> None:
    pages, killed, undisturbed = tmp_path / "pages", tmp_path / "killed.db", tmp_path / "undisturbed.db"
    pages.mkdir()
    for number in range(ARTICLES):
        (pages / f"{number:02}.txt").write_text(STORY.format(number=number), encoding="utf-8")
    dice = random.Random(3)
    sessions = []
    for turn in range(KILLS):
        run = start(pages, killed)
        assert run.stdout is not None
        if turn:  # the first is killed while it starts, the others while they read
            run.stdout.readline()
        time.sleep(dice.random() * 0.5)
        run.kill()
        run.wait()
        run.stdout.close()
        sessions.append(run.pid)
        if killed.exists() and killed.stat().st_size:
            with open_ledger(killed, read_only=True) as ledger:
                assert list(ledger.check()) == []
    with open_ledger(killed, read_only=True) as ledger:
        assert 0 < ledger.counts().articles < ARTICLES
    run = start(pages, killed)
    run.communicate(timeout=120)
    assert run.returncode == 0
    with open_ledger(undisturbed) as ledger:
        assert len(list(flow.read_into(ledger, [pages], carrier=OneProcess()))) == ARTICLES
    with open_ledger(killed, read_only=True) as ledger:
        assert (list(ledger.check()), ledger.counts().articles) == ([], ARTICLES)
    assert dump(killed, shadows=False) == dump(undisturbed, shadows=False)
    until = time.monotonic() + PATIENCE
    while any(map(members, sessions)) and time.monotonic() < until:
        time.sleep(0.05)
    assert [members(session) for session in sessions] == [[]] * KILLS
