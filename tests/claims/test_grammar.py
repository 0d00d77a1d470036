"""Every pattern of figures and times on text that a backtracking engine would not come back from."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from reportedly import claims
from reportedly.claims.figures import amounts
from reportedly.claims.grammar import Rule
from reportedly.claims.times import words

RULES = {f"figures {n} {rule.make}": rule for n, rule in enumerate(amounts.grammar().rules)}
RULES |= {f"times {n} {rule.make}": rule for n, rule in enumerate(words.grammar().rules)}
HOSTILE = ("1", "1,", "and ", "of ", "1,234 and of 5, ", "one hundred and ", "a half of ")
MEGABYTE = 1_000_000
# Classes and escapes hold no repetition: "[+*]", "\+"
ATOMS = re.compile(r"\\.|\[(?:\\.|[^\]])*\]")
# Stars, pluses and counts without an end
ENDLESS = re.compile(r"[*+]|\{\d+,\}")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_pattern_has_no_repetition_without_an_end(rule: Rule) -> None:
    assert not ENDLESS.search(ATOMS.sub("x", rule.pattern.pattern))


@pytest.mark.parametrize("unit", HOSTILE)
def test_every_pattern_reads_a_megabyte(unit: str) -> None:
    text = unit * (MEGABYTE // len(unit))
    for name, rule in RULES.items():
        ends = [match.end() for match in rule.pattern.finditer(text)]
        assert ends == sorted(set(ends)), name
        assert len(ends) <= len(text) // len(unit) * 3, name


@pytest.mark.parametrize("room", ["figures", "times"])
def test_no_room_that_reads_numbers_imports_another_engine(room: str) -> None:
    for path in (Path(claims.__file__).parent / room).glob("*.py"):
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        names = {name.name for node in tree if isinstance(node, ast.Import) for name in node.names}
        assert "re" not in names, path.name
