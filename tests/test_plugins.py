"""Plug-ins: the example is installed as a user would, without a network, and used; broken ones are named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import EntryPoint
from io import BytesIO
from pathlib import Path

import pytest

from reportedly import lexicons, plugins
from reportedly.data import Failure, Page
from reportedly.errors import PluginBroken, QueryError
from reportedly.lexicons import _with
from reportedly.read import contents as room
from reportedly.read import pages

EXAMPLE = Path(__file__).parents[1] / "examples" / "plugin"
BULLETINS = """#### https://harbour.example/1
Ferry is late

March 3, 2025 - 09:00

“We will sail in the afternoon,” Mayor Anna Osei said on Monday. The Harbour Gazette reports that 40 lorries had waited.
#### https://harbour.example/2
Bridge is closed

March 4, 2025 - 09:00

“We found a crack in the pier,” Mayor Anna Osei said on Tuesday. The road is closed to lorries.
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which the example is installed."""
    target = tmp_path_factory.mktemp("installed")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, "--target", target, EXAMPLE], check=True)
    return {**os.environ, "PYTHONPATH": str(target), "NO_COLOR": "1", "REPORTEDLY_LEDGER": str(target / "ledger.db")}


def run(environment: dict[str, str], *arguments: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "reportedly", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, timeout=120, check=False)


def test_the_example_reads_writes_and_knows_words(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "march.bulletin").write_text(BULLETINS, encoding="utf-8")
    done = run(environment, "read", tmp_path / "march.bulletin", "--workers", 0, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["article"]["uri"] for one in records] == ["https://harbour.example/1", "https://harbour.example/2"]
    outlets = [actor["name"] for actor in records[0]["actors"] if actor["kind"] == "outlet"]
    assert any("Harbour Gazette" in name for name in outlets)
    again = run(environment, "read", tmp_path / "march.bulletin", "--workers", 0)
    assert b"2 pages read before" in again.stderr
    quotes = run(environment, "export", "quotes")
    assert quotes.returncode == 0, quotes.stderr
    assert "“We found a crack in the pier,” — Mayor Anna Osei" in quotes.stdout.decode()


def test_readings_are_signed_with_the_packs_that_made_them(environment: dict[str, str]) -> None:
    script = "from reportedly.flow import made_by; print(made_by('fast'))"
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("-fast+reportedly-harbour-1.0")


def test_a_plugin_that_cannot_be_imported_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint(name="odd", value="nowhere_at_all:X", group=plugins.EXPORTERS)
    monkeypatch.setattr(plugins, "entry_points", lambda **_: [broken])
    with pytest.raises(PluginBroken, match=r"nowhere_at_all.* can't be imported \(ModuleNotFoundError"):
        plugins.find(plugins.EXPORTERS, "odd")
    with pytest.raises(PluginBroken):
        list(plugins.every(plugins.EXPORTERS))


def test_two_plugins_of_one_name_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    both = [EntryPoint(name="csv", value=f"{module}:X", group=plugins.EXPORTERS) for module in ("one", "two")]
    monkeypatch.setattr(plugins, "entry_points", lambda **_: both)
    with pytest.raises(PluginBroken, match="claimed by one, two"):
        plugins.find(plugins.EXPORTERS, "csv")


def test_a_name_that_nobody_has_is_refused() -> None:
    with pytest.raises(QueryError, match=r"no 'nothing' among reportedly.exporters: annotation, "):
        plugins.find(plugins.EXPORTERS, "nothing")


class Odd:
    """A reader that makes a mistake after its first page."""

    def reads(self, head: bytes, name: str) -> bool:
        return head.startswith(b"ODD") and name != "b.txt"

    def pages(self, stream, uri):
        assert stream.read(3) == b"ODD"
        yield Page(uri=uri, body=b"one")
        raise ZeroDivisionError


@pytest.mark.parametrize("piped", [False, True])
def test_a_readers_mistake_costs_its_input_only(piped: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "_readers", lambda: (Odd(),))
    (tmp_path / "a.odd").write_bytes(b"ODD input")
    (tmp_path / "b.txt").write_bytes(b"plain")
    given = ["-", tmp_path / "b.txt"] if piped else [tmp_path]
    first, failure, plain = pages(given, stdin=BytesIO(b"ODD input"))
    assert isinstance(first, Page)
    assert isinstance(failure, Failure)
    assert (failure.reason, "Odd can't read" in failure.detail) == ("InputUnreadable", True)
    assert isinstance(plain, Page)
    assert plain.body == b"plain"


def test_packs_add_and_do_not_replace() -> None:
    have = {"POL": {"agencies": [["PAP"]], "outlets": [["Onet"]]}, "units": {"km": "kilometre"}}
    more = {"POL": {"outlets": [["Onet"], ["Gazette"]]}, "NEW": {"outlets": [["N"]]}, "units": {"nm": "mile"}}
    assert _with(have, more, where="pack") == {
        "POL": {"agencies": [["PAP"]], "outlets": [["Onet"], ["Gazette"]]},
        "units": {"km": "kilometre", "nm": "mile"},
        "NEW": {"outlets": [["N"]]},
    }
    with pytest.raises(PluginBroken, match="packs add"):
        _with(have, {"units": {"km": "other"}}, where="pack")
    with pytest.raises(PluginBroken, match="packs add"):
        _with(have, {"POL": ["list"]}, where="pack")


def test_without_packs_lexicons_are_the_rooms_own() -> None:
    assert lexicons.packs() == ()
