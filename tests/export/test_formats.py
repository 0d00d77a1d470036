"""Every format: valid by its own rules, whatever stands in the articles."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly import flow
from reportedly.data import Actor, Page, Reading
from reportedly.errors import PluginBroken, QueryError
from reportedly.export import Exporter, FolderExporter, exporter, formats
from reportedly.export.sheet import MOST_CHARACTERS, safe_cell
from reportedly.ledger import ClaimQuery, Excerpt, open_ledger
from tests.export.validators import VALIDATORS
from tests.ledger import arbitrary
from tests.ledger.making import outcome, reading

HOSTILE = """<!doctype html><html lang=en><head><title>=HYPERLINK("http://evil.example","x")</title>
<meta property="og:site_name" content="@SUM(1) \u202e{evil}&#xD800;"><link rel=canonical href='javascript:alert(1)'>
<meta property="article:published_time" content="2025-03-03T09:00:00Z">
<meta name=author content="=cmd|' /C calc'!A0 \\input{x}">
</head><body><article><h1>=HYPERLINK("http://evil.example","x") \x00&#0;&#xD800;</h1>
<p>=1+1, Mayor Ilse Brandt said on Monday that 12 lorries\u202e had been turned back
&lt;script&gt;alert(1)&lt;/script&gt;.</p>
<p>“@SUM(A1:A9) %$#_{}~^ is what we know\x00,” she said.
\u2066Reuters reported that -2+3 people were hurt, police said.</p>
<p>“+1 \"quoted\", \\n and ]]>,” the ministry said on Tuesday, according to a \ud800 post on Telegram.</p>
</article></body></html>"""


def whole(*readings: Reading) -> list[Excerpt]:
    return [Excerpt(reading=read, claims=read.claims) for read in readings]


def written(name: str, excerpts: Sequence[Excerpt], folder: Path) -> Any:
    writer = exporter(name)
    if isinstance(writer, FolderExporter):
        writer.fill(excerpts, folder)
        return folder
    return b"".join(writer.pieces(excerpts))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> list[Excerpt]:
    """A hostile article as it comes out of a ledger."""
    made = flow.read_page(Page(uri="=evil.html", body=HOSTILE.encode(errors="surrogatepass"), media_type="text/html"))
    assert isinstance(made.result, Reading), made.result
    assert len(made.result.claims) >= 2
    with open_ledger(tmp_path_factory.mktemp("hostile") / "ledger.db") as ledger:
        ledger.put([made], made_by="test")
        return list(ledger.excerpts(ClaimQuery()))


def test_there_is_a_validator_for_each_format() -> None:
    assert set(formats()) == set(VALIDATORS)


@pytest.mark.parametrize("name", VALIDATORS)
def test_a_format_keeps_to_its_rules(name: str, tmp_path: Path) -> None:
    excerpts = whole(reading(1), reading(2, published=None, uri=None), reading(3, uri="https://news.example/3"))
    VALIDATORS[name](written(name, excerpts, tmp_path), excerpts)


@pytest.mark.parametrize("name", VALIDATORS)
def test_a_hostile_article_leaves_an_export_valid_and_harmless(
    name: str, hostile: list[Excerpt], tmp_path: Path
) -> None:
    made = written(name, hostile, tmp_path)
    VALIDATORS[name](made, hostile)
    if isinstance(made, bytes) and not exporter(name).binary:
        text = made.decode()
        assert not any(char in text for char in "\x00\u202e\u2066\ud800")
        assert "\\u0000" not in text


@pytest.mark.parametrize("name", VALIDATORS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(read=st.lists(arbitrary.readings, max_size=2, unique_by=lambda one: one.article.id))
def test_no_reading_makes_an_export_that_breaks_its_rules(name: str, read: list[Reading]) -> None:
    excerpts = whole(*read)
    with TemporaryDirectory() as folder:
        VALIDATORS[name](written(name, excerpts, Path(folder)), excerpts)


@pytest.mark.parametrize("name", VALIDATORS)
def test_exporting_again_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    excerpts = whole(reading(1), reading(2))
    once, again = (written(name, excerpts, _made(tmp_path / str(at))) for at in (1, 2))
    if isinstance(once, Path):
        once, again = ([file.read_bytes() for file in sorted(folder.iterdir())] for folder in (once, again))
    assert once == again


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_formats_of_claims_hold_only_those_asked_for(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.put([outcome(1), outcome(2)], made_by="test")
        excerpts = list(ledger.excerpts(ClaimQuery(kind="denial")))
    assert len(excerpts) == 2
    assert written("csv", excerpts, tmp_path).count(b"\r\n") == 3
    assert len(json.loads(written("jsonld", excerpts, tmp_path))["@graph"]) == 2
    notes = [one for one in json.loads(written("stix", excerpts, tmp_path))["objects"] if one["type"] == "note"]
    assert [note["content"] for note in notes] == ["help came late"] * 2
    assert len(written("jsonl", excerpts, tmp_path).splitlines()) == 2


@pytest.mark.parametrize(
    ("words", "safe"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@A1", "'@A1"), ("\t=1", "'\t=1"), ("  =1", "'  =1"),
        ("\uff1d1", "'\uff1d1"), ("1-1", "1-1"), ("", ""), ("  ", "  "), ("a=b", "a=b"),
    ],
)  # fmt: skip
def test_a_cell_is_never_a_formula(words: str, safe: str) -> None:
    assert safe_cell(words) == safe


def test_a_cell_of_a_workbook_is_cut_where_it_ends(tmp_path: Path) -> None:
    read = reading(1)
    long = replace(read, article=replace(read.article, headline="\U0001f6a2" * MOST_CHARACTERS))
    VALIDATORS["xlsx"](written("xlsx", whole(long), tmp_path), whole(long))


def test_an_event_of_plover_names_its_claimant(tmp_path: Path) -> None:
    (event,) = map(json.loads, written("plover", whole(reading(1)), tmp_path).splitlines())
    assert (event["event"], event["status"], event["eventText"]) == ("AID", "negated", "help")
    assert event["claimant"]["actorText"] == "Rescuers"
    assert written("plover", [Excerpt(reading=reading(1), claims=reading(1).claims[:1])], tmp_path) == b""


def test_provenance_goes_from_the_claim_through_its_hops_and_from_text_to_text(tmp_path: Path) -> None:
    first, second = reading(1, uri="https://news.example/1"), reading(2, uri="https://news.example/1")
    graph = rdflib.Graph().parse(data=written("prov", whole(first, second), tmp_path).decode(), format="json-ld")
    prov, article = rdflib.PROV, rdflib.URIRef(f"urn:reportedly:article:{first.article.id}")
    claim = rdflib.URIRef(f"urn:reportedly:claim:{first.claims[0].id}")
    assert graph.value(claim, prov.wasQuotedFrom) == article
    source = graph.value(claim, prov.hadPrimarySource)
    assert graph.value(source, rdflib.DCTERMS.title) == rdflib.Literal("the Coast Herald")
    newer = rdflib.URIRef(f"urn:reportedly:article:{second.article.id}")
    assert graph.value(newer, prov.wasRevisionOf) == article
    assert graph.value(article, prov.wasRevisionOf) is None


def test_states_have_the_names_that_wikidata_gives_them(tmp_path: Path) -> None:
    read = reading(1)
    mayor = read.claims[0].source
    assert mayor
    state = Actor(id="Q212", name="Ukraine", kind="state", country="UKR")
    claim = replace(read.claims[0], source=replace(mayor, actor="Q212"))
    made = written("jsonld", whole(replace(read, claims=(claim,), actors=(state,))), tmp_path)
    assert json.loads(made)["@graph"][0]["author"]["@id"] == "http://www.wikidata.org/entity/Q212"


def test_an_unknown_format_names_those_that_are_there() -> None:
    with pytest.raises(QueryError, match=r"annotation, bibtex, .*xlsx"):
        exporter("docx")


def test_a_plugin_that_is_no_exporter_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.plugins.find", lambda _group, _name: len)
    with pytest.raises(PluginBroken, match="'odd' is a builtin_function_or_method"):
        exporter("odd")


def test_streams_hold_one_article_at_a_time() -> None:
    drawn = 0

    def drawing():
        nonlocal drawn
        for number in range(5):
            drawn += 1
            yield from whole(reading(number))

    for name in formats():
        writer = exporter(name)
        if isinstance(writer, Exporter) and not writer.binary:
            drawn = 0
            pieces = writer.pieces(drawing())
            while b"boats were lost" not in next(pieces) and drawn < 2:
                pass
            assert drawn <= 2, name
