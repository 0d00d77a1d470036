"""Paragraphs are parsed on their own, without what is nobody's claim."""

import pytest

from reportedly.claims.syntax import ParseText
from tests.claims.drafts import draft


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("KOLM, Norland, March 3 (Upland Press) - The ferry sank.", "The ferry sank."),
        ("KOLM (Upland Press) — The ferry sank.", "The ferry sank."),
        ("NEW KOLM — The ferry sank.", "The ferry sank."),
        ("NATO said the ferry - an old one - sank.", "NATO said the ferry - an old one - sank."),
        ("The ferry sank.", "The ferry sank."),
    ],
)
def test_datelines_are_left_out(text: str, parsed: str) -> None:
    (paragraph,) = draft(text, stages=(ParseText(),)).paragraphs
    assert paragraph.doc.text == parsed
    assert paragraph.block.end - paragraph.block.start == len(parsed)


def test_a_span_goes_there_and_back() -> None:
    made = draft("The ferry sank.", "Nobody was hurt.", stages=(ParseText(),))
    for paragraph in made.paragraphs:
        for token in paragraph.doc:
            span = paragraph.span(token)
            assert made.article.text[span.start : span.end] == token.text
            words = paragraph.words(span)
            assert words is not None
            assert words.text == token.text
