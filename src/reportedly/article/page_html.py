"""HTML becomes an article: one parse, one walk, and a verdict on every block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from selectolax.lexbor import LexborHTMLParser

from reportedly.article.body import effective_roles, evidence_of, fill_gaps, in_body, with_captions
from reportedly.article.byline import authors, read_byline, read_signature
from reportedly.article.canonical import Part
from reportedly.article.credit import bare_credit, split_credit
from reportedly.article.dates import day_in_address, read_date_line, read_instant
from reportedly.article.evidence import is_prose
from reportedly.article.extents import Extents, extents
from reportedly.article.furniture import addresses_reader, ends_sentence, kind_of, sort_out
from reportedly.article.guard import check_markup
from reportedly.article.headline import choose_headline
from reportedly.article.layout import Layout
from reportedly.article.metadata import Metadata, read_metadata
from reportedly.article.roles import Role
from reportedly.article.scrap import HEADINGS, Scrap
from reportedly.article.standfirst import choose_standfirst
from reportedly.article.surroundings import asking, pictured
from reportedly.article.walk import Walked, walk
from reportedly.data import BlockKind, Image, Removed, RemovedKind, Withheld
from reportedly.errors import NoArticle

CUT_SHORT: Final = ("…", "...", "[…]", "[...]")
"""How a text ends that goes on elsewhere."""

MAX_SHOWN_DATE: Final = 80
"""Characters of a line beside the body whose date may be the article's."""

DATED: Final = (None, "dateline", "byline", "standfirst", "other")
"""Roles of blocks whose date may be the article's."""

CAPTION_REACH: Final = 8
"""Scraps above and below the body among which captions belong to the article."""

SHOWN: Final = ("caption", "credit", "byline", "dateline", "standfirst", "hidden")
"""Roles that are believed even inside the body: what stands apart from an article's text, or isn't shown."""

ASKING: Final = ("appeal", "newsletter")
"""Roles that are believed even inside the body of a block that speaks to the reader."""


@dataclass(slots=True)
class _Found:
    """What has been sorted so far, on the way down the page.

    ``entry`` is when the live blog's entry was published, ``told`` the first date
    for machines, ``shown`` the first date for people beside the body.
    """

    parts: list[Part] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    byline: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    entry: str | None = None
    told: str | None = None
    shown: str | None = None

    def add(self, kind: BlockKind, text: str) -> None:
        self.parts.append(Part(kind, text, self.entry))

    def drop(self, kind: RemovedKind, text: str) -> None:
        if text:
            self.removed.append(Removed(kind=kind, text=text))


def read_html(html: str) -> Layout:
    """The parts of an article written as HTML.

    Raises:
        NoArticle: the markup was made to stop a parser, or holds no text.
    """
    check_markup(html)
    page = LexborHTMLParser(html)
    if page.body is None:
        raise NoArticle("The page has no body; give the page of a single article.")
    metadata = read_metadata(page)
    walked = walk(page)
    if not walked.scraps:
        raise NoArticle("The page holds no text; what a program in the browser fills can't be read.")
    claimed, held = effective_roles(walked), extents(walked)
    kept = in_body(evidence_of(walked, metadata, claimed, held), walked.scraps)
    return _sort(walked.scraps, _roles(walked, claimed, kept, held), kept, metadata)


def _roles(walked: Walked, claimed: Sequence[Role | None], kept: Sequence[bool], held: Extents) -> list[Role | None]:
    """The role of each scrap: by names, and where they don't tell, by what stands around it."""
    roles = [_settled(*each) for each in zip(walked.scraps, claimed, kept, strict=True)]
    roles = with_captions(roles, walked.scraps, kept)
    for index, role in (asking(walked, held) | pictured(walked, held, roles, kept)).items():
        roles[index] = roles[index] or role
    return roles


def _settled(scrap: Scrap, role: Role | None, kept: bool) -> Role | None:  # noqa: FBT001 - a column of a table
    if not kept or role in SHOWN or (role == "navigation" and not is_prose(scrap)):
        return role
    return role if role in ASKING and addresses_reader(scrap.text) else None


def _sort(scraps: Sequence[Scrap], roles: Sequence[Role | None], kept: Sequence[bool], metadata: Metadata) -> Layout:
    headline = choose_headline(scraps, metadata)
    kept = fill_gaps(kept, scraps, roles)
    body = [
        index
        for index, scrap in enumerate(scraps)
        if kept[index] and roles[index] is None and scrap.tag not in HEADINGS
    ]
    first, last = (body[0], body[-1]) if body else (len(scraps), -1)
    standfirst = choose_standfirst(scraps[:first], roles[:first], headline=headline, declared=metadata.descriptions)
    found = _Found()
    shown: set[str] = set()
    for index, (scrap, role) in enumerate(zip(scraps, roles, strict=True)):
        near = first - CAPTION_REACH <= index <= last + CAPTION_REACH
        if role in DATED:
            found.told = found.told or read_instant(scrap.date)
            if near and not kept[index] and len(scrap.text) <= MAX_SHOWN_DATE:
                found.shown = found.shown or read_instant(scrap.text)
        if metadata.live and scrap.date and near:
            found.entry = read_instant(scrap.date)
        if (
            scrap.text in (headline.shown, standfirst)
            and scrap.text not in shown
            and role in (None, "standfirst", "navigation")
        ):
            shown.add(scrap.text)
            found.add("headline" if scrap.text == headline.shown else "standfirst", scrap.text)
        elif scrap.text in (headline.shown, headline.text) or (
            scrap.tag in HEADINGS and index < first and headline.is_repeated_by(scrap.text)
        ):
            found.drop("other", scrap.text)
        elif role == "caption" and near:
            _sort_caption(scrap.text, found)
        elif role is None or (role == "standfirst" and kept[index]):
            _sort_plain(scrap, found, kept=kept[index], above=index < first)
        else:
            _sort_role(scrap, role, found, near=near)
    return _layout(_without_furniture(found), metadata, headline=headline.text, standfirst=standfirst)


def _sort_plain(scrap: Scrap, found: _Found, *, kept: bool, above: bool) -> None:
    """Sort a block without a role: the body's, or a detail, or anything else."""
    dates = read_date_line(scrap.text)
    names = read_byline(scrap.text) if above or not ends_sentence(scrap.text) else ()
    if dates is not None:
        found.published, found.modified = found.published or dates.published, found.modified or dates.modified
        found.drop("dateline", scrap.text)
    elif names:
        found.byline = found.byline or names
        found.drop("byline", scrap.text)
    elif kept and scrap.text:
        found.add(_kind(scrap), scrap.text)
    else:
        _drop_plain(scrap, found)


def _drop_plain(scrap: Scrap, found: _Found) -> None:
    """Drop a block of no known role; links under "Related" are what it announces."""
    kind = kind_of(scrap.text)
    after_related = bool(found.removed) and found.removed[-1].kind == "related"
    if kind == "other" and after_related and 2 * scrap.linked > len(scrap.text):
        kind = "related"
        found.related.append(scrap.text)
    found.drop(kind, scrap.text)


def _kind(scrap: Scrap) -> BlockKind:
    if scrap.tag in HEADINGS:
        return "heading"
    if scrap.listed:
        return "list"
    return "quotation" if scrap.quoted else "paragraph"


def _sort_role(scrap: Scrap, role: Role, found: _Found, *, near: bool) -> None:
    if role == "dateline" and near:
        dates = read_date_line(scrap.text)
        told = dates.published if dates else read_instant(scrap.text)
        found.published = found.published or read_instant(scrap.date) or told
    elif role == "byline":
        found.byline = found.byline or read_byline(scrap.text) or (read_signature(scrap.text) if near else ())
    elif role == "credit" and near:
        _add_credit(bare_credit(scrap.text), found)
    elif role == "related" and scrap.linked > len(scrap.text) // 2:
        found.related.append(scrap.text)
    if role != "hidden":
        found.drop("other" if role == "caption" or role == "standfirst" else role, scrap.text)


def _sort_caption(text: str, found: _Found) -> None:
    image = split_credit(text)
    if image.caption and any(part.text == image.caption for part in found.parts[-CAPTION_REACH:]):
        return found.drop("other", text)
    found.images.append(image)
    if image.caption:
        found.add("caption", image.caption)
    return found.drop("credit", text[len(image.caption or "") :].strip() if image.credit else "")


def _add_credit(credit: str, found: _Found) -> None:
    """Credit the picture above; a credit alone is a picture without a caption."""
    if found.images and found.images[-1].credit is None:
        found.images[-1] = replace(found.images[-1], credit=credit or None)
    elif credit:
        found.images.append(Image(caption=None, credit=credit))


def _without_furniture(found: _Found) -> _Found:
    """The parts again, without appeals and links that stood among the paragraphs."""
    plain = [part for part in found.parts if part.kind not in ("headline", "standfirst", "caption")]
    verdicts = dict(zip(map(id, plain), sort_out([part.text for part in plain]), strict=True))
    parts: list[Part] = []
    for part in found.parts:
        verdict = verdicts.get(id(part))
        if verdict is None:
            parts.append(part)
            continue
        found.drop(verdict.kind, part.text)
        if verdict.title:
            found.related.append(verdict.title)
    while parts and parts[-1].kind == "heading":
        found.drop("other", parts.pop().text)
    return replace(found, parts=parts)


def _layout(found: _Found, metadata: Metadata, *, headline: str | None, standfirst: str | None) -> Layout:
    return Layout(
        parts=tuple(found.parts),
        headline=headline,
        standfirst=standfirst,
        outlet=metadata.outlet,
        byline=metadata.byline or authors(found.byline, outlet=metadata.outlet),
        published=metadata.published
        or found.published
        or found.told
        or day_in_address(metadata.canonical)
        or found.shown,
        modified=metadata.modified or found.modified,
        language=metadata.language,
        section=metadata.section,
        canonical=metadata.canonical,
        withheld=_withheld(found, metadata),
        images=tuple(found.images),
        related=tuple(dict.fromkeys(found.related)),
        removed=_runs(found.removed),
    )


def _withheld(found: _Found, metadata: Metadata) -> Withheld | None:
    """Whether readers get all of the article: the page may say that it takes payment, or break off."""
    body = [part.text for part in found.parts if part.kind in ("paragraph", "quotation", "list")]
    if body and body[-1].endswith(CUT_SHORT):
        return "paywall" if metadata.paywalled else "excerpt"
    return "paywall" if metadata.paywalled else None


def _runs(removed: list[Removed]) -> tuple[Removed, ...]:
    """Neighbours of one kind as one entry, a line each: a menu is one thing."""
    return tuple(
        Removed(kind=kind, text="\n".join(each.text for each in run))
        for kind, run in groupby(removed, key=lambda each: each.kind)
    )
