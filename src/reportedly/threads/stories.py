"""Stories: the articles that tell of the same happening, with what a reader needs to choose among them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from reportedly.ledger import ArticleHead
from reportedly.ledger.query import iso_date
from reportedly.threads.happenings import Happenings
from reportedly.threads.syndication import Syndication
from reportedly.threads.telling import Telling, hashes, rarity, telling

WORDS: Final = 6
"""Words at most that say what holds a story together."""

COMMON_TO: Final = 0.5
"""The share of a story's articles in which such a word stands at least."""

_ID: Final = re.compile(r"[0-9a-f]{6,16}")

_SHORTEST: Final = 3
"""Letters of such a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles about the same happening.

    ``id`` is the id of the earliest article. Stories grow together and fall
    apart as articles come; the id of any article leads to the story that holds
    it now (:func:`holding`).

    ``articles`` are in the order of publication. ``headline`` is the one whose
    words most of the other articles hold, ``headline_of`` the id of its article.
    ``words`` are rare words of the headlines that at least half of the articles
    hold, the most telling first. ``first`` and ``last`` are when the earliest
    and the latest article were published, None where nobody says.
    """

    id: str
    headline: str | None
    headline_of: str
    first: str | None
    last: str | None
    outlets: tuple[str, ...]
    words: tuple[str, ...]
    articles: tuple[ArticleHead, ...]


def stories(
    articles: Iterable[tuple[ArticleHead, str]],
    *,
    words: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int | None = None,
) -> tuple[Story, ...]:
    """The stories of the articles, newest first, those without a date last.

    ``words`` must all stand in one of a story's articles, by their beginnings.
    ``since`` and ``until`` are ISO dates, both inclusive: a story is asked for
    when any of its articles was published between them.

    Raises:
        QueryError: a date is no ISO date.
    """
    told: dict[str, Telling] = {}
    heads: dict[str, ArticleHead] = {}
    index: Happenings[str] = Happenings()
    copies: Syndication[str] = Syndication()
    for head, text in articles:
        heads[head.id] = head
        told[head.id] = telling(head.headline, text)
        index.add(head.id, told[head.id], _day(head.published))
        for copy in copies.add(head.id, text):
            index.join(copy.one, copy.other)
    wanted = frozenset(number for number, _ in hashes(words)) if words else frozenset()
    between = (iso_date(since, name="since") if since else None, iso_date(until, name="until") if until else None)
    groups = [sorted((heads[key] for key in group), key=_place) for group in index.groups()]
    asked = [group for group in groups if _holds(group, wanted, told) and _between(group, *between)]
    asked.sort(key=lambda group: (_last(group) or "", group[0].id), reverse=True)
    return tuple(_story(group, told) for group in asked[:limit])


def holding(found: Iterable[Story], article: str) -> Story | None:
    """The story that holds an article now, by the article's id."""
    return next((story for story in found if any(head.id == article for head in story.articles)), None)


def is_id(words: str) -> bool:
    """Whether words may be an article's id or the first digits of one: "3f0c9a"."""
    return _ID.fullmatch(words) is not None


def _story(group: Sequence[ArticleHead], told: Mapping[str, Telling]) -> Story:
    held = Counter(number for head in group for number in told[head.id].ids.tolist())
    rare = _rarities(group)
    best = max(group, key=lambda head: _carried(head, held, rare))
    outlets = dict.fromkeys(head.outlet for head in group if head.outlet)
    return Story(
        id=group[0].id,
        headline=best.headline,
        headline_of=best.id,
        first=group[0].published,
        last=_last(group),
        outlets=tuple(outlets),
        words=_words(group, held, rare) if len(group) > 1 else (),
        articles=tuple(group),
    )


def _rarities(group: Sequence[ArticleHead]) -> dict[int, float]:
    """How rare the headlines' words are in the language."""
    numbers = np.array(sorted({number for head in group for number, _ in hashes(head.headline or "")}), dtype=np.uint32)
    rare = rarity(numbers, np.zeros(numbers.size, dtype=np.int64), 0)
    return dict(zip(numbers.tolist(), rare.tolist(), strict=True))


def _carried(head: ArticleHead, held: Counter[int], rare: Mapping[int, float]) -> tuple[bool, float]:
    """How much of a headline the other articles hold, for its length; articles without one come last."""
    numbers = {number for number, _ in hashes(head.headline or "")}
    shared = sum((held[number] - 1) * rare[number] for number in numbers)
    return bool(numbers), round(shared / max(1, len(numbers)) ** 0.5, 6)


def _words(group: Sequence[ArticleHead], held: Counter[int], rare: Mapping[int, float]) -> tuple[str, ...]:
    written: dict[int, Counter[str]] = {}
    for head in group:
        for number, word in hashes(head.headline or ""):
            written.setdefault(number, Counter())[word] += 1
    worth = {
        number: round(held[number] / len(group) * rare[number], 6)
        for number, forms in written.items()
        if held[number] >= max(2, COMMON_TO * len(group)) and len(min(forms)) >= _SHORTEST
    }
    chosen = sorted(worth, key=lambda number: (-worth[number], min(written[number])))[:WORDS]
    return tuple(min(written[number], key=lambda form: (-written[number][form], form)) for number in chosen)


def _holds(group: Sequence[ArticleHead], wanted: frozenset[int], told: Mapping[str, Telling]) -> bool:
    return not wanted or any(wanted.issubset(told[head.id].ids.tolist()) for head in group)


def _between(group: Sequence[ArticleHead], since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    days = [head.published[:10] for head in group if head.published]
    return any((since or day) <= day <= (until or day) for day in days)


def _place(head: ArticleHead) -> tuple[bool, str, str]:
    return head.published is None, head.published or "", head.id


def _last(group: Sequence[ArticleHead]) -> str | None:
    return max((head.published for head in group if head.published), default=None)


def _day(published: str | None) -> int | None:
    return None if published is None else date.fromisoformat(published[:10]).toordinal()
