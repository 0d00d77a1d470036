"""Questions in the user's words as statements that can't fail on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

from reportedly.data import ClaimKind
from reportedly.errors import QueryError
from reportedly.ledger.base import ClaimQuery

Question = tuple[str, tuple[Any, ...]]

MOST_WORDS = 32
"""A question of more words is somebody's mistake, and would nest deeper than the full-text parser goes."""

# A word's rowid is article * 2^20 + ordinal.
_CLAIMS_MATCHING = """(c.article, c.ordinal) IN
  (SELECT rowid >> 20, rowid & 1048575 FROM claim_words WHERE claim_words MATCH ?)"""
_FIGURES_MATCHING = """(f.article, f.ordinal) IN
  (SELECT rowid >> 20, rowid & 1048575 FROM figure_words WHERE figure_words MATCH ?)"""

_CLAIMS = """
SELECT c.article, c.ordinal
FROM claim c
WHERE {conditions}
ORDER BY c.dated DESC NULLS LAST, c.article DESC, c.ordinal
LIMIT {limit}
"""
_EXCERPTS = """
SELECT c.article, c.ordinal
FROM claim c
WHERE {conditions}
ORDER BY c.article, c.ordinal
LIMIT {limit}
"""
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


def claims_question(query: ClaimQuery) -> Question:
    """The statement that gives article and ordinal of each claim asked for, newest first."""
    return _narrowed(_CLAIMS, query)


def excerpts_question(query: ClaimQuery) -> Question | None:
    """The statement that gives article and ordinal of each claim asked for, article by article; None for all."""
    if query == ClaimQuery():
        return None
    return _narrowed(_EXCERPTS, query)


def figures_question(words: str | None) -> Question:
    """The statement that gives article and ordinal of each figure and the ordinal of its claim, in time order."""
    if words is None:
        return _FIGURES.format(conditions="true"), ()
    return _FIGURES.format(conditions=_FIGURES_MATCHING), (terms(words, folded=True),)


def terms(words: str, *, folded: bool) -> str:
    """The user's words as quoted full-text terms, all of which must match; ``folded`` lets singular and plural agree.

    Unquoted, a hyphen, an apostrophe or a NUL in the user's text is a syntax error.
    """
    plain = storable(words).replace("\0", " ").replace('"', " ")
    found = [word for word in plain.split() if any(map(str.isalnum, word))]
    if not found:
        raise QueryError(f"There is no letter or digit to search for in {words!r}")
    if len(found) > MOST_WORDS:
        raise QueryError(f"{len(found)} words are too many to search for at once: give at most {MOST_WORDS}")
    return " AND ".join(_any_of(_numbers(word) if folded else (word,)) for word in found)


def storable(words: str) -> str:
    """The words without the lone surrogates by which a command line hands on bytes that are no text."""
    return words.encode(errors="replace").decode()


def iso_date(value: str, *, name: str) -> str:
    """The date as YYYY-MM-DD, however ISO 8601 let the user write it."""
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError as error:
        raise QueryError(f"{name} {value!r} is no date: write it like 2024-10-30") from error


def _narrowed(statement: str, query: ClaimQuery) -> Question:
    if query.limit is not None and query.limit < 0:
        raise QueryError(f"A limit of {query.limit} claims makes no sense: give 0 or more")
    narrowed = dict(_conditions(query))
    limit = -1 if query.limit is None else query.limit  # SQLite's "all"
    return statement.format(conditions=" AND ".join(narrowed) or "true", limit=limit), tuple(narrowed.values())


def _conditions(query: ClaimQuery) -> Iterator[tuple[str, Any]]:
    match_terms = []
    if query.words is not None:
        match_terms.append(f"({terms(query.words, folded=True)})")
    if query.by is not None:
        match_terms.append(f"({{source speaker}} : ({terms(query.by, folded=False)}))")
    if match_terms:
        yield _CLAIMS_MATCHING, " AND ".join(match_terms)
    if query.kind is not None:
        if query.kind not in get_args(ClaimKind):
            raise QueryError(f"There is no kind of claim {query.kind!r}: one of {', '.join(get_args(ClaimKind))}")
        yield "c.kind = ?", query.kind
    if query.since is not None:
        yield "c.dated >= ?", iso_date(query.since, name="since")
    if query.until is not None:
        yield "substr(c.dated, 1, 10) <= ?", iso_date(query.until, name="until")


def _any_of(forms: tuple[str, ...]) -> str:
    return "({})".format(" OR ".join(f'"{form}"' for form in forms))


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
