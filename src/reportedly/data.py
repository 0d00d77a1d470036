"""Every noun of Reportedly, in the order the data goes.

A page becomes an article, an article becomes a reading, readings go into the
ledger. All nouns are frozen; collections are tuples. A :class:`Reading` *is*
the record: encoded as JSON (see :mod:`reportedly.record`), its fields stand in
the order given here.

Offsets are half-open and count Unicode code points of ``Article.text``.
Ids of articles, claims and actors are content hashes (states have their
Wikidata id); figures, times, events and checks are numbered within their article
(``f1``, ``t1``, ``e1``, ``k1``). What the text does not give is ``None``.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, NamedTuple

SCHEMA: Literal["reportedly/1"] = "reportedly/1"

BlockKind = Literal["headline", "standfirst", "dateline", "heading", "paragraph", "quotation", "list", "caption"]
RemovedKind = Literal[
    "navigation",
    "related",
    "appeal",
    "newsletter",
    "advertisement",
    "comments",
    "legal",
    "credit",
    "byline",
    "dateline",
    "other",
]
Withheld = Literal["paywall", "excerpt"]
ClaimKind = Literal[
    "statement", "demand", "promise", "threat", "denial", "accusation", "expectation", "question", "assessment"
]
Profile = Literal["fast", "accurate"]
Quotation = Literal["direct", "indirect", "mixed"]
Certainty = Literal["asserted", "probable", "possible", "doubtful"]
Polarity = Literal["positive", "negative"]
Tense = Literal["past", "present", "future"]
HopKind = Literal["outlet", "channel", "document", "person"]
Modifier = Literal["nearly", "around", "at_least", "up_to", "more_than", "fewer_than"]
Change = Literal["up", "down"]
CheckKind = Literal["sum", "share", "change", "product", "equivalence"]
CheckOutcome = Literal["holds", "within", "partial", "fails"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
TimexMod = Literal[
    "START", "MID", "END", "APPROX", "BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN",
    "EQUAL_OR_LESS", "EQUAL_OR_MORE",
]  # fmt: skip
ActorKind = Literal["person", "organisation", "state", "armed_force", "outlet"]
EventStatus = Literal["reported", "historical", "planned", "expected", "hypothetical", "negated"]
PloverType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE",
    "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
FailureStage = Literal["read", "article", "claims", "run"]
Number = int | float


def content_hash(*parts: object) -> str:
    """Sixteen hex digits that depend on the parts and nothing else.

    Parts are joined by a character that no canonical text holds, so that
    ``("ab", "c")`` and ``("a", "bc")`` differ.
    """
    return blake2b("\x00".join(map(str, parts)).encode(errors="surrogatepass"), digest_size=8).hexdigest()


class Span(NamedTuple):
    """A stretch of ``Article.text``: code points ``start`` to ``end``, half-open."""

    start: int
    end: int


Spans = tuple[Span, ...]


def words_of(text: str, spans: Spans) -> str:
    """The marked words; the parts of interrupted words are joined by " … ".

    Every ``text`` that stands beside ``spans`` is made by this function, so
    that a ledger can be checked against its articles.
    """
    return " … ".join(text[start:end] for start, end in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as they came, with where from.

    ``uri`` is the path as the user gave it, or an address; None for standard
    input. ``media_type`` is what the carrier declared, None where it said nothing.
    ``fetched`` is the instant when the bytes were fetched, ISO 8601, None where
    nobody wrote it down; fetching the same again does not make another page.
    """

    uri: str | None
    body: bytes
    media_type: str | None = None
    fetched: str | None = None

    @property
    def digest(self) -> str:
        """The page's own id: where it came from and what it held."""
        return content_hash(self.uri, blake2b(self.body, digest_size=16).hexdigest())


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What is remembered of an address that answered, so that it can be asked for news only (RFC 9110, 13).

    ``uri`` is the address after redirects, ``page`` the digest of the page it
    gave, None where it gave none, as feeds do. ``etag`` and ``modified`` are
    the server's words, sent back as they came.
    """

    address: str
    uri: str
    etag: str | None = None
    modified: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article that a feed or sitemap lists.

    ``version`` changes when the outlet says that the article did; ``updated``
    is an ISO 8601 instant in UTC, None where nothing is said.
    """

    uri: str
    version: str
    updated: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One part of an article's text and the role it plays on the page.

    ``published`` is when the live blog's entry that the block belongs to was.
    """

    kind: BlockKind
    start: int
    end: int
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture's caption and whom it is credited to."""

    caption: str | None
    credit: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Text of the page that is not part of the article, and why it went."""

    kind: RemovedKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a reader reads.

    ``text`` is canonical (NFC, blocks joined by blank lines) and every offset
    of a reading counts its code points. ``published`` and ``modified`` are
    ISO 8601 as precise as the page gives them: a day, a minute, an instant
    with its zone.

    ``canonical`` is the address that the page calls its own, ``agency`` the wire
    agency that signs the text. ``withheld`` says that readers don't get all of it:
    behind a "paywall", or because the page holds an "excerpt".
    """

    id: str
    uri: str | None
    outlet: str | None
    headline: str | None
    standfirst: str | None
    byline: tuple[str, ...] = ()
    published: str | None
    modified: str | None = None
    language: str | None
    section: str | None = None
    canonical: str | None = None
    agency: str | None = None
    withheld: Withheld | None = None
    text: str
    blocks: tuple[Block, ...]
    images: tuple[Image, ...] = ()
    related: tuple[str, ...] = ()
    removed: tuple[Removed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Marked words: a cue or a content. Interrupted words have several spans."""

    spans: Spans
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Marked words that name somebody, with the actor they were resolved to."""

    spans: Spans
    text: str
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """A party or channel between the outlet and the source."""

    kind: HopKind
    spans: Spans
    text: str
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One attribution and all that it carries.

    A claim without source and cue is the narrator's own (:attr:`narrated`); one
    with a cue and no source is attributed to nobody by name ("it was reported").
    ``via`` lists the hops nearest to the outlet first; ``parent`` is the outer
    claim of nested speech; ``said_on`` an ISO 8601 date where the text gives one.
    ``score`` is the maker's confidence between 0 and 1, ``made_by`` its name.
    """

    id: str
    kind: ClaimKind
    quotation: Quotation | None
    source: Party | None
    cue: Phrase | None
    content: Phrase
    via: tuple[Hop, ...] = ()
    addressee: Party | None = None
    said_on: str | None = None
    parent: str | None = None
    certainty: Certainty = "asserted"
    polarity: Polarity = "positive"
    tense: Tense | None = None
    figures: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    score: float
    made_by: str

    @property
    def narrated(self) -> bool:
        """Whether the outlet tells it itself, with nobody named for it."""
        return self.source is None and self.cue is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what it counts.

    ``value`` is None for a range, which has ``low`` and ``high``; a plain value
    has all three alike; an open end is None ("dozens" is 24 or more). ``unit``
    is ``person``, ``percent``, ``1`` for a share or a multiple ("a fifth" is 0.2,
    "threefold" 3), an ISO 4217 currency code, a UCUM-like unit (``km``, ``t``) or
    None for other things counted. ``of`` is the whole that a share is of, ``per`` an ISO 8601
    duration or a noun. ``about`` is what the figure is said of: the noun that it
    describes and the subject of its clause. ``country`` is the state whose
    things are counted, ISO 3166-1 alpha-3, so that "DPRK troops" and "military
    personnel from North Korea" can meet. ``part_of``, ``each_of`` and
    ``same_as`` are ids of figures of the same article; ``total`` is derived:
    ``value`` times the value of ``each_of``, None where either is a range.

    ``change`` says that the figure is by how much something rose or fell ("fell
    7 points to 38": 7, down), and ``change_of`` is the figure of the level it
    led to (38). Of a level ``earlier_of`` is the later level that it was before
    ("1,200, up from 900 in May"), ``as_of`` the time which the text gives for
    that earlier one.
    """

    id: str
    spans: Spans
    text: str
    value: Number | None
    low: Number | None
    high: Number | None
    modifier: Modifier | None = None
    unit: str | None = None
    counted: str | None = None
    of: str | None = None
    per: str | None = None
    status: str | None = None
    part_of: str | None = None
    each_of: str | None = None
    total: Number | None = None
    same_as: str | None = None
    change: Change | None = None
    change_of: str | None = None
    earlier_of: str | None = None
    as_of: str | None = None
    about: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Arithmetic between figures of which the text says that they belong together.

    The first of ``figures`` states ``stated``, the others come to ``computed``;
    both are the numbers as written, without their hedges. The outcome "holds"
    where both are equal, else "within" where hedges and rounding let both be
    true, "partial" where parts that need not be all come to less than their
    whole, and "fails". A check never alters a figure.
    """

    id: str
    kind: CheckKind
    figures: tuple[str, ...]
    stated: Number
    computed: Number
    outcome: CheckOutcome
    spans: Spans
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A TIMEX3 time expression, anchored to the day of publication.

    ``value`` is TIMEX3 (``2024-W44``, ``P1Y``, ``PAST_REF``) or, for a stretch
    between two dates, an ISO 8601 interval (``2024-10-27/2024-10-28``).
    """

    id: str
    spans: Spans
    text: str
    type: TimexType
    value: str | None
    mod: TimexMod | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who speaks, acts or is acted on, as this article names them.

    ``country`` is ISO 3166-1 alpha-3; ``role`` the one held at the article's date.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    role: str | None = None
    mentions: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A PLOVER event, with the claim on whose word it rests.

    ``actor``, ``recipient`` are ids of actors; ``claim`` is None where the
    outlet itself tells it and no claim holds it.
    """

    id: str
    type: PloverType
    mode: str | None = None
    context: tuple[str, ...] = ()
    actor: str | None = None
    recipient: str | None = None
    place: str | None = None
    date: str | None = None
    status: EventStatus = "reported"
    claim: str | None = None
    spans: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything read from one article: the record."""

    schema: Literal["reportedly/1"] = SCHEMA
    article: Article
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[Timex, ...] = ()
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    checks: tuple[Check, ...] = ()

    def _repr_html_(self) -> str:
        """The marked text, as notebooks show it."""
        from reportedly import marks

        return marks.fragment(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A page that gave no reading, the stage it failed at, and why.

    ``page`` is :attr:`Page.digest`, or a hash of the address where no bytes came.
    ``reason`` is a name from :mod:`reportedly.errors`, ``detail`` a sentence.
    """

    page: str
    uri: str | None
    stage: FailureStage
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one page: ``page`` is its digest."""

    page: str
    result: Reading | Failure
