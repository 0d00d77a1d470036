"""A search that anybody may follow: its newest claims as Atom (RFC 4287) and as JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from reportedly.data import content_hash
from reportedly.desk.web.asking import Desk, asked, query
from reportedly.desk.web.links import article_at, claim_at
from reportedly.desk.web.shown import tagged
from reportedly.desk.web.tables import who
from reportedly.desk.web.words import day, how_sure, shown
from reportedly.ledger import ClaimPage, LedgerClaim

ENTRIES = 50
"""Claims of a feed: the newest."""
ATOM = "http://www.w3.org/2005/Atom"
UNDATED = "1970-01-01"
"""The day of a claim that has none, since Atom asks for one."""

Feed = Callable[[Request, ClaimPage], bytes]


def routes(desk: Desk) -> Iterator[Route]:
    """The feeds' addresses: the search's own, with the form behind."""
    yield Route("/search/feed.atom", _endpoint(desk, atom, "application/atom+xml"))
    yield Route("/search/feed.json", _endpoint(desk, json_feed, "application/feed+json"))


def _endpoint(desk: Desk, feed: Feed, media_type: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        wanted = replace(query(request, "json"), limit=ENTRIES)
        return tagged(request, feed(request, desk.ledger.claim_page(wanted)), media_type=media_type)

    return endpoint


def atom(request: Request, page: ClaimPage) -> bytes:
    """The feed in Atom. All words of articles are text; what XML can't hold shows as �."""
    feed = Element("feed", {"xmlns": ATOM, "xml:lang": "en"})
    _text(feed, "id", _id_of(request))
    _text(feed, "title", _title(request))
    _text(feed, "updated", max((_instant(one) for one in page.claims), default=f"{UNDATED}T00:00:00Z"))
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": _address(request, "/feed.atom")})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": _address(request)})
    _text(feed, "generator", "Reportedly")
    for one in page.claims:
        entry = SubElement(feed, "entry")
        _text(entry, "id", _urn(one))
        _text(entry, "title", _headline(one))
        _text(entry, "updated", _instant(one))
        _text(entry, "published", _instant(one))
        SubElement(
            entry, "link", {"rel": "alternate", "type": "text/html", "href": _ours(request, claim_at(one.claim.id))}
        )
        SubElement(
            entry, "link", {"rel": "related", "type": "text/html", "href": _ours(request, article_at(one.article.id))}
        )
        author = SubElement(entry, "author")
        _text(author, "name", one.article.outlet or "outlet unknown")
        SubElement(entry, "category", {"term": one.claim.kind})
        _text(entry, "content", _told(one))
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def json_feed(request: Request, page: ClaimPage) -> bytes:
    """The feed in JSON."""
    items = [
        {
            "id": _urn(one),
            "url": _ours(request, claim_at(one.claim.id)),
            "title": _headline(one),
            "content_text": _told(one),
            "date_published": _instant(one),
            "authors": [{"name": _clean(one.article.outlet or "outlet unknown")}],
            "tags": [one.claim.kind],
        }
        for one in page.claims
    ]
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(request),
        "home_page_url": _address(request),
        "feed_url": _address(request, "/feed.json"),
        "language": "en",
        "items": items,
    }
    return msgspec.json.encode(feed)


def _id_of(request: Request) -> str:
    """Depends on what is asked and on nothing else: a feed that moves stays the same feed."""
    return f"urn:reportedly:search:{content_hash(*asked(request.query_params).items())}"


def _urn(one: LedgerClaim) -> str:
    return f"urn:reportedly:claim:{one.claim.id}"


def _title(request: Request) -> str:
    given = asked(request.query_params)
    words = ", ".join(value if name == "q" else f"{name} {value}" for name, value in given.items())
    return _clean(f"Reportedly: {words or 'all claims'}")


def _headline(one: LedgerClaim) -> str:
    return _clean(f"{who(one.claim, one.speaker).text}: {one.claim.content.text}")


def _told(one: LedgerClaim) -> str:
    """The claim with how sure it is, on whose word, and where it was printed."""
    via = "".join(f", according to {hop.text}" for hop in reversed(one.claim.via))
    printed = ", ".join(part for part in (one.article.outlet, one.article.headline) if part)
    return _clean(f"{_headline(one)} ({one.claim.kind}, {how_sure(one.claim)}{via}). {printed or 'Outlet unknown'}.")


def _instant(one: LedgerClaim) -> str:
    found = day(one.claim.said_on or one.article.published)
    return f"{found if _is_day(found) else UNDATED}T00:00:00Z"


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def _address(request: Request, form: str = "") -> str:
    given = asked(request.query_params)
    return _ours(request, f"/search{form}" + (f"?{urlencode(given)}" if given else ""))


def _ours(request: Request, path: str) -> str:
    return f"{str(request.base_url).rstrip('/')}{path}"


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = _clean(words)


def _clean(words: str) -> str:
    return str(shown(words)).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd").replace("\r", "\ufffd")
