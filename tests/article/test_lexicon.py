"""Every pattern of the lexicons finds the example it carries."""

from typing import get_args

import pytest
import re2

from reportedly.article.furniture import kind_of, sort_out
from reportedly.article.lexicon import load
from reportedly.article.offers import is_offer
from reportedly.article.roles import Role, claim_of, names_of
from reportedly.data import RemovedKind

LINES = load("furniture")["line"]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["example"])
def test_furniture(line):
    assert line["kind"] in get_args(RemovedKind)
    assert kind_of(line["example"]) == line["kind"]
    assert sort_out([line["example"]])[0].kind == line["kind"]


@pytest.mark.parametrize("name", ["address", "asking", "heading"])
def test_patterns_find_their_examples(name):
    pattern = load("furniture")[name]
    assert re2.search(f"(?i){pattern['pattern']}", pattern["example"])


@pytest.mark.parametrize(
    ("address", "offers"),
    [
        ("/donate", True),
        ("/en/subscribe.html?from=box#top", True),
        ("https://support.alder.example/", True),
        ("https://www.patreon.com/alder", True),
        ("/news/who-donates-to-the-port", False),
        ("/support/questions-about-tides", False),
        ("https://alder.example", False),
        ("", False),
        (None, False),
    ],
)
def test_offers(address, offers):
    assert is_offer(address) is offers


def test_roles_are_roles():
    known = {name for part in get_args(Role) for name in get_args(part)}
    lexicon = load("roles")
    assert set(lexicon["roles"]) | set(lexicon["tags"].values()) | set(lexicon["landmarks"].values()) <= known


@pytest.mark.parametrize(
    ("tag", "attributes", "role"),
    [
        ("div", {"class": "relatedArticles_v2"}, "related"),
        ("div", {"id": "cookie-banner", "role": "dialog"}, "legal"),
        ("div", {"class": "caption__credit"}, "credit"),
        ("nav", {}, "navigation"),
        ("figcaption", {}, "caption"),
        ("p", {"hidden": None}, "hidden"),
        ("p", {"class": "body-text"}, None),
        ("div", {"class": "shadow readable"}, None),
    ],
)
def test_roles(tag, attributes, role):
    assert claim_of(tag, names_of(attributes), attributes).role == role
