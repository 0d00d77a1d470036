"""Trained models, loaded once per process by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.data import Profile

if TYPE_CHECKING:
    from reportedly.models.forest import Forest
    from reportedly.models.tagger import Tagger
    from reportedly.models.vectors import Vectors

VERSION = "2026.11"
"""Of the weights; claims are signed with it."""

_HOME = Path(__file__).parent


@cache
def load(language: str = "en", profile: Profile = "fast") -> Tagger:
    """The tagger of a language: roles, links and syntax of words.

    The weights come with the package; ``CARD.md`` beside them says what they
    were trained on and what they reach.
    """
    from reportedly.models.tagger import Tagger

    return Tagger(_HOME / language, profile)


@cache
def load_body() -> tuple[Forest, Forest]:
    """What tells an article's body from the rest of its page, in any language: a first look and a second."""
    from reportedly.models.forest import Forest

    return Forest(_HOME / "page" / "body-1.onnx"), Forest(_HOME / "page" / "body-2.onnx")


@cache
def load_vectors(language: str = "en") -> Vectors:
    """What tells how alike short texts of a language are in meaning."""
    from reportedly.models.vectors import Vectors

    return Vectors(_HOME / language)
