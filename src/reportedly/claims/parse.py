"""A parsed text: its words, what each hangs on, and where sentences and names stand.

The scheme is that of the English treebanks as spaCy's small pipeline writes it:
Penn tags, ClearNLP dependencies, OntoNotes entity types.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, overload
from unicodedata import category


class Token:
    """A word or mark, its place in the text and in the tree."""

    __slots__ = (
        *("doc", "i", "idx", "text", "lowered", "lemma", "tag", "pos", "dep", "head", "children"),
        *("ent", "ent_begins", "sent_start"),
    )

    def __init__(self, doc: Doc, i: int, text: str, idx: int) -> None:
        self.doc, self.i, self.text, self.idx = doc, i, text, idx
        self.lowered = text.lower()
        self.tag = self.dep = self.pos = self.ent = ""
        self.lemma = self.lowered
        self.ent_begins = self.sent_start = False
        self.head: Token = self
        self.children: list[Token] = []

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return f"Token({self.text!r}, {self.tag}, {self.dep})"

    @property
    def end(self) -> int:
        """Where the word ends, in the doc's text."""
        return self.idx + len(self.text)

    @property
    def sent(self) -> Words:
        """The sentence that holds the word."""
        return self.doc.sents[bisect_right(self.doc.sent_starts, self.i) - 1]

    @property
    def spaced(self) -> bool:
        """Whether white space follows."""
        return self.doc.text[self.end : self.end + 1].isspace()

    @property
    def is_space(self) -> bool:
        """Whether the word is nothing but white space."""
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        """Whether the word is a mark of punctuation."""
        return self.pos == "PUNCT"

    @property
    def ent_goes_on(self) -> bool:
        """Whether the word is in a named entity that began before it."""
        return bool(self.ent) and not self.ent_begins

    @property
    def is_currency(self) -> bool:
        """Whether the word is a sign of money."""
        return len(self.text) == 1 and category(self.text) == "Sc"

    def conjuncts(self) -> list[Token]:
        """All words that are joined with the word by "and", "or" and the like, without it."""
        first = self
        while first.dep == "conj" and first.head is not first:
            first = first.head
        found, waiting = [], [first]
        while waiting:
            token = waiting.pop()
            found.append(token)
            waiting.extend(child for child in token.children if child.dep == "conj")
        return sorted((t for t in found if t is not self), key=lambda t: t.i)

    def subtree(self) -> list[Token]:
        """The word and all that hangs on it, in text order."""
        found, waiting = [], [self]
        while waiting:
            token = waiting.pop()
            found.append(token)
            waiting.extend(token.children)
        found.sort(key=lambda token: token.i)
        return found

    @property
    def left_edge(self) -> Token:
        """The first word of the subtree."""
        return self.subtree()[0]

    @property
    def right_edge(self) -> Token:
        """The last word of the subtree."""
        return self.subtree()[-1]


class Words:
    """Neighbouring words of a doc, from ``start`` until before ``end``; ``label`` is the type of a named entity."""

    __slots__ = ("doc", "end", "label", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        self.doc, self.start, self.end, self.label = doc, start, end, label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __repr__(self) -> str:
        return f"Words({self.text!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and (self.doc, self.start, self.end) == (other.doc, other.start, other.end)

    def __hash__(self) -> int:
        return hash((id(self.doc), self.start, self.end))

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Words: ...
    def __getitem__(self, at: int | slice) -> Token | Words:
        if isinstance(at, slice):
            start, stop, _ = at.indices(len(self))
            return Words(self.doc, self.start + start, self.start + max(start, stop))
        return self.doc.tokens[self.start : self.end][at]

    def __contains__(self, token: object) -> bool:
        return isinstance(token, Token) and token.doc is self.doc and self.start <= token.i < self.end

    @property
    def idx(self) -> int:
        """Where the words begin, in the doc's text."""
        return self.doc.tokens[self.start].idx if self.start < len(self.doc.tokens) else len(self.doc.text)

    @property
    def last(self) -> int:
        """Where the words end, in the doc's text."""
        return self.doc.tokens[self.end - 1].end if self.end > self.start else self.idx

    @property
    def text(self) -> str:
        """The words as they stand, without white space around them."""
        return self.doc.text[self.idx : self.last]

    @property
    def sent(self) -> Words:
        """The sentence that holds the first word."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The word of them that is highest in the tree, the first where several are."""
        tops = [t for t in self if t.head is t or not self.start <= t.head.i < self.end]
        if len(tops) < 2:
            return tops[0]
        return min(tops, key=lambda token: (_depth(token), token.i))


class Doc:
    """A text with its words in order."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self.tokens = [Token(self, i, text[start:end], start) for i, (start, end) in enumerate(spans)]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __repr__(self) -> str:
        return f"Doc({self.text!r})"

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Words: ...
    def __getitem__(self, at: int | slice) -> Token | Words:
        if isinstance(at, slice):
            start, stop, _ = at.indices(len(self.tokens))
            return Words(self, start, max(start, stop))
        return self.tokens[at]

    @cached_property
    def sent_starts(self) -> list[int]:
        """The first words of the sentences."""
        return [t.i for t in self.tokens if t.sent_start]

    @cached_property
    def sents(self) -> list[Words]:
        """The sentences."""
        starts = self.sent_starts
        if not starts:
            return []
        return [Words(self, a, b) for a, b in zip(starts, [*starts[1:], len(self.tokens)], strict=True)]

    @cached_property
    def ents(self) -> list[Words]:
        """The named entities."""
        found: list[Words] = []
        for token in self.tokens:
            if token.ent and (
                token.ent_begins or not found or found[-1].end != token.i or found[-1].label != token.ent
            ):
                found.append(Words(self, token.i, token.i + 1, token.ent))
            elif token.ent:
                found[-1].end += 1
        return found

    @cached_property
    def _starts(self) -> list[int]:
        return [t.idx for t in self.tokens]

    @cached_property
    def _ends(self) -> list[int]:
        return [t.end for t in self.tokens]

    def words(self, start: int, end: int, cut: Literal["strict", "expand", "contract"] = "strict") -> Words | None:
        """The words between two characters; None where they cover none, or, if strict, part of one only."""
        if cut == "contract":
            first, last = bisect_left(self._starts, start), bisect_right(self._ends, end)
        else:
            first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        if first >= last:
            return None
        if cut == "strict" and (self._starts[first] != start or self._ends[last - 1] != end):
            return None
        return Words(self, first, last)


def _depth(token: Token) -> int:
    depth = 0
    while token.head is not token:
        token = token.head
        depth += 1
    return depth
