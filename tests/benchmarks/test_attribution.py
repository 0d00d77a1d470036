"""The attribution benchmark reads standoff files and matches one to one."""

from pathlib import Path

import pytest

from benchmarks import attribution
from reportedly.data import Span

TEXT = "The mayor said the bridge was open.\n"
STANDOFF = """T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 25;26 34\tthe bridge was open
E1\tCue:T2 Source:T1 Cue:T2 Content:T3
E2\tCue:T2 Source:T1
#1\tAnnotatorNotes E1\ta remark
"""


def test_standoff(tmp_path: Path) -> None:
    path = tmp_path / "one_0001.ann"
    path.write_text(STANDOFF, encoding="utf-8")
    assert list(attribution.gold(path)) == [((Span(0, 9),), (Span(15, 25), Span(26, 34)))]


def test_matching_is_one_to_one_and_needs_half_the_words() -> None:
    def marked(source: set[int], content: set[int]) -> attribution.Marked:
        return attribution.Marked(frozenset(source), frozenset(content))

    wanted = [marked({0}, {3, 4, 5, 6})]
    assert attribution.matched([marked({0}, {3, 4}), marked({0}, {3, 4, 5})], wanted, sources=True) != set()
    assert len(attribution.matched([marked({0}, {3, 4}), marked({0}, {3, 4, 5})], wanted, sources=True)) == 1
    assert attribution.matched([marked({0}, {3})], wanted, sources=True) == set()
    assert attribution.matched([marked({9}, {3, 4, 5, 6})], wanted, sources=True) == set()
    assert attribution.matched([marked({9}, {3, 4, 5, 6})], wanted, sources=False) == {0}


def test_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in (("text/one.txt", TEXT), ("attributions/one_0001.ann", STANDOFF)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    attribution.main([str(tmp_path), "--predictions", str(tmp_path / "out.jsonl")])
    assert "attribution  P 100.0%  R 100.0%  F1 100.0%" in capsys.readouterr().out
    assert '"doc": "one"' in (tmp_path / "out.jsonl").read_text(encoding="utf-8")
