"""Archives give their pages; what is cut off, garbled or hostile becomes a failure and costs its neighbours nothing."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly import flow
from reportedly.data import Failure, Page, Reading
from reportedly.ledger import open_ledger
from reportedly.read import MAX_PAGE_BYTES, count_pages
from reportedly.read import pages as read
from reportedly.read.archive import archive_pages
from reportedly.read.headers import MAX_HEADER_BYTES
from reportedly.read.members import MAX_BOMBS
from reportedly.read.wacz import MAX_DIRECTORY
from reportedly.run import OneProcess
from tests.read.archives import (
    DATE,
    HTML,
    PACKINGS,
    article,
    gzipped,
    gzipped_whole,
    http,
    pages,
    plain,
    record,
    sha1,
    wacz,
    zstandard,
    zstandard_with_dictionary,
    zstd,
)

PACKING = pytest.mark.parametrize("packing", PACKINGS)


class Pipe(io.BytesIO):
    """A stream that can't go back, as standard input mostly is."""

    def seekable(self) -> bool:
        return False


def found_in(archive: bytes, *, pipe: bool = False) -> list[Page | Failure]:
    return list(archive_pages(Pipe(archive) if pipe else io.BytesIO(archive), "news.warc"))


def bodies(found: list[Page | Failure]) -> list[bytes]:
    return [one.body for one in found if isinstance(one, Page)]


def failures(found: list[Page | Failure]) -> list[Failure]:
    failed = [one for one in found if isinstance(one, Failure)]
    assert len({one.page for one in failed}) == len(failed)
    assert {one.stage for one in failed} <= {"read"}
    return failed


def only_failure(found: list[Page | Failure], *, pages: int = 0) -> Failure:
    assert len(bodies(found)) == pages
    (failed,) = failures(found)
    return failed


def page_of(block: bytes, **options: object) -> Page | Failure:
    """What becomes of one record between two good ones."""
    before, after = pages(2)
    first, one, last = found_in(gzipped([before, record(block, **options), after]))  # type: ignore[arg-type]
    assert bodies([first, last]) == [article(0), article(1)]
    return one


# --- what is whole ---


@PACKING
@pytest.mark.parametrize("pipe", [False, True])
def test_an_archive_gives_its_pages_in_order(packing, pipe):
    found = found_in(PACKINGS[packing](pages(3)), pipe=pipe)
    assert found == [
        Page(uri=f"https://example.org/{n}", body=article(n), media_type=HTML, fetched=DATE) for n in range(3)
    ]


@PACKING
def test_an_archive_is_told_by_its_first_bytes(packing, tmp_path):
    archive = PACKINGS[packing](pages(2))
    path = tmp_path / "deep" / "news"
    path.parent.mkdir()
    path.write_bytes(archive)
    for found in (
        read([path]),
        read([tmp_path]),
        read(["-"], stdin=Pipe(archive)),
        read(["-"], stdin=io.BytesIO(archive)),
    ):
        assert bodies(list(found)) == [article(0), article(1)]


def test_a_wacz_gives_the_pages_of_its_archives(tmp_path):
    path = tmp_path / "saved.wacz"
    first, second, third = pages(3)
    path.write_bytes(
        wacz(
            {
                "datapackage.json": b"{}",
                "pages/pages.jsonl": b"{}",
                "archive/a.warc.gz": gzipped([first, second]),
                "archive/b.warc": third,
            }
        )
    )
    assert bodies(list(read([path]))) == [article(0), article(1), article(2)]
    (tmp_path / "saved").write_bytes(path.read_bytes())
    assert bodies(list(read([tmp_path / "saved"]))) == [article(0), article(1), article(2)]


def test_a_dictionary_that_is_not_packed_is_used():
    assert bodies(found_in(zstandard_with_dictionary(pages(2), packed=False))) == [article(0), article(1)]


def test_members_that_are_cut_anywhere_are_joined():
    whole = plain(pages(3))
    archive = gzipped(whole[at : at + 700] for at in range(0, len(whole), 700))
    assert len(bodies(found_in(archive))) == 3


@pytest.mark.parametrize(
    ("kind", "uri", "block"),
    [
        ("warcinfo", "https://example.org/", b"software: x"),
        ("request", "https://example.org/", b"GET / HTTP/1.1\r\n\r\n"),
        ("metadata", "https://example.org/", b"fetchTimeMs: 5"),
        ("revisit", "https://example.org/", http(b"")),
        ("response", "dns:example.org", b"20250301123005\nexample.org. 300 IN A 192.0.2.1"),
        ("response", "https://example.org/robots.txt", http(b"User-agent: *", media_type="text/plain")),
        ("response", "https://example.org/", http(b"", status="301 Moved Permanently")),
        ("response", "https://example.org/", http(article(0), status="404 Not Found")),
        ("response", "https://example.org/", http(b"{}", media_type="application/json")),
        ("response", "https://example.org/", http(b"GIF89a", media_type="image/gif")),
        ("response", "https://example.org/", http(b"GIF89a", media_type=None)),
        ("resource", "urn:text:https://example.org/", b"words"),
        ("resource", "https://example.org/a.png", b"\x89PNG"),
    ],
)
def test_what_is_no_page_is_passed_over(kind, uri, block):
    assert bodies(found_in(gzipped([record(block, uri, kind=kind), *pages(1)]))) == [article(0)]


def test_a_resource_has_its_type_in_the_record():
    found = page_of(b"Words.", kind="resource", fields="Content-Type: text/plain; charset=koi8-r\r\n")
    assert found == Page(
        uri="https://example.org/a", body=b"Words.", media_type="text/plain; charset=koi8-r", fetched=DATE
    )


def test_the_type_that_the_archiver_found_stands_in():
    found = page_of(http(article(5), media_type=None), fields="WARC-Identified-Payload-Type: text/html\r\n")
    assert (found.body, found.media_type) == (article(5), "text/html")


def test_the_charset_of_the_server_is_used():
    words = "Ferry “Zoé” is back. " * 5
    found = page_of(http(words.encode("utf-16-le"), media_type="text/html; charset=utf-16le"))
    assert found.media_type == "text/html; charset=utf-16le"
    ukrainian = "<p>Міська рада повідомила, що пором знову ходить через річку.</p>" * 3
    from reportedly.article.charset import decode

    found = page_of(http(ukrainian.encode("cp1251"), media_type="text/html; charset=windows-1251"))
    assert decode(found.body, media_type=found.media_type) == ukrainian


def test_an_address_is_made_printable_and_bounded():
    assert (
        page_of(http(article(1)), uri="<https://example.org/\x1b[2J\u202e>").uri == r"https://example.org/\x1b[2J\u202e"
    )
    assert len(page_of(http(article(1)), uri="https://example.org/" + "a" * 9_000).uri) < 5_000


# --- codings ---


def chunked(body: bytes, size: int = 100) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x;a=b\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def bare_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


CODINGS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "Deflate": bare_deflate,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "identity": bytes,
    "": bytes,
}


@pytest.mark.parametrize("coding", CODINGS)
@pytest.mark.parametrize("in_chunks", [False, True])
def test_codings_are_undone(coding, in_chunks):
    packed = CODINGS[coding](article(7))
    fields = f"Content-Encoding: {coding}\r\n" + "Transfer-Encoding: chunked\r\n" * in_chunks
    assert page_of(http(chunked(packed) if in_chunks else packed, fields=fields)).body == article(7)


@pytest.mark.parametrize("coding", CODINGS)
def test_bodies_that_were_stored_without_the_codings_told_are_taken_as_they_are(coding):
    fields = f"Content-Encoding: {coding}\r\nTransfer-Encoding: chunked\r\n"
    assert page_of(http(article(7), fields=fields)).body == article(7)


def test_two_codings_are_undone_from_the_last():
    body = brotli.compress(gzip.compress(article(7)))
    assert page_of(http(body, fields="Content-Encoding: gzip, br\r\n")).body == article(7)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_breaks_off_is_told_unless_the_archiver_told_it(coding):
    packed = CODINGS[coding](bytes(range(256)) * 8 + article(7))
    block = http(packed[:-5], fields=f"Content-Encoding: {coding}\r\n")
    found = page_of(block)
    assert (found.reason, found.uri) == ("InputUnreadable", "https://example.org/a")
    assert "news.warc" in found.detail
    assert isinstance(page_of(block, fields="WARC-Truncated: length\r\n"), Page)


def test_chunks_that_break_off_are_told_unless_the_archiver_told_it():
    block = http(chunked(article(7))[:-20], fields="Transfer-Encoding: chunked\r\n")
    assert page_of(block).reason == "InputUnreadable"
    assert article(7).startswith(page_of(block, fields="WARC-Truncated: disconnect\r\n").body)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_in_a_record_is_too_large(coding):
    bomb = CODINGS[coding](b"\0" * (4 * MAX_PAGE_BYTES))
    found = page_of(http(bomb, fields=f"Content-Encoding: {coding}\r\n"))
    assert found.reason == "PageTooLarge"


def test_what_is_packed_over_and_over_is_refused():
    assert page_of(http(b"x", fields="Content-Encoding: " + "gzip, " * 9_000 + "\r\n")).reason == "InputUnreadable"


@pytest.mark.parametrize(("extra", "reason"), [(0, None), (1, "PageTooLarge"), (MAX_HEADER_BYTES + 1, "PageTooLarge")])
@pytest.mark.parametrize("packing", ["plain", "gzip whole"])
def test_the_limit_is_a_byte_sharp(packing, extra, reason):
    noise = b"".join(n.to_bytes(3) for n in range(1_000_000))
    body = (noise * 6)[: MAX_PAGE_BYTES + extra]
    found = found_in(PACKINGS[packing]([record(http(body)), *pages(1)]))
    assert [getattr(one, "reason", None) for one in found] == [reason, None]


def test_a_long_record_that_is_no_page_is_passed_over():
    film = record(http(b"\1" * (MAX_PAGE_BYTES * 2), media_type="video/mp4"))
    assert bodies(found_in(plain([film, *pages(1)]))) == [article(0)]


# --- damage ---


@PACKING
@pytest.mark.parametrize("pipe", [False, True])
def test_a_cut_at_any_byte_is_noticed_and_costs_no_whole_record(packing, pipe):
    given = pages(3)
    pack = PACKINGS[packing]
    archive = pack(given)
    whole = found_in(archive)
    ends = [len(archive)] * 3 if packing == "gzip whole" else [len(pack(given[: n + 1])) for n in range(3)]
    for cut in range(len(archive)):
        found = found_in(archive[:cut], pipe=pipe)
        count = sum(end <= cut for end in ends)
        read = bodies(found)
        assert read == bodies(whole)[: len(read)]
        assert len(read) >= count if packing == "gzip whole" else len(read) == count
        assert [one.reason for one in failures(found)] == ["ArchiveDamaged"] * (cut not in ends), cut


@pytest.mark.parametrize("packing", ["gzip", "zstd"])
def test_a_garbled_byte_costs_its_own_record_only(packing):
    pack = PACKINGS[packing]
    before, hit, after = pages(3)
    for at in range(len(pack([hit]))):
        garbled = bytearray(pack([hit]))
        garbled[at] ^= 0x55
        found = found_in(pack([before]) + bytes(garbled) + pack([after]))
        assert bodies(found) in ([article(0), article(2)], [article(0), article(1), article(2)])
        # Some bits of a gzip header mean nothing: its time, its operating system.
        assert len(failures(found)) == 3 - len(bodies(found))


@PACKING
@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_whatever_happens_to_an_archive_ends_in_pages_and_failures(packing, data):
    digested = [record(http(article(n)), fields=f"WARC-Block-Digest: {sha1(http(article(n)))}\r\n") for n in range(4)]
    archive = bytearray(PACKINGS[packing](digested))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(archive) - 1))
        archive[at : at + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=60))
    found = found_in(bytes(archive), pipe=data.draw(st.booleans()))
    failures(found)
    # Without a checksum, damage to a digest's own line and to its block escapes.
    assert set(bodies(found)) <= {article(n) for n in range(4)} or packing in {"plain", "zstd dictionary"}


@settings(max_examples=200, deadline=None)
@given(
    junk=st.binary(max_size=300), prefix=st.sampled_from([b"", b"WARC/1.1\r\n", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"])
)
def test_junk_is_told(junk, prefix):
    assert failures(found_in(prefix + junk))
    assert bodies(found_in(prefix + junk)) == []


@pytest.mark.parametrize("name", ["empty.warc", "empty.warc.gz", "empty.warc.zst", "empty.wacz"])
def test_an_empty_archive_is_told(tmp_path, name):
    (tmp_path / name).touch()
    assert only_failure(list(read([tmp_path / name]))).reason == "ArchiveDamaged"


@pytest.mark.parametrize("length", [10**18, 10**18 - 1, 10**30, -1, "0x10", "", "5 5", "1_0", "١"])
@pytest.mark.parametrize("packing", ["plain", "gzip", "zstd"])
def test_an_absurd_length_costs_its_own_record_only(packing, length):
    before, after = pages(2)
    hostile = record(http(article(9)), length=length)
    found = found_in(PACKINGS[packing]([before, hostile, after]))
    assert bodies(found) == [article(0), article(1)]
    assert only_failure(found, pages=2).reason == "ArchiveDamaged"


@pytest.mark.parametrize("off", [-200, -3, 6, 200, 900])
@pytest.mark.parametrize("packing", PACKINGS)
def test_a_wrong_length_costs_its_own_record_only(packing, off):
    before, after = pages(2)
    block = http(article(9))
    found = found_in(PACKINGS[packing]([before, record(block, length=len(block) + off), after]))
    assert bodies(found) == [article(0), article(1)]
    assert "byte" in only_failure(found, pages=2).detail


def test_a_long_length_in_a_pipe_ends_what_follows_and_is_told():
    before, after = pages(2)
    found = found_in(plain([before, record(http(article(9)), length=10**18 - 1), after]), pipe=True)
    assert only_failure(found, pages=1).reason == "ArchiveDamaged"


@pytest.mark.parametrize("end", [b"\r\n", b"\n\n", b"\n", b"\r\n\r\n\r\n"])
def test_other_ends_of_records_are_met(end):
    first, second = pages(2, end=end)
    assert len(bodies(found_in(plain([first, second, *pages(1)])))) == 3


def test_a_record_without_a_type_is_told():
    found = found_in(plain([pages(1)[0].replace(b"WARC-Type", b"WARC-Tipe"), *pages(1)]))
    assert "WARC-Type" in only_failure(found, pages=1).detail


@pytest.mark.parametrize(
    "digest",
    [
        sha1(http(article(7))),
        sha1(http(article(7))).lower().replace("sha1", "SHA-1"),
        "md5:bd7ce0f8db3c1d2bdcd6e6ef9b1ec5c6",
        "sha256:AAAA",
        "sha3:whatever",
        "",
    ],
)
def test_a_wrong_digest_of_the_block_is_told(digest):
    found = page_of(http(article(7)), fields=f"WARC-Block-Digest: {digest}\r\n")
    wrong = digest.startswith(("md5", "sha256"))
    assert isinstance(found, Failure) == wrong
    if wrong:
        assert found.reason == "ArchiveDamaged"
        assert digest[:8] in found.detail


@pytest.mark.parametrize("payload", [article(7), gzip.compress(article(7), mtime=0), b"another"])
def test_a_payload_may_be_digested_with_or_without_its_codings(payload):
    block = http(gzip.compress(article(7), mtime=0), fields="Content-Encoding: gzip\r\n")
    found = page_of(block, fields=f"WARC-Payload-Digest: {sha1(payload)}\r\n")
    assert getattr(found, "reason", None) == ("ArchiveDamaged" if payload == b"another" else None)


def test_two_failures_of_one_address_in_one_member_differ():
    hurt = record(http(b"\x1f\x8bx", fields="Content-Encoding: gzip\r\n"))
    assert len(failures(found_in(gzipped_whole([hurt, hurt, hurt])))) == 3


# --- hostility ---


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize(
    "header",
    [
        b"WARC/1.1\r\nWARC-Type: " + b"a" * 600_000,
        b"WARC/1.1\r\n" + b"a: b\r\n" * 100_000,
        b"WARC/1.1\r\nWARC-Type: response\r\n" + b" folded\r\n" * 60_000,
        b"WARC/" + b"1" * 600_000,
        b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: " + b"9" * 200_000 + b"\r\n\r\n",
    ],
    ids=["line", "fields", "folds", "version", "length"],
)
def test_a_header_without_end_costs_its_own_record_only(packing, header):
    before, after = pages(2)
    found = found_in(PACKINGS[packing]([before, header + b"\r\n", after]))
    assert bodies(found) == [article(0), article(1)]
    assert only_failure(found, pages=2).reason == "ArchiveDamaged"


@pytest.mark.parametrize(
    "archive",
    [
        b"WARC/1.1\n" * 100_000,
        b"WARC/1.1" * 100_000,
        b"WARC/1.1\r\n" + b"\n" * 1_000_000,
        b"\x1f\x8b\x08" * 300_000,
        b"\x28\xb5\x2f\xfd" * 100_000,
        gzip.compress(b"") * 20_000,
        b"\x1f\x8b\x08\x08\0\0\0\0\0\0" + b"a" * 1_000_000,
        b"\x50\x2a\x4d\x18\xff\xff\xff\xff" + b"a" * 1_000_000,
        b"\x5d\x2a\x4d\x18\xff\xff\xff\xff" + b"a" * 1_000_000,
    ],
    ids=["lines", "no lines", "newlines", "gzip", "zstd", "members", "file name", "skipped", "dictionary"],
)
@pytest.mark.parametrize("pipe", [False, True])
def test_beginnings_of_records_without_end_are_told_once(archive, pipe):
    assert only_failure(found_in(archive, pipe=pipe)).reason == "ArchiveDamaged"


@pytest.mark.parametrize("length", [MAX_PAGE_BYTES, 10**12])
def test_records_that_claim_much_are_each_told(length):
    found = found_in(plain([record(b"", length=length)] * 2_000 + pages(1)))
    assert bodies(found) == [article(0)]
    assert len(failures(found)) == 2_000


def test_members_cut_off_in_a_row_are_each_told():
    found = found_in(gzipped(pages(1))[:-3] * 50 + gzipped(pages(1)))
    assert bodies(found) == [article(0)]
    assert len(failures(found)) == 50


def test_an_http_header_without_end_is_told():
    assert page_of(b"HTTP/1.1 200 OK\r\nA: b" + b"c" * 300_000).reason == "InputUnreadable"
    assert page_of(b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 100_000 + b"\r\n").reason == "InputUnreadable"


@pytest.mark.parametrize("packer", [gzip.compress, zstd.compress], ids=["gzip", "zstd"])
@pytest.mark.parametrize("beginning", [b"", b"WARC/1.1\r\n", record(b"", length=200 * 2**20)[:-4]])
def test_a_bomb_as_an_archive_is_left_for_the_next_member(packer, beginning):
    bomb = packer(beginning + b"\0" * (200 * 2**20))
    found = found_in(bomb + packer(pages(1)[0]))
    assert bodies(found) == [article(0)]
    assert only_failure(found, pages=1).reason == "ArchiveDamaged"


@pytest.mark.parametrize("packer", [gzip.compress, zstd.compress], ids=["gzip", "zstd"])
def test_an_archive_of_bombs_is_left_in_the_end(packer):
    bomb = packer(b"WARC/1.1\r\n" + b"\0" * (200 * 2**20))
    failed = failures(found_in((bomb + packer(pages(1)[0])) * 40))
    assert len(failed) == MAX_BOMBS + 1
    assert "left unread" in failed[-1].detail


class Repeated(io.BufferedIOBase):
    """The same bytes over and over, in no more memory than once."""

    def __init__(self, data: bytes, times: int) -> None:
        self._data, self._left = data, times

    def read(self, _: int | None = -1, /) -> bytes:
        self._left -= 1
        return self._data if self._left >= 0 else b""


def test_memory_does_not_grow_with_the_archive():
    archive = gzipped(pages(100))
    peaks = []
    for times in (2, 30):
        tracemalloc.start()
        assert sum(1 for _ in archive_pages(Repeated(archive, times), "news.warc.gz")) == 100 * times
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 100_000


WARC = gzipped(pages(1))


@pytest.mark.parametrize(
    "name",
    ["archive/../../a.warc.gz", "archive/..\\a.warc.gz", "archive/nested.wacz", "archive/a\x1b.txt"],
)
def test_entries_that_no_wacz_has_are_refused(tmp_path, name):
    path = tmp_path / "saved.wacz"
    path.write_bytes(wacz({name: WARC, "archive/b.warc.gz": WARC}))
    failed = only_failure(list(read([path])), pages=1)
    assert failed.reason == "ArchiveDamaged"
    assert failed.uri.isprintable()
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_wacz_that_is_a_bomb_is_refused(tmp_path):
    path = tmp_path / "saved.wacz"
    bomb = b"WARC/1.1\r\n" + b"\0" * (100 * 2**20)
    path.write_bytes(wacz({"archive/a.warc": bomb, "archive/b.warc.gz": WARC}, compression=zipfile.ZIP_DEFLATED))
    assert "times its size" in only_failure(list(read([path])), pages=1).detail


def test_a_wacz_whose_entries_overlap_is_refused(tmp_path):
    path = tmp_path / "saved.wacz"
    packed = bytearray(wacz({"archive/a.warc.gz": WARC * 3}))
    start = packed.find(b"PK\x01\x02")
    entry = packed[start : packed.find(b"PK\x05\x06")]
    end = bytearray(packed[packed.find(b"PK\x05\x06") :])
    end[8:10] = end[10:12] = (50).to_bytes(2, "little")
    end[12:16] = (50 * len(entry)).to_bytes(4, "little")
    path.write_bytes(bytes(packed[:start] + entry * 50 + end))
    found = list(read([path]))
    assert any("overlap" in one.detail for one in found if isinstance(one, Failure))
    assert len(bodies(found)) <= 2 * 3 * 2


def test_a_table_of_contents_without_end_is_refused(tmp_path):
    path = tmp_path / "saved.wacz"
    packed = bytearray(wacz({"archive/a.warc.gz": WARC}))
    at = packed.find(b"PK\x05\x06")
    packed[at + 12 : at + 16] = (MAX_DIRECTORY + 1).to_bytes(4, "little")
    path.write_bytes(bytes(packed))
    assert only_failure(list(read([path]))).reason == "ArchiveDamaged"


def test_a_cut_or_garbled_wacz_is_told(tmp_path):
    path = tmp_path / "saved.wacz"
    packed = wacz({"datapackage.json": b"{}", "archive/a.warc.gz": WARC})
    for cut in range(0, len(packed), 3):
        path.write_bytes(packed[:cut])
        assert only_failure(list(read([path]))).reason == "ArchiveDamaged"
    for at in range(len(packed)):
        path.write_bytes(packed[:at] + bytes([packed[at] ^ 0x55]) + packed[at + 1 :])
        for one in read([path]):
            assert getattr(one, "body", article(0)) == article(0)


def test_another_zip_stays_a_page(tmp_path):
    path = tmp_path / "letter.docx"
    path.write_bytes(wacz({"word/document.xml": b"<a/>"}))
    (found,) = read([path])
    assert isinstance(found, Page)


# --- the run around it ---


def test_pages_of_an_archive_are_not_counted_beforehand(tmp_path):
    (tmp_path / "a.html").write_bytes(article(0))
    assert count_pages([tmp_path]) == 1
    (tmp_path / "b.WARC.gz").write_bytes(WARC)
    assert count_pages([tmp_path]) is None


def test_an_archive_that_was_read_is_passed_over(tmp_path):
    path = tmp_path / "news.warc.gz"
    path.write_bytes(gzipped([*pages(2), *pages(2)])[:-3])
    passed: list[Page] = []
    with open_ledger(tmp_path / "ledger.db") as ledger:
        first = list(flow.read_into(ledger, [path], carrier=OneProcess(), passed_over=passed.append))
        assert [type(outcome.result) for outcome in first] == [Reading, Reading, Reading, Failure]
        passed.clear()
        again = list(flow.read_into(ledger, [path], carrier=OneProcess(), passed_over=passed.append))
        assert [type(outcome.result) for outcome in again] == [Failure]
        assert len(passed) == 3
        assert ledger.counts().articles == 2


def test_when_it_was_fetched_does_not_make_another_page():
    one = Page(uri="a", body=b"b", fetched=DATE)
    assert one.digest == Page(uri="a", body=b"b").digest


def test_an_archive_may_not_be_readable(tmp_path, monkeypatch):
    path = tmp_path / "news.warc.gz"
    path.write_bytes(WARC)

    class Failing(io.BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            if self.tell():
                raise OSError(5, "Input/output error")
            return super().read(100)

    monkeypatch.setattr(Path, "open", lambda *_: Failing(WARC))
    assert "Input/output error" in only_failure(list(read([path]))).detail


def test_zstandard_frames_may_be_skipped():
    skipped = b"\x50\x2a\x4d\x18\x03\0\0\0abc"
    assert len(bodies(found_in(skipped + zstandard(pages(2)) + skipped))) == 2
