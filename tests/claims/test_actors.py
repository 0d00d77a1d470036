"""Who is named: self-written sentences and the actors they hold."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.actors import MarkActors, is_outlet, looks_like_outlet
from reportedly.claims.actors.gazetteer import find, lookup
from reportedly.claims.draft import Draft
from reportedly.claims.syntax import ParseText
from reportedly.data import Actor, Article, Block


def parsed(*paragraphs: str, outlet: str | None = None) -> Draft:
    text, blocks, at = "\n\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        blocks.append(Block(kind="paragraph", start=at, end=at + len(paragraph)))
        at += len(paragraph) + 2
    article = Article(
        id="a",
        uri=None,
        outlet=outlet,
        headline=None,
        standfirst=None,
        published="2025-03-12",
        language="en",
        text=text,
        blocks=tuple(blocks),
    )
    return ParseText()(Draft(article=article))


def actors(*paragraphs: str) -> dict[str, Actor]:
    return {actor.name: actor for actor in MarkActors()(parsed(*paragraphs)).actors}


@pytest.mark.parametrize(
    ("text", "name", "country", "role"),
    [
        ("Latvian President Edgars Rinkēvičs spoke in Riga.", "Edgars Rinkēvičs", "LVA", "president"),
        ("Georgia's border police chief Irakli Beridze said so.", "Irakli Beridze", "GEO", "border police chief"),
        ("President of Latvia Edgars Rinkēvičs said so.", "Edgars Rinkēvičs", "LVA", "president"),
        ("US Secretary of State Antony Blinken left.", "Antony Blinken", "USA", "secretary of state"),
        ("Former British prime minister Boris Johnson spoke.", "Boris Johnson", "GBR", "former prime minister"),
        ("On Friday acting Defence Secretary Grant Shapps resigned.", "Grant Shapps", None, "acting defence secretary"),
        ("The Dutch ambassador, Pieter Vos, was summoned.", "Pieter Vos", "NLD", "ambassador"),
        ("Maria Lopez, head of the regional hospital, agreed.", "Maria Lopez", None, "head of the regional hospital"),
        ("Kremlin spokesman Dmitry Peskov shrugged.", "Dmitry Peskov", "RUS", "spokesperson for Kremlin"),
        ("Foreign Minister Sybylenko said it was late.", "Sybylenko", None, "foreign minister"),
        ("Gen. Oleh Marko said so.", "Oleh Marko", None, "general"),
    ],
)
def test_persons_have_name_country_and_role(text: str, name: str, country: str | None, role: str) -> None:
    actor = actors(text)[name]
    assert (actor.kind, actor.country, actor.role) == ("person", country, role)


def test_surnames_lead_back_to_the_full_name() -> None:
    text = "Norwegian minister Solveig Brække called. Brække’s office was shut. Later Brække wrote that she was well."
    person = actors(text)["Solveig Brække"]
    assert [text[m.start : m.end] for m in person.mentions] == ["Solveig Brække", "Brække", "Brække"]


def test_two_of_one_name_are_kept_apart() -> None:
    found = actors("Anna Holm said no.", "Peter Holm said yes. Holm, a baker, was sure.")
    assert len(found["Anna Holm"].mentions) == 1
    assert len(found["Peter Holm"].mentions) == 2


@pytest.mark.parametrize(
    ("text", "name", "kind", "country"),
    [
        ("South Korean intelligence said so.", "South Korean intelligence", "organisation", "KOR"),
        ("The Finnish Foreign Ministry said so.", "Finnish Foreign Ministry", "organisation", "FIN"),
        ("The Ministry of Defence of Latvia said so.", "Ministry of Defence of Latvia", "organisation", "LVA"),
        ("The Swedish navy said so.", "Swedish navy", "armed_force", "SWE"),
        ("The Pentagon said so.", "Pentagon", "organisation", "USA"),
        ("Downing Street said so.", "Downing Street", "organisation", "GBR"),
        ("The crisis staff of Upper Marn said so.", "crisis staff of Upper Marn", "organisation", None),
        ("The North Atlantic Alliance said so.", "NATO", "organisation", None),
        ("It was first told to Reuters.", "Reuters", "outlet", "GBR"),
        ("The Harbour Gazette reported on Monday that boats sank.", "Harbour Gazette", "outlet", None),
        ("The Latvian portal Krasta Online wrote about it.", "Krasta Online", "outlet", None),
        ("Warsaw said that it would wait.", "Poland", "state", "POL"),
        ("A Swiss delegation arrived.", "Switzerland", "state", "CHE"),
    ],
)
def test_bodies_states_and_outlets(text: str, name: str, kind: str, country: str | None) -> None:
    actor = actors(text)[name]
    assert (actor.kind, actor.country) == (kind, country)


def test_a_state_has_its_wikidata_id() -> None:
    assert actors("Nothing moved in Lithuania.")["Lithuania"].id == "Q37"


def test_a_capital_that_does_nothing_is_a_place() -> None:
    assert actors("Rain fell on Warsaw all night.") == {}


def test_a_country_s_name_inside_a_person_s_is_the_person() -> None:
    found = actors("Jordan Smith said the bridge was open. Jordan signed the treaty with Chad.")
    assert {"Jordan Smith", "Jordan", "Chad"} <= set(found)
    assert found["Jordan"].kind == "state"


def test_an_ordinary_word_is_no_outlet() -> None:
    assert all(actor.kind != "outlet" for actor in actors("The vanguard came at dawn. The Sun rose.").values())


def test_the_article_s_own_outlet_is_an_outlet() -> None:
    draft = MarkActors()(parsed("Two boats sank, Quay Dispatch has learned.", outlet="Quay Dispatch"))
    assert [(a.name, a.kind) for a in draft.actors] == [("Quay Dispatch", "outlet")]


@pytest.mark.parametrize(("words", "known"), [("Reuters", True), ("the New York Times", True), ("the table", False)])
def test_is_outlet(words: str, known: bool) -> None:
    assert is_outlet(words) is known


@pytest.mark.parametrize(("words", "like"), [("the Harbour Gazette", True), ("Radio Marn", True), ("Morning", False)])
def test_looks_like_outlet(words: str, like: bool) -> None:
    assert looks_like_outlet(words) is like


def test_the_longest_name_wins() -> None:
    text = "Guinea-Bissau, South Sudan and the Democratic Republic of the Congo"
    assert [(f.entry.country) for f in find(text)] == ["GNB", "SSD", "COD"]


def test_a_listed_name_under_another_apostrophe() -> None:
    entry = lookup("Côte d’Ivoire")
    assert entry is not None
    assert entry.country == "CIV"


_WORDS = st.sampled_from(
    (
        *("President", "Minister", "of", "the", "Latvia", "Latvian", "'s", "’s", ",", ".", "-", "“", "”", "Anna"),
        *("Smith", "said", "told", "NATO", "Kyiv", "army", "intelligence", "who", "X", "spokesman", "Reuters", "he"),
        *("ministry", "and", "for", "Mr", "Gen.", "von\u00a0", "é", "漢", "\n", "portal"),
    )
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_mentions_lie_inside_the_text_and_do_not_depend_on_the_run(text: str) -> None:
    draft = parsed(text)
    once, twice = MarkActors()(draft), MarkActors()(replace(draft))
    assert once.actors == twice.actors
    assert len({a.id for a in once.actors}) == len(once.actors)
    for actor in once.actors:
        assert actor.mentions
        for mention in actor.mentions:
            assert 0 <= mention.start < mention.end <= len(text)
            assert text[mention.start : mention.end].strip() == text[mention.start : mention.end]
