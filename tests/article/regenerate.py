"""Write the expected article beside every golden page: ``python -m tests.article.regenerate``, then read the diff."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import msgspec

from reportedly.article import read_article
from reportedly.data import Article, Page
from reportedly.read import pages

GOLDEN = Path(__file__).parent / "golden"


def golden_pages() -> list[Path]:
    return sorted(path for path in GOLDEN.iterdir() if path.suffix != ".json")


def expected_path(path: Path) -> Path:
    return path.with_suffix(".json")


def read_golden(path: Path) -> Article:
    """The article of a golden page, whose address is its name wherever the checkout lies."""
    (page,) = pages([path])
    assert isinstance(page, Page)
    return read_article(replace(page, uri=path.name))


def as_json(article: Article) -> str:
    """The article with each block's words beside its offsets, for the reader of the diff."""
    record = json.loads(msgspec.json.encode(article))
    for block in record["blocks"]:
        block["text"] = article.text[block["start"] : block["end"]]
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    for path in golden_pages():
        expected_path(path).write_text(as_json(read_golden(path)), encoding="utf-8")


if __name__ == "__main__":
    main()
