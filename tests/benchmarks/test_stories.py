"""The benchmark of stories: how it counts, and that its reader reads."""

from pathlib import Path

import pytest
from benchmarks.stories import b_cubed, cluster, read_neus


def test_b_cubed_counts_by_article() -> None:
    assert b_cubed("aabb", [1, 1, 2, 2]) == (1.0, 1.0, 1.0)
    precision, recall, f1 = b_cubed("aab", [1, 1, 1])
    assert (precision, recall) == (pytest.approx(5 / 9), 1.0)
    assert f1 == pytest.approx(2 * (5 / 9) / (1 + 5 / 9))


def test_a_line_of_neus_is_a_story(tmp_path: Path) -> None:
    path = tmp_path / "train.source"
    path.write_text(
        "TITLE=> Ferry aground. ARTICLE=> A ferry ran aground. [SEP] TITLE=> Aground. ARTICLE=> The ferry ran aground."
        "\nTITLE=> Budget. ARTICLE=> The council voted.\n",
        encoding="utf-8",
    )
    first, second = read_neus(path)
    assert [one.headline for one in first] == ["Ferry aground.", "Aground."]
    assert cluster([*first, *second]) in ([0, 0, 1], [1, 1, 0])
