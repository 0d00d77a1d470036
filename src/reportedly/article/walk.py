"""One walk over a parsed page: its blocks of text, and what stands around each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from selectolax.lexbor import LexborNode

from reportedly.article.canonical import clean, has_words
from reportedly.article.furniture import ends_sentence
from reportedly.article.roles import Role, role_of

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

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

TELLING: Final = ("credit", "dateline", "byline", "caption", "hidden")
"""Roles that tell a part of a line from the rest of it."""

MIN_BROKEN_OFF = 60
"""Characters; a shorter line before a break is a line of its own: a byline, a date, a place."""

MAX_LOOK_BACK = 20
"""Pieces of a line that are looked at before a break."""

MAX_MARKS = 24
"""Roles kept around a block, the outermost first; pages seen have fewer than ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrap:
    """One block of text as it stands on the page.

    ``tag`` is the innermost block element, ``marks`` number the elements with a
    role around it, outermost first; ``linked`` is how many of its characters
    are links, ``date`` the machine-readable date of a time element in it.
    """

    text: str
    tag: str
    marks: tuple[int, ...] = ()
    quoted: bool = False
    listed: bool = False
    linked: int = 0
    date: str | None = None


@dataclass(slots=True)
class Walked:
    """A page's scraps, the roles that ``Scrap.marks`` number, and its depth."""

    scraps: list[Scrap] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)
    depth: int = 0


@dataclass(slots=True)
class _Frame:
    """An element that the walk is inside of."""

    children: Iterator[LexborNode]
    tag: str
    inline: bool = False
    marks: tuple[int, ...] = ()
    quoted: bool = False
    listed: bool = False
    link: bool = False


@dataclass(slots=True)
class _Line:
    """Text gathered since the last break."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    date: str | None = None

    def is_broken_off(self) -> bool:
        """Whether a line break here falls within a sentence: then it is layout, else an end."""
        text = "".join(self.pieces[-MAX_LOOK_BACK:]).rstrip(" \t\r")
        return len(text) >= MIN_BROKEN_OFF and not text.endswith("\n") and not ends_sentence(text)

    def take(self, frame: _Frame) -> Scrap | None:
        text = clean(_joined(self.pieces) if frame.tag in HEADINGS else "".join(self.pieces))
        scrap = Scrap(
            text=text,
            tag=frame.tag,
            marks=frame.marks,
            quoted=frame.quoted,
            listed=frame.listed,
            linked=min(self.linked, len(text)),
            date=self.date,
        )
        self.pieces, self.linked, self.date = [], 0, None
        return scrap if has_words(text) or scrap.date else None


def _joined(pieces: list[str]) -> str:
    """A heading's pieces: kicker and headline are often set apart by style alone ("AlphaBeta")."""
    seams = [" " if one[-1:].islower() and other[:1].isupper() else "" for one, other in pairwise(pieces)]
    return "".join(piece + seam for piece, seam in zip(pieces, [*seams, ""], strict=False))


def walk(body: LexborNode) -> Walked:
    """The scraps under an element, in the order of the page."""
    walked = Walked()
    line = _Line()
    stack = [_Frame(body.iter(include_text=True), "body")]
    while stack:
        frame = stack[-1]
        node = next(frame.children, None)
        if node is None:
            stack.pop()
            if not frame.inline:
                _break(walked, line, frame)
        elif node.is_text_node:
            text = node.text_content or ""
            line.pieces.append(text)
            line.linked += len(text.strip()) if frame.link else 0
        elif node.is_element_node:
            _enter(node, stack, walked, line)
            walked.depth = max(walked.depth, len(stack))
    return walked


def _enter(node: LexborNode, stack: list[_Frame], walked: Walked, line: _Line) -> None:
    frame = stack[-1]
    tag = node.tag or ""
    if tag == "br":
        if frame.tag in HEADINGS or line.is_broken_off():
            line.pieces.append("\n")
        else:
            _break(walked, line, frame)
        return
    if tag in SKIPPED:
        return
    if tag == "time":
        line.date = line.date or node.attributes.get("datetime")
    inner = _inner(tag, node, frame, walked)
    if not inner.inline:
        _break(walked, line, frame)
    stack.append(inner)


def _inner(tag: str, node: LexborNode, outer: _Frame, walked: Walked) -> _Frame:
    role = role_of(tag, node.attributes) if tag not in HEADINGS and tag != "a" else None
    in_heading = outer.tag in HEADINGS
    inline = (tag in INLINE and (in_heading or role not in TELLING)) or (in_heading and tag == "div")
    marks = outer.marks
    if role and not inline and tag != "body" and len(marks) < MAX_MARKS:
        walked.roles.append(role)
        marks = (*marks, len(walked.roles) - 1)
    return _Frame(
        children=node.iter(include_text=True),
        tag=outer.tag if inline or tag in INLINE else tag,
        inline=inline,
        marks=marks,
        quoted=outer.quoted or tag == "blockquote",
        listed=outer.listed or tag == "li",
        link=outer.link or tag == "a",
    )


def _break(walked: Walked, line: _Line, frame: _Frame) -> None:
    scrap = line.take(frame)
    if scrap is not None:
        walked.scraps.append(scrap)
