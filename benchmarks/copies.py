"""Measure how well copies are found among articles, beside other tools on the same texts.

    python -m benchmarks.copies FOLDER [--copies N] [--peers NAME …]

FOLDER holds articles: .txt files, or .json files with ``title`` and
``body-paragraphs``. From each of them N copies are made by one of a dozen edits
(or three at once), with a fixed seed: cut to a fifth, cut in the middle, a new
headline, names spelt otherwise, a paragraph added, paragraphs in another order,
words replaced, sentences dropped, numbers changed, dateline and sign-off, quotes
and spelling, paragraphs run together. To these come what must not match: reports
filled into one template, one outlet's boilerplate under every fourth article,
and one long quotation in pairs of articles of their own.

How each is counted
    F1       of pairs: two articles are a pair if they are one text, and found as
             one if they end in one group
    ARI      adjusted Rand index of the groups
    fifth    share of copies cut to a fifth that are in their original's group
    false    pairs of templated or quoting articles that were taken for copies
    docs/s   articles by seconds of processor time, texts in memory, one process;
             ratio: by datasketch's

datasketch and rensa run with MinHash of 128 permutations over the same words'
shingles and a threshold of 0.5.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from pathlib import Path

from reportedly.article.words import words
from reportedly.threads.syndication import Copy, Syndication, groups

Find = Callable[[Sequence[str]], list[tuple[int, ...]]]

SEED = 7
PERMUTATIONS = 128
THRESHOLD = 0.5

FOOTER = (
    "This newspaper is published by the Alder Press Company. All rights in texts and pictures are reserved; "
    "nothing may be copied without leave. Readers who find a mistake are asked to write to the desk, which "
    "answers every letter within a week. Subscribers may read all articles of the last ten years in the "
    "archive."
)
TEMPLATE = (
    "{place} will have {weather} today with a high of {high} degrees and a low of {low} degrees, the weather "
    "office in {other} said. Wind will blow from the {wind} at up to {speed} kilometres an hour. The chance of"
    " rain is {rain} per cent in the morning and {later} per cent towards the evening. The sun set at {hour} "
    "on the day before in {other}."
)
QUOTE = (
    "“We have looked at every account of the last nine years, and we have found {number} payments that nobody "
    "in this house can explain to us, not the treasurer, not the clerks, and not the man who signed them,” "
    "{name} told the assembly."
)


@dataclass(frozen=True, slots=True)
class Text:
    """One article of the set: whose text it is, and by which edit it was made (none for an original)."""

    origin: int
    edit: str | None
    title: str
    paragraphs: tuple[str, ...]

    @property
    def whole(self) -> str:
        """What is compared."""
        return "\n\n".join((self.title, *self.paragraphs))


def load(folder: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Titles and paragraphs of a folder's articles, in the order of their names."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".json":
            article = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(article, dict) and article.get("body-paragraphs"):
                found.append((article["title"], tuple(" ".join(each) for each in article["body-paragraphs"])))
        elif path.suffix == ".txt":
            title, *paragraphs = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            found.append((title, tuple(paragraphs)))
    return found


class Editor:
    """Makes copies; ``others`` are the articles that words and paragraphs are taken from."""

    def __init__(self, others: Sequence[tuple[str, tuple[str, ...]]], dice: random.Random) -> None:
        self._others = others
        self._dice = dice

    def cut_to_a_fifth(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """The first paragraphs, until a fifth of the words is there."""
        wanted = sum(len(each.split()) for each in body) / 5
        kept: list[str] = []
        for paragraph in body:
            tokens = paragraph.split()
            rest = round(wanted - sum(len(each.split()) for each in kept))
            if rest <= 0:
                break
            kept.append(" ".join(tokens[:rest]))
        return title, kept

    def cut_in_the_middle(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """The first third and the last paragraph."""
        return title, [*body[: max(1, len(body) // 3)], body[-1]]

    def retitle(self, _title: str, body: list[str]) -> tuple[str, list[str]]:
        """Another headline."""
        return self._dice.choice(self._others)[0], body

    def respell_names(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """Names as another alphabet would give them: capitalised words within sentences."""
        rules = (("y", "i"), ("ck", "k"), ("ph", "f"), ("ee", "i"), ("c", "k"), ("th", "t"), ("a", "o"))

        def respell(match: re.Match[str]) -> str:
            name = match.group(2)
            for old, new in rules:
                name = name[0] + name[1:].replace(old, new)
            return match.group(1) + name

        # Like: "told Mayor Kathy Beech": all but the first word of a sentence
        return title, [re.sub(r"([a-z,] )([A-Z][a-z]{3,})", respell, each) for each in body]

    def add_a_paragraph(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """A paragraph of another article, anywhere."""
        foreign = self._dice.choice(self._dice.choice(self._others)[1])
        place = self._dice.randrange(len(body) + 1)
        return title, [*body[:place], foreign, *body[place:]]

    def reorder(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """The same paragraphs in another order but for the first."""
        rest = body[1:]
        self._dice.shuffle(rest)
        return title, [body[0], *rest]

    def replace_words(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """One word in twelve is another."""
        pool = " ".join(self._dice.choice(self._others)[1]).split()
        return title, [
            " ".join(self._dice.choice(pool) if self._dice.random() < 1 / 12 else word for word in each.split())
            for each in body
        ]

    def drop_sentences(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """Every third sentence goes."""
        kept = []
        for paragraph in body:
            sentences = re.split(r"(?<=[.!?”]) (?=[A-Z“])", paragraph)
            kept.append(" ".join(each for each in sentences if self._dice.random() > 1 / 3))
        return title, [each for each in kept if each] or body[:1]

    def change_numbers(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """Every number is another."""
        return title, [re.sub(r"\d+", lambda _: str(self._dice.randrange(2, 900)), each) for each in body]

    def sign(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """A dateline before, a sign-off behind."""
        return title, [f"ALDER, March 3 (Agency) - {body[0]}", *body[1:], "(Reporting by the Alder desk)"]

    def change_style(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """Straight quotes, British spelling, another dash."""
        pairs = (
            ("“", '"'),
            ("”", '"'),
            ("’", "'"),
            ("—", " - "),
            ("ize", "ise"),
            ("or ", "our "),
            ("percent", "per cent"),
        )
        for old, new in pairs:
            body = [each.replace(old, new) for each in body]
        return title.upper(), body

    def run_together(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """One paragraph of all."""
        return title, [" ".join(body)]

    def cut_retitle_and_add(self, title: str, body: list[str]) -> tuple[str, list[str]]:
        """Three edits at once."""
        title, body = self.cut_in_the_middle(title, body)
        return self.add_a_paragraph(*self.retitle(title, body))

    def edits(self) -> list[Callable[[str, list[str]], tuple[str, list[str]]]]:
        """All of them."""
        return [
            self.cut_to_a_fifth, self.cut_in_the_middle, self.retitle, self.respell_names, self.add_a_paragraph,
            self.reorder, self.replace_words, self.drop_sentences, self.change_numbers, self.sign, self.change_style,
            self.run_together, self.cut_retitle_and_add,
        ]  # fmt: skip


def make(originals: Sequence[tuple[str, tuple[str, ...]]], copies: int) -> list[Text]:
    """The set: originals, their copies, and what must not match, shuffled."""
    dice = random.Random(SEED)
    editor = Editor(originals, dice)
    edits = editor.edits()
    made = []
    for number, (title, body) in enumerate(originals):
        footed = (*body, FOOTER) if number % 4 == 0 else body
        made.append(Text(number, None, title, footed))
        for turn in range(copies):
            edit = edits[(number * copies + turn) % len(edits)]
            new_title, new_body = edit(title, list(body))
            made.append(Text(number, edit.__name__, new_title, tuple(new_body)))
    made += _unlike(originals, dice, first=len(originals))
    dice.shuffle(made)
    return made


def _unlike(originals: Sequence[tuple[str, tuple[str, ...]]], dice: random.Random, first: int) -> Iterator[Text]:
    """Reports of one template, and pairs that quote one speech; each is a text of its own."""
    names = sorted({word for _, body in originals for word in body[0].split() if word.istitle() and len(word) > 4})
    kinds = ("showers", "clear skies", "fog", "heavy snow", "thunderstorms", "mixed cloud and sun")
    for number in range(60):
        low, rain = dice.randrange(-9, 12), dice.randrange(5, 95)
        report = TEMPLATE.format(
            place=dice.choice(names), other=dice.choice(names), weather=dice.choice(kinds), low=low, high=low + 8,
            wind=dice.choice(("north", "south-west", "east")), speed=dice.randrange(9, 70), rain=rain,
            later=100 - rain, hour=f"{dice.randrange(4, 9)}.{dice.randrange(10, 59)}",
        )  # fmt: skip
        yield Text(first + number, "template", f"Weather for {dice.choice(names)}", (report,))
    for pair in range(30):
        quote = QUOTE.format(number=dice.randrange(20, 900), name=dice.choice(names))
        for half in range(2):
            one, other = (dice.choice(originals)[1] for _ in range(2))
            body = [*dice.sample(one, min(3, len(one))), quote, *dice.sample(other, min(2, len(other)))]
            # Paragraphs of originals would make it a copy of theirs: every other word is left out.
            body = [" ".join(each.split()[::2]) if each is not quote else each for each in body]
            yield Text(first + 60 + 2 * pair + half, "quoting", f"Accounts {pair} {half}", tuple(body))


def find_ours(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Groups by Reportedly."""
    index: Syndication[int] = Syndication()
    found: list[Copy[int]] = []
    for key, text in enumerate(texts):
        found += index.add(key, text)
    return groups(found)


def find_by_datasketch(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Groups by MinHash LSH."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    found = []
    for key, text in enumerate(texts):
        own = MinHash(num_perm=PERMUTATIONS)
        own.update_batch([shingle.encode() for shingle in _shingles(text)])
        found += [Copy(other, key, 1.0) for other in index.query(own)]
        index.insert(key, own)
    return groups(found)


def find_by_rensa(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Groups by R-MinHash LSH."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS, num_bands=32)
    held, found = {}, []
    for key, text in enumerate(texts):
        own = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        own.update(_shingles(text))
        found += [Copy(other, key, 1.0) for other in index.query(own) if own.jaccard(held[other]) >= THRESHOLD]
        index.insert(key, own)
        held[key] = own
    return groups(found)


def _shingles(text: str) -> list[str]:
    found = words(text)
    return [" ".join(found[start : start + 3]) for start in range(len(found) - 2)]


def pair_f1(found: Sequence[tuple[int, ...]], texts: Sequence[Text]) -> float:
    """F1 of pairs that are in one group."""
    mine = {pair for group in found for pair in combinations(sorted(group), 2)}
    gold = _gold_pairs(texts)
    return 2 * len(mine & gold) / max(1, len(mine) + len(gold))


def adjusted_rand(found: Sequence[tuple[int, ...]], texts: Sequence[Text]) -> float:
    """Hubert and Arabie's index: 1 for the very groups, 0 for groups by chance."""
    labels = {key: number for number, group in enumerate(found) for key in group}
    mine = [labels.get(key, -1 - key) for key in range(len(texts))]
    gold = [text.origin for text in texts]
    both, rows, columns = Counter(zip(mine, gold, strict=True)), Counter(mine), Counter(gold)
    joint, own, true = (sum(comb(count, 2) for count in table.values()) for table in (both, rows, columns))
    expected = own * true / comb(len(texts), 2)
    return (joint - expected) / ((own + true) / 2 - expected)


def _gold_pairs(texts: Sequence[Text]) -> set[tuple[int, int]]:
    of: dict[int, list[int]] = {}
    for key, text in enumerate(texts):
        of.setdefault(text.origin, []).append(key)
    return {pair for keys in of.values() for pair in combinations(keys, 2)}


def found_with_original(found: Sequence[tuple[int, ...]], texts: Sequence[Text]) -> dict[str, float]:
    """For each edit the share of its copies that are in their original's group."""
    label = {key: number for number, group in enumerate(found) for key in group}
    original = {text.origin: key for key, text in enumerate(texts) if text.edit is None}
    right: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for key, text in enumerate(texts):
        if text.edit and text.origin in original:
            made[text.edit] += 1
            right[text.edit] += label.get(key, -1) == label.get(original[text.origin], -2)
    return {edit: right[edit] / count for edit, count in made.items()}


FINDERS: dict[str, Find] = {"reportedly": find_ours, "datasketch": find_by_datasketch, "rensa": find_by_rensa}


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every finder's figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.copies", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--copies", type=int, default=3, metavar="N")
    parser.add_argument("--peers", nargs="*", default=["datasketch", "rensa"], choices=["datasketch", "rensa"])
    options = parser.parse_args(arguments)
    texts = make(load(options.folder), options.copies)
    wholes = [text.whole for text in texts]
    sys.stdout.write(f"{len(texts):,} articles, {len(_gold_pairs(texts)):,} pairs\n")
    speeds = {}
    for name in ("reportedly", *options.peers):
        started = time.process_time()
        try:
            found = FINDERS[name](wholes)
        except ModuleNotFoundError:
            sys.stdout.write(f"{name:<12}is not installed\n")
            continue
        speeds[name] = len(texts) / (time.process_time() - started)
        by_edit = found_with_original(found, texts)
        wrong = sum(
            bool(texts[a].edit in ("template", "quoting") and texts[a].origin != texts[b].origin)
            for group in found
            for a, b in combinations(group, 2)
        )
        sys.stdout.write(
            f"{name:<12}F1 {pair_f1(found, texts):.4f}  ARI {adjusted_rand(found, texts):.4f}  "
            f"fifth {by_edit['cut_to_a_fifth']:.3f}  false {wrong}  {speeds[name]:,.0f} docs/s  "
            f"ratio {speeds[name] / speeds.get('datasketch', speeds[name]):.2f}\n"
        )
        if name == "reportedly":
            sys.stdout.write("".join(f"    {edit:<22}{share:.3f}\n" for edit, share in sorted(by_edit.items())))


if __name__ == "__main__":
    main()
