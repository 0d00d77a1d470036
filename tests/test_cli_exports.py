"""`reportedly export` and `reportedly import`, as a user and as a script meet them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reportedly.export import formats
from reportedly.ledger import open_ledger
from tests.ledger.making import outcome


def run(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "reportedly", *map(str, arguments)]
    environment = {**os.environ, "NO_COLOR": "1"}
    return subprocess.run(command, capture_output=True, env=environment, timeout=120, check=False)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exports") / "ledger.db"
    with open_ledger(path) as opened:
        opened.put([outcome(1), outcome(2), outcome(3)], made_by="test")
    return path


def test_an_export_goes_to_standard_output_and_words_to_standard_error(ledger: Path) -> None:
    done = run("export", "jsonl", "--ledger", ledger)
    assert (done.returncode, done.stderr) == (0, b"exported: 3 articles\n")
    assert [json.loads(line)["schema"] for line in done.stdout.splitlines()] == ["reportedly/1"] * 3


def test_an_export_is_narrowed_as_claims_are(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "denials.csv"
    done = run("export", "csv", "help", "--kind", "denial", "--since", "2025-01-01", "--out", out, "--ledger", ledger)
    assert done.returncode == 0, done.stderr
    assert out.read_bytes().count(b"\r\n") == 4
    assert b"help came late" in out.read_bytes()


def test_nothing_that_matches_writes_no_file(ledger: Path, tmp_path: Path) -> None:
    done = run("export", "csv", "zeppelins", "--out", tmp_path / "none.csv", "--ledger", ledger)
    assert (done.returncode, done.stderr) == (1, b"no claim matches\n")
    assert list(tmp_path.iterdir()) == []


def test_tables_want_a_folder_and_a_format_a_name(ledger: Path) -> None:
    done = run("export", "parquet", "--ledger", ledger)
    assert done.returncode == 2
    assert b"--out FOLDER" in done.stderr
    done = run("export", "docx", "--ledger", ledger)
    assert done.returncode == 2
    assert ", ".join(formats()).encode() in b" ".join(done.stderr.split())


@pytest.mark.parametrize("name", ["jsonl", "parquet"])
def test_records_go_out_and_come_back(name: str, ledger: Path, tmp_path: Path) -> None:
    assert run("export", name, "--out", tmp_path / "kept", "--ledger", ledger).returncode == 0
    done = run("import", tmp_path / "kept", "--ledger", tmp_path / "new" / "ledger.db")
    assert done.returncode == 0, done.stderr
    assert b"3 articles imported, 0 known before, 0 failed" in done.stderr
    again = run("export", "jsonl", "--ledger", tmp_path / "new" / "ledger.db")
    assert again.stdout == run("export", "jsonl", "--ledger", ledger).stdout
    assert run("check", "--ledger", tmp_path / "new" / "ledger.db").returncode == 0


def test_a_bad_record_is_told_and_the_exit_code_says_so(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_bytes(b"{}\n")
    done = run("import", tmp_path / "bad.jsonl", "--ledger", tmp_path / "ledger.db")
    assert done.returncode == 1
    assert b"Record 1 of" in done.stderr
    listed = run("failures", "--ledger", tmp_path / "ledger.db", "--format", "jsonl")
    assert json.loads(listed.stdout)["reason"] == "RecordInvalid"
