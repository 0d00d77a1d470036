"""A reading as rows, and rows as a reading again, exactly.

Nothing here knows which database runs the statements: placeholders and
statements are the part of SQL that SQLite and PostgreSQL share.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from reportedly.data import (
    Actor,
    Article,
    Block,
    Check,
    Claim,
    Event,
    Figure,
    Hop,
    Image,
    Number,
    Party,
    Removed,
    Spans,
    Timex,
)

Row = tuple[Any, ...]
Noun = TypeVar("Noun")
Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]

_decoder = msgspec.json.Decoder()
_encoder = msgspec.json.Encoder()


def packed(value: Spans | tuple[str, ...]) -> str:
    """Spans or words as compact JSON."""
    return _encoder.encode(value).decode()


def unpacked(column: str) -> list[Any]:
    """What :func:`packed` wrote, as plain lists; the noun's types make spans or words of them."""
    found: list[Any] = _decoder.decode(column)
    return found


def _number_column(value: Number | None) -> Number | str | None:
    """The number as a column holds it: databases have whole numbers of 64 bits, texts have longer ones."""
    return str(value) if isinstance(value, int) and value.bit_length() > 63 else value


def _number(column: Number | str | None) -> Number | None:
    return int(column) if isinstance(column, str) else column


PACKED: Codec = (packed, unpacked)
NUMBER: Codec = (_number_column, _number)


@dataclass(frozen=True)
class Shape(Generic[Noun]):
    """How one kind of noun lies in its table: keys first, then a column for each field, under the field's name."""

    table: str
    noun: type[Noun]
    codecs: Mapping[str, Codec]
    keys: tuple[str, ...] = ("article", "ordinal")

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields of the noun, in order."""
        return tuple(field.name for field in fields(self.noun))  # type: ignore[arg-type]

    @cached_property
    def insert(self) -> str:
        """The statement that takes what :meth:`row` makes."""
        return insertion(self.table, (*self.keys, *self.names))

    @cached_property
    def of_article(self) -> str:
        """The statement that gives an article's rows, in order, to :meth:`read`."""
        return selection(self.table, self.names, "article = ? ORDER BY ordinal")

    @cached_property
    def at_ordinal(self) -> str:
        """The statement that gives one row of an article to :meth:`read`."""
        return selection(self.table, self.names, "article = ? AND ordinal = ?")

    @cached_property
    def by_id(self) -> str:
        """The statement that gives the first row of an article with the id to :meth:`read`."""
        return selection(self.table, self.names, "article = ? AND id = ? ORDER BY ordinal LIMIT 1")

    @cached_property
    def _getter(self) -> Callable[[Noun], Row]:
        return attrgetter(*self.names)

    @cached_property
    def _coded(self) -> tuple[tuple[int, Codec], ...]:
        return tuple((self.names.index(name), codec) for name, codec in self.codecs.items())

    def row(self, noun: Noun, *keys: int) -> Row:
        """The noun as a row of its table."""
        values = list(self._getter(noun))
        for place, (encode, _) in self._coded:
            values[place] = encode(values[place])
        return (*keys, *values)

    def rows(self, nouns: Sequence[Noun], article: int) -> Iterator[Row]:
        """The nouns of an article, numbered."""
        return (self.row(noun, article, ordinal) for ordinal, noun in enumerate(nouns))

    def members(self, row: Row) -> dict[str, Any]:
        """What the row's columns hold, under the names of the noun's fields."""
        values = list(row)
        for place, (_, decode) in self._coded:
            values[place] = decode(values[place])
        return dict(zip(self.names, values, strict=True))

    def read(self, row: Row) -> Noun:
        """The noun that the row's columns hold; msgspec fills it several times as fast as its constructor."""
        return msgspec.convert(self.members(row), self.noun)


def insertion(table: str, columns: Iterable[str]) -> str:
    """The statement that inserts one row of the columns."""
    names = list(columns)
    return f"INSERT INTO {table} ({quoted(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608  our names


def selection(table: str, columns: Iterable[str], condition: str) -> str:
    """The statement that selects the columns of the rows that meet the condition."""
    return f"SELECT {quoted(columns)} FROM {table} WHERE {condition}"  # noqa: S608  our names


def assignments(columns: Iterable[str]) -> str:
    """The columns as an UPDATE sets them."""
    return ", ".join(f'"{name}" = ?' for name in columns)


def quoted(columns: Iterable[str]) -> str:
    """The columns as a list; in quotes, because "end" is a word of SQL."""
    return ", ".join(f'"{name}"' for name in columns)


BLOCK = Shape("block", Block, {})
IMAGE = Shape("image", Image, {})
REMOVED = Shape("removed", Removed, {})
FIGURE = Shape("figure", Figure, {"spans": PACKED, "value": NUMBER, "low": NUMBER, "high": NUMBER, "total": NUMBER})
TIMEX = Shape("timex", Timex, {"spans": PACKED})
ACTOR = Shape("actor", Actor, {"mentions": PACKED})
CHECK = Shape("figure_check", Check, {"figures": PACKED, "stated": NUMBER, "computed": NUMBER, "spans": PACKED})
EVENT = Shape("event", Event, {"context": PACKED, "spans": PACKED})
HOP = Shape("hop", Hop, {"spans": PACKED}, ("article", "claim", "ordinal"))

LINKS = ("figure", "time", "event")
"""What a claim refers to by id: one table of links each, ``claim_figure`` and so on."""

_ARTICLE = (
    "id", "uri", "outlet", "headline", "standfirst", "published", "modified", "language", "section",
    "canonical", "agency", "withheld", "text",
)  # fmt: skip
ARTICLE_COLUMNS = (*_ARTICLE, "byline", "related")
_article_values = attrgetter(*_ARTICLE)

_CLAIM_START = ("id", "kind", "quotation")
_CLAIM_END = ("said_on", "parent", "certainty", "polarity", "tense", "score", "made_by")
CLAIM_COLUMNS = (
    *_CLAIM_START,
    *("source_spans", "source_text", "source_actor"),
    *("cue_spans", "cue_text"),
    *("content_spans", "content_text"),
    *("addressee_spans", "addressee_text", "addressee_actor"),
    *_CLAIM_END,
)
_claim_start = attrgetter(*_CLAIM_START)
_claim_end = attrgetter(*_CLAIM_END)


class Carried(NamedTuple):
    """What of a claim lies in other tables; hops by their members."""

    via: tuple[dict[str, Any], ...]
    figures: tuple[str, ...]
    times: tuple[str, ...]
    events: tuple[str, ...]


def article_row(article: Article) -> Row:
    """The article's own columns; its blocks, images and removed text have tables of their own."""
    return (*_article_values(article), packed(article.byline), packed(article.related))


def article_of(
    row: Row, *, blocks: tuple[Block, ...], images: tuple[Image, ...], removed: tuple[Removed, ...]
) -> Article:
    """The article that :func:`article_row` wrote, with what its other tables hold."""
    *values, byline, related = row
    return Article(
        **dict(zip(_ARTICLE, values, strict=True)),
        byline=tuple(unpacked(byline)),
        related=tuple(unpacked(related)),
        blocks=blocks,
        images=images,
        removed=removed,
    )


def claim_row(claim: Claim) -> Row:
    """The claim's own columns; hops and references have tables of their own."""
    cue = claim.cue
    return (
        *_claim_start(claim),
        *_party_row(claim.source),
        *((packed(cue.spans), cue.text) if cue else (None, None)),
        packed(claim.content.spans),
        claim.content.text,
        *_party_row(claim.addressee),
        *_claim_end(claim),
    )


def claim_of(row: Row, carried: Carried) -> Claim:
    """The claim that :func:`claim_row` wrote, with what its other tables hold."""
    cue_spans, cue_text, content_spans, content_text = row[6:10]
    members = {
        **dict(zip(_CLAIM_START, row[:3], strict=True)),
        "source": _party(row[3:6]),
        "cue": None if cue_text is None else {"spans": unpacked(cue_spans), "text": cue_text},
        "content": {"spans": unpacked(content_spans), "text": content_text},
        "addressee": _party(row[10:13]),
        **dict(zip(_CLAIM_END, row[13:], strict=True)),
        **carried._asdict(),
    }
    return msgspec.convert(members, Claim)


def _party_row(party: Party | None) -> Row:
    return (packed(party.spans), party.text, party.actor) if party else (None, None, None)


def _party(row: Row) -> dict[str, Any] | None:
    spans, text, actor = row
    return None if text is None else {"spans": unpacked(spans), "text": text, "actor": actor}
