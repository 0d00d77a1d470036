"""How well articles are told from pages by forests that saw no page of the same site.

    python -m training.honest JUDGED.pickle FOLDER

JUDGED.pickle is what ``training.body --judged`` keeps: verdicts by five folds of
sites. They stand in for the forests of the package, which were grown on these
very pages; everything else is the program as it is, and the measures are those
of ``benchmarks.articles``.
"""

from __future__ import annotations

import argparse
import gzip
import pickle
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from benchmarks.articles import body_scores
from benchmarks.extraction import Extract, Gold, load_gold
from benchmarks.readers import load_ours

from benchmarks import extraction
from reportedly.article import body
from reportedly.article.charset import decode
from reportedly.article.evidence import Numbers


class _Verdicts:
    """Stands in for a forest: answers with what was judged of the page at hand."""

    def __init__(self, judged: Mapping[str, Numbers]) -> None:
        self._judged = judged
        self.page = ""

    def __call__(self, _rows: Numbers) -> Numbers:
        return self._judged[self.page]


@contextmanager
def judging(verdicts: _Verdicts) -> Iterator[None]:
    """For the length of a block verdicts stand in for both forests."""
    with patch.object(body, "load_body", lambda: (verdicts, verdicts)):
        yield


def extracts(golds: Sequence[Gold], folder: Path, judged: Mapping[str, Numbers]) -> list[Extract]:
    """What the program makes of each page with verdicts that never saw its site."""
    verdicts = _Verdicts(judged)
    read = load_ours()
    found = []
    with judging(verdicts):
        for gold in golds:
            page = gzip.decompress((folder / "html" / gold.file).read_bytes())
            verdicts.page = decode(page, media_type="text/html")
            found.append(read(page) if verdicts.page in judged else Extract())
    return found


def report(golds: Sequence[Gold], found: Sequence[Extract]) -> Iterator[str]:
    """The measures of ``benchmarks.articles`` that depend on the body."""
    pages = body_scores(found, golds)
    yield "F1 {:.4f}  precision {:.4f}  recall {:.4f}".format(*_ordered(extraction.quality(pages)))
    whole = [(e.body, g.body) for e, g in zip(found, golds, strict=True) if g.body is not None]
    if whole:
        lines = extraction.quality([extraction.paragraph_score(own, gold) for own, gold in whole]).f1
        yield f"exact {sum(extraction.exact(own, gold) for own, gold in whole) / len(whole):.3f}  lines {lines:.4f}"
        yield f"F1 under one half {sum(page.f1 < 0.5 for page in pages)} of {len(pages)}"


def _ordered(found: extraction.Quality) -> tuple[float, float, float]:
    return found.f1, found.precision, found.recall


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(prog="python -m training.honest", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("judged", type=Path, metavar="JUDGED.pickle")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args(arguments)
    judged = dict(pickle.loads(options.judged.read_bytes()))  # our own, of training.body
    golds = load_gold(options.folder)
    sys.stdout.writelines(f"{line}\n" for line in report(golds, extracts(golds, options.folder, judged)))


if __name__ == "__main__":
    main()
