"""The record: JSON there and back, and its published schema."""

import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from reportedly import record
from reportedly.data import Actor, Claim, Figure, Hop, Party, Phrase, Reading, Span
from tests.claims.drafts import article

TEXT = "Reuters reports that, the mayor said, 14 people drowned."
READING = Reading(
    article=article(TEXT),
    claims=(
        Claim(
            id="c" * 16,
            kind="statement",
            quotation="indirect",
            source=Party(spans=(Span(22, 31),), text="the mayor", actor="a" * 16),
            cue=Phrase(spans=(Span(32, 36),), text="said"),
            content=Phrase(spans=(Span(38, 55),), text="14 people drowned"),
            via=(Hop(kind="outlet", spans=(Span(0, 7),), text="Reuters"),),
            figures=("f1",),
            score=0.8,
            made_by="test",
        ),
    ),
    figures=(Figure(id="f1", spans=(Span(38, 47),), text="14 people", value=14, low=14, high=14, unit="person"),),
    actors=(Actor(id="a" * 16, name="the mayor", kind="person", mentions=(Span(22, 31),)),),
)
PUBLISHED = Path(__file__).parents[1] / "docs" / "record.schema.json"


def test_there_and_back() -> None:
    assert record.from_json(record.to_json(READING)) == READING


def test_one_line_with_spans_as_pairs_and_integral_values_as_integers() -> None:
    line = record.to_json(READING)
    assert b"\n" not in line
    assert b'"spans":[[38,47]]' in line
    assert b'"value":14,' in line


def test_keeps_to_the_published_schema() -> None:
    schema = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(record.to_json(READING)), schema)


def test_another_version_is_refused() -> None:
    line = record.to_json(READING).replace(b"reportedly/1", b"reportedly/9")
    with pytest.raises(msgspec.ValidationError, match="reportedly/9"):
        record.from_json(line)
