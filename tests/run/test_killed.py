"""A run killed at any moment loses nothing that it reported, leaves no half article, and can go on."""

from __future__ import annotations

import random
import subprocess
import sys
import time

from reportedly.ledger import open_ledger
from tests.ledger.dumps import dump

KILLS = 20


def start(path, workers):
    command = [sys.executable, "-m", "tests.run.loading", str(path), str(workers)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_killed_runs_lose_nothing_and_end_as_an_undisturbed_one(tmp_path):
    killed, undisturbed = tmp_path / "killed.db", tmp_path / "undisturbed.db"
    reported = 0
    chance = random.Random(11)
    for turn in range(KILLS):
        run = start(killed, workers=2 if turn % 4 == 0 else 0)
        # Early kills hit the making of the file and the start of workers, later ones a transaction.
        lines = [run.stdout.readline() for _ in range(chance.choice([0, 1, 4, 9, 16]))]
        time.sleep(chance.random() * (0.01 if lines else 0.5))
        run.kill()
        rest, _ = run.communicate()
        ids = [line.strip() for line in (*lines, *rest.splitlines(keepends=True)) if line.endswith("\n")]
        if killed.exists() and killed.stat().st_size:
            with open_ledger(killed) as ledger:
                assert list(ledger.check()) == []
                assert all(ledger.reading(id_) for id_ in ids)
        reported += len(ids)
    assert reported > KILLS
    for path, workers in ((killed, 2), (undisturbed, 0)):
        run = start(path, workers)
        run.communicate()
        assert run.returncode == 0
    assert dump(killed, shadows=False) == dump(undisturbed, shadows=False)
