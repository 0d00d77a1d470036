"""Who said what: source, cue and content as spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from reportedly import models
from reportedly.claims.attribution.behind import spoken_behind
from reportedly.claims.attribution.cutting import continued, cut
from reportedly.claims.attribution.echoes import framed, pointed
from reportedly.claims.attribution.naming import numbers_named
from reportedly.claims.attribution.reading import LEAST, candidates, read, signature, tells
from reportedly.claims.attribution.speakers import according, before_colons, cited, citing, elaborated
from reportedly.claims.draft import Attribution, Draft
from reportedly.claims.parse import Words
from reportedly.data import Profile

_NEST_WORDS = 5
"""Fewer words hold no speech of others worth a claim of its own."""


@dataclass(frozen=True, slots=True)
class AttributeClaims:
    """Find source, cue and content of everything that somebody is said to say.

    The corpus that the tagger learnt from marks no speech within speech; so each
    content that has a word of saying in it is read again by itself.
    """

    profile: Profile = "fast"
    needs: ClassVar[frozenset[str]] = frozenset({"paragraphs", "tagged"})
    adds: ClassVar[frozenset[str]] = frozenset({"attributions"})

    def __call__(self, draft: Draft) -> Draft:
        """Add the attributions in text order."""
        text, language = draft.article.text, draft.article.language or "en"
        outer = list(pointed(list(self.outer(draft)), draft.paragraphs, language=language))
        inner = _cut(self._nested(draft, outer), text)
        spoken = list(continued(_cut(outer, text), draft.paragraphs))
        spoken += before_colons(draft.paragraphs, spoken, language=language, made_by=signature(self.profile))
        spoken += citing(draft.paragraphs, spoken, made_by=signature(self.profile))
        found = {(a.source, a.content): a for a in cited(elaborated((*spoken, *inner), language), text, language)}
        return replace(draft, attributions=tuple(sorted(found.values(), key=lambda a: (a.content, a.cue))))

    def outer(self, draft: Draft) -> Iterator[Attribution]:
        """The attributions that stand in nobody's words, cut as the tagger's corpus cuts them."""
        found = [a for a, _ in candidates(draft, self.profile) if a.score >= LEAST]
        language, made_by = draft.article.language or "en", signature(self.profile)
        found = list(spoken_behind(draft.paragraphs, found, language=language, made_by=made_by))
        found += framed(draft.paragraphs, found, language=language, made_by=made_by)
        found += numbers_named(draft.paragraphs, found, language=language, made_by=made_by)
        yield from found
        yield from according(draft.paragraphs, found, made_by=made_by)

    def _nested(self, draft: Draft, outer: Sequence[Attribution]) -> Iterator[Attribution]:
        """What the tagger sees in the contents by themselves."""
        language = draft.article.language or "en"
        contents: list[Words] = []
        starts = []
        for attribution in outer:
            for part in attribution.content:
                paragraph = draft.paragraph_at(part.start)
                words = paragraph.words(part) if paragraph else None
                if (
                    paragraph
                    and words is not None
                    and len(words) >= _NEST_WORDS
                    and any(tells(t, language) for t in words)
                ):
                    contents.append(_without_opening(words))
                    starts.append(paragraph.block.start)
        if not contents:
            return
        tagged = models.load(language, self.profile)([[t.text for t in words] for words in contents])
        found = read(tagged, contents, starts, profile=self.profile, language=language)
        yield from (a for a, _ in found if a.score >= LEAST)


def _cut(attributions: Iterable[Attribution], text: str) -> Iterator[Attribution]:
    for attribution in attributions:
        if (found := cut(attribution, text)) is not None:
            yield found


def _without_opening(words: Words) -> Words:
    """The words without a mark or "that" before them: as a sentence of its own would begin."""
    start = 0
    while start < len(words) - 1 and (words[start].is_punct or words[start].lowered == "that"):
        start += 1
    return words[start:]
