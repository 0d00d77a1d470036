"""The whole path in one process: order, failures, the same record every time, spans that hold."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import flow, record
from reportedly.claims.draft import Draft, misplaced
from reportedly.claims.syntax import LONGEST, ParseText
from reportedly.data import Article, Block, Failure, Page, Reading
from reportedly.ledger.check import mismatches
from reportedly.run import ManyProcesses
from tests.regenerate import as_json, example_page, example_pages, expected_path, read_example

SAYING = b"The ferry has reopened\n\nThe mayor said on Monday that nearly 300 people crossed the river in two hours."


def page(body: bytes = SAYING) -> Page:
    return Page(uri="ferry.txt", body=body, media_type="text/plain")


@dataclass(frozen=True, slots=True)
class Raise:
    """A stage that fails."""

    needs: ClassVar[frozenset[str]] = frozenset({"article"})
    adds: ClassVar[frozenset[str]] = frozenset()
    error: Exception

    def __call__(self, _: Draft) -> Draft:
        raise self.error


def test_the_stages_stand_in_order() -> None:
    assert list(misplaced(flow.STAGES["fast"])) == []


@pytest.mark.parametrize("at", range(1, len(flow.STAGES["fast"])))
def test_a_stage_before_all_that_it_needs_is_named(at: int) -> None:
    early = flow.STAGES["fast"][at]
    assert any(type(early).__name__ in wrong for wrong in misplaced((early, *flow.STAGES["fast"][:at])))


def test_a_wrong_order_is_refused_before_the_first_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ParseText, "needs", frozenset({"claims"}))
    spec = importlib.util.spec_from_file_location("flow_once_more", flow.__file__)
    assert spec is not None
    assert spec.loader is not None
    with pytest.raises(TypeError, match="ParseText needs claims, which no stage before it adds"):
        spec.loader.exec_module(importlib.util.module_from_spec(spec))


def test_a_language_without_a_pack_is_a_failure() -> None:
    words = "Der Bürgermeister sagte am Montag, dass fast dreihundert Menschen den Fluss überquert haben. " * 3
    result = flow.read_page(page(f"Die Fähre fährt wieder\n\n{words}".encode())).result
    assert isinstance(result, Failure)
    assert (result.stage, result.reason) == ("claims", "UnsupportedLanguage")
    assert "written in de" in result.detail


@pytest.mark.parametrize(
    ("error", "reason", "detail"),
    [
        (ZeroDivisionError("by nought"), "UnexpectedError", "ZeroDivisionError: by nought; please report the page"),
        (RecursionError("too deep"), "UnexpectedError", "RecursionError: too deep; please report the page"),
        (MemoryError(), "OutOfMemory", "reading the page took more memory than a worker may have"),
    ],
)
def test_what_goes_wrong_in_a_stage_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str, detail: str
) -> None:
    monkeypatch.setattr(flow, "STAGES", {"fast": (Raise(error),)})
    asked = page()
    outcome = flow.read_page(asked)
    assert outcome.page == asked.digest
    assert outcome.result == Failure(page=asked.digest, uri="ferry.txt", stage="claims", reason=reason, detail=detail)


def test_a_signal_to_stop_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "read_article", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        flow.read_page(page())


@pytest.mark.parametrize("path", example_pages(), ids=lambda path: path.name)
def test_the_reading_is_the_expected_one(path) -> None:
    assert as_json(read_example(path)) == expected_path(path).read_text(encoding="utf-8")


def test_every_worker_reads_the_same() -> None:
    asked = [example_page(path) for path in example_pages()]
    here = [flow.read_page(each).result for each in asked]
    carrier = ManyProcesses(workers=2, preload=("reportedly.warm",))
    there = [outcome.result for outcome in carrier([*reversed(asked), *asked], flow.read_page)]
    assert all(isinstance(result, Reading) for result in here)
    expected = [record.to_json(result) for result in (*reversed(here), *here)]
    assert [record.to_json(result) for result in there] == expected


VOCABULARY = (
    "the mayor Anna Osei said told Reuters that according to “ ” \" ' ( ) , . — ? 300 nearly 12,000 soldiers on Monday "
    "October 5 2024 denied claims as reported by NATO and % € million not will would é \u0301 😀 ’s\t"
)
PROSE = st.one_of(st.lists(st.sampled_from(VOCABULARY.split(" ")), max_size=60).map(" ".join), st.text(max_size=200))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PROSE.filter(str.strip), min_size=1, max_size=3))
def test_any_text_gives_a_sound_reading(paragraphs: list[str]) -> None:
    article = written(*paragraphs)
    reading = flow.read_claims(article)
    assert list(mismatches(reading)) == []
    assert flow.read_claims(article) == reading


@pytest.mark.parametrize(
    "paragraph",
    [
        "The mayor said that 5 boats were lost on Monday. " * 250,
        "a river and a road " * 700,
        "“" * 1_200 + "The mayor said that 5 boats were lost on Monday.",
        "a" * 7_000 + " the mayor said.",
    ],
    ids=["sentences", "no sentence", "marks", "letters"],
)
def test_paragraphs_longer_than_any_are_parsed_in_pieces(paragraph: str) -> None:
    article = written("The mayor spoke.", paragraph, "She said no.")
    pieces = ParseText()(Draft(article=article)).paragraphs
    assert len(pieces) > len(article.blocks)
    assert "".join(piece.doc.text for piece in pieces[1:-1]) == paragraph
    assert all(article.text[p.block.start : p.block.end] == p.doc.text for p in pieces)
    assert max(len(piece.doc.text) for piece in pieces) <= LONGEST
    assert list(mismatches(flow.read_claims(article))) == []


def test_paragraphs_are_else_parsed_whole() -> None:
    article = written("The mayor said that 5 boats were lost. " * 100, "See https://example.org/" + "a" * 300)
    assert [p.block for p in ParseText()(Draft(article=article)).paragraphs] == list(article.blocks)


def written(*paragraphs: str) -> Article:
    blocks, at = [], 0
    for text in paragraphs:
        blocks.append(Block(kind="paragraph", start=at, end=at + len(text)))
        at += len(text) + 2
    return Article(
        id="0" * 16,
        uri="test",
        outlet=None,
        headline=None,
        standfirst=None,
        published="2024-10-30",
        language="en",
        text="\n\n".join(paragraphs),
        blocks=tuple(blocks),
    )
