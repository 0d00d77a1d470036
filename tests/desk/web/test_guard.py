from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from reportedly.desk.web.app import build_app

ADDRESSES = ["/", "/search", "/claim/none", "/nowhere", "/static/desk.css", "/search.csv", "/search.json"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_guarded(client, address):
    headers = client.get(address).headers
    policy = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("localhost:8111", 200),
        ("127.0.0.1:80", 200),
        ("[::1]:8111", 200),
        ("LOCALHOST", 200),
        ("Desk.example", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("evil.example:localhost", 421),
        ("127.0.0.1.nip.example", 421),
        ("", 421),
        ("[::1", 421),
    ],
)
def test_it_answers_to_its_own_names_only(ledger, host, status):
    client = TestClient(build_app(ledger, names=("desk.example",)), base_url="http://localhost")
    answer = client.get("/help", headers={"host": host})
    assert answer.status_code == status
    if status == 421:
        assert "--name" in answer.text


def test_the_cookie_is_not_for_scripts(client):
    cookie = client.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_scripts_are_small(client):
    import gzip

    script = client.get("/static/desk.js")
    assert script.status_code == 200
    assert len(gzip.compress(script.content)) < 60_000
