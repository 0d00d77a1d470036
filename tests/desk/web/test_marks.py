from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.data import Phrase, Span
from reportedly.desk.web.marks import Mark, marked, pieces
from tests.ledger.making import reading

TEXT = "The mayor said the fire brigade said that 12 boats were lost."
spans = st.tuples(st.integers(0, 30), st.integers(1, 31)).map(lambda pair: (min(pair), max(pair) + 1))


def mark(words: str, kind: str, name: str) -> Mark:
    start = TEXT.index(words)
    return Mark(start=start, end=start + len(words), kind=kind, name=name, href=f"#{name}", claim=1)


def test_nested_marks_lead_to_the_innermost():
    outer = mark("the fire brigade said that 12 boats were lost", "content", "outer")
    inner = mark("12 boats were lost", "content", "inner")
    figure = mark("12 boats", "figure", "figure")
    found = list(pieces(TEXT, 0, len(TEXT), [outer, inner, figure]))
    assert [(piece.text, piece.href, piece.anchors) for piece in found] == [
        ("The mayor said ", None, ()),
        ("the fire brigade said that ", "#outer", ("outer",)),
        ("12 boats", "#figure", ("inner", "figure")),
        (" were lost", "#inner", ()),
        (".", None, ()),
    ]
    assert [piece.stop for piece in found] == [False, True, True, True, False]
    assert found[2].kinds == ("content", "figure")


def test_overlapping_marks_are_cut_where_they_cross():
    one, two = mark("mayor said the fire", "content", "one"), mark("the fire brigade", "source", "two")
    found = list(pieces(TEXT, 0, len(TEXT), [one, two]))
    assert [(piece.text, piece.kinds) for piece in found] == [
        ("The ", ()),
        ("mayor said ", ("content",)),
        ("the fire", ("source", "content")),
        (" brigade", ("source",)),
        (TEXT[31:], ()),
    ]


@given(st.lists(spans, max_size=12), st.integers(0, 20), st.integers(20, 40))
def test_pieces_are_the_text_whatever_is_marked(marks, start, end):
    made = [
        Mark(start=low, end=high, kind="content", name=f"m{at}", href=f"#m{at}", claim=at)
        for at, (low, high) in enumerate(marks)
    ]
    found = list(pieces(TEXT, start, end, made))
    assert "".join(piece.text for piece in found) == TEXT[start:end]
    at = start
    for piece in found:
        over = {number for number, (low, high) in enumerate(marks) if low < at + len(piece.text) and high > at}
        assert set(piece.claims) == over
        at += len(piece.text)
    names = [name for piece in found for name in piece.anchors]
    assert len(names) == len(set(names))


def test_an_article_is_shown_whole_with_every_mark_on_it():
    made = reading(1)
    blocks = marked(made)
    shown = "\n\n".join("".join(piece.text for piece in block.pieces) for block in blocks)
    assert shown == made.article.text
    anchors = {name for block in blocks for piece in block.pieces for name in piece.anchors}
    assert anchors >= {"content-1", "source-1", "cue-1", "hop-1", "content-2", "content-3", "mark-f1", "mark-t1"}


def test_a_mark_may_run_over_blocks():
    made = reading(1)
    end = len(made.article.text)
    claim = replace(made.claims[0], content=Phrase(spans=(Span(3, end),), text=made.article.text[3:end]))
    for block in marked(replace(made, claims=(claim,))):
        assert any("content" in piece.kinds for piece in block.pieces)
