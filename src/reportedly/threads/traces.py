"""The path of each claim of a thread: its outlet, the hops, the source, and the origin that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.ledger import LedgerClaim
from reportedly.threads.origins import Origin
from reportedly.threads.weave import Thread


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """How one claim came: from its outlet through hops to its source, in the words of its article.

    ``origin`` is the name of the party that it rests on, None where nobody was found.
    """

    claim: LedgerClaim
    steps: tuple[str, ...]
    origin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Every path of a thread, the origins that they lead to, and the rings of outlets that cite each other."""

    about: str
    paths: tuple[Path, ...]
    origins: tuple[Origin, ...]
    rings: tuple[tuple[str, ...], ...]

    @property
    def single_origin(self) -> bool:
        """Whether several outlets tell what one party said."""
        return sum(o.counted for o in self.origins) == 1 and len({p.claim.article.outlet for p in self.paths}) > 1


def trace(thread: Thread) -> Trace:
    """The paths of a thread's claims, in time order."""
    return Trace(
        about=thread.about,
        paths=tuple(
            Path(claim=one, steps=_steps(one), origin=thread.origins.of(one.claim.id)) for one in thread.claims
        ),
        origins=thread.origins.each,
        rings=thread.origins.rings,
    )


def _steps(one: LedgerClaim) -> tuple[str, ...]:
    source = one.claim.source
    hops = tuple(hop.text for hop in one.claim.via)
    return (one.article.outlet or one.article.uri or one.article.id, *hops, *((source.text,) if source else ()))
