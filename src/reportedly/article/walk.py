"""One walk over a parsed page: its blocks of text, and what stands around each.

The parser writes its tree out again, and the walk reads that: every tag is
closed, every attribute quoted, so one pattern takes it apart. Asking the parser
for node after node takes three times as long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Final, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from reportedly.article.offers import asks_for_address, is_offer
from reportedly.article.roles import NAMING, Role, claim_of, names_of
from reportedly.article.scrap import HEADINGS, Line, Scrap
from reportedly.errors import NoArticle

SKIPPED: Final = (
    "audio", "canvas", "datalist", "iframe", "map", "math", "noembed", "noframes", "noscript", "object", "plaintext",
    "script", "select", "style", "svg", "template", "textarea", "video", "xmp",
)  # fmt: skip
"""Elements whose text is for programs, or stands in for something else."""

VOID: Final = frozenset({
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
})  # fmt: skip
"""Elements that hold nothing and have no end."""

INLINE: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Elements that run on in a line; all others break the text."""

TELLING: Final = ("credit", "dateline", "byline", "caption", "hidden")
"""Roles that tell a part of a line from the rest of it."""

MAX_SHORT: Final = 120
"""Characters of attributes that are remembered as they are."""

MAX_SCRAPS: Final = 30_000
"""Blocks of text on a page; the fullest of 1,205 pages measured has 6,554."""

MAX_MARKS = 24
"""Roles kept around a block, the outermost first; pages seen have fewer than ten."""

# Like: '<div class="a b">Text', "</p>", and '<p "="">' where a page has a quote too many; it never goes back
_TOKEN: Final = re.compile(r'<(/?)([a-z][^\s>]*+)((?:[^>"=]++|="[^"]*+"|["=])*+)>([^<]*+)')

# Like: "<!-- x > y -->"; the parser ends each
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)

# Like: ' class="a b"', ' hidden=""': the attributes that say what an element is
_SAYING: Final = re.compile(rf' ({"|".join((*NAMING, "role", "style", "hidden", "datetime"))})="([^"]*+)"')

# Like: ' href="/news"', ' type="email"'
_ATTRIBUTE: Final = re.compile(r' ([^\s="]++)="([^"]*+)"')


@dataclass(slots=True)
class Walked:
    """A page's scraps, and the roles that ``Scrap.marks`` number.

    ``parents`` gives for each block element, by its number, the one around it;
    the body is 0 and its own parent. ``tags`` and ``names`` are what those elements
    are and are called. ``forms`` are the elements that ask for an e-mail address,
    ``images`` those that hold a picture, each with how many scraps stand above it.
    """

    scraps: list[Scrap] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [0])
    tags: list[str] = field(default_factory=lambda: ["body"])
    names: list[str] = field(default_factory=lambda: [""])
    bodies: list[bool] = field(default_factory=lambda: [False])
    forms: list[tuple[int, int]] = field(default_factory=list)
    images: list[tuple[int, int]] = field(default_factory=list)


class _Element(NamedTuple):
    """What a tag with its attributes says."""

    role: Role | None = None
    names: str = ""
    body: bool = False
    date: str | None = None


_Said = tuple[tuple[str, str], ...]
"""Attributes as the parser writes them: names and values, character references and all."""


class _Frame(NamedTuple):
    """An element that the walk is inside of; ``tag`` is the innermost block element's, ``own`` its own."""

    own: str
    tag: str
    place: int = 0
    marks: tuple[int, ...] = ()
    quoted: bool = False
    listed: bool = False
    link: bool = False
    offer: bool = False
    inline: bool = False


def walk(page: LexborHTMLParser) -> Walked:
    """The scraps of a page, in its order; what :data:`SKIPPED` names is taken out of the page.

    Raises:
        NoArticle: the page has more than :data:`MAX_SCRAPS`.
    """
    page.strip_tags(list(SKIPPED))
    walked = Walked()
    line = Line()
    stack = [_Frame("html", "body")]
    markup = page.body.html if page.body else None
    for closing, tag, attributes, text in _TOKEN.findall(_COMMENT.sub("", markup or "")):
        if closing:
            frame = stack.pop() if len(stack) > 1 else stack[0]
            if frame.inline:
                line.left, line.entered = tag, None
            elif line.pieces or line.date is not None:
                _break(walked, line, frame)
        elif tag in VOID:
            _pass(tag, attributes, stack[-1], walked, line)
        elif tag != "body":
            stack.append(_enter(tag, attributes, stack[-1], walked, line))
        if text and (line.pieces or not text.isspace()):
            frame = stack[-1]
            line.add(unescape(text) if "&" in text else text, frame.link, frame.offer)
    _break(walked, line, stack[0])
    return walked


def _pass(tag: str, attributes: str, frame: _Frame, walked: Walked, line: Line) -> None:
    """Take notice of an element that holds nothing."""
    if tag == "br":
        if frame.tag in HEADINGS or line.is_broken_off():
            line.add("\n")
        else:
            _break(walked, line, frame)
    elif tag == "img":
        walked.images.append((frame.place, len(walked.scraps)))
        line.left, line.entered = tag, line.entered or tag
    elif tag == "input":
        if asks_for_address(_given(_ATTRIBUTE.findall(attributes))):
            walked.forms.append((frame.place, len(walked.scraps)))
        _break(walked, line, frame)
    elif tag in INLINE:
        line.left, line.entered = tag, line.entered or tag
    else:
        _break(walked, line, frame)


def _enter(tag: str, attributes: str, outer: _Frame, walked: Walked, line: Line) -> _Frame:
    """Go into an element; a block ends the line before it."""
    _own, block, place, marks, quoted, listed, link, offer, _inline = outer
    if tag == "a":
        line.entered = line.entered or tag
        offer = offer or is_offer(_address(attributes))
        return _Frame(tag, block, place, marks, quoted, listed, link=True, offer=offer, inline=True)
    element = _short(tag, attributes) if len(attributes) <= MAX_SHORT else _element(tag, _said(attributes))
    if tag == "time":
        line.date = line.date or element.date
    if _is_inline(tag, element.role, block):
        line.entered = line.entered or tag
        return _Frame(tag, block, place, marks, quoted, listed, link, offer, inline=True)
    _break(walked, line, outer)
    if element.role and len(marks) < MAX_MARKS:
        walked.roles.append(element.role)
        marks = (*marks, len(walked.roles) - 1)
    walked.parents.append(place)
    walked.tags.append(tag)
    walked.names.append(element.names)
    walked.bodies.append(element.body)
    quoted, listed = quoted or tag == "blockquote", listed or tag == "li"
    block = block if tag in INLINE else tag
    return _Frame(tag, block, len(walked.parents) - 1, marks, quoted, listed, link, offer)


def _is_inline(tag: str, role: Role | None, block: str) -> bool:
    if block in HEADINGS:
        return tag in INLINE or tag == "div"
    return tag in INLINE and role not in TELLING


def _address(attributes: str) -> str | None:
    start = attributes.find(' href="') + 7
    return unescape(attributes[start : attributes.find('"', start)]) if start > 6 else None


@lru_cache(maxsize=2048)
def _short(tag: str, attributes: str) -> _Element:
    """What an element with few attributes is; pages repeat the same ones, and most often none."""
    return _element(tag, _said(attributes))


def _said(attributes: str) -> _Said:
    return tuple(_SAYING.findall(attributes))


@lru_cache(maxsize=1024)
def _element(tag: str, said: _Said) -> _Element:
    """What an element's attributes say of it; pages repeat the same few."""
    given = _given(said)
    names = names_of(given)
    role, body = claim_of(tag, names, given)
    return _Element(None if tag in HEADINGS else role, names, body, given.get("datetime"))


def _given(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {name: unescape(value) if "&" in value else value for name, value in said}


def _break(walked: Walked, line: Line, frame: _Frame) -> None:
    if not line.pieces and line.date is None:
        return
    scrap = line.take(frame.tag, frame.place, frame.marks, frame.quoted, frame.listed)
    if scrap is not None:
        walked.scraps.append(scrap)
        if len(walked.scraps) > MAX_SCRAPS:
            raise NoArticle(f"The page has more than {MAX_SCRAPS:,} blocks of text; no article is built like that.")
