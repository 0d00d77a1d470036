"""From bytes to articles: what holds for every page, and what hostile pages do."""

import contextlib
import gzip
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.article import MAX_ARTICLE, read_article
from reportedly.data import Article, Page, content_hash
from reportedly.errors import ArticleError, ArticleTooLong, NoArticle, NotText

PROSE = "The harbour of Port Alder was closed on Monday after a crane fell into the main basin, officials said."
OTHER = "Nobody was hurt, according to the port company, which wants to reopen the basin before the weekend."


def read(body: str | bytes, media_type: str | None = None, uri: str | None = None) -> Article:
    return read_article(Page(uri=uri, body=body.encode() if isinstance(body, str) else body, media_type=media_type))


def blocks(article: Article) -> list[tuple[str, str]]:
    return [(block.kind, article.text[block.start : block.end]) for block in article.blocks]


def check_invariants(article: Article) -> None:
    assert article.text == "\n\n".join(text for _, text in blocks(article))
    assert unicodedata.is_normalized("NFC", article.text)
    assert not set(article.text) & set("\0\u00a0\u00ad\u200b\u202e\ufeff\t\r")
    assert article.id == content_hash(article.uri, article.text)
    for kind, text in blocks(article):
        assert text == " ".join(text.split()), kind
        assert text
    headlines = [text for kind, text in blocks(article) if kind == "headline"]
    assert headlines in ([], [article.headline])


WORDS = st.sampled_from(
    [PROSE, OTHER, "Port Alder shut", "By Ann Poe", "Photo: Ann Poe", "- item", "# Title", "Related:", "Donate now!"]
)
MESSY = st.text(st.characters(codec="utf-8"), max_size=60)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS | MESSY, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_any_text_gives_a_sound_article_or_an_article_error(lines, joint):
    try:
        article = read(joint.join(lines), "text/plain")
    except ArticleError:
        return
    check_invariants(article)
    assert article == read(joint.join(lines), "text/plain")


TAGS = st.sampled_from(
    ["p", "div", "h1", "h2", "li", "blockquote", "figcaption", "nav", "aside", "span", "b", "td", "script", "time"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TAGS, WORDS | MESSY, st.booleans()), max_size=12))
def test_any_html_gives_a_sound_article_or_an_article_error(elements):
    html = "<html><body>" + "".join(f"<{tag}>{text}{f'</{tag}>' if closed else ''}" for tag, text, closed in elements)
    try:
        article = read(html, "text/html")
    except ArticleError:
        return
    check_invariants(article)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_an_article_or_an_article_error(body):
    with contextlib.suppress(ArticleError):
        check_invariants(read(body))


@pytest.mark.parametrize(
    "body", [b"", b" \n\n ", b"<html><body></body></html>", b"<html><nav>Home</nav></html>", b"***"]
)
def test_pages_without_text_hold_no_article(body):
    with pytest.raises(NoArticle):
        read(body)


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\n1 0 obj",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        gzip.compress(b"words"),
        bytes(range(256)) * 20,
        b"\xff\xfe" + bytes(range(256)) * 20,
        b"\x7fELF\2\1\1" + b"\0" * 50,
    ],
    ids=["pdf", "png", "gzip", "every byte", "false utf-16", "program"],
)
def test_bytes_that_are_no_text(body):
    with pytest.raises(NotText):
        read(body)


def test_a_book_is_too_long():
    with pytest.raises(ArticleTooLong, match="200,000"):
        read("\n\n".join([PROSE] * (MAX_ARTICLE // len(PROSE) + 1)))


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 10_000 + PROSE,
        "<div>" * 4_900 + PROSE,
        "<blockquote class=related>" * 4_900 + PROSE,
        "".join(f"<p><font id={number}>{PROSE}" for number in range(10_000)),
        "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + f">{PROSE}",
        f"<p title='{'x' * 2_000_000}'>{PROSE}",
        "<a " * 300_000 + PROSE,
        "<script>" * 20_000 + PROSE,
        "<!--" * 100_000 + PROSE,
        f"<p>{PROSE}</p>" + "<h1>Title</h1>" * 20_000,
        f"<p>{PROSE}</p>" + "".join(f"<h1>Title {number}</h1>" for number in range(20_000)),
        "<div>" * 2_000 + f"<p>{PROSE}</p>" + "<div><input type=email><img></div>" * 20_000,
        f"<p>{PROSE}</p>" + "<a href=/donate>Give</a><span>You</span>" * 20_000,
        f"<p>{PROSE}</p>" + "<p>Support us, you and your readers.</p><p><a href=/donate>Give</a></p>" * 5_000,
        f"<p>{PROSE}" + "e\u0301\u0323" * 100 + "\u0301\u0323" * 100_000,
        '<script type="application/ld+json">' + "[" * 200_000 + f"</script><p>{PROSE}</p>",
    ],
    ids=[
        "deep",
        "less deep",
        "deep roles",
        "fonts",
        "attributes",
        "value",
        "open tags",
        "scripts",
        "comments",
        "h1",
        "other h1",
        "fields",
        "offers in a line",
        "offers",
        "accents",
        "json",
    ],
)
def test_hostile_html_ends_in_time(html):
    started = time.process_time()
    with contextlib.suppress(ArticleError):
        check_invariants(read(html, "text/html"))
    assert time.process_time() - started < 10


def test_what_programs_read_never_reaches_the_text():
    secret = "This sentence is for programs and must not be read by anybody who looks at the page."
    title = "Crane falls into harbour basin"
    html = f"""<html><head><title>{title}</title><style>{secret}</style></head><body><h1>{title}</h1>
      <p>{PROSE}</p><script>{secret}</script><template><p>{secret}</p></template><!-- {secret} -->
      <noscript>{secret}</noscript><p hidden>{secret}</p><p style="display: none">{secret}</p>
      <textarea>{secret}</textarea><svg><text>{secret}</text></svg><p class="sr-only">{secret}</p><p>{OTHER}</p>
      </body></html>"""
    article = read(html)
    assert secret not in article.text
    assert blocks(article) == [("headline", title), ("paragraph", PROSE), ("paragraph", OTHER)]


def test_a_page_that_a_script_uncovers_is_read():
    article = read(f"<html><body><div hidden><p>{PROSE}</p><p>{OTHER}</p></div></body></html>")
    assert blocks(article) == [("paragraph", PROSE), ("paragraph", OTHER)]


def test_metadata_that_is_not_visible_is_no_text():
    html = f"""<html><head><title>Closed harbour</title>
      <meta property="og:description" content="A hidden summary of it all, never shown.">
      </head><body><p>{PROSE}</p><p>{OTHER}</p></body></html>"""
    article = read(html)
    assert article.headline == "Closed harbour"
    assert article.standfirst is None
    assert article.text == f"{PROSE}\n\n{OTHER}"


@pytest.mark.parametrize(
    ("body", "media_type", "is_html"),
    [
        (f"<p>{PROSE}</p>", "text/html", True),
        (f"<p>{PROSE}</p>", None, True),
        (f"<!DOCTYPE html><p>{PROSE}</p>", "text/plain", True),
        (f"{PROSE} So a < b.", "text/html", False),
        (f"{PROSE} The tag <p> opens one.", "text/plain", False),
    ],
)
def test_html_is_told_from_text(body, media_type, is_html):
    assert ("<" in read(body, media_type).text) is not is_html


def test_the_language_is_the_texts_and_not_the_templates():
    spanish = (
        "El puerto quedó cerrado el lunes después de que una grúa cayera al agua, dijeron las autoridades locales."
    )
    assert read(f"<html lang='en'><p>{spanish}</p></html>").language == "es"
    assert read(f"<html lang='en-GB'><p>{PROSE}</p></html>").language == "en"
    assert read(PROSE).language == "en"
