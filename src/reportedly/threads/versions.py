"""Versions: the texts that one address had, and what became of the claims from each to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from reportedly.article.words import words
from reportedly.data import Claim, Figure, Party, Reading
from reportedly.ledger import ArticleHead

Fate = Literal["new", "stands", "changed", "vanished"]

ALIKE: Final = 0.5
"""Share of words (Dice, numbers left out) that two wordings of one claim of the same source have in common at least."""

ALIKE_OF_OTHERS: Final = 0.8
"""The same where the source was changed too: the wording alone must tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureChange:
    """A figure of a claim before and after; None where it is only in one of them."""

    was: Figure | None
    now: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFate:
    """What became of a claim when a version took the place of the one before.

    ``claim`` is as this version has it, as the one before had it where it
    ``vanished``. ``before`` is the earlier wording of one that ``changed``, and
    ``figures`` are those that changed with it.
    """

    fate: Fate
    claim: Claim
    before: Claim | None = None
    figures: tuple[FigureChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text of an address: ``since`` is when the outlet says it changed, or else published it.

    The claims of the first version are all new; those of a later one come in text
    order, and those that vanished behind them.
    """

    article: ArticleHead
    since: str | None
    claims: tuple[ClaimFate, ...]


def compared(readings: Iterable[Reading]) -> tuple[Version, ...]:
    """The versions in time order, each with what became of the claims of the one before.

    Readings come in the order in which they were read, which stands where one
    of them has no date or two have the same.
    """
    ordered = list(readings)
    if all(map(_since, ordered)):
        ordered.sort(key=lambda reading: _since(reading) or "")
    return tuple(_version(before, now) for before, now in zip([None, *ordered], ordered, strict=False))


def _version(before: Reading | None, now: Reading) -> Version:
    article = now.article
    head = ArticleHead(
        id=article.id,
        uri=article.uri,
        outlet=article.outlet,
        headline=article.headline,
        published=article.published,
    )
    return Version(article=head, since=_since(now), claims=tuple(_fates(before, now)))


def _since(reading: Reading) -> str | None:
    return reading.article.modified or reading.article.published


def _fates(before: Reading | None, now: Reading) -> Iterator[ClaimFate]:
    earlier = before.claims if before else ()
    matched = _matched(earlier, now.claims)
    for at, claim in enumerate(now.claims):
        if before is None or at not in matched:
            yield ClaimFate(fate="new", claim=claim)
            continue
        was = earlier[matched[at]]
        figures = tuple(_changes(_carried(before, was), _carried(now, claim)))
        same = _wording(was) == _wording(claim) and not figures
        yield ClaimFate(
            fate="stands" if same else "changed", claim=claim, before=None if same else was, figures=figures
        )
    kept = set(matched.values())
    for at, claim in enumerate(earlier):
        if before and at not in kept:
            gone = tuple(FigureChange(was=figure, now=None) for figure in _carried(before, claim))
            yield ClaimFate(fate="vanished", claim=claim, figures=gone)


def _matched(earlier: Sequence[Claim], later: Sequence[Claim]) -> dict[int, int]:
    """For each later claim the earlier one that it is; the likest pairs find each other first."""
    pairs = [
        (-likeness, abs(at - to), at, to)
        for at, claim in enumerate(later)
        for to, other in enumerate(earlier)
        if (likeness := _likeness(claim, other))
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, to in sorted(pairs):
        if at not in found and to not in taken:
            found[at] = to
            taken.add(to)
    return found


def _likeness(one: Claim, other: Claim) -> float:
    """How much two claims are one: 0 where they are not. Two of the same source and wording have 2."""
    own, theirs = (set(_telling(claim.content.text)) for claim in (one, other))
    shared = 2 * len(own & theirs) / max(1, len(own) + len(theirs))
    same = _same_source(one.source, other.source)
    if _wording(one) == _wording(other):
        return 2.0
    return shared + same * 0.5 if shared >= (ALIKE if same else ALIKE_OF_OTHERS) else 0.0


def _same_source(one: Party | None, other: Party | None) -> bool:
    if one is None or other is None:
        return one is other
    if one.actor and one.actor == other.actor:
        return True
    return not set(_telling(one.text)).isdisjoint(_telling(other.text))


def _wording(claim: Claim) -> tuple[list[str], list[str]]:
    return words(claim.source.text if claim.source else ""), words(claim.content.text)


def _telling(text: str) -> list[str]:
    """The words of a text without numbers in digits, which are what changes."""
    return [word for word in words(text) if not word.isdigit()]


def _carried(reading: Reading, claim: Claim) -> list[Figure]:
    return [figure for figure in reading.figures if figure.id in claim.figures]


def _changes(earlier: list[Figure], later: list[Figure]) -> Iterator[FigureChange]:
    """Figures whose number or hedge changed: those that count the same thing are compared, in their order."""
    left = list(earlier)
    fresh = []
    for now in later:
        was = next((figure for figure in left if _counts(figure) == _counts(now)), None)
        if was is None:
            fresh.append(now)
            continue
        left.remove(was)
        if _amount(was) != _amount(now):
            yield FigureChange(was=was, now=now)
    if len(left) == len(fresh) == 1:
        yield FigureChange(was=left[0], now=fresh[0])
        return
    yield from (FigureChange(was=figure, now=None) for figure in left)
    yield from (FigureChange(was=None, now=figure) for figure in fresh)


def _counts(figure: Figure) -> tuple[str | None, ...]:
    return (figure.counted or "").lower(), figure.unit, figure.of, figure.per, figure.status


def _amount(figure: Figure) -> tuple[float | None, float | None, str | None]:
    return figure.low, figure.high, figure.modifier
