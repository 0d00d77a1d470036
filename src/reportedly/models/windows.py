"""Words → what the tagger's network reads: word pieces in windows of whole paragraphs.

Training and reading build their windows here, so that the network meets in an
article what it met when it was trained.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

WINDOW = 254
"""Word pieces in a window, its first and last mark left out. The network was trained on windows of this size."""

_PIECES_A_WORD = 8
"""A longer word is no word; the rest of its pieces tells nothing more."""

_CACHED = 50_000
"""Words whose pieces are remembered; an article has some hundreds, a language some ten thousand in use."""

SHAPES = 4
"""lower case or none, Capitalised, UPPER CASE, miXed: the pieces themselves are in lower case."""

FEATURES = SHAPES * 2
"""Each shape outside and inside quotation marks."""

_OPENING = frozenset("“„«")
_CLOSING = frozenset("”»")
_TOGGLING = frozenset({'"', "''", "``"})


@dataclass(slots=True)
class Window:
    """Word pieces of neighbouring paragraphs, and which words they are.

    ``ids`` and ``features`` are a piece each; ``first`` is the place of each
    word's first piece in them, ``last`` of its last. ``paragraph`` and ``word``
    say which word of which paragraph it is.
    """

    ids: list[int] = field(default_factory=list)
    features: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    word: list[int] = field(default_factory=list)


class Windows:
    """Cuts paragraphs of words into windows; remembers the pieces of words that it has met."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}
        self._open, self._close, self._unknown = (_id(tokenizer, mark) for mark in ("[CLS]", "[SEP]", "[UNK]"))

    def __call__(self, paragraphs: Sequence[Sequence[str]]) -> Iterator[Window]:
        """The windows of an article, as many whole paragraphs in each as fit.

        A paragraph that is longer than a window is cut between words.
        """
        window, room = self._opened(), WINDOW
        for at, words in enumerate(paragraphs):
            known = [self._known.get(word) or self._learnt(word) for word in words]
            length = sum(len(pieces) for pieces, _ in known) + 1
            if length > room and window.first:
                yield window
                window, room = self._opened(), WINDOW
            quoted = False
            for index, (word, (pieces, shape)) in enumerate(zip(words, known, strict=True)):
                if len(pieces) >= room:
                    window.ids.append(self._close)
                    window.features.append(0)
                    yield window
                    window, room = self._opened(), WINDOW
                opens = word in _OPENING or (not quoted and word in _TOGGLING)
                quoted = (quoted or opens) and not (word in _CLOSING or (not opens and word in _TOGGLING))
                window.first.append(len(window.ids))
                window.paragraph.append(at)
                window.word.append(index)
                window.ids.extend(pieces)
                window.features.extend([shape + SHAPES * quoted] * len(pieces))
                room -= len(pieces)
            window.ids.append(self._close)
            window.features.append(0)
            room -= 1
        if window.first:
            yield window

    def _opened(self) -> Window:
        return Window(ids=[self._open], features=[0])

    def _learnt(self, word: str) -> tuple[tuple[int, ...], int]:
        """The word's pieces and shape, remembered for the next time."""
        ids = self._tokenizer.encode(word[:100], add_special_tokens=False).ids[:_PIECES_A_WORD]
        found = (tuple(ids) or (self._unknown,), _shape(word))
        if len(self._known) >= _CACHED:
            self._known.clear()
        self._known[word] = found
        return found


def _id(tokenizer: Tokenizer, mark: str) -> int:
    found: int | None = tokenizer.token_to_id(mark)
    assert found is not None, mark  # noqa: S101  the vocabulary comes with the package
    return found


def _shape(word: str) -> int:
    if word.islower() or word.lower() == word:
        return 0
    if word[:1].isupper() and word[1:] == word[1:].lower():
        return 1
    return 2 if word.isupper() else 3
