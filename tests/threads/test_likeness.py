"""Likeness: the texts that share telling words come first, and others not at all."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.threads.likeness import Likeness

CLAIMS = [
    "The bridge over the Alder will be closed for repairs until May.",
    "Closing the old pier costs fishermen a third of their income.",
    "Nobody drank the water of the reservoir at Thornbury.",
]


def test_inflections_meet_and_common_words_do_not():
    ranking = Likeness(CLAIMS)
    assert ranking.likest("bridges being repaired over the Alder", 5)[0] == 0
    assert ranking.likest("Is reservoir water drinkable?", 1) == [2]
    assert ranking.likest("to the of and in", 5) == []
    assert Likeness([]).likest("bridge", 5) == []


@given(st.lists(st.text(max_size=20), max_size=6), st.text(max_size=20))
def test_scores_fall_and_places_are_texts(texts, asked):
    ranking = Likeness(texts)
    found = ranking.likest(asked, 4)
    scores = ranking.scores(asked)
    assert len(found) == len(set(found)) <= 4
    assert [scores[at] for at in found] == sorted((scores[at] for at in found), reverse=True)
    assert all(scores[at] > 0 for at in found)
