"""Names known beforehand: states, peoples, capitals, organisations, outlets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from reportedly.claims.lexicon import load

EntryKind = Literal["state", "people", "capital", "organisation", "armed_force", "outlet"]

_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a known name stands for.

    ``name`` is the best known name, ``id`` a Wikidata id where there is one. A
    ``doubtful`` name is an ordinary word too and counts only in the right place
    of a sentence. ``classes`` are the common nouns by which a text goes on about it.
    """

    name: str
    kind: EntryKind
    country: str | None = None
    id: str | None = None
    doubtful: bool = False
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A known name in a text: code points ``start`` to ``end``."""

    start: int
    end: int
    entry: Entry


def fold(text: str) -> str:
    """The text with one kind of apostrophe and one kind of space, as long as it was."""
    return text.translate(_FOLD)


def _entries() -> Iterator[tuple[str, Entry]]:
    for code, state in load("states").items():
        entry = Entry(name=state["names"][0], kind="state", country=code, id=state["id"])
        yield from ((name, replace(entry, kind="capital")) for name in state.get("capitals", ()))
        yield from ((name, replace(entry, kind="people")) for name in state["people"])
        yield from ((name, entry) for name in state["names"])
    outlets = load("outlets")
    doubtful = frozenset(outlets["words"]["doubtful"])
    for country, kinds in outlets.items():
        for names in (*kinds.get("agencies", ()), *kinds.get("outlets", ())):
            entry = Entry(name=names[0], kind="outlet", country=None if country == "INTL" else country)
            yield from ((name, replace(entry, doubtful=name in doubtful)) for name in names)
    for body in load("organisations")["organisation"]:
        entry = Entry(
            name=body["names"][0],
            kind=body.get("kind", "organisation"),
            country=body.get("country"),
            classes=tuple(body.get("class", ())),
        )
        yield from ((name, entry) for name in body["names"])


def _stem(text: str, start: int) -> str:
    """The letters and digits from the offset on: what names are filed under."""
    end = start
    while end < len(text) and end - start < 24 and text[end].isalnum():
        end += 1
    return text[start:end]


Index = Mapping[str, tuple[tuple[str, Entry], ...]]


def filed(names: Mapping[str, Entry]) -> Index:
    """The names under their first word, the longest first."""
    index: dict[str, list[tuple[str, Entry]]] = {}
    for name, entry in sorted(names.items(), key=lambda item: -len(item[0])):
        index.setdefault(_stem(name, 0), []).append((name, entry))
    return {stem: tuple(named) for stem, named in index.items()}


@cache
def _index() -> Index:
    return filed(_exact())


def _length(named: tuple[str, Entry]) -> int:
    return -len(named[0])


def find(text: str, own: Index | None = None) -> Iterator[Found]:
    """Every known name in the text, the longest at each place, none inside another.

    ``own`` are names that the article defines itself: they go before listed
    ones as long.
    """
    text, index = fold(text), _index()
    own = own or {}
    at = 0
    while at < len(text):
        if not text[at].isalnum():
            at += 1
            continue
        stem = _stem(text, at)
        for name, entry in sorted((*own.get(stem, ()), *index.get(stem, ())), key=_length):
            end = at + len(name)
            if text.startswith(name, at) and not text[end : end + 1].isalnum():
                yield Found(at, end, entry)
                stem = name
                break
        at += len(stem)
        if stem and not text[at : at + 1].isalnum():
            continue
        while at < len(text) and text[at].isalnum():
            at += 1


@cache
def _exact() -> dict[str, Entry]:
    return {fold(name): entry for name, entry in _entries()}


def lookup(words: str) -> Entry | None:
    """What exactly these words stand for, an article before them left out; None if unknown."""
    words = fold(words).strip()
    for name in (words, words.removeprefix("the ").removeprefix("The ")):
        if entry := _exact().get(name):
            return entry
    return None


def is_outlet(words: str) -> bool:
    """Whether the words are the name of a listed outlet or news agency, with or without "the"."""
    entry = lookup(words)
    return entry is not None and entry.kind == "outlet"


def looks_like_outlet(words: str) -> bool:
    """Whether unlisted words are built as outlets' names are: "the Harbour Gazette", "Radio Meridian".

    Good only where an outlet stands in the sentence: "Morning Express" may be a train.
    """
    heads = load("outlets")["heads"]
    parts = fold(words).removeprefix("the ").removeprefix("The ").split()
    if len(parts) < 2 or not all(part[0].isupper() or part[0].isdigit() for part in parts):
        return False
    return parts[-1] in heads["last"] or parts[0] in heads["first"]
