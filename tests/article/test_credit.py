"""Captions and credits."""

import pytest

from reportedly.article.byline import authors, is_signature, read_byline
from reportedly.article.credit import bare_credit, split_credit


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("The mayor of Vadu, Pia Holt. Source:vadu.example", "The mayor of Vadu, Pia Holt.", "vadu.example"),
        ("The bridge. (Ann Poe/AFP via Getty Images)", "The bridge.", "Ann Poe/AFP via Getty Images"),
        ("The bridge. REUTERS/Ann Poe", "The bridge.", "REUTERS/Ann Poe"),
        ("The bridge in Vadu [AP Photo/Ann Poe]", "The bridge in Vadu", "AP Photo/Ann Poe"),
        ("The bridge in Vadu Photo: Ann Poe", "The bridge in Vadu", "Ann Poe"),
        ("The bridge | AFP", "The bridge", "AFP"),
        ("The bridge. © Ann Poe", "The bridge.", "Ann Poe"),
        ("The bridge (Photo by Ann Poe)", "The bridge", "Ann Poe"),
        ("Photo: Ann Poe", None, "Ann Poe"),
        ("The bridge on Friday. DELTA/Ann Poe Purchase Licensing Rights", "The bridge on Friday.", "DELTA/Ann Poe"),
        ("The film starts at 6:30 p.m. ET/PT", "The film starts at 6:30 p.m. ET/PT", None),
        ("The map shows the front (in red).", "The map shows the front (in red).", None),
        ("Workers wait near the Reuters offices", "Workers wait near the Reuters offices", None),
        ("The report names a source: it was the baker", "The report names a source: it was the baker", None),
    ],
)
def test_credits(line, caption, credit):
    image = split_credit(line)
    assert (image.caption, image.credit) == (caption, credit)


@pytest.mark.parametrize("text", ["(Photo: Ann Poe)", "© Ann Poe", "Photograph by Ann Poe", "Ann Poe"])
def test_bare_credits(text):
    assert bare_credit(text) == "Ann Poe"


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Poe", ("Ann Poe",)),
        ("By Ann Poe and Max van der Roe in Vadu", ("Ann Poe", "Max van der Roe")),
        ("By Ann Poe, Defence Correspondent", ("Ann Poe",)),
        ("Written by: Ann Poe", ("Ann Poe",)),
        ("By Monday, Ann Poe had left the city.", ()),
        ("Ann Poe", ()),
        ("By the river", ()),
    ],
)
def test_bylines(line, names):
    assert read_byline(line) == names


@pytest.mark.parametrize(
    ("line", "signed"), [("Alder Courier newsroom", True), ("The newsroom was dark", False), ("Ann Poe", False)]
)
def test_signatures(line, signed):
    assert is_signature(line) is signed


def test_authors_are_people():
    given = ["Ann Poe, staff writer", "By Max Roe", "The Alder Courier", "https://social.example/ann", "Newsroom"]
    assert authors(given, outlet="the alder courier") == ("Ann Poe", "Max Roe")
