"""Threads, traces and stories on pages: what belongs together is seen, said and drawn."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from reportedly.data import Check, Span
from reportedly.ledger import open_ledger
from tests.desk.web.conftest import client_of
from tests.desk.web.test_pages import tree
from tests.ledger.making import outcome, reading


@pytest.fixture
def client(woven):
    return client_of(woven)


def claim(client, words: str) -> str:
    return client.get("/search.json", params={"q": words}).json()["claims"][0]["claim"]["id"]


def text(page: LexborHTMLParser) -> str:
    return " ".join(page.css_first("main").text().split())


def test_a_thread_tells_its_claims_with_grades_and_contradictions(client):
    page = tree(client, f"/thread/{claim(client, 'rescued 44')}")
    assert "2 independent origins" in text(page)
    rows = [" ".join(row.text().split()) for row in page.css(".of-claims tbody tr")]
    assert sum("44" in row for row in rows) == 1
    assert any("Another origin gives a figure that does not fit it." in row for row in rows)
    assert "contradicts" in page.css_first(".of-relations").text()
    titles = [node.text() for node in page.css(".drawn path.mark title")]
    assert len(titles) == len(
        page.css(".of-claims td[data-label=figure].number, .of-claims td[data-label=figure]:not(.empty)")
    )
    assert any("44" in title and "Red Cross" in title for title in titles)
    assert page.css(".drawn path.whisker")  # "around 31"


def test_any_claim_of_a_thread_leads_to_it(client):
    thread = client.get(f"/thread/{claim(client, 'rescued 44')}.json").json()
    for one in thread["thread"]["claims"]:
        assert client.get(f"/thread/{one['claim']['id']}.json").json() == thread
    assert {one["claim"]["id"] for one in thread["thread"]["claims"]} == set(thread["grades"])


def test_words_lead_to_threads(client):
    page = tree(client, "/threads?q=sluice")
    assert page.css_first(".of-threads .tag").text() == "demand"
    link = page.css_first(".of-threads a").attributes["href"]
    assert "The demand was refused." in text(tree(client, link))


def test_a_circular_path_is_drawn_and_said(client):
    page = tree(client, f"/trace/{claim(client, 'submarine sand bay')}")
    assert "Capital Courier → Fjord Mail → Capital Courier" in text(page)
    assert "One independent origin" in text(page)
    assert [node.text() for node in page.css(".drawn path.ring title")] == [
        "Capital Courier cites Fjord Mail",
        "Fjord Mail cites Capital Courier",
    ]
    listed = [" ".join(node.text().split()) for node in page.css(".branches li li")]
    assert len(listed) == len(page.css(".of-paths tbody tr")) >= 2


@pytest.mark.parametrize("view", ["thread", "trace"])
def test_drawings_are_files_too(client, view):
    answer = client.get(f"/{view}/{claim(client, 'rescued 44')}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<?xml")
    assert ElementTree.fromstring(answer.content).get("viewBox")


def test_a_claim_shows_its_grade_its_thread_and_its_trace(client):
    id_ = claim(client, "rescued 44")
    page = tree(client, f"/claim/{id_}")
    grade = client.get(f"/thread/{id_}.json").json()["grades"][id_]
    assert page.css_first(".grade").text() == f"{grade['reliability']}{grade['credibility']}"
    assert [node.text() for node in page.css(".reasons li")] == grade["reasons"]
    hrefs = {link.attributes["href"] for link in page.css("#support ~ p a")}
    assert {f"/thread/{id_}", f"/trace/{id_}"} <= hrefs
    assert "Coast Radio → The Red Cross" in text(page)
    assert tree(client, f"/claim/{id_[:12]}").css_first(".grade").text() == page.css_first(".grade").text()


def test_stories_are_listed_and_any_article_leads_to_one(client):
    listed, page = [], client.get("/stories.json").json()
    while page["earlier"]:
        listed += page["stories"]
        page = client.get("/stories.json", params={"until": page["earlier"]}).json()
    assert sum(len(story["articles"]) for story in listed) == 5
    assert [story["last"] for story in listed] == sorted((story["last"] for story in listed), reverse=True)
    for story in listed:
        for article in story["articles"]:
            assert client.get(f"/story/{article['id']}.json").json()["story"]["id"] == story["id"]


def test_stories_before_a_day(client):
    days = [story["first"] for story in client.get("/stories.json?until=2025-04-20").json()["stories"]]
    assert days
    assert all(day < "2025-04-21" for day in days)


def test_a_story_tells_the_claims_of_each_article(client):
    article = client.get("/search.json?q=rescued+44").json()["claims"][0]["article"]["id"]
    page = tree(client, f"/story/{article}")
    articles = page.css(".of-articles tbody tr")
    assert len(articles) == len(page.css("details.told")) >= 2
    shown = {link.attributes["href"] for link in page.css("details.told .of-claims td[data-label=what] a")}
    answer = client.get(f"/story/{article}.json").json()
    assert shown == {f"/claim/{one['claim']['id']}" for one in answer["claims"]}
    head = tree(client, f"/article/{article}")
    assert f"/story/{article}" in {link.attributes["href"] for link in head.css("#story ~ p a")}


def test_versions_tell_what_became_of_claims_and_arithmetic_is_shown(tmp_path):
    was = reading(1, lost=3, published="2025-03-01", uri="https://news.example/1")
    check = Check(
        id="k1", kind="sum", figures=("f1", "f2"), stated=26, computed=25, outcome="fails",
        spans=(Span(0, 4),), text="26 boats",
    )  # fmt: skip
    now = reading(1, lost=5, published="2025-03-01", uri="https://news.example/1")
    now = replace(now, article=replace(now.article, modified="2025-03-02"), checks=(check,))
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.put([outcome(1, of=was), outcome(2, of=now)], made_by="v1")
        page = tree(client_of(ledger), f"/article/{now.article.id}")
    changed = " ".join(page.css_first(".of-versions").text().split())
    assert "changed" in changed
    assert "3 boats → 5 boats" in changed
    assert "the parts add to 25, not 26" in page.css_first(".of-checks").text()


def test_an_answer_is_kept_until_an_article_comes(tmp_path, monkeypatch):
    from reportedly.ask import Woven, woven

    monkeypatch.setattr(woven, "_LEAST", -1.0)
    with open_ledger(tmp_path / "ledger.db") as ledger:
        ledger.put([outcome(1)], made_by="v1")
        kept = Woven(ledger)
        first = kept.stories()
        assert kept.stories() is first
        ledger.put([outcome(2)], made_by="v1")
        assert kept.stories() is not first
