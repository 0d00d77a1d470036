"""What pages look like, as data: one folder a language, one file a subject, loaded once per process."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import re2


@cache
def load(subject: str, language: str = "en") -> dict[str, Any]:
    """The lexicon of a subject (``furniture``, ``roles``, …) in a language.

    Callers read it and never write to it.
    """
    with files(__package__).joinpath(language, f"{subject}.toml").open("rb") as handle:
        return tomllib.load(handle)


def alternatives(words: list[str]) -> str:
    """A pattern for any of the words, the longest first so that none hides another."""
    return "|".join(re2.escape(word) for word in sorted(words, key=len, reverse=True))
