"""Nothing of an article's way goes to the network."""

import socket

import pytest

from reportedly.article import language, read_article
from reportedly.data import Page

GERMAN = "Der Hafen wurde am Montag geschlossen, nachdem ein Kran ins Wasser gestürzt war, sagte der Hafenmeister."


@pytest.fixture
def _no_network(monkeypatch):
    def refuse(*_args, **_options):
        raise AssertionError("something asks for the network")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refuse)
    language._detector.cache_clear()
    yield
    language._detector.cache_clear()


@pytest.mark.usefixtures("_no_network")
@pytest.mark.parametrize(
    "body", [GERMAN, f"<html><body><p>{GERMAN}</p><img src='https://a.example/b.png'></body></html>"]
)
def test_languages_are_told_and_pages_read_without_a_socket(body, monkeypatch, tmp_path):
    monkeypatch.setenv("FTLANG_CACHE", str(tmp_path))
    assert read_article(Page(uri=None, body=body.encode())).language == "de"
    assert not list(tmp_path.iterdir())
