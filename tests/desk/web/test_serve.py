from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request

import pytest

from reportedly.desk.web.serve import serve
from reportedly.errors import MissingExtra, NotALedger


def test_without_its_packages_it_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    with pytest.raises(MissingExtra, match=r"pip install 'reportedly\[desk\]'"):
        serve(tmp_path / "ledger.db", host="127.0.0.1", port=1, names=(), say=print)


def test_what_is_no_ledger_is_left_alone(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("not a database, though long enough to have a header of one")
    with pytest.raises(NotALedger):
        serve(path, host="127.0.0.1", port=1, names=(), say=print)
    assert path.read_text().startswith("not a database")


def asked(address: str, desk: subprocess.Popen) -> str:
    """What the desk answers as soon as it listens."""
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return answer.read().decode()
        except OSError:
            assert desk.poll() is None
            time.sleep(0.05)


def test_the_command_serves_a_ledger_that_is_not_there_yet(tmp_path):
    command = [sys.executable, "-m", "reportedly", "desk", "--ledger", str(tmp_path / "new" / "ledger.db"), "--port"]
    port = 20_000 + os.getpid() % 20_000
    with subprocess.Popen([*command, str(port)], stderr=subprocess.PIPE, text=True) as desk:
        try:
            assert "the desk of" in desk.stderr.readline()
            assert "Nothing has been read yet" in asked(f"http://127.0.0.1:{port}/", desk)
        finally:
            desk.send_signal(signal.SIGINT)
        assert desk.wait(20) in {0, 130, -signal.SIGINT}
