"""What a figure is said of, read off the parse: "turnout" of "turnout fell to 38 per cent"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from reportedly.claims.figures import status
from reportedly.claims.figures.phrases import counted, whole
from reportedly.claims.heads import top

if TYPE_CHECKING:
    from reportedly.claims.parse import Doc, Token, Words
    from reportedly.data import Figure

_OWN = frozenset({"det", "compound", "amod", "nmod", "poss", "nummod", "case"})
_BEFORE = frozenset({"nummod", "nmod", "compound", "amod", "appos", "npadvmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_COUNTS = frozenset({None, "person", "1"})
_BACK = 12  # words back to a noun that a figure in brackets or commas is said of
_LONG = 14  # words of a noun with all that describes it
_DEEP = 3  # nouns joined by "of"
_APPOSED = 5  # words from that noun to the figure
_TURNS = frozenset({",", "by", "up", "down", "about", "around", "nearly", "almost", "some", "a", "just"})
_UNITED = frozenset({"per", "-", "square", "cubic", "nautical", "percentage", "US", "us", "$"})  # "9 per cent"
_BEHIND = frozenset({"from", "on", "at", "in"})
_BRACKET = 7  # words of "(332 lb-ft)"
_SPELLS = frozenset({"a", "mo", "wk", "d", "h", "min", "s"})
_LASTING = frozenset({"for", "in", "over", "within", "during"})
_CLAUSES = 5  # verbs above a figure that are asked for a subject


def abouts(figures: Sequence[Figure], places: Sequence[Words]) -> list[str | None]:
    """What each figure of a paragraph is said of, in the article's words; None where the text does not say.

    Figures that are linked are said of the same: "9 miles (14 km)", "fell 7
    points to 38 per cent from 45". A measure that says nothing itself goes on
    with what the one before in its sentence is said of.
    """
    said: list[str] = []
    linked = _links(figures)
    for place, (figure, words) in enumerate(zip(figures, places, strict=True)):
        other = linked.get(place)
        about = said[other] if other is not None else _apposed(words, figure) or _own_words(words, figure)
        goes_on = place > 0 and not about and figure.unit not in _COUNTS and words.sent == places[place - 1].sent
        said.append(said[place - 1] if goes_on else about)
    return [about or None for about in said]


def _links(figures: Sequence[Figure]) -> Mapping[int, int]:
    """Figure → the one before it that says the same in another unit, the change that led to it, or its level."""
    places = {figure.id: place for place, figure in enumerate(figures)}
    found: dict[int, int] = {}
    for place, figure in enumerate(figures):
        for name in (figure.same_as, figure.change_of, figure.earlier_of):
            other = places.get(name or "")
            if other is not None:
                found.setdefault(max(place, other), min(place, other))
    return found


def _apposed(words: Words, figure: Figure) -> str:
    """The noun right before a change: "Northern Steel, down 6p", "and Upland Rail by 2.6%", "Ore +0.2%"."""
    if not figure.change:
        return ""
    doc, at = words.doc, words.start - 1
    while at >= 0 and words.start - at < _APPOSED and doc[at].lowered in _TURNS:
        at -= 1
    noun = doc[at] if at >= 0 else None
    plus = doc[words.start].text[:1] in {"+", "-", "−"}
    if noun is not None and at > 0 and noun.pos == "NUM" and doc[at - 1].pos == "PROPN" and plus:
        return f"{_phrase(doc[at - 1])} {noun.text}"  # "Orsel 500 +0.3%"
    if noun is None or noun.pos not in _NOUNS or not (at < words.start - 1 or plus) or _is_unit(noun):
        return ""
    return _phrase(noun)


def _own_words(words: Words, figure: Figure) -> str:
    """The whole it is a share of, the noun it describes or stands beside, and the subject of its verb."""
    if figure.value == 1 and figure.unit in _COUNTS:
        return ""  # "one of the best wells" counts for nothing
    said: list[str] = []
    head = top(words)
    measured = figure.unit not in _COUNTS or figure.unit == "1" or (figure.counted or "").endswith(("point", "points"))
    for part in (*_own(words, figure, measured=measured), *_above(words, head, measured=measured)):
        if part and part not in said:
            said.append(part)
    if figure.unit in _SPELLS and head.dep == "pobj" and head.head.lowered in _LASTING and not said:
        return ""  # "sold in three hours" is said of no thing
    verb, role = status.governor(head)
    subject = _root(head, words) if verb is None else _subject(verb, words) if role != "subject" else None
    if subject is not None:
        said.append(_phrase(subject))
    if not said and measured:
        said.extend(_after(words) or _beside(words))
    return ", ".join(said)


def _after(words: Words) -> list[str]:
    """The noun behind: "47% from the field"."""
    doc, at = words.doc, words.end
    if at + 1 >= len(doc) or doc[at].lowered not in _BEHIND:
        return []
    phrase = whole(doc, at + 1)
    return [phrase.text] if phrase is not None else []


def _over_brackets(words: Words) -> str | None:
    """The noun behind brackets: "a 9-mile (14 km) road", "450 Nm (332 lb-ft) of torque"."""
    doc, at = words.doc, words.end
    if at >= len(doc) or doc[at].text != "(":
        return None
    close = next((i for i in range(at + 1, min(len(doc), at + _BRACKET)) if doc[i].text == ")"), None)
    if close is None or close + 2 >= len(doc):
        return None
    phrase = whole(doc, close + 2) if doc[close + 1].lowered == "of" else counted(doc, close + 1)
    return phrase.text if phrase is not None else None


def _own(words: Words, figure: Figure, *, measured: bool) -> Iterator[str | None]:
    """What the figure's own words say: "2.5% of its budget", "a $3 stamp", "9 tonnes of sand", "40 counts of theft"."""
    if figure.unit != "1":
        yield figure.of
    if measured and (figure.unit is not None or not figure.counted):
        yield figure.counted or _over_brackets(words)
    doc, at = words.doc, words.end
    if at + 1 < len(doc) and doc[at].lowered == "of" and not figure.of:
        phrase = whole(doc, at + 1)
        yield phrase.text if phrase is not None else None


def _above(words: Words, head: Token, *, measured: bool) -> Iterator[str]:
    """The noun that the figure hangs on: "a run of nine games", "a price of $4", "talks over $5m"."""
    above = head.head
    if head.dep == "pobj" and above.dep == "prep" and above.head.pos in _NOUNS and above.head.i < words.start:
        if _is_unit(above.head):
            return
        if measured or above.lowered == "of":
            yield _phrase(above.head)
    elif head.dep in _BEFORE and above.pos in _NOUNS and not words.start <= above.i < words.end:
        yield from () if _is_unit(above) else (_phrase(above),)


def _subject(verb: Token | None, words: Words) -> Token | None:
    """The subject of the verb or of one above it; of a relative clause what it is said of."""
    for _ in range(_CLAUSES):
        if verb is None or verb.pos in _NOUNS:
            return verb if verb is not None and verb.i < words.start else None
        if (found := _said_of(verb, words)) is not None:
            return found
        if verb.dep == "ccomp" and not _is_infinitive(verb) and not _goes_back(verb):
            return None  # of "she said there were nine" she is no subject
        if verb.dep in {"acl", "xcomp"} and verb.head.pos in _NOUNS:
            # "the mill announced plans to lay off 650 workers"
            verb = (status.governor(verb.head)[0] if _is_infinitive(verb) else None) or verb.head
        else:
            verb = verb.head if verb.head is not verb else None
    return None


def _said_of(verb: Token, words: Words) -> Token | None:
    """The noun that is the subject of this very verb."""
    for child in status.children(verb):
        if child.dep in {"nsubj", "nsubjpass"} and child.pos in _NOUNS and not words.start <= child.i < words.end:
            return child
    before = words.doc[verb.i - 1] if verb.i else None
    if before is not None and before.head.i == verb.i and before.dep == "compound" and before.i < words.start:
        return before  # "the stock trades on": the noun taken for a part of the verb
    if verb.dep == "relcl" and verb.head.pos in _NOUNS and verb.head.i < words.start:
        return verb.head
    return _moved_object(verb, words)


def _root(head: Token, words: Words) -> Token | None:
    """The noun that a sentence without a verb hangs on: "Stock trades at six times earnings", misread."""
    for _ in range(_CLAUSES):
        head = head.head
    found = head.head is head and head.pos in _NOUNS and head.i < words.start and not _is_unit(head)
    return head if found else None


def _moved_object(verb: Token, words: Words) -> Token | None:
    """The object that is the subject of an infinitive: "the melt could cause the sea to rise 11 feet"."""
    if verb.dep not in {"xcomp", "ccomp"} or not _is_infinitive(verb):
        return None
    nouns = (child for child in status.children(verb.head) if child.dep in {"dobj", "nsubj"} and child.pos in _NOUNS)
    return next((noun for noun in nouns if verb.head.i < noun.i < verb.i and noun.i < words.start), None)


def _goes_back(verb: Token) -> bool:
    """Whether a pronoun is the subject: "the bank said it would charge 3%" is of the bank."""
    return any(child.dep in {"nsubj", "nsubjpass"} and child.tag == "PRP" for child in status.children(verb))


def _is_infinitive(verb: Token) -> bool:
    return any(child.lowered == "to" and child.dep == "aux" for child in status.children(verb))


def _beside(words: Words) -> Iterator[str]:
    """The nearest noun before: "turnover (£3m)", "Northern Steel, down 6p"."""
    noun = _noun_before(words.doc, words.start)
    if noun is not None:
        yield _phrase(noun)


def _noun_before(doc: Doc, start: int) -> Token | None:
    for at in range(start - 1, max(-1, start - 1 - _BACK), -1):
        if doc[at].pos in _NOUNS and not _is_unit(doc[at]):
            return doc[at]
        if doc[at].sent_start:
            return None
    return None


def _is_unit(noun: Token) -> bool:
    """Whether the noun belongs to another number: the "cent" of "up 9 per cent to $70"."""
    if "=" in noun.text:
        return True  # "Y=590"
    at = noun.i - 1
    while at >= 0 and noun.doc[at].lowered in _UNITED:
        at -= 1
    return noun.dep == "nummod" or (at >= 0 and noun.doc[at].pos in {"NUM", "SYM"})


def _phrase(noun: Token) -> str:
    """The noun with what describes it before, and an "of" behind it, as the article has them."""
    start, end = _edges(noun, _DEEP)
    return noun.doc[start:end].text if end - start <= _LONG else noun.text


def _edges(noun: Token, deep: int) -> tuple[int, int]:
    own = [child for child in status.children(noun) if child.dep in _OWN and child.pos not in {"DET", "PRON"}]
    parts = [*own, *(child for part in own for child in status.children(part) if child.dep == "compound")]
    start, end = min((part.i for part in parts if part.i < noun.i), default=noun.i), noun.i + 1
    inner = _behind(noun) if deep else None
    return (start, end) if inner is None else (start, max(end, _edges(inner, deep - 1)[1]))


def _behind(noun: Token) -> Token | None:
    """The first noun behind "of", "for", "in"."""
    for child in status.children(noun):
        if child.dep == "prep" and child.i > noun.i and child.lowered in {"of", "for", "in"}:
            for inner in status.children(child):
                if inner.dep == "pobj" and inner.i > child.i and inner.pos in _NOUNS:
                    return inner
    return None
