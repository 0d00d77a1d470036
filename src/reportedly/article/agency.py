"""Which wire agency an article comes from: what it signs stands in many outlets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import re2

from reportedly.article.byline import is_agency
from reportedly.article.canonical import Part
from reportedly.article.lexicon import load
from reportedly.lexicons import any_of

MAX_DATELINE: Final = 90
"""Characters at the beginning of an article in which its dateline names an agency."""

MAX_SIGN_OFF: Final = 80
"""Characters of a line, or the end of one, that signs an article off."""

_AGENCY: Final = any_of(load("bylines")["agencies"])
_LEADS: Final = any_of(load("bylines")["sign_offs"])

# Like: "DOLVEK, March 28 (Reuters) - …", "(AP) — …", "Dolvek (dpa) …"
_DATELINE: Final = re2.compile(rf"(?i)^[^.()]*\((?P<agency>{_AGENCY})(?:/[^()]*)?\)")

# Like: "Source: Reuters", "© AFP", "… on Monday. (dpa)", "With material from AP"
_SIGN_OFF: Final = re2.compile(rf"(?i)(?:^(?:{_LEADS})\s*:?\s*|©\s*(?:\d+\s*)?|[(\[])(?P<agency>{_AGENCY})[)\]]?\.?$")


def find_agency(byline: Sequence[str], parts: Sequence[Part]) -> str | None:
    """The agency that an article is signed by, in its byline, its dateline or its last line, as it stands there."""
    signed = next((name for name in byline if is_agency(name)), None)
    texts = [part.text for part in parts if part.kind in ("paragraph", "list")]
    if signed or not texts:
        return signed
    found = _DATELINE.search(texts[0][:MAX_DATELINE]) or _SIGN_OFF.search(texts[-1][-MAX_SIGN_OFF:])
    return found["agency"] if found else None
