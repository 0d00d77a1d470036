"""Who said what: source, cue and content as spans.

The seam for a trained tagger: whatever is an :class:`Attributor` can sit in
:class:`AttributeClaims`, and every later stage works from its spans.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from reportedly.claims.attribution.rules import SyntaxRules
from reportedly.claims.draft import Attribution, Draft


class Attributor(Protocol):
    """Finds attributions in a parsed article."""

    def __call__(self, draft: Draft) -> Iterator[Attribution]:
        """The article's attributions, in any order."""
        ...


@dataclass(frozen=True, slots=True)
class AttributeClaims:
    """Find source, cue and content of everything that somebody is said to say."""

    attributor: Attributor = SyntaxRules()  # noqa: RUF009  a frozen value, nothing is shared
    needs: ClassVar[frozenset[str]] = frozenset({"paragraphs"})
    adds: ClassVar[frozenset[str]] = frozenset({"attributions"})

    def __call__(self, draft: Draft) -> Draft:
        """Add the attributions in text order."""
        return replace(draft, attributions=tuple(sorted(self.attributor(draft), key=lambda a: (a.content, a.cue))))
