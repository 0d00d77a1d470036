"""Lexicons as data: each room has a package with one folder a language and one TOML file a subject."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import re2

from reportedly import plugins
from reportedly.errors import PluginBroken


def loader(package: str) -> Callable[..., dict[str, Any]]:
    """How a room loads its lexicons: by subject and language, once per process; what it gets is only read.

    Packs that were installed add to what the room has: words to its lists, entries to its tables.
    """
    room = package.split(".")[1]

    @cache
    def load(subject: str, language: str = "en") -> dict[str, Any]:
        found = _read(files(package), subject, language)
        for maker, pack in packs():
            added = _read(files(pack) / room, subject, language)
            found = _with(found, added, where=f"{maker}, {room}/{language}/{subject}.toml")
        if not found:
            raise FileNotFoundError(f"no lexicon {language}/{subject}.toml in {package}")
        return found

    return load


@cache
def packs() -> tuple[tuple[str, str], ...]:
    """The installed packs of words: who made each, as ``name-1.2``, and the package that holds its files."""
    return tuple((plugins.maker(entry), module.__name__) for entry, module in plugins.every(plugins.LEXICONS))


def _read(folder: Traversable, subject: str, language: str) -> dict[str, Any]:
    """A lexicon's file, empty where there is none."""
    file = folder.joinpath(language, f"{subject}.toml")
    if not file.is_file():
        return {}
    with file.open("rb") as handle:
        try:
            return tomllib.load(handle)
        except ValueError as error:  # not TOML, or not UTF-8
            raise PluginBroken(f"{file} is no TOML: {error}") from error


def _with(words: Any, added: Any, *, where: str) -> Any:
    """Words with more words of the same shape; what was there stays.

    Raises:
        PluginBroken: the shapes differ, or an entry says something else than the one that is there.
    """
    if isinstance(words, dict) and isinstance(added, dict):
        more = {key: _with(words[key], value, where=where) if key in words else value for key, value in added.items()}
        return {**words, **more}
    if isinstance(words, list) and isinstance(added, list):
        return [*words, *(word for word in added if word not in words)]
    if words == added:
        return words
    raise PluginBroken(f"{where} says {added!r} where there is {words!r} already: packs add, they don't replace")


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first so that none hides another."""
    return "|".join(re2.escape(word) for word in sorted(words, key=len, reverse=True))
