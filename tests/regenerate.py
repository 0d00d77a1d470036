"""Write every expected record anew: ``python -m tests.regenerate`` (``make golden``), then read the diff."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import msgspec

from reportedly import flow
from reportedly.data import Page, Reading
from reportedly.read import pages
from tests.article import regenerate as articles

EXAMPLES = Path(__file__).parents[1] / "examples"
READINGS = Path(__file__).parent / "golden" / "readings"


def example_pages() -> list[Path]:
    return sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".html", ".txt"})


def expected_path(path: Path) -> Path:
    return READINGS / f"{path.stem}.json"


def example_page(path: Path) -> Page:
    """An example's page, whose address is its name wherever the checkout lies."""
    (page,) = pages([path])
    assert isinstance(page, Page)
    return replace(page, uri=path.name)


def read_example(path: Path) -> Reading:
    result = flow.read_page(example_page(path)).result
    assert isinstance(result, Reading), result
    return result


def as_json(reading: Reading) -> str:
    """The record, a value a line, for the reader of the diff."""
    return json.dumps(msgspec.to_builtins(reading), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    articles.main()
    READINGS.mkdir(parents=True, exist_ok=True)
    for left in READINGS.glob("*.json"):
        left.unlink()
    for path in example_pages():
        expected_path(path).write_text(as_json(read_example(path)), encoding="utf-8")


if __name__ == "__main__":
    main()
