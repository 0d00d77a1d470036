"""Arbitrary readings, sound or not."""

from __future__ import annotations

from hypothesis import strategies as st

from reportedly.data import (
    Actor,
    Article,
    Block,
    Check,
    Claim,
    Event,
    Figure,
    Hop,
    Image,
    Party,
    Phrase,
    Reading,
    Removed,
    Span,
    Timex,
)

words = st.text(max_size=12)
offsets = st.integers(0, 2**40)
spans = st.lists(st.builds(Span, offsets, offsets), max_size=3).map(tuple)
names = st.none() | words
texts = st.lists(words, max_size=3).map(tuple)
numbers = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
phrases = st.builds(Phrase, spans=spans, text=words)
parties = st.builds(Party, spans=spans, text=words, actor=names)
hops = st.builds(Hop, spans=spans, text=words, actor=names)


def several(strategy: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(strategy, max_size=3).map(tuple)


articles = st.builds(
    Article,
    id=st.text("0123456789abcdef", min_size=16, max_size=16),
    uri=names,
    outlet=names,
    headline=names,
    standfirst=names,
    byline=texts,
    published=names,
    modified=names,
    language=names,
    text=words,
    blocks=several(st.builds(Block, start=offsets, end=offsets)),
    images=several(st.builds(Image, caption=names, credit=names)),
    related=texts,
    removed=several(st.builds(Removed, text=words)),
)
claims = st.builds(
    Claim,
    id=words,
    source=st.none() | parties,
    cue=st.none() | phrases,
    content=phrases,
    via=several(hops),
    addressee=st.none() | parties,
    said_on=names,
    parent=names,
    certainty=...,
    polarity=...,
    tense=...,
    figures=texts,
    times=texts,
    events=texts,
    score=st.floats(0, 1),
    made_by=words,
)
figures = st.builds(
    Figure,
    **dict.fromkeys(("id", "text"), words),
    **dict.fromkeys(("value", "low", "high", "total"), numbers),
    **dict.fromkeys(("unit", "counted", "of", "per", "status", "part_of", "each_of", "same_as"), names),
    **dict.fromkeys(("change_of", "earlier_of", "as_of", "country", "about"), names),
    change=...,
    spans=spans,
    modifier=...,
)
worth = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
readings = st.builds(
    Reading,
    article=articles,
    claims=several(claims),
    figures=several(figures),
    times=several(st.builds(Timex, id=words, spans=spans, text=words, value=names, mod=...)),
    actors=several(st.builds(Actor, id=words, name=words, country=names, role=names, mentions=spans)),
    events=several(
        st.builds(
            Event,
            **dict.fromkeys(("mode", "actor", "recipient", "place", "date", "claim"), names),
            id=words,
            context=texts,
            status=...,
            spans=spans,
        )
    ),
    checks=several(st.builds(Check, id=words, figures=texts, stated=worth, computed=worth, spans=spans, text=words)),
)
