"""What people change in a ledger, whatever stores it: corrections, users, sessions, attempts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportedly.data import Phrase, Span, content_hash
from reportedly.errors import QueryError
from reportedly.ledger import Change, ClaimQuery, Standing
from reportedly.ledger.correcting import change_of
from tests.ledger.making import outcome, reading
from tests.ledger.test_ledgers import ledger, open_new, put

__all__ = ["ledger", "open_new"]

READ = reading(1)
SAID, HURT, DENIED = READ.claims
AT = "2025-03-11T08:00:00Z"


def correct(ledger, id_, field, words="", *, article=READ.article.id):
    change = change_of(ledger.reading(article), id_=id_, field=field, words=words)
    return ledger.correct(article, change, by="ada", why="misread", at=AT)


@pytest.fixture
def kept(ledger):
    put(ledger, outcome(1), outcome(2))
    return ledger


# Corrections


def test_a_correction_says_who_when_why_and_what(kept):
    made = correct(kept, SAID.id, "kind", "denial")
    assert list(kept.corrections()) == [made]
    assert (made.by, made.at, made.why, made.before, made.after) == ("ada", AT, "misread", "statement", "denial")
    assert made.anchor == SAID.content
    assert list(kept.corrections(article=READ.article.id)) == list(kept.corrections(id_=SAID.id)) == [made]
    assert list(kept.corrections(article=reading(2).article.id)) == list(kept.corrections(id_=HURT.id)) == []


def test_every_answer_has_corrections_applied(kept):
    correct(kept, SAID.id, "kind", "denial")
    correct(kept, SAID.id, "content", "boats")
    correct(kept, "f1", "status", "sunk")
    assert kept.claim(SAID.id).claim.kind == "denial"
    assert kept.claim(SAID.id).claim.made_by == "rules, corrected"
    assert SAID.id in {found.claim.id for found in kept.claims(ClaimQuery(kind="denial"))}
    assert SAID.id not in {found.claim.id for found in kept.claims(ClaimQuery(words="lost", by="mayor"))}
    assert [found.figure.status for found in kept.figures("sunk")] == ["sunk"]
    assert kept.reading(reading(2).article.id) == reading(2)
    assert kept.uncorrected(READ.article.id) == READ
    assert list(kept.check()) == []


def test_the_last_correction_of_a_field_stands_and_undoing_it_brings_back_the_one_before(kept):
    correct(kept, SAID.id, "kind", "denial")
    last = correct(kept, SAID.id, "kind", "question")
    assert last.before == "denial"
    assert kept.claim(SAID.id).claim.kind == "question"
    undone = kept.undo(last.number, by="bob", at=AT)
    assert (undone.undone_by, undone.undone_at) == ("bob", AT)
    assert list(kept.corrections())[-1] == undone
    assert kept.claim(SAID.id).claim.kind == "denial"
    kept.undo(1, by="bob", at=AT)
    assert kept.reading(READ.article.id) == READ
    with pytest.raises(QueryError, match="is undone"):
        kept.undo(1, by="bob", at=AT)
    with pytest.raises(QueryError, match="not there"):
        kept.undo(9, by="bob", at=AT)


def test_a_correction_finds_a_claim_of_another_id_and_a_figure_of_another_number(kept):
    correct(kept, SAID.id, "certainty", "doubtful")
    correct(kept, "f1", "value", "12")
    other = replace(SAID, id=content_hash("another"), cue=None, figures=("f2",))
    renumbered = tuple(replace(f, id={"f1": "f2", "f2": "f1"}[f.id]) for f in READ.figures)
    hurt = replace(HURT, figures=("f1",))
    put(kept, outcome(1, of=replace(READ, claims=(other, hurt, DENIED), figures=renumbered)), made_by="v2")
    assert kept.claim(other.id).claim.certainty == "doubtful"
    assert {f.id: f.value for f in kept.reading(READ.article.id).figures} == {"f2": 12, "f1": 3}


def test_a_correction_waits_for_its_words_and_guesses_nothing(kept):
    correct(kept, SAID.id, "certainty", "doubtful")
    cut = replace(SAID, id=content_hash("cut"), content=Phrase(spans=(Span(89, 94),), text=READ.article.text[89:94]))
    cut_reading = replace(READ, claims=(cut, HURT, DENIED))
    put(kept, outcome(1, of=cut_reading), made_by="v2")
    assert kept.reading(READ.article.id) == cut_reading
    twice = tuple(replace(SAID, id=content_hash(number), cue=None) for number in range(2))
    put(kept, outcome(1, of=replace(READ, claims=(*twice, HURT, DENIED))), made_by="v3")
    assert {claim.certainty for claim in kept.reading(READ.article.id).claims} == {"asserted"}
    put(kept, outcome(1), made_by="v4")
    assert kept.claim(SAID.id).claim.certainty == "doubtful"


def test_putting_the_same_again_changes_nothing(kept):
    correct(kept, SAID.id, "content", "boats")
    before = list(kept.readings()), kept.counts()
    put(kept, outcome(1))
    assert (list(kept.readings()), kept.counts()) == before


def test_a_correction_outlives_its_article(kept):
    correct(kept, SAID.id, "kind", "denial")
    put(kept, outcome(1, of=reading(7)))
    assert kept.reading(READ.article.id) is None
    assert kept.uncorrected(READ.article.id) is None
    put(kept, outcome(1))
    assert kept.claim(SAID.id).claim.kind == "denial"


def test_taking_a_claim_out_leaves_nothing_that_refers_to_it(kept):
    inner = replace(HURT, parent=DENIED.id)
    middle = replace(DENIED, parent=SAID.id)
    put(kept, outcome(1, of=replace(READ, claims=(SAID, inner, middle))), made_by="v2")
    correct(kept, DENIED.id, "out")
    left = kept.reading(READ.article.id)
    assert [(claim.id, claim.parent) for claim in left.claims] == [(SAID.id, None), (HURT.id, SAID.id)]
    assert left.events[0].claim == SAID.id
    assert list(kept.check()) == []


def test_a_figure_moves_to_the_claim_whose_content_now_holds_it(kept):
    correct(kept, HURT.id, "content", "11 boats were lost")
    correct(kept, SAID.id, "content", "were lost")
    assert kept.claim(SAID.id).claim.figures == ()
    assert kept.claim(HURT.id).claim.figures == ("f1",)
    assert list(kept.check()) == []


@pytest.mark.parametrize(
    "change",
    [
        Change(target="claim", id=SAID.id, field="kind", after="rumour"),
        Change(target="claim", id=SAID.id, field="kind", after="statement"),
        Change(target="claim", id=SAID.id, field="actor", after="nobody"),
        Change(target="claim", id=SAID.id, field="content", after=Phrase(spans=(Span(0, 3),), text="xyz")),
        Change(target="claim", id=SAID.id, field="content", after=Phrase(spans=(Span(5, 5),), text="")),
        Change(target="claim", id="f1", field="kind", after="denial"),
        Change(target="figure", id="f1", field="modifier", after="hardly"),
        Change(target="figure", id="f9", field="value", after=3),
    ],
)
def test_a_change_that_would_not_hold_is_refused(kept, change):
    with pytest.raises(QueryError):
        kept.correct(READ.article.id, change, by="ada", why="x", at=AT)
    assert list(kept.corrections()) == []
    assert kept.reading(READ.article.id) == READ


def test_an_unknown_article_has_no_corrections(kept):
    with pytest.raises(QueryError, match="no article"):
        kept.correct("x", Change(target="claim", id=SAID.id, field="kind", after="denial"), by="a", why="x", at=AT)
    assert kept.uncorrected("x") is None


# Accounts


def test_users_come_and_go(ledger):
    assert ledger.standing("t", now=1) == Standing(users=False, user=None)
    ledger.add_user("bob", secret="s2")
    ledger.add_user("ada", secret="s1")
    assert ledger.users() == ("ada", "bob")
    assert (ledger.secret("ada"), ledger.secret("nobody")) == ("s1", None)
    with pytest.raises(QueryError, match="remove it first"):
        ledger.add_user("ada", secret="s3")
    assert ledger.remove_user("ada")
    assert not ledger.remove_user("ada")
    assert ledger.users() == ("bob",)


def test_sessions_end(ledger):
    ledger.add_user("ada", secret="s")
    for token, ends in (("t1", 20), ("t2", 30), ("t3", 30)):
        ledger.begin_session(token, user="ada", now=10, ends=ends)
    assert ledger.standing("t1", now=19) == Standing(users=True, user="ada")
    assert ledger.standing("t1", now=20) == Standing(users=True, user=None)
    ledger.end_session("t2")
    assert ledger.standing("t2", now=11).user is None
    assert ledger.standing("t3", now=11).user == "ada"
    ledger.remove_user("ada")
    assert ledger.standing("t3", now=11) == Standing(users=False, user=None)
    ledger.begin_session("t4", user="ada", now=10, ends=20)
    assert ledger.standing("t4", now=11).user is None


def test_attempts_are_counted_by_subject_within_a_spell(ledger):
    assert all(ledger.attempt({"a": 3, "b": 9}, now=10, since=0) for _ in range(3))
    assert not ledger.attempt({"a": 3, "b": 9}, now=11, since=0)
    assert all(ledger.attempt({"b": 9}, now=11, since=0) for _ in range(6))  # the refused one did not count
    assert not ledger.attempt({"b": 9}, now=11, since=0)
    ledger.forgive("a")
    assert ledger.attempt({"a": 1}, now=11, since=0)
    assert ledger.attempt({"b": 1}, now=99, since=50)
