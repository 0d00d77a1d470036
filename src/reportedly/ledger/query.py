"""Questions in the user's words as statements that can't fail on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

from reportedly.data import ClaimKind
from reportedly.errors import QueryError
from reportedly.ledger.base import ClaimQuery
from reportedly.ledger.places import first_of, last_of
from reportedly.ledger.rows import packed

Question = tuple[str, tuple[Any, ...]]

_SHORTEST_BEGINNING = 3
"""Letters of a beginning that is searched for: the index knows all beginnings of three and four letters by heart."""
_OF_OUTLET = "(SELECT outlet FROM article WHERE key = claim_words.rowid >> 16 & 33554431) = ?"
MOST_WORDS = 32
"""A question of more words is somebody's mistake, and would nest deeper than the full-text parser goes."""

# A word's rowid is article * 2^20 + ordinal.
_FIGURES_MATCHING = """(f.article, f.ordinal) IN
  (SELECT rowid >> 20, rowid & 1048575 FROM figure_words WHERE figure_words MATCH ?)"""

_FIGURES_AMONG = "f.article IN (SELECT key FROM article WHERE id IN (SELECT value FROM json_each(?)))"

# A claim's words stand at its place: see ledger/places.py.
_PLACES = "SELECT rowid FROM claim_words WHERE {conditions} ORDER BY rowid {order} LIMIT {limit}"
_EXCERPTS = """SELECT rowid FROM claim_words WHERE {conditions}
ORDER BY rowid >> 16 & 33554431, rowid & 65535 DESC LIMIT {limit}"""
# Of nested claims the innermost has the fewest words.
_FIGURES = """
SELECT f.article, f.ordinal, c.ordinal
FROM figure f
JOIN article a ON a.key = f.article
LEFT JOIN claim c ON c.article = f.article AND c.ordinal = (
  SELECT l.claim FROM claim_figure l JOIN claim n ON n.article = l.article AND n.ordinal = l.claim
  WHERE l.article = f.article AND l.figure = f.id
  ORDER BY length(n.content_text), l.claim LIMIT 1)
WHERE {conditions}
ORDER BY coalesce(c.dated, a.published) NULLS LAST, f.article, f.ordinal
"""


def claims_question(query: ClaimQuery, *, after: str | None = None) -> Question:
    """The statement that gives the place of each claim asked for, in order, ``after`` the one that ended a page."""
    order = "ASC" if query.oldest_first else "DESC"
    return _narrowed(_PLACES.replace("{order}", order), query, after=after)


def excerpts_question(query: ClaimQuery) -> Question | None:
    """The statement that gives the place of each claim asked for, article by article; None for all."""
    if query == ClaimQuery():
        return None
    return _narrowed(_EXCERPTS, query)


def place_behind(after: str) -> int:
    """The place that a page's ``more`` stands for."""
    # "5a6c8e0012fff3"
    if not re.fullmatch(r"[0-7]?[0-9a-f]{1,15}", after):
        raise QueryError(f"{after!r} is where no page begins: take it from the page before as it is")
    return int(after, 16)


def figures_question(words: str | None, *, among: tuple[str, ...] | None = None) -> Question:
    """The statement that gives article and ordinal of each figure and the ordinal of its claim, in time order."""
    narrowed = []
    if words is not None:
        narrowed.append((_FIGURES_MATCHING, terms(words, folded=True)))
    if among is not None:
        narrowed.append((_FIGURES_AMONG, packed(among)))
    conditions = " AND ".join(condition for condition, _ in narrowed) or "true"
    return _FIGURES.format(conditions=conditions), tuple(value for _, value in narrowed)


def terms(words: str, *, folded: bool) -> str:
    """The user's words as quoted full-text terms, all of which must match; ``folded`` lets singular and plural agree.

    Unquoted, a hyphen, an apostrophe or a NUL in the user's text is a syntax error.
    """
    found = _words(words)
    if not found:
        raise QueryError(f"There is no letter or digit to search for in {words!r}")
    if len(found) > MOST_WORDS:
        raise QueryError(f"{len(found)} words are too many to search for at once: give at most {MOST_WORDS}")
    return " AND ".join(_term(word, folded=folded) for word in found)


def _words(text: str) -> list[str]:
    plain = storable(text).replace("\0", " ").replace('"', " ")
    return [word for word in plain.split() if any(map(str.isalnum, word))]


def _term(word: str, *, folded: bool) -> str:
    begins = word.removesuffix("*")
    if begins != word and sum(map(str.isalnum, begins)) >= _SHORTEST_BEGINNING:
        return f"{_quoted(begins)}*"
    return "({})".format(" OR ".join(map(_quoted, _numbers(word) if folded else (word,))))


def _quoted(word: str) -> str:
    return f'"{word}"'


def storable(words: str) -> str:
    """The words without the lone surrogates by which a command line hands on bytes that are no text."""
    return words.encode(errors="replace").decode()


def iso_date(value: str, *, name: str) -> str:
    """The date as YYYY-MM-DD, however ISO 8601 let the user write it."""
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError as error:
        raise QueryError(f"{name} {value!r} is no date: write it like 2024-10-30") from error


def _narrowed(statement: str, query: ClaimQuery, *, after: str | None = None) -> Question:
    if query.limit is not None and query.limit < 0:
        raise QueryError(f"A limit of {query.limit} claims makes no sense: give 0 or more")
    narrowed = [*_conditions(query)]
    if after is not None:
        narrowed.append((f"rowid {'>' if query.oldest_first else '<'} ?", place_behind(after)))
    limit = -1 if query.limit is None else query.limit  # SQLite's "all"
    conditions = " AND ".join(condition for condition, _ in narrowed) or "true"
    return statement.format(conditions=conditions, limit=limit), tuple(value for _, value in narrowed)


def _conditions(query: ClaimQuery) -> Iterator[tuple[str, Any]]:
    if matching := list(_matching(query)):
        yield "claim_words MATCH ?", " AND ".join(matching)
    if query.outlet is not None:  # a longer name may begin with the words of this one
        yield _OF_OUTLET, storable(query.outlet)
    if query.since is not None:
        yield "rowid >= ?", first_of(date.fromisoformat(iso_date(query.since, name="since")))
    if query.until is not None:
        yield "rowid <= ?", last_of(date.fromisoformat(iso_date(query.until, name="until")))
        yield "rowid >= ?", first_of(date.min)  # not the undated


def _matching(query: ClaimQuery) -> Iterator[str]:
    """What must stand in which columns of the index."""
    if query.words is not None:
        yield f"({{source speaker content headline}} : ({terms(query.words, folded=True)}))"
    if query.by is not None:
        yield f"({{source speaker}} : ({terms(query.by, folded=False)}))"
    if query.kind is not None:
        if query.kind not in get_args(ClaimKind):
            raise QueryError(f"There is no kind of claim {query.kind!r}: one of {', '.join(get_args(ClaimKind))}")
        yield f"(kind : {query.kind})"
    for column, id_ in (("actor", query.actor), ("about", query.about)):
        if id_ is not None:
            yield f"({column} : {terms(id_, folded=False)})"
    if query.outlet is not None and (words := _words(query.outlet)):
        yield f"(outlet : ({' AND '.join(map(_quoted, words))}))"


def _numbers(word: str) -> tuple[str, ...]:
    """The word, its plural and its singular as far as English endings tell; a form that is no word matches nothing."""
    forms = [word]
    lower = word.casefold()
    if lower.endswith("ies"):
        forms += [word[:-3] + "y", word[:-1]]
    elif lower.endswith("s") and not lower.endswith("ss"):
        forms += [word[:-1], word[:-2]] if lower.endswith("es") else [word[:-1]]
    elif lower.endswith("y"):
        forms += [word + "s", word[:-1] + "ies"]
    else:
        forms += [word + "s", word + "es"]
    return tuple(form for form in forms if any(map(str.isalnum, form)))
