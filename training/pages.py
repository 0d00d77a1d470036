"""Pages with gold → pages with an opinion on every block, to learn a body from.

    python -m training.pages OUT.pickle FOLDER…

A FOLDER holds ``gold.jsonl`` and the gzipped pages that it names in ``html/``.
Where gold has the whole body, a block belongs to it if its words do. Where gold
has snippets only, they settle the blocks that hold them; of all others five
public extractors give their opinions, those counting most that get the page's
snippets right.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import signal
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

from reportedly.article.charset import decode
from reportedly.article.scrap import Scrap
from reportedly.article.walk import walk
from reportedly.article.words import words

Gold = Mapping[str, Any]

SHINGLE = 4
MIN_FOUND = 0.7
"""Share of a block's shingles that a text must hold."""

MAX_SECONDS = 12
"""A peer may take so long for a page."""

TRUST = {"trafilatura": 1.0, "trafilatura, precise": 1.3, "readability": 1.0, "newspaper": 0.8, "resiliparse": 0.7}
OPINION = 0.5
"""The weight of a label that rests on opinions alone."""

SURE = 0.8
"""Of opinions from which a block is the body's; below the rest of 1 it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """A page and how much each of its blocks is held to be the body's, with the weight of that."""

    site: str
    html: str
    labels: NDArray[np.float32]
    weights: NDArray[np.float32]


class _TooSlow(Exception):
    pass


@contextmanager
def _deadline() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise _TooSlow

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(MAX_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)


def _trafilatura(html: str) -> str | None:
    import trafilatura

    text: str | None = trafilatura.extract(html, include_comments=False)
    return text


def _trafilatura_precise(html: str) -> str | None:
    import trafilatura

    text: str | None = trafilatura.extract(html, include_comments=False, favor_precision=True)
    return text


def _readability(html: str) -> str:
    from lxml import html as parser
    from readability import Document

    return "\n".join(piece.strip() for piece in parser.fromstring(Document(html).summary()).itertext())


def _newspaper(html: str) -> str:
    import newspaper

    article = newspaper.Article("http://a.example/", fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return str(article.text)


def _resiliparse(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True))


PEERS: Sequence[Callable[[str], str | None]] = (
    _trafilatura,
    _trafilatura_precise,
    _readability,
    _newspaper,
    _resiliparse,
)


def opinion(peer: Callable[[str], str | None], html: str) -> str:
    """What a peer takes for the body; nothing if it fails or takes too long."""
    try:
        with _deadline():
            return peer(html) or ""
    except Exception:  # noqa: BLE001 - a peer's mistake is an opinion too
        return ""


def teach(folder: Path, gold: Gold) -> Taught | None:
    """One page with its labels; None if it has no text."""
    html = decode(gzip.decompress((folder / "html" / gold["file"]).read_bytes()), media_type="text/html")
    scraps = walk(LexborHTMLParser(html)).scraps
    if not scraps:
        return None
    votes = [(text, held_by(text, scraps)) for text in (opinion(peer, html) for peer in PEERS)]
    opinions = np.array([held for _, held in votes], dtype=np.float32)
    if "body" in gold:
        labels, weights = _by_body(gold, scraps, opinions)
    else:
        labels, weights = _by_snippets(gold, scraps, opinions, [text for text, _ in votes])
    return Taught(site=_site(gold), html=html, labels=labels.astype(np.float32), weights=weights.astype(np.float32))


def held_by(text: str, scraps: Sequence[Scrap]) -> list[bool]:
    """Which blocks a text holds: by most of their shingles, the short ones as a line of their own."""
    text = unicodedata.normalize("NFC", text)
    shingles = _shingles(words(text))
    lines = {" ".join(words(line)) for line in text.splitlines()}
    return [_is_held(words(scrap.text), shingles, lines) for scrap in scraps]


def _is_held(found: list[str], shingles: set[tuple[str, ...]], lines: set[str]) -> bool:
    if len(found) < 2 * SHINGLE:
        return " ".join(found) in lines
    own = _shingles(found)
    return len(own & shingles) >= MIN_FOUND * len(own)


def _shingles(found: list[str]) -> set[tuple[str, ...]]:
    return set(zip(*(found[start:] for start in range(SHINGLE)), strict=False))


def _by_body(gold: Gold, scraps: Sequence[Scrap], opinions: NDArray[np.float32]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Labels from a whole body. Gold of this kind misses lists and quotations that most peers have: they count not."""
    sections = ([*section["headline"], *section["paragraphs"]] for section in gold["body"]["sections"])
    labels = np.array(held_by("\n".join([*gold["body"]["summary"], *(t for s in sections for t in s)]), scraps))
    weights = np.ones(len(scraps))
    inside = np.flatnonzero(labels)
    for index in range(inside[0], inside[-1]) if len(inside) else ():
        scrap = scraps[index]
        missed = scrap.listed or scrap.quoted or scrap.tag in ("li", "td", "blockquote")
        if missed and not labels[index] and opinions[:, index].mean() > 0.5:
            weights[index] = 0
    # Whole bodies are better gold, and there are few.
    return labels, 3 * weights


def _by_snippets(
    gold: Gold, scraps: Sequence[Scrap], opinions: NDArray[np.float32], texts: Sequence[str]
) -> tuple[NDArray[Any], NDArray[Any]]:
    scores = np.array([_snippet_score(text, gold) for text in texts])
    trust = np.maximum(scores, 0.02) ** 4 * np.array(list(TRUST.values()))
    mean = (trust[:, None] * opinions).sum(axis=0) / trust.sum()
    labels = np.where(mean > SURE, 1.0, np.where(mean < 1 - SURE, 0.0, mean))
    weights = np.full(len(scraps), OPINION)
    for label, side in ((1.0, "with"), (0.0, "without")):
        for snippet in gold.get(side) or ():
            wanted = plain(snippet)
            for index, scrap in enumerate(scraps):
                own = plain(scrap.text)
                if wanted in own or (own.count(" ") > SHINGLE and own in wanted):
                    labels[index], weights[index] = label, 2.0
    return labels, weights


def _snippet_score(text: str, gold: Gold) -> float:
    """F1 of the snippets that a text holds; 1 where gold has none."""
    if not gold.get("with"):
        return 1.0
    own = plain(text)
    right, wrong = (sum(plain(each) in own for each in gold.get(side) or ()) for side in ("with", "without"))
    return 2 * right / (right + wrong + len(gold["with"]))


def plain(text: str) -> str:
    """Words alone, one space between them and one around all: snippets begin and end with words."""
    return f" {' '.join(words(unicodedata.normalize('NFC', text)))} "


def _site(gold: Gold) -> str:
    """What pages of one make share: they are never on both sides of a fold."""
    host = urlsplit(gold.get("url") or "").hostname
    return (host or gold["file"]).removeprefix("www.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Teach all pages of some folders."""
    parser = argparse.ArgumentParser(prog="python -m training.pages", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    options = parser.parse_args(arguments)
    jobs = [
        (folder, json.loads(line))
        for folder in options.folders
        for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    with Pool(maxtasksperchild=200) as pool:  # some peers leak
        found = [page for page in pool.starmap(teach, jobs, chunksize=4) if page]
    options.out.write_bytes(pickle.dumps(found))
    sys.stdout.write(f"{len(found):,} pages, {sum(len(page.labels) for page in found):,} blocks\n")


if __name__ == "__main__":
    main()
