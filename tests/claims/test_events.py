"""Events: self-written sentences and what they tell."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.claims.actors import MarkActors, ResolveSources
from reportedly.claims.draft import Draft
from reportedly.claims.events import CodeEvents
from reportedly.claims.syntax import ParseText
from reportedly.claims.times import MarkTimes
from reportedly.data import Claim, ClaimKind, Party, Phrase, Span
from tests.claims.drafts import draft

READ = (ParseText(), MarkTimes(), MarkActors())


def spans(made: Draft, words: str) -> tuple[Span]:
    start = made.article.text.index(words)
    return (Span(start, start + len(words)),)


def claim(made: Draft, kind: ClaimKind, source: str, cue: str, content: str) -> Claim:
    return Claim(
        id=f"{kind} {source}",
        kind=kind,
        quotation="indirect",
        source=Party(spans=spans(made, source), text=source),
        cue=Phrase(spans=spans(made, cue), text=cue),
        content=Phrase(spans=spans(made, content), text=content),
        score=1.0,
        made_by="hand",
    )


def coded(made: Draft) -> list[tuple[str, str | None, str | None, str]]:
    done = CodeEvents()(ResolveSources()(made))
    names = {actor.id: actor.name for actor in done.actors} | {None: None}
    return [(event.type, names[event.actor], names[event.recipient], event.status) for event in done.events]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Germany provided Ukraine with tanks.", [("AID", "Germany", "Ukraine", "reported")]),
        ("Spain may send troops to Mali.", [("AID", "Spain", "Mali", "hypothetical")]),
        ("Italy did not send weapons to Israel.", [("AID", "Italy", "Israel", "negated")]),
        ("Sweden plans to send aircraft to Finland.", [("AID", "Sweden", "Finland", "planned")]),
        ("Denmark gives €20 million to Moldova’s defence.", [("AID", "Denmark", "Moldova", "reported")]),
        ("Canada is expected to deploy soldiers in Latvia.", [("MOBILIZE", "Canada", None, "expected")]),
        ("A Japanese delegation will visit Vietnam.", [("CONSULT", "Japan", "Vietnam", "planned")]),
        ("Egypt and Qatar held talks in Cairo.", [("CONSULT", "Egypt", "Qatar", "reported")]),
        ("Israel attacked Hezbollah in Lebanon.", [("ASSAULT", "Israel", "Hezbollah", "reported")]),
        ("Hamas was attacked by Israel.", [("ASSAULT", "Israel", "Hamas", "reported")]),
        ("If Russia attacks Estonia, that would change.", [("ASSAULT", "Russia", "Estonia", "hypothetical")]),
        ("The US imposed sanctions on Russia.", [("SANCTION", "United States", "Russia", "reported")]),
        ("Poland expelled two Russian diplomats.", [("SANCTION", "Poland", "Russia", "reported")]),
        ("China condemned Japan's decision.", [("ACCUSE", "China", "Japan", "reported")]),
        ("Hungary vetoed the plan.", [("REJECT", "Hungary", None, "reported")]),
        ("Israel rejected the allegations.", []),
        ("Iran refused to comment.", []),
        ("Georgia wants Spain to send arms to Ukraine.", []),
        ("Norway should give aid to Chad.", []),
        (
            "The Alpine state of Austria rested. The country sent food to Nepal.",
            [("AID", "Austria", "Nepal", "reported")],
        ),
        ("Austria and Italy were calm. The country sent tents and food to Nepal.", []),
    ],
)
def test_events_of_the_narrator(text: str, events: list[tuple[str, str | None, str | None, str]]) -> None:
    assert coded(draft(text, stages=READ)) == events


def test_place_and_date_stand_in_the_clause() -> None:
    made = CodeEvents()(draft("French troops attacked Hamas in Chad on 12 October.", stages=READ))
    assert [(event.place, event.date) for event in made.events] == [("Chad", "2024-10-12")]


def test_what_lies_years_back_is_historical() -> None:
    made = draft("Iraq attacked Kuwait on 2 August 1990.", stages=READ)
    assert coded(made) == [("ASSAULT", "Iraq", "Kuwait", "historical")]


@pytest.mark.parametrize(
    ("kind", "text", "parts", "expected"),
    [
        (
            "demand",
            "Latvia urged NATO to send tanks to Ukraine.",
            ("Latvia", "urged", "NATO to send tanks to Ukraine"),
            [("REQUEST", "Latvia", "NATO", "reported")],
        ),
        (
            "promise",
            "Norway promised that it would send tanks to Ukraine.",
            ("Norway", "promised", "it would send tanks to Ukraine"),
            [("AGREE", "Norway", None, "reported")],
        ),
        (
            "threat",
            "Iran threatened to attack Israel.",
            ("Iran", "threatened", "to attack Israel"),
            [("THREATEN", "Iran", None, "reported")],
        ),
        ("denial", "Iran denied that it attacked Israel.", ("Iran", "denied", "it attacked Israel"), []),
        (
            "statement",
            "Japan said that China sent soldiers to Laos.",
            ("Japan", "said", "China sent soldiers to Laos"),
            [("AID", "China", "Laos", "reported")],
        ),
        (
            "expectation",
            "Japan said that China sends soldiers to Laos.",
            ("Japan", "said", "China sends soldiers to Laos"),
            [("AID", "China", "Laos", "expected")],
        ),
    ],
)
def test_what_is_asked_for_is_the_asking(
    kind: ClaimKind, text: str, parts: tuple[str, str, str], expected: list[tuple[str, str | None, str | None, str]]
) -> None:
    made = draft(text, stages=READ)
    assert coded(replace(made, claims=(claim(made, kind, *parts),))) == expected


def test_an_event_names_the_claim_it_rests_on_and_the_claim_its_events() -> None:
    made = draft("Japan said that China sent soldiers to Laos. Peru visited Chile.", stages=READ)
    told = claim(made, "statement", "Japan", "said", "China sent soldiers to Laos")
    done = CodeEvents()(ResolveSources()(replace(made, claims=(told,))))
    assert [(event.id, event.claim) for event in done.events] == [("e1", told.id), ("e2", None)]
    assert done.claims[0].events == ("e1",)


_WORDS = st.sampled_from(
    (
        *("Russia", "Ukraine", "sent", "troops", "to", "attacked", "will", "if", "not", "visit", "with", "talks"),
        *("held", "in", "Kyiv", "and", ",", ".", "its", "who", "the", "country", "aid", "on", "Monday", "by", "%"),
    )
)


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_events_point_at_words_and_actors_of_the_article(text: str) -> None:
    made = draft(text, stages=READ)
    once, twice = CodeEvents()(made), CodeEvents()(made)
    assert once == twice
    ids = {actor.id for actor in once.actors} | {None}
    assert [event.id for event in once.events] == [f"e{n}" for n in range(1, len(once.events) + 1)]
    for event in once.events:
        assert event.actor in ids
        assert event.recipient in ids
        assert all(0 <= span.start < span.end <= len(text) for span in event.spans)
