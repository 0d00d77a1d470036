"""What the outlet tells itself, and which claim carries which figure and time."""

from reportedly.claims.narration import GatherNarration, LoadClaims
from tests.claims.drafts import ATTRIBUTED, draft

NARRATED = (*ATTRIBUTED, GatherNarration(), LoadClaims())


def test_gathers_own_statements_with_a_time() -> None:
    made = draft("The inquiry will open this week. The harbour is old.", stages=NARRATED)
    (claim,) = made.claims
    assert claim.narrated
    assert claim.content.text == "The inquiry will open this week"
    assert claim.tense == "future"
    assert [t.text for t in made.times if t.id in claim.times] == ["this week"]


def test_leaves_attributed_sentences_alone() -> None:
    made = draft("The inquiry will open this week, the mayor said.", stages=NARRATED)
    assert [claim.narrated for claim in made.claims] == [False]


def test_innermost_claim_carries() -> None:
    text = "Norland says that Sudria promised to withdraw by Friday."
    made = draft(text, stages=NARRATED)
    outer, inner = made.claims
    assert outer.times == ()
    assert [t.text for t in made.times if t.id in inner.times] in (["Friday"], ["by Friday"])
