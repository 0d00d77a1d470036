"""The command line, as a user and as a script meet it."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

from tests.read.server import STORY as PAGE
from tests.read.server import Site, answer

ROOT = Path(__file__).parents[1]
STORY = """Ferry sinks off Kolm; at least 14 drowned

Rescuers search for survivors in cold water.

March 3, 2025 - 09:00

At least 14 people have drowned, Interior Minister Anna Osei said on Monday. The coast guard said 212 people had been
on board when the ferry left Kolm.

“We will not stop before everybody is found,” Osei told reporters. She urged the operator to publish the passenger list.
"""
LATER = STORY.replace("At least 14", "Nineteen").replace("at least 14", "nineteen").replace("March 3", "March 4")


def run(*arguments: object, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "COLUMNS": "160", "NO_COLOR": "1"}
    command = [sys.executable, "-m", "reportedly", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, env=environment, timeout=120, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cli")
    (made / "first.txt").write_text(STORY, encoding="utf-8")
    (made / "second.txt").write_text(LATER, encoding="utf-8")
    (made / "picture").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    return made


@pytest.fixture(scope="module")
def ledger(folder: Path) -> Path:
    path = folder / "kept" / "ledger.db"
    done = run("read", folder / "first.txt", folder / "second.txt", "--ledger", path, "--workers", 0)
    assert done.returncode == 0, done.stderr
    assert b"Interior Minister Anna Osei" in done.stdout
    assert str(path).encode() in done.stderr
    return path


def test_read_prints_records_that_keep_to_the_schema(folder: Path, tmp_path: Path) -> None:
    done = run("read", folder / "first.txt", "--ledger", tmp_path / "l.db", "--format", "jsonl", "--workers", 0)
    record = json.loads(done.stdout)
    jsonschema.validate(record, json.loads((ROOT / "docs" / "record.schema.json").read_text(encoding="utf-8")))
    assert record["article"]["uri"] == str(folder / "first.txt")


def test_reading_again_changes_nothing(folder: Path, ledger: Path) -> None:
    before = run("claims", "--ledger", ledger, "--format", "jsonl").stdout
    done = run("read", folder / "first.txt", folder / "second.txt", "--ledger", ledger, "--workers", 1)
    assert done.returncode == 0
    assert b"2 pages read before" in done.stderr
    assert run("claims", "--ledger", ledger, "--format", "jsonl").stdout == before


def test_a_bad_page_is_a_failure_and_the_rest_is_read(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    done = run("read", folder, folder / "missing.txt", "--ledger", path, "--quiet", "--workers", 0)
    assert done.returncode == 1
    assert b"2 articles read" in done.stderr
    assert b"2 failed" in done.stderr
    listed = [json.loads(line) for line in run("failures", "--ledger", path, "--format", "jsonl").stdout.splitlines()]
    assert {failure["reason"] for failure in listed} == {"NotText", "InputNotFound"}


def test_standard_input(tmp_path: Path) -> None:
    done = run("read", "-", "--ledger", tmp_path / "l.db", "--format", "jsonl", "--workers", 0, stdin=STORY.encode())
    assert json.loads(done.stdout)["article"]["uri"] is None


def test_claims_by_words_actor_kind_and_date(ledger: Path) -> None:
    def found(*arguments: object) -> list[str]:
        done = run("claims", *arguments, "--ledger", ledger, "--format", "jsonl")
        return [json.loads(line)["claim"]["content"]["text"] for line in done.stdout.splitlines()]

    assert len(found("passenger", "list", "--by", "Osei", "--kind", "demand")) == 2
    assert found("passenger list", "--since", "2025-03-05") == []
    assert len(found("passenger list", "--until", "2025-03-03")) == 1


def test_nothing_found_is_said_and_ends_with_1(ledger: Path) -> None:
    done = run("claims", "submarine", "--ledger", ledger)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"no claim matches" in done.stderr


def test_figures_with_a_plot(ledger: Path, tmp_path: Path) -> None:
    done = run("figures", "drowned", "--ledger", ledger, "--plot", tmp_path / "drowned.svg")
    assert done.returncode == 0
    assert b"at least 14" in done.stdout
    assert (tmp_path / "drowned.svg").read_bytes().startswith(b"<?xml")


def test_figures_that_disagree(ledger: Path) -> None:
    done = run("figures", "--disagree", "--ledger", ledger, "--format", "jsonl")
    assert done.returncode in (0, 1)  # "at least 14" and "nineteen" fit each other


def test_show_by_path_and_by_id(ledger: Path, folder: Path) -> None:
    done = run("show", folder / "first.txt", "--ledger", ledger, "--format", "jsonl")
    article = json.loads(done.stdout)["article"]
    assert run("show", article["id"][:8], "--ledger", ledger).stdout.count(b"Osei") > 1


def test_show_says_what_is_missing(ledger: Path) -> None:
    done = run("show", "nowhere", "--ledger", ledger)
    assert done.returncode == 2
    assert b"holds no article 'nowhere'" in done.stderr


def test_check_holds(ledger: Path) -> None:
    done = run("check", "--ledger", ledger)
    assert done.returncode == 0
    assert b"0 mismatches" in done.stderr


def test_a_file_that_is_no_ledger(folder: Path) -> None:
    done = run("claims", "--ledger", folder / "first.txt")
    assert done.returncode == 3
    assert b"first.txt" in done.stderr
    assert b"Traceback" not in done.stderr


def test_output_cut_short_is_no_error(ledger: Path) -> None:
    command = f"{sys.executable} -m reportedly claims --ledger {ledger} --format jsonl | head -n 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["read", "watch", "claims", "figures", "show", "failures", "check"])
def test_help_teaches(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert b"--ledger" in done.stdout


def test_version() -> None:
    assert run("--version").stdout.split()[0] == b"reportedly"


def test_read_an_address_keep_it_and_read_it_again_from_there(site: Site, tmp_path: Path) -> None:
    site.plays["/story"] = answer(PAGE)
    path, kept, listed = tmp_path / "l.db", tmp_path / "kept", tmp_path / "list.txt"
    listed.write_text(f"# ours\nhttp://127.0.0.1:{site.port}/story\n\n")
    common = ("--ledger", path, "--quiet", "--workers", 0)
    refused = run("read", "--list", listed, *common)
    assert refused.returncode == 1
    assert b"--allow-private" in run("failures", "--ledger", path, "--format", "jsonl").stdout
    done = run("read", "--list", listed, "--keep", kept, "--allow-private", *common)
    assert done.returncode == 0, done.stderr
    assert b"1 articles read" in done.stderr
    again = run("read", kept, *common)
    assert b"1 pages read before" in again.stderr
    assert run("failures", "--ledger", path).stdout == b""


def test_read_wants_an_input(tmp_path: Path) -> None:
    done = run("read", "--ledger", tmp_path / "l.db")
    assert done.returncode == 2
    assert b"--list" in done.stderr


@pytest.mark.parametrize("feed", ["feed.xml", "ftp://x.example/feed"])
def test_watch_wants_addresses(tmp_path: Path, feed: str) -> None:
    assert run("watch", feed, "--ledger", tmp_path / "l.db").returncode == 2


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_watch_goes_on_until_it_is_stopped_and_says_what_it_did(site: Site, tmp_path: Path, stop: int) -> None:
    feed = b"<rss version='2.0'><channel><item><link>/story</link></item></channel></rss>"
    site.plays |= {"/feed": answer(feed), "/story": answer(PAGE)}
    command = [sys.executable, "-m", "reportedly", "watch", f"http://127.0.0.1:{site.port}/feed", "--allow-private"]
    options = ["--ledger", str(tmp_path / "l.db"), "--workers", "1", "--format", "jsonl"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        record = json.loads(running.stdout.readline())
        assert record["article"]["headline"] == "Ferry sails again"
        time.sleep(0.2)  # it is waiting for the next round now, or will be
        running.send_signal(stop)
        _, said = running.communicate(timeout=20)
    assert running.returncode == 0, said
    assert b"1 articles read" in said
    assert b"Traceback" not in said
    once = run("watch", f"http://127.0.0.1:{site.port}/feed", "--once", "--allow-private", *options)
    assert once.returncode == 0
    assert once.stdout == b""


def test_stories_are_told_in_a_table_and_found_by_any_article(ledger: Path) -> None:
    table = run("stories", "ferry", "--ledger", ledger).stdout.decode()
    assert "2025-03-03 – 03-04" in table
    (line,) = run("stories", "--ledger", ledger, "--format", "jsonl").stdout.splitlines()
    story = json.loads(line)
    assert [article["published"][:10] for article in story["articles"]] == ["2025-03-03", "2025-03-04"]
    later = story["articles"][1]["id"]
    assert run("stories", later[:8], "--ledger", ledger, "--format", "jsonl").stdout.splitlines() == [line]
    nothing = run("stories", "volcano", "--ledger", ledger)
    assert (nothing.returncode, nothing.stdout) == (1, b"")


def test_versions_of_an_address_say_what_changed(tmp_path: Path) -> None:
    page, path = tmp_path / "ferry.txt", tmp_path / "l.db"
    for text in (STORY, STORY.replace("14", "19")):
        page.write_text(text, encoding="utf-8")
        assert run("read", page, "--ledger", path, "--workers", 0, "-q").returncode == 0
    lines = run("versions", page, "--ledger", path, "--format", "jsonl").stdout.splitlines()
    first, second = map(json.loads, lines)
    assert {claim["fate"] for claim in first["claims"]} == {"new"}
    moved = [figure for claim in second["claims"] for figure in claim["figures"]]
    assert {(figure["was"]["value"], figure["now"]["value"]) for figure in moved} == {(14, 19)}
    assert "was" in run("versions", second["article"]["id"], "--ledger", path).stdout.decode()
    assert run("versions", "nothing.html", "--ledger", path).returncode == 2


def test_claims_are_ranked_by_a_text(ledger: Path) -> None:
    asked = ("claims", "--like", "the list of passengers must be published", "--limit", 1, "--format", "jsonl")
    (line,) = run(*asked, "--ledger", ledger).stdout.splitlines()
    assert "passenger list" in json.loads(line)["claim"]["content"]["text"]
