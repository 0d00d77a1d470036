"""What a page says about itself to machines: JSON-LD and meta elements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any, Final

from selectolax.lexbor import LexborHTMLParser

from reportedly.article.byline import authors, is_agency
from reportedly.article.canonical import clean
from reportedly.article.dates import read_instant

ARTICLE_TYPES: Final = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "Report", "LiveBlogPosting")
"""Schema.org types, the ends of their names: also AnalysisNewsArticle, OpinionNewsArticle, TechArticle."""

PUBLISHED: Final = (
    "article:published_time", "article:published:time", "article:published", "datepublished", "og:published_time",
    "parsely-pub-date", "pubdate",
    "publishdate", "publish_date", "publish-date", "date", "dc.date.issued", "dcterms.created", "dc.date",
    "cxenseparse:recs:publishtime", "shareaholic:article_published_time", "dc:date", "bepress_citation_date",
    "citation_date", "citation_publication_date",
    "sailthru.date", "article.published", "last_published",
)  # fmt: skip
MODIFIED: Final = (
    "article:modified_time",
    "article:modified:time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "lastmod",
    "last-modified",
)
TITLES: Final = ("og:title", "twitter:title", "dc.title", "parsely-title")
DESCRIPTIONS: Final = ("og:description", "description", "twitter:description")
SITE_NAMES: Final = ("og:site_name", "application-name", "publisher", "dc.publisher")
AUTHORS: Final = (
    "author",
    "article:author_name",
    "parsely-author",
    "dc.creator",
    "byl",
    "sailthru.author",
    "article:author",
)

SECTIONS: Final = ("article:section", "section", "parsely-section", "sailthru.section", "cxenseparse:recs:category")
TIER: Final = "article:content_tier"
PAID_TIERS: Final = ("locked", "metered")

MAX_ADDRESS: Final = 2_000
"""Characters of an address."""

MAX_WRITERS = 50
"""Authors of one article that are looked at."""

MAX_NODES = 20_000
"""Objects of JSON-LD that are looked at."""

TITLE_SEPARATORS: Final = (" | ", " – ", " — ", " - ", " · ", " » ", " :: ", " • ", "｜", "ㅣ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page declares. ``titles`` and ``descriptions`` stand in order of trust.

    ``headline`` is what it tells machines, ``shared`` what it shows when shared,
    ``title`` that of the document.
    """

    headline: str | None = None
    shared: str | None = None
    titles: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    title: str | None = None
    outlet: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    section: str | None = None
    canonical: str | None = None
    paywalled: bool = False
    live: bool = False


def read_metadata(page: LexborHTMLParser) -> Metadata:
    """What the page declares about its article, cleaned and bounded."""
    meta = _meta(page)
    nodes = _nodes(page)
    linked = next(iter(_articles(nodes)), {})
    title = page.css_first("title")
    title_text = clean(title.text()) if title else ""
    outlet = _first(meta, SITE_NAMES) or next(iter(_texts(linked.get("publisher"))), None) or _tail(title_text)
    names = _writers([linked.get("author"), linked.get("creator")], nodes)
    return Metadata(
        headline=next(iter(_texts(linked.get("headline"))), None),
        shared=meta.get("og:title"),
        titles=tuple(dict.fromkeys([*_texts(linked.get("headline")), *(meta[key] for key in TITLES if key in meta)])),
        descriptions=tuple(
            dict.fromkeys([*(meta[key] for key in DESCRIPTIONS if key in meta), *_texts(linked.get("description"))])
        ),
        title=title_text or None,
        outlet=outlet,
        byline=authors(names, outlet=outlet)
        or authors([meta[key] for key in AUTHORS if key in meta][:1], outlet=outlet),
        published=_instant(
            [
                *_texts(linked.get("datePublished")),
                *_values(meta, PUBLISHED),
                *_texts(linked.get("dateCreated")),
                *(text for node in nodes[:MAX_WRITERS] for text in _texts(node.get("datePublished"))),
            ]
        ),
        modified=_instant([*_texts(linked.get("dateModified")), *_values(meta, MODIFIED)]),
        language=_language(page, linked),
        section=next(iter(_texts(linked.get("articleSection"))), None) or _first(meta, SECTIONS),
        canonical=_canonical(page, meta),
        paywalled=str(linked.get("isAccessibleForFree")).lower() == "false" or meta.get(TIER, "") in PAID_TIERS,
        live="LiveBlogPosting" in _strings(linked.get("@type")),
    )


def without_outlet(title: str, outlet: str | None) -> str:
    """A title without the outlet's name at its end or beginning."""
    for separator in TITLE_SEPARATORS:
        head, found, tail = title.rpartition(separator)
        if found and (tail.casefold() == (outlet or "").casefold() or (outlet is None and len(tail.split()) <= 4)):
            return head
        first, found, rest = title.partition(separator)
        if found and outlet and first.casefold() == outlet.casefold():
            return rest
    return title


def _tail(title: str) -> str | None:
    """The outlet's name at a title's end: "Bridge closed | The Harbour Post"."""
    for separator in TITLE_SEPARATORS:
        head, found, tail = title.rpartition(separator)
        if found and len(tail.split()) <= 5 and len(head) > len(tail):
            return tail
    return None


def _meta(page: LexborHTMLParser) -> dict[str, str]:
    """The first content of every named meta element and itemprop."""
    found: dict[str, str] = {}
    for node in page.css("meta[content], [itemprop][content]"):
        attributes = node.attributes
        for key in ("property", "name", "itemprop"):
            name = attributes.get(key)
            content = clean(attributes.get("content") or "")
            if name and content:
                found.setdefault(name.lower(), content)
    return found


def _nodes(page: LexborHTMLParser) -> list[Mapping[str, Any]]:
    """The objects of the page's JSON-LD."""
    scripts = page.css('script[type="application/ld+json"]')
    return [node for script in scripts for node in _objects(script.text())]


def _articles(nodes: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The article objects, those with a headline first."""
    described = [node for node in nodes if any(_is_article(each) for each in _strings(node.get("@type")))]
    return sorted(described, key=lambda node: "headline" not in node)


def _writers(given: Sequence[Any], nodes: Sequence[Mapping[str, Any]]) -> list[str]:
    """The persons, and the agencies, that JSON-LD names as authors; other bodies are the outlet and its desks."""
    people = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    found: list[str] = []
    waiting = list(reversed(given))
    while waiting and len(found) < MAX_WRITERS:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node[:MAX_WRITERS]))
        elif isinstance(node, str):
            found += _texts(node)
        elif isinstance(node, dict):
            found += _writer(node if "name" in node else people.get(str(node.get("@id")), node))
    return found


def _writer(node: Mapping[str, Any]) -> list[str]:
    names = _texts(node.get("name")) or [" ".join(_texts([node.get("givenName"), node.get("familyName")]))]
    is_body = any(kind.endswith("Organization") for kind in _strings(node.get("@type")))
    return [name for name in names if name and (not is_body or is_agency(name))]


def _is_article(kind: str) -> bool:
    return kind.endswith(ARTICLE_TYPES)


def _objects(script: str) -> Iterator[Mapping[str, Any]]:
    try:
        waiting: list[Any] = [json.loads(script, strict=False)]
    except (ValueError, RecursionError):  # not JSON, or nested to stop the reader
        return
    for _ in range(MAX_NODES):
        if not waiting:
            return
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate"))
        elif isinstance(node, list):
            waiting.extend(reversed(node))


def _texts(value: Any) -> list[str]:
    """The names or texts of a JSON-LD value: a string, an object with a name, or a list of them."""
    values = value if isinstance(value, list) else [value]
    named = [each.get("name") if isinstance(each, dict) else each for each in values[:50]]
    # Character references have no meaning in JSON, and are common there all the same.
    return [text for each in named for text in map(clean, map(unescape, _strings(each))) if text]


def _strings(value: Any) -> list[str]:
    return [each for each in (value if isinstance(value, list) else [value]) if isinstance(each, str)]


def _first(meta: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next(iter(_values(meta, keys)), None)


def _values(meta: Mapping[str, str], keys: tuple[str, ...]) -> list[str]:
    return [meta[key] for key in keys if key in meta]


def _instant(values: list[str]) -> str | None:
    return next((instant for value in values if (instant := read_instant(value))), None)


def _canonical(page: LexborHTMLParser, meta: Mapping[str, str]) -> str | None:
    """The address that the page calls its own, if it is one of the web."""
    link = page.css_first('link[rel="canonical"][href]')
    given = [link.attributes.get("href") if link else None, meta.get("og:url")]
    addresses = [address for address in map(clean, filter(None, given)) if len(address) <= MAX_ADDRESS]
    return next((address for address in addresses if address.lower().startswith(("http://", "https://"))), None)


def _language(page: LexborHTMLParser, linked: Mapping[str, Any]) -> str | None:
    root = page.root
    declared = root.attributes.get("lang") if root else None
    return declared or next(iter(_texts(linked.get("inLanguage"))), None)
