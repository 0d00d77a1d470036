"""Article → parsed paragraphs, which every later stage reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import ClassVar

import numpy as np
import re2
from numpy.typing import NDArray

from reportedly import models
from reportedly.claims import lexicon
from reportedly.claims.draft import Draft, Paragraph
from reportedly.claims.lemmas import lemma
from reportedly.claims.parse import Doc, Token
from reportedly.claims.tokens import tokens
from reportedly.data import Block, Profile

SPOKEN = frozenset({"headline", "standfirst", "paragraph", "quotation", "list"})
"""Kinds of block that claims are read from: a caption or heading seldom says who said what."""

# for example "KOLM, Norland, March 3 (Upland Press) - " or "KOLM — "
_DATELINE = re2.compile(r"^\p{Lu}[\p{Lu}' .-]+\p{Lu}(?:,[^.“\"—–]*?)?(?:\s*\([^()]+\))?\s+[-–—]+\s+")
_LONGEST_DATELINE = 100

LONGEST = 5_000
"""Characters that are parsed at once: what links a sentence's words may cost their number squared. No real paragraph
that we saw is as long."""

# 500 characters without a space: no word, and no place to cut
_UNBROKEN = re2.compile(r"\S{500}")

_CLOSING = frozenset({"”", "’", '"', "'", "''", "’’", ")", "]", "»"})

# for example ". " or "?” "
_SENTENCE_END = re2.compile(r"[.!?…][\"'”’)\]]*\s+")


@dataclass(frozen=True, slots=True)
class ParseText:
    """Read each block on its own, so that no sentence runs from one into the next.

    One pass of the tagger gives the words' syntax and, for the stage that
    attributes, their roles and links. An agency's dateline before the first
    words is nobody's claim and is left out.
    """

    profile: Profile = "fast"
    needs: ClassVar[frozenset[str]] = frozenset({"article"})
    adds: ClassVar[frozenset[str]] = frozenset({"paragraphs", "tagged"})

    def __call__(self, draft: Draft) -> Draft:
        """Add the paragraphs of the kinds that claims are read from."""
        text, language = draft.article.text, draft.article.language or "en"
        spoken = (_undated(block, text) for block in draft.article.blocks if block.kind in SPOKEN)
        blocks = [piece for block in spoken for piece in _pieces(block, text)]
        cut = tokens(language)
        docs = [Doc(part, list(cut(part))) for part in (text[b.start : b.end] for b in blocks)]
        tagger = models.load(language, self.profile)
        tagged = tagger([[token.text for token in doc] for doc in docs])
        at = 0
        for doc in docs:
            rows = slice(at, at + len(doc))
            _fill(doc, tagger.labels, tagged.tag[rows], tagged.dep[rows], tagged.ent[rows], tagged.head[rows], language)
            at += len(doc)
        return replace(
            draft,
            paragraphs=tuple(Paragraph(block, doc) for block, doc in zip(blocks, docs, strict=True)),
            tagged=tagged,
        )


def _fill(
    doc: Doc,
    labels: Mapping[str, Sequence[str]],
    tag: NDArray[np.int64],
    dep: NDArray[np.int64],
    ent: NDArray[np.int64],
    head: NDArray[np.int64],
    language: str,
) -> None:
    """Hang the network's answers on the words."""
    if not len(doc):
        return
    tags, deps, ents = labels["tag"], labels["dep"], labels["ent"]
    heads = acyclic(head).tolist()
    crossing = [0] * (len(doc) + 1)
    before = ""
    all_ = doc.tokens
    for token, t, d, e, h in zip(all_, tag.tolist(), dep.tolist(), ent.tolist(), heads, strict=True):
        token.tag, token.dep = tags[t], deps[d]
        token.head = all_[h]
        if h == token.i:
            token.dep = "ROOT"
        else:
            all_[h].children.append(token)
            if token.dep == "ROOT":
                token.dep = "dep"
            low, high = (h, token.i) if h < token.i else (token.i, h)
            crossing[low + 1] += 1
            crossing[high + 1] -= 1
        mark, _, label = ents[e].partition("-")
        token.ent = label
        token.ent_begins = bool(label) and (mark == "B" or label != before)
        before = label
        token.pos = _pos(token, language)
        token.lemma = lemma(token.text, token.tag, language)
    for token in all_:
        if token.dep == "auxpass":
            for child in token.head.children:
                child.dep = "nsubjpass" if child.dep == "nsubj" else child.dep
    open_, ended = 0, True
    for token in all_:  # a sentence begins where no branch crosses, and after a mark that ends one:
        open_ += crossing[token.i]  # the parse alone may fall apart anywhere
        token.sent_start = ended and open_ == 0
        if token.text not in _CLOSING:
            ended = token.text[-1] in ".!?…"
    all_[0].sent_start = True


def acyclic(head: NDArray[np.int64]) -> NDArray[np.int64]:
    """The heads with every ring of words opened at its first word, which becomes a root."""
    head = np.where((head >= 0) & (head < len(head)), head, np.arange(len(head)))
    while True:
        top = head
        for _ in range(max(1, len(head).bit_length())):
            top = top[top]
        ringed = np.unique(top[head[top] != top])
        if not len(ringed):
            return head
        seen: set[int] = set()
        head = head.copy()
        for start in ringed.tolist():
            if start in seen:
                continue
            ring = [start]
            while (following := int(head[ring[-1]])) not in (start, ring[-1]):
                ring.append(following)
            seen.update(ring)
            head[min(ring)] = min(ring)


def _pos(token: Token, language: str) -> str:
    """The universal part of speech of a Penn tag; auxiliaries are told by what they hang on."""
    if token.dep in ("aux", "auxpass") and token.tag != "TO":
        return "AUX"
    if token.tag == "IN" and token.dep == "mark":
        return "SCONJ"
    return _parts_of_speech(language).get(token.lowered) or _parts_of_speech(language).get(token.tag) or "X"


@cache
def _parts_of_speech(language: str) -> Mapping[str, str]:
    """Penn tag or word → part of speech; words that have only one come first."""
    table = lexicon.load("syntax", language)
    found = {tag: pos for pos, tags in table["tags"].items() for tag in tags}
    return MappingProxyType(found | {word: pos for pos, words in table["words"].items() for word in words})


def _undated(block: Block, text: str) -> Block:
    """The block without the dateline that it opens with, if it does."""
    match = _DATELINE.match(text[block.start : min(block.end, block.start + _LONGEST_DATELINE)])
    return replace(block, start=block.start + match.end()) if match and block.kind == "paragraph" else block


def _pieces(block: Block, text: str) -> Iterator[Block]:
    """The block; in parts, where it is longer than paragraphs are or has words that are none."""
    start = block.start
    while (end := _cut(text, start, block.end)) < block.end:
        yield replace(block, start=start, end=end)
        start = end
    yield replace(block, start=start)


def _cut(text: str, start: int, end: int) -> int:
    """Where the piece that begins at ``start`` ends: with a sentence, else with a word, else anywhere."""
    window = text[start : min(end, start + LONGEST)]
    if unbroken := _UNBROKEN.search(window):
        return start + int(unbroken.end())
    if len(window) == end - start:
        return end
    sentence_ends = [int(match.end()) for match in _SENTENCE_END.finditer(window)]
    return start + (sentence_ends[-1] if sentence_ends else window.rfind(" ") + 1 or len(window))
