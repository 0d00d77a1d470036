"""A folder of everything that should not be an article, read by the program itself."""

from __future__ import annotations

import ctypes
import json
import os
import random
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly import errors
from reportedly.ledger import open_ledger

GOOD = """Bridge at Tarn closed

March 3, 2025 - 09:00

Mayor Ilse Brandt said on Monday that {count} lorries had been turned back. “We will open it again in May,” she said.
"""
DEADLINE = 4
REASONS = {name for name, kind in vars(errors).items() if isinstance(kind, type)}

# ESC and the other controls that steer terminals, and the marks that turn text around; line ends and tabs are plain.
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def html(body: str, *, head: str = "") -> bytes:
    return f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>".encode()


def told(headline: str, body: str) -> bytes:
    return html(f"<article><h1>{headline}</h1><p>{body}</p><p>{GOOD.splitlines()[-1]}</p></article>")


def linked_data(items: int) -> str:
    nodes = [{"@type": "NewsArticle", "headline": f"Item {number}"} for number in range(items)]
    return f'<script type="application/ld+json">{json.dumps(nodes)}</script>'


def hostile() -> dict[bytes, bytes]:
    """File names and contents."""
    dice = random.Random(23)
    return {
        b"picture": b"\x89PNG\r\n\x1a\n" + dice.randbytes(20_000),
        b"noise": dice.randbytes(50_000),
        b"noise.html": b"<!doctype html><html><body><p>" + dice.randbytes(50_000),
        b"empty.txt": b"",
        b"empty.html": b"",
        b"spaces.txt": b" \n" * 5_000,
        b"large.html": html("<p>The river rose again.</p>" * 770_000),
        b"nested.html": html("<div>" * 10_000 + "The mayor said it." + "</div>" * 10_000),
        b"charset.html": told("The café", "The mayor said the café was closed.").replace(
            b"<head>", b"<head><meta charset=shift_jis>"
        ),
        b"charset-unknown.html": told("The café", "The mayor said so.").replace(
            b"<head>", b"<head><meta charset=nowhere-8>"
        ),
        b"nul.txt": GOOD.format(count=3).replace(" ", " \x00").encode(),
        b"nul.html": told("A\x00B", "The mayor said\x00 that it\x00 rained."),
        b"emoji.txt": "😀🚀🏳️‍🌈".encode() * 3_000,
        b"opening.html": told("Marks", "“" * 100_000),
        b"straight.txt": b'The mayor said\n\n"' + b'"' * 100_000,
        b"letters.txt": b"a" * 1_000_000,
        b"long.html": told("Long", "a" * 150_000),
        b"overrides.html": told(
            "A \u202eturned\u2066 \x1b[31mred\x1b]0;owned\x07 title", "It said \x1b[2J\u202eso\x9b1m."
        ),
        b"linked.html": html(f"<article><p>{GOOD}</p></article>", head=linked_data(5_000)),
        b"deep-linked.html": html(
            f"<p>{GOOD}</p>", head=f'<script type="application/ld+json">{"[" * 50_000}{"]" * 50_000}</script>'
        ),
        b"a\nb\x1b[31m\xff\xfe\xe2\x80\xae.txt": GOOD.format(count=7).encode(),
        b"[bold red]markup.txt": GOOD.format(count=8).encode(),
        b"pieces.html": html("<p>x y z" * 500_000),
        b"links.html": html("<a href=/x>so it said</a> " * 300_000),
        b"stray-quotes.html": html('<p a="" " " ">x' * 100_000),
        b"broken.txt.gz": b"\x1f\x8b\x08\x00 this is no gzip",
    }


@dataclass(frozen=True, slots=True)
class Done:
    folder: Path
    ledger: Path
    code: int
    out: str
    err: str


def program(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "reportedly", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=120, check=False, **options)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """One run over good articles with everything else between them."""
    folder = tmp_path_factory.mktemp("hostile") / "pages"
    folder.mkdir()
    (folder / "0-good.txt").write_text(GOOD.format(count=40), encoding="utf-8")
    (folder / "z-good.html").write_bytes(told("Lorries", "The coast guard said nine boats were out."))
    for name, body in hostile().items():
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(body)
    os.mkfifo(folder / "pipe.txt")
    (folder / "circle").symlink_to(folder)
    (folder / "itself.txt").symlink_to(folder / "itself.txt")
    (folder / "nowhere.txt").symlink_to(folder / "missing.txt")
    ledger = folder.parent / "ledger.db"
    run = program("read", folder, "--ledger", ledger, "--workers", 2, "--deadline", DEADLINE)
    return Done(folder, ledger, run.returncode, run.stdout.decode(), run.stderr.decode())


def test_every_page_is_an_article_or_a_failure_with_its_reason(done: Done) -> None:
    assert done.code == 1, done.err
    assert "Traceback" not in done.err
    with open_ledger(done.ledger, read_only=True) as ledger:
        read = {str(reading.article.uri) for reading in ledger.readings()}
        failed = {str(failure.uri): failure for failure in ledger.failures()}
    assert len(read) + len(failed) == len(hostile()) + 2 + 3
    assert not read & failed.keys()
    assert {failure.reason for failure in failed.values()} <= REASONS - {"UnexpectedError"}, failed
    assert all(failure.detail for failure in failed.values())


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("picture", "NotText"),
        ("noise", "NotText"),
        ("nul.txt", "NotText"),
        ("nul.html", "NotText"),
        ("empty.txt", "NoArticle"),
        ("large.html", "PageTooLarge"),
        ("nested.html", "NoArticle"),
        ("pieces.html", "NoArticle"),
        ("stray-quotes.html", "NoArticle"),
        ("emoji.txt", "NoArticle"),
        ("letters.txt", "ArticleTooLong"),
        ("broken.txt.gz", "InputUnreadable"),
        ("pipe.txt", "InputUnreadable"),
        ("itself.txt", "InputUnreadable"),
        ("nowhere.txt", "InputNotFound"),
    ],
)
def test_the_reason_is_the_right_one(done: Done, name: str, reason: str) -> None:
    with open_ledger(done.ledger, read_only=True) as ledger:
        assert {Path(str(f.uri)).name: f.reason for f in ledger.failures()}[name] == reason


@pytest.mark.parametrize("name", ["0-good.txt", "z-good.html", "charset-unknown.html", "linked.html"])
def test_good_articles_are_read(done: Done, name: str) -> None:
    with open_ledger(done.ledger, read_only=True) as ledger:
        reading = ledger.reading(str(done.folder / name))
    assert reading is not None
    assert any(claim.source and "Brandt" in claim.source.text for claim in reading.claims)


def test_the_ledger_is_sound(done: Done) -> None:
    checked = program("check", "--ledger", done.ledger)
    assert checked.returncode == 0, checked.stdout
    assert b" 0 mismatches" in checked.stderr


def test_no_text_steers_the_terminal(done: Done) -> None:
    assert STEERING.findall(done.out + done.err) == []


@pytest.mark.parametrize("command", ["claims", "figures", "failures"])
def test_no_answer_steers_the_terminal(done: Done, command: str) -> None:
    answer = program(command, "--ledger", done.ledger)
    assert answer.returncode == 0
    assert answer.stdout
    assert STEERING.findall(answer.stdout.decode()) == []


def obey_permissions() -> None:
    """Take from a root process what lets it read everything: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
    if os.geteuid() == 0:
        for capability in (1, 2):
            ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP, for the program that comes next


@pytest.mark.skipif(sys.platform != "linux", reason="permissions are taken from root as Linux has it")
def test_what_we_may_not_read_is_a_failure(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    (pages / "closed").mkdir(parents=True)
    for name in ("closed/article.txt", "secret.txt", "good.txt"):
        (pages / name).write_text(GOOD.format(count=40), encoding="utf-8")
    (pages / "secret.txt").chmod(0o000)
    (pages / "closed").chmod(0o000)
    arguments = ("read", pages, "--ledger", tmp_path / "ledger.db", "--workers", 0, "--quiet")
    run = program(*arguments, preexec_fn=obey_permissions)
    (pages / "closed").chmod(0o700)
    assert run.returncode == 1, run.stderr
    with open_ledger(tmp_path / "ledger.db", read_only=True) as ledger:
        failed = {Path(str(failure.uri)).name: failure.reason for failure in ledger.failures()}
        assert [Path(str(reading.article.uri)).name for reading in ledger.readings()] == ["good.txt"]
    assert failed == {"closed": "InputUnreadable", "secret.txt": "InputUnreadable"}
