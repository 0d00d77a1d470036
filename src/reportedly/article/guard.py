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

LONG_TAG = 4 * MAX_ATTRIBUTES
"""Characters that a tag with too many attributes has at least ("a=1 …")."""

VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
IMPLIED_END = frozenset({
    "caption", "colgroup", "dd", "dt", "li", "optgroup", "option", "p", "rp", "rt", "tbody", "td", "tfoot", "th",
    "thead", "tr",
})  # fmt: skip
FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
FLAT = VOID | IMPLIED_END

# Like: "<div", "</span", "<h1"
_TAG = re.compile(r"<(/?)([a-z][a-z0-9-]{0,30})")

# Like: '="a b"' (possessive: never tried again another way)
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")


def check_markup(html: str) -> None:
    """Refuse a page that was made to stop the parser.

    Depth is estimated from above: tags whose end may be left out are not
    counted, and an end tag closes only a tag of its name.

    Raises:
        NoArticle: the page is nested, or its tags are laden, beyond all news pages.
    """
    markup = _without_code(html.lower())
    _check_nesting(markup)
    # Splitting is cheap and nearly always shows that no tag is long enough to matter.
    for piece in markup.split(">"):
        if len(piece) > LONG_TAG:
            _check_attributes(piece)


def _without_code(markup: str) -> str:
    """The page but for scripts and styles, whose strings look like tags."""
    for name in ("script", "style"):
        kept = []
        start = 0
        while (begin := markup.find(f"<{name}", start)) >= 0 and (end := markup.find(f"</{name}", begin)) >= 0:
            kept.append(markup[start:begin])
            start = end
        markup = "".join(kept) + markup[start:] if kept else markup
    return markup


def _check_nesting(markup: str) -> None:
    opened: dict[str, int] = {}
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


def _check_attributes(piece: str) -> None:
    begin = _TAG.search(piece)
    attributes = _QUOTED.sub("=", piece[begin.end() :]) if begin else ""
    if len(attributes.split()) > MAX_ATTRIBUTES:
        raise NoArticle(f"A tag has more than {MAX_ATTRIBUTES:,} attributes; no article is built like that.")
