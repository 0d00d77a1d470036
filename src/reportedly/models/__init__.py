"""Trained models, loaded once per process by name."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.data import Profile

if TYPE_CHECKING:
    from reportedly.models.tagger import Tagger

VERSION = "2026.11"
"""Of the weights; claims are signed with it."""


@cache
def load(language: str = "en", profile: Profile = "fast") -> Tagger:
    """The tagger of a language: roles, links and syntax of words.

    The weights come with the package; ``CARD.md`` beside them says what they
    were trained on and what they reach.
    """
    from reportedly.models.tagger import Tagger

    return Tagger(Path(__file__).parent / language, profile)
