"""What a page's article should be, and how near a reader comes to it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

SHINGLE = 4
"""Words of a shingle, as the public benchmark has it."""

RESAMPLES = 1_000
SEED = 20_191_126
"""Fixed, so that a second run on the same articles gives the same intervals."""

NEAR = timedelta(minutes=1)
"""Pages often give the minute in one place and the second in another."""

# Letters, digits and underscores of any script: "Holm", "2024", "港口关闭"
_WORD = re.compile(r"\w+")

# Between the names in a line of authors: "Ida Vane, Per Holm and Eva Lund", "Ida Vane; Per Holm"
_BETWEEN = re.compile(r"\s*[,;&]\s*|\s+and\s+")

# Soft hyphens, zero-width spaces and marks of direction are not seen.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a reader made of one page.

    ``body`` is the text in paragraphs; ``blocks`` (kind and text) are ours alone.
    """

    body: tuple[str, ...] = ()
    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    outlet: str | None = None
    language: str | None = None
    blocks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What is known of a page.

    ``body`` is whole, or None where snippets or nothing are known; ``literal``
    if its invisible characters count, as they do in the public benchmark.
    """

    file: str
    body: tuple[str, ...] | None = None
    literal: bool = False
    held: tuple[str, ...] = ()
    not_held: tuple[str, ...] = ()
    headline: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


class PageScore(NamedTuple):
    """One page's part in precision (``right`` of ``predicted``) and recall (``found`` of ``wanted``).

    Of bodies, ``right`` and ``found`` are shares and the others 1, or 0 where
    there is nothing to take a share of; of snippets all four are numbers.
    Either way a reader's precision is the sum of ``right`` by that of ``predicted``.
    """

    right: float
    predicted: float
    found: float
    wanted: float

    @property
    def precision(self) -> float:
        """Of this page alone."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Of this page alone."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Of this page alone."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Quality(NamedTuple):
    """Precision, recall and their harmonic mean over all pages."""

    f1: float
    precision: float
    recall: float


class Gap(NamedTuple):
    """How much higher one F1 is than another, and the interval that holds 95 % of resampled gaps."""

    gap: float
    low: float
    high: float


def load_gold(folder: Path) -> list[Gold]:
    """What is known of the folder's pages, in whichever layout it has.

    Raises:
        FileNotFoundError: the folder has neither ``ground-truth.json`` nor ``gold.jsonl``.
    """
    public = folder / "ground-truth.json"
    if public.exists():
        pages = json.loads(public.read_text(encoding="utf-8"))
        return [_public_gold(name, page) for name, page in sorted(pages.items())]
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return [_own_gold(json.loads(line)) for line in lines if line.strip()]


def words(text: str, *, literal: bool = False) -> list[str]:
    """The words of a text; case counts, invisible characters and composed accents do only if it is taken literally."""
    return _WORD.findall(text if literal else _visible(text))


def fold(text: str) -> str:
    """A paragraph without case, punctuation and spacing."""
    return " ".join(words(text.casefold()))


def body_score(body: Iterable[str], gold: Iterable[str], *, literal: bool = False) -> PageScore:
    """How far two bodies share their shingles, each as often as it stands there."""
    own, wanted = (_shingles(words("\n".join(text), literal=literal)) for text in (body, gold))
    return _overlap(own, wanted)


def exact(body: Iterable[str], gold: Iterable[str], *, literal: bool = False) -> bool:
    """Whether two bodies have the same words in the same order."""
    return words("\n".join(body), literal=literal) == words("\n".join(gold), literal=literal)


def paragraph_score(body: Iterable[str], gold: Iterable[str]) -> PageScore:
    """How many lines of one body stand in the other as a whole, wherever they stand."""
    return _overlap(_lines(body), _lines(gold))


def snippet_score(body: Iterable[str], held: Iterable[str], not_held: Iterable[str]) -> PageScore:
    """How many snippets a body holds of those that it must, and of those that it must not, hold."""
    # Between spaces, so that a snippet begins and ends with whole words.
    text = f" {fold(' '.join(body))} "
    right, wrong = ([f" {fold(snippet)} " in text for snippet in snippets] for snippets in (held, not_held))
    return PageScore(sum(right), sum(right) + sum(wrong), sum(right), len(right))


def quality(pages: Sequence[PageScore]) -> Quality:
    """Precision and recall over all pages, and F1 of these two."""
    return Quality(*(float(value[0]) for value in _totals(_rows(pages).sum(axis=0)[None])))


def gap(ours: Sequence[PageScore], theirs: Sequence[PageScore]) -> Gap:
    """Our F1 minus theirs with a paired bootstrap: both are judged on the same resampled pages."""
    chance = np.random.default_rng(SEED)
    picks = [chance.integers(len(ours), size=len(ours)) for _ in range(RESAMPLES)]
    one, other = (
        _totals(np.array([rows[pick].sum(axis=0) for pick in picks]))[0] for rows in map(_rows, (ours, theirs))
    )
    low, high = np.quantile(one - other, (0.025, 0.975))
    return Gap(quality(ours).f1 - quality(theirs).f1, float(low), float(high))


def headline_right(found: Extract, gold: Gold) -> bool | None:
    """Alike but for spaces and invisible characters; None where none is known."""
    return _line(found.headline or "") == _line(gold.headline) if gold.headline else None


def authors_right(found: Extract, gold: Gold) -> bool | None:
    """The same names, in any order and case; None where none is known."""
    return _names(found.authors) == _names(gold.authors) if gold.authors else None


def instant_right(found: Extract, gold: Gold) -> bool | None:
    """Not more than a minute apart; None where no time of day is known.

    Where the gold has a zone, an answer without one names no instant. Where it
    has none, the clock of the answer is compared, whatever its zone. Midnight
    without a zone is how some publishers' parsers write a day.
    """
    wanted, got = _instant(gold.published), _instant(found.published)
    if wanted is None or (wanted.tzinfo is None and wanted.time() == datetime.min.time()):
        return None
    if got is None:
        return False
    if wanted.tzinfo is None:
        got = got.replace(tzinfo=None)
    return (got.tzinfo is None) == (wanted.tzinfo is None) and abs(got - wanted) <= NEAR


def day_right(found: Extract, gold: Gold) -> bool | None:
    """The same day as written, or as it was where the gold's clock stands; None where none is known."""
    if not gold.published:
        return None
    if (found.published or "")[:10] == gold.published[:10]:
        return True
    wanted, got = _instant(gold.published), _instant(found.published)
    if wanted is None or got is None or wanted.tzinfo is None or got.tzinfo is None:
        return False
    return got.astimezone(wanted.tzinfo).date() == wanted.date()


def _rows(pages: Sequence[PageScore]) -> NDArray[np.float64]:
    return np.array(pages, dtype=np.float64).reshape(-1, len(PageScore._fields))


def _totals(sums: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """F1, precision and recall of each row of summed page scores."""
    right, predicted, found, wanted = sums.T
    precision = np.divide(right, predicted, out=np.zeros_like(right), where=predicted > 0)
    recall = np.divide(found, wanted, out=np.zeros_like(found), where=wanted > 0)
    both = precision + recall
    return np.divide(2 * precision * recall, both, out=np.zeros_like(both), where=both > 0), precision, recall


def _overlap(own: Counter[Any], gold: Counter[Any]) -> PageScore:
    shared = (own & gold).total()
    return PageScore(
        shared / max(1, own.total()), float(bool(own)), shared / max(1, gold.total()), float(bool(gold))
    )  # fmt: skip


def _shingles(own: Sequence[str]) -> Counter[tuple[str, ...]]:
    """Runs of four words, across paragraphs; a shorter text is one run."""
    runs = range(max(1, len(own) - SHINGLE + 1))
    return Counter(tuple(own[start : start + SHINGLE]) for start in runs) if own else Counter()


def _lines(body: Iterable[str]) -> Counter[str]:
    folded = (fold(line) for paragraph in body for line in paragraph.splitlines())
    return Counter(line for line in folded if line)


def _instant(text: str | None) -> datetime | None:
    if text is None or len(text) <= len("2024-05-03"):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def _line(text: str) -> str:
    return " ".join(_visible(text).split())


def _names(names: Iterable[str]) -> frozenset[str]:
    return frozenset(_line(name).casefold() for name in names)


def _public_gold(name: str, page: Mapping[str, Any]) -> Gold:
    body = page.get("articleBody") or ""
    return Gold(file=f"{name}.html.gz", body=tuple(body.split("\n")), literal=True)


def _own_gold(line: Mapping[str, Any]) -> Gold:
    authors = line.get("authors") or line.get("author") or ()
    return Gold(
        file=line["file"],
        body=_paragraphs(line["body"]) if "body" in line else None,
        held=tuple(line.get("with") or ()),
        not_held=tuple(line.get("without") or ()),
        headline=line.get("title"),
        authors=tuple(filter(None, _BETWEEN.split(authors))) if isinstance(authors, str) else tuple(authors),
        published=line.get("published") or line.get("date"),
    )


def _paragraphs(body: Mapping[str, Any]) -> tuple[str, ...]:
    """Standfirst, headings and paragraphs in the order of the page."""
    sections = ([*section["headline"], *section["paragraphs"]] for section in body["sections"])
    return (*body["summary"], *(text for section in sections for text in section))
