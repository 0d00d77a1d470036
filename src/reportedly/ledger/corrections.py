"""Corrections by people: what one is, and how a reading looks with them.

A correction belongs to an article, whose id depends on its text: in a text
that changed it has no place. Another reading of the same text numbers its
figures anew and may bound a claim otherwise, so a correction also keeps the
words it is about. It finds its claim by id or else by the same content, its
figure by the same words; where that is not exactly one, it waits and changes
nothing, for a guess would put one claim's correction on another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol

from reportedly.data import Claim, Figure, Number, Party, Phrase, Reading, Span, Timex, words_of

Target = Literal["claim", "figure"]
ClaimField = Literal["kind", "certainty", "polarity", "actor", "source", "content", "out"]
FigureField = Literal["value", "modifier", "unit", "counted", "status"]
Field = ClaimField | FigureField
Value = str | Number | bool | Phrase | None
"""Words for spans, a number for a figure's value, whether it is out for ``out``, else the field's own word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of one claim or figure, and what is to stand there.

    ``actor`` is the source's actor by id, ``source`` and ``content`` are marked
    words, ``out`` says that the claim is none.
    """

    target: Target
    id: str
    field: Field
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A change that somebody made: who, when (an ISO 8601 instant in UTC) and why.

    ``anchor`` is the claim's content or the figure as the program had read it.
    One that was undone stays, with who undid it and when.
    """

    number: int
    article: str
    target: Target
    id: str
    field: Field
    before: Value
    after: Value
    anchor: Phrase
    by: str
    at: str
    why: str
    undone_by: str | None = None
    undone_at: str | None = None


class Corrected(Protocol):
    """What a ledger can do with corrections. Every answer it gives elsewhere has them applied."""

    def correct(self, article: str, change: Change, *, by: str, why: str, at: str) -> Correction:
        """Keep a change of an article (its id) and apply it.

        Raises:
            QueryError: there is no such article, claim or figure, nothing would change, or the reading would not hold.
            LedgerBusy: another process kept writing for longer than we wait.
        """
        ...

    def undo(self, number: int, *, by: str, at: str) -> Correction:
        """Take a correction back; what stood before, or an earlier correction of it, stands again.

        Raises:
            QueryError: there is no such correction, or it is undone.
        """
        ...

    def corrections(self, *, article: str | None = None, id_: str | None = None) -> Iterator[Correction]:
        """Corrections as they were made, undone ones too: all, an article's, or a claim's by its id."""
        ...

    def uncorrected(self, article: str) -> Reading | None:
        """The reading as the program made it, of an article by its id."""
        ...


def applied(reading: Reading, corrections: Iterable[Correction]) -> Reading:
    """The reading with all corrections that find their place and are not undone, in their order."""
    placed = [(place, correction) for correction in corrections if (place := place_of(reading, correction))]
    for place, correction in placed:
        reading = _changed(reading, place, correction)
    return reading


def place_of(reading: Reading, correction: Correction) -> str | None:
    """The id, in this reading, of what the correction changes; None where it is undone or waits."""
    if correction.undone_at is not None or not _holds(reading, correction.after, correction.field):
        return None
    return subject_of(reading, correction)


def subject_of(reading: Reading, correction: Correction) -> str | None:
    """The id, in this reading as the program made it, of what the correction is about; None where it has no such."""
    if correction.target == "figure":
        return _only(figure.id for figure in reading.figures if figure.spans == correction.anchor.spans)
    if any(claim.id == correction.id for claim in reading.claims):
        return correction.id
    return _only(claim.id for claim in reading.claims if claim.content.spans == correction.anchor.spans)


def value_of(noun: Claim | Figure, field: Field) -> Value:
    """What stands in the field now."""
    if field == "out":
        return False
    if isinstance(noun, Claim) and field == "actor":
        return noun.source.actor if noun.source else None
    value: Value | Party = getattr(noun, field)
    return Phrase(spans=value.spans, text=value.text) if isinstance(value, Party) else value


def _only(ids: Iterable[str]) -> str | None:
    found = list(ids)
    return found[0] if len(found) == 1 else None


def _holds(reading: Reading, after: Value, field: Field) -> bool:
    """Whether the value can stand in the reading: its words are the text's, its actor is named."""
    if isinstance(after, Phrase):
        return words_of(reading.article.text, after.spans) == after.text
    return field != "actor" or after is None or any(actor.id == after for actor in reading.actors)


def _changed(reading: Reading, place: str, correction: Correction) -> Reading:
    if correction.target == "figure":
        return _with_figure(reading, place, correction)
    if correction.field == "out":
        return _without(reading, place) if correction.after else reading
    claims = tuple(_corrected(one, correction) if one.id == place else one for one in reading.claims)
    changed = replace(reading, claims=claims)
    return _loaded(reading, changed, place) if correction.field == "content" else changed


def _corrected(claim: Claim, correction: Correction) -> Claim:
    marked = replace(claim, made_by=f"{claim.made_by.removesuffix(CORRECTED)}{CORRECTED}")
    after, source = correction.after, claim.source
    if correction.field == "actor":
        return replace(marked, source=replace(source, actor=after) if source else None)  # type: ignore[arg-type]
    if correction.field == "source":
        return replace(marked, source=_party(after, source))
    return replace(marked, **{correction.field: after})  # type: ignore[arg-type]


def _party(words: Value, before: Party | None) -> Party | None:
    """Other words for the same actor."""
    if not isinstance(words, Phrase):
        return None
    return Party(spans=words.spans, text=words.text, actor=before.actor if before else None)


CORRECTED = ", corrected"
"""What stands behind the maker's name of a claim that somebody corrected."""


def _with_figure(reading: Reading, place: str, correction: Correction) -> Reading:
    fields = ("value", "low", "high") if correction.field == "value" else (correction.field,)
    values: dict[str, Any] = dict.fromkeys(fields, correction.after)
    figures = tuple(replace(one, **values) if one.id == place else one for one in reading.figures)
    return _computed(reading, figures, place) if correction.field == "value" else replace(reading, figures=figures)


def _computed(reading: Reading, figures: tuple[Figure, ...], place: str) -> Reading:
    """Totals of a new value are multiplied anew; checks that it took part in go, for the text holds them no more."""
    by_id = {figure.id: figure for figure in figures}
    return replace(
        reading,
        figures=tuple(
            replace(one, total=_total(one, by_id[one.each_of]))
            if one.each_of and place in (one.id, one.each_of)
            else one
            for one in figures
        ),
        checks=tuple(check for check in reading.checks if place not in check.figures),
    )


def _total(figure: Figure, each: Figure) -> Number | None:
    return None if figure.value is None or each.value is None else figure.value * each.value


def _without(reading: Reading, place: str) -> Reading:
    """What the claim held goes to the claim around it; where there is none, to the outlet."""
    parent = next(claim.parent for claim in reading.claims if claim.id == place)
    return replace(
        reading,
        claims=tuple(
            replace(claim, parent=parent) if claim.parent == place else claim
            for claim in reading.claims
            if claim.id != place
        ),
        events=tuple(replace(event, claim=parent) if event.claim == place else event for event in reading.events),
    )


def _loaded(before: Reading, after: Reading, place: str) -> Reading:
    """Figures and times within the old or the new content belong to the innermost claim around them."""
    contents = [claim.content for reading in (before, after) for claim in reading.claims if claim.id == place]
    things: tuple[Figure | Timex, ...] = (*after.figures, *after.times)
    homes = {
        thing.id: _home(thing, after.claims)
        for thing in things
        if any(_within(thing.spans[0], content.spans) for content in contents)
    }
    return replace(
        after,
        claims=tuple(
            replace(
                claim,
                figures=_carried(claim, claim.figures, after.figures, homes),
                times=_carried(claim, claim.times, after.times, homes),
            )
            for claim in after.claims
        ),
    )


def _carried(
    claim: Claim, had: tuple[str, ...], things: Sequence[Figure | Timex], homes: dict[str, str | None]
) -> tuple[str, ...]:
    if not any(id_ in homes for id_ in had) and claim.id not in homes.values():
        return had
    return tuple(t.id for t in things if (homes[t.id] == claim.id if t.id in homes else t.id in had))


def _home(thing: Figure | Timex, claims: Iterable[Claim]) -> str | None:
    around = [claim for claim in claims if _within(thing.spans[0], claim.content.spans)]
    inner = min(around, key=lambda claim: sum(end - start for start, end in claim.content.spans), default=None)
    return inner.id if inner else None


def _within(span: Span, spans: Iterable[Span]) -> bool:
    return any(part.start <= span.start and span.end <= part.end for part in spans)
