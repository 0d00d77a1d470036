"""The measures of extraction can fail, and one run compares readers on each layout."""

import gzip
import json
import math
import os
import time
from pathlib import Path

import pytest
from benchmarks.extraction import Extract, Gold, PageScore
from benchmarks.passes import read_pages
from benchmarks.readers import Read, Reader, decode

from benchmarks import articles, extraction

BODY = (
    "The harbour of Westerby was closed on Monday after a crane fell into the basin.",
    "Nobody was hurt, the mayor said, and ferries will sail again on Wednesday at the latest.",
    "Engineers had inspected it in spring, according to the port authority.",
)
PAGE = (
    "<html><head><title>Harbour closed</title></head><body><article><h1>Harbour closed</h1>{}</article></body></html>"
)


def page(*paragraphs: str) -> bytes:
    return PAGE.format("".join(f"<p>{text}</p>" for text in paragraphs)).encode()


def write_page(folder: Path, name: str, body: bytes) -> Path:
    path = folder / "html" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(gzip.compress(body))
    return path


def test_a_perfect_body_has_all() -> None:
    assert extraction.body_score(BODY, BODY) == extraction.paragraph_score(BODY, BODY) == PageScore(1, 1, 1, 1)
    assert extraction.exact(BODY, BODY)
    assert extraction.quality([extraction.body_score(BODY, BODY)]) == (1, 1, 1)


def test_shuffled_paragraphs_lose_their_seams_only() -> None:
    shuffled = (BODY[1], BODY[0], BODY[2])
    words = len(extraction.words(" ".join(BODY)))
    score = extraction.body_score(shuffled, BODY)
    # Three shingles lie across each of two seams.
    assert score.precision == score.recall == pytest.approx(1 - 6 / (words - 3))
    assert extraction.paragraph_score(shuffled, BODY).f1 == 1
    assert not extraction.exact(shuffled, BODY)


def test_a_missing_paragraph_costs_recall() -> None:
    score = extraction.body_score(BODY[:2], BODY)
    assert score.precision == 1
    assert 0.6 < score.recall < 0.8
    assert extraction.paragraph_score(BODY[:2], BODY) == PageScore(1, 1, pytest.approx(2 / 3), 1)


def test_boilerplate_costs_precision() -> None:
    score = extraction.body_score((*BODY, "Subscribe to our newsletter and never miss a story again."), BODY)
    assert score.recall == 1
    assert score.precision < 0.85


def test_a_repeated_paragraph_counts_once() -> None:
    assert extraction.body_score((*BODY, BODY[0]), BODY).precision < 0.8
    assert extraction.paragraph_score((*BODY, BODY[0]), BODY).precision == 3 / 4


def test_short_texts_are_one_shingle_and_case_counts() -> None:
    assert extraction.body_score(("Harbour closed",), ("Harbour closed",)).f1 == 1
    assert extraction.body_score(("HARBOUR closed",), ("Harbour closed",)).f1 == 0
    assert extraction.body_score(("Har\u00adbour cafe\u0301",), ("Harbour caf\u00e9",)).f1 == 1
    assert extraction.body_score(("Har\u00adbour",), ("Harbour",), literal=True).f1 == 0
    assert not extraction.exact(("Har\u00adbour",), ("Harbour",), literal=True)


def test_lines_are_alike_but_for_case_punctuation_and_spaces() -> None:
    assert (
        extraction.paragraph_score(("• Ferries  sail!\nNobody was hurt",), ("ferries sail", "Nobody was hurt.")).f1 == 1
    )


def test_an_empty_page_costs_recall_alone_as_in_the_public_benchmark() -> None:
    pages = [extraction.body_score(BODY, BODY), extraction.body_score((), BODY)]
    assert extraction.quality(pages) == (pytest.approx(2 / 3), 1, 0.5)


def test_f1_is_that_of_the_averages() -> None:
    pages = [PageScore(0.5, 1, 1, 1), PageScore(1, 1, 0.2, 1)]
    assert extraction.quality(pages) == (pytest.approx(2 * 0.75 * 0.6 / 1.35), 0.75, 0.6)


def test_snippets_are_counted_over_all_pages() -> None:
    held = ("harbour of WESTERBY", "the mayor said", "never said")
    score = extraction.snippet_score((*BODY, "Subscribe now"), held, ("Subscribe now", "Related", "arbour"))
    assert score == PageScore(2, 3, 2, 3)
    assert extraction.quality([score, PageScore(1, 1, 1, 5)]) == (pytest.approx(2 * 3 / (4 + 8)), 3 / 4, 3 / 8)


def test_gaps_are_paired_and_the_same_each_time() -> None:
    ours = [PageScore(value, 1, value, 1) for value in (0.2, 0.9, 0.5, 1.0, 0.7)]
    theirs = [PageScore(value - 0.1, 1, value - 0.1, 1) for value in (0.2, 0.9, 0.5, 1.0, 0.7)]
    assert extraction.gap(ours, theirs) == pytest.approx((0.1, 0.1, 0.1))
    mixed = extraction.gap(ours, theirs[::-1])
    assert mixed.low < mixed.gap < mixed.high
    assert mixed == extraction.gap(ours, theirs[::-1])


@pytest.mark.parametrize(
    ("found", "gold", "right"),
    [
        ("2024-05-03T15:47:42Z", "2024-05-03 17:47:00+02:00", True),
        ("2024-05-03T15:46Z", "2024-05-03 17:47:01+02:00", False),
        ("2024-05-03T17:47", "2024-05-03 17:47:00+02:00", False),
        ("2024-05-03", "2024-05-03 17:47:00+02:00", False),
        (None, "2024-05-03 17:47:00+02:00", False),
        ("soon after noon", "2024-05-03 17:47:00+02:00", False),
        ("2024-05-03T17:47:00+02:00", "2024-05-03 17:47:30", True),
        ("2024-05-03T15:47:00Z", "2024-05-03 17:47:30", False),
        ("2024-05-03T17:47", "2024-05-03 17:47:30", True),
        ("2024-05-03T17:47", "2024-05-03 00:00:00", None),
        ("2024-05-03T17:47", "2024-05-03", None),
        ("2024-05-03T17:47", None, None),
    ],
)
def test_instants(found: str | None, gold: str | None, right: bool | None) -> None:
    assert extraction.instant_right(Extract(published=found), Gold(file="a", published=gold)) is right


@pytest.mark.parametrize(
    ("found", "gold", "right"),
    [
        ("2024-05-03", "2024-05-03 23:47:00+02:00", True),
        ("2024-05-04T00:47+03:00", "2024-05-03 23:47:00+02:00", True),
        ("2024-05-04T00:47+02:00", "2024-05-03 23:47:00+02:00", False),
        ("2024-05-04", "2024-05-03 23:47:00+00:00", False),
        ("2024-05-03T10:00Z", "2024-05-03", True),
        (None, "2024-05-03", False),
        ("2024-05-03", None, None),
    ],
)
def test_days(found: str | None, gold: str | None, right: bool | None) -> None:
    assert extraction.day_right(Extract(published=found), Gold(file="a", published=gold)) is right


@pytest.mark.parametrize(
    ("found", "gold", "right"),
    [
        (("Per Holm", "ida  vane"), ("Ida Vane", "Per Holm"), True),
        (("Ida Vane",), ("Ida Vane", "Per Holm"), False),
        ((), ("Ida Vane",), False),
        (("Ida Vane",), (), None),
    ],
)
def test_authors(found: tuple[str, ...], gold: tuple[str, ...], right: bool | None) -> None:
    assert extraction.authors_right(Extract(authors=found), Gold(file="a", authors=gold)) is right


def test_headlines() -> None:
    gold = Gold(file="a", headline="Har\u00adbour  closed ")
    assert extraction.headline_right(Extract(headline="Harbour closed"), gold)
    assert extraction.headline_right(Extract(headline="harbour closed"), gold) is False
    assert extraction.headline_right(Extract(), gold) is False
    assert extraction.headline_right(Extract(headline="Harbour closed"), Gold(file="a")) is None


def test_both_forms_of_gold(tmp_path: Path) -> None:
    body = {"summary": ["Ferries wait"], "sections": [{"headline": ["The crane"], "paragraphs": list(BODY)}]}
    lines = [
        {"file": "a.html.gz", "title": "T", "authors": None, "published": "2024-05-03 10:00:00+00:00", "body": body},
        {"file": "b.html.gz", "with": ["x y"], "without": None, "author": "Ida Vane, Per Holm and Eva Lund; Jo"},
    ]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    whole, snippets = extraction.load_gold(tmp_path)
    assert whole.body == ("Ferries wait", "The crane", *BODY)
    assert (whole.headline, whole.authors) == ("T", ())
    assert snippets == Gold(file="b.html.gz", held=("x y",), authors=("Ida Vane", "Per Holm", "Eva Lund", "Jo"))


def test_a_folder_without_gold(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        extraction.load_gold(tmp_path)


def test_characters_are_as_declared() -> None:
    assert decode("caf\u00e9".encode()) == "caf\u00e9"
    assert decode('<meta charset="windows-1251">\u041c\u0438\u0440'.encode("cp1251")).endswith("\u041c\u0438\u0440")
    assert decode("caf\u00e9".encode("cp1252")) == "caf\u00e9"
    assert decode(b'<meta charset="none-such">caf\xe9').endswith("caf\ufffd")


def stumble() -> Read:
    """A reader that does what the page says."""

    def read(given: bytes) -> Extract:
        if given == b"hang":
            time.sleep(60)
        if given == b"die":
            os._exit(1)
        if given == b"raise":
            raise ValueError(given)
        return Extract(body=(given.decode(),))

    return read


def test_pages_that_a_reader_fails_on_count_as_empty(tmp_path: Path) -> None:
    pages = [b"first", b"raise", b"hang", b"second", b"die", b"third", b"die"]
    paths = [write_page(tmp_path, f"{number}.html.gz", body) for number, body in enumerate(pages)]
    done = read_pages(Reader(name="stumbling", package="none", load=stumble), paths, limit=1.5)
    assert [answer.extract.body for answer in done.answers] == [
        ("first",), (), (), ("second",), (), ("third",), (),
    ]  # fmt: skip
    assert done.troubles == {"ValueError": 1, "too slow": 1, "process died": 2}
    assert done.answers[2].seconds == 1.5


def missing() -> Read:
    raise ModuleNotFoundError("none")


def test_a_reader_that_cannot_be_loaded(tmp_path: Path) -> None:
    path = write_page(tmp_path, "a.html.gz", page(*BODY))
    with pytest.raises(RuntimeError, match="absent can't be loaded"):
        read_pages(Reader(name="absent", package="none", load=missing), [path])


def columns(printed: str) -> dict[str, str]:
    """Our row of the table by its headings; the columns that only peers have are left out."""
    lines = printed.splitlines()
    heads = lines[1].replace("ours minus  (95 %)", "").split()
    (row,) = (line for line in lines if line.startswith("reportedly "))
    return dict(zip(heads, row.replace(" MB", "").split()[2:], strict=True))


def test_one_run_on_whole_bodies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_page(tmp_path, "a.html.gz", page(*BODY))
    write_page(tmp_path, "b.html.gz", b"<html><body></body></html>")
    body = {"summary": [], "sections": [{"headline": [], "paragraphs": list(BODY)}]}
    lines = [{"file": f"{name}.html.gz", "title": "Harbour closed", "body": body} for name in "ab"]
    (tmp_path / "gold.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    predictions = tmp_path / "predictions.jsonl"
    articles.main(
        [str(tmp_path), "--peers", "--passes", "1", "--worst", "1", "--predictions", str(predictions)]
    )  # fmt: skip
    printed = capsys.readouterr().out
    row = columns(printed)
    assert {name: row[name] for name in ("precision", "recall", "exact", "lines", "<.5", "headline", "empty")} == {
        "precision": "1.0000", "recall": "0.5000", "exact": "0.500", "lines": "0.6667", "<.5": "0.500",
        "headline": "0.500", "empty": "1",
    }  # fmt: skip
    assert float(row["time"]) > 1
    assert math.isfinite(float(row["memory"]))
    assert "F1 0.000  precision 0.000  recall 0.000  b.html.gz" in printed
    first, second = map(json.loads, predictions.read_text(encoding="utf-8").splitlines())
    assert first["file"] == "a.html.gz"
    assert first["paragraphs"] == list(BODY)
    assert first["body"] == "\n\n".join(BODY)
    assert {"kind": "headline", "text": "Harbour closed"} in first["blocks"]
    assert second["paragraphs"] == second["blocks"] == []


def test_one_run_on_snippets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_page(tmp_path, "a.html.gz", page(*BODY))
    line = {"file": "a.html.gz", "with": ["Nobody was hurt", "no such words"], "without": ["Harbour closed"]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line), encoding="utf-8")
    articles.main([str(tmp_path), "--peers", "--profile-less"])
    assert columns(capsys.readouterr().out) == {
        "F1": "0.6667", "precision": "1.0000", "recall": "0.5000", "empty": "0",
    }  # fmt: skip


def test_one_run_on_the_public_layout(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_page(tmp_path, "5f3a.html.gz", page(*BODY))
    gold = {"5f3a": {"articleBody": "\n\n".join(BODY), "url": "https://westerby.example/"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(gold), encoding="utf-8")
    articles.main([str(tmp_path), "--peers", "--profile-less"])
    row = columns(capsys.readouterr().out)
    assert (row["F1"], row["exact"], row["lines"]) == ("1.0000", "1.000", "1.0000")


def test_the_public_layout_is_taken_literally(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_page(tmp_path, "5f3a.html.gz", page(*BODY))
    gold = {"5f3a": {"articleBody": "\n\n".join(BODY).replace("ferries", "fer\u00adries")}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(gold), encoding="utf-8")
    articles.main([str(tmp_path), "--peers", "--profile-less"])
    row = columns(capsys.readouterr().out)
    assert float(row["F1"]) < 1
    assert (row["exact"], row["lines"]) == ("0.000", "1.0000")


def test_at_least_one_pass(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        articles.main(["nowhere", "--passes", "0"])
    assert "at least one" in capsys.readouterr().err
