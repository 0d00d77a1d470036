"""Saved pages and mail give the part that is the text."""

from __future__ import annotations

import base64
import gzip
import io
import quopri
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.article.charset import decode
from reportedly.data import Failure, Page
from reportedly.errors import InputUnreadable, ReadError
from reportedly.read import MAX_PAGE_BYTES, count_pages
from reportedly.read import pages as read
from reportedly.read.message import MAX_MESSAGE_BYTES, MAX_PARTS, message_page
from tests.read.archives import article

URI = "https://example.org/ferry"


def mhtml(*parts: bytes, fields: str = "", kind: str = "multipart/related", boundary: str = "----Boundary--x") -> bytes:
    """A page as Chromium saves it."""
    head = (
        "From: <Saved by Blink>\r\nSubject: =?utf-8?Q?Ferry?=\r\nDate: Sat, 1 Mar 2025 12:30:05 +0200\r\n"
        f"{fields}MIME-Version: 1.0\r\n"
        f'Content-Type: {kind};\r\n\ttype="text/html";\r\n\tboundary="{boundary}"\r\n\r\n\r\n'
    )
    mark = f"\r\n--{boundary}"
    return (head + "".join(f"{mark}\r\n{part.decode('latin-1')}" for part in parts) + f"{mark}--\r\n").encode("latin-1")


def part(body: bytes, media_type: str = "text/html", *, fields: str = "", encoding: str = "quoted-printable") -> bytes:
    """One part of it."""
    encoded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(body)
    return f"Content-Type: {media_type}\r\nContent-Transfer-Encoding: {encoding}\r\n{fields}\r\n".encode() + encoded


PICTURE = part(
    b"\x89PNG" * 100, "image/png", encoding="base64", fields="Content-Location: https://example.org/a.png\r\n"
)


def page_in(message: bytes, name: str | None = "saved.mhtml") -> Page:
    return message_page(message, name)


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit", "binary", "7bit", ""])
def test_the_page_of_a_saved_page_is_its_html(encoding):
    saved = mhtml(PICTURE, part(article(3), encoding=encoding, fields=f"Content-Location: {URI}\r\n"), PICTURE)
    assert page_in(saved) == Page(uri=URI, body=article(3), media_type="text/html", fetched="2025-03-01T12:30:05+02:00")


def test_it_is_told_by_its_beginning_wherever_it_lies(tmp_path):
    saved = mhtml(part(article(3)), fields=f"Snapshot-Content-Location: {URI}\r\n")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "saved").write_bytes(saved)
    (tmp_path / "packed.gz").write_bytes(gzip.compress(saved))
    found = [*read([tmp_path]), *read(["-"], stdin=io.BytesIO(saved))]
    assert [(page.uri, page.body) for page in found] == [(URI, article(3))] * 3
    assert count_pages([tmp_path]) == 2


def test_without_an_address_it_has_that_of_its_file():
    assert page_in(mhtml(part(article(3)))).uri == "saved.mhtml"
    assert page_in(mhtml(part(article(3))), None).uri is None
    frame = part(article(3), fields="Content-Location: cid:frame-0@mhtml.blink\r\n")
    assert page_in(mhtml(frame, fields=f"Snapshot-Content-Location: {URI}\r\n")).uri == URI


def test_the_part_that_it_starts_with_comes_first():
    first, second = part(article(1)), part(article(2), fields="Content-ID: <two>\r\n")
    assert page_in(mhtml(first, second)).body == article(1)
    assert page_in(mhtml(first, second, kind='multipart/related; start="<two>"')).body == article(2)
    assert page_in(mhtml(first, second, kind='multipart/related; start="<three>"')).body == article(1)


def mail(*, html: str | None, plain: str | None = "Words of the newsletter.") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "news@example.org", "Ferry", "Sat, 01 Mar 2025 12:30:05 GMT"
    if plain is not None:
        message.set_content(plain)
    if html is not None:
        message.add_alternative(html, subtype="html")
    message.add_attachment(b"<p>not this</p>", maintype="text", subtype="html", filename="a.html")
    return message


def test_mail_gives_its_html_or_else_its_plain_text(tmp_path):
    path = tmp_path / "letter.eml"
    path.write_bytes(mail(html="<p>Пором “Zoé” is back.</p>").as_bytes())
    (page,) = read([path])
    assert (page.uri, page.fetched) == (str(path), "2025-03-01T12:30:05+00:00")
    assert decode(page.body, media_type=page.media_type).strip() == "<p>Пором “Zoé” is back.</p>"
    path.write_bytes(mail(html=None).as_bytes())
    (page,) = read([path])
    assert page.body.strip() == b"Words of the newsletter."
    assert page.media_type.startswith("text/plain")


def test_the_declared_charset_is_kept():
    message = EmailMessage()
    message.set_content("Міська рада повідомила, що пором ходить. " * 3, charset="koi8-u", cte="base64")
    page = page_in(message.as_bytes())
    assert decode(page.body, media_type=page.media_type).startswith("Міська рада")


def test_simple_mail_needs_no_mime(tmp_path):
    path = tmp_path / "letter.eml"
    path.write_bytes(b"From: a@example.org\nDate: nonsense\n\nWords.\n")
    assert list(read([path])) == [Page(uri=str(path), body=b"Words.\n", media_type="text/plain")]


def test_text_that_begins_like_a_header_stays_a_page(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_bytes(b"Moscow: The ministry said so.\n\nMIME-Version: 1.0 was mentioned.\n")
    assert list(read([path])) == [Page(uri=str(path), body=path.read_bytes(), media_type="text/plain")]


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"no header at all",
        b"\n\nbody",
        mhtml(PICTURE),
        mhtml(),
        b"A: b\nContent-Type: multipart/mixed\n\n--x\n\nwords",
        mhtml(part(b"", encoding="base64") + b"YWJjA"),
    ],
)
def test_what_holds_no_text_is_told(tmp_path, message):
    path = tmp_path / "saved.mht"
    path.write_bytes(message)
    (failed,) = read([path])
    assert isinstance(failed, Failure)
    assert (failed.reason, failed.stage, failed.uri) == ("InputUnreadable", "read", str(path))
    assert str(path) in failed.detail


# --- hostility ---


def test_a_hundred_thousand_parts_are_too_many():
    small = b"Content-Type: image/png\r\n\r\n"
    with pytest.raises(ReadError, match=f"{MAX_PARTS:,} parts"):
        page_in(mhtml(*[small] * 100_000))


@pytest.mark.parametrize("depth", [9, 500])
def test_multiparts_without_end_are_refused(depth):
    inner = part(article(1)).decode()
    for level in range(depth):
        inner = f'Content-Type: multipart/mixed; boundary="b{level}"\r\n\r\n--b{level}\r\n{inner}\r\n--b{level}--\r\n'
    with pytest.raises(InputUnreadable, match="nested"):
        page_in(inner.encode())


def test_the_same_boundary_at_all_depths_ends():
    level = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    assert page_in(level * 5_000).body in level


@pytest.mark.parametrize(
    "value",
    [
        "text/html; " + "a=b; " * 50_000,
        "text/html; charset*0=utf; charset*1=-8; charset*x*y*=''",
        'text/html; charset="' + "\\" * 10_000,
        "text/html; charset=" + "x" * 100_000,
        "text/html; charset=\x00\x1b\xff",
        "TEXT/HTML;;;=;",
        "text/html" + ";" * 100_000,
    ],
)
def test_odd_types_are_met(value):
    message = b"A: b\r\nContent-Type: " + value.encode("latin-1") + b"\r\n\r\n" + article(3)
    page = page_in(message)
    assert page.body == article(3)
    assert len(page.media_type) <= 200
    decode(page.body, media_type=page.media_type)


@pytest.mark.parametrize("date", ["", "x" * 100_000, "Sat, 99 Mar 99999999 12:30:05", "\x00", "1 Jan 1 00:00 +9999999"])
def test_odd_dates_are_none(date):
    assert page_in(f"A: b\r\nDate: {date}\r\n\r\nWords.".encode()).fetched is None


def test_an_address_steers_no_terminal():
    page = page_in(mhtml(part(article(3), fields="Content-Location: https://example.org/\x1b[2J\x00\r\n")))
    assert page.uri == r"https://example.org/\x1b[2J\x00"


def test_a_header_without_end_is_told():
    with pytest.raises(InputUnreadable):
        page_in(b"A: b\r\n" * 100_000)


def test_the_limits(tmp_path):
    path = tmp_path / "saved.mhtml"
    path.write_bytes(mhtml(part(b"a" * (MAX_PAGE_BYTES + 1), encoding="binary")))
    assert next(read([path])).reason == "PageTooLarge"
    path.write_bytes(mhtml(PICTURE, part(article(1)), part(b"\1" * MAX_PAGE_BYTES * 2, "video/mp4", encoding="binary")))
    assert next(read([path])).body == article(1)
    with path.open("r+b") as file:
        file.truncate(MAX_MESSAGE_BYTES + 1)
    assert next(read([path])).reason == "PageTooLarge"


@given(at=st.integers(0, 900), junk=st.binary(max_size=40), gone=st.integers(0, 200))
def test_whatever_happens_to_a_message_ends_in_a_page_or_a_failure(at, junk, gone):
    saved = mhtml(PICTURE, part(article(3), encoding="base64", fields=f"Content-Location: {URI}\r\n"))
    with suppress(ReadError):
        assert isinstance(page_in(saved[:at] + junk + saved[at + gone :]), Page)
