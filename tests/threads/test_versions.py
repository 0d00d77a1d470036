"""Versions: of one address, in time order, with what became of each claim and its figures."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.data import Claim, Party, Phrase, Reading
from reportedly.threads.versions import compared
from tests.ledger.making import reading


def fates(*readings: Reading) -> list[list[str]]:
    return [[one.fate for one in version.claims] for version in compared(readings)]


def claim(number: int, content: str, source: str | None = "the mayor") -> Claim:
    return Claim(
        id=f"{number:016x}",
        kind="statement",
        quotation=None,
        source=Party(spans=(), text=source) if source else None,
        cue=Phrase(spans=(), text="said") if source else None,
        content=Phrase(spans=(), text=content),
        score=1.0,
        made_by="test",
    )


def told(*claims: Claim, since: str | None = "2025-03-10T08:30") -> Reading:
    whole = reading(1)
    return replace(whole, article=replace(whole.article, modified=since), claims=claims, figures=())


def test_a_changed_figure_says_what_it_was_until_when():
    first, second = reading(1, lost=11), reading(1, lost=30)
    second = replace(second, article=replace(second.article, modified="2025-03-10T14:05"))
    _, later = compared([first, second])
    assert later.since == "2025-03-10T14:05"
    (changed,) = [one for one in later.claims if one.fate == "changed"]
    (figure,) = changed.figures
    assert figure.was
    assert figure.now
    assert (figure.was.value, figure.now.value) == (11, 30)
    assert changed.before == first.claims[0]


def test_claims_stand_change_vanish_and_come():
    before = told(
        claim(1, "the bridge will open in May"),
        claim(2, "the old pier is closed to all visitors"),
        claim(3, "nobody was hurt"),
    )
    after = told(
        claim(1, "the bridge will open in May"),
        claim(4, "the old pier is closed to most visitors"),
        claim(5, "divers look at the hull"),
        since="2025-03-11",
    )
    assert fates(before, after) == [["new"] * 3, ["stands", "changed", "new", "vanished"]]


def test_another_source_says_another_thing_unless_the_words_are_the_same():
    before = told(claim(1, "the old pier is closed to visitors", source="the mayor"))
    reworded = told(claim(2, "the old pier is now shut to everybody", source="a fisherman"), since="2025-03-11")
    corrected = told(claim(3, "the old pier is closed to visitors", source="a fisherman"), since="2025-03-11")
    assert fates(before, reworded)[1] == ["new", "vanished"]
    assert fates(before, corrected)[1] == ["changed"]


def test_versions_come_in_the_order_of_their_dates_and_else_as_they_were_read():
    early, late, undated = told(since="2025-03-10"), told(since="2025-03-12"), told(since=None)
    assert [version.since for version in compared([late, early])] == ["2025-03-10", "2025-03-12"]
    undated = replace(undated, article=replace(undated.article, published=None))
    assert [version.since for version in compared([late, undated, early])] == ["2025-03-12", None, "2025-03-10"]
    assert compared([]) == ()


@given(st.lists(st.text("abc ", max_size=12), max_size=6), st.lists(st.text("abc ", max_size=12), max_size=6))
def test_every_claim_has_one_fate(earlier, later):
    before = told(*(claim(number, text) for number, text in enumerate(earlier)))
    after = told(*(claim(number, text) for number, text in enumerate(later)), since="2025-03-11")
    _, version = compared([before, after])
    counted = [one.fate for one in version.claims]
    assert len(later) == len(counted) - counted.count("vanished")
    assert len(earlier) == len(counted) - counted.count("new")
    assert fates(before, before)[1] == ["stands"] * len(earlier)
