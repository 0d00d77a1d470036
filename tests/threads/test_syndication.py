"""Copies: found whole or in part, whatever was done to them; unlike texts stay apart."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.ledger import ArticleHead
from reportedly.threads.copies import syndicated
from reportedly.threads.syndication import Copy, Syndication, groups

WORDS = [f"{first}{last}" for first in "bcdfghklmnprstvw" for last in ("ano", "eri", "ilo", "osu", "uma", "aft", "end")]


def text(seed: int, length: int = 300) -> str:
    dice = random.Random(seed)
    return " ".join(dice.choice(WORDS) for _ in range(length))


def head(number: int, *, uri: str | None = None, published: str | None = None) -> ArticleHead:
    return ArticleHead(id=f"{number:016x}", uri=uri, outlet=f"Outlet {number}", headline=None, published=published)


def copies_of(*texts: str) -> list[tuple[int, int]]:
    index: Syndication[int] = Syndication()
    return [(copy.one, copy.other) for key, each in enumerate(texts) for copy in index.add(key, each)]


ORIGINAL = text(1)


@pytest.mark.parametrize(
    "copy",
    [
        ORIGINAL,
        ORIGINAL.upper(),
        " ".join(ORIGINAL.split()[:60]),
        " ".join(ORIGINAL.split()[120:]),
        f"{text(2, 10)}\n\n{ORIGINAL}\n\n{text(3, 60)}",
        ORIGINAL.replace("bano", "dano").replace("cilo", "kilo"),
        "\n\n".join(" ".join(ORIGINAL.split()[start : start + 50]) for start in (250, 0, 100, 50, 200, 150)),
    ],
    ids=["whole", "capitals", "a fifth", "the end", "something added", "names respelt", "another order"],
)
def test_copies_are_found(copy):
    assert copies_of(ORIGINAL, copy) == [(0, 1)]
    assert copies_of(copy, ORIGINAL) == [(0, 1)]


@pytest.mark.parametrize(
    "other",
    [
        text(4),
        f"{' '.join(ORIGINAL.split()[:40])} {text(5)}",
        " ".join(ORIGINAL.split()[:12]),
        "",
        "。" * 100,
    ],
    ids=["another text", "a shared quotation", "a headline", "nothing", "marks"],
)
def test_unlike_texts_stay_apart(other):
    assert copies_of(ORIGINAL, other) == []


def test_filled_templates_are_no_copies():
    words = text(6, 120).split()
    reports = []
    for seed in range(20):
        dice = random.Random(seed)
        reports.append(" ".join(str(dice.randrange(10**6)) if at % 7 == 3 else word for at, word in enumerate(words)))
    assert copies_of(*reports) == []


def test_an_article_is_taken_once_and_can_be_forgotten():
    index: Syndication[str] = Syndication()
    assert index.add("a", ORIGINAL) == []
    assert index.add("a", ORIGINAL) == []
    assert index.add("b", ORIGINAL) == [Copy("a", "b", 1.0)]
    index.forget("a")
    index.forget("never held")
    assert index.add("c", ORIGINAL) == [Copy("b", "c", 1.0)]


@settings(max_examples=25)
@given(st.permutations(list(range(6))))
def test_the_order_of_arrival_changes_no_group(order):
    texts = [
        ORIGINAL,
        " ".join(ORIGINAL.split()[:150]),
        text(7),
        text(7) + text(8, 30),
        text(9),
        ORIGINAL + text(10, 40),
    ]
    index: Syndication[int] = Syndication()
    found = groups([copy for key in order for copy in index.add(key, texts[key])])
    assert {frozenset(group) for group in found} == {frozenset({0, 1, 5}), frozenset({2, 3})}


def test_groups_join_through_a_common_copy():
    assert groups([Copy(1, 2, 1.0), Copy(3, 4, 1.0), Copy(2, 4, 1.0), Copy(5, 6, 1.0)]) == [(1, 2, 3, 4), (5, 6)]


def test_the_first_published_stands_first_with_what_each_copy_has_of_it():
    cut, added = " ".join(ORIGINAL.split()[:150]), f"{ORIGINAL} {text(11, 300)}"
    (found,) = syndicated([(head(1), ORIGINAL), (head(2), cut), (head(3), added), (head(4), text(12))])
    assert found.first == head(1)
    assert [copy.article for copy in found.copies] == [head(2), head(3)]
    assert (found.copies[0].kept, found.copies[0].own) == (0.5, 0.0)
    assert found.copies[1].kept == 1.0
    assert 0.45 < found.copies[1].own < 0.55


def test_versions_of_one_address_are_no_copies():
    uri = "https://alder.example/crane"
    assert syndicated([(head(1, uri=uri), ORIGINAL), (head(2, uri=uri), f"{ORIGINAL} {text(13, 20)}")]) == ()
