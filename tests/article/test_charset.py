"""Bytes to characters, whatever the page claims about itself."""

import codecs

import pytest

from reportedly.article.charset import decode

WORDS = "Zoë Brûle’s café – “closed” for €3"
HTML = "<html><head><meta charset='{}'></head><p>{}</p>"


@pytest.mark.parametrize(
    "declared", ["utf-8", "windows-1252", "iso-8859-1", "koi8-r", "no-such-thing", "idna", "rot13"]
)
@pytest.mark.parametrize("real", ["utf-8", "cp1252"])
def test_a_false_declaration_does_no_harm(declared, real):
    if (declared, real) == ("koi8-r", "cp1252"):
        pytest.skip("a single-byte declaration can't be contradicted")
    page = HTML.format(declared, WORDS)
    assert decode(page.encode(real)) == page


@pytest.mark.parametrize("charset", ["windows-1251", "koi8-r", "euc-kr", "shift_jis", "gb18030"])
def test_a_true_declaration_is_followed(charset):
    words = {
        "windows-1251": "Порт закрыт",
        "koi8-r": "Порт закрыт",
        "euc-kr": "항구가 닫혔다",
        "shift_jis": "港は閉鎖",
        "gb18030": "港口关闭",
    }[charset]
    page = HTML.format(charset, words)
    assert decode(page.encode(charset)) == page
    assert decode(words.encode(charset), media_type=f"text/plain; charset={charset}") == words


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_wide_characters_and_marks(charset):
    page = HTML.format("utf-8", WORDS)
    assert decode(page.encode(charset)) == page


def test_a_broken_character_does_not_change_the_charset():
    page = (WORDS * 20).encode()
    assert decode(page[:1000].rstrip(codecs.BOM_UTF8) + b"\xe2\x80").startswith(WORDS)
