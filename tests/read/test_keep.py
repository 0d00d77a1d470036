"""What is kept as WARC: others can read it, and so can we; a killed process leaves whole records."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from reportedly.data import Page
from reportedly.errors import KeepFailed
from reportedly.read import pages
from reportedly.read.fetch import Fetched
from reportedly.read.keep import Keeper
from reportedly.read.web import Web
from tests.read.server import PUBLIC, STORY, Clock, Site, answer, fetcher
from tests.read.test_web import Notes


def page(number: int = 1, body: bytes = STORY) -> Fetched:
    uri = f"http://news.example/{number}"
    return Fetched(
        asked=uri,
        uri=uri,
        status=200,
        fields=((b"Content-Type", b"text/html"), (b"Content-Encoding", b"gzip"), (b"Content-Length", b"17")),
        body=body,
        fetched="2025-03-03T09:00:00Z",
        machine=PUBLIC,
    )


def files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.warc.gz"))


def test_others_can_read_it(tmp_path: Path) -> None:
    with Keeper(tmp_path) as keeper:
        keeper.keep(page(1))
        keeper.keep(page(2))
    (file,) = files(tmp_path)
    with file.open("rb") as stream:
        info, first, second = (
            (record.rec_headers, record.http_headers, record.content_stream().read())
            for record in ArchiveIterator(stream, check_digests="raise")
        )
    assert info[0].get_header("WARC-Type") == "warcinfo"
    assert first[0].get_header("WARC-Target-URI") == "http://news.example/1"
    assert first[0].get_header("WARC-Date") == "2025-03-03T09:00:00Z"
    assert first[0].get_header("WARC-IP-Address") == PUBLIC
    assert first[0].get_header("WARC-Warcinfo-ID") == info[0].get_header("WARC-Record-ID")
    assert first[1].get_header("X-Crawler-Content-Encoding") == "gzip"
    assert first[1].get_header("Content-Encoding") is None
    assert (first[2], second[2]) == (STORY, STORY)


def test_what_is_read_from_it_is_the_page_that_was_fetched(site: Site, tmp_path: Path) -> None:
    site.plays["/a"] = answer(gzip.compress(STORY), "Content-Encoding: gzip", media="text/html; charset=utf-8")
    with Keeper(tmp_path) as keeper:
        web = Web(fetcher=fetcher(site, Clock()), keep=keeper.keep)
        fetched = list(web.pages(["http://news.example/a"], memory=Notes(), passed_over=print))
    again = list(pages([tmp_path]))
    assert again == fetched
    assert isinstance(again[0], Page)


def test_nothing_is_made_where_nothing_is_kept(tmp_path: Path) -> None:
    with Keeper(tmp_path / "kept"):
        pass
    assert files(tmp_path / "kept") == []


def test_a_large_file_is_followed_by_another(tmp_path: Path) -> None:
    with Keeper(tmp_path, largest=10) as keeper:
        for number in range(3):
            keeper.keep(page(number))
    assert len(files(tmp_path)) == 3
    assert len(list(pages([tmp_path]))) == 3


def test_each_record_is_on_disk_when_it_is_kept(tmp_path: Path) -> None:
    with Keeper(tmp_path) as keeper:
        for number in range(3):
            keeper.keep(page(number))
            assert len(list(pages([tmp_path]))) == number + 1


def test_a_record_that_is_written_in_part_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write
    with Keeper(tmp_path) as keeper:
        keeper.keep(page(1))
        monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:50]))
        with pytest.raises(KeepFailed, match="no space"):
            keeper.keep(page(2))
        monkeypatch.undo()
        keeper.keep(page(3))
    assert [one.uri for one in pages([tmp_path])] == ["http://news.example/1", "http://news.example/3"]


def test_a_folder_that_can_not_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KeepFailed), Keeper(tmp_path / "file" / "kept"):
        pass
