"""Records come back as they went, and only sound ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import record
from reportedly.article.canonical import clean
from reportedly.data import Claim, Failure, Figure, Phrase, Reading, Span, content_hash
from reportedly.export import exporter
from reportedly.export.intake import take
from reportedly.ledger import ClaimQuery, open_ledger
from tests.export.test_formats import whole, written
from tests.ledger import arbitrary
from tests.ledger.making import outcome, reading


def _imported(folder: Path, *paths: Path) -> tuple[bytes, list[Failure]]:
    """What a new ledger gives back of the files, and what it refused."""
    with open_ledger(folder / "imported.db") as ledger:
        refused = [one.result for one in take(paths, ledger) if one and isinstance(one.result, Failure)]
        assert list(ledger.failures()) == refused
        assert list(ledger.check()) == []
        return b"".join(exporter("jsonl").pieces(ledger.excerpts(ClaimQuery()))), refused


words = st.text(max_size=20).map(clean)


@st.composite
def sound(draw: st.DrawFn) -> Reading:
    """A reading whose spans, texts and ids hold, with words and numbers of all kinds."""
    made = reading(draw(st.integers(1, 5)))
    text = clean(draw(st.text(min_size=1, max_size=60)) + "x")
    spans = (Span(0, draw(st.integers(1, len(text)))),)
    id_ = content_hash(made.article.uri, text)
    article = replace(
        made.article,
        id=id_, text=text, blocks=(), outlet=draw(st.none() | words), headline=draw(st.none() | words),
        byline=tuple(draw(st.lists(words, max_size=2))),
    )  # fmt: skip
    numbers = {name: draw(arbitrary.numbers) for name in ("value", "low", "high", "total")}
    figure = Figure(id="f1", spans=spans, text=text[: spans[0].end], counted=draw(st.none() | words), **numbers)
    claim = Claim(
        id=content_hash(id_, "claim"), kind="statement", quotation=None, source=None, cue=None,
        content=Phrase(spans=spans, text=text[: spans[0].end]), figures=("f1",), score=draw(st.floats(0, 1)),
        made_by=draw(words),
    )  # fmt: skip
    return Reading(article=article, claims=(claim,), figures=(figure,))


@settings(max_examples=40, deadline=None)
@given(read=st.lists(sound(), min_size=1, max_size=3, unique_by=lambda one: one.article.id))
def test_records_come_back_byte_for_byte(read: list[Reading]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        lines = written("jsonl", whole(*read), folder)
        (folder / "records.jsonl").write_bytes(lines)
        assert _imported(folder, folder / "records.jsonl") == (lines, [])


@settings(max_examples=15, deadline=None)
@given(read=st.lists(sound(), min_size=1, max_size=3, unique_by=lambda one: one.article.id))
def test_tables_come_back_byte_for_byte(read: list[Reading]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tables").mkdir()
        written("parquet", whole(*read), folder / "tables")
        assert _imported(folder, folder / "tables") == (written("jsonl", whole(*read), folder), [])


def test_an_article_that_the_ledger_has_keeps_its_reading(tmp_path: Path) -> None:
    mine, other = reading(1), replace(reading(1), times=(), claims=reading(1).claims[1:])
    (tmp_path / "records.jsonl").write_bytes(record.to_json(other) + b"\n" + record.to_json(reading(2)) + b"\n")
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.put([outcome(1)], made_by="v1")
        took = list(take([tmp_path / "records.jsonl"], ledger))
        assert took[0] is None
        assert list(ledger.readings()) == [mine, reading(2)]
        assert list(take([tmp_path / "records.jsonl"], ledger)) == [None, None]


def test_of_two_records_of_one_article_the_first_counts(tmp_path: Path) -> None:
    other = replace(reading(1), times=(), claims=reading(1).claims[1:])
    (tmp_path / "records.jsonl").write_bytes(b"".join(record.to_json(one) + b"\n" for one in (reading(1), other)))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        assert [one is None for one in take([tmp_path / "records.jsonl"], ledger)] == [False, True]
        assert list(ledger.readings()) == [reading(1)]


def _with(change: Callable[[Any], object]) -> bytes:
    made = json.loads(record.to_json(reading(1)))
    change(made)
    return json.dumps(made).encode()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "truncated"),
        (b"\xff\xfe", "is left out"),
        (b"[" * 100_000, "is left out"),
        (b'{"schema":"reportedly/9"}', "reportedly/9"),
        (_with(lambda r: r["claims"][0]["content"].update(text="another")), "where the article says"),
        (_with(lambda r: r["claims"][0]["content"].update(spans=[[0, 10**9]])), "marks nothing"),
        (_with(lambda r: r["claims"][0].update(figures=["f9"])), "refers to figure f9"),
        (_with(lambda r: r["claims"][0].update(id="../../etc")), "is no id"),
        (_with(lambda r: r["claims"][0].update(said_on="soon")), "is no date"),
        (_with(lambda r: r["article"].update(id="0" * 16)), "does not follow"),
        (_with(lambda r: r["article"].update(uri="other")), "does not follow"),
        (_with(lambda r: r["article"].update(outlet="\x1b[31mred")), "characters that no record has"),
        (_with(lambda r: r["article"].update(headline="\u202eevil")), "characters that no record has"),
    ],
)
def test_a_bad_record_becomes_a_failure_and_the_rest_is_taken(line: bytes, said: str, tmp_path: Path) -> None:
    good = record.to_json(reading(2)) + b"\n"
    (tmp_path / "records.jsonl").write_bytes(line + b"\n" + good)
    kept, (failure,) = _imported(tmp_path, tmp_path / "records.jsonl")
    assert kept == good
    assert (failure.stage, failure.reason) == ("read", "RecordInvalid")
    assert said in failure.detail
    assert failure.uri
    assert failure.uri.endswith("records.jsonl:1")


def test_text_that_is_not_canonical_is_refused(tmp_path: Path) -> None:
    read = reading(1)
    text = f"{read.article.text}\u200b"
    article = replace(read.article, text=text, id=content_hash(read.article.uri, text))
    (tmp_path / "a.jsonl").write_bytes(record.to_json(replace(read, article=article)))
    _, (failure,) = _imported(tmp_path, tmp_path / "a.jsonl")
    assert "not canonical" in failure.detail


def test_what_is_no_file_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    _, failures = _imported(tmp_path, tmp_path / "nothing", tmp_path / "empty")
    assert [failure.reason for failure in failures] == ["InputNotFound", "InputUnreadable"]


def test_tables_of_another_schema_are_refused(tmp_path: Path) -> None:
    written("parquet", whole(reading(1)), tmp_path)
    claims = pq.read_table(tmp_path / "claims.parquet")
    pq.write_table(claims.drop_columns(["kind"]), tmp_path / "claims.parquet")
    _, (failure,) = _imported(tmp_path, tmp_path)
    assert failure.reason == "RecordInvalid"
    assert "claims.parquet does not hold claims of the schema reportedly/1" in failure.detail


def test_rows_that_belong_to_no_article_are_a_failure(tmp_path: Path) -> None:
    written("parquet", whole(reading(1), reading(2)), tmp_path)
    articles = pq.read_table(tmp_path / "articles.parquet")
    pq.write_table(articles.slice(0, 1), tmp_path / "articles.parquet")
    _, failures = _imported(tmp_path, tmp_path)
    assert [failure.reason for failure in failures] == ["RecordInvalid"]
