"""Which of the lines that call themselves a headline is the article's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from reportedly.article.metadata import Metadata, without_outlet
from reportedly.article.scrap import HEADINGS, Scrap
from reportedly.article.words import Likeness

MAX_HEADLINE: Final = 300

MIN_AGREEMENT: Final = 0.5
"""Likeness that a heading must have with a declared title to be the article's, and a line to repeat a headline."""


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline, and the heading that stands for it on the page: often the same words, sometimes others."""

    text: str | None
    shown: str | None

    def is_repeated_by(self, line: str) -> bool:
        """Whether a line says the headline over again, perhaps with a kicker before it."""
        told = [text for text in (self.text, self.shown) if text]
        return any(text in line for text in told) or Likeness(told)(line) > MIN_AGREEMENT


def choose_headline(scraps: Sequence[Scrap], metadata: Metadata) -> Headline:
    """The editors' headline, by what page and declarations agree on.

    Where the page's heading is the document's title again, both are often
    written for search engines; what JSON-LD or Open Graph say otherwise is then
    what the editors wrote. Else a declared headline that the page shows is it,
    else the heading that is most like the declared ones.
    """
    headings = {scrap.text: scrap.tag for scrap in reversed(scraps) if scrap.tag in HEADINGS}
    shown = [text for text in reversed(headings) if len(text) <= MAX_HEADLINE]
    title = without_outlet(metadata.title, metadata.outlet) if metadata.title else None
    shared = without_outlet(metadata.shared, metadata.outlet) if metadata.shared else None
    declared = [text for text in (metadata.headline, shared) if text]
    agreed = _agreed(
        [text for text in shown if headings[text] == "h1"] or shown, [*declared, *([title] if title else [])]
    )
    return Headline(_chosen(shown, declared, agreed, title), _visible(shown, declared, agreed))


def _chosen(shown: Sequence[str], declared: Sequence[str], agreed: str | None, title: str | None) -> str | None:
    if len(declared) == 2 and agreed in (None, title):
        for text in declared:
            if text != title and not (agreed and text.startswith(agreed)):
                return text
    for text in reversed(declared):
        if text in shown:
            return text
    if agreed and len(declared) == 2 and (declared[1].endswith(agreed) or len({*declared, title}) == 1):
        return declared[1]
    return agreed or next(reversed(declared), None) or title or next(iter(shown), None)


def _visible(shown: Sequence[str], declared: Sequence[str], agreed: str | None) -> str | None:
    return agreed or next((text for text in reversed(declared) if text in shown), None)


def _agreed(headings: Sequence[str], declared: Sequence[str]) -> str | None:
    """The heading that is most like a declared title, if one is."""
    likeness = Likeness(declared)
    best = max(headings, key=likeness, default=None)
    return best if best is not None and likeness(best) >= MIN_AGREEMENT else None
