"""Amounts → mentions: amounts with what they count, and without those that are no figures."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from reportedly.claims import lexicon, numerals
from reportedly.claims.figures import status
from reportedly.claims.figures.amounts import Amount, measures
from reportedly.claims.figures.elision import Earlier, Sense, elided, of_them, shared
from reportedly.claims.figures.phrases import NounPhrase, counted, counts_people, whole
from reportedly.claims.heads import top

if TYPE_CHECKING:
    from reportedly.claims.parse import Doc, Token, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """An amount in its sentence: tokens ``first`` to ``last`` (half-open), the noun phrase and the whole it is of.

    ``bare`` says that its noun stands elsewhere, ``slight`` that it is a number
    but nothing that a reader would keep: an age, a stretch of time, "one" and
    the like.
    """

    amount: Amount
    first: int
    last: int
    phrase: NounPhrase | None
    of: NounPhrase | None
    unit: str | None
    status: str | None
    per: str | None = None
    each: bool = False
    bare: bool = False
    slight: bool = False

    @property
    def earlier(self) -> Earlier | None:
        """What a later number that lacks its noun may take over; None where this one counts nothing itself."""
        measured = self.amount.kind in {"measure", "money", "percent"}
        if not measured and (
            self.amount.kind not in {"count", "vague"} or (self.phrase is None and self.status is None)
        ):
            return None
        sense = Sense(self.phrase or self.of, self.unit, self.status, whole=not self.bare)
        return Earlier(self.first, self.last, sense, measured=measured)

    @property
    def said(self) -> str | None:
        """What its own noun says of it: "17 wounded"; not what a verb says of all the figures of its clause."""
        return status.of_words(self.phrase.doc[self.first : self.last]) if self.phrase is not None else None

    @property
    def counted(self) -> str | None:
        """What is counted, in the words of the text."""
        if self.phrase is not None:
            return self.phrase.text
        return self.of.text if self.of and self.amount.kind in {"count", "vague", "measure", "money"} else None


def mention(doc: Doc, text: str, amount: Amount, *, timed: Set[int], earlier: Earlier | None = None) -> Mention | None:
    """The amount with what it counts, None where the number is a name, an age or idle talk.

    ``text`` is that of the document, which makes it anew at each asking;
    ``timed`` are the tokens of its times, ``earlier`` is the figure before.
    """
    number = doc.words(*amount.number, "expand")
    whole_amount = doc.words(*amount.span, "expand")
    if number is None or whole_amount is None or _is_part_of_word(text, amount):
        return None
    first, after = whole_amount.start, whole_amount.end
    amount = _read_again(doc, amount, whole_amount)
    if _is_unhedged(amount, whole_amount[0]):
        amount, first = _unhedged(amount, whole_amount[1].idx), first + 1
    elif amount.hedge == "up to" and first and _moves(doc[first - 1]):
        amount, first = _unhedged(amount, whole_amount[2].idx), first + 2
    fraction = amount.kind == "share" and doc[after - 1].pos != "NUM" and doc[after - 1].lowered not in {"many", "much"}
    phrase = None if fraction else counted(doc, after, timed=timed, many=amount.value != 1)
    if phrase is not None and phrase.head.tag == "NNP" and phrase.end == after + 1 and shared(doc, after):
        phrase = None  # "22 Varnian and 16 foreign soldiers"
    if phrase is None and amount.kind == "count" and (partitive := _of_them(doc, after)):
        phrase = partitive
    if amount.kind == "count" and phrase is not None and (code := measures().get(phrase.head.text)):
        amount = replace(amount, kind="measure", unit=code)  # "40 rural miles"
    last = phrase.end if phrase else after
    of = _of(doc, last, amount) if phrase is None or amount.kind in {"money", "measure"} else None
    if of is not None and phrase is None:
        last = of.end
    each = last < len(doc) and doc[last].lowered in {"each", "apiece"} and not _is_rate(doc, last)
    last += each
    found = Mention(
        amount=amount, first=first, last=last, phrase=phrase, of=of, unit=amount.unit, status=None, each=each,
        per=rate(doc, last, priced=amount.kind == "money", timed=timed),
    )  # fmt: skip
    bare = amount.kind in {"count", "vague"} and amount.unit is None and phrase is None and of is None
    found = replace(found, bare=bare)
    found = _judged(doc, found, elided(doc, first, last, earlier) if bare else None)
    if _is_name(doc, found, number.start) or _is_word(doc, found, number):
        return None
    return replace(found, slight=_is_slight(doc, found, after))


def _read_again(doc: Doc, amount: Amount, words: Words) -> Amount:
    """The amount with the unit that the words around it mean: pounds of weight or money, metres or millions."""
    if amount.unit == "GBP" and words[-1].lowered in {"pound", "pounds"} and not _is_paid(doc, amount, words):
        return replace(amount, kind="measure", unit="[lb_av]")
    if amount.unit == "m" and words[-1].text == "m" and amount.value is not None and _is_many(doc, words.end):
        value = numerals.plain(amount.value * 1_000_000)  # "5m people"
        low, high = (None if end is None else value for end in (amount.low, amount.high))
        return replace(amount, kind="count", unit=None, value=value, low=low, high=high)
    return amount


def _is_many(doc: Doc, at: int) -> bool:
    """Whether "5m" before a noun means millions: of people, but not of waves and walls."""
    noun = doc[at] if at < len(doc) else None
    return noun is not None and noun.tag == "NNS" and noun.lemma.lower() not in lexicon.load("figures")["nouns"]["tall"]


def _is_paid(doc: Doc, amount: Amount, words: Words) -> bool:
    """Whether pounds are money: many of them, or paid; "a 200-pound man" and "300 pounds of sand" weigh."""
    following = doc[words.end].lowered if words.end < len(doc) else ""
    if any(token.lowered in {"-", "of", "heavier", "lighter"} for token in words) or following == "of":
        return False
    if (amount.value or amount.low or 0) >= 1_000 and following not in {"of", "heavier"}:
        return True
    verb, _ = status.governor(top(words))
    paid = lexicon.load("figures")["pounds"]["paid"]
    return (verb is not None and verb.lemma.lower() in paid) or any(
        token.lemma.lower() in paid for token in doc[max(0, words.start - 4) : words.start]
    )


def _judged(doc: Doc, found: Mention, sense: Sense | None) -> Mention:
    """The mention with unit and status, by its own words or by what it is a number of."""
    counts = found.amount.kind in {"count", "vague"} and found.amount.unit is None
    if sense is None:
        state = _status(doc, found)
    else:
        # A total is not what the clause around it says: "the toll is 21 and three are missing".
        state = sense.status if sense.whole else _status(doc, found) or sense.status
        found = replace(found, phrase=sense.phrase, unit=sense.unit)
    people = found.unit == "person" or (counts and _people(found, state))
    return replace(found, unit="person" if people else found.unit, status=_fitting(found, state, people=people))


def _fitting(found: Mention, state: str | None, *, people: bool) -> str | None:
    """The status as it is said of what is counted: drones are not killed, prisoners handed over are free."""
    phrase, kinds = found.phrase or found.of, lexicon.load("figures")["kinds"]
    noun = phrase.head.lemma.lower() if phrase else None
    if people:
        return "freed" if state == "handed over" and noun in kinds["captives"] else status.fitting(state, things=False)
    known = noun is not None or found.unit is not None
    return status.fitting(state, things=True) if known and noun not in kinds["living"] else state


def rate(doc: Doc, at: int, *, priced: bool, timed: Set[int]) -> str | None:
    """The period or thing after an amount: "a day" as P1D, "per capita" as capita, "$2 a copy" as copy."""
    if at + 1 >= len(doc):
        return None
    periods = lexicon.load("figures")["rates"]
    dashed = doc[at].text in {"-", "‑"}
    at += dashed
    if at + 1 + dashed >= len(doc):
        return None
    word, following = doc[at].lowered, doc[at + 1 + dashed].lowered
    if word in {"a", "an", "per", "each", "every"} and following in periods:
        after = doc[at + 2 + dashed].lowered if at + 2 + dashed < len(doc) else ""
        return None if after in {"ago", "later", "earlier", "before", "after"} else str(periods[following])
    if word == "per" or (priced and word in {"a", "an"} and at + 1 not in timed):
        thing = counted(doc, at + 1)
        return thing.text if thing else None
    return str(periods[word]) if word in {"daily", "weekly", "monthly", "annually", "yearly"} else None


def _is_rate(doc: Doc, at: int) -> bool:
    return at + 1 < len(doc) and doc[at + 1].lowered in lexicon.load("figures")["rates"]


def _of(doc: Doc, at: int, amount: Amount) -> NounPhrase | None:
    """Read "GDP" of "0.25% of its GDP", "aid" of "$5m in aid"."""
    if at + 1 >= len(doc):
        return None
    words = [token.lowered for token in doc[at : at + 2]]
    if words == ["worth", "of"]:
        return whole(doc, at + 2)
    leading = takewhile(lambda token: token.is_currency or token.pos not in {"NOUN", "PROPN"}, doc[at + 1 : at + 4])
    numbers = (token.i for token in leading if token.is_currency or (token.tag == "CD" and token.lowered != "one"))
    other = next(numbers, None)
    if other is not None and words[0] == "of":  # "57 of the 62 drones" is a part of another figure
        calibre = other + 2 < len(doc) and doc[other + 1].lowered in lexicon.load("figures")["designations"]["calibres"]
        return counted(doc, other + 2) if calibre else None
    phrase = whole(doc, at + 1) if words[0] == "of" or (words[0] == "in" and amount.kind == "money") else None
    owns = phrase is not None and phrase.end < len(doc) and doc[phrase.end].tag == "POS"  # "half of this year's $4bn"
    return None if owns else phrase


def _of_them(doc: Doc, at: int) -> NounPhrase | None:
    """Read "firefighters" of "nine of them firefighters"."""
    if at + 2 >= len(doc) or not of_them(doc, at):
        return None
    return counted(doc, at + 2) if doc[at + 2].pos in {"NOUN", "ADJ"} else None


def _status(doc: Doc, found: Mention) -> str | None:
    head = found.phrase.head if found.phrase else top(doc[found.first : found.last])
    if found.phrase is None and found.amount.kind in {"count", "vague"}:
        following = doc[found.last].lowered if found.last < len(doc) else ""
        skipped = 1 if of_them(doc, found.last) else 0 if following in {"more", "others"} else -1
        if said := status.of_next(doc[found.last + skipped]):
            return said
    before = tuple(doc[max(0, found.first - 1) : found.first])
    if found.phrase is None and head.dep == "nummod" and head.head.i >= found.last:
        # The tagger hung it on a later noun: "killed 21 and three people are missing".
        return status.of_words(before) or (status.of_verb(before[0], "object") if before else None)
    # What a share is of is described for itself: "a fifth of the infected cattle was culled".
    phrase = found.phrase or (found.of if found.amount.kind not in {"percent", "share"} else None)
    inside = (*doc[phrase.start : phrase.end], *_said_behind(doc, found.last)) if phrase else ()
    after = doc[found.last] if found.last < len(doc) else None
    if head.dep == "dobj" and head.head.i < head.i and after is not None and after.pos == "AUX":
        # Nor is the object of one verb followed by another's: "killed 21 and three people are missing".
        own = after.head if after.dep in {"aux", "auxpass"} else after
        return status.of_words((*before, *inside)) or status.of_verb(own, "subject")
    return status.status(head, near=(*before, *inside))


def _said_behind(doc: Doc, last: int) -> tuple[Token, ...]:
    """The "missing" of "30 people missing", but no "wounded" of "two men wounded a third"."""
    following = doc[last + 1] if last + 1 < len(doc) else None
    if following is not None and following.pos in {"DET", "NUM", "NOUN", "PROPN", "PRON", "ADJ"}:
        return ()
    return tuple(doc[last : last + 1])


def _people(found: Mention, state: str | None) -> bool:
    phrase = found.phrase or found.of
    if phrase is None or phrase.head.lemma.lower() == "other":  # "wounded 45 others"
        return status.implies_people(state)
    return counts_people(phrase)


def _is_unhedged(amount: Amount, token: Token) -> bool:
    """Whether what may be a hedge is a preposition here: "information about two ferries"."""
    prepositions = lexicon.load("figures")["prepositions"]
    return amount.hedge in prepositions and not _is_bound(amount) and _is_preposition(token)


def _moves(token: Token) -> bool:
    """Whether what follows is where the number went: "the toll has gone up to 67"."""
    return token.pos == "VERB" and token.lemma.lower() in lexicon.load("figures")["changes"]["upward"]


def _unhedged(amount: Amount, start: int) -> Amount:
    low, high = (amount.value if end is None else end for end in (amount.low, amount.high))
    return replace(amount, span=amount.span._replace(start=start), modifier=None, low=low, high=high)


def _is_bound(amount: Amount) -> bool:
    """Whether "over" and the like can only be a hedge: of what is measured, and of hundreds in digits."""
    if amount.hedge in {"about", "around"}:
        return False
    large = not amount.worded and (amount.value or 0) >= 100
    return amount.kind in {"money", "percent", "measure"} or (amount.kind == "count" and large)


def _is_preposition(token: Token) -> bool:
    return token.dep in {"prep", "pcomp", "prt"} or (
        token.pos == "ADP" and token.dep not in {"advmod", "quantmod", "amod"}
    )


def _is_part_of_word(text: str, amount: Amount) -> bool:
    """Digits within a name or a code: "T-72", "COVID-19", "0042", "12-storey"."""
    start, end = amount.number
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    plain = amount.kind == "share" or (amount.kind == "count" and amount.unit is None)
    if plain and amount.span.end <= end and after[:1] in {"-", "‑"} and after[1:].isalpha():
        return True
    if (amount.value or 0) < 0:  # "minus-5"
        return False
    if before.endswith(("-", "‑")) and before[:1].isalnum():
        return True
    return before[-1:] in {"/", "_", "@", "#", "№", ".", ","} or after[:1] in {"/", "_", "@"}


def _is_name(doc: Doc, found: Mention, number: int) -> bool:
    """Whether the number belongs to a name or an address: "Highway 12", "10 Downing Street"."""
    amount, designations = found.amount, lexicon.load("figures")["designations"]
    if amount.kind not in {"count", "vague"} or amount.unit is not None:
        return False
    before = doc[found.first - 1] if found.first else None
    if before is not None and amount.modifier is None:
        if _designates(before, doc[number], found) or _names(before, doc[number]):
            return True
        if _is_year(before, doc[number], found):
            return True
    return found.phrase is not None and found.phrase.head.lowered in designations["streets"]


def _is_word(doc: Doc, found: Mention, number: Words) -> bool:
    """Whether a number word stands for no number: "the same one", "a third man", "the second quarter"."""
    amount, bare = found.amount, found.phrase is None and found.of is None
    following = doc[found.last] if found.last < len(doc) else None
    if amount.kind == "share" and bare and amount.worded and number[0].lowered in {"a", "one", "the"}:
        return following is not None and following.pos in {"NOUN", "PROPN", "ADJ"} and number[-1].lowered != "half"
    if amount.kind != "count" or not bare or amount.value != 1 or amount.modifier is not None:
        return False
    return number[0].lowered == "one" and not (following is not None and following.lowered in {"of", "in", "-"})


def _is_slight(doc: Doc, found: Mention, after: int) -> bool:
    """Whether the number is an age, a time, a calibre ("a 105mm gun"), or too small and idle to report."""
    amount, lexemes = found.amount, lexicon.load("figures")
    if amount.kind in {"age", "spell"}:
        return True
    if amount.kind == "measure":
        return found.phrase is not None and found.unit in lexemes["designations"]["calibres"]
    if amount.kind not in {"count", "vague"} or amount.unit is not None:
        return False
    before = doc[found.first - 1] if found.first else None
    partitive = found.first > 2 and doc[found.first - 2].lowered == "of" and doc[found.first - 3].tag == "CD"
    known = (
        before is not None
        and not partitive
        and before.lowered in {"the", "these", "those", "both", "all", "top", "bottom"}
    )
    if known and amount.modifier is None and _is_small(amount):
        return True
    if found.phrase is not None:
        head = found.phrase.head.lemma.lower()
        return (_is_small(amount) and head in lexemes["nouns"]["idle"]) or (amount.value == 1 and found.unit is None)
    return found.of is None and _is_idle(doc, found, before, after)


def _designates(before: Token, number: Token, found: Mention) -> bool:
    """Whether the noun before is numbered: "highway 12", but not "last week 12 people", "the top three teams"."""
    designations = lexicon.load("figures")["designations"]
    if before.lowered not in designations["nouns"] or before.pos in {"VERB", "AUX"}:
        return False
    if found.phrase is None:
        return True
    counts = number.head.i == found.phrase.head.i and found.phrase.head.tag in {"NNS", "NNPS"}
    return not counts and before.lowered not in designations["ranks"]


def _names(before: Token, number: Token) -> bool:
    """A capitalised word that the number belongs to: "Boeing 737", "Highway 12", "Typhoon 11 Pro"."""
    if before.pos != "PROPN" or before.sent_start or number.pos == "VERB":
        return False
    if number.head.i <= before.i:
        return True
    following = number.doc[number.i + 1] if number.i + 1 < len(number.doc) else None
    if following is None or not number.text.isdecimal() or number.head.i < number.i:
        return False
    return following.tag == "POS" or (following.tag == "NNP" and following.ent != "NORP")


def _is_year(before: Token, number: Token, found: Mention) -> bool:
    """Whether the number says of which year the noun is: "its 2018 sales"."""
    if found.phrase is None or not number.text.isdecimal() or not 1900 < int(number.text[:5]) < 2100:
        return False
    return int(number.text) != 2000 and (before.tag in {"DT", "PRP$", "POS", "NNP", "NNPS"})


def _is_small(amount: Amount) -> bool:
    return amount.worded and amount.value is not None and amount.value <= 10


def _is_idle(doc: Doc, found: Mention, before: Token | None, after: int) -> bool:
    """A bare number that nothing shows to be a count: a list's "1.", an age between commas, "one said"."""
    amount = found.amount
    following = doc[after].text if after < len(doc) else ""
    if following == "of" and after + 1 < len(doc) and doc[after + 1].tag == "CD":
        return False
    if amount.value == 1 or (before is None and following in {".", ")", ":"}):
        return True
    if before is not None and before.text in {",", "("} and following in {",", ")"}:
        return amount.value is not None and amount.value < 120
    if found.status is not None or amount.modifier is not None or amount.kind == "vague" or found.per:
        return False
    return (
        amount.value is not None
        and not (amount.value >= 100 and not 1500 <= amount.value <= 2100)
        and not _acts(doc[found.first])
    )


def _acts(number: Token) -> bool:
    """Whether the number is itself a subject or object: "900 come from the valley", "out of 16"."""
    return number.dep in {"nsubj", "nsubjpass", "dobj"} or (
        number.dep == "pobj" and number.head.lowered in {"of", "from", "to"}
    )
