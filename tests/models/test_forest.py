"""The forests of pages: probabilities from any numbers, the same each time."""

import numpy as np
import pytest

from reportedly.models import load_body


@pytest.mark.parametrize("look", [0, 1])
def test_rows_get_probabilities_whatever_they_hold(look):
    forest = load_body()[look]
    width = forest.width
    rows = np.array([np.zeros(width), np.full(width, 1e30), np.full(width, -1e30), np.ones(width)], dtype=np.float32)
    likely = forest(rows)
    assert likely.shape == (4,)
    assert ((likely >= 0) & (likely <= 1)).all()
    assert (likely == forest(rows)).all()
