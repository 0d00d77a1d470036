"""The head of some words, found in time that depends on the words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.claims.parse import Token, Words


def top(words: Words) -> Token:
    """The first token whose own head lies outside the words.

    ``words.root`` means the same and climbs to the root of the sentence for
    each token: quadratic on a hostile sentence.
    """
    for token in words:
        if not words.start <= token.head.i < words.end or token.head.i == token.i:
            return token
    return words[0]
