"""The views of what belongs together across articles: threads, traces, stories."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request

from reportedly import ask
from reportedly.desk.web import drawing, woven
from reportedly.desk.web.asking import Desk, found, limit
from reportedly.desk.web.shown import Form, Shown
from reportedly.threads.matters import GradedThread
from reportedly.threads.origins import Origin
from reportedly.threads.traces import Path, Trace
from reportedly.threads.traces import trace as traced


def threads(desk: Desk, request: Request, form: Form) -> Shown:
    """The threads that words lead to."""
    words = request.query_params.get("q", "").strip()
    each = desk.woven.threads(words)[: limit(request, form)] if words else ()
    return Shown(
        template="threads.html",
        title=f"Threads: {words}" if words else "Threads",
        answer=ask.ThreadsAnswer(threads=each),
        tables=(woven.threads_table(each),),
    )


def thread(desk: Desk, request: Request, form: Form) -> Shown:
    """The thread of a claim."""
    graded = _thread(desk, request)
    origins = woven.trace_tables(traced(graded.thread))[1]
    return Shown(
        template="thread.html",
        title=graded.thread.about,
        answer=graded,
        tables=(*woven.thread_tables(graded), origins),
        drawing=drawing.plot(graded.thread) if form in ("html", "svg") else None,
        beside={"asked_for": request.path_params["id"]},
    )


def trace(desk: Desk, request: Request, form: Form) -> Shown:
    """The paths by which the claims of a thread came."""
    graded = _thread(desk, request)
    answer = traced(graded.thread)
    return Shown(
        template="trace.html",
        title=f"Where it comes from: {answer.about}",
        answer=answer,
        tables=woven.trace_tables(answer),
        drawing=drawing.paths(answer) if form in ("html", "svg") else None,
        beside={
            "thread": graded.thread,
            "branches": tuple(branches(answer)),
            "rings": tuple(woven.ring_said(ring) for ring in answer.rings),
        },
    )


def story(desk: Desk, request: Request, form: Form) -> Shown:  # noqa: ARG001
    """The story that holds an article."""
    id_ = request.path_params["id"]
    answer = found(desk.woven.story(id_), f"The ledger holds no article {id_!r}")
    told = answer.story
    return Shown(
        template="story.html",
        title=told.headline or told.headline_of,
        answer=answer,
        tables=(woven.articles_of(told), woven.told_claims(answer)),
        beside={"outlets": woven.outlets_said(told), "told": tuple(woven.story_claims(told, answer.claims))},
    )


def stories(desk: Desk, request: Request, form: Form) -> Shown:
    """What is told, newest first."""
    answer = desk.woven.stories(request.query_params.get("until") or None)
    listed = answer.stories[: limit(request, form)]
    return Shown(
        template="stories.html",
        title="Stories",
        answer=answer,
        tables=(woven.stories_table(listed),),
        beside={"left_out": len(answer.stories) - len(listed)},
    )


def branches(answer: Trace) -> Iterator[tuple[Origin | None, tuple[Path, ...]]]:
    """Each origin with the paths that lead to it; None for those that lead to nobody."""
    for origin in (*answer.origins, None):
        own = tuple(path for path in answer.paths if path.origin == (origin.name if origin else None))
        if own or origin:
            yield origin, own


def _thread(desk: Desk, request: Request) -> GradedThread:
    id_ = request.path_params["id"]
    return found(desk.woven.thread(id_), f"The ledger holds no claim {id_!r}")
