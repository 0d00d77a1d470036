"""A reading as HTML: the article's text with its marks, told apart by colour and by shape.

All that comes from the article is escaped and stays text; there are no
scripts, no links and nothing that is loaded from elsewhere.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reportedly.harmless import harmless, one_line

if TYPE_CHECKING:  # the nouns draw themselves with this module
    from reportedly.data import Claim, Reading, Span

KINDS = ("content", "source", "cue", "figure", "time")

_STYLE = """
.reportedly{font:1rem/1.7 system-ui,sans-serif;max-width:48rem}
.reportedly .text{white-space:pre-line;unicode-bidi:isolate}
.reportedly .content{background:#7a9ccf40;border-bottom:2px solid #3465a4}
.reportedly .source{font-weight:700;border:1px solid #3465a4;border-radius:3px}
.reportedly .cue{font-style:italic;border-bottom:2px dotted #a4348c}
.reportedly .figure{outline:1px solid #2e8540;outline-offset:1px;border-radius:6px}
.reportedly .time{border-bottom:3px double #a66f00}
.reportedly sup{font-size:.65em;line-height:0;opacity:.75;padding:0 .15em}
.reportedly table{border-collapse:collapse;font-size:.9rem;line-height:1.4;margin-top:1em}
.reportedly th,.reportedly td{text-align:start;vertical-align:top;padding:.2em .8em .2em 0}
.reportedly .legend span{margin-inline-end:1em}
"""
_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body{{margin:2rem auto;padding:0 1rem;max-width:48rem;color-scheme:light dark}}</style>
</head>
<body>
{fragment}
</body>
</html>
"""


class Mark(NamedTuple):
    """A stretch of the text that is one kind of thing; ``note`` is the number of its claim, shown at its start."""

    start: int
    end: int
    kind: str
    note: str = ""


def fragment(reading: Reading) -> str:
    """The headline, the marked text, a legend and the claims, as one element."""
    article = reading.article
    below = " · ".join(_text(part) for part in (article.outlet, article.published, article.uri) if part)
    legend = "".join(f'<span class="{kind}">{kind}</span>' for kind in KINDS)
    return (
        f'<div class="reportedly"><style>{_STYLE}</style>'
        f"<h3>{_text(article.headline or article.uri or article.id)}</h3><p>{below}</p>"
        f'<p class="legend">{legend}</p>'
        f'<div class="text" dir="auto">{"".join(_marked(article.text, list(_marks(reading))))}</div>'
        f"{_table(reading)}</div>"
    )


def page(reading: Reading) -> str:
    """The same as a file of its own."""
    title = _text(reading.article.headline or reading.article.id)
    return _PAGE.format(language=_text(reading.article.language or "und"), title=title, fragment=fragment(reading))


def _marks(reading: Reading) -> Iterator[Mark]:
    for number, claim in enumerate(reading.claims, 1):
        for kind, part in (("content", claim.content), ("source", claim.source), ("cue", claim.cue)):
            if part is not None:
                yield from _of(part.spans, kind, str(number) if kind != "cue" else "")
    for figure in reading.figures:
        yield from _of(figure.spans, "figure")
    for time in reading.times:
        yield from _of(time.spans, "time")


def _of(spans: tuple[Span, ...], kind: str, note: str = "") -> Iterator[Mark]:
    for at, (start, end) in enumerate(spans):
        yield Mark(start, end, kind, "" if at else note)


def _marked(text: str, marks: list[Mark]) -> Iterator[str]:
    """The text cut wherever a mark begins or ends; a piece has the classes of all marks that it lies in."""
    begins: dict[int, list[Mark]] = defaultdict(list)
    ends: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if 0 <= mark.start < mark.end <= len(text):
            begins[mark.start].append(mark)
            ends[mark.end].append(mark)
    active: Counter[str] = Counter()
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        active.update(mark.kind for mark in begins[start])
        active.subtract(mark.kind for mark in ends[start])
        if notes := ",".join(dict.fromkeys(mark.note for mark in begins[start] if mark.note)):
            yield f"<sup>{notes}</sup>"
        words = escape(harmless(text[start:end]))
        kinds = " ".join(kind for kind in KINDS if active[kind] > 0)
        yield f'<span class="{kinds}">{words}</span>' if kinds else words


def _table(reading: Reading) -> str:
    if not reading.claims:
        return "<p>no claims found</p>"
    names = {actor.id: actor.name for actor in reading.actors}
    rows = "".join(_row(number, claim, names) for number, claim in enumerate(reading.claims, 1))
    head = "".join(f"<th>{name}</th>" for name in ("", "who", "on whose word", "what", "how sure"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _row(number: int, claim: Claim, names: dict[str, str]) -> str:
    sure = claim.certainty if claim.polarity == "positive" else f"{claim.certainty}, negative"
    what = claim.content.text if claim.kind == "statement" else f"{claim.kind}: {claim.content.text}"
    cells = (str(number), _who(claim, names), " → ".join(hop.text for hop in claim.via), what, sure)
    return f"<tr>{''.join(f'<td><bdi>{_text(cell)}</bdi></td>' for cell in cells)}</tr>"


def _who(claim: Claim, names: dict[str, str]) -> str:
    if claim.source is None:
        return "the outlet itself" if claim.narrated else "nobody named"
    name = names.get(claim.source.actor or "")
    return claim.source.text if name is None or name in claim.source.text else f"{claim.source.text} = {name}"


def _text(words: str) -> str:
    return escape(one_line(words))
