"""Bytes become characters, or are found to be no text."""

from __future__ import annotations

import codecs

import re2

from reportedly.errors import NotText

PROLOGUE = 4096
"""Bytes that may hold a declaration: four times what browsers look at, for comments come first."""

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

MAGIC = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"SQLite format 3", b"RIFF", b"OggS",
    b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ", b"wOFF", b"wOF2",
)  # fmt: skip
"""How files begin that hold no text: documents, pictures, archives, programs, fonts."""

WINDOWS_1252 = "cp1252"

# <meta charset="utf-8">  <meta http-equiv=… content="text/html; charset=koi8-r">  <?xml version="1.0" encoding="x"?>
_DECLARED = re2.compile(rb"""(?i)<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_:.-]{2,40})""")

# The carrier's "text/html; charset=windows-1251".
_PARAMETER = re2.compile(r"""(?i)charset\s*=\s*["']?([a-z0-9_:.-]{2,40})""")

# Controls that no text holds: all but tab, newline, form feed, carriage return and escape.
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1b")

MAX_CONTROLS = 0.005
"""Share of control bytes: random bytes have 11 %, pages with stray NULs far below 0.1 %."""

LATIN_1 = {"iso8859-1", "ascii"}
"""What browsers read as windows-1252, for so do the programs that write it."""


def decode(body: bytes, *, media_type: str | None = None) -> str:
    """The page's characters.

    In order of trust: a byte order mark; being UTF-8, which no other text is by
    accident; the carrier's declaration; the page's own; windows-1252, which
    browsers take too. A declaration that the bytes contradict is passed over.

    Raises:
        NotText: the bytes are those of a picture, an archive, a program.
    """
    if body.startswith(MAGIC):
        raise NotText(f"The page begins with {body[:4]!r}, a file that is no text; give HTML or plain text.")
    for mark, charset in BOMS:
        if body.startswith(mark):
            return _text(body[len(mark) :].decode(charset, "replace"))
    if wide := _wide_charset(body):
        return _text(body.decode(wide, "replace"))
    controls = len(body) - len(body.translate(None, _CONTROLS))
    if controls > MAX_CONTROLS * len(body) + 1:
        raise NotText(f"{controls:,} of {len(body):,} bytes are control characters; give HTML or plain text.")
    if _mostly_utf8(body):
        return body.decode(errors="replace")
    for charset in _declared(body, media_type):
        try:
            return body.decode(charset)
        except UnicodeDecodeError:
            continue
    return body.decode(WINDOWS_1252, "replace")


def _text(decoded: str) -> str:
    strange = sum(decoded.count(mark) for mark in ("\x00", "\ufffd"))
    if strange > MAX_CONTROLS * len(decoded) + 1:
        raise NotText("The page is not the UTF-16 or UTF-8 that its first bytes promise; give HTML or plain text.")
    return decoded


def _wide_charset(body: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of its markup and spaces is NUL."""
    head = body[:PROLOGUE]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd, 1) < len(head) // 8 or min(even, odd) > max(even, odd) // 20 or not even + odd:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _mostly_utf8(body: bytes) -> bool:
    """Whether the bytes are UTF-8, a few broken characters aside.

    Pages are cut and glued together by programs that count bytes. In
    windows-1252 text, a letter above ASCII is nearly always followed by ASCII:
    broken characters then outnumber the whole ones.
    """
    try:
        body.decode()
    except UnicodeDecodeError:
        decoded = body.decode(errors="replace")
        broken = decoded.count("\ufffd")
        whole = len(decoded) - broken - len(decoded.encode("ascii", "ignore"))
        return whole > 4 * broken
    return True


def _declared(body: bytes, media_type: str | None) -> list[str]:
    """Character sets that the carrier and the page name, as Python knows them."""
    names = [found.group(1) for found in [_PARAMETER.search(media_type or "")] if found]
    names += [found.group(1).decode("ascii") for found in [_DECLARED.search(body[:PROLOGUE])] if found]
    return [charset for name in names if (charset := _codec(name))]


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    if found.name in LATIN_1:
        return WINDOWS_1252
    # UTF-8 and UTF-16 were tried; idna, hex and their like are no character sets of pages.
    encodes_text = getattr(found, "_is_text_encoding", True)
    unfit = found.name.startswith("utf") or found.name in {"idna", "punycode"} or not encodes_text
    return None if unfit else found.name
