"""Speakers whom the form of the sentence gives away, where the tagger passes over them."""

import pytest

from tests.claims.drafts import claims, draft, parts

BEHIND = {
    "a rare verb": (
        "Nine boats were lost, the Harbour Guard communicates.",
        ("the Harbour Guard", "communicates", "Nine boats were lost"),
    ),
    "an apposition": (
        "The party deposited sheets holding 900 names with this office, the Registrar, Mr Ole Dahl, certifies.",
        ("the Registrar, Mr Ole Dahl", "certifies", "The party deposited sheets holding 900 names with this office"),
    ),
    "a phrase for a verb": (
        "Three divers are missing, the coast guard of Norland has let it be known.",
        ("the coast guard of Norland", "has let it be known", "Three divers are missing"),
    ),
    "inverted": (
        "The kiln has to go out of the town, demand the villagers of Orm as before.",
        ("the villagers of Orm", "demand", "The kiln has to go out of the town"),
    ),
    "inverted behind so": (
        "The men of the cutter have saved forty persons, so declared their captain, Mr Jan Bek, to the agency.",
        ("their captain, Mr Jan Bek", "declared", "The men of the cutter have saved forty persons"),
    ),
    "a participle with its agent": (
        "The number of geese destroyed is 4,000, as given by the chief vet, Ida Holm.",
        ("the chief vet, Ida Holm", "as given by", "The number of geese destroyed is 4,000"),
    ),
    "content from its beginning": (
        "At least 40 patients at the Orm clinic were given the wrong pills between March and May, "
        "a nurse employed there has told the Courier.",
        (
            "a nurse employed there",
            "has told",
            "At least 40 patients at the Orm clinic were given the wrong pills between March and May",
        ),
    ),
    "content goes on": (
        "Two ballots had been mislaid, Ole Dahl told the late bulletin, and so turnout stood at 34 per cent.",
        ("Ole Dahl", "told", "Two ballots had been mislaid … so turnout stood at 34 per cent"),
    ),
    "content interrupted": (
        "Around a thousand people, she told the meeting, died because it was hot.",
        ("she", "told", "Around a thousand people … died because it was hot"),
    ),
    "a fragment": (
        "Around forty thousand kilometres, the people at the observatory reckon.",
        ("the people at the observatory", "reckon", "Around forty thousand kilometres"),
    ),
}
FRAMES = {
    "as, in front": (
        "As Minister Dahl conveyed to the press in the evening, the gates have been lifted by a hand.",
        ("Minister Dahl", "conveyed", "the gates have been lifted by a hand"),
    ),
    "a count": (
        "By the ministry's count 311 houses were destroyed.",
        ("the ministry", "count", "311 houses were destroyed"),
    ),
    "words of": (
        "In the words of the bishop, the school will not close.",
        ("the bishop", "words", "the school will not close"),
    ),
    "so says": (
        "Some 900 posts are to go by May. So says chief executive Ida Holm.",
        ("chief executive Ida Holm", "says", "Some 900 posts are to go by May"),
    ),
    "learned from": (
        "The firms are to pay a fine. So the Courier has learned from somebody inside the authority.",
        ("somebody", "learned from", "The firms are to pay a fine"),
    ),
    "that points back": (
        "Forty people are safe. That's according to the captain, Jan Bek.",
        ("the captain, Jan Bek", "according to", "Forty people are safe"),
    ),
}
NUMBERS = {
    "at": ("The unions put the turnout at 60,000.", ("The unions", "put", "the turnout at 60,000")),
    "at, passive": (
        "The cost is put at 8 million pounds by the chamber of trade.",
        ("the chamber of trade", "put", "The cost is put at 8 million pounds"),
    ),
    "as": (
        "Interior Minister Ana Ruiz gave the number of dead as 112.",
        ("Interior Minister Ana Ruiz", "gave", "the number of dead as 112"),
    ),
    "of": ("The mayor spoke of 300 houses.", ("The mayor", "spoke", "of 300 houses")),
    "counted": ("Police counted 6,000 marchers.", ("Police", "counted", "6,000 marchers")),
}


@pytest.mark.parametrize(
    ("text", "expected"), [*BEHIND.values(), *FRAMES.values(), *NUMBERS.values()], ids=[*BEHIND, *FRAMES, *NUMBERS]
)
def test_form_gives_the_speaker(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in [parts(claim) for claim in claims("The weather was fine on the day.", text)]


@pytest.mark.parametrize(
    "text",
    [
        "The thieves broke in, demanded the keys and left.",
        "The dam broke, so the mayor closed the road.",
        "In other words, the bridge is closed.",
        "By the river 300 houses were destroyed.",
        "Heavy rain put the river at 3 metres.",
        "The dam broke. So the mayor closed the road.",
        "That's from the film about the dam.",
        "As the mayor left, the bridge fell.",
    ],
)
def test_form_alone_makes_no_speaker(text: str) -> None:
    assert [parts(claim) for claim in claims("The weather was fine on the day.", text) if claim.source] == []


@pytest.mark.parametrize(
    ("headline", "speaker"),
    [
        ("Border police: 2,600 people crossed in a week", "Border police"),
        ("Anglers: dye works must stop using the river", "Anglers"),
        ("Owner: pit to close", "Owner"),
        ("Fire brigade: two missing after blaze", "Fire brigade"),
        ("Lindqvist: we have won with 54 per cent", "Lindqvist"),
    ],
)
def test_speaker_before_a_headlines_colon(headline: str, speaker: str) -> None:
    content = headline.partition(": ")[2]
    found = claims("Anna Lindqvist bought the mill in 1990.", headline=headline)
    assert (speaker, ":", content) in [parts(claim) for claim in found]


@pytest.mark.parametrize(
    "headline",
    [
        "Analysis: what the vote means",
        "Live: storm hits the coast",
        "Video: bear walks into a shop",
        "How to: mend a bicycle",
        "Budget 2025: taxes will rise",
        "Football: visitors win cup",
        "Letters: a word on the pier",
        "Lindqvist: the amount",
    ],
)
def test_label_before_a_headlines_colon(headline: str) -> None:
    assert claims("Anna Lindqvist bought the mill in 1990.", headline=headline) == ()


def test_transcript_of_roles() -> None:
    found = claims("Host: It comes from abroad as well.", "Caller: He is worth twice that.")
    assert [parts(claim)[0] for claim in found] == ["Host", "Caller"]


def test_quotations_are_left_to_the_tagger() -> None:
    (claim,) = claims("“The lights went out,” the captain said, “and then we heard the horn.”")
    assert claim.content.text == "The lights went out, … and then we heard the horn."


def test_outlet_that_cites_is_a_hop() -> None:
    found = claims("A gang has taken 300 bars of gold, the Metro Blade newspaper reported, citing a detective.")
    assert [(parts(claim)[0], [hop.text for hop in claim.via]) for claim in found] == [
        ("a detective", ["the Metro Blade newspaper"])
    ]


def test_long_lists_are_passed_over() -> None:
    made = draft("Eels, " * 2_000 + "the guard communicates.")
    assert made.paragraphs
