"""One walk over a parsed page: its blocks of text, and what stands around each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from selectolax.lexbor import LexborNode

from reportedly.article.offers import asks_for_address, is_offer
from reportedly.article.roles import Role, role_of
from reportedly.article.scrap import HEADINGS, Line, Scrap

SKIPPED: Final = frozenset({
    "audio", "canvas", "datalist", "embed", "head", "iframe", "input", "map", "math", "noscript", "object", "script",
    "select", "style", "svg", "template", "textarea", "video",
})  # fmt: skip
"""Elements whose text is for programs, or stands in for something else."""

INLINE: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "nobr", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source", "span",
    "strike",    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
"""Elements that run on in a line; all others break the text."""

TELLING: Final = ("credit", "dateline", "byline", "caption", "hidden")
"""Roles that tell a part of a line from the rest of it."""

MAX_MARKS = 24
"""Roles kept around a block, the outermost first; pages seen have fewer than ten."""


@dataclass(slots=True)
class Walked:
    """A page's scraps, the roles that ``Scrap.marks`` number, and its depth.

    ``parents`` gives for each block element, by its number, the one around it;
    the body is 0 and its own parent. ``forms`` are the elements that ask for an
    e-mail address, ``images`` those that hold a picture, each with how many
    scraps stand above it.
    """

    scraps: list[Scrap] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [0])
    forms: list[tuple[int, int]] = field(default_factory=list)
    images: list[tuple[int, int]] = field(default_factory=list)
    depth: int = 0


@dataclass(slots=True)
class _Frame:
    """An element that the walk is inside of."""

    children: Iterator[LexborNode]
    own: str
    tag: str
    place: int = 0
    inline: bool = False
    marks: tuple[int, ...] = ()
    quoted: bool = False
    listed: bool = False
    link: bool = False
    offer: bool = False


def walk(body: LexborNode) -> Walked:
    """The scraps under an element, in the order of the page."""
    walked = Walked()
    line = Line()
    stack = [_Frame(body.iter(include_text=True), "body", "body")]
    while stack:
        frame = stack[-1]
        node = next(frame.children, None)
        if node is None:
            stack.pop()
            if frame.inline:
                line.left, line.entered = frame.own, None
            else:
                _break(walked, line, frame)
        elif node.is_text_node:
            line.add(node.text_content or "", link=frame.link, offer=frame.offer)
        elif node.is_element_node:
            _enter(node, stack, walked, line)
            walked.depth = max(walked.depth, len(stack))
    return walked


def _enter(node: LexborNode, stack: list[_Frame], walked: Walked, line: Line) -> None:
    frame = stack[-1]
    tag = node.tag or ""
    if tag == "br":
        if frame.tag in HEADINGS or line.is_broken_off():
            line.add("\n", link=False, offer=False)
        else:
            _break(walked, line, frame)
        return
    if tag in SKIPPED:
        if tag == "input" and asks_for_address(node.attributes):
            walked.forms.append((frame.place, len(walked.scraps)))
        return
    if tag == "time":
        line.date = line.date or node.attributes.get("datetime")
    inner = _inner(tag, node, frame, walked)
    if inner.inline:
        line.entered = line.entered or tag
    else:
        _break(walked, line, frame)
    if tag == "img":
        walked.images.append((inner.place, len(walked.scraps)))
    stack.append(inner)


def _inner(tag: str, node: LexborNode, outer: _Frame, walked: Walked) -> _Frame:
    attributes = node.attributes
    role = role_of(tag, attributes) if tag not in HEADINGS and tag != "a" else None
    in_heading = outer.tag in HEADINGS
    inline = (tag in INLINE and (in_heading or role not in TELLING)) or (in_heading and tag == "div")
    marks = outer.marks
    if role and not inline and tag != "body" and len(marks) < MAX_MARKS:
        walked.roles.append(role)
        marks = (*marks, len(walked.roles) - 1)
    place = outer.place
    if not inline:
        place = len(walked.parents)
        walked.parents.append(outer.place)
    return _Frame(
        children=node.iter(include_text=True),
        own=tag,
        tag=outer.tag if inline or tag in INLINE else tag,
        place=place,
        inline=inline,
        marks=marks,
        quoted=outer.quoted or tag == "blockquote",
        listed=outer.listed or tag == "li",
        link=outer.link or tag == "a",
        offer=outer.offer or (tag == "a" and is_offer(attributes.get("href"))),
    )


def _break(walked: Walked, line: Line, frame: _Frame) -> None:
    scrap = line.take(tag=frame.tag, place=frame.place, marks=frame.marks, quoted=frame.quoted, listed=frame.listed)
    if scrap is not None:
        walked.scraps.append(scrap)
