"""How likely an attribution is right: what the network was sure of, and whether the parse agrees.

A logistic regression over a dozen features, fitted on the development part of
PolNeAR by ``training.calibrate``: of claims with score 0.8, four in five should
have the right content and source.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from reportedly.claims.attribution.links import Linked
from reportedly.claims.parse import Token
from reportedly.data import Profile

_FARTHEST_SUBJECT = 4
"""Verbs that are climbed to find a subject: "he tried to begin to say" is three."""


def features(entry: Linked, cue: Sequence[Token], source: Sequence[Token], *, known: bool) -> Mapping[str, float]:
    """What the score is made of; ``known`` says whether the cue's head word is in the lexicon of cues."""
    found = subject(cue)
    inside = {(id(t.doc), t.i) for t in source}
    agrees = found is not None and (id(found.doc), found.i) in inside
    words = sum(p.last - p.first + 1 for p in entry.content)
    return {
        "one": 1.0,
        "content": min(p.score for p in entry.content),
        "content edge": max(-4.0, min(p.edge for p in entry.content)),
        "cue": min(p.score for p in entry.cue),
        "source": min((p.score for p in entry.source), default=0.0),
        "no source": float(not entry.source),
        "source link": max(-4.0, entry.source_link),
        "no source link": 0.0 if entry.source else max(-4.0, entry.source_link),
        "content link": max(-4.0, entry.content_link),
        "words": min(3.5, math.log(words)),
        "parts": float(min(3, len(entry.content)) - 1),
        "known": float(known),
        "subject agrees": float(agrees),
        "subject elsewhere": float(found is not None and not agrees),
    }


def subject(cue: Sequence[Token]) -> Token | None:
    """The word that the parse has as the subject of the cue's last verb, or as the agent of a passive."""
    for verb in reversed([t for t in cue if t.pos in ("VERB", "AUX")]):
        word = verb
        for _ in range(_FARTHEST_SUBJECT):
            named = next((c for c in word.children if c.dep == "nsubj"), None)
            if named is not None:
                return named
            passive = any(c.dep == "nsubjpass" for c in word.children)
            if passive or word.dep not in ("conj", "xcomp", "aux", "advcl") or word.head is word:
                break
            word = word.head
        agent = next((c for c in verb.children if c.dep == "agent"), None)
        if agent is not None and (named := next((c for c in agent.children if c.dep == "pobj"), None)) is not None:
            return named
    return None


def score(found: Mapping[str, float], profile: Profile, language: str) -> float:
    """The probability between 0 and 1 that content and source are right."""
    weights = _weights(profile, language)
    # a feature that was added since the last fit counts nothing until the next
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in found.items())))


@cache
def _weights(profile: Profile, language: str) -> Mapping[str, float]:
    text = files("reportedly.models").joinpath(language, "scores.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text)[profile])
