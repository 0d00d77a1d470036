"""Write the parts of the documentation that the program itself knows.

The JSON Schema of the record; in ``commands.md`` the arguments and options
between the marks ``<!-- options: NAME -->`` and ``<!-- end -->``; in the README
what commands print, between ``<!-- output: NAME -->`` and ``<!-- end -->``::

    python docs/generate.py
"""

from __future__ import annotations

import enum
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from pathlib import Path
from tempfile import TemporaryDirectory
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import re2
import typer
from typer.core import TyperArgument, TyperGroup

from reportedly import record
from reportedly.cli import app

DOCS = Path(__file__).parent
PROGRAM = "reportedly"
"""The group's own section has the program's name, a command's the command's."""

# "<!-- options: read -->", the generated table and "<!-- end -->"
_MARKED = re2.compile(r"(?s)<!-- options: ([a-z -]+) -->\n.*?<!-- end -->")


# "<!-- output: read -->", what was printed and "<!-- end -->"
_PRINTED = re2.compile(r"(?s)<!-- output: ([a-z-]+) -->\n.*?<!-- end -->")

OUTPUTS: Mapping[str, tuple[str, ...]] = {
    "read": ("read examples/06-quay-review.html",),
    "disagree": ("read examples/0* --quiet", "figures --disagree"),
}
"""Commands that the README shows, run on a ledger of their own; what they say on stderr is left out."""


def main() -> None:
    """Bring the files up to date."""
    schema, commands, readme = DOCS / "record.schema.json", DOCS / "commands.md", DOCS.parent / "README.md"
    schema.write_text(schema_text(), encoding="utf-8")
    commands.write_text(with_tables(commands.read_text(encoding="utf-8")), encoding="utf-8")
    readme.write_text(with_outputs(readme.read_text(encoding="utf-8")), encoding="utf-8")


def with_outputs(page: str) -> str:
    """The page with what its commands print between its marks made anew.

    Raises:
        KeyError: the page names an output that is not in :data:`OUTPUTS`.
    """
    return _PRINTED.sub(lambda m: f"<!-- output: {m[1]} -->\n{_output(OUTPUTS[m[1]])}\n<!-- end -->", page)


def _output(lines: tuple[str, ...]) -> str:
    """The commands and what the last of them prints, as a console block."""
    with TemporaryDirectory() as folder:
        environment = {**os.environ, "COLUMNS": "112", "NO_COLOR": "1", "REPORTEDLY_LEDGER": f"{folder}/ledger.db"}
        for line in lines:
            words = (found for word in line.split() for found in (_matching(word) if "*" in word else [word]))
            command = [sys.executable, "-m", "reportedly", *words]
            done = subprocess.run(command, cwd=DOCS.parent, env=environment, capture_output=True, text=True, check=True)
    printed = "\n".join(row.rstrip() for row in done.stdout.rstrip().splitlines())
    asked = "\n".join(f"$ {PROGRAM} {line}" for line in lines)
    return f"```console\n{asked}\n{printed}\n```"


def _matching(pattern: str) -> list[str]:
    """What a shell would put in the place of the pattern."""
    return sorted(str(path.relative_to(DOCS.parent)) for path in DOCS.parent.glob(pattern))


def schema_text() -> str:
    """The record's JSON Schema as it is published."""
    return json.dumps(_dedented(record.schema()), indent=2, ensure_ascii=False) + "\n"


def with_tables(page: str) -> str:
    """The page with the tables between its marks made anew.

    Raises:
        KeyError: the page has a table for a command that is not there.
    """
    tables = {name: "\n".join(_table(command)) for name, command in commands().items()}
    return _MARKED.sub(lambda m: f"<!-- options: {m[1]} -->\n{tables[m[1]]}\n<!-- end -->", page)


def commands() -> Mapping[str, Any]:
    """Every command by name, the program itself first."""
    group = typer.main.get_command(app)
    return {PROGRAM: group, **dict(_below(group))}


def _below(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """The commands of a group and of the groups in it: ``desk``, ``desk users add``."""
    for name, command in getattr(group, "commands", {}).items():
        if not command.hidden:
            if parameters(command) or not isinstance(command, TyperGroup):
                yield " ".join((*path, name)), command
            yield from _below(command, (*path, name))


def parameters(command: Any) -> tuple[Any, ...]:
    """The arguments and options that the command's help shows, but those that every program has."""
    return tuple(p for p in command.params if not p.hidden and "completion" not in p.name)


def _dedented(node: Any) -> Any:
    """The schema with its descriptions, which are docstrings, as Python 3.13 and later keep them."""
    match node:
        case {"description": str(text), **rest}:
            return {key: cleandoc(text) if key == "description" else _dedented(rest[key]) for key in node}
        case dict():
            return {key: _dedented(value) for key, value in node.items()}
        case list():
            return [_dedented(value) for value in node]
    return node


def _table(command: Any) -> Iterator[str]:
    if not parameters(command):
        return
    types = get_type_hints(command.callback)
    yield from ("| Argument or option | Default | Means |", "|---|---|---|")
    for parameter in parameters(command):
        cells = (_written(parameter, types.get(parameter.name)), _default(parameter), " ".join(parameter.help.split()))
        yield "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _written(parameter: Any, kind: Any) -> str:
    """How the parameter is typed: ``--limit`` with a value, ``--again / --no-again`` with none."""
    if isinstance(parameter, TyperArgument):
        return f"`{parameter.metavar or parameter.name.upper()}`"
    names = ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))
    value = parameter.metavar or "`, `".join(_choices(kind))
    return f"{names} `{value}`" if value else names


def _choices(kind: Any) -> tuple[str, ...]:
    """The values of an enumeration, also where it may be left out (``Format | None``)."""
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return tuple(str(member.value) for member in kind)
    if get_origin(kind) is Literal:
        return tuple(map(str, get_args(kind)))
    if get_origin(kind) in {Union, UnionType, Annotated}:
        return tuple(choice for part in get_args(kind) for choice in _choices(part))
    return ()


def _default(parameter: Any) -> str:
    """The default as the help says it; a path that differs from machine to machine is told in words."""
    if parameter.required:
        return "required"
    if isinstance(parameter.show_default, str):
        return parameter.show_default
    default = parameter.default.value if isinstance(parameter.default, enum.Enum) else parameter.default
    if isinstance(default, bool) or not isinstance(default, str | int | float):
        return ""
    return f"`{default}`"


if __name__ == "__main__":
    main()
