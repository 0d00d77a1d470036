"""Articles made to break out of a page show as text, on every page."""

from __future__ import annotations

import csv
import io
import re
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from reportedly.data import content_hash
from reportedly.desk.web.words import shown
from reportedly.ledger import open_ledger
from tests.desk.web.conftest import client_of
from tests.desk.web.making import ADDRESSES, ATTACKS, attacked
from tests.ledger.making import outcome

_ELEMENTS = """
html head meta title link script body a header nav ul li form input button main footer p dialog h1 h2 dl div dt dd kbd
section table caption thead tr th tbody td span bdi article aside ol sup details summary blockquote label select option
code pre
svg path text figure figcaption strong h3
"""
_ATTRIBUTES = """
lang charset name content rel href type src defer class id aria-label aria-current role action method placeholder
maxlength autocomplete tabindex aria-labelledby data-label scope value selected dir data-claims data-claim data-said
open spellcheck aria-hidden
viewbox viewBox width height d fill stroke x y text-anchor font-size
"""
ELEMENTS, ATTRIBUTES = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())
"""All that our templates write; an article adds nothing to it."""
_DRAWN = "width height class viewBox role aria-labelledby id d fill stroke x y text-anchor font-size"
DRAWN = frozenset(_DRAWN.split())
OVERRIDES = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


@pytest.fixture(scope="module", params=range(len(ATTACKS)), ids=lambda at: ATTACKS[at][:24])
def attack(request, tmp_path_factory):
    """A ledger of one hostile article, for each address that is none of the web's."""
    words = ATTACKS[request.param]
    with open_ledger(tmp_path_factory.mktemp("attack") / "ledger.db") as ledger:
        made = [outcome(at, of=attacked(words, uri)) for at, uri in enumerate(ADDRESSES)]
        made.append(outcome(50, of=attacked(words, "https://evil.example/1")))
        ledger.put(made, made_by="v1")
        yield words, client_of(ledger)


def _addresses(words: str, client) -> list[str]:
    first = client.get("/search.json").json()["claims"]
    articles = {claim["article"]["id"] for claim in first}
    said = quote(words, safe="")
    return [
        "/",
        "/search",
        "/timeline",
        "/stories",
        "/outlets",
        "/failures",
        *(f"/article/{id_}" for id_ in articles),
        *(f"/claim/{claim['claim']['id']}" for claim in first[:4]),
        *(f"/{page}/{first[0]['claim']['id']}" for page in ("thread", "trace")),
        f"/story/{first[0]['article']['id']}",
        f"/threads?q={said}",
        f"/thread/{said}",
        f"/stories?until={said}",
        f"/actor/{content_hash('attacker', words)}",
        f"/outlet?name={said}",
        f"/search?q={said}&by={said}&outlet={said}",
        f"/search?kind={said}&since={said}",
        f"/timeline?q={said}&until={said}&order={said}",
        f"/claim/{said}",
        f"/{said}",
    ]


def test_hostile_words_stay_words(attack):
    words, client = attack
    met = 0
    for address in _addresses(words, client):
        answer = client.get(address)
        assert answer.status_code in {200, 400, 404}, (address, answer.text[-300:])
        page = LexborHTMLParser(answer.text)
        for node in page.root.traverse(include_text=False):
            assert node.tag in ELEMENTS, (address, node.tag)
            assert set(node.attributes) <= ATTRIBUTES, (address, node.attributes)
        assert [script.attributes["src"].partition("?")[0] for script in page.css("script")] == ["/static/desk.js"]
        for link in page.css("[href], [src], [action]"):
            for name in ("href", "src", "action"):
                leads = link.attributes.get(name)
                assert leads is None or leads.startswith(("/", "#", "https://evil.example/1")), (address, leads)
                assert leads is None or not leads.startswith("//"), (address, leads)
        assert not OVERRIDES.search(answer.text), address
        met += str(shown(words)) in page.root.text()
    assert met > 10


def test_hostile_words_leave_a_spreadsheet_harmless(attack):
    _, client = attack
    for address in ("/search.csv", "/front.csv", "/timeline.csv", "/outlets.csv"):
        for row in csv.reader(io.StringIO(client.get(address).text.removeprefix("\ufeff"))):
            assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in row), row


def test_hostile_words_stay_words_in_a_drawing(attack):
    words, client = attack
    claim = client.get("/search.json").json()["claims"][0]["claim"]["id"]
    met = []
    for address in (f"/thread/{claim}.svg", f"/trace/{claim}.svg"):
        answer = client.get(address)
        if answer.status_code == 404:  # nothing to draw
            continue
        assert answer.headers["content-type"] == "image/svg+xml"
        assert "<!" not in answer.text
        drawing = ElementTree.fromstring(answer.content)
        assert {node.tag.partition("}")[2] for node in drawing.iter()} <= {"svg", "title", "path", "text"}
        assert all(set(node.attrib) <= DRAWN for node in drawing.iter())
        assert not OVERRIDES.search(answer.text)
        met.append(str(shown(words)) in "".join(drawing.itertext()))
    assert any(met)
