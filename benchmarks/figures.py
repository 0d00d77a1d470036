"""Score figures on sentences with marked quantities, and time the way from text to figures.

    python -m benchmarks.figures FILE|FOLDER … [--predictions FILE] [--peers] [--misses LEVEL] [--part odd|even]

A FILE is one of three kinds, told by its shape; of a FOLDER all files are read:

    NewsQuant     a JSON list of {"text", "quantities": [{"value", "change", "unit",
                  "normalized_unit", "referred_concepts"}]}
    Recognizers   a JSON list of {"Input", "Results": [{"Resolution": {"value"}}]},
                  named NumberModel, CurrencyModel, DimensionModel …
    our own       JSON lines of {"text", "date"?, "figures": [{"text", "value" or "low" and
                  "high", "modifier", "unit", "counted"}]}

Scores are one-to-one: of each sentence the largest matching of predictions to
gold is taken in which each has one partner at most, so that neither a second
prediction of the same number nor one that covers two gold ones gains anything.
Precision is over all predictions, recall over all gold ones, of all sentences
together, those without gold included. What a match asks, each level on its own:

    value      both bounds are the gold's; "hundreds" has a lower bound, which must
               lie in the gold range; "40" and "at least 40" have the same value
    +unit      also the same unit by its code (km, USD, percent) and the same rate;
               of things counted the words of one phrase lie within the other's
               (lemmas, without articles), and no unit matches only no unit
    +change    also the same direction or hedge (NewsQuant: = ~ < > up down)
    +concept   also a word in common between what they are said of, or none in both
    +half      as +concept, but half of the words of both (Jaccard)
    +hedge     (our own kind) as +unit, and the same modifier

Of Recognizers' sets the value alone is asked, of all numbers for numbers, of
amounts of money for currencies, of measures for dimensions. What the set counts
as one model's alone is left to it: a number glued to its unit is no number.

We are run as the program runs, texts as paragraphs of articles, and say every
number of NewsQuant and Recognizers (``MarkFigures(every=True)``: with ages,
stretches of time and small idle ones, which the ledger leaves out) and for our
own kind what the ledger keeps. A concept is what the record says that the figure is about.

Speed is sentences and characters a second on one core from text to figures, and
of the stage that marks figures alone. ``--peers`` runs quantulum3 and
Recognizers-Text in the same run where they are installed (``pip install
'reportedly[peers]'``).
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import figure_peers
from benchmarks.quantities import Quantity, Sentence, levels, misses, pairs, read, unit_codes, words
from reportedly.claims import lexicon
from reportedly.claims.draft import Draft
from reportedly.claims.figures import MarkFigures
from reportedly.claims.figures.amounts import Amount, amounts
from reportedly.claims.lemmas import lemma
from reportedly.claims.syntax import ParseText
from reportedly.claims.times import MarkTimes
from reportedly.data import Article, Block, Figure

TOGETHER = 20
"""Sentences in one article, about as many as news has."""

WARMING = (
    "On 3 May at least 2,400 people, nearly a third of the 7,100 in the camp, fled 40 km north in three days.",
    "Exports fell 9.5 percent to $4.2 billion from £5bn a year earlier, or between 3 and 4 million tonnes a month.",
    "Two dozen of the fourteen hundred men aged 18 to 60 were hurt; hundreds more, up to half of them, went missing.",
    "The 12-member crew of a 300-tonne barge paid 90 euros 50 cents per 5-litre can, three out of four times in 2019.",
)

_PERIODS = {
    "P1D": "day", "P1W": "week", "P1M": "month", "P3M": "quarter", "P1Y": "year", "PT1H": "hour", "PT1M": "minute",
    "PT1S": "second",
}  # fmt: skip
_HEDGES = {
    "nearly": "~", "around": "~", "at_least": ">", "more_than": ">", "up_to": "<", "fewer_than": "<",
}  # fmt: skip

# "from" right before one level, and " to " with a time at most before the next
_FROM = re.compile(r"\bfrom (?:up to |about |around )?$")
_TO = re.compile(r"^(?: (?!to\b)[\w.]+){0,4},? to (?:a )?$")

Found = list[list[Quantity]]


class Speed(NamedTuple):
    """Seconds all the way, and of the stage alone."""

    whole: float
    stage: float


def ours(sentences: Sequence[Sentence]) -> tuple[Found, list[list[Figure]], Speed]:
    """What the program finds in each sentence, as quantities and as figures."""
    found: Found = []
    figures: list[list[Figure]] = []
    spent = [0.0, 0.0, 0.0]
    every = bool(sentences) and sentences[0].kind != "figures"
    stages = (ParseText(), MarkTimes(), MarkFigures(every=every))
    for start in range(0, len(sentences), TOGETHER):
        batch = sentences[start : start + TOGETHER]
        draft = Draft(article=_article([sentence.text for sentence in batch], batch[0].date))
        for place, stage in enumerate(stages):
            began = time.perf_counter()
            draft = stage(draft)
            spent[place] += time.perf_counter() - began
        for place, sentence in enumerate(batch):
            block = draft.article.blocks[place]
            mine = [one for one in draft.figures if block.start <= one.spans[0].start < block.end]
            figures.append(mine)
            found.append(_found(sentence, mine))
    return found, figures, Speed(sum(spent), spent[2])


def _article(texts: Sequence[str], date: str | None) -> Article:
    blocks, at = [], 0
    for text in texts:
        blocks.append(Block(kind="paragraph", start=at, end=at + len(text)))
        at += len(text) + 2
    return Article(
        id="0" * 16, uri="benchmark", outlet=None, headline=None, standfirst=None, published=date or "2019-06-03",
        language="en", text="\n\n".join(texts), blocks=tuple(blocks),
    )  # fmt: skip


def _found(sentence: Sentence, figures: Sequence[Figure]) -> list[Quantity]:
    if sentence.kind == "number":
        ends = (
            _ends(amount.value, amount.low, amount.high)
            for amount in amounts(sentence.text, lambda _: True)
            if _is_number(amount, sentence.text)
        )
        return [_value(end) for some in ends for end in some]
    if sentence.kind in {"newsquant", "figures"}:
        found = [quantity(figure, plain=sentence.kind == "figures") for figure in figures]
        return found if sentence.kind == "figures" else _joined(_alike(found, figures), figures, sentence.text)
    asked = unit_codes(sentence.kind)
    return [_value(end) for one in figures if one.unit in asked for end in _ends(one.value, one.low, one.high)]


def _value(value: float) -> Quantity:
    return Quantity(value, value, "=", (), None, None, frozenset())


def _ends(value: float | None, low: float | None, high: float | None) -> list[float]:
    return [value] if value is not None else [end for end in (low, high) if end is not None]


def _is_number(amount: Amount, text: str) -> bool:
    glued = amount.kind == "measure" and text[amount.number.end : amount.number.end + 1].isalpha()
    return amount.kind != "vague" and not glued


def _alike(found: Sequence[Quantity], figures: Sequence[Figure]) -> list[Quantity]:
    """What stands in brackets for another has its hedge or direction: "down 9 miles (14 km)"."""
    places = {figure.id: place for place, figure in enumerate(figures)}
    return [
        one._replace(change=found[places[figure.same_as]].change) if figure.same_as and one.change == "=" else one
        for one, figure in zip(found, figures, strict=True)
    ]


def _joined(found: Sequence[Quantity], figures: Sequence[Figure], text: str) -> list[Quantity]:
    """What the set marks as one range and we as two levels: "fell from 40 to 30"."""
    joined: list[Quantity] = []
    ends = [0, *(figure.spans[0].end for figure in figures)]
    start = figures[0].spans[0].start - text.find(figures[0].text) if figures else 0
    for place, (one, figure) in enumerate(zip(found, figures, strict=True)):
        between = text[max(0, ends[place] - start) : figure.spans[0].start - start]
        before = joined[-1] if joined else None
        if (
            before is not None
            and _FROM.search(text[: figures[place - 1].spans[0].start - start])
            and _TO.match(between)
        ):
            code = one.code or before.code
            joined[-1] = before._replace(high=one.high, code=code, units=one.units or before.units)
        else:
            joined.append(one)
    return joined


def quantity(figure: Figure, *, plain: bool) -> Quantity:
    """A figure in the benchmark's terms; ``plain`` keeps our own hedges."""
    vague = figure.value is None and figure.high is None
    low, high = (figure.low, figure.high) if figure.value is None else (figure.value, figure.value)
    hedge = figure.modifier or "=" if plain else (_way(figure) or _HEDGES.get(figure.modifier or "", "="))
    names = [figure.counted] if figure.unit in {None, "person", "1"} else []
    if figure.unit == "1":
        names.append(figure.of)
    return Quantity(
        low, high, hedge, tuple(filter(None, names)), None if figure.unit == "1" else figure.unit,
        _PERIODS.get(figure.per or "", figure.per), words(figure.about or ""), vague=vague,
        share=figure.unit in {"1", "percent"},
    )  # fmt: skip


def _way(figure: Figure) -> str | None:
    """The direction as the set marks it: "a 5% rise" names a level there."""
    noun = (figure.counted or "").rpartition(" ")[2]
    direction = lexicon.load("figures")["direction"]
    return None if lemma(noun, "NN", "en") in (*direction["rises"], *direction["falls"]) else figure.change


def report(found: Found, sentences: Sequence[Sentence]) -> None:
    """Print precision, recall and F1 of each level."""
    for name, tests in levels(sentences[0].kind).items():
        right = sum(len(pairs(f, s.gold, tests)) for f, s in zip(found, sentences, strict=True))
        predicted, wanted = sum(map(len, found)), sum(len(s.gold) for s in sentences)
        precision, recall = right / max(1, predicted), right / max(1, wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"  {name:9} P {precision:6.1%}  R {recall:6.1%}  F1 {f1:6.1%}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the sets, find, match, time, print."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.figures", description=(__doc__ or "").partition("\n")[0]
    )
    parser.add_argument("paths", nargs="+", type=Path, metavar="FILE|FOLDER")
    parser.add_argument("--predictions", type=Path, metavar="FILE", help="write what was found as JSON lines")
    parser.add_argument("--peers", action="store_true", help="score and time other tools in the same run")
    parser.add_argument("--misses", metavar="LEVEL", help="show what was missed at this level")
    parser.add_argument("--part", choices=("odd", "even"), help="use every second sentence only")
    options = parser.parse_args(arguments)
    lines: list[Mapping[str, object]] = []
    # Models, lexicons and automata are there before the clock starts, as they are in a run over more than a few pages.
    ours([Sentence(text, (), "newsquant") for text in WARMING])
    for path in _files(options.paths):
        sentences = read(path)
        if options.part:
            sentences = sentences[options.part == "odd" :: 2]
        if not sentences:
            continue
        found, figures, speed = ours(sentences)
        _say(path.stem, sentences, found, speed.whole)
        print(f"  the stage alone {len(sentences) / speed.stage:,.0f} sentences/s")
        if options.misses:
            _show(sentences, found, options.misses)
        if options.peers:
            for name, theirs, seconds in figure_peers.run(sentences, warming=WARMING):
                _say(name, sentences, theirs, seconds)
        lines += [_line(sentence, some) for sentence, some in zip(sentences, figures, strict=True)]
    if options.predictions:
        options.predictions.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(p for p in path.rglob("*.json*")) if path.is_dir() else [path]


def _say(name: str, sentences: Sequence[Sentence], found: Found, seconds: float) -> None:
    characters = sum(len(sentence.text) for sentence in sentences)
    print(
        f"{name}: {len(sentences)} sentences, {len(sentences) / seconds:,.0f} sentences/s, "
        f"{characters / seconds:,.0f} characters/s"
    )
    report(found, sentences)


def _show(sentences: Sequence[Sentence], found: Found, level: str) -> None:
    for sentence, some in zip(sentences, found, strict=True):
        tests = levels(sentence.kind).get(level)
        if tests is not None and (missed := list(misses(some, sentence.gold, tests))):
            print(sentence.text, *missed, sep="\n")


def _line(sentence: Sentence, figures: Sequence[Figure]) -> Mapping[str, object]:
    kept = ("text", "value", "low", "high", "modifier", "unit", "counted", "of", "per", "status")
    return {"text": sentence.text, "figures": [{name: getattr(one, name) for name in kept} for one in figures]}


if __name__ == "__main__":
    main()
