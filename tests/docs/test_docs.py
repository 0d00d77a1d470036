"""The documentation says what the program does: nothing missing, nothing stale, no broken link."""

from __future__ import annotations

import ast
import importlib.util
import inspect
import os
import re
import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from reportedly import data, errors

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "examples").glob("*.md")])
EXAMPLES = sorted((ROOT / "examples").glob("*.html")) + sorted((ROOT / "examples").glob("*.txt"))


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_generate", DOCS / "generate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


generate = _generator()


def _text(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def _section(page: str, heading: str) -> str:
    """What stands under a heading, up to the next of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    assert f"\n{heading}\n" in page, f"no section {heading!r}"
    below = page.split(f"\n{heading}\n", 1)[1]
    # "## Claim" after "## Article", but not "### Hop"
    return re.split(rf"\n#{{1,{level}}} ", below, maxsplit=1)[0]


def _public_types(module: ModuleType) -> list[type]:
    own = [value for name, value in vars(module).items() if inspect.isclass(value) and not name.startswith("_")]
    return [value for value in own if value.__module__ == module.__name__]


NOUNS = [noun for noun in _public_types(data) if is_dataclass(noun)]
RECORDED = [noun for noun in NOUNS if noun.__name__ not in {"Page", "Visit", "Entry", "Failure", "Outcome"}]


@pytest.mark.parametrize("name", [name for name in generate.commands() if name != generate.PROGRAM])
def test_a_command_has_a_section_with_all_its_options(name: str) -> None:
    section = _section(_text("commands.md"), f"## `reportedly {name}`")
    for parameter in generate.parameters(generate.commands()[name]):
        for written in [parameter.metavar or parameter.name.upper()] if _is_argument(parameter) else parameter.opts:
            assert f"`{written}`" in section, f"{name} {written} has no line in docs/commands.md: make docs"


def _is_argument(parameter: Any) -> bool:
    return not any(name.startswith("-") for name in parameter.opts)


def test_no_section_is_about_a_command_that_is_gone() -> None:
    # "## `reportedly read`", "## `reportedly desk users add`"
    told = re.findall(r"^## `reportedly ([a-z -]+)`$", _text("commands.md"), flags=re.MULTILINE)
    assert sorted(told) == sorted(name for name in generate.commands() if name != generate.PROGRAM)


def test_the_tables_of_options_are_up_to_date() -> None:
    page = _text("commands.md")
    assert page == generate.with_tables(page), "docs/commands.md is stale: make docs"


def test_the_readme_shows_what_commands_print() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    assert page == generate.with_outputs(page), "README.md is stale: make docs"


def test_the_json_schema_is_up_to_date() -> None:
    assert _text("record.schema.json") == generate.schema_text(), "docs/record.schema.json is stale: make docs"


@pytest.mark.parametrize("noun", _public_types(data), ids=lambda noun: noun.__name__)
def test_a_noun_is_explained(noun: type) -> None:
    assert f"`{noun.__name__}`" in _text("concepts.md"), f"{noun.__name__} has no line in docs/concepts.md"


@pytest.mark.parametrize("noun", RECORDED, ids=lambda noun: noun.__name__)
def test_a_field_of_the_record_is_explained_with_its_values(noun: type) -> None:
    level = "###" if f"\n### {noun.__name__}\n" in _text("record.md") else "##"
    section = _section(_text("record.md"), f"{level} {noun.__name__}")
    hints = get_type_hints(noun)
    for field in fields(noun):
        assert f"`{field.name}`" in section, f"{noun.__name__}.{field.name} has no line in docs/record.md"
        for value in _values(hints[field.name]):
            assert f"`{value}`" in section, f"{noun.__name__}.{field.name} may be {value!r}: say so in docs/record.md"


def _values(kind: Any) -> list[str]:
    """The values that a field's type lists."""
    parts = get_args(kind)
    if str(get_origin(kind)) == "typing.Literal":
        return [str(part) for part in parts]
    return [value for part in parts if part is not Ellipsis for value in _values(part)]


@pytest.mark.parametrize("error", _public_types(errors), ids=lambda error: error.__name__)
def test_an_error_is_explained(error: type) -> None:
    assert f"`{error.__name__}`" in _text("failures.md"), f"{error.__name__} has no line in docs/failures.md"


@pytest.mark.parametrize(
    ("room", "heading"),
    [("claims", "## Words of claims"), ("article", "## Words of pages"), ("threads", "## Words across articles")],
)
def test_every_lexicon_is_in_its_table(room: str, heading: str) -> None:
    # "| `cues.toml` | words that attribute"
    told = re.findall(r"^\| `(\w+\.toml)` \|", _section(_text("lexicons.md"), heading), flags=re.MULTILINE)
    files = [path.name for path in (ROOT / "src/reportedly" / room / "lexicon/en").glob("*.toml")]
    assert sorted(told) == sorted(files)


def test_every_room_has_a_page_of_reference() -> None:
    rooms = {path.parent.name for path in (ROOT / "src/reportedly").glob("*/__init__.py")} - {"cli"}  # commands.md
    assert rooms <= {path.stem for path in (DOCS / "reference").glob("*.md")}


def test_reference_names_modules_that_are_there() -> None:
    for page in (DOCS / "reference").glob("*.md"):
        # as in "::: reportedly.claims.times"
        for name in re.findall(r"^::: (reportedly[\w.]*)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE):
            assert importlib.util.find_spec(name), f"{page.name} names {name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    # as in "[The record](record.md#claim)"
    for target, anchor in re.findall(r"\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]+))?\)", text):
        there = (page.parent / target).resolve() if target else page
        assert there.exists(), f"{page.name} points to {target}"
        if anchor:
            assert anchor in _anchors(there.read_text(encoding="utf-8")), f"{page.name} points to {target}#{anchor}"


def _anchors(text: str) -> set[str]:
    # "## Words of claims" is #words-of-claims
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings}


def test_python_in_the_docs_parses() -> None:
    for page in PAGES:
        for code in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL):
            body = code if not code.rstrip().endswith('"""') or not code.startswith("def ") else f"{code}    ...\n"
            ast.parse(body)


def test_the_examples_are_told() -> None:
    told = (ROOT / "examples/README.md").read_text(encoding="utf-8")
    assert EXAMPLES
    for example in EXAMPLES:
        assert f"`{example.name}`" in told


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_an_example_reads(example: Path) -> None:
    from reportedly import flow

    (page,) = flow.pages([example])
    assert isinstance(page, data.Page)
    result = flow.read_page(page).result
    assert isinstance(result, data.Reading), result
    assert result.article.headline
    assert result.article.published
    assert len(result.claims) >= 2
    assert result.figures


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert (tmp_path / "record.schema.json").is_file()
    assert ":class:" not in "".join(page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.html"))
