"""The marked sources are well formed, and their scorer can fail."""

import re
from collections import Counter

import pytest

from benchmarks import sources
from reportedly.data import Span

ARTICLES = sources.load()


def gold(words: str, actor: str | None) -> sources.Source:
    return sources.Source(paragraph=0, source=words, content="it rained", actor=actor)


def test_both_parts_have_seven_articles() -> None:
    assert Counter(one["part"] for one in ARTICLES) == {"tune": 7, "test": 7}
    assert sources.load("tune") == [one for one in ARTICLES if one["part"] == "tune"]


@pytest.mark.parametrize("marked", ARTICLES, ids=lambda marked: str(marked["headline"]))
def test_marked_words_stand_in_their_paragraph(marked: sources.MarkedArticle) -> None:
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", marked["published"])
    assert 6 <= len(marked["paragraphs"]) <= 9
    assert 8 <= len(marked["sources"]) <= 14
    parts = [marked["headline"], *marked["paragraphs"]]
    for one in marked["sources"]:
        text = parts[one["paragraph"] + 1]
        source, content = sources.places(text, one)
        assert text[source.start : source.end] == one["source"]
        assert text[content.start : content.end] == one["content"]
        assert text.count(one["content"]) == 1
        assert source.end <= content.start or content.end <= source.start
        assert one["actor"] is None or one["actor"] in "\n".join(parts) or one["actor"] in ("Russia", "Ukraine")


@pytest.mark.parametrize("marked", ARTICLES, ids=lambda marked: str(marked["headline"]))
def test_blocks_are_headline_and_paragraphs(marked: sources.MarkedArticle) -> None:
    article = sources.article(marked)
    texts = [article.text[block.start : block.end] for block in article.blocks]
    assert texts == [marked["headline"], *marked["paragraphs"]]


def test_of_several_pronouns_the_nearest_is_meant() -> None:
    text = "He left. He said it rained."
    assert sources.places(text, gold("He", None), base=10) == (Span(19, 21), Span(27, 36))


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Anna Holm", "anna holm", True),
        ("Foreign Ministry", "Latvian Foreign Ministry", True),
        ("Anna Holm", "Peter Holm", False),
        ("Anna Holm", None, False),
        (None, "Anna Holm", False),
        (None, None, True),
        ("Anna Holm", "", False),
    ],
)
def test_names_of_one_actor(one: str | None, other: str | None, equal: bool) -> None:
    assert sources.same(one, other) is equal


@pytest.mark.parametrize(
    ("words", "actor", "kind"),
    [
        ("She", "Anna Holm", "pronoun"),
        ("Holm", "Anna Holm", "name"),
        ("the ministry", "Foreign Ministry", "role or body"),
        ("Moscow", "Russia", "role or body"),
        ("Witnesses", None, "nobody"),
    ],
)
def test_types_of_mention(words: str, actor: str | None, kind: str) -> None:
    assert sources.mention(gold(words, actor)) == kind


def test_the_report_counts_those_found() -> None:
    given = [
        sources.Answer(gold("Holm", "Anna Holm"), found=True, name="Anna Holm"),
        sources.Answer(gold("She", "Anna Holm"), found=True, name="Ida Vane"),
        sources.Answer(gold("The minister", "Anna Holm"), found=True),
        sources.Answer(gold("Witnesses", None), found=True),
        sources.Answer(gold("He", "Peter Vane"), found=False),
    ]
    assert list(sources.report(given)) == [
        "found           4 of 5",
        "precision        50.0%  1 of 2",
        "recall           33.3%  1 of 3",
        "F1               40.0%",
        "accuracy         50.0%  2 of 4",
        "  name          100.0%  1 of 1",
        "  nobody        100.0%  1 of 1",
        "  pronoun         0.0%  0 of 1",
        "  role or body    0.0%  0 of 1",
    ]
