"""`reportedly desk users` and `reportedly corrections`, as a user and as a script meet them."""

from __future__ import annotations

import json
from pathlib import Path

from reportedly.ledger import open_ledger
from reportedly.ledger.correcting import change_of
from tests.test_cli import STORY, run

PASSWORD = b"a sentence of some length\n"


def test_users_are_added_listed_and_removed(tmp_path: Path) -> None:
    where = ("--ledger", tmp_path / "ledger.db")
    assert run("desk", "users", "add", "ada", *where, stdin=PASSWORD).returncode == 0
    again = run("desk", "users", "add", "ada", *where, stdin=PASSWORD)
    assert (again.returncode, b"remove it first" in again.stderr) == (2, True)
    short = run("desk", "users", "add", "bob", *where, stdin=b"short\n")
    assert (short.returncode, b"12 to 1024" in short.stderr) == (2, True)
    assert run("desk", "users", "list", *where).stdout == b"ada\n"
    assert run("desk", *where, "users", "list").returncode == 2
    assert run("desk", "users", "remove", "ada", *where).returncode == 0
    assert run("desk", "users", "remove", "ada", *where).returncode == 2
    assert run("desk", "users", "list", *where).stdout == b""


def test_a_correction_survives_reading_again_and_is_exported(tmp_path: Path) -> None:
    story, where = tmp_path / "story.txt", ("--ledger", tmp_path / "ledger.db")
    story.write_text(STORY)
    run("read", story, *where)
    assert b"no corrections" in run("corrections", *where).stderr
    with open_ledger(tmp_path / "ledger.db") as ledger:
        (reading,) = ledger.readings()
        claim = next(claim for claim in reading.claims if claim.kind == "statement")
        change = change_of(reading, id_=claim.id, field="kind", words="promise")
        ledger.correct(reading.article.id, change, by="ada", why="[bold]she vows", at="2025-03-04T10:00:00Z")
    assert run("read", story, "--again", *where).returncode == 0
    with open_ledger(tmp_path / "ledger.db", read_only=True) as ledger:
        found = ledger.claim(claim.id)
        assert found is not None
        assert found.claim.kind == "promise"
    assert run("check", *where).returncode == 0
    assert "[bold]she vows" in run("corrections", *where).stdout.decode()
    (line,) = run("corrections", "--format", "jsonl", *where).stdout.splitlines()
    told = json.loads(line)
    assert (told["field"], told["before"], told["after"], told["by"]) == ("kind", "statement", "promise", "ada")
    passage, (start, end) = told["passage"], told["anchor"]["spans"][0]
    assert passage["text"][start - passage["start"] : end - passage["start"]] == claim.content.text
    assert reading.article.text[passage["start"] : passage["end"]] == passage["text"]
