"""A search as a feed, as readers of feeds take it."""

from __future__ import annotations

from datetime import datetime
from xml.etree import ElementTree

import feedparser
import pytest

from reportedly.desk.web.feeds import ATOM, ENTRIES
from reportedly.desk.web.words import shown
from reportedly.ledger import open_ledger
from tests.desk.web.conftest import client_of
from tests.desk.web.making import ATTACKS, attacked
from tests.ledger.making import outcome, reading

FORMS = ("/search/feed.atom", "/search/feed.json")


def test_atom_tells_the_claims_of_the_search(client):
    answer = client.get("/search/feed.atom?q=boats")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.bozo_exception
    asked = client.get("/search.json?q=boats").json()["claims"]
    assert [entry.id for entry in found.entries] == [f"urn:reportedly:claim:{one['claim']['id']}" for one in asked]
    assert found.feed.title == "Reportedly: boats"
    for entry, one in zip(found.entries, asked, strict=True):
        assert one["claim"]["content"]["text"] in entry.title
        assert entry.link == f"http://localhost/claim/{one['claim']['id']}"
        assert client.get(entry.link).status_code == 200
        assert entry.author == one["article"]["outlet"]


def test_atom_has_what_the_standard_asks_of_it(client):
    feed = ElementTree.fromstring(client.get("/search/feed.atom").content)
    entries = feed.findall(f"{{{ATOM}}}entry")
    assert 0 < len(entries) <= ENTRIES
    for part in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(part.findall(f"{{{ATOM}}}{name}")) == 1
        assert datetime.fromisoformat(part.findtext(f"{{{ATOM}}}updated")).tzinfo
    assert all(entry.find(f"{{{ATOM}}}author/{{{ATOM}}}name").text for entry in entries)
    assert feed.find(f"{{{ATOM}}}link[@rel='self']").get("href") == "http://localhost/search/feed.atom"


def test_json_feed_tells_the_same(client):
    answer = client.get("/search/feed.json?q=boats&kind=statement")
    assert answer.headers["content-type"].startswith("application/feed+json")
    feed = answer.json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "http://localhost/search/feed.json?q=boats&kind=statement"
    atom = feedparser.parse(client.get("/search/feed.atom?q=boats&kind=statement").content)
    assert [(item["id"], item["title"]) for item in feed["items"]] == [(e.id, e.title) for e in atom.entries]
    assert all(item["content_text"] and item["url"] for item in feed["items"])


@pytest.mark.parametrize("path", FORMS)
def test_an_unchanged_feed_is_not_sent_again(tmp_path, path):
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.put([outcome(1)], made_by="v1")
        client = client_of(ledger)
        tag = client.get(path).headers["etag"]
        again = client.get(path, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        ledger.put([outcome(2)], made_by="v1")
        assert client.get(path, headers={"if-none-match": tag}).status_code == 200


def test_one_search_is_one_feed_however_its_address_is_written(client):
    ids = {
        feedparser.parse(client.get(f"/search/feed.atom?{query}").content).feed.id
        for query in ("q=boats&kind=denial", "kind=denial&q=boats", "q=+boats+&kind=denial&by=&typing=1&limit=3")
    }
    assert len(ids) == 1
    assert feedparser.parse(client.get("/search/feed.atom?q=denial").content).feed.id not in ids


def test_the_search_page_names_its_feeds(client):
    page = client.get("/search?q=boats&after=").text
    assert '<link rel="alternate" type="application/atom+xml" href="/search/feed.atom?q=boats">' in page
    assert '<link rel="alternate" type="application/feed+json" href="/search/feed.json?q=boats">' in page


@pytest.mark.parametrize("path", FORMS)
def test_a_senseless_search_has_no_feed(client, path):
    assert client.get(f"{path}?since=yesterday").status_code == 400


@pytest.mark.parametrize("attack", [*ATTACKS, "a\ufffeb\uffff\x00\r\x0b]]>"], ids=lambda attack: attack[:20])
def test_hostile_words_are_text_in_a_feed(tmp_path, attack):
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.put([outcome(1, of=attacked(attack, "javascript:alert(1)"))], made_by="v1")
        client = client_of(ledger)
        feed = ElementTree.fromstring(client.get("/search/feed.atom").content)
        titles = [entry.findtext(f"{{{ATOM}}}title") for entry in feed.iter(f"{{{ATOM}}}entry")]
        told = [item["title"] for item in client.get("/search/feed.json").json()["items"]]
        assert titles == told
        assert all(kind.get("type") in (None, "text") for kind in feed.iter(f"{{{ATOM}}}content"))
        cleaned = str(shown(attack)).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd").replace("\r", "\ufffd")
        assert titles[0].startswith(f"{cleaned}: ")
        assert all(link.get("href").startswith("http://localhost/") for link in feed.iter(f"{{{ATOM}}}link"))


def test_undated_claims_have_a_day_too(tmp_path):
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.put([outcome(1, of=reading(1, published=None))], made_by="v1")
        found = feedparser.parse(client_of(ledger).get("/search/feed.atom").content)
        assert not found.bozo
        assert {entry.updated for entry in found.entries} == {"1970-01-01T00:00:00Z"}
