"""Articles as references for papers: RIS and BibTeX."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.data import Article
from reportedly.export.base import Exporter
from reportedly.export.naming import address, day
from reportedly.harmless import one_line
from reportedly.ledger import Excerpt

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


def _ris(excerpts: Iterable[Excerpt]) -> Iterator[bytes]:
    for excerpt in excerpts:
        lines = [f"{tag}  - {words}" for tag, words in _ris_fields(excerpt.reading.article)]
        yield "\r\n".join([*lines, "ER  - ", "", ""]).encode()


def _ris_fields(article: Article) -> Iterator[tuple[str, str]]:
    yield "TY", "NEWS"
    yield "ID", one_line(article.id)
    yield "TI", _title(article)
    for author in article.byline:
        if name := one_line(author):
            yield "AU", name
    published = day(article.published)
    fields = (
        ("T2", article.outlet),
        ("DA", published and published.strftime("%Y/%m/%d")),
        ("PY", published and f"{published.year:04}"),
        ("UR", address(article)),
        ("LA", article.language),
        ("AB", article.standfirst),
    )
    yield from ((tag, one_line(words)) for tag, words in fields if words and one_line(words))


def _bibtex(excerpts: Iterable[Excerpt]) -> Iterator[bytes]:
    for excerpt in excerpts:
        article = excerpt.reading.article
        fields = "".join(f"  {name} = {{{words}}},\n" for name, words in _bibtex_fields(article))
        yield f"@misc{{{_key(article)},\n{fields}}}\n\n".encode()


def _bibtex_fields(article: Article) -> Iterator[tuple[str, str]]:
    # The second pair of braces keeps the title's capitals.
    yield "title", f"{{{_tex(_title(article))}}}"
    authors = " and ".join(f"{{{_tex(name)}}}" for name in article.byline if one_line(name))
    published = day(article.published)
    fields = (
        ("author", authors),
        ("howpublished", article.outlet and _tex(article.outlet)),
        ("date", published and published.isoformat()),
        ("year", published and f"{published.year:04}"),
        ("url", (address(article) or "").replace("{", "%7B").replace("}", "%7D")),
        ("langid", article.language and _tex(article.language)),
    )
    yield from ((name, words) for name, words in fields if words)


def _title(article: Article) -> str:
    return one_line(article.headline or article.text[:120]) or one_line(article.id)


def _key(article: Article) -> str:
    """A key that BibTeX takes: the outlet's letters and the id's."""
    letters = "".join(char for char in (article.outlet or "article").lower() if char.isascii() and char.isalnum())
    digits = "".join(char for char in article.id if char.isascii() and char.isalnum())
    return f"{letters or 'article'}-{digits or '0'}"


def _tex(words: str) -> str:
    """The words as TeX prints them."""
    return "".join(_ESCAPED.get(char, char) for char in one_line(words))


RIS = Exporter(tells="articles as references, RIS", pieces=_ris)
BIBTEX = Exporter(tells="articles as references, BibTeX", pieces=_bibtex)
