"""The vectors of word pieces: rows of length one that put like beside like, whatever the text holds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reportedly.models import load_vectors


@given(st.lists(st.text(), max_size=4))
def test_every_text_has_a_row_of_length_one_or_none(texts):
    rows = load_vectors()(texts)
    assert rows.shape == (len(texts), 256)
    lengths = np.linalg.norm(rows, axis=1)
    assert (np.isclose(lengths, 1, atol=1e-4) | (lengths == 0)).all()


def test_other_words_for_one_thing_are_nearer_than_another_thing():
    fire, blaze, budget = load_vectors()(
        ["The fire destroyed a warehouse", "A blaze burned down the depot", "Parliament passed the budget"]
    )
    assert fire @ blaze > 2 * abs(fire @ budget)
