"""What a description says: the role, without whose it is, and the country."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.claims.actors.marks import Marked
from reportedly.claims.lexicon import load

REACH = 14
"""Words that a description may run to on one side of a name."""

_WHERE = frozenset({"in", "at", "near", "outside"})
_NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "HYPH", "POS", "AFX", "JJS"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """A role read off a description that covers the words ``first`` to ``last`` (half-open).

    ``head`` is the word that makes it a role, in dictionary form ("minister");
    ``body`` the organisation it names, as the text has it.
    """

    text: str
    head: str
    first: int
    last: int
    country: str | None = None
    body: str | None = None
    spokesperson: bool = False


@cache
def _words(*path: str) -> frozenset[str]:
    found = load("roles")
    for key in path:
        found = found[key]
    return frozenset(found)


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.replace("-", " - ").split()) for phrase in load("roles")["roles"]["phrases"])


@cache
def _last_words() -> frozenset[str]:
    """Words with which a role's head ends."""
    return _words("roles", "heads") | {phrase[-1] for phrase in _phrases()}


@cache
def _vocabulary() -> frozenset[str]:
    """Words that roles are made of: written small wherever a role is written out."""
    roles, bodies = load("roles")["roles"], load("roles")["bodies"]
    phrases = [*roles["heads"], *roles["phrases"], *roles["qualifiers"], *bodies["subjects"]]
    phrases += [*bodies["organisation"], *bodies["armed_force"]]
    return frozenset(word for phrase in phrases for word in phrase.split()) | {"affairs"}


def head_at(marked: Marked, word: int) -> int | None:
    """The first word of the role head that ends with the word: "secretary" of "secretary general"."""
    doc = marked.doc
    lowered = doc[word].lowered
    if lowered.rpartition("-")[2] not in _last_words():  # nearly every word: asked of each word before each name
        return None
    for size in (5, 4, 3, 2):
        if word - size + 1 >= 0 and tuple(t.lowered for t in doc[word - size + 1 : word + 1]) in _phrases():
            return word - size + 1
    if lowered in _words("roles", "heads") or lowered.rpartition("-")[2] in _words("roles", "heads"):
        return word
    return None


def _written(marked: Marked, first: int, last: int) -> str:
    """The words as a role is written: small, countries and idle words left out."""
    parts: list[str] = []
    glue = True
    for token in marked.doc[first:last]:
        lowered = token.lowered
        entry = marked.entry(token.i)
        if entry and entry.kind in ("state", "people"):
            continue
        if not parts and token.ent == "GPE" and entry is None:
            continue
        if token.tag == "POS" and (not parts or marked.country(token.i - 1)):
            continue
        if not parts and (token.tag in ("DT", "PRP$") or lowered in _words("roles", "idle")):
            continue
        small = not entry and (lowered in _vocabulary() or token.tag not in ("NNP", "NNPS"))
        text = lowered if small and not (token.text.isupper() and len(token.text) > 1) else token.text
        joined = token.tag in ("POS", "HYPH") or glue
        parts.append(text if joined or not parts else " " + text)
        glue = token.tag == "HYPH"
    words = "".join(parts).strip(" -")
    for dangling in (" of", " for", " of the", " for the", " of a"):
        words = words.removesuffix(dangling)
    return words


def read(marked: Marked, first: int, last: int) -> Role | None:
    """The role that the words describe, None where they describe none.

    The head is the last role word before any "of": in "head of the presidential
    office" it is "head".
    """
    doc = marked.doc
    of = next((t.i for t in doc[first:last] if t.lowered in ("of", "for", "at") and t.i > first), last)
    head = next((at for at in range(of - 1, first - 1, -1) if head_at(marked, at) is not None), None)
    if head is None or head != of - 1:
        # "secretary of state": the head itself holds the "of".
        head = next((at for at in range(last - 1, first - 1, -1) if head_at(marked, at) not in (None, at)), None)
        if head is None or (head + 1 < last and doc[head + 1].lowered not in ("of", "for", "at")):
            return None
    start = head_at(marked, head)
    text = _written(marked, first, last)
    if start is None or not text:
        return None
    country = next((code for at in range(first, last) if (code := marked.country(at))), None)
    bodies = [m for at in range(first, last) if (m := marked.marks.get(at)) and m.entry.kind not in ("state", "people")]
    country = country or next((m.entry.country for m in bodies if m.entry.country), None)
    body = next((doc[m.first : m.last].text for m in bodies if m.entry.kind != "capital"), None)
    spokes = doc[start : head + 1].text.lower() in _words("roles", "spokespeople")
    if spokes and (whose := _whose(marked, first, start, head + 1, last) or body):
        body, text = whose, f"spokesperson for {whose}"
    return Role(
        text=text,
        head=doc[start : head + 1].text.lower(),
        first=first,
        last=last,
        country=country,
        body=body,
        spokesperson=spokes,
    )


def _whose(marked: Marked, first: int, start: int, end: int, last: int) -> str | None:
    """The party that a spokesperson speaks for: the words before the head, or those after "for"."""
    doc = marked.doc
    words = doc[end + 1 : last] if last > end + 1 else doc[first:start]
    tokens = [t for t in words if t.tag != "DT"]
    while tokens and (tokens[-1].tag == "POS" or tokens[-1].is_punct):
        tokens.pop()
    while tokens and tokens[0].lowered in _words("roles", "qualifiers") | _words("roles", "idle"):
        tokens.pop(0)
    return doc[tokens[0].i : tokens[-1].i + 1].text if tokens else None


def _open(marked: Marked, word: int) -> bool:
    """Whether a description may run on over the word."""
    token = marked.doc[word]
    if token.ent in ("DATE", "TIME", "CARDINAL", "ORDINAL") or token.is_space:
        return False
    if word and marked.doc[word - 1].tag == "HYPH":
        return True
    if word in marked.marks or token.lowered in _words("roles", "qualifiers"):
        return True
    return token.tag in _NOMINAL or head_at(marked, word) is not None


def before(marked: Marked, name: int, *, floor: int = 0) -> Role | None:
    """The role said right before a name: "Ukraine's defence minister X", "President of Latvia X".

    Also "the leader of the union, X" with a comma between. ``floor`` is the
    first word that may belong to it.
    """
    doc = marked.doc
    comma = name - 1 >= floor and doc[name - 1].text == ","
    last = name - 1 if comma else name
    if last <= floor or doc[last - 1].lowered in ("of", "for", "at") or doc[last - 1].tag == "DT":
        return None
    first = last
    while first > max(floor, last - REACH):
        token = doc[first - 1]
        inside = token.lowered in ("of", "for", "at") or (
            token.tag == "DT" and first - 2 >= floor and doc[first - 2].lowered in ("of", "for", "at")
        )
        if not (inside or _open(marked, first - 1)) or (token.sent_start and not _open(marked, first - 1)):
            break
        first -= 1
    first = _past_place(marked, first, last, floor)
    while first < last and doc[first].lowered in ("of", "for", "at"):
        first += 1
    for start in range(first, last):
        if (role := read(marked, start, last)) is not None:
            definite = start > floor and doc[start - 1].tag in ("DT", "PRP$", "POS")
            whose = any(doc[at].tag == "POS" or marked.country(at) for at in range(start, last))
            if comma and not (definite or whose):
                return None
            return role
    return None


def _past_place(marked: Marked, first: int, last: int, floor: int) -> int:
    """Where the description begins after a place that says where: "In Riga | Mayor X".

    A state's name inside a sentence is more often whose the role is: "in US
    President X's speech".
    """
    doc = marked.doc
    at = first + 1 if first < last and doc[first].lowered in _WHERE else first
    if at == floor or at >= last or doc[at - 1].lowered not in _WHERE:
        return first
    entry, end = marked.entry(at), at
    if entry is not None and entry.kind == "state" and not doc[at - 1].sent_start:
        return first
    if entry is not None and entry.kind in ("state", "capital"):
        end = marked.marks[at].last
    elif entry is None and doc[at].tag == "NNP" and head_at(marked, at) is None:
        end = at + 1
        while end < last and doc[end].ent_goes_on and head_at(marked, end) is None:
            end += 1
    begun = end < last and doc[end].tag != "POS" and (doc[end].text[0].isupper() or head_at(marked, end) is not None)
    return end if begun else first


def after(marked: Marked, end: int, *, ceiling: int) -> Role | None:
    """The role said right after a name: "X, the head of the navy,"."""
    doc = marked.doc
    if end >= ceiling or doc[end].text != ",":
        return None
    first = end + 1
    while first < ceiling and doc[first].tag in ("DT", "PRP$"):
        first += 1
    last = first
    while last < min(ceiling, first + REACH):
        token = doc[last]
        inside = token.lowered in ("of", "for", "at") or (token.tag == "DT" and doc[last - 1].tag == "IN")
        if last > first and not (inside or _open(marked, last)):
            break
        if last == first and not _open(marked, last):
            return None
        last += 1
    while last > first and doc[last - 1].tag in ("IN", "DT"):
        last -= 1
    if last == first or (last < ceiling and doc[last].tag in ("NNP", "NNPS") and last - first < 2):
        return None
    return read(marked, first, last)
