"""The views: each takes a request's question to the ledger and says what is to be shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple, get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportedly import ask
from reportedly.data import Claim, ClaimKind, Reading
from reportedly.desk.web import across, tables, woven
from reportedly.desk.web.asking import ROWS, Desk, after, asked, found, limit, query
from reportedly.desk.web.links import outward, quotation_at
from reportedly.desk.web.marks import Piece, claim_marks, load_marks, marked, pieces
from reportedly.desk.web.shown import Form, Shown
from reportedly.desk.web.words import cited, day, how_sure
from reportedly.errors import QueryError
from reportedly.ledger import ClaimQuery, LedgerOutlet
from reportedly.threads.traces import trace

_HEADS = 12
"""Articles that the front page lists; all are in its table."""
_FIGURES = 8
"""Figures of a disagreement that it lists, the newest; all are in its table."""
_VISIT_ENDS = 30 * 60
"""Seconds after which whoever comes back has come for news."""
_AROUND = 320
"""Characters of the block that stand around a claim on its page."""


@dataclass(frozen=True, slots=True)
class Outlets:
    """Every outlet of a ledger."""

    outlets: tuple[LedgerOutlet, ...]


View = Callable[[Desk, Request, Form], Shown]


class Visit(NamedTuple):
    """What a reader's browser keeps: how far the ledger had come at the last visit and at this one, and since when."""

    before: int
    now: int
    at: int


def front(desk: Desk, request: Request, form: Form) -> Shown:
    """What came in since the reader was here last."""
    visit = _visit(request)
    asked = request.query_params.get("since")
    if asked is not None and not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise QueryError(f"since {asked!r} is no mark of a ledger: it is a number")
    back = visit is not None and time.time() - visit.at > _VISIT_ENDS
    since = int(asked) if asked else (0 if visit is None else visit.now if back else visit.before)
    answer = ask.front(desk.ledger, desk.recent, since=since, claims=limit(request, form))
    kept = {}
    if visit is None or back:
        kept["visit"] = f"{answer.since}.{answer.mark}.{int(time.time())}"
    latest = () if answer.claims or answer.empty else desk.ledger.claim_page(ClaimQuery(limit=ROWS)).claims
    return Shown(
        template="front.html",
        title="Front page",
        answer=answer,
        tables=(
            tables.claims_table(answer.claims or latest, caption="New claims" if answer.claims else "Newest claims"),
            tables.changes_table(answer.changed if form == "csv" else ()),  # the page shows them in its own way
            tables.disagreements_table(answer.disagreements if form == "csv" else ()),
            tables.articles_table(answer.articles),
        ),
        beside={
            "nothing_new": bool(latest),
            "figures_of": lambda one: tables.figures_table(one.figures[-_FIGURES:], name="figures", caption=one.about),
            "newest": tables.articles_table(answer.articles[:_HEADS]),
        },
        cookies=kept,
    )


def search(desk: Desk, request: Request, form: Form) -> Shown:
    """Claims by words, speaker, kind and day, with the actors and outlets of that name."""
    wanted = query(request, form)
    if request.query_params.get("typing") and wanted.words:
        wanted = replace(wanted, words=_begun(wanted.words))
    answer = ask.search(desk.ledger, desk.recent, wanted, after=after(request))
    return Shown(
        template="search.html",
        title=f"Search: {wanted.words}" if wanted.words else "Search",
        answer=answer,
        tables=(tables.claims_table(answer.claims), tables.actors_table(answer.actors)),
        more=answer.more,
        beside={"kinds": get_args(ClaimKind), "narrowed": asked(request.query_params)},
    )


def article(desk: Desk, request: Request, form: Form) -> Shown:
    """One article with its marks."""
    id_ = request.path_params["id"]
    answer = found(ask.article(desk.ledger, id_), f"The ledger holds no article {id_!r}")
    reading = answer.reading
    head = reading.article
    story = desk.woven.story_at_hand(head) if form == "html" else None
    actors = {actor.id: actor for actor in reading.actors}
    speakers = [actors.get(claim.source.actor or "") if claim.source else None for claim in reading.claims]
    corrected = ask.history(desk.ledger, head.id)
    subjects = {entry.subject for entry in corrected if entry.state == "stands"}
    return Shown(
        template="article.html",
        title=head.headline or head.uri or head.id,
        answer=reading if form == "json" else answer,
        tables=(
            _claims_of(reading),
            *tables.reading_tables(reading),
            woven.checks_table(reading),
            woven.versions_table(answer.compared),
            tables.articles_table(answer.versions, name="others", caption="Other articles of this address"),
        ),
        beside={
            "story": story and story.story,
            "blocks": marked(reading),
            "said": [
                (number, claim, tables.who(claim, speaker), tables.what(claim))
                for number, (claim, speaker) in enumerate(zip(reading.claims, speakers, strict=True), 1)
            ],
            "original": outward(head.uri),
            "history": corrected,
            "corrected": subjects,
            "named": named(reading),
        },
    )


def claim(desk: Desk, request: Request, form: Form) -> Shown:
    """One claim in its sentence."""
    id_ = request.path_params["id"]
    answer = ask.claim(desk.ledger, id_)
    if answer is None:
        return _taken_out(desk, id_, form)
    told, reading = answer.found, answer.reading
    head = told.article
    carried = replace(
        reading,
        figures=tuple(figure for figure in reading.figures if figure.id in told.claim.figures),
        times=tuple(timex for timex in reading.times if timex.id in told.claim.times),
        actors=tuple(actor for actor in reading.actors if actor.id in _actors_of(told.claim)),
        events=tuple(event for event in reading.events if event.claim == told.claim.id),
    )
    speaker = tables.who(told.claim, told.speaker)
    passage = _passage(reading, told.claim)
    graded = desk.woven.thread_at_hand(told) if form == "html" else None
    return Shown(
        template="claim.html",
        title=f"{speaker.text}: {told.claim.content.text}",
        answer=answer if form == "html" else told,
        tables=(tables.claims_table((told,)), *tables.reading_tables(carried)),
        beside={
            "before": passage[0],
            "passage": passage[1],
            "after": passage[2],
            "graded": graded,
            "grade": graded and graded.grades[told.claim.id],
            "branches": tuple(across.branches(trace(graded.thread))) if graded else (),
            "speaker": speaker,
            "quotation": quotation_at(head.uri, told.claim.content),
            "citation": cited(told.claim, head.outlet, head.headline, head.published, outward(head.uri)),
            "nested": tuple((name, tables.what(each)) for name, each in _nested(answer)),
            "history": _history(desk, reading, (told.claim.id, *told.claim.figures)),
            "figures": carried.figures,
            "actors": reading.actors,
            "named": named(reading),
        },
    )


def _taken_out(desk: Desk, id_: str, form: Form) -> Shown:
    answer = found(ask.taken_out(desk.ledger, id_), f"The ledger holds no claim {id_!r}")
    if form != "html":
        raise HTTPException(410, f"An editor took the claim {id_!r} out: its page says why")
    return Shown(
        template="taken-out.html",
        title="A claim that was taken out",
        answer=answer,
        beside={"history": answer.history, "named": {answer.claim.id: tables.what(answer.claim)}},
    )


def actor(desk: Desk, request: Request, form: Form) -> Shown:
    """What an actor said and what was said of it."""
    id_ = request.path_params["id"]
    answer = found(
        ask.actor(desk.ledger, id_, query(request, form), after=after(request)), f"The ledger names no actor {id_!r}"
    )
    named = answer.actor.named
    return Shown(
        template="actor.html",
        title=named[0].name,
        answer=answer,
        tables=(
            tables.claims_table(answer.said.claims, name="said", caption="What was said by it"),
            tables.claims_table(answer.about.claims, name="about", caption="What was said to or of it"),
        ),
        more=answer.said.more,
        beside={
            "kinds": get_args(ClaimKind),
            "roles": tuple(dict.fromkeys(each.role for each in named if each.role)),
            "names": tuple(dict.fromkeys(each.name for each in named))[1:],
        },
    )


def outlet(desk: Desk, request: Request, form: Form) -> Shown:
    """What an outlet printed."""
    name = request.query_params.get("name", "")
    wanted = replace(query(request, form), outlet=None)
    answer = found(
        ask.outlet(desk.ledger, name, wanted, after=after(request)) if name else None,
        f"The ledger holds no article of the outlet {name!r}",
    )
    return Shown(
        template="outlet.html",
        title=answer.outlet,
        answer=answer,
        tables=(tables.articles_table(answer.articles), tables.claims_table(answer.claims.claims)),
        more=answer.claims.more,
    )


def outlets(desk: Desk, request: Request, form: Form) -> Shown:  # noqa: ARG001
    """Every outlet."""
    found = desk.recent.outlets()
    table = tables.outlets_table(found)
    return Shown(template="outlets.html", title="Outlets", answer=Outlets(found), tables=(table,))


def timeline(desk: Desk, request: Request, form: Form) -> Shown:
    """What was said, day by day."""
    newest = request.query_params.get("order") == "newest"
    wanted = replace(query(request, form), oldest_first=not newest)
    dated = replace(wanted, since=wanted.since or "0001-01-01")  # undated claims have no place in time
    page = desk.ledger.claim_page(dated, after=after(request))
    days = [
        (dated_on, tables.claims_table(found, name="claims", caption="Claims"))
        for dated_on, found in groupby(page.claims, key=lambda one: day(one.claim.said_on or one.article.published))
    ]
    return Shown(
        template="timeline.html",
        title="Timeline",
        answer=page,
        tables=(tables.claims_table(page.claims),),
        more=page.more,
        beside={"kinds": get_args(ClaimKind), "days": days},
    )


def failures(desk: Desk, request: Request, form: Form) -> Shown:
    """Pages that could not be read."""
    page = desk.ledger.failure_page(limit=limit(request, form), after=after(request))
    return Shown(
        template="failures.html",
        title="Failures",
        answer=page,
        tables=(tables.failures_table(page.failures),),
        more=page.more,
    )


def help_(desk: Desk, request: Request, form: Form) -> Shown:  # noqa: ARG001
    """What the marks, words and keys mean."""
    return Shown(template="help.html", title="Help", answer=None)


def _begun(words: str) -> str:
    """The words of somebody who still types: the last may be the beginning of one."""
    return words if words.endswith("*") else f"{words}*"


def _visit(request: Request) -> Visit | None:
    # "before.now.at"
    parts = request.cookies.get("visit", "").split(".")
    if len(parts) != len(Visit._fields) or not all(p.isascii() and p.isdigit() and len(p) < 19 for p in parts):
        return None
    return Visit(*map(int, parts))


def _claims_of(reading: Reading) -> tables.Table:
    actors = {actor.id: actor for actor in reading.actors}
    rows = tuple(
        (
            tables.Cell(text=str(number), number=number),
            tables.who(claim, actors.get(claim.source.actor or "") if claim.source else None),
            tables.chain(claim.via),
            tables.what(claim),
            tables.Cell(text=how_sure(claim)),
        )
        for number, claim in enumerate(reading.claims, 1)
    )
    columns = ("number", "who", "on whose word", "what", "how sure")
    return tables.Table(name="claims", caption="Claims", columns=columns, rows=rows)


def _actors_of(claim: Claim) -> set[str | None]:
    return {party.actor for party in (claim.source, claim.addressee, *claim.via) if party}


def _passage(reading: Reading, claim: Claim) -> tuple[bool, tuple[Piece, ...], bool]:
    """The claim's block, or as much of it as stands around its content, and whether there is more before and after."""
    text, first, last = reading.article.text, claim.content.spans[0], claim.content.spans[-1]
    within = [block for block in reading.article.blocks if block.start < last.end and block.end > first.start]
    low, high = (within[0].start, within[-1].end) if within else (0, len(text))
    start, end = max(low, first.start - _AROUND), min(high, last.end + _AROUND)
    if start > low:  # not within a word
        start = text.find(" ", start, first.start) + 1 or start
    if end < high:
        end = max(text.rfind(" ", last.end, end), last.end)
    marks = [*claim_marks(claim, 1), *load_marks(reading, figures=(*claim.figures, *claim.times))]
    return start > low, tuple(pieces(text, start, end, marks)), end < high


def _history(desk: Desk, reading: Reading, ids: tuple[str, ...]) -> tuple[ask.Entry, ...]:
    return tuple(entry for entry in ask.history(desk.ledger, reading.article.id) if entry.subject in ids)


def named(reading: Reading) -> dict[str, tables.Cell]:
    """What corrections of the reading are about, by id."""
    figures = {figure.id: tables.Cell(text=figure.text, quoted=True) for figure in reading.figures}
    return {**figures, **{claim.id: tables.what(claim) for claim in reading.claims}}


def _nested(answer: ask.ClaimAnswer) -> list[tuple[str, Claim]]:
    return [*(("told in", each) for each in answer.outer), *(("tells", each) for each in answer.inner)]
