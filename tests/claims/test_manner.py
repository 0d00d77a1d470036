"""Kind, certainty, polarity, addressee and when it was said."""

import pytest

from reportedly.data import Claim
from tests.claims.drafts import claims

KINDS = {
    "The mayor said the bridge was open.": "statement",
    "The mayor demanded an inquiry.": "demand",
    "The mayor urged the council to act.": "demand",
    "The mayor asked the army to help.": "demand",
    "The mayor asked whether the army would help.": "question",
    "The mayor asked why the sirens had failed.": "question",
    "The operator promised to rebuild the bridge.": "promise",
    "The admiral threatened to close the strait.": "threat",
    "The ministry denied that the bridge was unsafe.": "denial",
    "The ministry rejected the report.": "denial",
    "The ministry accused the operator of negligence.": "accusation",
    "Forecasters expect the river to rise.": "expectation",
    "Engineers believe that the pillar was cracked.": "assessment",
    "Witnesses described the captain as calm.": "assessment",
    "According to the mayor's post, the state should pay for the bridge.": "demand",
    "The mayor warned that one spark would do.": "statement",
    "“The number may change, because crews cannot reach the yard,” the mayor warned.": "statement",
    "The general told reporters that allies “stand ready to defend the strait”.": "statement",
    "The mayor warned residents to stay away.": "demand",
    "According to engineers, the bridge was expected to last a century.": "expectation",
    "“Open the gates before noon,” the mayor said.": "demand",
    "“Look, nobody knows,” the mayor said.": "statement",
    "The mayor said the works had to leave the river.": "demand",
    "The mayor said the works had left the river.": "statement",
    "The mayor said the works should have left the river.": "statement",
    "The strikers want nine per cent.": "demand",
    "The striker wants to go home.": "statement",
    "Relatives are calling for a public inquiry.": "demand",
    "The authority will fine five firms, a clerk told the Courier.": "statement",
}


@pytest.mark.parametrize(("text", "kind"), KINDS.items())
def test_kind_follows_the_cue(text: str, kind: str) -> None:
    assert claims(text)[0].kind == kind


CERTAINTIES = {
    "The mayor said the bridge might close.": "possible",
    "The mayor said the bridge would possibly close.": "possible",
    "The mayor said the bridge is likely to close.": "probable",
    "Engineers believe that the pillar was cracked.": "probable",
    "The mayor said the bridge was closed.": "asserted",
    "The army said it had sunk two boats. The claim could not be independently verified.": "doubtful",
    "The army said, without providing evidence, that it had sunk two boats.": "doubtful",
}


@pytest.mark.parametrize(("text", "certainty"), CERTAINTIES.items())
def test_certainty_is_the_sources_hedge(text: str, certainty: str) -> None:
    assert claims(text)[0].certainty == certainty


def test_doubt_stays_in_its_paragraph() -> None:
    found = claims("The army said it had sunk two boats.", "Other claims could not be verified.")
    assert found[0].certainty == "asserted"


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("The mayor said the bridge was not safe.", "negative"),
        ("The mayor said no boats had sunk.", "negative"),
        ("The ministry denied that the bridge was unsafe.", "negative"),
        ("The mayor said the bridge was safe.", "positive"),
    ],
)
def test_polarity(text: str, polarity: str) -> None:
    assert claims(text)[0].polarity == polarity


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("The mayor told reporters that the bridge was open.", "reporters"),
        ("The opposition urged the government to resign.", "the government"),
        ("The council called for the operator to pay.", "the operator"),
        ("According to the mayor's post, the state should pay for the bridge.", "the state"),
        ("The governor called on the European Union to send 200 mobile homes.", "the European Union"),
        ("The mayor told a news conference that the bridge was open.", None),
        ("The mayor said the bridge was open.", None),
    ],
)
def test_addressee(text: str, addressee: str | None) -> None:
    found = claims(text)[0].addressee
    assert (found.text if found else None) == addressee


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mayor said on 18 October that the bridge had reopened.", "2024-10-18"),
        ("The bridge has reopened, the mayor said on Tuesday.", "2024-10-29"),
        ("The Norland army said on Tuesday it had reopened the airport.", "2024-10-29"),
        ("Mayor Osei on Tuesday said the bridge had reopened.", "2024-10-29"),
        ("The mayor said that the bridge had reopened on 18 October.", None),
        ("The mayor said the bridge was open.", None),
    ],
)
def test_said_on_is_what_hangs_on_the_cue(text: str, day: str | None) -> None:
    assert claims(text)[0].said_on == day


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        ("“The bridge is open,” the mayor said.", "direct"),
        ("The mayor said the bridge was open.", "indirect"),
        ("The mayor said the bridge was “open and safe for all”.", "mixed"),
    ],
)
def test_quotation(text: str, quotation: str) -> None:
    claim: Claim = claims(text)[0]
    assert claim.quotation == quotation
