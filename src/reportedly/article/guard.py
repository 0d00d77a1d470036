"""A look at hostile HTML before it is parsed.

HTML parsers are quadratic in the depth of nesting, in the attributes of one tag
and in the formatting tags left open. One pass over the tags tells what a parse
would cost; measured with lexbor, pages within the limits parse in a few seconds.
"""

from __future__ import annotations

import re

from reportedly.errors import NoArticle

MAX_DEPTH = 5_000
"""Elements inside each other. 5,000 parse in 0.1 s, 40,000 in 9 s; the deepest page seen has 60."""

MAX_ATTRIBUTES = 2_000
"""Of one tag. 10,000 parse in 0.2 s, 30,000 in 2 s; pages seen have fewer than 200."""

MAX_ELEMENTS = 2_000_000
"""Elements a parse makes; formatting tags left open are made again in every later block."""

FEW_TAGS = 2_500
"""Tags that can't nest too deeply; nor, half of them left open in each of the others, make too many elements."""

LONG_TAG = 4 * MAX_ATTRIBUTES
"""Characters that a tag with too many attributes has at least ("a=1 …")."""

VOID = frozenset({
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source", b"track",
    b"wbr",
})  # fmt: skip
IMPLIED_END = frozenset({
    b"caption", b"colgroup", b"dd", b"dt", b"li", b"optgroup", b"option", b"p", b"rp", b"rt", b"tbody", b"td", b"tfoot",
    b"th", b"thead", b"tr",
})  # fmt: skip
FORMATTING = frozenset({
    b"a", b"b", b"big", b"code", b"em", b"font", b"i", b"nobr", b"s", b"small", b"strike", b"strong", b"tt", b"u",
})  # fmt: skip
FLAT = VOID | IMPLIED_END

# Like: "<div", "</span", "<h1"
_TAG = re.compile(rb"<(/?)([a-z][a-z0-9-]{0,30})")

# Like: '="a b"' (possessive: never tried again another way)
_QUOTED = re.compile(rb"""=\s*+(?:"[^"]*+"|'[^']*+')""")


def check_markup(html: str) -> None:
    """Refuse a page that was made to stop the parser.

    Depth is estimated from above: tags whose end may be left out are not
    counted, and an end tag closes only a tag of its name.

    Raises:
        NoArticle: the page is nested, or its tags are laden, beyond all news pages.
    """
    markup = _without_code(html.encode(errors="replace").lower())  # lower is ten times slower on text
    if markup.count(b"<") > FEW_TAGS:
        _check_nesting(markup)
    # Splitting is cheap and nearly always shows that no tag is long enough to matter.
    for piece in markup.split(b">"):
        if len(piece) > LONG_TAG:
            _check_attributes(piece)


def _without_code(markup: bytes) -> bytes:
    """The page but for scripts and styles, whose strings look like tags."""
    for name in (b"script", b"style"):
        kept = []
        start = 0
        while (begin := markup.find(b"<" + name, start)) >= 0 and (end := markup.find(b"</" + name, begin)) >= 0:
            kept.append(markup[start:begin])
            start = end
        markup = b"".join(kept) + markup[start:] if kept else markup
    return markup


def _check_nesting(markup: bytes) -> None:
    opened: dict[bytes, int] = {}
    depth = formatting = elements = 0
    for closing, name in _TAG.findall(markup):
        if closing:
            if opened.get(name):
                opened[name] -= 1
                depth -= 1
                formatting -= name in FORMATTING
            continue
        if name in FORMATTING:
            formatting += 1
        else:
            elements += 1 + formatting
        if name not in FLAT:
            opened[name] = opened.get(name, 0) + 1
            depth += 1
            if depth > MAX_DEPTH:
                raise NoArticle(f"The page nests more than {MAX_DEPTH:,} elements; no article is built like that.")
        if elements > MAX_ELEMENTS:
            raise NoArticle(f"The page would make more than {MAX_ELEMENTS:,} elements; no article is built like that.")


def _check_attributes(piece: bytes) -> None:
    begin = _TAG.search(piece)
    attributes = _QUOTED.sub(b"=", piece[begin.end() :]) if begin else b""
    if len(attributes.split()) > MAX_ATTRIBUTES:
        raise NoArticle(f"A tag has more than {MAX_ATTRIBUTES:,} attributes; no article is built like that.")
