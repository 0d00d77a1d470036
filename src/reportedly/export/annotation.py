"""W3C Web Annotations: the parts of each claim as marks on the article's text, by place and by words.

The target's source names the very text that was read, for positions count its
code points; the address of the page, which may change, stands beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.data import Article, Claim, Span, Spans
from reportedly.export.base import Exporter
from reportedly.export.json_text import Node, document, told
from reportedly.export.naming import actors_of, address, article_iri, claim_iri, instant
from reportedly.harmless import harmless, one_line
from reportedly.ledger import Excerpt

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters before and after the marked words, by which they are found again in a text that changed."""


def _pieces(excerpts: Iterable[Excerpt]) -> Iterator[bytes]:
    head: Node = {"@context": CONTEXT, "id": "urn:reportedly:annotations", "type": "AnnotationPage"}
    return document(head, "items", (node for excerpt in excerpts for node in _annotations(excerpt)))


def _annotations(excerpt: Excerpt) -> Iterator[Node]:
    article, actors = excerpt.reading.article, actors_of(excerpt.reading)
    for claim in excerpt.claims:
        source = claim.source
        speaker = actors.get(source.actor or "") if source else None
        parts = (
            ("content", claim.content.spans, claim.kind),
            ("cue", claim.cue.spans if claim.cue else (), None),
            ("source", source.spans if source else (), one_line(speaker.name) if speaker else None),
        )
        for part, spans, more in parts:
            yield from _annotation(article, claim, part, spans, more)


def _annotation(article: Article, claim: Claim, part: str, spans: Spans, more: str | None) -> Iterator[Node]:
    if not spans:
        return
    iri = claim_iri(claim.id)
    published = instant(article.published)
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in (part, more) if tag]
    targets = [_target(article, span) for span in spans]
    yield told(
        id=f"{iri}:{part}",
        type="Annotation",
        motivation="tagging",
        created=published and published.isoformat().replace("+00:00", "Z"),
        generator={"id": "urn:reportedly:program", "type": "Software", "name": "Reportedly"},
        body=[*tags, {"type": "SpecificResource", "purpose": "linking", "source": iri}],
        target=targets if len(targets) > 1 else targets[0],
    )


def _target(article: Article, span: Span) -> Node:
    text = article.text
    return told(
        source=article_iri(article),
        scope=address(article),
        selector=[
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": harmless(text[span.start : span.end]),
                "prefix": harmless(text[max(0, span.start - AROUND) : span.start]),
                "suffix": harmless(text[span.end : span.end + AROUND]),
            },
        ],
    )


EXPORTER = Exporter(tells="W3C Web Annotations of the parts of each claim", pieces=_pieces)
