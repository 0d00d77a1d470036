"""Article text for other programs: nothing in it steers a terminal, a parser or the direction of what stands beside it.

Pages are cleaned when they are read; records may come from anywhere.
"""

from __future__ import annotations

_STEERING = (
    *(code for code in range(32) if chr(code) not in "\t\n\r"),
    *range(127, 160),
    *(0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)),
    *(0xFFF9, 0xFFFA, 0xFFFB, 0xFFFE, 0xFFFF, 0xFEFF),
)
_GONE = dict.fromkeys(_STEERING) | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")


def harmless(words: str) -> str:
    """The words without controls and marks that turn text around; a lone surrogate shows as �."""
    return words if words.isascii() and words.isprintable() else words.translate(_GONE)


def one_line(words: str) -> str:
    """Harmless words on one line."""
    return " ".join(harmless(words).split())
