"""A harbour's bulletins as an input, and quotations as a format."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from reportedly.data import Failure, Page
from reportedly.errors import PageTooLarge
from reportedly.export import Exporter
from reportedly.harmless import one_line
from reportedly.ledger import Excerpt
from reportedly.read import MAX_PAGE_BYTES

MARK = b"#### "


class Bulletins:
    """Files of many bulletins, each after a line with its address: ``#### https://harbour.example/17``."""

    def reads(self, head: bytes, name: str) -> bool:
        """Whether it is such a file."""
        return name.endswith(".bulletin") and head.startswith(MARK)

    def pages(self, stream: BinaryIO, uri: str | None) -> Iterator[Page | Failure]:
        """A page for each bulletin."""
        everything = b"".join(iter(lambda: stream.read(1 << 16), b""))
        for bulletin in everything.split(b"\n" + MARK):
            address, _, body = bulletin.removeprefix(MARK).partition(b"\n")
            if len(body) > MAX_PAGE_BYTES:
                raise PageTooLarge(f"a bulletin of {uri} has more than {MAX_PAGE_BYTES:,} bytes")
            yield Page(uri=one_line(address.decode(errors="replace")), body=body.strip(), media_type="text/plain")


def _pieces(excerpts: Iterable[Excerpt]) -> Iterator[bytes]:
    for excerpt in excerpts:
        for claim in excerpt.claims:
            if claim.quotation == "direct" and claim.source:
                yield f"“{one_line(claim.content.text)}” — {one_line(claim.source.text)}\n".encode()


READER = Bulletins()
QUOTES = Exporter(tells="direct quotations, one a line", pieces=_pieces)
