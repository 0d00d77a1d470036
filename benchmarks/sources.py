"""Score whom sources mean, on news that we made up and marked.

    python -m benchmarks.sources [--profile fast|accurate] [--part tune|test] [--wrong]

Each source in ``marked/sources.json`` says its paragraph (-1 is the headline), its words, words of what is
attributed to it, and the actor's full name, null where nobody known is meant. Tune rules on "tune"; of "test"
look at numbers alone. A source is found where a claim overlaps its words and the content's. Of those found:
precision is right names of all given, recall of all that should be; accuracy counts "nobody" too.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import NamedTuple, TypedDict

from benchmarks import attribution
from reportedly import flow
from reportedly.claims.draft import Draft
from reportedly.data import Article, Profile, Span, Spans


class Source(TypedDict):
    """A marked source."""

    paragraph: int
    source: str
    content: str
    actor: str | None


class MarkedArticle(TypedDict):
    """An article with its sources."""

    headline: str
    published: str
    part: str
    paragraphs: list[str]
    sources: list[Source]


class Answer(NamedTuple):
    """A marked source and the name that the program gives, where it found the source."""

    gold: Source
    found: bool
    name: str | None = None

    @property
    def right(self) -> bool:
        """Whether the name is the marked one, or both are nobody."""
        return self.found and same(self.gold["actor"], self.name)


def load(part: str | None = None) -> list[MarkedArticle]:
    """The marked articles, of one part or all."""
    text = (Path(__file__).parent / "marked" / "sources.json").read_text(encoding="utf-8")
    return [one for one in json.loads(text) if part in (None, one["part"])]


def article(marked: MarkedArticle) -> Article:
    """The marked article as the stages take it: the headline is block 0, paragraph n is block n + 1."""
    made = attribution.paragraphs("marked", "\n\n".join((marked["headline"], *marked["paragraphs"])))
    blocks = (replace(made.blocks[0], kind="headline"), *made.blocks[1:])
    return replace(made, headline=marked["headline"], published=marked["published"], blocks=blocks)


def places(text: str, gold: Source, *, base: int = 0) -> tuple[Span, Span]:
    """Where source and content stand, from the base on; of several "he" the nearest to the content."""
    end = (start := text.index(gold["content"])) + len(gold["content"])
    found = re.finditer(rf"\b{re.escape(gold['source'])}\b", text)
    named = min(found, key=lambda match: max(match.start() - end, start - match.end()))
    return Span(base + named.start(), base + named.end()), Span(base + start, base + end)


def same(gold: str | None, name: str | None) -> bool:
    """Whether both names are of one actor: the words of one are all words of the other."""
    if gold is None or name is None:
        return gold is name
    left, right = (frozenset(re.findall(r"\w+", text.casefold())) for text in (gold, name))
    return bool(left and right) and (left <= right or right <= left)


def mention(gold: Source) -> str:
    """The type of mention, by its words: a name shares a capitalised word with the actor's."""
    if gold["actor"] is None:
        return "nobody"
    if gold["source"].lower() in ("he", "she", "it", "they"):
        return "pronoun"
    shared = set(re.findall(r"\w+", gold["source"])) & set(re.findall(r"\w+", gold["actor"]))
    return "name" if any(word[0].isupper() for word in shared) else "role or body"


def answers(marked: MarkedArticle, profile: Profile) -> Iterator[Answer]:
    """What the program says to each source of the article."""
    draft = reduce(lambda draft, stage: stage(draft), flow.STAGES[profile], Draft(article=article(marked)))
    names = {actor.id: actor.name for actor in draft.actors}
    for gold in marked["sources"]:
        block = draft.article.blocks[gold["paragraph"] + 1]
        source, content = places(draft.article.text[block.start : block.end], gold, base=block.start)
        said = [(c.source, _shared(c.content.spans, content)) for c in draft.claims if c.source]
        fitting = [(party, size) for party, size in said if size and _shared(party.spans, source)]
        actor = max(fitting, key=lambda pair: pair[1])[0].actor if fitting else None
        yield Answer(gold, found=bool(fitting), name=names[actor] if actor else None)


def _shared(spans: Spans, other: Span) -> int:
    return sum(max(0, min(span.end, other.end) - max(span.start, other.start)) for span in spans)


def _share(label: str, part: int, whole: int) -> str:
    return f"{label:16}{part / max(1, whole):6.1%}  {part} of {whole}"


def report(given: Sequence[Answer]) -> Iterator[str]:
    """The numbers, a line each."""
    met = [answer for answer in given if answer.found]
    right = sum(answer.right and answer.name is not None for answer in met)
    named, wanted = sum(a.name is not None for a in met), sum(a.gold["actor"] is not None for a in met)
    yield f"found           {len(met)} of {len(given)}"
    yield from (_share("precision", right, named), _share("recall", right, wanted))
    yield f"{'F1':16}{2 * right / max(1, named + wanted):6.1%}"
    yield _share("accuracy", sum(answer.right for answer in met), len(met))
    kinds, hits = (Counter(mention(a.gold) for a in some) for some in (met, [a for a in met if a.right]))
    yield from (_share(f"  {kind}", hits[kind], kinds[kind]) for kind in sorted(kinds))


def main(arguments: Sequence[str] | None = None) -> None:
    """Resolve, compare, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sources", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--profile", choices=("fast", "accurate"), default="fast")
    parser.add_argument("--part", choices=("tune", "test"), help="of the marked articles; both by default")
    parser.add_argument("--wrong", action="store_true", help="list what was missed or wrong")
    options = parser.parse_args(arguments)
    given = [(one["headline"], answer) for one in load(options.part) for answer in answers(one, options.profile)]
    print(*report([answer for _, answer in given]), sep="\n")
    for headline, (gold, found, name) in ((h, a) for h, a in given if options.wrong and not a.right):
        print(f"{headline} [{gold['paragraph']}] {gold['source']!r} … {gold['content']!r}", end=": ")
        print(f"{repr(name) if found else 'not found'}, should be {gold['actor']!r}")


if __name__ == "__main__":
    main()
