"""The ledger's syndicated texts: which article came first, and what of it each copy has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.ledger import ArticleHead
from reportedly.threads.syndication import Copy, Syndication, groups, overlap


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprint:
    """A copy of another article.

    ``kept`` is the share of the first article's text that it has, ``own`` the
    share of its own text that the first has not, both by runs of three words.
    """

    article: ArticleHead
    kept: float
    own: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Syndicated:
    """Articles of one text: the one published first, and its copies in time order."""

    first: ArticleHead
    copies: tuple[Reprint, ...]


def syndicated(articles: Iterable[tuple[ArticleHead, str]]) -> tuple[Syndicated, ...]:
    """The groups of copies among articles that come in the order of publication, the most copied first.

    Articles of one address are versions of each other and no copies.
    """
    index: Syndication[int] = Syndication()
    heads: list[ArticleHead] = []
    found: list[Copy[int]] = []
    for key, (head, text) in enumerate(articles):
        heads.append(head)
        found += [copy for copy in index.add(key, text) if not _is_version(heads[copy.one], head)]
    together = [_syndicated(sorted(group), heads, index) for group in groups(found)]
    return tuple(sorted(together, key=lambda each: -len(each.copies)))


def _is_version(one: ArticleHead, other: ArticleHead) -> bool:
    return one.uri is not None and one.uri == other.uri


def _syndicated(group: list[int], heads: list[ArticleHead], index: Syndication[int]) -> Syndicated:
    first, *others = group
    copies = []
    for key in others:
        kept, shared = overlap(index.prints_of(first), index.prints_of(key))
        copies.append(Reprint(article=heads[key], kept=round(kept, 2), own=round(1 - shared, 2)))
    return Syndicated(first=heads[first], copies=tuple(copies))
