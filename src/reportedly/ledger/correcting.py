"""What an editor typed, as a change: checked against the article, or refused with the remedy."""

from __future__ import annotations

import math
import unicodedata
from typing import get_args

from reportedly.data import (
    Article,
    Certainty,
    Claim,
    ClaimKind,
    Figure,
    Modifier,
    Number,
    Phrase,
    Polarity,
    Reading,
    Span,
    Spans,
)
from reportedly.errors import QueryError
from reportedly.ledger.corrections import Change, ClaimField, Field, FigureField, Target, Value

GAP = " … "
"""Between the parts of interrupted words, as :func:`~reportedly.data.words_of` joins them."""
PARTS = 20
"""Parts that interrupted words may have."""
LONGEST = 200
"""Characters of a unit, a counted thing, a status."""

CHOICES: dict[str, tuple[str, ...]] = {
    "kind": get_args(ClaimKind),
    "certainty": get_args(Certainty),
    "polarity": get_args(Polarity),
    "modifier": get_args(Modifier),
}
"""The values of fields that have a few."""
CLAIM_FIELDS: tuple[ClaimField, ...] = get_args(ClaimField)
FIGURE_FIELDS: tuple[FigureField, ...] = get_args(FigureField)
_MAY_BE_NOTHING = frozenset({"actor", "source", "modifier", "unit", "counted", "status"})


def change_of(reading: Reading, *, id_: str, field: str, words: str) -> Change:
    """The change that the words ask for; ``id_`` is a claim's or a figure's of the reading.

    Raises:
        QueryError: there is no such claim, figure or field, or the words can't stand there.
    """
    nouns: tuple[Claim | Figure, ...] = (*reading.claims, *reading.figures)
    noun = next((one for one in nouns if one.id == id_), None)
    if noun is None:
        raise QueryError(f"The article {reading.article.id} has no claim or figure {id_!r}: open its page again")
    target: Target = "claim" if isinstance(noun, Claim) else "figure"
    known: tuple[Field, ...] = CLAIM_FIELDS if target == "claim" else FIGURE_FIELDS
    named = next((one for one in known if one == field), None)
    if named is None:
        raise QueryError(f"A {target} has no field {field!r} to correct; it has: {', '.join(known)}")
    words = unicodedata.normalize("NFC", words.strip())
    return Change(target=target, id=id_, field=named, after=_value(reading, noun, named, words))


def _value(reading: Reading, noun: Claim | Figure, field: Field, words: str) -> Value:
    if field == "out":
        return True
    if not words and field in _MAY_BE_NOTHING:
        return None
    if not words:
        raise QueryError(f"{field} can't be empty: give a value")
    if isinstance(noun, Claim) and field in ("source", "content"):
        return marked(reading, words, near=noun)
    if field == "value":
        return _number(words)
    return _word(reading, field, words)


def _word(reading: Reading, field: Field, words: str) -> str:
    if field in CHOICES and words not in CHOICES[field]:
        raise QueryError(f"{field} {words!r} is unknown; it is one of: {', '.join(CHOICES[field])}")
    if field == "actor" and not any(actor.id == words for actor in reading.actors):
        raise QueryError(f"The article names no actor {words!r}: choose one that it names")
    if len(words) > LONGEST:
        raise QueryError(f"{field} has {len(words)} characters: give {LONGEST} at most")
    return words


def _number(words: str) -> Number:
    # "1,200", "-3.5"
    plain = words.replace(",", "")
    try:
        value = int(plain) if plain.lstrip("-").isdecimal() and len(plain) < LONGEST else float(plain)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise QueryError(f"value {words!r} is no number: write it like 1200 or 3.5")
    return value


def marked(reading: Reading, words: str, *, near: Claim) -> Phrase:
    """The words as they stand in the claim's passage or, where it has them not, once in the article.

    Parts of interrupted words are joined by " … ". Of several places in the
    passage it is the one nearest to the claim's content.

    Raises:
        QueryError: the article does not have them, or has them in several places far from the claim.
    """
    if words.count(GAP) >= PARTS:
        raise QueryError(f"The words are in {words.count(GAP) + 1} parts: give {PARTS} at most")
    text = reading.article.text
    start, end = passage(reading.article, near.content.spans)
    home = near.content.spans[0].start
    found = min(_places(text, words, start, end), key=lambda spans: abs(spans[0].start - home), default=None)
    if found is None:
        everywhere = _places(text, words, 0, len(text))
        if len(everywhere) != 1:
            said = "in several places" if everywhere else "nowhere"
            raise QueryError(f"The article says {words!r} {said}: copy words from the passage, exactly as it has them")
        (found,) = everywhere
    return Phrase(spans=found, text=GAP.join(text[span.start : span.end] for span in found))


def passage(article: Article, spans: Spans) -> Span:
    """From the start of the first block that the spans touch to the end of the last."""
    blocks = [block for block in article.blocks if block.start < spans[-1].end and block.end > spans[0].start]
    return Span(blocks[0].start, blocks[-1].end) if blocks else Span(0, len(article.text))


def _places(text: str, words: str, start: int, end: int) -> list[tuple[Span, ...]]:
    """Every place between start and end where the parts of the words follow each other, each the nearest next."""
    first, *others = words.split(GAP)
    places = []
    at = text.find(first, start, end) if first else -1
    while at >= 0:
        spans = [Span(at, at + len(first))]
        for part in others:
            next_at = text.find(part, spans[-1].end, end) if part else -1
            if next_at < 0:
                break
            spans.append(Span(next_at, next_at + len(part)))
        else:
            if not any(_within_word(text, edge) for span in spans for edge in span):
                places.append(tuple(spans))
        at = text.find(first, at + 1, end)
    return places


def _within_word(text: str, edge: int) -> bool:
    """Whether a mark that begins or ends here would cut a word in two."""
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()
