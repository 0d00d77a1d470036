"""Stories: one answer for one set of articles, in whatever order they came and however they were asked for."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import QueryError
from reportedly.ledger import ArticleHead
from reportedly.threads import happenings
from reportedly.threads.happenings import Happenings
from reportedly.threads.linkage import clusters
from reportedly.threads.stories import holding, is_id, stories
from reportedly.threads.telling import telling

FERRY = "A ferry ran aground off Alder Point on Monday night and all 214 passengers were taken ashore by lifeboats."
FERRY_TOO = "Lifeboats took 214 passengers off a ferry that had run aground at Alder Point, the coastguard said."
FERRY_LATER = "The ferry that ran aground off Alder Point was towed to the harbour; divers look at its hull."
STRIKE = "Teachers in Brackwater walked out over pay, closing 31 schools for a second day, their union said."
STRIKE_TOO = (
    "A second day of walkouts by teachers closed 31 schools in Brackwater as the union and town argue over pay."
)
BUDGET = "The council of Thornbury passed its budget by one vote after a debate on the new swimming hall."
TEXTS = (FERRY, FERRY_TOO, FERRY_LATER, STRIKE, STRIKE_TOO, BUDGET)


def head(number: int, *, published: str | None = "2025-03-03", headline: str | None = None) -> ArticleHead:
    return ArticleHead(id=f"{number:016x}", uri=None, outlet=f"Outlet {number}", headline=headline, published=published)


def made(seed: int) -> tuple[str, int | None]:
    """An article of one of a few topics, and its day."""
    dice = random.Random(seed)
    topic = random.Random(seed % 4)
    own = [f"{topic.choice('bdgklmn')}{topic.choice('aeiou')}{topic.randrange(40)}" for _ in range(20)]
    rest = [f"w{dice.randrange(60)}" for _ in range(15)]
    return " ".join(dice.sample(own, 12) + rest), dice.choice([None, 1, 3, 4, 9, 14, 15])


def held(keys: set[int], copies: list[tuple[int, int]]) -> list[tuple[int, ...]]:
    """The groups of these articles, computed at once."""
    index: Happenings[int] = Happenings()
    for key in sorted(keys):
        text, day = made(key)
        index.add(key, telling(None, text), day)
    for one, other in copies:
        if {one, other} <= keys:
            index.join(one, other)
    return index.groups()


KEYS = st.integers(0, 23)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["add", "add", "add", "forget", "ask", "join"]), KEYS, KEYS), max_size=50))
def test_the_answer_depends_on_the_articles_held_alone(steps):
    index: Happenings[int] = Happenings()
    keys: set[int] = set()
    copies: list[tuple[int, int]] = []
    for what, key, other in steps:
        if what == "add":
            text, day = made(key)
            index.add(key, telling(None, text), day)
            keys.add(key)
        elif what == "forget":
            index.forget(key)
            keys.discard(key)
            copies = [pair for pair in copies if key not in pair]
        elif what == "join" and {key, other} <= keys:
            index.join(key, other)
            copies.append((key, other))
        else:
            assert sorted(key for group in index.groups() for key in group) == sorted(keys)
    assert index.groups() == held(keys, copies)


def test_the_generated_articles_do_make_groups():
    groups = held(set(range(24)), [])
    assert 4 < len(groups) < 20
    assert max(map(len, groups)) > 1


@settings(max_examples=20, deadline=None)
@given(st.permutations(range(len(TEXTS))))
def test_the_order_of_arrival_changes_nothing(order):
    articles = [(head(number), text) for number, text in enumerate(TEXTS)]
    assert stories([articles[at] for at in order]) == stories(articles)


def test_articles_of_one_happening_are_a_story_and_others_are_not():
    found = stories((head(number), text) for number, text in enumerate(TEXTS))
    told = {tuple(int(one.id, 16) for one in story.articles) for story in found}
    assert told == {(0, 1, 2), (3, 4), (5,)}
    assert all(story.id == story.articles[0].id for story in found)


def test_what_lies_far_apart_in_time_is_no_story():
    found = stories([(head(1, published="2025-03-03"), FERRY), (head(2, published="2025-04-03"), FERRY_TOO)])
    assert len(found) == 2


def test_copies_are_of_one_story_however_far_apart():
    rest = "\n\n".join([FERRY, STRIKE, BUDGET])
    found = stories([(head(1, published="2025-03-03"), rest), (head(2, published="2025-04-03"), rest)])
    assert [len(story.articles) for story in found] == [2]


def test_a_story_says_what_it_is_about_and_when():
    first = head(7, published="2025-03-04T09:00", headline="Ferry runs aground off Alder Point")
    second = head(3, published="2025-03-05", headline="What we know")
    (found,) = stories([(second, FERRY_TOO), (first, FERRY)])
    assert (found.id, found.headline, found.headline_of) == (first.id, first.headline, first.id)
    assert (found.first, found.last) == ("2025-03-04T09:00", "2025-03-05")
    assert found.outlets == ("Outlet 7", "Outlet 3")
    assert {"ferry", "aground"} <= set(found.words)
    assert "know" not in found.words


def test_stories_are_asked_for_by_words_and_days_newest_first():
    articles = [
        (head(1, published="2025-03-01"), FERRY),
        (head(2, published="2025-03-09"), STRIKE),
        (head(3, published="2025-03-20"), BUDGET),
        (head(4, published=None), "Nobody knows when this was written"),
    ]
    assert [story.id for story in stories(articles)] == [head(n).id for n in (3, 2, 1, 4)]
    assert [story.id for story in stories(articles, words="School BRACKWATER")] == [head(2).id]
    assert stories(articles, words="ferry budget") == ()
    assert [story.id for story in stories(articles, since="2025-03-09")] == [head(3).id, head(2).id]
    assert [story.id for story in stories(articles, until="2025-03-09", limit=1)] == [head(2).id]
    with pytest.raises(QueryError, match="since"):
        stories(articles, since="March")


def test_any_article_leads_to_the_story_that_holds_it_now():
    before = stories([(head(5), FERRY)])
    after = stories([(head(5), FERRY), (head(2), FERRY_TOO)])
    assert before[0].id == head(5).id
    assert holding(after, before[0].id) == after[0]
    assert after[0].id == head(2).id
    assert holding(after, head(9).id) is None
    assert is_id("3f0c9a")
    assert not is_id("ferry")


def test_components_too_large_fall_apart(monkeypatch):
    whole = held(set(range(24)), [])
    monkeypatch.setattr(happenings, "LARGEST", 2)
    parts = held(set(range(24)), [])
    assert sorted(key for group in parts for key in group) == list(range(24))
    assert len(parts) > len(whole)


def test_copies_hold_together_however_many_they_are(monkeypatch):
    monkeypatch.setattr(happenings, "LARGEST", 2)
    index: Happenings[int] = Happenings()
    for key in range(5):
        index.add(key, telling(None, FERRY), 1)
        index.join(0, key)
    index.add(5, telling(None, BUDGET), 1)
    assert index.groups() == [(0, 1, 2, 3, 4), (5,)]


def test_nothing_is_no_story():
    assert stories([]) == ()
    assert [len(story.articles) for story in stories([(head(1), ""), (head(2), "。" * 50)])] == [1, 1]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.integers(0, 10**6), st.floats(0.1, 0.9))
def test_average_link_joins_what_greedy_joining_would(size, seed, least):
    drawn = np.random.default_rng(seed).random((size, size))
    alike = (drawn + drawn.T) / 2
    assert sorted(clusters(alike, least)) == sorted(greedy(alike, least))


def greedy(alike: np.ndarray, least: float) -> list[list[int]]:
    groups = [[row] for row in range(len(alike))]
    while len(groups) > 1:
        joined = [
            (alike[np.ix_(one, other)].mean(), at, to)
            for at, one in enumerate(groups)
            for to, other in enumerate(groups)
            if at < to
        ]
        best, at, to = max(joined)
        if best < least:
            break
        groups[at] = sorted(groups[at] + groups.pop(to))
    return groups
