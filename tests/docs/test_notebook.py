"""The quick start gives what it says, cell by cell."""

from __future__ import annotations

import nbformat
import pytest

from docs import notebook

MOST_BYTES = 30_000


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore:.*:RuntimeWarning")
def test_the_notebook_gives_what_it_shows() -> None:
    kept = nbformat.read(notebook.NOTEBOOK, as_version=4)
    made = notebook.run()
    for before, after in zip(kept.cells, made.cells, strict=True):
        assert before.get("outputs") == after.get("outputs"), "docs/quickstart.ipynb is stale: make docs"
    assert notebook.PAGE.read_text(encoding="utf-8") == notebook.page(kept), "docs/quickstart.md is stale: make docs"


def test_the_notebook_is_small() -> None:
    assert notebook.NOTEBOOK.stat().st_size < MOST_BYTES
