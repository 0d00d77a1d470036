"""Checks for words that are a time in one sentence and none in another.

Each looks at the words around, and at the parse where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from unicodedata import category

from reportedly.claims import lexicon
from reportedly.claims.grammar import Match
from reportedly.claims.heads import top
from reportedly.claims.times import words
from reportedly.claims.times.surroundings import Place

_NAMES = frozenset({"PERSON", "ORG", "WORK_OF_ART", "PRODUCT", "FAC", "GPE", "LOC"})


def _unnamed(_: Match, place: Place) -> bool:
    """Not the April, the Daily or the Friday of a name."""
    if place.words is not None:
        return top(place.words).ent not in _NAMES
    named = place.text[place.span.start].isupper() and _is_name(place.after())
    first = place.span.start == place.bounds.start
    return not named or first or place.before().lower() in _prepositions()


def _prepositions() -> frozenset[str]:
    return frozenset(lexicon.load("times")["years"]["before"])


def _is_name(word: str) -> bool:
    """A capital and small letters: not "GMT", not "I"."""
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def _noun(match: Match, place: Place) -> bool:
    """The season, not the verb or the event: "to spring", "prices fall", "the fall of the city"."""
    if place.words is not None and top(place.words).pos not in {"NOUN", "PROPN"}:
        return False
    season, before, after = words.plain(match["s"]), place.before().lower(), place.after().lower()
    rules = lexicon.load("times")["season_words"]
    if season == "fall":
        return place.span.end - place.span.start > len("fall") and after not in rules["after_fall"]
    return season != "spring" or (before not in rules["before_spring"] and after not in rules["after_spring"])


def _year(match: Match, place: Place) -> bool:
    """A year, not a count: "in 2019", "the 2019 floods", but not "2019 soldiers" or "2,019"."""
    lexemes = lexicon.load("times")["years"]
    before, after = place.before().lower(), place.after()
    if _joined(place) or after.lower() in lexemes["counted"] or _is_currency(after) or _is_currency(before):
        return False
    if match["part"] or match.rule.make != "year":
        return True
    if not before and not after:
        return True  # a heading
    counts = _counts(place, after)
    if before in lexemes["certain"]:
        return not counts or before in lexemes["sure"]
    known = place.words is not None and place.words[-1].ent == "DATE"
    if counts:
        joined = before in {"and", "or", "through"} and place.before(skip=1)[:4].isdigit()
        return joined or before in lexemes["owners"]
    opens = place.span.start == place.bounds.start and after[:1].islower()
    listed = (
        before in {",", "and", "or"} and len(place.before(skip=1)) == len("2024") and place.before(skip=1).isdigit()
    )
    return (
        known or opens or listed or before in lexemes["before"] or before in lexemes["owners"] or _alone(before, after)
    )


def _counts(place: Place, after: str) -> bool:
    """Whether a plural follows that the number may count: "2019 soldiers", but not "2019 was", "2019 its"."""
    if place.text[place.span.end : place.span.end + 1] != " ":
        return False
    if place.words is not None:
        year = place.words[-1]
        return (
            year.i + 1 < len(year.doc)
            and year.doc[year.i + 1].tag in {"NNS", "JJ"}
            and year.dep in {"nummod", "compound"}
        )
    single = lexicon.load("times")["years"]["single"]
    return after.islower() and after.endswith("s") and after not in single


def _alone(before: str, after: str) -> bool:
    """In brackets or at the end of its phrase: "(2019)", "Kyiv, 2019."."""
    return (before in {"(", "[", "–", "-", "—", ";"} and after in {")", "]", ",", ";", "–", "-", "—"}) or (
        before in {"(", ","} and after in {"", ")", ".", ",", ";"}
    )


def _is_currency(word: str) -> bool:
    return len(word) == 1 and (category(word) == "Sc" or word in {"#", "№"})


def _joined(place: Place) -> bool:
    """Whether a hyphen or slash joins it to a number or name, as in "MH-2014", "2,019", "2014/2"."""
    left = place.text[max(0, place.span.start - 2) : place.span.start]
    right = place.text[place.span.end : place.span.end + 2]
    mark = left[-1:]
    if mark in {"/", "@", "_", "$", "£", "€"} or (mark in {",", ".", "-"} and left[:1].isalnum() and len(left) == 2):
        return not (mark == "-" and left[:1].isalpha() and left[:1].islower())
    return right[:1] in {"/", "%", "@", "_"} or (right[:1] in {",", "."} and right[1:].isdigit())


def _reference(match: Match, place: Place) -> bool:
    """Not the "earlier" of "earlier than", the "soon" of "as soon as", the "now" of "now that"."""
    vague = lexicon.load("times")["vague"]
    word, before, after = words.plain(match["r"]), place.before().lower(), place.after()
    if after.lower() in lexicon.load("times")["not_followed"] or before in {"-", "as", "no", "any", "than", "most"}:
        return False
    if word in vague["phrases"] and not _ends_its_phrase(place, before):
        return False
    if word in vague["placed"]:
        return before in vague["prepositions"] and after.lower() not in vague["not_the_time"]
    return True


def _ends_its_phrase(place: Place, before: str) -> bool:
    """Whether no noun follows that the word would describe: "he said earlier", not "an earlier attack"."""
    after = place.after()
    closed = not after.isalpha() or after.lower() in lexicon.load("times")["vague"]["going_on"]
    return closed and before not in {"the", "an", "a", "their", "his", "her", "its", "any", "these", "those", "and"}


def _told_time(_: Match, place: Place) -> bool:
    """Not "this time, he won": a preposition stands before, and no clause that says which time follows."""
    vague = lexicon.load("times")["vague"]
    return place.before().lower() in vague["prepositions"] and place.after().lower() not in vague["not_the_time"]


def _closed_off(_: Match, place: Place) -> bool:
    """Whether no noun follows: "on the 13th", not "on the 13th floor"."""
    after = place.after()
    return not after.isalpha() or after.lower() in lexicon.load("times")["vague"]["going_on"]


def _share(match: Match, place: Place) -> bool:
    """Not "the first half" of a game, nor "a third quarter" of a town: nothing is said to be halved."""
    return place.after().lower() != "of" and "half" not in words.plain(match["u"])


def _bare(_: Match, place: Place) -> bool:
    """Units in the plural that stand alone: "hours before", "days of rain"; not "five days of rain", "these days"."""
    before = place.before().lower()
    stops = {
        "the",
        "these",
        "those",
        "their",
        "his",
        "her",
        "its",
        "our",
        "my",
        "your",
        "many",
        "-",
        "several",
        "other",
    }
    return not (before in stops or before[-1:].isdigit() or words.count(before or "-") is not None)


def _small(match: Match, place: Place) -> bool:
    """Not a name: "USA Today", "ABC's This Week"; a capital is right where a sentence or a quotation begins."""
    opens = place.span.start == place.bounds.start or not place.before()[-1:].isalpha()
    return opens or not match.text[place.span.start].isupper()


def _capital(match: Match, _: Place) -> bool:
    """The feast, not "an epiphany" or "in the new year"."""
    return match["f"][0].isupper() or match["f"].lower() in {"christmas", "thanksgiving", "halloween"}


def _whole(match: Match, place: Place) -> bool:
    """Not the "a night" of "a night-raid", nor the "a day" of "once a day"."""
    return match.text[place.span.end : place.span.end + 1] != "-"


def _closed(match: Match, place: Place) -> bool:
    """Whether nothing follows that the day would be before or after."""
    rest = match.text[match.span.end : match.span.end + 2].strip()
    return not rest[:1].isalnum() or place.after().lower() in lexicon.load("times")["vague"]["clause"]


def _several(match: Match, place: Place) -> bool:
    """Not "two second homes": more than one unit is in the plural or hyphenated."""
    unit = match.groups["u"]
    plural = match.text[unit.end : unit.end + 1].lower() == "s"
    hyphen = match.text[unit.start - 1] == "-"
    if words.plain(match["n"]) == "many" and place.before().lower() in {"as", "how", "so", "too"}:
        return False
    return plural or hyphen or words.count(match["n"]) in {1, 0.5}


GUARDS: Mapping[str, Callable[[Match, Place], bool]] = {
    "name": _unnamed,
    "noun": _noun,
    "years": _year,
    "reference": _reference,
    "told_time": _told_time,
    "closed_off": _closed_off,
    "bare": _bare,
    "share": _share,
    "whole": _whole,
    "small": _small,
    "capital": _capital,
    "closed": _closed,
    "several": _several,
}
