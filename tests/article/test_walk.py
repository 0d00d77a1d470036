"""The walk reads what the parser writes out: text as it is, blocks where they end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from reportedly.article.walk import walk


def texts(html: str) -> list[str]:
    return [scrap.text for scrap in walk(LexborHTMLParser(html)).scraps]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>Two</p>", ["One", "Two"]),
        ("<p>5 &lt; 6 &amp;amp; 7 &gt; 6</p>", ["5 < 6 &amp; 7 > 6"]),
        ("<p title='a > b' data-x='<p>no</p>'>Yes</p>", ["Yes"]),
        ("<p>One<!-- <p>no</p> -->Two</p>", ["OneTwo"]),
        ("<p>One<script>if (a < b) document.write('<p>no</p>')</script></p>", ["One"]),
        ("<xmp><p>no</p></xmp><p>One</p><noscript><p>no</p></noscript>", ["One"]),
        ("<p>One<br>Two</p>", ["One", "Two"]),
        ("<div>One<p>Two</p>Three</div>", ["One", "Two", "Three"]),
        ("<p>a <b>bold</b> word</p>", ["a bold word"]),
        ("<p>One<p>Two<p>Three", ["One", "Two", "Three"]),
        ("<svg><text>no</text></svg><p>One</p><math><mi>no</mi></math>", ["One"]),
        ('<p>One <a href=x "">two</a></p><div>Three</div>', ["One two", "Three"]),
        ('<p =a>One</p><p a="b>c" ="d>e">Two</p>', ["One", 'e">Two']),
        ("", []),
    ],
)
def test_blocks(html, expected):
    assert texts(html) == expected


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_text_comes_back_as_it_was_written(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    found = "".join(texts(f"<p>{escaped}</p>"))
    assert [char for char in found if char.isalnum() and char.isascii()] == [
        char for char in text if char.isalnum() and char.isascii()
    ]


def test_links_to_where_readers_pay_are_counted():
    (scrap,) = walk(LexborHTMLParser("<p><a href='/donate?x=1&amp;y=2'>Give</a> now</p>")).scraps
    assert (scrap.linked, scrap.offered) == (4, 4)
