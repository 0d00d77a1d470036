"""The scorer of figures: sets are told by their shape, matches are one-to-one."""

import json
from pathlib import Path

import pytest
from benchmarks.quantities import Quantity, levels, pairs, read, same_unit, same_value, unit_code

from benchmarks import figures


def quantity(low: float, high: float | None = None, **fields: object) -> Quantity:
    plain = Quantity(low, low if high is None else high, "=", (), None, None, frozenset())
    return plain._replace(**fields)  # type: ignore[arg-type]


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    marked = [
        ("=", "40.0", "tonnes", "tonne", "mill"),
        ("=", "3.0", "$ a day", "dollar per day", "-"),
        ("up", "9", "percent", "percentage", "-"),
    ]
    names = ("change", "value", "unit", "normalized_unit", "referred_concepts")
    quantities = [dict(zip(names, one, strict=True)) for one in marked]
    newsquant = [{"text": "The mill sold 40 tonnes at $3 a day, up 9 percent.", "quantities": quantities}]
    (tmp_path / "dev.json").write_text(json.dumps(newsquant))
    numbers = [{"Input": "two barns", "Results": [{"Text": "two", "Resolution": {"value": "2"}}]}]
    (tmp_path / "NumberModel.json").write_text(json.dumps(numbers))
    figure = {"text": "At least 40 barns", "value": 40, "modifier": "at_least", "counted": "barns"}
    ours = {"text": "At least 40 barns burned.", "figures": [figure]}
    (tmp_path / "own.jsonl").write_text(json.dumps(ours) + "\n")
    return tmp_path


def test_kinds_are_told_by_shape(sets: Path) -> None:
    assert [read(path)[0].kind for path in sorted(sets.iterdir())] == ["number", "newsquant", "figures"]


def test_sentences_of_conflict_news_are_read() -> None:
    """Value, unit and hedge of our own set; what it still misses is in the results."""
    sentences = read(Path(figures.__file__).parent / "data" / "conflict.jsonl")
    found, _, _ = figures.ours(sentences)
    tests = levels("figures")["+hedge"]
    right = sum(len(pairs(some, one.gold, tests)) for some, one in zip(found, sentences, strict=True))
    told, wanted = sum(map(len, found)), sum(len(one.gold) for one in sentences)
    assert 2 * right >= 0.95 * (told + wanted)


def test_a_prediction_has_one_partner() -> None:
    gold = [quantity(40), quantity(40)]
    assert len(pairs([quantity(40)], gold, (same_value,))) == 1
    assert len(pairs([quantity(40), quantity(40), quantity(40)], gold, (same_value,))) == 2


@pytest.mark.parametrize(
    ("found", "wanted", "right"),
    [
        (quantity(800, 950), quantity(800, 950), True),
        (quantity(800, 950), quantity(800), False),
        (quantity(200, vague=True), quantity(100, 1000), True),
        (quantity(200, vague=True), quantity(200), False),
    ],
)
def test_values(found: Quantity, wanted: Quantity, right: bool) -> None:
    assert same_value(found, wanted) is right


@pytest.mark.parametrize(
    ("found", "wanted", "right"),
    [
        (quantity(3, code="km"), quantity(3, code="km"), True),
        (quantity(3, code="km"), quantity(3, code="m", units=("metres",)), False),
        (quantity(3, units=("night patrols",)), quantity(3, units=("patrol",)), True),
        (quantity(3, units=("night patrols",)), quantity(3, units=("boats",)), False),
        (quantity(3, code="USD", per="day"), quantity(3, code="USD"), False),
        (quantity(3), quantity(3), True),
        (quantity(3, units=("boats",)), quantity(3), False),
    ],
)
def test_units(found: Quantity, wanted: Quantity, right: bool) -> None:
    assert same_unit(found, wanted) is right


def test_names_of_units() -> None:
    assert [unit_code(name) for name in ("mile per hour", "percentage", "US$", "boats")] == [
        "[mi_i]/h", "percent", "USD", None,
    ]  # fmt: skip


def test_a_run(sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    predictions = sets / "out"
    figures.main([str(sets), "--predictions", str(predictions)])
    printed = capsys.readouterr().out
    assert printed.count("F1 100.0%") >= 7
    assert "sentences/s" in printed
    assert len(predictions.read_text().splitlines()) == 3


def test_levels_end_with_the_hardest() -> None:
    assert list(levels("newsquant")) == ["value", "+unit", "+change", "+concept", "+half"]
    assert list(levels("number")) == ["value"]
