"""Measure how time and memory grow with the articles that pass through a window of days.

    python -m benchmarks.growth [--articles N] [--day N]

Articles of invented words come day by day: most tell of a happening that a few
others tell of too, one in ten is a copy, cut or whole, of one of the last days. Each
day's articles are taken in by syndication and stories, the stories of all that is held
are asked for, and articles older than the window are forgotten.

Printed at half of the articles and at all of them: seconds of processor time, the
largest resident memory so far, and how many articles are held.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import deque
from collections.abc import Iterator, Sequence

from reportedly.threads.happenings import SPAN, Happenings
from reportedly.threads.syndication import Syndication
from reportedly.threads.telling import telling

WINDOW = 2 * SPAN + 2
"""Days held: what an article of the newest day is compared with, and what that was compared with."""

WORDS = 120
VOCABULARY = 30_000
SEED = 7


def made(day_size: int) -> Iterator[list[str]]:
    """The texts of one day after another."""
    dice = random.Random(SEED)
    weights = [1 / (rank + 10) for rank in range(VOCABULARY)]
    names = [f"w{rank}" for rank in range(VOCABULARY)]
    recent: deque[str] = deque(maxlen=3 * day_size)
    while True:
        texts: list[str] = []
        while len(texts) < day_size:
            topic = dice.sample(names[300:], 25)
            for _ in range(dice.choice((1, 1, 2, 3, 5, 8))):
                if recent and dice.random() < 0.1:
                    whole = dice.choice(recent).split()
                    texts.append(" ".join(whole[: dice.randrange(WORDS // 3, WORDS)]))
                    continue
                own = dice.choices(names, weights, k=WORDS - 30) + dice.choices(topic, k=30)
                dice.shuffle(own)
                texts.append(" ".join(own))
        recent.extend(texts[:day_size])
        yield texts[:day_size]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line at half of the articles and one at the end."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--day", type=int, default=250)
    options = parser.parse_args(arguments)

    copies: Syndication[int] = Syndication()
    index: Happenings[int] = Happenings()
    held: deque[list[int]] = deque()
    spent, taken, reported = 0.0, 0, 0
    marks = [options.articles // 2, options.articles]
    print(f"{'articles':>10}{'seconds':>10}{'MB':>8}{'held':>8}{'happenings held':>17}")
    for day, texts in enumerate(made(options.day)):
        before = time.process_time()
        keys = list(range(taken, taken + len(texts)))
        for key, text in zip(keys, texts, strict=True):
            index.add(key, telling(None, text), day)
            for copy in copies.add(key, text):
                index.join(copy.one, copy.other)
        held.append(keys)
        if len(held) > WINDOW:
            for key in held.popleft():
                copies.forget(key)
                index.forget(key)
        groups = index.groups()
        taken += len(texts)
        spent += time.process_time() - before
        if taken >= marks[reported]:
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(f"{taken:10,}{spent:10.1f}{memory:8.0f}{sum(map(len, held)):8,}{len(groups):17,}", flush=True)
            reported += 1
        if reported == len(marks):
            return


if __name__ == "__main__":
    main()
