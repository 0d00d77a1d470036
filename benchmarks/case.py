"""Compare the record of one article with what a careful analyst wrote down.

    python -m benchmarks.case FOLDER [--jsonl]

FOLDER holds ``article.txt`` (or ``article.html``) and ``gold.json``. Section by
section it prints found / expected and names what is missing. Strings are
compared after NFC and with every run of whitespace as one space.

What counts as found
    article   each field alike; images by caption and credit; the first and last
              paragraph; their number; every text that must be removed
    claims    one claim of the record whose source holds ``source_head`` (or is
              held by ``source``), whose cue holds ``cue_head`` and whose content
              holds ``content_head``
    manner    of the claims found: kind, quotation, addressee, said_on, modality, actor
    chain     each hop of ``via``, in order
    narrator  a claim without source whose content holds ``text_head``
    figures   a figure whose text meets ``text_head``, with its value, unit and modifier
    details   of the figures found: counted, of, per, status, part_of, each_of, total, same_as
    times     text and value (and type where the gold gives one)
    actors    name, kind, country and role
    events    type, and the countries and status that the gold gives
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reportedly import flow, record
from reportedly.data import Actor, Claim, Failure, Figure, Page, Reading

Gold = Mapping[str, Any]
Check = tuple[str, bool]


def plain(words: str | None) -> str:
    """Words as they are compared."""
    return " ".join(unicodedata.normalize("NFC", words or "").split())


def holds(words: str | None, part: str | None) -> bool:
    """Whether the words hold the part."""
    return plain(part) in plain(words)


def article_checks(reading: Reading, gold: Gold) -> Iterator[Check]:
    """The article's own section."""
    article, wanted = reading.article, gold["article"]
    for field in ("headline", "standfirst", "published", "language"):
        yield field, plain(getattr(article, field)) == plain(wanted[field])
    for image in wanted["images"]:
        found = any(plain(i.caption) == image["caption"] and plain(i.credit) == image["credit"] for i in article.images)
        yield f"image {image['caption']!r}", found
    paragraphs = [article.text[b.start : b.end] for b in article.blocks if b.kind == "paragraph"]
    yield (
        "first paragraph",
        bool(paragraphs) and plain(paragraphs[0]).startswith(plain(wanted["first_paragraph_starts"])),
    )
    yield "last paragraph", bool(paragraphs) and plain(paragraphs[-1]).endswith(plain(wanted["last_paragraph_ends"]))
    yield f"{wanted['paragraphs']} paragraphs", len(paragraphs) == wanted["paragraphs"]
    removed = " ".join(r.text for r in article.removed)
    for text in wanted["removed_must_contain"]:
        yield f"removed {text!r}", holds(removed, text)


def claim_for(reading: Reading, gold: Gold) -> Claim | None:
    """The record's claim that answers a gold claim."""
    for claim in reading.claims:
        if claim.source is None or claim.cue is None:
            continue
        source = holds(claim.source.text, gold["source_head"]) or any(
            holds(accepted, claim.source.text) for accepted in (gold["source"], *gold.get("accept", ()))
        )
        if source and holds(claim.cue.text, gold["cue_head"]) and holds(claim.content.text, gold["content_head"]):
            return claim
    return None


def claim_checks(reading: Reading, gold: Gold) -> Iterator[Check]:
    """Source, cue and content."""
    for wanted in gold["claims"]:
        yield f"{wanted['id']} {wanted['source']} | {wanted['cue']}", claim_for(reading, wanted) is not None


def manner_checks(reading: Reading, gold: Gold) -> Iterator[Check]:
    """How the claims that were found are made."""
    actors = {actor.id: actor for actor in reading.actors}
    for wanted in gold["claims"]:
        claim = claim_for(reading, wanted)
        if claim is None:
            continue
        given: dict[str, Any] = {
            "kind": claim.kind,
            "quotation": claim.quotation,
            "addressee": claim.addressee and claim.addressee.text,
            "said_on": claim.said_on,
            "modality": claim.certainty,
            "actor": _name(claim, actors),
        }
        for field, value in given.items():
            if field in wanted:
                yield f"{wanted['id']} {field} {wanted[field]!r}, read {value!r}", plain(value) == plain(wanted[field])


def chain_checks(reading: Reading, gold: Gold) -> Iterator[Check]:
    """Hops, in order; a claim without any must have none."""
    for wanted in gold["claims"]:
        if not wanted["via"]:
            continue
        claim = claim_for(reading, wanted)
        given = [hop.text for hop in claim.via] if claim else []
        for at, hop in enumerate(wanted["via"]):
            yield f"{wanted['id']} via {hop!r}, read {given}", at < len(given) and holds(given[at], hop)


def narrator_checks(reading: Reading, gold: Gold) -> Iterator[Check]:
    """The outlet's own statements."""
    for wanted in gold["narrator"]:
        found = any(claim.narrated and holds(claim.content.text, wanted["text_head"]) for claim in reading.claims)
        yield f"{wanted['id']} {wanted['text_head']!r}", found


def figure_for(reading: Reading, gold: Gold) -> Figure | None:
    """The record's figure that answers a gold figure."""
    meeting = [f for f in reading.figures if holds(f.text, gold["text_head"]) or holds(gold["text_head"], f.text)]
    right = [f for f in meeting if f.value == gold["value"]]
    return next(iter(right), None)


def figure_checks(reading: Reading, gold: Gold) -> Iterator[Check]:
    """Value, unit and modifier."""
    for wanted in gold["figures"]:
        figure = figure_for(reading, wanted)
        right = figure is not None and (figure.unit, figure.modifier) == (wanted.get("unit"), wanted.get("modifier"))
        yield f"{wanted['text_head']!r}, read {figure and (figure.text, figure.unit, figure.modifier)}", right


def detail_checks(reading: Reading, gold: Gold) -> Iterator[Check]:
    """What the figures that were found count, and how they hang together."""
    texts = {figure.id: figure.text for figure in reading.figures}
    periods = {"year": "P1Y", "month": "P1M", "week": "P1W", "day": "P1D"}
    for wanted in gold["figures"]:
        figure = figure_for(reading, wanted)
        if figure is None:
            continue
        for field in ("counted", "of", "per", "total", "part_of", "each_of", "same_as", "qualifier"):
            if field not in wanted:
                continue
            value = getattr(figure, "status" if field == "qualifier" else field)
            read = texts.get(value, value) if isinstance(value, str) else value
            expected = periods.get(wanted[field], wanted[field]) if field == "per" else wanted[field]
            right = read == expected or (isinstance(expected, str) and bool(expected) and holds(str(read), expected))
            yield f"{wanted['text_head']!r} {field} {expected!r}, read {read!r}", right


def time_checks(reading: Reading, gold: Gold) -> Iterator[Check]:
    """Text, value and type."""
    for wanted in gold["times"]:
        found = [t for t in reading.times if holds(t.text, wanted["text"])]
        right = any(t.value == wanted["value"] and wanted.get("type", t.type) == t.type for t in found)
        yield f"{wanted['text']!r} {wanted['value']}, read {[t.value for t in found]}", right


def actor_checks(reading: Reading, gold: Gold) -> Iterator[Check]:
    """Name, kind, country and role."""
    for wanted in gold["actors"]:
        found = next((a for a in reading.actors if plain(a.name).lower() == plain(wanted["name"]).lower()), None)
        right = found is not None and all(
            getattr(found, field) == wanted[field] for field in ("kind", "country", "role") if field in wanted
        )
        given = found and (found.kind, found.country, found.role)
        yield f"{wanted['name']} {[wanted.get(f) for f in ('kind', 'country', 'role')]}, read {given}", right


def event_checks(reading: Reading, gold: Gold) -> Iterator[Check]:
    """Type, countries and status."""
    actors = {actor.id: actor for actor in reading.actors}

    def fits(event: Any, wanted: Gold) -> bool:
        actor, recipient = actors.get(event.actor), actors.get(event.recipient)
        return (
            event.type == wanted["type"]
            and wanted.get("status", event.status) == event.status
            and ("actor" not in wanted or (actor is not None and plain(actor.name) == plain(wanted["actor"])))
            and (
                "recipient" not in wanted
                or (recipient is not None and plain(recipient.name) == plain(wanted["recipient"]))
            )
            and wanted.get("actor_country") in (None, actor and actor.country)
            and wanted.get("recipient_country") in (None, recipient and recipient.country)
        )

    for wanted in gold["events"]:
        yield f"{dict(wanted)}", any(fits(event, wanted) for event in reading.events)


SECTIONS: Mapping[str, Callable[[Reading, Gold], Iterator[Check]]] = {
    "article": article_checks,
    "claims": claim_checks,
    "manner": manner_checks,
    "chain": chain_checks,
    "narrator": narrator_checks,
    "figures": figure_checks,
    "details": detail_checks,
    "times": time_checks,
    "actors": actor_checks,
    "events": event_checks,
}


def scores(reading: Reading, gold: Gold) -> dict[str, list[Check]]:
    """Every check of every section."""
    return {name: list(checks(reading, gold)) for name, checks in SECTIONS.items()}


def read_case(folder: Path) -> tuple[Reading, Gold]:
    """The reading of the folder's article, and its gold."""
    path = next((p for p in (folder / "article.txt", folder / "article.html") if p.exists()), folder / "article.txt")
    outcome = flow.read_page(Page(uri=str(path), body=path.read_bytes()))
    if isinstance(outcome.result, Failure):
        raise SystemExit(f"{path}: {outcome.result.reason}: {outcome.result.detail}")
    return outcome.result, json.loads((folder / "gold.json").read_text(encoding="utf-8"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the sections."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.case", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="holds article.txt and gold.json")
    parser.add_argument("--jsonl", action="store_true", help="print the record too, as one line of JSON")
    options = parser.parse_args(arguments)
    reading, gold = read_case(options.folder)
    if options.jsonl:
        sys.stdout.buffer.write(record.to_json(reading) + b"\n")
    for name, checks in scores(reading, gold).items():
        print(f"{name:9} {sum(right for _, right in checks)} / {len(checks)}")
        for what, right in checks:
            if not right:
                print(f"          missing: {what}")


def _name(claim: Claim, actors: Mapping[str, Actor]) -> str | None:
    actor = actors.get(claim.source.actor or "") if claim.source else None
    return actor.name if actor else None


if __name__ == "__main__":
    main()
