"""A claim with all that threads compare it by, once for each figure that it carries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
import re2
from numpy.typing import NDArray

from reportedly import models
from reportedly.article.words import words
from reportedly.data import Actor, Claim, Figure, Reading, Spans
from reportedly.ledger import ArticleHead, LedgerClaim
from reportedly.threads import lexicon

STEM: Final = 5
"""Letters of a word that are compared: "destroyed" and "destroys" are one word (truncation, the oldest of stemmers)."""

# "The fire has burned 1,200 hectares." ends at a full stop, an exclamation or question mark, or a line's end.
_SENTENCE_END: Final = re2.compile(r"[.!?][”\"’']?\s|\n")

_AROUND: Final = 400
"""Characters of a sentence that are looked at before and after a claim."""

Row = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """A claim as it is compared, with one figure of those that it carries, or none.

    A claim that gives two numbers is about two things. ``stems`` are beginnings
    of the content's words, numbers left out; ``names`` its words with a capital
    letter; ``meaning`` a row of length 1, and ``thing`` a row for what its figure
    counts. ``cast`` are the ids of the persons in its article, ``sentence`` is the
    one around the claim.
    """

    reported: LedgerClaim
    stems: frozenset[str]
    names: frozenset[str]
    meaning: Row
    figure: Figure | None
    thing: Row | None
    cast: frozenset[str]
    sentence: str

    @property
    def claim(self) -> Claim:
        """The claim itself."""
        return self.reported.claim

    @property
    def article(self) -> ArticleHead:
        """The article that tells it."""
        return self.reported.article

    @property
    def speaker(self) -> Actor | None:
        """Who makes it, where that is known."""
        return self.reported.speaker

    @property
    def place(self) -> tuple[str, str, int, int, str]:
        """Where it stands among others: by publication, article and place in the text."""
        start = self.claim.content.spans[0].start
        figure = self.figure.spans[0].start if self.figure else -1
        return (self.article.published or "", self.article.id, start, figure, self.id)

    @property
    def id(self) -> str:
        """The claim's id, and the figure's where it has one: "84f1af03ca2352f4.f2"."""
        return f"{self.claim.id}.{self.figure.id}" if self.figure else self.claim.id


def told(reading: Reading) -> Iterator[Told]:
    """The claims of an article, ready to be compared."""
    article = reading.article
    head = ArticleHead(
        id=article.id,
        uri=article.uri,
        outlet=article.outlet,
        headline=article.headline,
        published=article.published,
    )
    vectors = models.load_vectors(article.language or "en")
    actors = {actor.id: actor for actor in reading.actors}
    figures = {figure.id: figure for figure in reading.figures}
    things = dict(zip(figures, vectors([thing(figure) for figure in reading.figures]), strict=True))
    cast = frozenset(actor.id for actor in reading.actors if actor.kind == "person")
    meanings = vectors([claim.content.text for claim in reading.claims])
    for claim, meaning in zip(reading.claims, meanings, strict=True):
        own = [figures[name] for name in claim.figures if name in figures]
        carried: list[Figure | None] = [*own] or [None]
        speaker = actors.get(claim.source.actor) if claim.source and claim.source.actor else None
        for figure in carried:
            yield Told(
                reported=LedgerClaim(article=head, claim=claim, speaker=speaker, figures=tuple(own)),
                stems=stems(claim.content.text),
                names=frozenset(_names(claim.content.text)),
                meaning=meaning,
                figure=figure,
                thing=things[figure.id] if figure else None,
                cast=cast,
                sentence=_sentence(article.text, claim.content.spans),
            )


def thing(figure: Figure) -> str:
    """What a figure counts, in words: of a share, what it is of."""
    return figure.of or figure.counted or ""


@cache
def _empty() -> frozenset[str]:
    return frozenset(lexicon.load("things")["empty"].split())


def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's words that say something; no numbers."""
    return frozenset(
        word[:STEM] for word in words(text) if len(word) > 1 and word not in _empty() and not word[0].isdigit()
    )


def _sentence(text: str, content: Spans) -> str:
    """The sentence that a claim begins in, to where its content ends, and on to that sentence's end."""
    start, end = content[0].start, content[-1].end
    front = max(0, start - _AROUND)
    before = [match.end() for match in _SENTENCE_END.finditer(text[front:start])]
    after = _SENTENCE_END.search(text[end : end + _AROUND])
    return text[front + (before[-1] if before else 0) : end + (after.start() + 1 if after else _AROUND)]


def _names(text: str) -> Iterator[str]:
    """Words with a capital letter, the first word apart."""
    for word in text.split()[1:]:
        bare = word.strip("“”\"'‘’().,;:!?")
        if bare[:1].isupper():
            yield bare.removesuffix("'s").removesuffix("’s")
