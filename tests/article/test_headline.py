"""Which line is the headline: what page and declarations agree on."""

import pytest

from reportedly.article.page_html import read_html

PROSE = "Port Alder has closed its main basin after a crane fell into the water, the harbour master said on Monday."

CRANE = "Crane falls into basin"


def headline(body: str, *, title: str, og: str | None = None, linked: str | None = None) -> str | None:
    meta = f'<meta property="og:title" content="{og}">' if og else ""
    if linked:
        meta += f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{linked}"}}</script>'
    return read_html(
        f"<html><head><title>{title}</title>{meta}</head><body>{body}<p>{PROSE}</p></body></html>"
    ).headline


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        ("<h1>Crane falls into basin</h1>", {"title": "Crane falls into basin | The Post"}, "Crane falls into basin"),
        # the heading is the title for search engines; the editors' own is what is shared
        (
            "<h1>Port Alder crane accident: basin closed</h1>",
            {
                "title": "Port Alder crane accident: basin closed",
                "og": "“It just tipped over”",
                "linked": "Port Alder crane accident: basin closed",
            },
            "“It just tipped over”",
        ),
        # a shared title that the page doesn't show gives way to the heading
        (f"<h1>{CRANE}</h1>", {"title": "Crane falls", "og": "Crane falls in basin!"}, CRANE),
        # a heading of the page that is no headline
        (f"<h1>The Post</h1><h2>{CRANE}</h2>", {"title": "x", "og": CRANE}, CRANE),
        ("", {"title": "Crane falls into basin - The Post"}, "Crane falls into basin"),
        # character references in JSON
        ("", {"title": "t", "linked": "Crane &amp; basin"}, "Crane & basin"),
    ],
)  # fmt: skip
def test_choice(body, declared, expected):
    assert headline(body, **declared) == expected


def test_a_line_that_repeats_the_headline_is_no_standfirst():
    title = "Crane falls into basin of Port Alder"
    layout = read_html(
        f"<html><head><title>{title}</title></head>"
        f"<body><h1>{title}</h1><h2>Accident: {title}</h2><p>{PROSE}</p></body></html>"
    )
    assert layout.standfirst is None
    assert [part.kind for part in layout.parts] == ["headline", "paragraph"]
