from __future__ import annotations

import csv
import io
import re

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from reportedly.data import content_hash
from reportedly.desk.web.app import VIEWS, build_app
from reportedly.ledger import open_ledger
from tests.desk.web.conftest import client_of
from tests.desk.web.making import OUTLETS
from tests.ledger.making import failure, outcome, reading

MAYOR = content_hash("mayor")


def addresses(client: TestClient) -> list[str]:
    """An address of every view, with something to show."""
    claim = client.get("/search.json").json()["claims"][0]
    return [
        "/",
        "/front",
        "/front?since=0",
        "/search",
        "/search?q=boats",
        "/search?q=bra*&by=zoe&kind=statement&since=2025-03-01&until=2025-04-01",
        f"/article/{claim['article']['id']}",
        f"/claim/{claim['claim']['id']}",
        f"/actor/{MAYOR}",
        "/threads?q=boats",
        f"/thread/{claim['claim']['id']}",
        f"/trace/{claim['claim']['id']}",
        "/stories",
        f"/story/{claim['article']['id']}",
        "/outlet?name=Coast+Herald",
        "/outlets",
        "/timeline",
        "/timeline?order=newest&q=boats",
        "/failures",
        "/help",
    ]


def tree(client: TestClient, address: str) -> LexborHTMLParser:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.text[:500])
    return LexborHTMLParser(answer.text)


def test_every_view_is_a_sound_page(client):
    asked = addresses(client)
    assert {re.sub("^/$", "/front", address.partition("?")[0].rpartition("/")[0] or address.partition("?")[0])
            for address in asked} >= {path.partition("/{")[0] for path in VIEWS}  # fmt: skip
    for address in asked:
        page = tree(client, address)
        assert [node.text(strip=True) for node in page.css("main h1")], address
        assert len(page.css("h1")) == 1, address
        assert page.css_first("html").attributes["lang"] == "en"
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), (address, ids)
        assert not page.css("[style], [onclick], style, script:not([src])"), address
        for link in page.css('a[href^="#"]'):
            assert link.attributes["href"][1:] in ids, (address, link.attributes["href"])


def test_every_link_of_a_page_leads_somewhere(client):
    seen: set[str] = set()
    for address in addresses(client):
        for link in tree(client, address).css("a[href]"):
            seen.add(link.attributes["href"].partition("#")[0])
    ours = {link for link in seen if link.startswith("/")}
    assert len(ours) > 60
    assert all(link.startswith(("/", "https://news.example/")) for link in seen - {""})
    for link in ours:
        assert client.get(link).status_code == 200, link


def test_every_view_gives_its_tables_and_its_answer(client):
    for address in addresses(client):
        path, _, query = address.partition("?")
        if path == "/help":
            continue
        path = "/front" if path == "/" else path
        rows = list(csv.reader(io.StringIO(client.get(f"{path}.csv?{query}").text.removeprefix("\ufeff"))))
        assert len(rows) > 1, address
        assert len({len(row) for row in rows}) == 1, address
        assert client.get(f"{path}.json?{query}").json(), address


def test_an_empty_ledger_says_what_to_do_first(empty):
    client = client_of(empty)
    page = tree(client, "/")
    assert "reportedly read" in page.css_first("main").text()
    assert not page.css("main table")
    for path in ("/search", "/timeline", "/outlets", "/failures", "/stories", "/threads", "/threads?q=x"):
        assert tree(client, path).css("main h1")


def test_the_front_page_tells_what_is_new_since_the_last_visit(tmp_path, monkeypatch):
    now = [1_000_000.0]
    monkeypatch.setattr("reportedly.desk.web.views.time.time", lambda: now[0])
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.put([outcome(1)], made_by="v1")
        client = client_of(ledger)
        assert "What was said" in tree(client, "/").css_first("h1").text()
        now[0] += 60  # a reload is the same visit
        assert "What was said" in tree(client, "/").css_first("h1").text()
        now[0] += 3600
        assert "Nothing new" in tree(client, "/").css_first("h1").text()
        ledger.put([outcome(2)], made_by="v1")
        now[0] += 3600
        page = tree(client, "/")
        assert "Since your last visit" in page.css_first("h1").text()
        assert "12 boats" in page.css_first("main").text()
        assert "11 boats" not in page.css_first("#claims").parent.text()
        now[0] += 60
        assert "Since your last visit" in tree(client, "/").css_first("h1").text()
        assert len(tree(client, "/?since=0").css(".of-claims tbody tr")) == 6


@pytest.mark.parametrize("cookie", ["", "x", "1.2", "-1.2.3", "9" * 50 + ".1.1", "٣.٣.٣", "1.2.3.4"])
def test_a_strange_cookie_is_no_visit(ledger, cookie):
    answer = client_of(ledger).get("/", headers={"cookie": f"visit={cookie}".encode()})
    assert answer.status_code == 200
    assert "visit=" in answer.headers["set-cookie"]


def test_the_mark_of_another_ledger_counts_as_none(ledger):
    assert "What was said" in client_of(ledger).get("/", headers={"cookie": "visit=900.900.1"}).text


def test_disagreements_and_changes_are_told(client):
    page = tree(client, "/")
    assert "boats destroyed" in page.css_first("#disagree").parent.text()
    assert "Zoë Brânză" in page.css_first("#changed").parent.text()


def test_pages_of_a_search_follow_each_other(client):
    met, address = [], "/search?q=lost&limit=5"
    while address:
        page = tree(client, address)
        met += [link.attributes["href"] for link in page.css('.of-claims td[data-label="what"] a')]
        more = page.css_first('a[rel="next"]')
        address = more.attributes["href"] if more else None
    assert len(met) == len(set(met)) == 12


def test_search_as_you_type_finds_beginnings(client):
    assert not tree(client, "/search?q=boa").css(".of-claims")
    assert tree(client, "/search?q=boa&typing=1").css(".of-claims")
    assert "typing" not in client.get("/search?q=boa&typing=1&limit=1").headers["link"]


def test_names_are_found_beside_claims(client):
    named = tree(client, "/search?q=brânză").css_first("#named").parent
    assert MAYOR in named.html
    assert "Inland Daily" in tree(client, "/search?q=inland").css_first("#named").parent.text()


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/claim/none", 404, "no claim 'none'"),
        ("/article/none", 404, "no article"),
        ("/actor/none", 404, "no actor"),
        ("/thread/none", 404, "no claim"),
        ("/thread/boats", 404, "no claim"),
        ("/trace/none.svg", 404, "no claim"),
        ("/story/none", 404, "no article"),
        ("/stories?until=soon", 400, "write it like"),
        ("/threads?q=%22", 400, "no letter or digit"),
        ("/outlet?name=none", 404, "no article of the outlet"),
        ("/outlet", 404, "outlet"),
        ("/nowhere", 404, "nothing at /nowhere"),
        ("/search?kind=rumour", 400, "rumour"),
        ("/search?since=yesterday", 400, "write it like"),
        ("/search?after=zz", 400, "no page begins"),
        ("/search?limit=0", 400, "limit"),
        ("/search?q=%22", 400, "no letter or digit"),
        ("/search.csv?table=none", 404, "no table"),
        ("/?since=x", 400, "mark"),
    ],
)
def test_what_is_not_there_or_makes_no_sense_is_said(client, address, status, said):
    answer = client.get(address)
    assert answer.status_code == status
    assert said in LexborHTMLParser(answer.text).css_first("main").text()


def test_errors_of_json_are_problems(client):
    answer = client.get("/claim/none.json")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404
    assert client.post("/search").status_code == 405


def test_a_ledger_that_is_away_is_said(tmp_path):
    path = tmp_path / "ledger.db"
    with open_ledger(path) as ledger:
        client = client_of(ledger)
        path.rename(tmp_path / "other.db")
        assert client.get("/search").status_code == 503


def test_a_mistake_of_ours_tells_nothing_of_the_ledger(ledger, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError("secret")

    monkeypatch.setattr("reportedly.ask.claim", broken)
    client = TestClient(build_app(ledger), base_url="http://localhost", raise_server_exceptions=False)
    answer = client.get("/claim/any")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers


def test_failures_are_listed(client):
    page = tree(client, "/failures")
    assert "NoArticle" in page.css_first("main").text()
    assert failure(99).result.uri in page.css_first("main").text()


def test_an_article_shows_its_other_versions(client):
    found = client.get("/search.json?q=22+boats").json()["claims"][0]["article"]
    assert found["uri"] == "https://news.example/11"
    assert tree(client, f"/article/{found['id']}").css(".of-versions tbody tr")


def test_a_claim_can_be_cited_with_a_link_to_its_words(client):
    found = client.get("/search.json?q=13+boats").json()["claims"][0]
    page = tree(client, f"/claim/{found['claim']['id']}")
    hrefs = [link.attributes["href"] for link in page.css("#cite ~ p a")]
    assert "https://news.example/3#:~:text=13%20boats%20were%20lost" in hrefs
    citation = page.css_first(".citation").text(strip=True)
    assert "as told by the Coast Herald: “13 boats were lost”" in citation
    assert OUTLETS[0] in citation


def test_the_json_of_an_article_is_its_record(client, ledger):
    from reportedly import record

    (made, *_) = ledger.readings()
    assert record.from_json(client.get(f"/article/{made.article.id}.json").content) == made


def test_an_article_is_found_by_the_beginning_of_its_id(client):
    made = reading(1, published="2025-03-10", uri="https://news.example/1")
    assert client.get(f"/article/{made.article.id[:8]}").status_code == 200
