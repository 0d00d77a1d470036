"""Grammars of short expressions: patterns kept as data, run on RE2.

A grammar is a table of a lexicon: ``words`` names alternatives, ``rule`` lists
patterns. In both, ``{month}`` stands for the alternatives of that name and
``{m:month}`` also names what matched, a blank for one or two blanks of any
kind. Patterns have no unbounded repetition, so that a scan is linear in the
length of the text whatever the text is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import re2

from reportedly.data import Span

_BLANK = r"(?:[\s\x{a0}\x{2009}\x{202f}]{1,2})"
_MEMORY = 64 << 20  # bytes a pattern's automaton may take: with RE2's 8 MB the largest fell back to a slower one
# "{month}", "{m:month}"; but not the counts in "{1,3}"
_PLACE = re2.compile(r"\{([a-z_0-9]*[a-z_]):?([a-z_]*)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled pattern: ``make`` says what becomes of a match, ``core`` which group is its span."""

    make: str
    core: str
    settings: Mapping[str, Any]
    pattern: Any
    groups: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Words that a rule matched; ``groups`` holds those named groups that took part."""

    rule: Rule
    span: Span
    groups: Mapping[str, Span]
    text: str

    def __getitem__(self, group: str) -> str:
        """The words of a group, empty where it took no part."""
        span = self.groups.get(group)
        return self.text[span.start : span.end] if span else ""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of one subject, in the order of the lexicon."""

    rules: tuple[Rule, ...]

    @classmethod
    def of(cls, lexicon: Mapping[str, Any], words: Mapping[str, str | Sequence[str]]) -> Grammar:
        """Compile the rules of a lexicon; ``words`` are shared ones that its own may use or override."""
        names = {**words, **lexicon["words"]}
        return cls(tuple(_compiled(rule, names) for rule in lexicon["rule"]))

    def matches(self, text: str, accept: Callable[[Match], bool]) -> list[Match]:
        """All accepted matches in text order, none overlapping.

        The leftmost comes first, then the longest, then the earlier rule.
        """
        found = [
            (match, order)
            for order, rule in enumerate(self.rules)
            for match in _found(rule, text)
            if stands_alone(text, match.span) and accept(match)
        ]
        found.sort(key=lambda pair: (pair[0].span.start, -pair[0].span.end, pair[1]))
        return list(_apart(match for match, _ in found))


def stands_alone(text: str, span: Span) -> bool:
    """Whether no letter or digit of the span goes on outside it: RE2 knows word edges of ASCII only."""
    joined_before = span.start > 0 and text[span.start - 1].isalnum() and text[span.start].isalnum()
    joined_after = span.end < len(text) and text[span.end - 1].isalnum() and text[span.end].isalnum()
    return span.start < span.end and not (joined_before or joined_after)


def expanded(pattern: str, words: Mapping[str, str | Sequence[str]]) -> str:
    """The pattern with names replaced by their alternatives, longest first, and blanks by any blank."""

    def put(place: Any) -> str:
        group, name = place.group(1), place.group(2)
        meaning = words[name or group]
        if not isinstance(meaning, str):
            meaning = "|".join(sorted(meaning, key=lambda word: (-len(word), word)))
        return f"(?P<{group}>{expanded(meaning, words)})" if name else f"(?:{expanded(meaning, words)})"

    return str(_PLACE.sub(put, pattern)).replace(" ", _BLANK)


def _compiled(rule: Mapping[str, Any], words: Mapping[str, str | Sequence[str]]) -> Rule:
    pattern = re2.compile(expanded(rule["pattern"], words), _options())
    groups = tuple(pattern.groupindex.items())  # asked once: RE2 makes the table anew each time
    return Rule(rule["make"], rule.get("core", ""), rule, pattern, groups)


def _options() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY
    return options


def _found(rule: Rule, text: str) -> Iterator[Match]:
    for match in rule.pattern.finditer(text):
        groups = {name: Span(*match.span(place)) for name, place in rule.groups if match.start(place) >= 0}
        whole = groups.get(rule.core) or Span(*match.span())
        yield Match(rule, whole, groups, text)


def _apart(matches: Iterable[Match]) -> Iterator[Match]:
    end = 0
    for match in matches:
        if match.span.start >= end:
            yield match
            end = match.span.end
