"""What a page declares beside its text: section, address, agency, paywall, the entries of a live blog, writers."""

import json

import pytest

from reportedly.article import read_article
from reportedly.article.agency import find_agency
from reportedly.article.byline import authors
from reportedly.article.canonical import Part
from reportedly.data import Page

FIRST = "Port Alder has closed its main basin after a crane fell into the water, the harbour master said on Monday."
SECOND = "The port company wants to reopen the basin before the weekend, according to its spokeswoman, Ann Poe."


def read(head: str = "", body: str = "", **linked):
    node = json.dumps({"@type": "NewsArticle", "headline": "Crane falls", **linked}).replace("<", "\\u003c")
    html = f"""<html><head><title>Crane falls</title><meta property="og:site_name" content="Alder Post">{head}
      <script type="application/ld+json">{node}</script></head>
      <body><main><h1>Crane falls</h1><p>{FIRST}</p><p>{SECOND}</p>{body}</main></body></html>"""
    return read_article(Page(uri=None, body=html.encode(), media_type="text/html; charset=utf-8"))


def test_section_and_address():
    article = read('<link rel="canonical" href="https://alder.example/crane">', articleSection="Harbour")
    assert (article.section, article.canonical) == ("Harbour", "https://alder.example/crane")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "/crane", "data:text/html,x", "http://" + "x" * 3000])
def test_an_address_that_is_none_of_the_web_is_left_out(address):
    assert read(f'<link rel="canonical" href="{address}">').canonical is None


@pytest.mark.parametrize(
    ("declared", "last", "expected"),
    [
        ({}, "", None),
        ({"isAccessibleForFree": False}, "", "paywall"),
        ({"isAccessibleForFree": "False"}, "", "paywall"),
        ({"isAccessibleForFree": True}, "", None),
        ({}, "<p>The insurers of the ship have said nothing so far, and the harbour master waits for…</p>", "excerpt"),
    ],
)
def test_what_is_withheld(declared, last, expected):
    assert read(body=last, **declared).withheld == expected


@pytest.mark.parametrize(
    ("byline", "texts", "expected"),
    [
        (("Ann Poe", "AFP"), [FIRST], "AFP"),
        ((), [f"PORT ALDER, March 3 (Reuters) - {FIRST}"], "Reuters"),
        ((), [FIRST, "Source: AP"], "AP"),
        ((), [f"{FIRST} (dpa)"], "dpa"),
        ((), [FIRST, "© 2025 AFP"], "AFP"),
        ((), [FIRST, "He told Reuters."], None),
        ((), [f"{FIRST} A spokesman (of AP) denied it."], None),
        ((), [], None),
    ],
)
def test_agencies(byline, texts, expected):
    assert find_agency(byline, [Part("paragraph", text) for text in texts]) == expected


def test_entries_of_a_live_blog_have_their_own_time():
    entries = "".join(
        f'<article><time datetime="2025-03-03T{hour}:15:00Z">{hour}:15</time>'
        f"<p>At {hour} the divers went down to the wreck "
        f"again, the harbour master said, and came up without having found the driver of the crane.</p></article>"
        for hour in (14, 13)
    )
    article = read(body=entries, **{"@type": "LiveBlogPosting"})
    times = {article.text[block.start : block.start + 5]: block.published for block in article.blocks}
    assert times["At 14"] == "2025-03-03T14:15+00:00"
    assert times["At 13"] == "2025-03-03T13:15+00:00"
    assert times["Port "] is None


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ([{"@type": "Person", "givenName": "Ann", "familyName": "Poe"}], ("Ann Poe",)),
        ([{"@type": "Person", "name": "Ann Poe"}, [{"@type": "Person", "name": "Max Roe"}]], ("Ann Poe", "Max Roe")),
        ([{"@type": "Person", "name": "Ann Poe"}, {"@type": "Organization", "name": "dpa"}], ("Ann Poe", "dpa")),
        ({"@type": "Organization", "name": "Alder Post"}, ()),
        ({"@type": "Person", "name": "alder-post.com"}, ()),
        ("Ann Poe", ("Ann Poe",)),
        ({"@type": "Person", "name": ["Ann Poe"]}, ("Ann Poe",)),
        ({"@type": "Person", "name": {"x": 1}}, ()),
        ([[[[[]]]]], ()),
    ],
)
def test_writers(author, expected):
    assert read(author=author).byline == expected


def test_an_address_for_mail_is_no_name():
    assert authors(["a.poe@alder.example"], outlet=None) == ()
