"""What the tagger marked → attributions as spans of the article's text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reportedly import models
from reportedly.claims import lexicon
from reportedly.claims.attribution.links import Linked, linked
from reportedly.claims.attribution.quotations import MARKS
from reportedly.claims.attribution.scores import features, score, subject
from reportedly.claims.attribution.tags import Part, parts
from reportedly.claims.draft import Attribution, Draft
from reportedly.claims.parse import Token, Words
from reportedly.data import Profile, Span, Spans
from reportedly.models.tagger import Tagged

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLAUSES = frozenset({"acl", "ccomp", "relcl"})

EAGER = 0.6
"""What is taken from the log probability of "no role", so that more is proposed; the score decides what is kept."""

LEAST = 0.35
"""Claims that score lower are left out. F1 on the development part of PolNeAR is highest, within 0.2 points, from 0.3
to 0.5 (training.calibrate); and a missed claim is lost, while a weak one says so."""


def signature(profile: Profile) -> str:
    """What claims are signed with: the weights and the profile that found them."""
    return f"tagger-{models.VERSION}-{profile}"


def read(
    tagged: Tagged, texts: Sequence[Words], starts: Sequence[int], *, profile: Profile, language: str
) -> Iterator[tuple[Attribution, Mapping[str, float]]]:
    """The attributions that the tagger saw, cut as its training data cuts them, with what their score is made of.

    ``texts`` hold the words that were tagged, in the same order, ``starts`` where
    the doc of each begins in the article.
    """
    words = [(start, token) for start, text in zip(starts, texts, strict=True) for token in text]
    edges = (np.flatnonzero(np.diff(tagged.window) | np.diff(tagged.paragraph)) + 1).tolist()
    role = tagged.role.copy()
    role[:, 0] -= EAGER
    found = list(parts(role, starts=[0, *edges] if words else []))
    at = 0
    while at < len(found):
        window = tagged.window[found[at].first]
        end = at
        while end < len(found) and tagged.window[found[end].first] == window:
            end += 1
        for entry in linked(found[at:end], tagged.links, tagged.paragraph):
            home = tagged.paragraph[entry.cue[0].first]
            near = [p for p in entry.content if tagged.paragraph[p.first] == home or words[p.first][1].text in MARKS]
            entry.content = near or entry.content  # only quotations run on into other paragraphs
            _mend_source(entry, words, tagged.paragraph)
            cue, source = (
                [words[i][1] for part in side for i in range(part.first, part.last + 1)]
                for side in (entry.cue, entry.source)
            )
            lemma = head_lemma(cue, language)
            told = features(entry, cue, source, known=lemma in _known(language))
            yield (
                Attribution(
                    source=_spans(entry.source, words),
                    cue=_spans(entry.cue, words),
                    content=_spans(entry.content, words),
                    lemma=lemma,
                    score=round(score(told, profile, language), 3),
                    made_by=signature(profile),
                ),
                told,
            )
        at = end


def _mend_source(entry: Linked, words: Sequence[tuple[int, Token]], paragraph: NDArray[np.int64]) -> None:
    """Take the subject of an active cue for its source where it was taken for content, and no other is near."""
    first = entry.cue[0].first
    elsewhere = not entry.source or paragraph[entry.source[0].first] != paragraph[first]
    if not elsewhere or len(entry.content) < 2:
        return
    found = subject([words[at][1] for part in entry.cue for at in range(part.first, part.last + 1)])
    for part in entry.content:
        inside = found is not None and any(words[at][1] is found for at in range(part.first, part.last + 1))
        if inside and part.last < first:
            entry.source = [part]
            entry.content = [p for p in entry.content if p is not part]
            return


def candidates(draft: Draft, profile: Profile) -> Iterator[tuple[Attribution, Mapping[str, float]]]:
    """What may be attributions of the article, in nobody's words, with what their score is made of."""
    assert draft.tagged is not None  # noqa: S101  what the stage needs
    texts, starts = [p.doc[:] for p in draft.paragraphs], [p.block.start for p in draft.paragraphs]
    language = draft.article.language or "en"
    return read(draft.tagged, texts, starts, profile=profile, language=language)


def _spans(found: Sequence[Part], words: Sequence[tuple[int, Token]]) -> Spans:
    spans = []
    for part in found:
        start, first = words[part.first]
        _, last = words[part.last]
        spans.append(Span(start + first.idx, start + last.end))
    return tuple(sorted(spans))


def tells(token: Token, language: str) -> bool:
    """Whether the word attributes something: a cue with a subject, a noun with a clause of its own, "according"."""
    if token.lowered == "according":
        return True
    if token.pos not in ("VERB", "NOUN") or token.lemma not in _known(language):
        return False
    wanted = _SUBJECTS if token.pos == "VERB" else _CLAUSES
    return any(child.dep in wanted for child in token.children)


def head_lemma(cue: Sequence[Token], language: str) -> str:
    """The dictionary form of the cue's head word, for the lexicons: its known verb or noun, else its root."""
    known = _known(language)
    verbs = [t for t in cue if t.pos == "VERB"]
    for token in (*reversed(verbs), *cue):
        if token.lemma in known:
            return token.lemma
    inside = {t.i for t in cue}
    top = next((t for t in cue if t.head.i not in inside or t.head is t), None)
    return (verbs[-1] if verbs else top or cue[0]).lemma if cue else ""


@cache
def _known(language: str) -> frozenset[str]:
    cues = lexicon.load("cues", language)
    verbs = (word for words in cues["verbs"].values() for word in words)
    nouns = (word for words in cues["nouns"].values() for word in words)
    return frozenset(
        (
            *verbs,
            *nouns,
            *cues["participles"]["cite"],
            *cues["participles"]["elaborate"],
            *cues["phrases"]["heads"],
            ":",
        )
    )
