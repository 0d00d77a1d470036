"""Lexicons as data: each room has a package with one folder a language and one TOML file a subject."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import re2


def loader(package: str) -> Callable[..., dict[str, Any]]:
    """How a room loads its lexicons: by subject and language, once per process; what it gets is only read."""

    @cache
    def load(subject: str, language: str = "en") -> dict[str, Any]:
        with files(package).joinpath(language, f"{subject}.toml").open("rb") as handle:
            return tomllib.load(handle)

    return load


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first so that none hides another."""
    return "|".join(re2.escape(word) for word in sorted(words, key=len, reverse=True))
