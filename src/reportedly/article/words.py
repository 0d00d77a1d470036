"""The words of a line, and how alike two lines are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

# Kana, Chinese characters and Hangul stand for themselves: those scripts are written without spaces, or in long words.
_ALONE: Final = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"

# "港" and "Port" are one word each. Nothing here can backtrack, and RE2's findall is eight times slower.
_WORD: Final = re.compile(rf"[{_ALONE}]|[^\W_{_ALONE}]++")


def words(text: str) -> list[str]:
    """Runs of letters and digits in lower case: "U.S. ports' 12 cranes" has u, s, ports, 12, cranes.

    In scripts without spaces, and in Hangul, characters.
    """
    return _WORD.findall(text.lower())


MAX_TIMES: Final = 3
"""How many times as long as another a line may be to be like it."""


class Likeness:
    """How much of its words a line shares with the likest of some others: 0 to 1 (Dice).

    Lines much shorter or longer than all others are not like them, whatever their words.
    """

    def __init__(self, others: Iterable[str]) -> None:
        known = [(len(other), found) for other in others if (found := set(words(other)))]
        self._others = [found for _, found in known]
        self._least = min((size for size, _ in known), default=0) / MAX_TIMES
        self._most = max((size for size, _ in known), default=0) * MAX_TIMES

    def __call__(self, line: str) -> float:
        """The likeness of one line."""
        if not self._least < len(line) < self._most:
            return 0.0
        own = set(words(line))
        if not own:
            return 0.0
        return max(2 * len(own & other) / (len(own) + len(other)) for other in self._others)
