"""An archive's bytes with its gzip members or Zstandard frames taken apart.

Archives keep each record in a member of its own (WARC 1.1, annex D), so that
a member's trailer vouches for its record and damage ends where the next member
begins. Archives packed as a whole, or not at all, are read as well.
"""

from __future__ import annotations

from reportedly.errors import ArchiveDamaged
from reportedly.read.bounds import MAX_PAGE_BYTES
from reportedly.read.coding import (
    DAMAGE,
    GZIP_MAGIC,
    LOT,
    ZSTD_MAGIC,
    Decoder,
    Dictionary,
    Inflate,
    as_dictionary,
    is_frame,
    unpack,
    unzstd,
)
from reportedly.read.lots import SLACK, Lots, Stream

RECORD = b"WARC/"
"""What every record begins with."""

MEMBER = GZIP_MAGIC + b"\x08"
DICTIONARY = b"\x5d\x2a\x4d\x18"
"""The skippable frame that holds the dictionary of a .warc.zst (WARC-zstd 1.0)."""

KEPT = 1024 * 1024
"""Packed bytes kept while a member is read; if it turns out damaged, the next one is looked for in them."""

SKIPPABLE = b"\x2a\x4d\x18"
"""What follows the first byte, 0x50 to 0x5f, of Zstandard frames that hold no data."""

PROBE = 4096
"""Packed bytes in which a gzip member must show that a record begins there; its own header may name a file."""

RATIO = 100
"""Bytes unpacked of each one that is packed. Pages have 4 to 10; a bomb has 1,000."""


MAX_BOMBS = 16
"""Members found to unpack to more than that, until the rest of the archive is left unread."""


class Members:
    """Reads an archive from front to back, member by member.

    A buffer holds what of the current member was unpacked and not yet taken;
    an archive that is not packed is one member without a trailer.
    """

    def __init__(self, stream: Stream) -> None:
        self._lots = Lots(stream)
        self._buffer, self._at = b"", 0
        self._ahead = b""
        """The first bytes of the next member, where that begins with a record."""
        self._seen, self._seen_whole = bytearray(), True
        self._unpacked = self._given_back = 0
        self._bombs, self._bomb_end = 0, (0, 0)
        self._spoilt = ""
        """Why nothing more can be had of this member."""
        self._decoder: Decoder | None = None
        self._dictionary: Dictionary | None = None
        self._member = self._lots.place
        lot = self._lots.take(least=PROBE)
        self._lots.put_back(lot)
        self._zstd, gzip = _packings(lot)
        self.packed = self._zstd or gzip
        """Whether members have trailers that vouch for what they hold."""
        self._closed = self.packed

    @property
    def place(self) -> int:
        """Where the current record lies in the archive: its member, or its own first byte."""
        return self._member if self.packed else self._lots.place - len(self._buffer) + self._at

    @property
    def taken(self) -> int:
        """How many unpacked bytes were passed; it tells records of one member apart."""
        return self._unpacked - len(self._buffer) + self._at

    @property
    def probes(self) -> bool:
        """Whether a record is known to begin where :meth:`find_member` goes."""
        return not self._zstd

    @property
    def given_up(self) -> bool:
        """Whether so many members were bombs that the rest is left unread."""
        return self._bombs >= MAX_BOMBS

    def begin(self) -> bool:
        """Go to the next record, over stray newlines; False at the archive's end.

        Raises:
            ArchiveDamaged: what comes is no member, or a damaged one.
        """
        while True:
            # A few bytes at a time: the buffer may hold a whole block that was given back.
            while few := self._buffer[self._at : self._at + 64]:
                rest = few.lstrip(b"\r\n")
                self._at += len(few) - len(rest)
                if rest:
                    return True
            if not self._more():
                return self._enter()

    def peek(self, count: int) -> bytes:
        """The next bytes of this member, fewer at its end."""
        while len(self._buffer) - self._at < count and self._pump():
            pass
        return self._buffer[self._at : self._at + count]

    def drop(self, count: int) -> int:
        """Pass over so many bytes; how many there were before the end or a member that begins with a record."""
        todo = count
        while todo > 0 and (self._at < len(self._buffer) or self._more()):
            step = min(todo, len(self._buffer) - self._at)
            self._at += step
            todo -= step
        return count - todo

    def take(self, count: int) -> bytes:
        """The next bytes, fewer at the end or before a member that begins with a record."""
        parts, todo = [], count
        while todo > 0 and (self._at < len(self._buffer) or self._more()):
            parts.append(self._buffer[self._at : self._at + todo])
            self._at += len(parts[-1])
            todo -= len(parts[-1])
        return b"".join(parts)

    def give_back(self, taken: bytes) -> None:
        """Have these bytes be read again, as long as that is not done over and over.

        Not where the next record's member was reached: nothing was lost.
        """
        self._given_back += len(taken)
        if not self._ahead and self._given_back <= SLACK + self._unpacked:
            self._buffer, self._at = taken + self._buffer[self._at :], 0

    def settle(self) -> None:
        """Read on until the member has more to give, or has ended with the right trailer.

        Raises:
            ArchiveDamaged: the trailer is wrong or missing.
        """
        if self._at == len(self._buffer):
            self._pump()

    def objection(self, length: int) -> str | None:
        """What speaks against a block of this length, as far as one can know without reading it."""
        left = None if self.packed else self._lots.left()
        if left is None:
            return None
        ready = len(self._buffer) - self._at
        if length > left + ready:
            return f"its header promises {length:,} bytes and {left + ready:,} are left"
        if length > ready and self._lots.look(length - ready, 1) not in (b"\r", b"\n"):
            return f"it does not end after the {length:,} bytes that its header promises"
        return None

    def find_record(self) -> bool:
        """Go to the next line that begins like a record; False where there is none.

        Raises:
            ArchiveDamaged: another member is damaged.
        """
        while (at := self._buffer.find(b"\n" + RECORD, self._at)) < 0:
            self._at = max(self._at, len(self._buffer) - len(RECORD))
            if not self._more():
                return self._enter()
        self._at = at + 1
        return True

    def find_member(self) -> bool:
        """Leave a damaged member for the next that begins with a record; False where there is none.

        Of Zstandard frames only their own beginning is looked at: :attr:`probes` is False.
        """
        if not self.packed or self.given_up:
            return False
        self._lots.rewind(bytes(self._seen[1 if self._seen_whole else 0 :]))
        self._buffer, self._at, self._ahead, self._closed = b"", 0, b"", True
        self._seen.clear()
        magic = ZSTD_MAGIC if self._zstd else MEMBER
        while lot := self._lots.take(least=PROBE):
            at = lot.find(magic)
            while _can_be_probed(lot, at) and not self._begins_record(lot[at : at + PROBE]):
                at = lot.find(magic, at + 1)
            if at >= 0:  # it is the one, or too near to the lot's end to tell
                self._lots.put_back(lot[at:])
                if _can_be_probed(lot, at):
                    return True
            elif len(lot) >= PROBE:
                self._lots.put_back(lot[-len(magic) + 1 :])
        return False

    def _begins_record(self, packed: bytes) -> bool:
        if self._zstd:  # it gives nothing before a block is complete
            return is_frame(packed)
        try:
            return Inflate().decompress(packed, len(RECORD)) == RECORD
        except DAMAGE:
            return False

    def _enter(self) -> bool:
        """Go into the next record's member; False where there is none."""
        self._buffer, self._at, self._ahead = self._ahead, 0, b""
        return bool(self._buffer)

    def _more(self) -> bool:
        """Add bytes to the buffer; False at the archive's end and before a member that begins with a record."""
        if self._ahead:
            return False
        if self._pump():
            return True
        while self._open():
            before = self._buffer[self._at :]
            self._buffer, self._at = b"", 0
            self.peek(len(RECORD))
            first, self._buffer = self._buffer, before
            if first.startswith(RECORD):
                self._ahead = first
                return False
            if first:
                self._buffer += first
                return True
        return False

    def _pump(self) -> bool:
        """Add bytes of this member to the buffer; False once it has ended with the right trailer."""
        if self._closed:
            return False
        if self._spoilt:
            raise ArchiveDamaged(self._spoilt)
        more = self._inflated(self._decoder) if self._decoder else self._lots.take()
        self._buffer, self._at = self._buffer[self._at :] + more, 0
        self._unpacked += len(more)
        self._closed = not more
        self._refuse_bomb()
        return bool(more)

    def _refuse_bomb(self) -> None:
        unpacked, place = self._bomb_end
        if self.packed and self._unpacked - unpacked > SLACK + RATIO * (self._lots.place - place):
            self._bombs, self._bomb_end = self._bombs + 1, (self._unpacked, self._lots.place)
            raise self._spoil(f"it unpacks to more than {RATIO} times its size, which pages never do")

    def _spoil(self, reason: str) -> ArchiveDamaged:
        self._spoilt = reason
        return ArchiveDamaged(reason)

    def _inflated(self, decoder: Decoder) -> bytes:
        while not decoder.eof:
            hungry = decoder.needs_input
            lot = self._lots.take() if hungry else b""
            self._keep(lot)
            try:
                more = decoder.decompress(lot, LOT)
            except DAMAGE as error:
                raise self._spoil(f"its packed bytes are damaged ({error})") from error
            if decoder.eof:
                self._lots.put_back(decoder.unused_data)
                self._seen.clear()
            if more:
                return more
            if hungry and not lot and not decoder.eof:
                raise self._spoil("the archive ends in the middle of it")
        return b""

    def _keep(self, lot: bytes) -> None:
        if len(self._seen) + len(lot) > KEPT:
            self._seen.clear()
            self._seen_whole = False
        self._seen += lot

    def _open(self) -> bool:
        """Begin with the next member; False at the archive's end, zeros before which are passed over."""
        if not self.packed:
            return False
        bare = b""
        while not bare and (lot := self._lots.take(least=4)):
            bare = lot.lstrip(b"\0")
        self._lots.put_back(bare)
        self._member = self._lots.place
        head = self._lots.take(least=4)
        self._lots.put_back(head)
        if not head:
            return False
        if head.startswith(DICTIONARY) and self._dictionary is None:
            self._dictionary = self._read_dictionary()
            return self._open()
        if not (_is_zstd(head) if self._zstd else head.startswith(MEMBER)):
            raise ArchiveDamaged("bytes that no record's member begins with")
        self._decoder = unzstd(self._dictionary) if self._zstd else Inflate()
        self._closed, self._seen_whole, self._spoilt = False, True, ""
        self._seen.clear()
        return True

    def _read_dictionary(self) -> Dictionary:
        """The dictionary at a .warc.zst archive's beginning, itself packed or not."""
        head = self._lots.take(least=8)
        size = int.from_bytes(head[4:8], "little")
        data = bytearray(head[8:])
        while len(data) < size <= MAX_PAGE_BYTES and (lot := self._lots.take()):
            data += lot
        if len(data) < size:
            raise ArchiveDamaged(f"its dictionary of {size:,} bytes is too long or cut off")
        self._lots.put_back(bytes(data[size:]))
        packed = bytes(data[:size])
        try:
            return as_dictionary(unpack(packed, lambda _: unzstd()) if packed.startswith(ZSTD_MAGIC) else packed)
        except DAMAGE as error:
            raise ArchiveDamaged(f"its dictionary is damaged ({error})") from error


def _packings(lot: bytes) -> tuple[bool, bool]:
    """Whether the first bytes are those of Zstandard and of gzip, their very beginning aside if that is damaged."""
    if lot.startswith(RECORD):
        return False, False
    if _is_zstd(lot) or lot.startswith(GZIP_MAGIC):
        return _is_zstd(lot), lot.startswith(GZIP_MAGIC)
    return ZSTD_MAGIC in lot, MEMBER in lot and ZSTD_MAGIC not in lot


def _is_zstd(head: bytes) -> bool:
    return head.startswith(ZSTD_MAGIC) or (head[1:4] == SKIPPABLE and head[0] >> 4 == 0x50 >> 4)


def _can_be_probed(lot: bytes, at: int) -> bool:
    """Whether enough follows a place to tell if a member begins there; nothing more comes before the first."""
    return at == 0 or (at > 0 and len(lot) - at >= PROBE)
