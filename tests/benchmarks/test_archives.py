"""The archive that the benchmark builds holds the pages it was built of."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.archives import built, main

from reportedly.read import pages
from tests.read.archives import article


def test_a_built_archive_gives_its_pages(tmp_path: Path) -> None:
    bodies = [article(number) for number in range(3)]
    archive = built(bodies, tmp_path / "built.warc.gz")
    assert [page.body for page in pages([archive])] == bodies


def test_a_reader_tells_what_it_took(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = built([article(number) for number in range(3)], tmp_path / "built.warc.gz")
    main([str(archive), "--reader", "ours"])
    assert '"pages": 3' in capsys.readouterr().out
