"""What a site asks of robots (RFC 9309)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from http import HTTPStatus

import re2
from protego import Protego

AGENT = "reportedly"
"""The product token that a robots.txt may address."""

MAX_BYTES = 512 * 1024
"""How much of a robots.txt counts; RFC 9309 (2.5) asks for 500 KiB at least."""

MAX_RULES = 2_000_000
"""Lines times agents: the parser gives each rule of a group to each of its agents. The largest met have 20,000."""

FRESH = 24 * 3600.0
"""Seconds that a robots.txt may be remembered (RFC 9309, 2.4)."""

UNSURE = 600.0
"""Seconds until it is asked for again where it could not be had."""

# as in "User-agent: *", "useragent *"
_AGENT_LINE = re2.compile(r"(?im)^\W*user[ -]?agent\b")


@dataclass(frozen=True, slots=True)
class Rules:
    """A site's rules: those of its robots.txt, or one answer for all where it has none."""

    parsed: Protego | None
    otherwise: bool = True

    def allow(self, uri: str) -> bool:
        """Whether the site lets us fetch the address."""
        return self.otherwise if self.parsed is None else bool(self.parsed.can_fetch(uri, AGENT))

    @property
    def delay(self) -> float:
        """Seconds between requests that the site asks for; 0 where it asks for none."""
        asked = None if self.parsed is None else self.parsed.crawl_delay(AGENT)
        return asked if asked is not None and math.isfinite(asked) and asked > 0 else 0.0


ALLOW_ALL = Rules(None)
"""There is no robots.txt (RFC 9309, 2.3.1.3)."""

ALLOW_NONE = Rules(None, otherwise=False)
"""It could not be had, for a fault of the server (RFC 9309, 2.3.1.4), or makes no sense to obey."""


def for_status(status: int) -> Rules:
    """The rules of a site whose robots.txt was answered with an error.

    RFC 9309 counts 429 among the answers that allow everything; whoever sends
    it wants fewer requests, so here it does not.
    """
    return ALLOW_ALL if 400 <= status < 500 and status != HTTPStatus.TOO_MANY_REQUESTS else ALLOW_NONE


def parse(body: bytes) -> Rules:
    """The rules of a robots.txt; what is beyond :data:`MAX_BYTES` does not count."""
    text = body[:MAX_BYTES].removeprefix(b"\xef\xbb\xbf").decode(errors="replace")
    agents = sum(1 for _ in _AGENT_LINE.finditer(text))
    if agents * (text.count("\n") + text.count("\r")) > MAX_RULES:
        return ALLOW_NONE
    return Rules(Protego.parse(text))
