"""Boxes, links and pictures tell what stands beside them; news about money and members stays."""

import pytest

from reportedly.article.page_html import read_html

FIRST = "Port Alder has closed its main basin after a crane fell into the water, the harbour master said on Monday."
SECOND = "The port company wants to reopen the basin before the weekend, according to its spokeswoman, Ann Poe."
THIRD = "Two ships can’t leave before the wreck is lifted from the ground by a floating crane from the south."
FOURTH = "The harbour master has asked the insurers to pay for the delay, but they have not answered him so far."
LETTER = "The tide in your pocket: our letter from the quay comes to you every morning before the first ferry leaves."
LOAF = "For the price of a small loaf, your subscription keeps two of our reporters on the quay for one more week."


def read(middle: str = "", end: str = "", top: str = ""):
    title = "Crane falls into harbour basin"
    return read_html(
        f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{top}<div class=x1>"
        f"<p>{FIRST}</p><p>{SECOND}</p>{middle}<p>{THIRD}</p><p>{FOURTH}</p></div>{end}</body></html>"
    )


def paragraphs(layout) -> list[str]:
    return [part.text for part in layout.parts if part.kind != "headline"]


@pytest.mark.parametrize(
    ("box", "kind"),
    [
        (f"<div class=mc4wp-form><h4>The quay</h4><p>{LETTER}</p></div>", "newsletter"),
        (f"<div class=newsletter-signup><p>{LETTER}</p></div>", "newsletter"),
        (f"<div class=q7><h4>The quay</h4><p>{LETTER}</p><input type=email><input type=submit></div>", "newsletter"),
        (f"<div class=q7><p>{LETTER}</p><form><input name=e-mail><button>Go</button></form></div>", "newsletter"),
        (f'<div class=q7><div>Keep us afloat</div><p>{LOAF}</p><a href="/subscribe">Yes</a></div>', "appeal"),
        (f'<section><p>{LOAF}</p><p><a href="https://donate.alder.example/">I will</a></p></section>', "appeal"),
        (f'<p>{LOAF}</p><p><a href="/membership/">Stand by the Courier</a></p>', "appeal"),
    ],
)
def test_what_asks_for_money_or_an_address_is_removed(box, kind):
    for layout in (read(middle=box), read(end=box)):
        assert paragraphs(layout) == [FIRST, SECOND, THIRD, FOURTH]
        asked = LETTER if LETTER in box else LOAF
        assert [each.kind for each in layout.removed if asked in each.text] == [kind]


GIVING = "Readers of the Courier have donated 4,000 blankets for the sailors, the mission at the quay said on Friday."
QUOTED = "“You must support us, or we will all lose our membership,” the dockers’ leader told the crowd at the gate."
LAW = "Parliament passed a law on newsletters on Tuesday: whoever signs up must be able to cancel within a month."


@pytest.mark.parametrize("news", [GIVING, QUOTED, LAW])
@pytest.mark.parametrize(
    "page",
    [
        "<p>{news}</p>",
        '<p>{news}</p><p><a href="/donate">Donate</a></p>',
        '<div><p>{news}</p><a href="/subscribe">Subscribe</a></div>',
        "<div><p>{news}</p><form><input type=email></form></div>",
        "<p>{news}</p><form><input type=email></form>",
        "<h3>Support for the sailors</h3><p>{news}</p>",
    ],
)
def test_news_about_gifts_and_members_stays(news, page):
    layout = read(middle=page.format(news=news))
    assert [text for text in paragraphs(layout) if len(text) > 80] == [FIRST, SECOND, news, THIRD, FOURTH]


@pytest.mark.parametrize(
    ("picture", "caption", "credit"),
    [
        (
            "<div class=a1><img src=a.jpg><div class=a2>The main basin at noon on Monday.</div>"
            "<div class=a3>Max Roe / Alder Courier</div></div>",
            "The main basin at noon on Monday.",
            "Max Roe / Alder Courier",
        ),
        (
            "<div><p><img src=a.jpg></p><p>The crane in May, before it fell.</p></div>",
            "The crane in May, before it fell.",
            None,
        ),
        (
            "<div><img src=a.jpg></div><p class=photo-caption>Tugs wait. DELTA/Max Roe Purchase Licensing Rights</p>",
            "Tugs wait.",
            "DELTA/Max Roe",
        ),
    ],
)  # fmt: skip
def test_what_stands_under_a_picture_is_its_caption(picture, caption, credit):
    layout = read(top=picture)
    assert ("caption", caption) in [(part.kind, part.text) for part in layout.parts]
    assert [(image.caption, image.credit) for image in layout.images] == [(caption, credit)]


@pytest.mark.parametrize(
    "card",
    [
        '<div><img src=b.jpg><h3><a href="/b">Ferry reopens after the long winter storm</a></h3></div>',
        '<div><img src=b.jpg><a href="/b">Ferry reopens after the long winter storm</a></div>',
        "<div><img src=c.jpg><span>Max Roe</span></div>",
    ],
)
def test_teasers_and_portraits_are_no_captions(card):
    assert not read(top=card).images


def test_headings_within_the_body_stay():
    layout = read(middle="<h3>Two ships</h3>")
    assert ("heading", "Two ships") in [(part.kind, part.text) for part in layout.parts]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<nav><a>Ports</a><a>Rivers</a><a>The sea</a></nav>", "Ports Rivers The sea"),
        ("<nav><span>Ann Poe</span><span>Harbour editor</span></nav>", "Ann Poe Harbour editor"),
        ("<nav><b>T</b><span>ides</span></nav>", "Tides"),
        ("<nav><i>har</i><i>bour</i></nav>", "harbour"),
        ("<nav><a>Ports</a>, <a>Rivers</a></nav>", "Ports, Rivers"),
    ],
)
def test_neighbours_do_not_run_together(markup, text):
    assert [each.text for each in read(top=markup).removed] == [text]


def test_links_under_a_heading_of_links_are_related():
    links = '<li><a href="/1">Ferry reopens</a></li><li><a href="/2">A short history of cranes</a></li>'
    layout = read(end=f"<div><b>See also</b><ul>{links}</ul></div>")
    assert layout.related == ("Ferry reopens", "A short history of cranes")
    assert [each.kind for each in layout.removed] == ["related"]
