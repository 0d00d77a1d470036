"""Whole pages against the articles expected of them; see :mod:`tests.article.regenerate`."""

import pytest

from tests.article.regenerate import as_json, expected_path, golden_pages, read_golden


@pytest.mark.parametrize("path", golden_pages(), ids=lambda path: path.name)
def test_golden(path):
    assert as_json(read_golden(path)) == expected_path(path).read_text(encoding="utf-8")


def test_no_expectation_is_left_behind():
    known = {expected_path(path) for path in golden_pages()}
    assert {path for path in known if path.exists()} == known
    assert len(known) >= 3
