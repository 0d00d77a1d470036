from __future__ import annotations

from urllib.parse import unquote

import pytest

from reportedly.data import Phrase
from reportedly.desk.web.links import at, outward, quotation_at
from tests.desk.web.making import ADDRESSES


@pytest.mark.parametrize("uri", [*ADDRESSES, None, "", "https://", "examples/a.html", "ftp://news.example/a", "http:x"])
def test_only_pages_of_the_web_become_links(uri):
    assert outward(uri) is None


@pytest.mark.parametrize("uri", ["https://news.example/a?b=c#d", "HTTP://news.example"])
def test_pages_of_the_web_do(uri):
    assert outward(uri) == uri


def test_a_short_quotation_is_pointed_to_whole():
    address = quotation_at("https://news.example/a#top", Phrase(spans=(), text="11-year-old boats, lost & found"))
    assert address == "https://news.example/a#:~:text=11%2Dyear%2Dold%20boats%2C%20lost%20%26%20found"


def test_a_long_one_by_its_ends():
    words = [f"w{number}" for number in range(40)]
    address = quotation_at("https://news.example/", Phrase(spans=(), text=" ".join(words)))
    assert address
    first, last = unquote(address.partition("text=")[2]).split(",")
    assert (first.split(), last.split()) == (words[:6], words[-6:])


def test_a_quotation_that_is_interrupted_by_its_first_part():
    address = quotation_at("https://news.example/", Phrase(spans=(), text="one two … three"))
    assert address == "https://news.example/#:~:text=one%20two"


def test_parts_of_an_address_are_quoted():
    assert at("/actor", "a/../b?c#d", name="x&y", none=None) == "/actor/a%2F..%2Fb%3Fc%23d?name=x%26y"
