"""What a number counts where its noun stands elsewhere in the sentence, or in an earlier figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from reportedly.claims import lexicon
from reportedly.claims.figures import status
from reportedly.claims.figures.phrases import NounPhrase, counted, counts_people, whole

if TYPE_CHECKING:
    from reportedly.claims.parse import Doc, Token

_REACH = 24  # tokens back to the noun of a number
_MEMORY = 80  # tokens back to an earlier figure


@dataclass(frozen=True, slots=True)
class Sense:
    """What is counted and what became of it; ``whole`` says that the number is all of it, not a part."""

    phrase: NounPhrase | None
    unit: str | None
    status: str | None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Earlier:
    """The figure before, tokens ``first`` to ``last``, whose sense a later number may take over.

    That of an amount that is ``measured`` goes to what is compared with it
    alone: "1,200 tonnes, up from 900".
    """

    first: int
    last: int
    sense: Sense
    measured: bool = False


def elided(doc: Doc, first: int, last: int, earlier: Earlier | None) -> Sense | None:
    """The sense of the bare number at tokens ``first`` to ``last``, None where the text shows none."""
    if earlier is not None and first - earlier.last > _MEMORY:
        earlier = None
    things = None if earlier is None or earlier.measured else earlier
    if last < len(doc) and doc[last].lowered == "of" and not of_them(doc, last):
        return None  # "reached 11 of the 16 boats"
    return (
        _of_sum(doc, last, things)
        or _of_total(doc, first, things)
        or _of_part(doc, first, last, things)
        or _of_list(doc, first, last, things)
        or shared(doc, last)
        or _of_comparison(doc, first, earlier)
        or _of_change(doc, first)
    )


def of_them(doc: Doc, at: int) -> bool:
    """Whether "of them", "of which" stands there."""
    return (
        at + 1 < len(doc)
        and doc[at].lowered == "of"
        and doc[at + 1].lowered in lexicon.load("figures")["nouns"]["them"]
    )


def _of_total(doc: Doc, first: int, earlier: Earlier | None) -> Sense | None:
    """Read "the number of dead rose to 18", "put the toll at 14", "a count of 30", "that figure fell to 9"."""
    if not _is_reached(doc, first):
        return None
    for token in _back(doc, first - 1):
        if token.lemma.lower() in _nouns("totals"):
            at = token.i + 1
            if at < first and doc[at].lowered == "of" and (phrase := whole(doc, at + 1)) and phrase.end <= first:
                return _sense(phrase)
            described = [token, *(child for child in status.children(token) if child.dep == "compound")]
            state = status.of_total(token.lemma.lower()) or status.of_words(described)
            people = status.implies_people(state) or any(word.lemma.lower() in _nouns("people") for word in described)
            if people or state is not None:
                return Sense(None, "person" if people else None, state)
            pointed = token.lowered == "figure" or any(t.lowered in {"that", "this"} for t in status.children(token))
            return earlier.sense if earlier is not None and pointed else None
        if token.dep in {"nsubj", "nsubjpass"}:
            return None
    return None


def _is_reached(doc: Doc, first: int) -> bool:
    """Whether the number is what something comes to: "reached 18", "to 18", "at 18", "toll of 18"."""
    if first == 0:
        return False
    before = doc[first - 1]
    if before.lowered == "of":
        return first > 1 and doc[first - 2].lemma.lower() in _nouns("totals")
    return before.lowered in {"to", "at", "from"} or before.lemma.lower() in lexicon.load("figures")["changes"]["reach"]


def _of_part(doc: Doc, first: int, last: int, earlier: Earlier | None) -> Sense | None:
    """Read "nine of them", and "Of the people moved, 900 come from the valley"."""
    them = next((at for at in (last, first - 2) if at >= 0 and of_them(doc, at)), None)
    if them is not None:
        if earlier is None:
            return Sense(None, "person", None, whole=False) if doc[them + 1].lowered == "whom" else None
        return _part(earlier.sense)
    if first == 0 or doc[first - 1].text != ",":
        return None
    start = next((token.i for token in _back(doc, first) if token.sent_start), None)
    if start is None or doc[start].lowered not in {"of", "among"}:
        return None
    if earlier is not None and start < earlier.first <= start + 2:  # "Of 117 prisoners freed, 90 were …"
        return _part(earlier.sense)
    phrase = whole(doc, start + 1)
    return _part(_sense(phrase)) if phrase is not None and phrase.end < first else None


def shared(doc: Doc, last: int) -> Sense | None:
    """Read the 22 of "22 local and 16 foreign soldiers": a noun that the next number has."""
    if last + 2 >= len(doc) or doc[last].pos not in {"ADJ", "PROPN"} or doc[last + 1].lowered not in {"and", "or"}:
        return None
    if doc[last + 2].tag != "CD" or (phrase := counted(doc, last + 3)) is None or phrase.head.tag != "NNS":
        return None
    return _sense(NounPhrase(doc, phrase.end - 1, phrase.end))


def _of_sum(doc: Doc, last: int, earlier: Earlier | None) -> Sense | None:
    """Read the 26 of "nine firefighters and 17 residents died, 26 in all": people, of whatever kind."""
    if earlier is None or not is_summed(doc, last):
        return None
    return Sense(None, earlier.sense.unit, earlier.sense.status)


def is_summed(doc: Doc, at: int) -> bool:
    """Whether "in all" or the like stands there, and not "in all provinces"."""
    for said in _nouns("sums"):
        after = at + said.count(" ") + 1
        if [token.lowered for token in doc[at:after]] == said.split():
            return after >= len(doc) or doc[after].pos not in {"NOUN", "PROPN", "ADJ", "DET", "NUM"}
    return False


def _of_list(doc: Doc, first: int, last: int, earlier: Earlier | None) -> Sense | None:
    """Read the ten of "30 of them were shot down and ten were jammed"."""
    if earlier is None or earlier.sense.whole or first == 0 or last >= len(doc):
        return None
    goes_on = doc[first - 1].lowered in {"and", ","} and (doc[last].pos == "AUX" or doc[last].tag in {"VBD", "VBN"})
    return Sense(earlier.sense.phrase, earlier.sense.unit, None, whole=False) if goes_on else None


def _of_comparison(doc: Doc, first: int, earlier: Earlier | None) -> Sense | None:
    """Read "up from 900", "compared with 900", "rose to 1,200 from 900"."""
    if earlier is None or first < 2 or any(token.sent_start for token in doc[earlier.first + 1 : first + 1]):
        return None
    words = [token.lowered for token in doc[max(0, first - 2) : first]]
    compared = lexicon.load("figures")["changes"]
    if words[1] == "from" and (words[0] in compared["from"] or first - 1 == earlier.last):
        return earlier.sense
    alike = words[1] in compared["against"] or (words[0] in compared["compared"] and words[1] in {"with", "to"})
    return earlier.sense if alike else None


def _of_change(doc: Doc, first: int) -> Sense | None:
    """Read "admissions rose to 1,640": a number that its verb's subject, a plural, comes to."""
    if first == 0:
        return None
    before = doc[first - 1]
    verb = before if before.pos == "VERB" else before.head
    changes = lexicon.load("figures")["changes"]
    if before is verb:
        fits = verb.lemma.lower() in changes["reach"]
    else:
        fits = before.lowered in {"to", "from", "at"} and verb.lemma.lower() in changes["move"]
    parts = {child.dep: child for child in status.children(verb) if child.i < first} if fits else {}
    subject = parts.get("dobj" if before is not verb else "nsubj") or parts.get("nsubj")  # "put the dead at 34"
    if subject is None or (subject.tag != "NNS" and subject.lowered not in _nouns("nominal")):
        return None
    described = list(
        takewhile(lambda token: token.head.i == subject.i and token.dep in {"amod", "compound"}, _back(doc, subject.i))
    )
    return _sense(NounPhrase(doc, subject.i - len(described), subject.i + 1))


def _part(sense: Sense) -> Sense:
    return Sense(sense.phrase, sense.unit, sense.status, whole=False)


def _sense(phrase: NounPhrase) -> Sense:
    state = status.of_noun(phrase.head, near=tuple(phrase.doc[phrase.start : phrase.end]))
    return Sense(phrase, "person" if counts_people(phrase) else None, state)


def _back(doc: Doc, before: int) -> Iterator[Token]:
    """The tokens before a place, nearest first, no further than the sentence begins."""
    for at in range(before - 1, max(-1, before - 1 - _REACH), -1):
        yield doc[at]
        if doc[at].sent_start:
            return


def _nouns(kind: str) -> list[str]:
    return list(lexicon.load("figures")["nouns"][kind])
