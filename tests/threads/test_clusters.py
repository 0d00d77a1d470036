"""Average-link clustering: every thing in one cluster, whatever the order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.threads.clusters import clusters, matrix

SCORES = st.integers(0, 8).flatmap(
    lambda n: st.lists(st.floats(0, 1, width=16), min_size=n * (n - 1) // 2, max_size=n * (n - 1) // 2).map(
        lambda flat: matrix([[flat.pop() for _ in range(n - 1 - at)] for at in range(n)])
    )
)


@given(SCORES, st.floats(0.01, 1))
def test_every_thing_is_in_one_cluster(scores, least):
    found = clusters(scores, least)
    assert sorted(at for group in found for at in group) == list(range(len(scores)))


@given(SCORES)
def test_a_higher_bar_never_joins_more(scores):
    assert len(clusters(scores, 0.2)) <= len(clusters(scores, 0.8))


def test_clusters_are_joined_by_their_mean_and_not_by_one_link():
    scores = matrix([[0.9, 0.1, 0.5], [0.8, 0.0], [0.1], []])
    assert clusters(scores, 0.6) == [[0, 1], [2], [3]]
    assert clusters(np.ones((3, 3)), 0.5) == [[0, 1, 2]]
    assert clusters(matrix([]), 0.5) == []
