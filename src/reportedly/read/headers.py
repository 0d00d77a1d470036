"""Header fields as WARC records, HTTP and mail have them."""

from __future__ import annotations

from email.message import Message

MAX_HEADER_BYTES = 256 * 1024
"""What Chrome accepts of a server's header; WARC headers have about 500 bytes."""

MAX_VALUE = 2000
"""Characters of a value that is taken apart; the standard library is quadratic in them."""

Fields = dict[str, bytes]
"""Values by lower-case name; the first counts where a name comes twice."""


def header_end(data: bytes | bytearray, start: int = 0) -> int:
    """Where the blank line that closes a header is over; -1 where there is none."""
    found = [at + len(blank) for blank in (b"\n\r\n", b"\n\n") if (at := data.find(blank, start)) >= 0]
    return min(found, default=-1)


def fields(header: bytes) -> Fields:
    """The fields of a header without its first line; lines without a colon are passed over.

    A line that begins with a space goes on with the field before (RFC 5322, 2.2.3).
    """
    found: Fields = {}
    name, parts = "", [b""]
    for line in header.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            parts.append(line.strip())
            continue
        if name:
            found.setdefault(name, b" ".join(parts))
        before, colon, after = line.partition(b":")
        name = before.strip().lower().decode("latin-1") if colon else ""
        parts = [after.strip()]
    if name:
        found.setdefault(name, b" ".join(parts))
    return found


def words(value: bytes | None) -> str:
    """A value as text, as long as one may be that is taken apart."""
    return (value or b"").decode("latin-1")[:MAX_VALUE].replace("\r", " ").replace("\x00", "")


def media(value: bytes | None) -> str:
    """The media type alone: "text/html" of "Text/HTML; charset=utf-8"; empty where nothing is declared."""
    return words(value).partition(";")[0].strip().lower()


def parameter(value: bytes | None, name: str) -> str | None:
    """A parameter of a value: the boundary of "multipart/mixed; boundary=x"."""
    message = Message()
    message["Content-Type"] = words(value)
    found = message.get_param(name)
    if isinstance(found, tuple):  # RFC 2231: charset, language, value
        found = found[2]
    return found or None
