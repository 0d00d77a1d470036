"""What the forests see: one finite row a block, whatever the page; the same page, the same rows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reportedly.article.body import effective_roles, evidence_of, in_body
from reportedly.article.extents import extents
from reportedly.article.metadata import read_metadata
from reportedly.article.walk import walk
from reportedly.models import load_body

PIECES = [
    "<p>", "</p>", "<div class='article-body'>", "</div>", "<h1>A crane fell</h1>", "<li>", "text, 12 of it. ",
    "<a href=/x>link</a>", "<article>", "</article>", "<br>", "<img src=a>", "&amp; &lt;p&gt;",
    "<time datetime=2025-03-01>", "<input type=email>", "\x00", "é",
]  # fmt: skip


def parsed(html: str):
    page = LexborHTMLParser(html)
    metadata = read_metadata(page)
    walked = walk(page)
    return walked, evidence_of(walked, metadata, effective_roles(walked), extents(walked)) if walked.scraps else None


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_every_block_has_a_finite_row(html):
    walked, evidence = parsed(f"<html><head><title>A crane fell</title></head><body>{html}</body></html>")
    if evidence is None:
        return
    first, second = load_body()
    assert evidence.rows.shape == (len(walked.scraps), first.width)
    assert np.isfinite(evidence.rows).all()
    again = evidence.again(first(evidence.rows))
    assert again.shape == (len(walked.scraps), second.width)
    assert np.isfinite(again).all()
    assert len(in_body(evidence, walked.scraps)) == len(walked.scraps)


@pytest.mark.parametrize("name", ["paragraph-%d", "p%d text"])
def test_numbered_elements_are_of_one_make(name):
    prose = "The harbour master closed the basin on Monday after a crane had fallen into the water, he said. "
    html = "".join(f'<div class="{name % number}">{prose} {number}</div>' for number in range(8))
    walked, evidence = parsed(f"<html><body><main>{html}</main></body></html>")
    assert all(in_body(evidence, walked.scraps))


def test_what_a_page_says_over_and_over_is_a_notice():
    prose = [
        f"The harbour master closed basin {number} on Monday after a crane had fallen in, he said."
        for number in range(6)
    ]
    notice = "This content cannot be shown here because of your privacy settings, which you can change at any time."
    html = "".join(f"<p>{text}</p><p>{notice}</p>" for text in prose)
    walked, evidence = parsed(f"<html><body><article>{html}</article></body></html>")
    kept = [scrap.text for scrap, keep in zip(walked.scraps, in_body(evidence, walked.scraps), strict=True) if keep]
    assert kept == prose
