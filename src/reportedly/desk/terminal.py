"""Tables for people in a terminal. Article text is data: it is never read as markup."""

from __future__ import annotations

from collections.abc import Iterable
from os import environ

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.data import Actor, Claim, Failure, Figure, Hop, Number, Phrase, Reading, Spans
from reportedly.desk import checks
from reportedly.ledger import ArticleHead, Correction, LedgerClaim, LedgerFigure
from reportedly.ledger.corrections import Value
from reportedly.threads.copies import Syndicated
from reportedly.threads.figures import Disagreement
from reportedly.threads.stories import Story
from reportedly.threads.versions import FigureChange, Version

_HEDGES = {
    "nearly": "nearly ",
    "around": "around ",
    "at_least": "at least ",
    "up_to": "up to ",
    "more_than": "more than ",
    "fewer_than": "fewer than ",
}
_NARRATOR = "the outlet itself"
_NOBODY = "nobody named"


def article(reading: Reading) -> RenderableType:
    """The claims of an article: who, on whose word, what, how sure."""
    head = reading.article
    title = Text(head.headline or head.uri or head.id, style="bold")
    below = Text(" · ".join(part for part in (head.outlet, _day(head.published), head.uri) if part), style="dim")
    table = table_of("who", "on whose word", "what", "how sure")
    actors = {actor.id: actor for actor in reading.actors}
    for claim in reading.claims:
        table.add_row(
            _who(claim, actors.get(claim.source.actor or "") if claim.source else None),
            _chain(claim.via),
            _what(claim),
            _how_sure(claim),
        )
    claims: RenderableType = table if reading.claims else Text("  no claims found", style="dim")
    return Padding(Group(title, below, claims), (0, 0, 1, 0))


def details(reading: Reading) -> RenderableType:
    """The article's text with its parts, its claims, and its figures, times, actors and events in normal form."""
    head = reading.article
    text = Text(head.text)
    for claim in reading.claims:
        for part, style in ((claim.content, "underline"), (claim.cue, "italic magenta"), (claim.source, "bold cyan")):
            _mark(text, part.spans if part else (), style)
    for figure in reading.figures:
        _mark(text, figure.spans, "green")
    for timex in reading.times:
        _mark(text, timex.spans, "yellow")
    legend = Text.assemble(
        ("source", "bold cyan"), "  ", ("cue", "italic magenta"), "  ", ("content", "underline"), "  ",
        ("figure", "green"), "  ", ("time", "yellow"),
    )  # fmt: skip
    parts: list[RenderableType] = [article(reading), Padding(text, (0, 2)), Padding(legend, (1, 2))]
    parts += [
        table
        for table in (_figures(reading), _checks(reading), _times(reading), _actors(reading), _events(reading))
        if table.row_count
    ]
    if head.removed:
        kinds = ", ".join(sorted({removed.kind for removed in head.removed}))
        parts.append(Text(f"left out of the article: {len(head.removed)} passages ({kinds})", style="dim"))
    return Group(*parts)


def _figures(reading: Reading) -> Table:
    table = table_of("figure", "counts", "value", "of, per, status", "as written")
    for f in reading.figures:
        more = (
            f.of and f"of {f.of}",
            f.per and f"per {f.per}",
            f.status,
            f.part_of and f"part of {f.part_of}",
            f.each_of and f"each of {f.each_of}: {_number(f.total)} in all",
            f.same_as and f"same as {f.same_as}",
            f.change and f"a change {f.change}",
            f.change_of and f"to {f.change_of}",
            f.earlier_of and f"before {f.earlier_of}",
            f.as_of and f"at {f.as_of}",
            f.about and f"about {f.about}",
            f.country,
        )
        table.add_row(f.id, Text(f.counted or ""), Text(amount(f)), Text(", ".join(m for m in more if m)), Text(f.text))
    return table


def _checks(reading: Reading) -> Table:
    table = table_of("check", "kind", "figures", "outcome", "in words", "as written")
    for c in reading.checks:
        table.add_row(c.id, c.kind, ", ".join(c.figures), c.outcome, checks.in_words(c), Text(c.text))
    return table


def _times(reading: Reading) -> Table:
    table = table_of("time", "type", "value", "as written")
    for t in reading.times:
        table.add_row(t.id, t.type, f"{t.value or '?'}{f' ({t.mod})' if t.mod else ''}", Text(t.text))
    return table


def _actors(reading: Reading) -> Table:
    table = table_of("actor", "kind", "country", "role", "named")
    for a in reading.actors:
        table.add_row(Text(a.name), a.kind, a.country or "", Text(a.role or ""), f"{len(a.mentions)} ×")
    return table


def _events(reading: Reading) -> Table:
    names = {actor.id: actor.name for actor in reading.actors}
    table = table_of("event", "type", "who", "to whom", "status", "date")
    for e in reading.events:
        who, whom = Text(names.get(e.actor or "", "")), Text(names.get(e.recipient or "", ""))
        table.add_row(e.id, e.type, who, whom, e.status, e.date or "")
    return table


def claims(found: Iterable[LedgerClaim]) -> RenderableType:
    """Claims from many articles, newest first."""
    table = table_of("said", "who", "on whose word", "what", "how sure", "outlet")
    for one in found:
        table.add_row(
            _day(one.claim.said_on or one.article.published),
            _who(one.claim, one.speaker),
            _chain(one.claim.via),
            _what(one.claim),
            _how_sure(one.claim),
            Text(_outlet(one.article)),
        )
    return table


def figures(found: Iterable[LedgerFigure]) -> RenderableType:
    """Reported figures in time order, with source, chain, modifier, status and what their arithmetic comes to."""
    found = list(found)
    checked = ("arithmetic",) if any(one.checks for one in found) else ()
    table = table_of("said", "figure", "counted", "status", "source", "on whose word", "outlet", *checked)
    for one in found:
        note = checks.of_figure(one.figure.id, one.checks)
        table.add_row(
            _day((one.claim.said_on if one.claim else None) or one.article.published),
            Text(_moved(one.figure)),
            Text(one.figure.counted or one.figure.of or one.figure.about or ""),
            one.figure.status or "",
            source(one),
            _chain(one.claim.via) if one.claim else Text(""),
            Text(_outlet(one.article)),
            *([note] if checked else []),
        )
    return table


def conflicts(found: Iterable[Disagreement]) -> RenderableType:
    """Figures that disagree, a block for each thing counted."""
    table = table_of("about", "said", "figure", "source", "on whose word", "outlet")
    for disagreement in found:
        for at, one in enumerate(disagreement.figures):
            table.add_row(
                Text(disagreement.about if at == 0 else "", style="bold"),
                _day((one.claim.said_on if one.claim else None) or one.article.published),
                Text(one.figure.text),
                source(one),
                _chain(one.claim.via) if one.claim else Text(""),
                Text(_outlet(one.article)),
                end_section=at == len(disagreement.figures) - 1,
            )
    return table


def copies(found: Iterable[Syndicated]) -> RenderableType:
    """Syndicated texts, a block each: the first article and its copies."""
    table = table_of("published", "outlet", "headline", "has of the first", "of its own")
    for text in found:
        first = text.first
        table.add_row(_day(first.published), Text(_outlet(first)), Text(first.headline or ""), "first", "")
        for at, one in enumerate(text.copies, 1):
            head = one.article
            table.add_row(
                _day(head.published),
                Text(_outlet(head)),
                Text(head.headline or ""),
                f"{one.kept:.0%}",
                f"{one.own:.0%}",
                end_section=at == len(text.copies),
            )
    return table


def versions(found: Iterable[Version]) -> RenderableType:
    """The versions of an article, a block each: what of its claims is new, has changed or is gone."""
    table = table_of("version", "since", "claim", "who", "what", "figures")
    before: Version | None = None
    for version in found:
        claims = version.claims if before else ()
        told = [one for one in claims if one.fate != "stands"]
        standing = len(version.claims) - len(told) if before else len(version.claims)
        table.add_row(
            version.article.id[:8],
            version.since or "undated",
            f"{standing} {'stand' if before else 'claims'}",
            "",
            Text(version.article.headline or "", style="bold"),
            "",
        )
        for one in told:
            moves = "; ".join(_move(change, version.since) for change in one.figures)
            table.add_row("", "", one.fate, _who(one.claim, None), _what(one.claim), Text(moves))
        before = version
    return table


def _move(change: FigureChange, since: str | None) -> str:
    """As in "was 3,000 until 2025-03-04T14:05, now 3,200"."""
    until = f" until {since}" if since else ""
    if change.now is None:
        return f"{change.was.text}{until}" if change.was else ""
    return f"was {change.was.text}{until}, now {change.now.text}" if change.was else f"now {change.now.text}"


def stories(found: Iterable[Story]) -> RenderableType:
    """Stories, a line each: what holds them together, who tells them, and on which days."""
    table = table_of("story", "days", "headline", "articles", "outlets", "words")
    for story in found:
        table.add_row(
            story.id[:8],
            _days(story.first, story.last),
            Text(story.headline or story.articles[0].uri or ""),
            f"{len(story.articles)}",
            Text(", ".join(story.outlets)),
            Text(" ".join(story.words), style="dim"),
        )
    return table


def failures(found: Iterable[Failure]) -> RenderableType:
    """Pages that gave no reading, and why."""
    table = table_of("page", "stage", "reason", "detail")
    for failure in found:
        table.add_row(Text(failure.uri or "standard input"), failure.stage, failure.reason, Text(failure.detail))
    return table


def corrections(found: Iterable[Correction]) -> RenderableType:
    """What people corrected."""
    table = table_of("number", "article", "of", "field", "before", "after", "who", "when", "why")
    for one in found:
        table.add_row(
            str(one.number),
            one.article,
            Text(f"{one.target} {one.id}"),
            one.field,
            Text(put(one.before)),
            Text(put(one.after)),
            Text(one.by),
            one.at[:10],
            Text(one.why if one.undone_at is None else f"{one.why} (undone by {one.undone_by})"),
        )
    return table


def put(value: Value) -> str:
    """What stands in a corrected field, or is to stand there."""
    if isinstance(value, bool):
        return "out" if value else "in"
    if isinstance(value, Phrase):
        return f"“{value.text}”"
    return "nothing" if value is None else str(value)


def source(reported: LedgerFigure) -> Text:
    """Whose figure it is, in a few words."""
    return _who(reported.claim, reported.speaker) if reported.claim else Text(_NARRATOR, style="dim")


def amount(figure: Figure) -> str:
    """The number with its hedge and unit: "nearly 11,000", "800–950", "at least 200" for "hundreds"."""
    hedge = _HEDGES[figure.modifier] if figure.modifier else ""
    if figure.value is not None:
        number = _number(figure.value)
    elif figure.low is not None and figure.high is not None:
        number = f"{_number(figure.low)}–{_number(figure.high)}"
    elif figure.low is not None:
        hedge, number = hedge or _HEDGES["at_least"], _number(figure.low)
    else:
        hedge, number = hedge or _HEDGES["up_to"], _number(figure.high)
    unit = {None: "", "person": "", "percent": " %"}.get(figure.unit, f" {figure.unit}")
    return f"{hedge}{number}{unit}"


def _moved(figure: Figure) -> str:
    """The number, and that it is a change or an earlier value."""
    way = figure.change or ("before" if figure.earlier_of else "")
    return f"{way} {amount(figure)}".strip()


def wide_enough(console: Console) -> Console:
    """The console, as wide as the tables need where nobody looks at it (a pipe, a log) or said how wide it is."""
    if not console.is_terminal and "COLUMNS" not in environ:
        console.width = max(console.width, 140)
    return console


def table_of(*columns: str) -> Table:
    """An empty table in our style."""
    table = Table(box=None, pad_edge=True, padding=(0, 2, 0, 0), header_style="dim", expand=False)
    for column in columns:
        table.add_column(column, overflow="fold", ratio=None)
    return table


def _who(claim: Claim, speaker: Actor | None) -> Text:
    if claim.source is None:
        return Text(_NARRATOR if claim.narrated else _NOBODY, style="dim")
    if speaker is None or speaker.name in claim.source.text:
        return Text(claim.source.text)
    return Text.assemble(claim.source.text, (f" = {speaker.name}", "dim"))


def _chain(via: tuple[Hop, ...]) -> Text:
    return Text(" → ".join(hop.text for hop in via))


def _what(claim: Claim) -> Text:
    kind = "" if claim.kind == "statement" else f"{claim.kind}: "
    quoted = claim.quotation == "direct"
    return Text.assemble((kind, "bold"), f"“{claim.content.text}”" if quoted else claim.content.text)


def _how_sure(claim: Claim) -> str:
    return claim.certainty if claim.polarity == "positive" else f"{claim.certainty}, negative"


def _outlet(head: ArticleHead) -> str:
    return head.outlet or head.uri or head.id


def _day(published: str | None) -> str:
    return published[:10] if published else "undated"


def _days(first: str | None, last: str | None) -> str:
    if first is None or last is None or first[:10] == last[:10]:
        return _day(first)
    # The year stands once where it is one: "2025-03-01 – 03-04".
    return f"{first[:10]} – {last[5:10] if first[:4] == last[:4] else last[:10]}"


def _number(value: Number | None) -> str:
    return "?" if value is None else f"{value:,}"


def _mark(text: Text, spans: Spans, style: str) -> None:
    for span in spans:
        text.stylize(style, span.start, span.end)
