"""A desk that is served, and a Chromium that looks at it; without one these tests are skipped with the reason."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from reportedly.desk.web.app import build_app
from reportedly.ledger import Ledger, open_ledger
from tests.desk.web.making import ADDRESSES, ATTACKS, attacked, circular, hostile, several
from tests.ledger.making import failure, outcome

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = "axe-core@4.10.3"


@contextmanager
def served(ledger: Ledger) -> Iterator[str]:
    """The desk's address."""
    server = uvicorn.Server(uvicorn.Config(build_app(ledger), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="package")  # not longer: while it runs, its thread has an event loop and can have no other
def chromium() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    playwright = pytest.importorskip("playwright.sync_api", reason="pip install playwright")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory) -> str:
    """The script of axe-core, from npm, for these tests only."""
    if shutil.which("npm") is None:
        pytest.skip("no npm on this machine to get axe-core by")
    folder = tmp_path_factory.mktemp("axe")
    command = ["npm", "install", "--no-save", "--ignore-scripts", "--prefix", str(folder), AXE]
    got = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    if got.returncode:
        pytest.skip(f"npm could not get {AXE}: {got.stderr[-200:]}")
    return Path(folder, "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("browser") / "ledger.db") as opened:
        opened.put([*several(), failure(99)], made_by="v1")
        yield opened


@pytest.fixture(scope="module")
def attacked_ledger(tmp_path_factory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("attacked") / "ledger.db") as opened:
        web = (outcome(100 + at, of=attacked(words, f"https://evil.example/{at}")) for at, words in enumerate(ATTACKS))
        addresses = (outcome(200 + at, of=attacked("plain words", uri)) for at, uri in enumerate(ADDRESSES))
        opened.put([*hostile(), *web, *addresses], made_by="v1")
        yield opened


@pytest.fixture(scope="module")
def address(ledger) -> Iterator[str]:
    with served(ledger) as at:
        yield at


@pytest.fixture(scope="module")
def woven(tmp_path_factory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("woven") / "ledger.db") as opened:
        opened.put(circular(), made_by="v1")
        yield opened


@pytest.fixture
def page(chromium) -> Iterator[Any]:
    """A page that must not complain: every message of the console fails the test."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    opened.on("pageerror", lambda error: said.append(f"error: {error}"))
    opened.on("dialog", lambda dialog: (said.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    yield opened
    context.close()
    assert said == []
