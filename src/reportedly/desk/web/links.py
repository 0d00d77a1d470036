"""Addresses: our own, which can be sent, and others', of which only http and https become links."""

from __future__ import annotations

from urllib.parse import quote, urlencode, urlsplit

from reportedly.data import Phrase

_WORDS_AT_ENDS = 6
"""A quotation longer than twice as many words is pointed to by its first and last ones."""


def at(path: str, *parts: str, **query: str | int | None) -> str:
    """An address of ours: parts and values are quoted, values that are None or empty are left out."""
    given = {name: value for name, value in query.items() if value not in (None, "")}
    return "/".join((path, *(quote(part, safe="") for part in parts))) + (f"?{urlencode(given)}" if given else "")


def article_at(id_: str) -> str:
    """The page of an article."""
    return at("/article", id_)


def claim_at(id_: str) -> str:
    """The page of a claim."""
    return at("/claim", id_)


def actor_at(id_: str) -> str:
    """The page of an actor."""
    return at("/actor", id_)


def thread_at(claim: str) -> str:
    """The page of a claim's thread."""
    return at("/thread", claim)


def trace_at(claim: str) -> str:
    """The page of the paths by which a claim and others of its thread came."""
    return at("/trace", claim)


def story_at(article: str) -> str:
    """The page of the story that holds an article."""
    return at("/story", article)


def outlet_at(name: str) -> str:
    """The page of an outlet."""
    return at("/outlet", name=name)


def outward(uri: str | None) -> str | None:
    """The address where it leads to a page of the web; None for javascript:, data:, files and what is no address."""
    if uri is None or any(character.isspace() or not character.isprintable() for character in uri):
        return None
    try:
        parts = urlsplit(uri)
        named = parts.hostname
    except ValueError:  # "http://[::1"
        return None
    return uri if parts.scheme in ("http", "https") and named else None


def quotation_at(uri: str | None, content: Phrase) -> str | None:
    """The address of a quotation within its page: a text fragment, which browsers scroll to and mark."""
    address = outward(uri)
    if address is None:
        return None
    words = content.text.partition(" … ")[0].split()
    if len(words) <= 2 * _WORDS_AT_ENDS:
        wanted = _fragment(words)
    else:
        wanted = f"{_fragment(words[:_WORDS_AT_ENDS])},{_fragment(words[-_WORDS_AT_ENDS:])}"
    return f"{address.partition('#')[0]}#:~:text={wanted}"


def _fragment(words: list[str]) -> str:
    # "-", "," and "&" mean something in a text fragment
    return quote(" ".join(words), safe="").replace("-", "%2D")
