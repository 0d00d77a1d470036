"""Captions and whom their pictures are credited to."""

from __future__ import annotations

from typing import Final

import re2

from reportedly.article.lexicon import load
from reportedly.data import Image
from reportedly.lexicons import any_of

MAX_CAPTION = 600
"""Characters: longer texts under a picture are paragraphs."""

MAX_CREDIT = 120

_LEXICON: Final = load("credits")
_LABEL: Final = rf"(?:{any_of(_LEXICON['labels'])})"
_CAPITALISED_LABEL: Final = rf"(?:{any_of([label.capitalize() for label in _LEXICON['labels']])})"
_AGENCY: Final = rf"(?:{any_of(_LEXICON['agencies'])})"

_NAME: Final = r"[\p{L}. '’-]+"
_SIGNATURE: Final = rf"(?:{_NAME}\s?/\s?)?{_AGENCY}(?:\s?/\s?{_NAME})?(?:\s+via\s+[\p{{L}} ]+)?"
_MAKER: Final = r"(?:photo|photos|photograph|picture|image|illustration)\s+(?:by|courtesy of)"

# The first group of each is the credit as it stands, "name" the credited.
# Like: "… in Vilnius. Source:mil.in.ua", "Photo: Agency", "… (credit: J. Doe"
_LABELLED: Final = re2.compile(rf"(?i)(?:^|[.!?”\"|/(\[–—]\s*)({_LABEL}\s*[:：]\s*(?P<name>\S[^\n]*))$")
# Like: "… in Vilnius Photo: J. Doe" (without a full stop only a capital tells it from prose)
_CAPITAL_LABEL: Final = re2.compile(rf"\s({_CAPITALISED_LABEL}\s*[:：]\s*(?P<name>\S[^\n]*))$")
# Like: "… in Vilnius. © Agency 2024", "(c) J. Doe"
_COPYRIGHT: Final = re2.compile(r"(?i)(?:^|[\s(\[|.])((?:©|\(c\)|copyright\b)\s*(?P<name>\S[^\n]*))$")
# Like: "… in Vilnius. (J. Doe/Agency via Other)", "… [AP Photo/J. Doe]"
_BRACKETED: Final = re2.compile(
    rf"(?i)([(\[](?:{_LABEL}\s*:?\s+)?"
    rf"(?P<name>(?:[^()\[\]]*[\s/])?(?:{_AGENCY}|via\s+[^()\[\]]+)(?:\s*[/|,][^()\[\]]*)?)[)\]])\.?$"
)
# Like: "… (Photo by J. Doe)", "… in Vilnius. Photograph by J. Doe"
_BY: Final = re2.compile(rf"(?i)(?:^|[.!?”\"]\s+|[(\[])({_MAKER}\s+(?P<name>[^\n()\[\]]+))[)\]]?$")
# Like: "… in Vilnius. J. Doe/AFP", "… | AFP" (after a full stop, a bar or a dash)
_SIGNED: Final = re2.compile(rf"(?i)(?:[.!?”\"]\s+|\s[|–—]\s+)((?P<name>{_SIGNATURE}))\.?$")
# Like: "… in Vilnius. DELTA/J. Doe" (an agency that no list has: capitals, a stroke and a name), not "9 p.m. ET/PT"
_CAPITALS: Final = re2.compile(rf"[.!?”\"0-9]\s+((?P<name>\p{{Lu}}{{2,}}\s?/\s?\p{{Lu}}[^/]*?\p{{Ll}}{_NAME}))$")
# Like: "J. Doe / The Weekly", "Agency | J. Doe" (alone in its block)
_ALONE: Final = re2.compile(rf"^\p{{Lu}}{_NAME}\s?[/|]\s?\p{{Lu}}{_NAME}$")
_TRAILER: Final = re2.compile(rf"(?i)[\s,.|]+(?:{any_of(_LEXICON['trailers'])})\.?$")
_PATTERNS: Final = (_LABELLED, _CAPITAL_LABEL, _BRACKETED, _COPYRIGHT, _BY, _SIGNED, _CAPITALS)


def split_credit(caption: str) -> Image:
    """A caption and its credit; whole as the caption where it carries none."""
    if len(caption) > MAX_CAPTION:
        return Image(caption=caption, credit=None)
    caption = _TRAILER.sub("", caption)
    found = [match for pattern in _PATTERNS if (match := pattern.search(caption)) and len(match["name"]) <= MAX_CREDIT]
    if not found:
        return Image(caption=caption, credit=None)
    first = min(found, key=lambda match: match.start(1))
    words = caption[: first.start(1)].rstrip(" |–—-/([,;")
    return Image(caption=words or None, credit=bare_credit(first["name"]))


def is_credit(text: str) -> bool:
    """Whether a block under a picture says nothing but whom it is credited to."""
    if len(text) > MAX_CREDIT:
        return False
    image = split_credit(text)
    return (image.credit is not None and image.caption is None) or _ALONE.search(text) is not None


def bare_credit(text: str) -> str:
    """A credit without its label and brackets: "Agency" of "(Photo: Agency)"."""
    inner = text.strip(" ()[]|")
    found = _LABELLED.search(inner) or _COPYRIGHT.search(inner) or _BY.search(inner)
    name: str = found["name"] if found and found.start(1) == 0 else inner
    return name.strip(" ()[]|.,;:")
