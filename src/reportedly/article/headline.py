"""Which of the lines that call themselves a headline is the article's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from reportedly.article.metadata import Metadata, without_outlet

MAX_HEADLINE = 300

MIN_AGREEMENT = 0.5
"""Share of a heading's words that a declared title must hold."""

# Runs of letters and digits. Nothing here can backtrack, and RE2's findall is eight times slower.
_WORD: Final = re.compile(r"[^\W_]++")


def choose_headline(headings: Sequence[str], metadata: Metadata) -> str | None:
    """The visible heading that agrees best with what the page declares, else the declared title.

    Declared titles are often shortened for search engines and social media, and
    pages have several headings: agreement tells the right one.
    """
    declared = [without_outlet(title, metadata.outlet) for title in (*metadata.titles, metadata.title) if title]
    fitting = [heading for heading in dict.fromkeys(headings) if len(heading) <= MAX_HEADLINE]
    scored = [(max((_agreement(heading, title) for title in declared), default=0.0), heading) for heading in fitting]
    best = max(scored, key=lambda each: each[0], default=(0.0, ""))
    if best[0] >= MIN_AGREEMENT:
        return best[1]
    if declared:
        return declared[0]
    return fitting[0] if fitting else None


def _agreement(heading: str, title: str) -> float:
    """Shared words by all words, of both (Dice)."""
    one, other = (set(_WORD.findall(text.lower())) for text in (heading, title))
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
