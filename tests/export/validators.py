"""What each format must keep to, by its own schema or by a library that others read it with."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, get_args

import bibtexparser
import jsonschema
import openpyxl
import pyarrow.parquet as pq
import rdflib
import rispy
import stix2

from reportedly import data, record
from reportedly.export.parquet import readings
from reportedly.export.sheet import COLUMNS
from reportedly.harmless import harmless
from reportedly.ledger import Excerpt

_TEXT = {"type": "string", "minLength": 1}
_PARTY = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "required": ["actorText"],
        "properties": {"actorText": {"type": "string"}, "code": _TEXT, "sector": {"enum": ["GOV", "MIL", "MED"]}},
        "additionalProperties": False,
    },
}
PLOVER = {
    "type": "object",
    "required": ["id", "event", "claimant", "status", "coder", "version"],
    "properties": {
        **dict.fromkeys(
            ("id", "eventText", "mode", "text", "language", "publication", "headline", "url", "coder", "version"), _TEXT
        ),
        **dict.fromkeys(("date", "publicationDate", "location"), _TEXT),
        "source": _PARTY,
        "target": _PARTY,
        "event": {"enum": list(get_args(data.PloverType))},
        "context": {"type": "array", "items": {"type": "string"}},
        "status": {"enum": list(get_args(data.EventStatus))},
        "claimant": {"type": "object", "required": ["narrator"]},
    },
    "additionalProperties": False,
}
# The normative statements of the Web Annotation Data Model on what is written here.
_SELECTORS = {
    "type": "array",
    "prefixItems": [
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": {"type": "integer", "minimum": 0},
                "end": {"type": "integer", "minimum": 0},
            },
            "required": ["type", "start", "end"],
        },
        {
            "properties": {"type": {"const": "TextQuoteSelector"}, "prefix": {}, "suffix": {}},
            "required": ["type", "exact"],
        },
    ],
    "minItems": 2,
    "maxItems": 2,
}
_TARGET = {"type": "object", "required": ["source", "selector"], "properties": {"selector": _SELECTORS}}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": {"type": "string", "pattern": "^urn:reportedly:claim:"},
        "type": {"const": "Annotation"},
        "motivation": {"enum": ["tagging"]},
        "created": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z$"},
        "target": {"anyOf": [_TARGET, {"type": "array", "minItems": 2, "items": _TARGET}]},
    },
}
_ANNO = {
    "id": "@id",
    "type": "@type",
    "@vocab": "http://www.w3.org/ns/oa#",
}


def _jsonl(written: bytes, excerpts: Sequence[Excerpt]) -> None:
    lines = written.splitlines(keepends=True)
    assert [record.from_json(line) for line in lines] == [excerpt.reading for excerpt in excerpts]
    for line in lines:
        jsonschema.validate(json.loads(line), record.schema())


def _cells(excerpts: Sequence[Excerpt]) -> int:
    return sum(len(excerpt.claims) for excerpt in excerpts) + 1


def _csv(written: bytes, excerpts: Sequence[Excerpt]) -> None:
    rows = list(csv.reader(StringIO(written.decode(), newline=""), strict=True))
    assert len(rows) == _cells(excerpts)
    for row in rows:
        assert len(row) == len(COLUMNS)
        for cell in row:
            assert cell == harmless(cell)
            assert not cell.strip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d"))


def _xlsx(written: bytes, excerpts: Sequence[Excerpt]) -> None:
    book = openpyxl.load_workbook(BytesIO(written))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert sum(sheet.max_row for sheet in book) == _cells(excerpts)
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.value is None for cell in cells if cell.data_type == "n")
    assert not any(cell.hyperlink for cell in cells)


def _parquet(written: Path, excerpts: Sequence[Excerpt]) -> None:
    assert [read() for read in readings(written)] == [excerpt.reading for excerpt in excerpts]
    for path in written.iterdir():
        assert pq.read_schema(path).metadata[b"reportedly"] == b"reportedly/1"


def _plover(written: bytes, _: Sequence[Excerpt]) -> None:
    for line in written.splitlines():
        jsonschema.validate(json.loads(line), PLOVER)


def _annotation(written: bytes, excerpts: Sequence[Excerpt]) -> None:
    page = json.loads(written)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    validator = jsonschema.Draft202012Validator(ANNOTATION)
    for annotation in page["items"]:
        validator.validate(annotation)
    texts = {f"urn:reportedly:article:{one.reading.article.id}": one.reading.article.text for one in excerpts}
    for annotation in page["items"]:
        target = annotation["target"]
        for one in target if isinstance(target, list) else [target]:
            place, quote = one["selector"]
            assert harmless(texts[one["source"]][place["start"] : place["end"]]) == quote["exact"]
    rdflib.Graph().parse(data=json.dumps({**page, "@context": _ANNO}), format="json-ld")


def _stix(written: bytes, excerpts: Sequence[Excerpt]) -> None:
    objects = json.loads(written).get("objects", [])
    if not objects:  # STIX allows it, stix2 can't read it
        return
    stix2.parse(written.decode(), allow_custom=False)
    ids = [one["id"] for one in objects]
    claims = {claim.id for excerpt in excerpts for claim in excerpt.claims}
    assert sum(one["type"] == "note" for one in objects) <= _cells(excerpts) - 1
    if len(claims) == _cells(excerpts) - 1:  # an unsound reading may have a claim's id twice
        assert len(ids) == len(set(ids))
    for one in objects:
        assert set(one.get("object_refs", [])) <= set(ids)
        assert {one.get("created_by_ref")} <= {*ids, None}


def _jsonld(written: bytes, excerpts: Sequence[Excerpt]) -> None:
    found = json.loads(written)
    assert found["@context"] == "https://schema.org"
    graph = rdflib.Graph()
    graph.parse(data=json.dumps({**found, "@context": {"@vocab": str(rdflib.SDO)}}), format="json-ld")
    words = {*graph.predicates(), *graph.objects(None, rdflib.RDF.type)} - {rdflib.RDF.type}
    assert all(word in rdflib.SDO for word in words), words
    assert not {rdflib.SDO.reviewRating, rdflib.SDO.ClaimReview} & words
    assert len(found["@graph"]) == _cells(excerpts) - 1


def _prov(written: bytes, _: Sequence[Excerpt]) -> None:
    graph = rdflib.Graph().parse(data=written.decode(), format="json-ld")
    words = {*graph.predicates(), *graph.objects(None, rdflib.RDF.type)}
    known = [rdflib.PROV, rdflib.DCTERMS, rdflib.FOAF]
    assert all(word == rdflib.RDF.type or any(word in space for space in known) for word in words), words
    graph.serialize(format="turtle")


def _ris(written: bytes, excerpts: Sequence[Excerpt]) -> None:
    found = rispy.loads(written.decode())
    assert len(found) == len(excerpts)
    assert all(one["type_of_reference"] == "NEWS" and one["title"] for one in found)


def _bibtex(written: bytes, excerpts: Sequence[Excerpt]) -> None:
    found = bibtexparser.parse_string(written.decode())
    assert not found.failed_blocks
    assert len(found.entries) == len(excerpts)
    assert all({"title"} <= set(entry.fields_dict) for entry in found.entries)


VALIDATORS: dict[str, Callable[[Any, Sequence[Excerpt]], None]] = {
    "annotation": _annotation,
    "bibtex": _bibtex,
    "csv": _csv,
    "jsonl": _jsonl,
    "jsonld": _jsonld,
    "parquet": _parquet,
    "plover": _plover,
    "prov": _prov,
    "ris": _ris,
    "stix": _stix,
    "xlsx": _xlsx,
}
