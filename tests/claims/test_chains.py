"""Hops between the outlet and the source, and nested speech."""

import pytest

from reportedly.data import Claim
from tests.claims.drafts import claims, parts

HOPS = {
    "an outlet behind which somebody stands": (
        "The president has called for an early vote, Reuters reports.",
        "The president",
        [("outlet", "Reuters")],
    ),
    "an outlet and a post": (
        "Reuters reports that, according to the mayor's post on Telegram, the bridge was closed.",
        "the mayor's post on Telegram",
        [("outlet", "Reuters"), ("channel", "post on Telegram")],
    ),
    "citing": (
        "Reuters reported, citing a police source, that five people had drowned.",
        "a police source",
        [("outlet", "Reuters")],
    ),
    "citing, after the clause": (
        "The depot held twice the shells that it was licensed for, Reuters reports, citing a person briefed on it.",
        "a person briefed on it",
        [("outlet", "Reuters")],
    ),
    "told an outlet in an interview": (
        "“We will rebuild it in a year,” the mayor told the BBC in an interview.",
        "the mayor",
        [("outlet", "the BBC"), ("channel", "interview")],
    ),
    "statement to an outlet": (
        "The ship was seaworthy, its owner said in a statement to Reuters.",
        "its owner",
        [("outlet", "Reuters"), ("channel", "statement")],
    ),
    "through a lawyer": (
        "The captain said through his lawyer that the radar had failed.",
        "The captain",
        [("person", "his lawyer")],
    ),
    "the only party is the source": (
        "Reuters reported that the bridge was closed.",
        "Reuters",
        [],
    ),
    "quoted as saying": (
        "The Daily Note quoted an unnamed aide as saying that the dam would hold.",
        "an unnamed aide",
        [("outlet", "The Daily Note")],
    ),
    "as cited by": (
        "“The tram is finished,” the mayor told Radio Meridian, as cited by Interfax.",
        "the mayor",
        [("outlet", "Interfax"), ("outlet", "Radio Meridian")],
    ),
    "told a briefing": (
        "The spokesman told a daily briefing that the outbreak had peaked.",
        "The spokesman",
        [("channel", "briefing")],
    ),
    "read out by a lawyer": (
        "In a statement read out by his lawyer, the defendant said that he was sorry.",
        "the defendant",
        [("channel", "statement"), ("person", "his lawyer")],
    ),
    "told reporters": (
        "The minister told reporters that the bridge was closed.",
        "The minister",
        [],
    ),
}


@pytest.mark.parametrize(("text", "source", "hops"), HOPS.values(), ids=HOPS)
def test_hops(text: str, source: str, hops: list[tuple[str, str]]) -> None:
    claim = _by(claims(text), source)
    assert [(hop.kind, hop.text) for hop in claim.via] == hops


def test_relay_makes_no_claim_of_its_own() -> None:
    found = claims("The president has called for an early vote, Reuters reports.")
    assert [claim.source.text for claim in found if claim.source] == ["The president"]


def test_nested_speech_keeps_both() -> None:
    outer, inner = claims("Norland says that Sudria promised to withdraw its ships by Friday.")
    assert parts(inner) == ("Sudria", "promised", "to withdraw its ships by Friday")
    assert inner.parent == outer.id
    assert outer.parent is None


def test_inner_claim_has_only_its_own_hops() -> None:
    text = "The union had demanded an inquiry, its spokeswoman said in a statement to Reuters."
    inner = _by(claims(text), "The union")
    assert inner.via == ()


def _by(found: tuple[Claim, ...], source: str) -> Claim:
    return next(claim for claim in found if claim.source and claim.source.text == source)
