"""Mentions → actors of the article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.claims.actors.mentions import Mention
from reportedly.data import Actor, content_hash


def actor_of(mentions: Sequence[Mention]) -> Actor:
    """The actor that mentions of one party make: the fullest name, the first role said with most words.

    A role with a country beside it outweighs one without: "Latvian President X"
    says more than "President X".
    """
    name = _fullest(mentions)
    kind = mentions[0].kind
    country = next((m.country for m in mentions if m.country), None)
    told = [m for m in mentions if m.role]
    role = max(told, key=lambda m: (m.country is not None, -m.span.start)).role if told else None
    known = next((m.id for m in mentions if m.id), None)
    return Actor(
        id=known or content_hash(kind, name, country),
        name=name,
        kind=kind,
        country=country,
        role=role,
        mentions=tuple(sorted({m.span for m in mentions})),
    )


def _fullest(mentions: Sequence[Mention]) -> str:
    """The name with most words, the most frequent and the earliest among equals."""
    count = Counter(m.name for m in mentions)
    best = max(mentions, key=lambda m: (len(m.key) if m.kind == "person" else _said(m), count[m.name], -m.span.start))
    return best.name


def _said(mention: Mention) -> int:
    """How well the words of a body's description serve as its name: whose it is may be said, but not as "X's"."""
    return 0 if mention.body is None or mention.body.possessive else 1 + bool(mention.body.owner)


def _disowned(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, a body that is also named without whose it is taken for one: "Latvia's Interior Ministry".

    Where two owners are named ("Latvia's", "Estonia's"), the bare name may be
    either's and stays apart.
    """
    owners: dict[tuple[str, ...], dict[str, str | None]] = {}
    for mention in mentions:
        if (body := mention.body) is not None:
            owners.setdefault((mention.kind, *body.bare), {})[body.owner] = mention.country
    for mention in mentions:
        body = mention.body
        known = owners[mention.kind, *body.bare] if body is not None else {}
        if body is None or "" not in known or len(known) != 2:
            yield mention
            continue
        country = next((code for code in known.values() if code), None)
        name = body.name if body.possessive else mention.name
        apart = replace(body, possessive=False, owner="" if body.possessive else body.owner)
        yield replace(mention, key=(country or "", *body.bare), country=country, name=name, body=apart)


def gather(mentions: Iterable[Mention]) -> tuple[Actor, ...]:
    """The actors, in the order of their first mention.

    A name alone that only the model takes for a person's, with no full name,
    role or verb of saying anywhere, is dropped.
    """
    parties: dict[tuple[str, ...], list[Mention]] = {}
    persons: list[Mention] = []
    for mention in _disowned(sorted(mentions, key=lambda m: m.span)):
        if mention.kind == "person":
            persons.append(mention)
        else:
            parties.setdefault((mention.kind, *mention.key), []).append(mention)
    groups = [*_persons(persons), *parties.values()]
    return tuple(sorted((actor_of(group) for group in groups), key=lambda actor: actor.mentions[0]))


def _shortened(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, those that end a longer name of the article led back to it: "Van Dyck" to "Jan van Dyck"."""
    longer: dict[str, Mention] = {}
    for mention in mentions:
        words = mention.name.lower().split()
        if mention.whole:
            longer |= {" ".join(words[at:]): mention for at in range(1, len(words) - 1)}
    led = ((mention, longer.get(" ".join(mention.name.lower().split()))) for mention in mentions)
    return [
        replace(mention, key=mention.key[-1:], whole=False) if mention.whole and full is not None else mention
        for mention, full in led
    ]


def _persons(mentions: Sequence[Mention]) -> Iterable[list[Mention]]:
    """Mentions of persons by person: whole names first, surnames to the last one of that name before them."""
    groups: dict[tuple[str, ...], list[Mention]] = {}
    mentions = _shortened(mentions)
    for mention in mentions:
        if mention.whole:
            # "Donald J. Trump" and "Donald Trump" are one: first and last word decide.
            groups.setdefault((mention.key[0], mention.key[-1]), []).append(mention)
    bearers: dict[str, list[list[Mention]]] = {}
    for key, group in groups.items():
        bearers.setdefault(key[-1], []).append(group)
    alone: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.whole:
            continue
        # "Xi" is the family name of "Xi Jinping": names of one word may be the first where no last one fits.
        named = bearers.get(mention.key[0]) or [g for key, g in groups.items() if key[0] == mention.key[0]]
        if mention.role and len(named) > 1:
            named = [g for g in named if any(m.role == mention.role for m in g)] or named
        if named:
            earlier = [g for g in named if g[0].span < mention.span]
            max(
                earlier or named[:1], key=lambda g: max(m.span for m in g if m.span < mention.span or not earlier)
            ).append(mention)
        else:
            alone.setdefault(mention.key[0], []).append(mention)
    return [*groups.values(), *(group for group in alone.values() if any(m.sure for m in group))]
