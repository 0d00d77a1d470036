"""Which addresses may be asked, and which machines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import AddressRefused
from reportedly.read.addresses import is_public, parse, shown


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("http://news.example", "http://news.example/"),
        ("HTTPS://News.Example.:443/a b?q=é#part", "https://news.example/a%20b?q=%C3%A9"),
        ("https://news.example:8443/x%20y", "https://news.example:8443/x%20y"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("http://ⓔxample.com/", "http://example.com/"),
        ("http://１２７。0.0.1/", "http://127.0.0.1/"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("https://news.example/@author/story", "https://news.example/@author/story"),
    ],
)
def test_an_address_is_spelt_in_one_way(given: str, asked: str) -> None:
    assert str(parse(given)) == asked
    assert str(parse(asked)) == asked


@pytest.mark.parametrize(
    "given",
    [
        "ftp://news.example/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "news.example", "",
        "http://", "http:///path", "http://a..b/", "http://-a/", "http://%61.example/",
        "http://0x7f.1/", "http://127.1/", "http://2130706433/", "http://0177.0.0.1/", "http://news.0x7f/",
        "http://user:secret@news.example/", "http://good.example\\@127.0.0.1/", "http://@news.example/",
        "http://news.example:25/", "http://news.example:0/", "http://news.example:99999/", "http://news.example:x/",
        "http://[fe80::1%25eth0]/", "http://[::1/", "http://a\nb/", "http://news.example/a\x00b", "http://\ud800/",
        f"http://{'a' * 64}.example/", f"http://{'a.' * 127}example/", f"http://news.example/{'a' * 5000}",
    ],
)  # fmt: skip
def test_an_odd_address_is_refused(given: str) -> None:
    with pytest.raises(AddressRefused):
        parse(given)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(AddressRefused) as caught:
        parse("https://user:secret@news.example/")
    assert "secret" not in str(caught.value)
    assert shown("https://a@b:c@news.example/\u202egnp") == "https://***@news.example/\\u202egnp"


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://a", "//", "http://["]))
def test_any_text_is_an_address_or_refused(text: str, before: str) -> None:
    try:
        address = parse(before + text)
    except AddressRefused:
        return
    assert parse(str(address)) == address
    assert str(address).isascii()


@pytest.mark.parametrize("machine", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "2a00:1450::1"])
def test_public_machines(machine: str) -> None:
    assert is_public(machine)


@pytest.mark.parametrize(
    "machine",
    [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.31.0.1",
        "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
        "::", "::1", "::ffff:8.8.8.8", "::8.8.8.8", "64:ff9b::808:808", "64:ff9b:1::1", "100::1", "2001::1",
        "2001:db8::1", "2002:808:808::1", "3fff::1", "fc00::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
        "localhost", "", "127.1",
    ],
)  # fmt: skip
def test_machines_that_are_not_asked(machine: str) -> None:
    assert not is_public(machine)
