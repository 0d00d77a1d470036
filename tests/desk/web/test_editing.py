"""Editors sign in, correct and undo; nobody else changes anything."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial

import pytest
from selectolax.lexbor import LexborHTMLParser
from starlette.testclient import TestClient

from reportedly.data import Claim, content_hash
from reportedly.desk.web import signing
from reportedly.desk.web.app import build_app
from reportedly.desk.web.words import shown
from reportedly.ledger import ClaimQuery, open_ledger
from tests.desk.web.making import ATTACKS
from tests.ledger.making import outcome, reading

PASSWORD = "a sentence of some length"
SECRET = signing.secret_of("ada", PASSWORD)
READ = reading(1)
SAID, HURT, DENIED = READ.claims


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "ledger.db") as opened:
        opened.put([outcome(1)], made_by="v1")
        yield opened


@pytest.fixture
def desk(ledger, tmp_path):
    """A desk with one user; each call is another browser."""
    ledger.add_user("ada", secret=SECRET)
    return partial(_browser, ledger, tmp_path)


def _browser(ledger, folder, *, address: str = "198.51.100.7", base: str = "http://localhost") -> TestClient:
    app = build_app(ledger, writer=partial(open_ledger, folder / "ledger.db"))
    return TestClient(app, base_url=base, client=(address, 5000))


def tree(browser: TestClient, address: str) -> LexborHTMLParser:
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.text[-500:])
    return LexborHTMLParser(answer.text)


def send(browser: TestClient, page: str, action: str, **typed: str):
    """Fill in the form of the page that has this action, as a browser does."""
    form = tree(browser, page).css_first(f'form[action="{action}"]')
    hidden = {each.attributes["name"]: each.attributes["value"] or "" for each in form.css("input[type=hidden]")}
    return browser.post(action, data={**hidden, **typed}, follow_redirects=False)


def sign_in(browser: TestClient, name: str = "ada", password: str = PASSWORD, back: str = "/"):
    return send(browser, f"/sign-in?back={back}", "/sign-in", name=name, password=password)


def correct(browser: TestClient, claim: Claim, field: str, words: str, *, id_: str = "", why: str = "misread"):
    action = f"/article/{READ.article.id}/correct/{id_ or claim.id}/{field}"
    return send(browser, f"/claim/{claim.id}", action, words=words, why=why)


@pytest.fixture
def editor(desk):
    browser = desk()
    assert sign_in(browser).status_code == 303
    return browser


# Signing in


def test_without_users_nobody_is_asked_to_sign_in(ledger, tmp_path):
    for browser in (_browser(ledger, tmp_path), TestClient(build_app(ledger), base_url="http://localhost")):
        assert browser.get("/sign-in").status_code == 404
        assert browser.post("/sign-in", data={"name": "ada"}).status_code == 404
        for address in ("/", f"/claim/{SAID.id}", f"/article/{READ.article.id}"):
            page = tree(browser, address)
            assert not page.css("form[method=post]")
            assert "Sign in" not in page.root.text()


def test_a_user_signs_in_and_out(desk):
    browser = desk()
    assert not tree(browser, f"/claim/{SAID.id}").css("form[method=post]")
    answer = sign_in(browser, back="/outlets?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/outlets?x=1")
    cookie = next(each for each in answer.headers.get_list("set-cookie") if each.startswith("session="))
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    assert "Secure" not in cookie
    assert tree(browser, f"/claim/{SAID.id}").css("form[method=post]")
    token = browser.cookies["session"]
    assert send(browser, "/", "/sign-out").status_code == 303
    browser.cookies.set("session", token)  # a stolen token is worth nothing after
    assert not tree(browser, f"/claim/{SAID.id}").css("form[method=post]")


def test_behind_https_the_session_stays_there(desk):
    answer = sign_in(desk(base="https://localhost"))
    assert "; Secure" in next(each for each in answer.headers.get_list("set-cookie") if each.startswith("session="))


def test_the_ledger_holds_neither_password_nor_token(editor, tmp_path):
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert PASSWORD.encode() not in held
    assert editor.cookies["session"].encode() not in held


def test_a_session_ends(editor, monkeypatch):
    later = signing.time.time() + signing.LASTS + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert not tree(editor, f"/claim/{SAID.id}").css("form[method=post]")


def test_a_removed_user_is_out_at_once(editor, ledger):
    ledger.add_user("bob", secret=SECRET)
    ledger.remove_user("ada")
    assert not tree(editor, f"/claim/{SAID.id}").css("form[method=post]")


def test_unknown_names_and_wrong_passwords_are_told_alike_and_cost_alike(desk, monkeypatch):
    verified = []
    hasher = signing.PasswordHasher
    monkeypatch.setattr(
        hasher,
        "verify",
        lambda self, secret, word, real=hasher.verify: verified.append(secret) or real(self, secret, word),
    )
    pages = [sign_in(desk(), name=name, password="wrong") for name in ("ada", "nobody")]
    said = [LexborHTMLParser(page.text).css_first("[role=alert]").text() for page in pages]
    assert [page.status_code for page in pages] == [403, 403]
    assert said[0] == said[1]
    assert len(verified) == 2
    assert len({secret.rpartition("$")[0].rpartition("$")[0] for secret in verified}) == 1  # of the same cost


@pytest.mark.parametrize("name", ["ada", "nobody"])
def test_a_name_is_locked_out_from_everywhere_for_a_while(desk, monkeypatch, name):
    monkeypatch.setattr(signing, "_right", lambda _, word: word == PASSWORD)
    for number in range(signing.ATTEMPTS_OF_NAME):
        assert sign_in(desk(address=f"198.51.100.{number}"), name, "wrong").status_code == 403
    locked = sign_in(desk(address="203.0.113.1"), name)
    assert locked.status_code == 429
    assert int(locked.headers["retry-after"]) > 0
    later = signing.time.time() + signing.SPELL + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)
    assert sign_in(desk(), name).status_code == (303 if name == "ada" else 403)


def test_an_address_is_locked_out_whatever_names_it_tries(desk, monkeypatch):
    monkeypatch.setattr(signing, "_right", lambda _, word: word == PASSWORD)
    for number in range(signing.ATTEMPTS_FROM_ADDRESS):
        sign_in(desk(), f"name{number}", "wrong")
    assert sign_in(desk()).status_code == 429
    assert sign_in(desk(address="203.0.113.1")).status_code == 303


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example/", "/\\evil.example", "/%0d%0ax", "", "evil"])
def test_signing_in_leads_nowhere_else(desk, back):
    leads = sign_in(desk(), back=back).headers["location"]
    assert leads.startswith("/")
    assert not leads.startswith(("//", "/\\"))


# Forms


def test_a_form_without_its_token_is_refused(editor, ledger):
    action = f"/article/{READ.article.id}/correct/{SAID.id}/kind"
    page = tree(editor, f"/claim/{SAID.id}")
    other = page.css_first(f'form[action$="{SAID.id}/certainty"] input[name=token]').attributes["value"]
    for token in ("", "x", "é", other):
        assert editor.post(action, data={"token": token, "words": "denial", "why": "x"}).status_code == 403
    assert list(ledger.corrections()) == []


def test_a_form_sent_by_another_site_is_refused(editor, ledger):
    editor.headers["sec-fetch-site"] = "cross-site"
    assert correct(editor, SAID, "kind", "denial").status_code == 403
    assert list(ledger.corrections()) == []


def test_a_token_of_another_reader_is_worth_nothing(editor, desk):
    action = f"/article/{READ.article.id}/correct/{SAID.id}/kind"
    token = tree(editor, f"/claim/{SAID.id}").css_first(f'form[action="{action}"] [name=token]').attributes["value"]
    assert desk().post(action, data={"token": token, "words": "denial", "why": "x"}).status_code == 403


def test_who_is_not_signed_in_corrects_nothing(desk, ledger):
    browser = desk()
    tree(browser, "/sign-in")
    action = f"/article/{READ.article.id}/correct/{SAID.id}/kind"
    token = signing.form_token(browser.cookies["knock"], action)
    answer = browser.post(action, data={"token": token, "words": "denial", "why": "x"})
    assert answer.status_code == 403
    assert "sign in" in answer.text
    assert list(ledger.corrections()) == []


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"a=" + b"x" * 70_000, "application/x-www-form-urlencoded", 413),
        (b"&".join(b"a%d=1" % number for number in range(50)), "application/x-www-form-urlencoded", 400),
        ("a=é".encode(), "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
    ],
)
def test_what_is_no_form_is_refused(editor, body, kind, status):
    assert editor.post("/sign-out", content=body, headers={"content-type": kind}).status_code == status


# Correcting


def test_a_correction_is_shown_survives_another_reading_and_is_undone(editor, ledger):
    answer = correct(editor, SAID, "kind", "assessment", why="she weighs it")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claim/{SAID.id}")
    for address in (f"/claim/{SAID.id}", f"/article/{READ.article.id}"):
        told = tree(TestClient(editor.app, base_url="http://localhost"), address)
        history = told.css_first(".history").text()
        assert all(words in history for words in ("statement", "assessment", "she weighs it", "ada"))
        assert told.css_first('a[href$="#corrections"]').text() == "corrected"
        assert not told.css("form[method=post]")
    ledger.put([outcome(1)], made_by="v2")
    assert ledger.claim(SAID.id).claim.kind == "assessment"
    assert [one.claim.id for one in ledger.claims(ClaimQuery(kind="assessment"))] == [SAID.id]
    (made,) = ledger.corrections()
    assert send(editor, f"/claim/{SAID.id}", f"/correction/{made.number}/undo").status_code == 303
    assert ledger.reading(READ.article.id) == READ
    assert "undone by ada" in tree(editor, f"/claim/{SAID.id}").css_first(".history").text()


@pytest.mark.parametrize(
    ("field", "words", "stands"),
    [
        ("certainty", "doubtful", lambda claim: claim.certainty == "doubtful"),
        ("polarity", "negative", lambda claim: claim.polarity == "negative"),
        ("source", "Zoë Brânză", lambda claim: claim.source.text == "Zoë Brânză" and claim.source.actor),
        ("source", "", lambda claim: claim.source is None),
        ("actor", content_hash("brigade"), lambda claim: claim.source.actor == content_hash("brigade")),
        ("actor", "", lambda claim: claim.source.actor is None),
        ("content", "boats … lost", lambda claim: claim.content.text == "boats … lost" and claim.figures == ()),
    ],
)
def test_every_field_of_a_claim(editor, ledger, field, words, stands):
    assert correct(editor, SAID, field, words).status_code == 303
    assert stands(ledger.claim(SAID.id).claim)
    assert list(ledger.check()) == []


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [("value", "1,200", 1200), ("modifier", "nearly", "nearly"), ("unit", "t", "t"), ("counted", "", None),
     ("status", "sunk", "sunk")],
)  # fmt: skip
def test_every_field_of_a_figure(editor, ledger, field, words, value):
    assert correct(editor, SAID, field, words, id_="f1").status_code == 303
    figure = ledger.reading(READ.article.id).figures[0]
    assert getattr(figure, field) == value
    assert (figure.low, figure.high) == ((value, value) if field == "value" else (11, 11))
    assert list(ledger.check()) == []


@pytest.mark.parametrize(
    ("field", "words", "why", "said"),
    [
        ("kind", "rumour", "x", "unknown"),
        ("kind", "statement", "x", "already"),
        ("kind", "", "x", "empty"),
        ("kind", "denial", "", "reason"),
        ("kind", "denial", "x" * 1001, "reason"),
        ("content", "twelve boats", "x", "nowhere"),
        ("content", "oat", "x", "nowhere"),
        ("content", " … ".join("abcdefghijklmnopqrstuvwxyz"), "x", "parts"),
        ("actor", "nobody", "x", "names no actor"),
    ],
)
def test_what_can_not_be_is_refused_with_its_remedy(editor, ledger, field, words, why, said):
    answer = correct(editor, SAID, field, words, why=why)
    assert answer.status_code == 400
    assert said in answer.text
    assert list(ledger.corrections()) == []


def test_a_claim_is_taken_out_and_put_back(editor, ledger):
    assert correct(editor, DENIED, "out", "", why="no claim").status_code == 303
    assert ledger.claim(DENIED.id) is None
    assert list(ledger.check()) == []
    page = tree(editor, f"/claim/{DENIED.id}")
    assert "no claim" in page.css_first(".history").text()
    assert editor.get(f"/claim/{DENIED.id}.json").status_code == 410
    assert DENIED.content.text in tree(editor, f"/article/{READ.article.id}").css_first(".history").text()
    assert send(editor, f"/claim/{DENIED.id}", "/correction/1/undo").status_code == 303
    assert ledger.reading(READ.article.id) == READ


@pytest.mark.parametrize("attack", ATTACKS[:-1], ids=lambda attack: attack[:20])
def test_hostile_reasons_and_names_stay_words(editor, attack):
    correct(editor, SAID, "kind", "denial", why=attack)
    correct(editor, SAID, "counted", attack[:200], id_="f1")
    for address in (f"/claim/{SAID.id}", f"/article/{READ.article.id}"):
        answer = editor.get(address)
        page = LexborHTMLParser(answer.text)
        assert not page.css("img, svg, iframe, style, base, math, meta[http-equiv], script:not([src]), [onerror]")
        assert str(shown(attack)) in page.css_first(".history").text()
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", answer.text)


def test_a_correction_waits_where_its_words_are_gone(editor, ledger):
    correct(editor, SAID, "kind", "denial")
    ledger.put([outcome(1, of=replace(READ, claims=READ.claims[1:], times=()))], made_by="v2")
    assert "waits" in tree(editor, f"/article/{READ.article.id}").css_first(".history").text()
    ledger.put([outcome(1)], made_by="v3")
    assert ledger.claim(SAID.id).claim.kind == "denial"
