"""Load and check bundles: a few articles on one matter, with gold for what joins them.

    python -m benchmarks.bundles FOLDER

Every ``.json`` file below FOLDER is one bundle; ``data/bundles/README.md`` has
the format. The command checks them all and prints how many bundles hold each
trap, a column for each folder. It ends with 1 if any is broken.

For a program that measures: :func:`load` gives checked bundles only, and
:meth:`Bundle.pages` their articles as pages to be read. The ``text`` of an
article is exactly what our own reader makes of its HTML page, so that a quote
can be looked for by its characters. Versions of one address share their ``uri``;
tell pages apart by their ``digest``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import combinations
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import msgspec

from benchmarks import bundle_checks
from reportedly.data import ClaimKind, Modifier, Number, Page, Span

DATA = Path(__file__).parent / "data" / "bundles"

Relation = Literal["same", "agree", "contradict", "revised", "part_of", "different_thing"]
ThreadKind = Literal["figure", "statement", "demand"]
DemandStatus = Literal["made", "repeated", "granted", "refused"]
Form = Literal["html", "text"]
FORMS: tuple[str, ...] = get_args(Form)


class BrokenBundle(ValueError):
    """A bundle breaks the format; the message names file, place and remedy, a line for each problem."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleArticle:
    """An article as its outlet published it. ``published`` is ISO 8601 with its zone."""

    id: str
    outlet: str
    url: str
    published: str
    headline: str
    standfirst: str | None
    byline: tuple[str, ...]
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """Headline, standfirst and paragraphs, those that are there, joined with blank lines."""
        return "\n\n".join(part for part in (self.headline, self.standfirst, *self.paragraphs) if part)

    def page(self, form: Form = "html") -> Page:
        """The article as a page: a full one in HTML, or its bare text, which has neither outlet nor zone."""
        if form == "text":
            lines = [self.headline, self.published[:10], self.standfirst, *self.paragraphs]
            body, media_type = "\n\n".join(line for line in lines if line), "text/plain; charset=utf-8"
        else:
            body, media_type = _html(self), "text/html; charset=utf-8"
        return Page(uri=self.url, body=body.encode(), media_type=media_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldClaim:
    """A claim by words that lie in its content, with whom it comes from.

    ``source`` is None where the outlet tells it in its own voice; ``origin`` is
    the root party as counted, None where it is not counted.
    """

    id: str
    article: str
    quote: str
    source: str | None
    actor: str | None
    via: tuple[str, ...]
    origin: str | None
    kind: ClaimKind
    thread: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldThread:
    """One thing that claims are about, and how many parties stand behind it."""

    id: str
    about: str
    kind: ThreadKind
    origins: int
    origin_names: tuple[str, ...]
    circular: bool
    single_origin: bool
    demand_status: DemandStatus | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigure:
    """A number within a claim. A range has ``low`` and ``high`` and no ``value``."""

    claim: str
    text: str
    value: Number | None
    low: Number | None
    high: Number | None
    modifier: Modifier | None
    counted: str
    status: str | None


class FigureRef(NamedTuple):
    """A listed figure, by its claim and its words."""

    claim: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRelation:
    """How two listed figures stand to each other: ``b`` revises ``a``, ``a`` is part of ``b``."""

    a: FigureRef
    b: FigureRef
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """One newsroom situation. ``syndication`` and ``versions`` are groups of article ids."""

    name: str
    traps: tuple[str, ...]
    articles: tuple[BundleArticle, ...]
    claims: tuple[GoldClaim, ...]
    threads: tuple[GoldThread, ...]
    figures: tuple[GoldFigure, ...]
    figure_relations: tuple[FigureRelation, ...]
    syndication: tuple[tuple[str, ...], ...]
    versions: tuple[tuple[str, ...], ...]

    def article(self, name: str) -> BundleArticle:
        """The article of this id."""
        return next(one for one in self.articles if one.id == name)

    def pages(self, form: Form = "html") -> dict[str, Page]:
        """Each article's page by the article's id, in the order of the file."""
        return {one.id: one.page(form) for one in self.articles}

    def span(self, claim: GoldClaim) -> Span:
        """Where the claim's quote stands in its article's text."""
        start = self.article(claim.article).text.index(claim.quote)
        return Span(start, start + len(claim.quote))

    def claim_pairs(self) -> Iterator[tuple[GoldClaim, GoldClaim, bool]]:
        """Every pair of claims, and whether one thread holds both."""
        for one, two in combinations(self.claims, 2):
            yield one, two, one.thread == two.thread

    def article_pairs(self) -> Iterator[tuple[str, str, bool]]:
        """Every pair of articles to be judged, and whether they are copies; versions of one address are none."""
        for one, two in combinations([article.id for article in self.articles], 2):
            if not any(one in group and two in group for group in self.versions):
                yield one, two, any(one in group and two in group for group in self.syndication)


def parse(raw: bytes, *, name: str, lenient: bool = False) -> Bundle:
    """The bundle that these bytes hold; ``name`` is what messages call it.

    A lenient reading takes what can be measured, whether or not it keeps our conventions.

    Raises:
        BrokenBundle: they are no JSON, a key is missing, unknown or of the wrong type, or the gold doesn't hold.
    """
    try:
        bundle = msgspec.json.decode(raw, type=Bundle)
    except msgspec.DecodeError as error:
        raise BrokenBundle(f"{name}: {error}; see the table of keys in data/bundles/README.md") from error
    problems = list(bundle_checks.needed(bundle))
    if not problems and not lenient:
        problems += bundle_checks.unknown_keys(json.loads(raw), msgspec.to_builtins(bundle))
        problems += bundle_checks.kept(bundle)
    if problems:
        raise BrokenBundle("\n".join(f"{name}: {problem}" for problem in problems))
    return bundle


def load(folder: Path, *, lenient: bool = False) -> dict[str, Bundle]:
    """Every bundle below the folder, by the name of its file without ``.json``, in sorted order.

    Bundles that others wrote are read lenient.

    Raises:
        BrokenBundle: one of them can't be measured or breaks the format, or there is none.
    """
    paths = sorted(folder.rglob("*.json"))
    if not paths:
        raise BrokenBundle(f"{folder}: holds no .json file; give a folder of bundles")
    return {path.stem: parse(path.read_bytes(), name=str(path), lenient=lenient) for path in paths}


def main(arguments: Sequence[str] | None = None) -> None:
    """Check every bundle, then print the table of traps."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bundles", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("folder", type=Path, help="holds bundles, or folders of them")
    folder: Path = parser.parse_args(arguments).folder
    halves: dict[str, list[Bundle]] = {}
    broken = 0
    for path in sorted(folder.rglob("*.json")):
        try:
            halves.setdefault(path.parent.name, []).append(parse(path.read_bytes(), name=str(path)))
        except BrokenBundle as error:
            print(error)
            broken += 1
    print("\n".join(table(halves)))
    if broken or not halves:
        raise SystemExit(f"{broken} broken bundles" if broken else f"{folder}: holds no bundle; give a folder of them")


def table(halves: Mapping[str, Sequence[Bundle]]) -> Iterator[str]:
    """A row for each trap and for what there is in all, a column for each folder."""
    rows: dict[str, Mapping[str, int]] = {half: Counter(_contents(bundles)) for half, bundles in halves.items()}
    traps = {half: Counter(trap for one in bundles for trap in one.traps) for half, bundles in halves.items()}
    for heading, counts in (("there are", rows), ("bundles with the trap", traps)):
        names = list(dict.fromkeys(name for half in counts.values() for name in half))
        yield f"{heading:32}" + "".join(f"{half:>10}" for half in halves)
        for name in names if heading == "there are" else sorted(names):
            yield f"  {name:30}" + "".join(f"{counts[half].get(name, 0):10}" for half in halves)


def _contents(bundles: Sequence[Bundle]) -> dict[str, int]:
    relations = Counter(one.relation for bundle in bundles for one in bundle.figure_relations)
    return {
        "bundles": len(bundles),
        "articles": sum(len(one.articles) for one in bundles),
        "words": sum(len(re.findall(r"\S+", article.text)) for one in bundles for article in one.articles),
        "claims": sum(len(one.claims) for one in bundles),
        "threads": sum(len(one.threads) for one in bundles),
        "figures": sum(len(one.figures) for one in bundles),
        "groups of copies": sum(len(one.syndication) for one in bundles),
        "groups of versions": sum(len(one.versions) for one in bundles),
    } | {f"relation {name}": relations[name] for name in get_args(Relation)}


def _html(article: BundleArticle) -> str:
    """A plain news page, with the metadata that most outlets give."""
    about = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.headline,
        "datePublished": article.published,
        "author": [{"@type": "Person", "name": name} for name in article.byline],
        "publisher": {"@type": "Organization", "name": article.outlet},
    }
    # "</" would end the script
    data = json.dumps(about, ensure_ascii=False).replace("</", "<\\/")
    title, outlet = escape(article.headline), escape(article.outlet)
    parts = [f"<h1>{title}</h1>"]
    if article.standfirst:
        parts.append(f'<p class="standfirst">{escape(article.standfirst)}</p>')
    if article.byline:
        parts.append(f'<div class="byline">By {escape(" and ".join(article.byline))}</div>')
    parts += [f"<p>{escape(paragraph)}</p>" for paragraph in article.paragraphs]
    return "\n".join(
        [
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
            f"<title>{title}</title>",
            f'<meta property="og:title" content="{title}"><meta property="og:site_name" content="{outlet}">',
            f'<link rel="canonical" href="{escape(article.url)}">',
            f'<script type="application/ld+json">{data}</script>',
            "</head><body><main><article>",
            *parts,
            "</article></main></body></html>\n",
        ]
    )


if __name__ == "__main__":
    main()
