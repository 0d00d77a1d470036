"""A claim's grade on NATO's two-part scale (STANAG 2511, the Admiralty code), by rule and with its reasons.

How reliable the origin is (A to F) and how credible the information (1 to 6)
are judged apart. A grade says how well a claim is supported by what the ledger
holds, never whether it is true.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from reportedly.threads.weave import Thread

FEWEST: Final = 3
"""Times that are enough to judge by."""

Reliability = Literal["A", "B", "C", "D", "E", "F"]
Credibility = Literal[1, 2, 3, 4, 5, 6]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """``reliability`` of the origin, ``credibility`` of the information, and why, a sentence each reason."""

    reliability: Reliability
    credibility: Credibility
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.reliability}{self.credibility}"


@dataclass(frozen=True, slots=True)
class Record:
    """How often an origin's figures were held against another origin's: borne out, or contradicted."""

    borne_out: int
    contradicted: int

    def __sub__(self, other: Record) -> Record:
        return Record(self.borne_out - other.borne_out, self.contradicted - other.contradicted)

    @property
    def judged(self) -> int:
        """How often they were held against another's at all."""
        return self.borne_out + self.contradicted


def records(threads: Iterable[Thread]) -> dict[str, Record]:
    """The record of each origin in these threads, by its name."""
    counts: dict[str, list[int]] = {}
    for thread in threads:
        for related in thread.related:
            ends = {thread.origins.of(claim) for claim, _ in (related.earlier, related.later)}
            if len(ends) == 2 and related.kind in ("same", "agree", "contradict"):
                for name in ends - {None}:
                    counts.setdefault(str(name), [0, 0])[related.kind == "contradict"] += 1
    return {name: Record(*both) for name, both in counts.items()}


def without(met: Mapping[str, Record], own: Mapping[str, Record]) -> dict[str, Record]:
    """The records less those of one thread; an origin that nothing else is known of is left out."""
    rest = {name: record - own.get(name, Record(0, 0)) for name, record in met.items()}
    return {name: record for name, record in rest.items() if record.judged}


def grade(
    thread: Thread, claim: str, *, met: Mapping[str, Record], table: Mapping[str, Reliability] | None = None
) -> Grade:
    """The grade of a claim of the thread, by the records of origins met in other threads and a user's own table.

    1 is never given without a second origin that is certainly independent; F is
    an origin never met before, or of which too little is known.
    """
    origin = thread.origins.of(claim)
    reliability, why = _reliability(origin, met, table or {})
    credibility, because = _credibility(thread, claim, origin)
    return Grade(reliability=reliability, credibility=credibility, reasons=(why, because))


def _reliability(
    origin: str | None, met: Mapping[str, Record], table: Mapping[str, Reliability]
) -> tuple[Reliability, str]:
    if origin is None:
        return "F", "Nobody is named on whose word it rests."
    if origin in table:
        return table[origin], f"Your table gives {origin} an {table[origin]}."
    record = met.get(origin)
    if record is None:
        return "F", f"{origin} was never met before."
    said = (
        f"{origin}'s other figures were held against those of others {record.judged} times: "
        f"{record.borne_out} fitted, {record.contradicted} did not."
    )
    if record.judged < FEWEST:
        return "F", f"{said} That is too few to judge by."
    share = record.contradicted / record.judged
    steps: tuple[tuple[float, int, Reliability], ...] = ((0.0, 10, "A"), (0.1, 3, "B"), (0.34, 1, "C"), (0.67, 0, "D"))
    return next((mark for most, least, mark in steps if share <= most and record.borne_out >= least), "E"), said


def _credibility(thread: Thread, claim: str, origin: str | None) -> tuple[Credibility, str]:
    origins = thread.origins
    found = _relations(thread, claim, origin)
    if "withdrawn" in found:
        return 5, "The same origin gave another figure later."
    if "contradict" in found:
        return 4, "Another origin gives a figure that does not fit it."
    if any(one.claim.id != claim and one.claim.kind == "denial" for one in thread.claims):
        return 4, "It is denied."
    counted = [one for one in origins.each if one.counted]
    if origins.count > 1 and any(claim in one.claims for one in counted):
        return 1, f"{origins.count} independent origins assert it: {', '.join(one.name for one in counted)}."
    if len(origins.each) > 1 and origins.count:
        return 2, "Others say so too, but they may rest on the same origin."
    if origin is not None and counted and counted[0].named:
        return 3, f"It rests on {origin} alone, and nothing speaks against it."
    return 6, "Nobody is named on whose word it rests."


def _relations(thread: Thread, claim: str, origin: str | None) -> set[str]:
    """How the claim's figures stand to those of others; "withdrawn" where its own origin revised them later."""
    found = set()
    for related in thread.related:
        ends = [end for end, _ in (related.earlier, related.later)]
        if claim in ends and related.kind == "contradict":
            found.add("contradict")
        if ends[0] == claim and related.kind == "revised" and thread.origins.of(ends[1]) == origin:
            found.add("withdrawn")
    return found
