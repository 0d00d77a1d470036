"""Source, cue and content: a table of ways in which English attributes."""

import pytest

from tests.claims.drafts import claims, parts

CASES = {
    "that-clause": (
        "The harbour master said that the ferry had left on time.",
        [("The harbour master", "said", "the ferry had left on time")],
    ),
    "no that": (
        "Rescue teams say nobody is missing.",
        [("Rescue teams", "say", "nobody is missing")],
    ),
    "adverb and perfect": (
        "The ministry has repeatedly warned that the pier is unsafe.",
        [("The ministry", "has repeatedly warned", "the pier is unsafe")],
    ),
    "post-posed": (
        "Eleven people were rescued overnight, the coast guard said.",
        [("the coast guard", "said", "Eleven people were rescued overnight")],
    ),
    "gerund": (
        "The army has previously denied targeting civilians.",
        [("The army", "has previously denied", "targeting civilians")],
    ),
    "a day before the content": (
        "The Norland army said on Wednesday it had reopened the airport.",
        [("The Norland army", "said", "it had reopened the airport")],
    ),
    "a figure put at": (
        "Local medics put the toll at 270.",
        [("Local medics", "put", "the toll at 270")],
    ),
    "two in a headline": (
        "Norland army says it has reopened the airport as rebels deny losing ground",
        [
            ("Norland army", "says", "it has reopened the airport"),
            ("rebels", "deny", "losing ground"),
        ],
    ),
    "a day beside the source": (
        "Mayor Anna Osei on Tuesday said the bridge had reopened.",
        [("Mayor Anna Osei", "said", "the bridge had reopened")],
    ),
    "inverted": (
        "“The lights went out at once,” said Marta Lind, a passenger.",
        [("Marta Lind, a passenger", "said", "The lights went out at once,")],
    ),
    "interrupted": (
        "“The lights went out,” said Marta Lind, “and then we heard the horn.”",
        [("Marta Lind", "said", "The lights went out, … and then we heard the horn.")],
    ),
    "goes on after a full stop": (
        "“We are safe,” the captain told passengers. “Nobody will be left behind.”",
        [("the captain", "told", "We are safe, … Nobody will be left behind.")],
    ),
    "direct after that": (
        "The mayor stressed that “nobody was to blame for the fog.”",
        [("The mayor", "stressed", "nobody was to blame for the fog.")],
    ),
    "mixed": (
        "The union called the safety drill “a sorry joke” on Monday.",
        [("The union", "called", "the safety drill “a sorry joke”")],
    ),
    "according to, first": (
        "According to the port authority, the ferry carried 212 people.",
        [("the port authority", "According to", "the ferry carried 212 people")],
    ),
    "according to, last": (
        "The ferry carried 212 people, according to the port authority.",
        [("the port authority", "according to", "The ferry carried 212 people")],
    ),
    "according to, amid": (
        "The ferry, according to the port authority, carried 212 people.",
        [("the port authority", "according to", "The ferry … carried 212 people")],
    ),
    "demand with infinitive": (
        "The opposition urged the government to publish the report.",
        [("The opposition", "urged", "the government to publish the report")],
    ),
    "called for": (
        "Relatives have called for an independent inquiry.",
        [("Relatives", "have called for", "an independent inquiry")],
    ),
    "called for somebody to": (
        "The council called for the operator to replace the old ferries.",
        [("The council", "called for", "the operator to replace the old ferries")],
    ),
    "called on": (
        "The bishop called on both sides to end the strike.",
        [("The bishop", "called on", "both sides to end the strike")],
    ),
    "promise": (
        "The operator promised to pay the families by June.",
        [("The operator", "promised", "to pay the families by June")],
    ),
    "denial": (
        "The company denied that the engine had failed.",
        [("The company", "denied", "the engine had failed")],
    ),
    "accusation": (
        "The minister accused the operator of hiding the logbook.",
        [("The minister", "accused", "the operator of hiding the logbook")],
    ),
    "elaborated": (
        "The premier has called for help from the alliance, outlining two steps: a loan and a team of divers.",
        [
            (
                "The premier",
                "has called for",
                "help from the alliance … outlining two steps: a loan and a team of divers",
            )
        ],
    ),
    "two verbs, one subject": (
        "The mayor praised the crew and said that the hall would stay open.",
        [
            ("The mayor", "praised", "the crew"),
            ("The mayor", "said", "the hall would stay open"),
        ],
    ),
    "nobody named": (
        "The captain is believed to have left the bridge.",
        [(None, "is believed", "The captain … to have left the bridge")],
    ),
    "noun": (
        "Investigators dismissed the captain's claim that the radar had failed.",
        [("the captain", "claim", "the radar had failed")],
    ),
    "what is not said is attributed too": (
        "The captain did not say where he had been.",
        [("The captain", "did not say", "where he had been")],
    ),
    "refused to say": (
        "The operator refused to say how old the ship was.",
        [("The operator", "refused", "to say how old the ship was")],
    ),
    "two apostrophes": (
        "''We never saw the rocks,'' the pilot said.",
        [("the pilot", "said", "We never saw the rocks,")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_attributes(text: str, expected: list[tuple[str | None, str, str]]) -> None:
    found = [parts(claim) for claim in claims(text)]
    for wanted in expected:
        assert wanted in found


NOTHING = {
    "narration": "The ferry left the harbour at nine and sank an hour later.",
    "scare quotes": "The “unsinkable” ferry lay on its side.",
    "a title": "Her song “Harbour Lights” was played at the service.",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_attributes_nothing(text: str) -> None:
    assert [parts(claim) for claim in claims(text)] == []


def test_quotation_runs_over_paragraphs() -> None:
    found = claims(
        "“We sailed because the forecast was good,” Captain Ilse Brandt said.",
        "“Nobody could have known that the fog would come so fast.”",
    )
    assert [parts(claim) for claim in found] == [
        (
            "Captain Ilse Brandt",
            "said",
            "We sailed because the forecast was good, … Nobody could have known that the fog would come so fast.",
        )
    ]


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    (claim,) = claims("The mayor said that the bridge was “safe for all who cross it")
    assert claim.content.text == "the bridge was “safe for all who cross it"


def test_headline() -> None:
    (claim,) = claims(headline="Norland demands stronger alliance response to attacks on ferries")
    assert parts(claim) == ("Norland", "demands", "stronger alliance response to attacks on ferries")


def test_headline_with_colon() -> None:
    found = claims(headline="Prime Minister Anna Osei: inquiry will report by May")
    assert ("Prime Minister Anna Osei", ":", "inquiry will report by May") in [parts(claim) for claim in found]


def test_transcript() -> None:
    found = claims("MAYOR OSEI: “We will open the hall tonight and keep it open.”")
    assert parts(found[0]) == ("MAYOR OSEI", ":", "We will open the hall tonight and keep it open.")
