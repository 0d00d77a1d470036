"""Lexicons as data: one folder a language, one file a subject, loaded once per process."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load(subject: str, language: str = "en") -> dict[str, Any]:
    """The lexicon of a subject (``cues``, ``units``, …) in a language.

    Callers read it and never write to it.
    """
    with files(__package__).joinpath(language, f"{subject}.toml").open("rb") as handle:
        return tomllib.load(handle)
