"""Blocks that surround an article and are none of it, told by their words.

Both ways to an article, plain text and HTML, end here: pages built by hand and
texts copied from a browser carry appeals and links as ordinary paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import re2

from reportedly.article.lexicon import load
from reportedly.data import RemovedKind

MAX_FURNITURE = 700
"""Characters: the longest appeals are paragraphs; longer blocks are articles that mention one."""

MAX_TITLE = 200
"""Characters of a headline or a link to another article."""

TAIL_KINDS: Final[tuple[RemovedKind, ...]] = ("appeal", "newsletter")
"""Kinds that end an article and go on over several blocks."""

_SENTENCE_ENDS: Final = (".", "!", "?", "…", ":", ";", "。")
_CLOSING: Final = "\"'”’»)]"
_OPENING_MARKS: Final = {"“": "”", "„": "“", "«": "»"}


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a block is instead of article text; ``title`` names the related article."""

    kind: RemovedKind
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: RemovedKind
    pattern: Any
    heads: bool


_LEXICON: Final = load("furniture")
_RULES: Final = tuple(
    _Rule(line["kind"], re2.compile(f"(?i){line['pattern']}"), line.get("heads", False)) for line in _LEXICON["line"]
)
_EITHER: Final = "|".join(f"(?:{line['pattern']})" for line in _LEXICON["line"])
# All rules at once: most blocks meet none, and one search tells so.
_ANY_RULE: Final = re2.compile(f"(?i:{_EITHER})")
_ADDRESS: Final = re2.compile(f"(?i){_LEXICON['address']['pattern']}")
_ASKING: Final = re2.compile(f"(?i){_LEXICON['asking']['pattern']}")
_HEADING: Final = re2.compile(f"(?i){_LEXICON['heading']['pattern']}")


def ends_sentence(text: str) -> bool:
    """Whether a block closes like prose; headlines, links and labels don't."""
    return text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def sort_out(texts: Sequence[str]) -> list[Furniture | None]:
    """What each of an article's blocks is, if it is no part of the article."""
    found: list[Furniture | None] = []
    section: RemovedKind | None = None
    for text in texts:
        rule = _rule_for(text)
        if section == "related" and (rule is not None or not _may_be_title(text)):
            section = None
        if section == "comments":
            found.append(Furniture("comments"))
        elif rule is not None:
            section = rule.kind if rule.heads else section
            found.append(Furniture(rule.kind, _title(rule, text)))
        else:
            found.append(Furniture(section, text) if section else None)
    return _with_tail(texts, found)


def addresses_reader(text: str) -> bool:
    """Whether a block speaks to the reader in the outlet's own voice."""
    unquoted = not any(mark in text for mark in ('"', *_OPENING_MARKS))
    return unquoted and len(text) <= MAX_FURNITURE and _ADDRESS.search(text) is not None


def asks(text: str) -> bool:
    """Whether a block asks the reader for money or an address."""
    return addresses_reader(text) and _ASKING.search(text) is not None


def _belongs_to_appeal(text: str) -> bool:
    return addresses_reader(text) or (len(text) <= MAX_TITLE and _HEADING.search(text) is not None)


def _may_be_title(text: str) -> bool:
    """Whether a line may be the title of another article: headlines ask and call, but don't state."""
    return len(text) <= MAX_TITLE and (not ends_sentence(text) or text.rstrip(_CLOSING).endswith(("?", "!")))


def kind_of(text: str) -> RemovedKind:
    """What a block is that stands outside the article."""
    rule = _rule_for(text)
    return rule.kind if rule else "other"


def _rule_for(text: str) -> _Rule | None:
    if len(text) > MAX_FURNITURE or _ANY_RULE.search(text) is None:
        return None
    for rule in _RULES:
        match = rule.pattern.search(text)
        if match is not None and not _quoted(text, match.start()):
            return rule
    return None


def _title(rule: _Rule, text: str) -> str | None:
    match = rule.pattern.search(text)
    title: str | None = match.groupdict().get("title")
    return title


def _quoted(text: str, position: int) -> bool:
    """Whether somebody in the article says it, and not the page."""
    before = text[:position]
    if before.count('"') % 2:
        return True
    return any(before.count(opening) > before.count(closing) for opening, closing in _OPENING_MARKS.items())


def _with_tail(texts: Sequence[str], found: list[Furniture | None]) -> list[Furniture | None]:
    """Appeals run to the end: what addresses the reader after one belongs to it."""
    start = len(texts)
    while start and (found[start - 1] is not None or _belongs_to_appeal(texts[start - 1])):
        start -= 1
    kind: RemovedKind | None = None
    for index in range(start, len(texts)):
        verdict = found[index]
        if verdict is None:
            if kind is None and _HEADING.search(texts[index]) and any(map(asks, texts[index + 1 : index + 2])):
                kind = "appeal"
            found[index] = Furniture(kind) if kind else None
        elif verdict.kind in TAIL_KINDS:
            kind = verdict.kind
    return found
