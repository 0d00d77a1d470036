"""Measure how well pages become articles, beside trafilatura on the same pages.

    python -m benchmarks.articles FOLDER [--worst N]

FOLDER holds ``gold.jsonl`` and the gzipped pages that it names in ``html/``. A
line of gold gives a ``file`` and, as far as known, ``title``, ``published`` or
``date``, and the body in one of two ways: whole (``body``) or in snippets that
it must hold (``with``) and must not hold (``without``).

How each is counted
    body      The words of the article's blocks but headline and captions, against
              those of the gold's standfirst, headings and paragraphs. Runs of four
              words are compared, in numbers: precision is the share of ours that
              the gold has, recall the share of the gold's that we have, F1 both;
              averaged over pages. Where the gold has snippets, one is found if its
              words stand together in the text: recall is the share of ``with``
              that are found, precision theirs among all that are found; over all
              snippets, headline and captions counted as text.
    headline  alike but for spaces and invisible characters, of pages with a title
    day       the first ten characters of the instant alike, of pages with a date
    seconds   of processor time, without reading files and after a first page each;
              the ratio is ours by trafilatura's

trafilatura runs with its defaults, metadata included, comments apart. A page
that gives no article counts with an empty one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import trafilatura

from reportedly.article import read_article
from reportedly.data import Page
from reportedly.errors import ArticleError

SHINGLE = 4

Gold = Mapping[str, Any]

# Words; of scripts without spaces, characters: "Port", "closed", "港"
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


@dataclass(frozen=True, slots=True)
class Extract:
    """What a reader made of one page: all text, the body alone, headline and day."""

    text: str = ""
    body: str = ""
    headline: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of a body."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Reader = Callable[[bytes], Extract]


def read_ours(page: bytes) -> Extract:
    """The page as Reportedly reads it."""
    try:
        article = read_article(Page(uri=None, body=page, media_type="text/html"))
    except ArticleError:
        return Extract()
    body = (article.text[b.start : b.end] for b in article.blocks if b.kind not in ("headline", "caption"))
    return Extract(article.text, "\n".join(body), article.headline, (article.published or "")[:10] or None)


def read_theirs(page: bytes) -> Extract:
    """The page as trafilatura reads it."""
    document = trafilatura.bare_extraction(page, with_metadata=True)
    if document is None or isinstance(document, dict):
        return Extract()
    return Extract(document.text or "", document.text or "", document.title, document.date)


def read_all(folder: Path, golds: Sequence[Gold], reader: Reader) -> tuple[list[Extract], float]:
    """Every page by one reader, and the processor time that it took."""
    extracts: list[Extract] = []
    reader(gzip.decompress((folder / "html" / golds[0]["file"]).read_bytes()))
    seconds = 0.0
    for gold in golds:
        page = gzip.decompress((folder / "html" / gold["file"]).read_bytes())
        started = time.process_time()
        extracts.append(reader(page))
        seconds += time.process_time() - started
    return extracts, seconds


def body_of(gold: Gold) -> str:
    """The gold's standfirst, headings and paragraphs."""
    sections = ([*section["headline"], *section["paragraphs"]] for section in gold["body"]["sections"])
    return "\n".join([*gold["body"]["summary"], *(text for section in sections for text in section)])


def body_score(text: str, wanted: str) -> Score:
    """How far two bodies share their runs of words."""
    own, gold = _shingles(text), _shingles(wanted)
    shared = (own & gold).total()
    return Score(shared / max(1, own.total()), shared / max(1, gold.total()))


def snippet_score(extracts: Sequence[Extract], golds: Sequence[Gold]) -> Score:
    """How many snippets the texts hold of those that they must and must not hold."""
    found: Counter[str] = Counter()
    for extract, gold in zip(extracts, golds, strict=True):
        text = _plain(extract.text)
        for side in ("with", "without"):
            for snippet in gold.get(side) or ():
                found[side] += _plain(snippet) in text
    wanted = sum(len(gold.get("with") or ()) for gold in golds)
    return Score(found["with"] / max(1, found.total()), found["with"] / max(1, wanted))


def report(extracts: Sequence[Extract], golds: Sequence[Gold]) -> Iterator[str]:
    """What is printed of one reader."""
    pages = [body_score(e.body, body_of(g)) for e, g in zip(extracts, golds, strict=True) if "body" in g]
    if pages:
        means = [fmean(getattr(page, field) for page in pages) for field in ("f1", "precision", "recall")]
        yield "body      F1 {:.4f}  precision {:.4f}  recall {:.4f}".format(*means)
    else:
        score = snippet_score(extracts, golds)
        yield f"snippets  F1 {score.f1:.4f}  precision {score.precision:.4f}  recall {score.recall:.4f}"
    both = list(zip(extracts, golds, strict=True))
    headlines = [_visible(e.headline) == _visible(g["title"]) for e, g in both if g.get("title")]
    days = [e.day == day[:10] for e, g in both if (day := g.get("published") or g.get("date"))]
    yield f"headline  {sum(headlines)} / {len(headlines)}"
    yield f"day       {sum(days)} / {len(days)}"


def worst(extracts: Sequence[Extract], golds: Sequence[Gold], number: int) -> Iterator[str]:
    """The pages whose bodies are the least right."""
    scored = [(body_score(e.body, body_of(g)), g["file"]) for e, g in zip(extracts, golds, strict=True) if "body" in g]
    for score, file in sorted(scored, key=lambda each: each[0].f1)[:number]:
        yield f"          F1 {score.f1:.3f}  precision {score.precision:.3f}  recall {score.recall:.3f}  {file}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print both readers' scores."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.articles", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="holds gold.jsonl and html/")
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="name our N least right bodies")
    options = parser.parse_args(arguments)
    lines = (options.folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    golds: list[Gold] = [json.loads(line) for line in lines]
    spent: list[float] = []
    for name, reader in (("reportedly", read_ours), (f"trafilatura {trafilatura.__version__}", read_theirs)):
        extracts, seconds = read_all(options.folder, golds, reader)
        spent.append(seconds)
        sys.stdout.write(f"{name}, {len(golds):,} pages\n")
        sys.stdout.writelines(f"{line}\n" for line in report(extracts, golds))
        if reader is read_ours:
            sys.stdout.writelines(f"{line}\n" for line in worst(extracts, golds, options.worst))
    sys.stdout.write(f"seconds   {spent[0]:.1f} / {spent[1]:.1f} = {spent[0] / spent[1]:.2f}\n")


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(unicodedata.normalize("NFC", text.lower()))
    return Counter(zip(*(words[start:] for start in range(SHINGLE)), strict=False))


def _plain(text: str) -> str:
    """Lower case, one space between words, one around the whole: snippets begin and end with words."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


def _visible(text: str | None) -> str:
    return " ".join((text or "").replace("\u00ad", "").split())


if __name__ == "__main__":
    main()
