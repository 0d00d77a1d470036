"""Text → amounts: numbers with their hedge, range and unit, before the parse is asked what they count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import Any, Literal, cast

import re2

from reportedly.claims import lexicon, numerals
from reportedly.claims.grammar import Grammar, Match
from reportedly.data import Modifier, Number, Span

Kind = Literal["count", "money", "percent", "measure", "vague", "share", "spell", "age"]

_TABLES = {"measure": "measures", "minor": "minor", "spell": "spells", "age": "spells"}

_WIRE = frozenset({"PS", "Y="})
_DASHES = frozenset("-–—‑")
_ADDRESS = 300  # characters of an address that are looked at
_ALIKE = 5
"""Times that the first of a range may be the second, scales left out, when both have the second's scale."""

# "5 million", "5m", "5bn": a number that carries its own scale
_SCALED = re2.compile(r"\pL\.?$")
# "a hundredth", "one millionth"
_ONE = re2.compile(r"(?i)^(?:an?|one|1)[ -]")
# " days" after "two in three"
_SPELL = re2.compile(r"(?i)^[ -](?:second|minute|hour|day|night|week|month|year|decade)")
# "million" of "5 million", "m" of "€5m"
_SCALE = re2.compile(r"(?i)(?:[\s-]?[a-z]+)+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number as written: ``span`` with its hedge and unit, ``number`` the digits or words alone.

    ``ends`` are the two amounts of "from 3 to 5", which are meant where
    something rose from the one to the other.
    """

    kind: Kind
    span: Span
    number: Span
    value: Number | None
    low: Number | None
    high: Number | None
    modifier: Modifier | None = None
    hedge: str = ""
    unit: str | None = None
    worded: bool = False
    ends: tuple[Amount, Amount] | None = None


@cache
def grammar() -> Grammar:
    """The patterns of numbers with hedge and unit."""
    figures, units = lexicon.load("figures"), lexicon.load("units")
    words = {
        "modifier": _alternatives(word for words in figures["modifiers"].values() for word in words),
        "symbol": _alternatives(
            (word for words in units["symbols"].values() for word in words if word not in _WIRE), edge=""
        ),
        "currency": _alternatives(word for words in units["currencies"].values() for word in words),
        "currency_code": _alternatives(
            word for words in units["currencies"].values() for word in words if word.isupper() or not word[0].isascii()
        ),
        "minor": _alternatives(word for words in units["minor"].values() for word in words),
        "measure": _alternatives(word for words in units["measures"].values() for word in words),
        "spell": _alternatives(word for words in units["spells"].values() for word in words),
        "vague": [word for word in lexicon.load("numbers")["vague"] if word.endswith("s") and word != "several"],
    }
    return Grammar.of(figures, {**lexicon.load("numbers")["words"], **words})


@cache
def _any() -> Any:
    """A digit or the beginning of a number word: most sentences have none, and are not read further."""
    numbers = lexicon.load("numbers")
    tables = [numbers[table] for table in ("ones", "tens", "scales", "parts", "vague")]
    named = (name for table in (*tables, lexicon.load("figures")["multiples"]) for name in table)
    words = "|".join(sorted(re2.escape(name) for name in named if len(name) > 2))
    return re2.compile(rf"(?i)\d|[{''.join(numbers['signs'])}]|\b(?:halves|{words})")


def _alternatives(words: Iterable[str], *, edge: str = r"\b") -> str:
    """Literal words, longest first, each ending where a letter ends; short ones are met in this case alone."""
    return "|".join(_literal(word, edge) for word in sorted(words, key=lambda word: (-len(word), word)))


def _literal(word: str, edge: str) -> str:
    literal = re2.escape(word).replace("\\ ", "{join}").replace("\\-", "{join}")
    cased = f"(?-i:{literal})" if len(word.strip("$ ")) <= 2 and word[0].isalpha() else literal
    return (
        (r"\b" if not edge and word[0].isalpha() else "")
        + cased
        + (edge if word[-1].isascii() and word[-1].isalnum() else "")
    )


def amounts(text: str, accept: Callable[[Match], bool]) -> list[Amount]:
    """The amounts of a text in its order; numbers that are none ("24/7", a telephone's) are left out."""
    if not _any().search(text):
        return []
    matches = grammar().matches(
        text, lambda match: accept(match) and (match.rule.make == "nothing" or not _is_fragment(match))
    )
    return [amount for match in matches for amount in _MAKERS[match.rule.make](match)]


def _is_fragment(match: Match) -> bool:
    """The "5" of "5,00", "0042", and what is in an address of the web."""
    number, text = match.groups.get("n") or match.groups.get("v") or match.span, match.text
    before, after = text[max(0, number.start - 2) : number.start], text[number.end : number.end + 2]
    zero = text[number.start] == "0" and text[number.start + 1 : number.start + 2].isdigit()
    split_before = before[:1].isdigit() and before[1:] in {",", "."}
    unit = match.groups.get("u") or number
    model = text[unit.end : unit.end + 1] in _DASHES and text[unit.end - 1].isalpha()  # "four C-130", "3 F-16"
    if model and text[unit.end + 1 : unit.end + 2].isdigit():
        return True
    chunk = text[max(0, number.start - _ADDRESS) : number.start].rpartition(" ")[2]
    return zero or split_before or (after[:1] in {",", "."} and after[1:].isdigit()) or "://" in chunk


def _amount(match: Match) -> list[Amount]:
    """One amount; "from 3 to 5" is a range that knows its ends, "2-1" is nothing."""
    kind, unit = _kind(match), _unit(_kind(match), match)
    low, high = _ends(match)
    if not match["k"]:
        return [] if low is None else [_hedged(match, kind, low, unit)]
    if low is None or high is None:
        return []
    between = "to" not in match.groups
    if not between and (match["from"] or match["again"] or low >= high):
        if match["to"].strip() in _DASHES and low >= high:
            return []
        one, then = _two(match, kind, unit, low, high)
        if low >= high or then.unit != one.unit:
            return [one, then]
        return [replace(_range(match, kind, unit, low, high), ends=(one, then))]
    # "between 95 and 90": a range all the same
    return [_range(match, kind, unit, min(low, high), max(low, high))]


def _ends(match: Match) -> tuple[Number | None, Number | None]:
    """The values of the one or two numbers; the first may take over the second's scale: "€60-75 million"."""
    first, second = match["n"], match["k"]
    low, high = numerals.number(first), numerals.number(second) if second else None
    shared = _SCALE.search(second) if second and first[-1].isdigit() and not _SCALED.search(first) else None
    bare = numerals.number(second[: shared.start()]) if shared else None
    # "$300 to $7 million" have a scale each: what shares one is of one size
    if shared and low is not None and bare and low <= _ALIKE * bare:
        low = numerals.number(first + shared.group())
    low = _signed(match, low)
    if match["mega"] and low is not None:
        low *= 1_000_000
    if match["scale"] and low is not None:
        low = numerals.plain(Fraction(low) * Fraction(numerals.number(match["scale"]) or 1))
    return low, high


def _range(match: Match, kind: Kind, unit: str | None, low: Number, high: Number) -> Amount:
    return Amount(
        kind=kind, span=match.span, number=Span(match.groups["n"].start, match.groups["k"].end), unit=unit,
        value=None, low=low, high=high, modifier=_modifier(match)[0], worded=not match["n"][0].isdigit(),
    )  # fmt: skip


def _two(match: Match, kind: Kind, unit: str | None, low: Number, high: Number) -> tuple[Amount, Amount]:
    """Both ends for themselves: "rose from 3 to 5"."""
    one, other = match.groups["n"], match.groups["k"]
    start = match.groups["c"].start if "c" in match.groups and kind == "money" and _before(match) else one.start
    plain = replace(_hedged(match, kind, low, unit), modifier=None, hedge="")
    then = replace(plain, span=Span(other.start, match.span.end), number=other, value=high, low=high, high=high)
    if kind == "money" and _before(match) and match.groups["to"].end == other.start:
        then = replace(then, kind="count", unit=None)  # "lent $5m to 3 banks"
    return replace(plain, span=Span(start, match.groups["to"].start), number=one), then


def _kind(match: Match) -> Kind:
    return cast("Kind", {"minor": "money"}.get(match.rule.make, match.rule.make))


def _signed(match: Match, value: Number | None) -> Number | None:
    """The value below zero where "minus" or a sign stands right before it: "minus 12", "(-4", but not "3-4"."""
    at = match.groups["n"].start
    dash = match.text[at - 1 : at] in {"-", "−"} and at == match.span.start
    alone = dash and not match.text[max(0, at - 2) : at - 1].strip("([ \n\u00a0")
    return -value if value is not None and (alone or match["sign"] or match["minus"]) else value


def _compound(match: Match) -> list[Amount]:
    """Feet with inches, a currency with its hundredths: "6 feet 4 inches", "4 dollars 30 cents"."""
    whole, rest = numerals.number(match["n"]), numerals.number(match["k"])
    money = "c" in match.groups
    if whole is None or rest is None or rest >= (100 if money else 12):
        return []
    value = numerals.plain(Fraction(whole) + Fraction(rest) / (100 if money else 12))
    unit = _unit("money", match) if money else "[ft_i]"
    amount = _hedged(match, "money" if money else "measure", value, unit)
    return [replace(amount, number=Span(match.groups["n"].start, match.groups["k"].end))]


def _before(match: Match) -> bool:
    return match.groups["c"].start < match.groups["n"].start


def _hedged(match: Match, kind: Kind, value: Number, unit: str | None) -> Amount:
    modifier, hedge = _modifier(match)
    start = match.span.start
    if match["from"]:  # "from 30 yards"
        start = min(match.groups[name].start for name in ("n", "c") if name in match.groups)
    return Amount(
        kind=kind,
        span=match.span._replace(start=start),
        number=match.groups["n"],
        value=value,
        low=None if modifier in {"up_to", "fewer_than"} else value,
        high=None if modifier in {"at_least", "more_than"} else value,
        modifier=modifier,
        hedge=hedge,
        unit=unit,
        worded=not match["n"][0].isdigit(),
    )


def _modifier(match: Match) -> tuple[Modifier | None, str]:
    """What the words before or after the number make of it, and those before it."""
    after = match["post"].strip(" -").lower()
    if after:
        return cast("Modifier", lexicon.load("figures")["modifiers_after"][after]), ""
    hedge = " ".join((match["mod2"] or match["mod"]).lower().split())
    for modifier, words in lexicon.load("figures")["modifiers"].items():
        if hedge in words:
            return cast("Modifier", modifier), hedge
    return None, ""


def _unit(kind: Kind, match: Match) -> str | None:
    if kind == "percent":
        return "percent"
    if "c" in match.groups:
        return _code("symbols" if _before(match) else "currencies", match["c"])
    if match.rule.make in _TABLES:
        return _code(_TABLES[match.rule.make], match["u"]) if match["u"] else "a"  # "aged 45"
    return "1" if kind == "share" else None


def _code(table: str, name: str) -> str:
    written = " ".join(name.replace("-", " ").replace("\u2011", " ").split())
    return _codes(table).get(written) or _codes(table)[written.lower()]


@cache
def _codes(table: str) -> Mapping[str, str]:
    """Unit by name, as it is written and in small letters, hyphens as blanks."""
    units = lexicon.load("units")[table].items()
    pairs = [(name.replace("-", " "), code) for code, names in units for name in names]
    return {**{name.lower(): code for name, code in reversed(pairs)}, **dict(pairs)}


@cache
def measures() -> Mapping[str, str]:
    """Unit by the noun alone that names it: "yards", "tonnes"; abbreviations need their number beside them."""
    return {name: code for name, code in _codes("measures").items() if len(name) > 3 and " " not in name}


def _strength(match: Match) -> list[Amount]:
    value = numerals.number(match["n"])
    return [] if value is None else [_hedged(match, "count", value, "person")]


def _ratio(match: Match) -> list[Amount]:
    """Read "four in ten" as 0.4."""
    part, of = numerals.number(match["n"]), numerals.number(match["k"])
    if part is None or of is None:
        return []
    if not 0 < part < of or _SPELL.match(match.text[match.span.end :]):  # "two in three days"
        one, other = match.groups["n"], match.groups["k"]
        plain = replace(_hedged(match, "count", part, None), span=match.span._replace(end=one.end))
        both = [plain, replace(plain, span=other, number=other, value=of, low=of, high=of, modifier=None, hedge="")]
        return both[: 1 if 0 < part < of else 2]
    amount = _hedged(match, "share", part / of, "1")
    return [replace(amount, number=Span(match.groups["n"].start, match.groups["k"].end))]


def _vague(match: Match) -> list[Amount]:
    low = numerals.vague(match["v"])
    modifier, hedge = _modifier(match)
    return [] if low is None else [_at_least(match, low, modifier, hedge)]


def _several(match: Match) -> list[Amount]:
    scale = numerals.number(match["v"])
    modifier, hedge = _modifier(match)
    return [] if scale is None else [_at_least(match, scale * 2, modifier, hedge)]


def _at_least(match: Match, low: Number, modifier: Modifier | None, hedge: str) -> Amount:
    return Amount(
        kind="vague", span=match.span, number=Span(match.groups["v"].start, match.span.end), value=None, low=low,
        high=None, modifier=modifier, hedge=hedge, worded=True,
    )  # fmt: skip


def _parts(match: Match) -> list[Amount]:
    """A fraction: a share of something, or a number where it stands behind a whole one or before a scale."""
    value = _signed(match, numerals.number(match["n"]))
    if value is None:
        return []
    if match["n"].lower().endswith(("onth", "sandth", "hundredth")) and value < 1 and not _ONE.match(match["n"]):
        return []  # "three millionth"
    joined = " and " in " ".join(match["n"].lower().split()) or value >= 1_000
    return [_hedged(match, "count" if joined else "share", value, None if joined else "1")]


def _times(match: Match) -> list[Amount]:
    """How many times: 2 of "twice as many", 3 of "threefold", as shares of more than one."""
    many = lexicon.load("figures")["multiples"].get(match["n"].lower()) if match["n"] else numerals.number(match["k"])
    number = match.groups.get("n") or match.groups["k"]
    if many is None:
        return []
    named = Match(match.rule, match.span, {**match.groups, "n": number}, match.text)
    return [_hedged(named, "share", many, "1")]


def _nothing(_: Match) -> list[Amount]:
    return []


_MAKERS: Mapping[str, Callable[[Match], list[Amount]]] = {
    "count": _amount,
    "money": _amount,
    "percent": _amount,
    "measure": _amount,
    "minor": _amount,
    "spell": _amount,
    "age": _amount,
    "compound": _compound,
    "share": _amount,
    "strength": _strength,
    "parts": _parts,
    "over": _parts,
    "ratio": _ratio,
    "vague": _vague,
    "several": _several,
    "times": _times,
    "nothing": _nothing,
}
