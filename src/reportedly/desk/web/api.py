"""REST for programs: the views' answers under ``/api/v1``, with a description of them all in OpenAPI."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import msgspec

from reportedly import __version__, ask
from reportedly.data import ClaimKind, Reading
from reportedly.desk.web import across, views
from reportedly.desk.web.asking import MOST_ROWS
from reportedly.desk.web.views import View
from reportedly.ledger import ClaimPage, FailurePage, LedgerClaim
from reportedly.threads.matters import GradedThread
from reportedly.threads.traces import Trace

ROOT = "/api/v1"

_TEXT: Mapping[str, Any] = {"type": "string"}
_DAY: Mapping[str, Any] = {"type": "string", "format": "date"}
_PAGING = ("limit", "after")
_NARROWING = ("q", "by", "kind", "outlet", "since", "until")
PARAMETERS: Mapping[str, tuple[str, Mapping[str, Any], Any]] = {
    "q": (
        "Words that must all stand in the claim; a word that ends with * stands for all that begin so.",
        _TEXT,
        "boats",
    ),
    "by": ("Words of the source or the speaker's name.", _TEXT, "ministry"),
    "kind": ("The kind of claim.", {"type": "string", "enum": list(get_args(ClaimKind))}, "denial"),
    "outlet": ("The outlet's whole name.", _TEXT, "Dolvek Courier"),
    "since": ("Said or else published on this day or later.", _DAY, "2025-03-01"),
    "until": ("Said or else published on this day or earlier.", _DAY, "2025-04-01"),
    "order": ("newest: the newest day first.", {"type": "string", "enum": ["newest"]}, "newest"),
    "name": ("The outlet's whole name.", _TEXT, "Dolvek Courier"),
    "limit": ("Rows at most.", {"type": "integer", "minimum": 1, "maximum": MOST_ROWS}, 50),
    "after": ("Where the page begins: `more` of the page before. New rows move nothing.", _TEXT, "168ff2000002ffff"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One address of the interface: the view that answers, the noun that it gives, what may be asked."""

    path: str
    view: View
    answer: Any
    summary: str
    asks: tuple[str, ...] = ()


OPERATIONS = (
    Operation(
        path="/claims",
        view=views.search,
        answer=ask.SearchAnswer,
        summary="Search claims, newest first.",
        asks=(*_NARROWING, *_PAGING),
    ),
    Operation(path="/claims/{id}", view=views.claim, answer=LedgerClaim, summary="One claim."),
    Operation(
        path="/threads",
        view=across.threads,
        answer=ask.ThreadsAnswer,
        summary="Threads of claims with words.",
        asks=("q", "limit"),
    ),
    Operation(
        path="/threads/{id}", view=across.thread, answer=GradedThread, summary="The thread of a claim, with grades."
    ),
    Operation(
        path="/traces/{id}", view=across.trace, answer=Trace, summary="Paths of a claim's thread to its origins."
    ),
    Operation(
        path="/stories",
        view=across.stories,
        answer=ask.StoriesAnswer,
        summary="Stories, newest first.",
        asks=("until",),
    ),
    Operation(
        path="/stories/{id}", view=across.story, answer=ask.StoryAnswer, summary="The story that holds an article."
    ),
    Operation(path="/articles/{id}", view=views.article, answer=Reading, summary="One article's record."),
    Operation(
        path="/actors/{id}",
        view=views.actor,
        answer=ask.ActorAnswer,
        summary="What an actor said and what was said of it.",
        asks=("q", "kind", "since", "until", *_PAGING),
    ),
    Operation(path="/outlets", view=views.outlets, answer=views.Outlets, summary="Every outlet."),
    Operation(
        path="/outlet",
        view=views.outlet,
        answer=ask.OutletAnswer,
        summary="An outlet's newest articles and claims.",
        asks=("name", *_PAGING),
    ),
    Operation(
        path="/timeline",
        view=views.timeline,
        answer=ClaimPage,
        summary="Dated claims, oldest first.",
        asks=(*_NARROWING, "order", *_PAGING),
    ),
    Operation(
        path="/failures", view=views.failures, answer=FailurePage, summary="Pages that were not read.", asks=_PAGING
    ),
)


def description() -> dict[str, Any]:
    """The interface in OpenAPI 3.1, made from the operations and the nouns of their answers."""
    answers, components = msgspec.json.schema_components(
        [operation.answer for operation in OPERATIONS], ref_template="#/components/schemas/{name}"
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Reportedly",
            "version": __version__,
            "description": "Who said what, on whose word. For reading. Answers carry an ETag; pages follow `more`.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": ROOT}],
        "paths": {
            operation.path: {"get": _operation(operation, schema)}
            for operation, schema in zip(OPERATIONS, answers, strict=True)
        },
        "components": {"schemas": {**components, "Problem": _PROBLEM}},
    }


_PROBLEM: Mapping[str, Any] = {
    "type": "object",
    "description": "RFC 9457: the detail names the thing, the value and the remedy.",
    "properties": {"type": _TEXT, "title": _TEXT, "status": {"type": "integer"}, "detail": _TEXT},
    "required": ["type", "title", "status", "detail"],
}


def _operation(operation: Operation, schema: Mapping[str, Any]) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    # the id in "/claims/{id}"
    named = [
        {"name": name, "in": "path", "required": True, "schema": _TEXT, "description": "As answers give it."}
        for name in re.findall(r"\{(\w+)\}", operation.path)
    ]
    asked = [
        {
            "name": name,
            "in": "query",
            "required": name == "name",
            "description": said,
            "schema": kind,
            "example": example,
        }
        for name, (said, kind, example) in ((name, PARAMETERS[name]) for name in operation.asks)
    ]
    return {
        "summary": operation.summary,
        "operationId": re.sub(r"\W+", "_", operation.path).strip("_"),
        "parameters": named + asked,
        "responses": {
            "200": {"description": "The answer.", "content": {"application/json": {"schema": schema}}},
            "304": {"description": "As If-None-Match has it."},
            "400": {"description": "The question makes no sense.", "content": problem},
            "404": {"description": "The ledger holds nothing of that name.", "content": problem},
            "503": {"description": "The ledger can't be used just now.", "content": problem},
        },
    }
