from __future__ import annotations

from itertools import product
from urllib.parse import urlsplit

import pytest

from reportedly.ledger import ClaimQuery, open_ledger
from tests.desk.browser.conftest import served
from tests.desk.web.making import several
from tests.ledger.making import failure

LOOKS = [*product(("light", "dark"), (360, 1440))]


def views(ledger) -> list[str]:
    claim = next(ledger.claims(ClaimQuery(limit=1)))
    actor = claim.speaker or next(found.speaker for found in ledger.claims(ClaimQuery()) if found.speaker)
    return [
        "/",
        "/search",
        "/search?q=boats",
        f"/article/{claim.article.id}",
        f"/claim/{claim.claim.id}",
        f"/actor/{actor.id}",
        "/outlet?name=Coast+Herald",
        "/outlets",
        "/timeline",
        "/failures",
        "/help",
    ]


def across(ledger) -> list[str]:
    found = [next(ledger.claims(ClaimQuery(words=words))) for words in ("rescued 44", "submarine", "sluice")]
    return [
        "/stories",
        "/threads?q=rescued",
        *(f"/{view}/{one.claim.id}" for one in found for view in ("thread", "trace", "claim")),
        *(f"/{view}/{one.article.id}" for one in found[:2] for view in ("story", "article")),
    ]


def test_from_an_empty_ledger_to_a_chain_by_keyboard_alone(page, tmp_path):
    with open_ledger(tmp_path / "ledger.db") as ledger, served(ledger) as address:
        keys = page.keyboard
        page.goto(address)
        assert "Nothing has been read yet" in page.inner_text("h1")
        ledger.put([*several(), failure(99)], made_by="v1")
        page.reload()
        keys.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        keys.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        keys.press("/")
        keys.type("boats lost")
        keys.press("Enter")
        page.wait_for_url("**/search?q=boats+lost")
        keys.press("j")
        keys.press("j")
        keys.press("k")
        here = page.inner_text(".row.here")
        assert page.evaluate("document.activeElement.closest('.row').classList.contains('here')")
        keys.press("Enter")
        page.wait_for_url("**/claim/*")
        assert "boats were lost" in here
        assert page.inner_text(".chain li:nth-child(2)").split("\n")[-1].strip() == "the Coast Herald"
        keys.press("?")
        assert page.is_visible("#keys")
        keys.press("Escape")
        assert not page.is_visible("#keys")
        page.focus(".over a")
        keys.press("Enter")
        page.wait_for_url("**/article/*")
        keys.press("j")
        assert page.locator(".mark.lit").count() >= 2


def test_to_the_trace_of_a_circular_claim_by_keyboard_alone(page, woven):
    with served(woven) as address:
        keys = page.keyboard
        page.goto(address)
        keys.press("/")
        keys.type("submarine")
        keys.press("Enter")
        page.wait_for_url("**/search?q=submarine")
        keys.press("j")
        keys.press("Enter")
        page.wait_for_url("**/claim/*")
        for _ in range(60):
            keys.press("Tab")
            if page.evaluate("document.activeElement.innerText") == "Where it comes from":
                break
        keys.press("Enter")
        page.wait_for_url("**/trace/*")
        assert "Capital Courier → Fjord Mail → Capital Courier" in page.inner_text("main")
        assert page.locator("path.ring").count() == 2
        keys.press("j")
        assert page.evaluate("document.activeElement.closest('.branches') !== null")
        keys.press("Enter")
        page.wait_for_url("**/claim/*")


def test_results_come_while_one_types(page, address):
    page.goto(f"{address}/search")
    page.keyboard.press("/")
    page.keyboard.type("resc", delay=20)
    page.wait_for_selector("#results:has-text('help came late'):not(:has-text('were lost'))")
    assert "claims" in page.text_content("#status")
    assert urlsplit(page.url).query == "q=resc"
    assert page.evaluate("document.activeElement.id") == "words"


def test_it_works_without_scripts(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.fill(".find input", "boats")
    page.press(".find input", "Enter")
    page.wait_for_url("**/search?q=boats")
    page.click('.of-claims td[data-label="what"] a >> nth=0')
    page.wait_for_url("**/claim/*")
    context.close()


def test_a_mark_can_be_linked_to(page, address, ledger):
    article = next(ledger.readings()).article.id
    page.goto(f"{address}/article/{article}#source-2")
    assert page.inner_text(".mark:target") == "the fire brigade"
    page.goto(f"{address}/article/{article}#figure-f2")
    assert "people" in page.inner_text("tr:target")


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_every_page_can_be_read_by_everybody(chromium, axe, address, ledger, scheme, width):
    look(chromium, axe, [address + view for view in views(ledger)], scheme, width)


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_what_belongs_together_can_be_read_by_everybody(chromium, axe, woven, scheme, width):
    with served(woven) as address:
        look(chromium, axe, [address + view for view in across(woven)], scheme, width)


def look(chromium, axe, addresses, scheme, width):
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for view in addresses:
        page.goto(view)
        page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
        page.evaluate(axe)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        told = [(one["id"], node["target"], node["failureSummary"]) for one in found for node in one["nodes"][:3]]
        assert told == [], (view, scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (view, "runs over the edge")
    context.close()


def test_pages_say_nothing_to_the_console(page, address, ledger, woven):
    for view in views(ledger):
        page.goto(address + view)
    with served(woven) as other:
        for view in across(woven):
            page.goto(other + view)


def test_hostile_articles_do_nothing(page, attacked_ledger):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).hostname or ""))
    found = list(attacked_ledger.claims(ClaimQuery(limit=200)))
    with served(attacked_ledger) as address:
        articles = [f"/article/{id_}" for id_ in dict.fromkeys(one.article.id for one in found)]
        claims = [f"/claim/{one.claim.id}" for one in found[::7]]
        woven = [f"/{view}/{found[0].claim.id}" for view in ("thread", "trace")] + [f"/story/{found[0].article.id}"]
        for view in ["/", "/search", "/timeline", "/outlets", "/stories", *articles, *claims, *woven]:
            page.goto(address + view)
            assert page.title().endswith("– Reportedly")
            for width in (1440, 360):
                page.set_viewport_size({"width": width, "height": 800})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (view, width)
    assert set(asked) == {"127.0.0.1"}
