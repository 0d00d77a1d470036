"""Other tools for quantities on the same sentences, where they are installed."""

from __future__ import annotations

import importlib
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from benchmarks.quantities import Quantity, Sentence, unit_code

Peer = Callable[[Sentence], list[Quantity]]


def run(sentences: Sequence[Sentence], *, warming: Sequence[str]) -> Iterator[tuple[str, list[list[Quantity]], float]]:
    """Name, what was found and seconds of each peer that is installed; the others are said."""
    for name, load in (("quantulum3", _quantulum), ("Recognizers-Text", _recognizers)):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                peer = load()
                for text in warming:
                    peer(Sentence(text, (), sentences[0].kind))
                started = time.perf_counter()
                found = [_safely(peer, sentence) for sentence in sentences]
                yield name, found, time.perf_counter() - started
        except ImportError as missing:
            print(f"{name} is left out, it is not installed ({missing}): pip install 'reportedly[peers]'")


def _safely(peer: Peer, sentence: Sentence) -> list[Quantity]:
    """What the peer finds, nothing where it fails on the text: all of them do on some."""
    try:
        return peer(sentence)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, ArithmeticError):
        return []


def _quantulum() -> Peer:
    parser = importlib.import_module("quantulum3.parser")

    def find(sentence: Sentence) -> list[Quantity]:
        return [_of_quantulum(one) for one in parser.parse(sentence.text) if _is_asked(sentence.kind, one)]

    return find


def _is_asked(kind: str, found: Any) -> bool:
    entity = found.unit.entity.name
    if kind == "currency":
        return bool(entity == "currency")
    if kind == "dimension":
        return entity not in {"currency", "dimensionless", "time", "temperature"}
    return kind != "temperature" or bool(entity == "temperature")


def _of_quantulum(found: Any) -> Quantity:
    low, high = found.value, found.value
    if found.uncertainty:
        low, high = found.value - found.uncertainty, found.value + found.uncertainty
    name = found.unit.name
    if name == "dimensionless":
        return Quantity(low, high, "=", (), None, None, frozenset())
    base, _, per = name.partition(" per ")
    return Quantity(
        low,
        high,
        "=",
        (base, name),
        unit_code(name) or unit_code(base),
        None if unit_code(name) else per or None,
        frozenset(),
    )


def _recognizers() -> Peer:
    numbers = importlib.import_module("recognizers_number")
    units = importlib.import_module("recognizers_number_with_unit")
    english = "en-us"
    asked = {
        "number": [numbers.recognize_number],
        "currency": [units.recognize_currency],
        "dimension": [units.recognize_dimension],
        "temperature": [units.recognize_temperature],
        "percent": [numbers.recognize_percentage],
        "age": [units.recognize_age],
    }
    every = [
        units.recognize_currency, units.recognize_dimension, units.recognize_temperature, units.recognize_age,
        numbers.recognize_percentage, numbers.recognize_number,
    ]  # fmt: skip

    def find(sentence: Sentence) -> list[Quantity]:
        found: list[Quantity] = []
        taken: list[tuple[int, int]] = []
        for recognize in asked.get(sentence.kind, every):
            for one in recognize(sentence.text, english):
                if any(one.start <= end and start <= one.end for start, end in taken):
                    continue  # the number within an amount that a recogniser before has read
                taken.append((one.start, one.end))
                value, unit = one.resolution.get("value"), one.resolution.get("unit") or ""
                if value is not None:
                    worth = float(str(value).rstrip("%"))
                    code = "percent" if str(value).endswith("%") else unit_code(unit)
                    found.append(Quantity(worth, worth, "=", (unit,) if unit else (), code, None, frozenset()))
        return found

    return find
