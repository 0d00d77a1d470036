"""Names and addresses that can be shown and recorded, whoever made them up."""

from __future__ import annotations

import os

_STEERING = {
    code: chr(code).encode("unicode_escape").decode()
    for code in (*range(32), *range(127, 160), 0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
"""Escape codes and newlines, and what turns the direction of text: never shown as they are."""

MAX_ADDRESS = 4096
"""Characters of an address that are kept; servers refuse longer ones."""


def printable(name: str) -> str:
    r"""A file name as Unicode that steers no terminal.

    Bytes that are none become ``\xff``, for JSON holds no lone surrogates;
    control characters and marks that turn text around become ``\x1b``,
    ``\u202e``.
    """
    return _shown(os.fsencode(name))


def address(raw: bytes) -> str:
    """An address out of a header, printable as file names are and cut at :data:`MAX_ADDRESS`."""
    shown = _shown(raw.strip().removeprefix(b"<").removesuffix(b">"))
    return shown if len(shown) <= MAX_ADDRESS else f"{shown[:MAX_ADDRESS]}…"


def _shown(raw: bytes) -> str:
    return raw.decode(errors="backslashreplace").translate(_STEERING)
