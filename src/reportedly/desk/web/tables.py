"""Tables as values: one of them is the table of a page, the CSV file, and what a test looks at."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.ask import Changed
from reportedly.data import Actor, Claim, Failure, Hop, Number, Reading
from reportedly.desk.terminal import amount
from reportedly.desk.web.links import actor_at, article_at, claim_at, outlet_at, outward
from reportedly.desk.web.words import EVENTS, NARRATOR, NOBODY, day, how_sure
from reportedly.ledger import ArticleHead, LedgerActor, LedgerClaim, LedgerFigure, LedgerOutlet
from reportedly.threads.figures import Disagreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What stands in a cell, where it leads, and what is said beside it in small letters.

    ``anchor`` names the row for links to it; ``out`` says that the link leaves the desk.
    """

    text: str
    href: str | None = None
    note: str | None = None
    note_href: str | None = None
    tag: str | None = None
    number: Number | None = None
    anchor: str | None = None
    quoted: bool = False
    faint: bool = False
    out: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a name for addresses and a caption for people; ``nothing`` is said where it has no rows."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    nothing: str = "Nothing."


def claims_table(found: Iterable[LedgerClaim], *, name: str = "claims", caption: str = "Claims") -> Table:
    """Claims of many articles."""
    return Table(
        name=name,
        caption=caption,
        columns=("said", "who", "on whose word", "what", "how sure", "outlet"),
        rows=tuple(
            (
                Cell(text=day(one.claim.said_on or one.article.published)),
                who(one.claim, one.speaker),
                chain(one.claim.via),
                what(one.claim),
                Cell(text=how_sure(one.claim), faint=how_sure(one.claim) == "asserted"),
                _outlet(one.article),
            )
            for one in found
        ),
        nothing="No claim.",
    )


def figures_table(found: Iterable[LedgerFigure], *, name: str, caption: str) -> Table:
    """Reported figures with whose they are."""
    return Table(
        name=name,
        caption=caption,
        columns=("said", "figure", "who", "on whose word", "in", "outlet"),
        rows=tuple(
            (
                Cell(text=day((one.claim.said_on if one.claim else None) or one.article.published)),
                Cell(
                    text=amount(one.figure), note=_unless(one.figure.text, amount(one.figure)), number=one.figure.value
                ),
                who(one.claim, one.speaker) if one.claim else Cell(text=NARRATOR, faint=True),
                chain(one.claim.via if one.claim else ()),
                what(one.claim) if one.claim else Cell(text=one.figure.counted or ""),
                _outlet(one.article),
            )
            for one in found
        ),
    )


def disagreements_table(found: Iterable[Disagreement]) -> Table:
    """Every figure of every disagreement."""
    return _joined("disagreements", "Figures that disagree", ((one.about, one.figures) for one in found))


def changes_table(found: Iterable[Changed]) -> Table:
    """Every figure that was changed, with the ones before."""
    return _joined("changed", "Figures that changed", ((f"{one.about}: {one.speaker}", one.figures) for one in found))


def _joined(name: str, caption: str, groups: Iterable[tuple[str, tuple[LedgerFigure, ...]]]) -> Table:
    rows = tuple(
        (Cell(text=about), *row)
        for about, figures in groups
        for row in figures_table(figures, name=name, caption=caption).rows
    )
    columns = figures_table((), name=name, caption=caption).columns
    return Table(name=name, caption=caption, columns=("about", *columns), rows=rows)


def articles_table(found: Iterable[ArticleHead], *, name: str = "articles", caption: str = "Articles") -> Table:
    """Articles by their heads."""
    return Table(
        name=name,
        caption=caption,
        columns=("published", "headline", "outlet", "address"),
        rows=tuple(
            (
                Cell(text=day(head.published)),
                Cell(text=head.headline or head.uri or head.id, href=article_at(head.id)),
                Cell(text=head.outlet or "", href=outlet_at(head.outlet) if head.outlet else None),
                Cell(text=head.uri or "", href=outward(head.uri), out=True),
            )
            for head in found
        ),
        nothing="No article.",
    )


def reading_tables(reading: Reading) -> tuple[Table, ...]:
    """The figures, times, actors and events of one article."""
    return (_figures(reading), _times(reading), _actors(reading), _events(reading))


def actors_table(found: Iterable[LedgerActor]) -> Table:
    """Actors by name."""
    return Table(
        name="actors",
        caption="Actors",
        columns=("name", "kind", "country", "role", "articles"),
        rows=tuple((*_actor(one.named[0]), Cell(text=f"{one.articles:,}", number=one.articles)) for one in found),
    )


def outlets_table(found: Iterable[LedgerOutlet]) -> Table:
    """Outlets by name."""
    return Table(
        name="outlets",
        caption="Outlets",
        columns=("outlet", "articles"),
        rows=tuple(
            (Cell(text=one.name, href=outlet_at(one.name)), Cell(text=f"{one.articles:,}", number=one.articles))
            for one in found
        ),
        nothing="No outlet.",
    )


def failures_table(found: Iterable[Failure]) -> Table:
    """Pages that gave no reading."""
    return Table(
        name="failures",
        caption="Pages that could not be read",
        columns=("page", "stage", "reason", "detail"),
        rows=tuple(
            (
                Cell(text=one.uri or "standard input", href=outward(one.uri), out=True),
                Cell(text=one.stage),
                Cell(text=one.reason),
                Cell(text=one.detail),
            )
            for one in found
        ),
        nothing="Every page was read.",
    )


def who(claim: Claim, speaker: Actor | None) -> Cell:
    """Whom a claim is attributed to, in the article's words and by name."""
    if claim.source is None:
        return Cell(text=NARRATOR if claim.narrated else NOBODY, faint=True)
    href = actor_at(claim.source.actor) if claim.source.actor else None
    other = speaker.name if speaker and speaker.name not in claim.source.text else None
    return Cell(text=claim.source.text, href=href, note=other)


def chain(via: tuple[Hop, ...]) -> Cell:
    """On whose word the outlet has it."""
    return Cell(text=" → ".join(hop.text for hop in via))


def what(claim: Claim) -> Cell:
    """What is claimed, leading to its page."""
    return Cell(
        text=claim.content.text,
        href=claim_at(claim.id),
        tag=None if claim.kind == "statement" else claim.kind,
        quoted=claim.quotation == "direct" and not claim.content.text.startswith(("“", '"', "‘")),
    )


def to_csv(table: Table) -> str:
    """The table as a spreadsheet may open it: what would begin a formula is kept text by an apostrophe before it."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow((*table.columns, "link"))
    for row in table.rows:
        rows.writerow([*map(_value, row), _safe(next((cell.href for cell in row if cell.href), ""))])
    return written.getvalue()


def _value(cell: Cell) -> str | Number:
    if cell.number is not None:
        return cell.number
    tag = f"{cell.tag}: " if cell.tag else ""
    return _safe(f"{tag}{cell.text}{f' = {cell.note}' if cell.note else ''}")


def _safe(text: str) -> str:
    plain = text.replace("\0", "")
    # a formula begins with one of these, for some programs also behind spaces or in full width
    return f"'{plain}" if plain.lstrip()[:1] in {"=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠"} else plain


def _unless(text: str, said: str) -> str | None:
    return None if text == said else text


def _outlet(head: ArticleHead) -> Cell:
    return Cell(text=head.outlet or head.uri or head.id, href=article_at(head.id))


def _figures(reading: Reading) -> Table:
    return Table(
        name="figures",
        caption="Figures",
        columns=("as written", "value", "counts", "status", "more"),
        rows=tuple(
            (
                Cell(text=f.text, href=f"#mark-{f.id}", anchor=f"figure-{f.id}"),
                Cell(text=amount(f), number=f.value),
                Cell(text=f.counted or ""),
                Cell(text=f.status or ""),
                Cell(
                    text=", ".join(
                        said
                        for said in (
                            f.of and f"of {f.of}",
                            f.per and f"per {f.per}",
                            f.part_of and f"part of {f.part_of}",
                            f.each_of and f"each of {f.each_of}",
                            f.same_as and f"same as {f.same_as}",
                        )
                        if said
                    )
                ),
            )
            for f in reading.figures
        ),
        nothing="No figure.",
    )


def _times(reading: Reading) -> Table:
    return Table(
        name="times",
        caption="Times",
        columns=("as written", "value", "type"),
        rows=tuple(
            (
                Cell(text=t.text, href=f"#mark-{t.id}", anchor=f"time-{t.id}"),
                Cell(text=t.value or "unknown", note=t.mod),
                Cell(text=t.type.lower()),
            )
            for t in reading.times
        ),
        nothing="No time.",
    )


def _actors(reading: Reading) -> Table:
    return Table(
        name="actors",
        caption="Actors",
        columns=("name", "kind", "country", "role"),
        rows=tuple(_actor(actor) for actor in reading.actors),
        nothing="No actor.",
    )


def _actor(actor: Actor) -> tuple[Cell, ...]:
    return (
        Cell(text=actor.name, href=actor_at(actor.id)),
        Cell(text=actor.kind.replace("_", " ")),
        Cell(text=actor.country or ""),
        Cell(text=actor.role or ""),
    )


def _events(reading: Reading) -> Table:
    names = {actor.id: actor.name for actor in reading.actors}

    def named(id_: str | None) -> Cell:
        return Cell(text=names.get(id_ or "", ""), href=actor_at(id_) if id_ else None)

    return Table(
        name="events",
        caption="Events",
        columns=("what", "who", "to whom", "status", "date", "claim"),
        rows=tuple(
            (
                Cell(text=EVENTS[e.type], note=e.mode),
                named(e.actor),
                named(e.recipient),
                Cell(text=e.status),
                Cell(text=e.date or ""),
                Cell(text="claim" if e.claim else "", href=claim_at(e.claim) if e.claim else None),
            )
            for e in reading.events
        ),
        nothing="No event.",
    )
