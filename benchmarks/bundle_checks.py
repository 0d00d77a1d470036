"""What must hold of a bundle: each check yields a problem as "place: what is wrong; what to do"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import combinations
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reportedly.claims.numerals import number, vague

if TYPE_CHECKING:
    from benchmarks.bundles import Bundle, FigureRelation, GoldClaim, GoldFigure, GoldThread

ARTICLES = range(3, 8)
MAX_TRAP = 40

# "3,100" / "2.4" / "forty" / "bn" as the words that a number may be made of
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
# "euro-zone" / "two-briefings": how traps are written
_TRAP = re.compile(r"[a-z]+(?:-[a-z]+)*")
_SCALES = {
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "bn": 1e9,
    "bcm": 1e9,
}


def needed(bundle: Bundle) -> Iterator[str]:
    """What keeps a bundle from being measured at all: words that aren't there, ids that lead nowhere."""
    yield from _ids(bundle)
    if not any(_ids(bundle)):  # what refers to nothing can't be checked further
        for check in (_quotes, _figure_words, _listed):
            yield from check(bundle)


def kept(bundle: Bundle) -> Iterator[str]:
    """Which of our conventions a bundle breaks that can be measured."""
    for check in (_heads, _articles, _parties, _threads, _figures, _relations, _copies, _versions):
        yield from check(bundle)


def unknown_keys(raw: Any, known: Any, place: str = "the bundle") -> Iterator[str]:
    """Keys of the file that the format doesn't have."""
    if isinstance(raw, Mapping) and isinstance(known, Mapping):
        for key in raw:
            if key not in known:
                yield f"{place}: unknown key {key!r}; the format has {', '.join(known)}"
            else:
                yield from unknown_keys(raw[key], known[key], f"{place}.{key}")
    elif isinstance(raw, list):
        for at, (one, other) in enumerate(zip(raw, known, strict=True)):
            yield from unknown_keys(one, other, f"{place}[{at}]")


def _ids(bundle: Bundle) -> Iterator[str]:
    """Ids are given once and lead somewhere."""
    for kind in ("articles", "claims", "threads"):
        names = Counter(one.id for one in getattr(bundle, kind))
        for name, times in names.items():
            if times > 1:
                yield f"{kind} {name}: given {times} times; give each its own id"
    articles, claims, threads = ({one.id for one in part} for part in (bundle.articles, bundle.claims, bundle.threads))
    for claim in bundle.claims:
        yield from _leads(f"claim {claim.id}", "article", claim.article, articles)
        yield from _leads(f"claim {claim.id}", "thread", claim.thread, threads)
    for figure in bundle.figures:
        yield from _leads(f"figure {figure.text!r}", "claim", figure.claim, claims)
    for kind in ("syndication", "versions"):
        for group in getattr(bundle, kind):
            for name in group:
                yield from _leads(kind, "article", name, articles)


def _leads(place: str, kind: str, name: str, known: Iterable[str]) -> Iterator[str]:
    if name not in known:
        yield f"{place}: there is no {kind} {name!r}; name one of {', '.join(sorted(known))}"


def _heads(bundle: Bundle) -> Iterator[str]:
    if not bundle.name.strip():
        yield "name: is empty; say in a few words what the bundle is about"
    if not bundle.traps:
        yield "traps: there is none; name at least one"
    for trap in bundle.traps:
        if not _TRAP.fullmatch(trap) or len(trap) > MAX_TRAP:
            yield f"trap {trap!r}: isn't written like 'two-briefings'; use small letters and hyphens"
    if len(set(bundle.traps)) < len(bundle.traps):
        yield "traps: one is named twice; name each once"
    if len(bundle.articles) not in ARTICLES:
        yield f"articles: there are {len(bundle.articles)}; a bundle has {ARTICLES.start} to {ARTICLES.stop - 1}"


def _articles(bundle: Bundle) -> Iterator[str]:
    for one in bundle.articles:
        place = f"article {one.id}"
        parts = [one.headline, *one.paragraphs, *([one.standfirst] if one.standfirst is not None else [])]
        if not one.paragraphs or any(not part.strip() for part in parts):
            yield f"{place}: a part is empty; give headline and paragraphs, and null for a standfirst that isn't there"
        if any(part != " ".join(part.split()) for part in parts):
            yield f"{place}: a part has line breaks or doubled blanks; write single blanks, a paragraph an entry"
        if not _has_zone(one.published):
            yield f"{place}.published: {one.published!r} is no time with its zone; write 2025-07-08T09:40+02:00"
        address = urlsplit(one.url)
        if address.scheme != "https" or not (address.hostname or "").endswith(".example"):
            yield f"{place}.url: {one.url!r} may be somebody's; use https and a host that ends in .example"


def _has_zone(published: str) -> bool:
    try:
        return datetime.fromisoformat(published).tzinfo is not None
    except ValueError:
        return False


def _quotes(bundle: Bundle) -> Iterator[str]:
    for claim in bundle.claims:
        text = bundle.article(claim.article).text
        times = text.count(claim.quote) if claim.quote.strip() else 0
        place = f"claim {claim.id}.quote: {claim.quote!r}"
        if times == 0:
            yield f"{place} isn't in {claim.article}; copy the words as they stand there"
        if times > 1:
            yield f"{place} is in {claim.article} {times} times; quote more words"


def _parties(bundle: Bundle) -> Iterator[str]:
    for claim in bundle.claims:
        text = bundle.article(claim.article).text
        for field, words in (("source", claim.source), *(("via", hop) for hop in claim.via)):
            if words is not None and not _stands(words, text):
                place = f"claim {claim.id}.{field}"
                yield f"{place}: {words!r} isn't in {claim.article}; copy the words as they stand there"
        if claim.source is not None and claim.actor is None:
            yield f"claim {claim.id}.actor: is null though there is a source; say who speaks"
    yield from _same_words(bundle)


def _same_words(bundle: Bundle) -> Iterator[str]:
    for one, two in combinations(bundle.claims, 2):
        if one.article == two.article and (one.quote in two.quote or two.quote in one.quote):
            if _holders(one, two):
                continue
            yield f"claim {two.id}.quote: lies in that of {one.id}; quote words that only one of them has"


def _holders(one: GoldClaim, two: GoldClaim) -> bool:
    """Whether one is told by the other: speech within speech shares its words."""
    return one.source != two.source and (bool(one.via) or bool(two.via))


def _stands(words: str, text: str) -> bool:
    """Whether the words are there; a pronoun that begins a sentence may be written small."""
    return bool(words.strip()) and (words in text or words[:1].upper() + words[1:] in text)


def _threads(bundle: Bundle) -> Iterator[str]:
    for thread in bundle.threads:
        place = f"thread {thread.id}"
        claims = [claim for claim in bundle.claims if claim.thread == thread.id]
        if not claims:
            yield f"{place}: has no claim; give it one or leave it out"
        if thread.origins != len(set(thread.origin_names)):
            yield f"{place}.origins: is {thread.origins} for {len(set(thread.origin_names))} names; count the names"
        if thread.single_origin != (thread.origins == 1):
            yield f"{place}.single_origin: is {thread.single_origin} with {thread.origins} origins; true means one"
        if (thread.demand_status is not None) != (thread.kind == "demand"):
            yield f"{place}.demand_status: is {thread.demand_status} in a {thread.kind} thread; only demands have one"
        listed = any(figure.claim in {claim.id for claim in claims} for figure in bundle.figures)
        if thread.kind != "demand" and listed != (thread.kind == "figure"):
            yield f"{place}.kind: is {thread.kind!r}; 'figure' is for threads with listed figures, and only for them"
        yield from _origins(place, thread, claims)


def _origins(place: str, thread: GoldThread, claims: list[GoldClaim]) -> Iterator[str]:
    """Who asserts is counted, and nobody else; of a demand's thread only those who make it."""
    told = {claim.origin for claim in claims if claim.origin is not None}
    for name in thread.origin_names:
        if name not in told:
            yield f"{place}.origin_names: {name!r} is no origin of its claims; write it as the claims do"
    for claim in claims:
        asserts = claim.kind == "demand" if thread.kind == "demand" else claim.kind != "denial"
        if asserts and claim.origin is not None and claim.origin not in thread.origin_names:
            yield f"claim {claim.id}.origin: {claim.origin!r} isn't counted in {thread.id}; count it, or write null"


def _figure_words(bundle: Bundle) -> Iterator[str]:
    articles = {claim.id: bundle.article(claim.article) for claim in bundle.claims}
    seen = Counter((figure.claim, figure.text) for figure in bundle.figures)
    for figure in bundle.figures:
        place, article = _figure_place(figure), articles[figure.claim]
        if not figure.text.strip() or figure.text not in article.text:
            yield f"{place}: isn't in {article.id}; copy the words as they stand there"
        if seen[figure.claim, figure.text] > 1:
            yield f"{place}: is listed twice; give the claim's figures by words that differ"


def _figures(bundle: Bundle) -> Iterator[str]:
    quotes = {claim.id: claim.quote for claim in bundle.claims}
    for figure in bundle.figures:
        if figure.text not in quotes[figure.claim]:
            yield f"{_figure_place(figure)}: isn't in the claim's quote; quote the words with the number"
        yield from _values(figure)


def _figure_place(figure: GoldFigure) -> str:
    return f"figure {figure.text!r} of {figure.claim}"


def _values(figure: GoldFigure) -> Iterator[str]:
    place = _figure_place(figure)
    given = [one for one in (figure.value, figure.low, figure.high) if one is not None]
    if not given:
        yield f"{place}: has no value; give value, or low and high"
    if figure.low is not None and figure.high is not None and figure.low > figure.high:
        yield f"{place}: low {figure.low} is above high {figure.high}; swap them"
    if figure.value is not None and (figure.low is not None or figure.high is not None):
        yield f"{place}: has a value and a range; give one of them"
    readable = _numbers(figure.text)
    for value in given:
        if not any(abs(value - one) <= 1e-6 * max(1, abs(value)) for one in readable):
            yield f"{place}: {value} can't be read from it, only {sorted(readable)}; mend the value or the words"


def _numbers(text: str) -> set[float]:
    """Every number that some of the words make, each also times a later scale ("2 to 3 million") and below zero."""
    words = _WORD.findall(text.lower())
    made = {
        float(value)
        for start in range(len(words))
        for end in range(start + 1, len(words) + 1)
        if (value := number(" ".join(words[start:end]))) is not None
    }
    made |= {float(least) for word in words if (least := vague(word)) is not None}
    if "minus" in words:
        made |= {-one for one in made}
    return made | {one * _SCALES[word] for word in words if word in _SCALES for one in made}


def _listed(bundle: Bundle) -> Iterator[str]:
    listed = {(figure.claim, figure.text) for figure in bundle.figures}
    for one in bundle.figure_relations:
        for ref in (one.a, one.b):
            if tuple(ref) not in listed:
                yield f"{_relation_place(one)}: {list(ref)} isn't listed; name listed figures by claim and exact words"


def _relation_place(one: FigureRelation) -> str:
    return f"relation {one.relation} of {one.a.claim} and {one.b.claim}"


def _relations(bundle: Bundle) -> Iterator[str]:
    claims = {claim.id: claim for claim in bundle.claims}
    demands = {thread.id for thread in bundle.threads if thread.kind == "demand"}
    pairs = Counter(frozenset((one.a, one.b)) for one in bundle.figure_relations)
    figures = {(figure.claim, figure.text): figure for figure in bundle.figures}
    for one in bundle.figure_relations:
        place, a, b = _relation_place(one), claims[one.a.claim], claims[one.b.claim]
        if one.a == one.b or pairs[frozenset((one.a, one.b))] > 1:
            yield f"{place}: is given twice, or of one figure; give each pair once"
        together = a.thread == b.thread
        # what is asked for and what is offered are two things in one demand's thread
        free = a is b or (together and a.thread in demands)
        if not free and together != (one.relation not in ("part_of", "different_thing")):
            yield f"{place}: they are in {'one thread' if together else 'two threads'}; mend thread or relation"
        if one.relation in ("contradict", "revised") and (a.origin == b.origin) != (one.relation == "revised"):
            yield f"{place}: one origin revises, two contradict; mend the origins or the relation"
        yield from _same_values(place, one.relation, figures[one.a], figures[one.b])


def _same_values(place: str, relation: str, one: GoldFigure, two: GoldFigure) -> Iterator[str]:
    values = [(figure.value, figure.low, figure.high, figure.modifier) for figure in (one, two)]
    if relation == "same" and values[0] != values[1]:
        yield f"{place}: value or hedge differ, {values[0]} and {values[1]}; 'agree' is for those"
    if relation in ("agree", "contradict", "revised") and values[0] == values[1]:
        yield f"{place}: value and hedge are alike; 'same' is for those"


def _copies(bundle: Bundle) -> Iterator[str]:
    members = Counter(name for group in bundle.syndication for name in group)
    for group in bundle.syndication:
        if len(group) < 2 or any(members[name] > 1 for name in group):
            yield f"syndication {list(group)}: needs two articles or more, each in one group; mend the groups"


def _versions(bundle: Bundle) -> Iterator[str]:
    for group in bundle.versions:
        place = f"versions {list(group)}"
        articles = [bundle.article(name) for name in group]
        if len(group) < 2 or len({one.url for one in articles}) > 1:
            yield f"{place}: needs two articles or more of one url; mend the group or the urls"
        times = [one.published for one in articles]
        if all(map(_has_zone, times)) and times != sorted(times, key=datetime.fromisoformat):
            yield f"{place}: isn't in time order; put the earliest first"
    for one, two in combinations(bundle.articles, 2):
        if one.url == two.url and not any(one.id in group and two.id in group for group in bundle.versions):
            yield f"articles {one.id} and {two.id}: share {one.url}; list them as versions or give each its own"
