"""How much a page may hold."""

from __future__ import annotations

from reportedly.errors import PageTooLarge

MAX_PAGE_BYTES = 16 * 1024 * 1024
"""Seven times the largest of 1,210 news and web pages measured (2.2 MB)."""


def within_limit(body: bytes, name: str) -> bytes:
    """The same bytes.

    Raises:
        PageTooLarge: they are more than :data:`MAX_PAGE_BYTES`.
    """
    if len(body) > MAX_PAGE_BYTES:
        raise PageTooLarge(
            f"{name} holds more than {MAX_PAGE_BYTES:,} bytes, the most a page may have; give single pages."
        )
    return body
