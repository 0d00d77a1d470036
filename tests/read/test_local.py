"""Inputs become pages, or failures that say what to do."""

import gzip
import io
import os
import stat
from pathlib import Path

import msgspec
import pytest

from reportedly.data import Failure, Page, content_hash
from reportedly.read import MAX_PAGE_BYTES, pages


def one(*inputs: object, **options: object) -> Page | Failure:
    (outcome,) = pages(inputs, **options)
    return outcome


def failure(*inputs: object, **options: object) -> Failure:
    outcome = one(*inputs, **options)
    assert isinstance(outcome, Failure)
    assert outcome.stage == "read"
    assert outcome.page == content_hash(outcome.uri)
    return outcome


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.html", "a.txt", "deep/c.htm", "deep/notes", ".hidden/x.html", ".y.txt", "style.css", "pic.PNG"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_a_file_keeps_its_path_as_given(folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert one("./b.html") == Page(uri="./b.html", body=b"b.html", media_type="text/html")


def test_a_folder_is_read_in_sorted_order_without_hidden_files_and_assets(folder):
    found = list(pages([folder]))
    assert [page.body.decode() for page in found] == ["a.txt", "b.html", "deep/c.htm", "deep/notes"]
    assert [page.uri for page in found] == [f"{folder}/{page.body.decode()}" for page in found]
    assert [page.media_type for page in found] == ["text/plain", "text/html", "text/html", None]


def test_a_folder_given_with_a_slash_gives_the_same_addresses(folder):
    assert list(pages([f"{folder}/"])) == list(pages([str(folder)]))


def test_a_hidden_file_or_an_asset_that_is_named_is_read(folder):
    assert one(folder / ".y.txt").body == b".y.txt"
    assert one(folder / "style.css").body == b"style.css"


def test_links_in_circles_are_walked_once(folder):
    (folder / "deep" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "again").symlink_to(folder / "deep", target_is_directory=True)
    assert sorted(page.body.decode() for page in pages([folder])) == ["a.txt", "b.html", "deep/c.htm", "deep/notes"]


def test_standard_input_has_no_address():
    assert one("-", stdin=io.BytesIO(b"Words.")) == Page(uri=None, body=b"Words.")


def test_a_closed_standard_input_is_unreadable():
    stream = io.BytesIO()
    stream.close()
    assert failure("-", stdin=stream).reason == "InputUnreadable"


@pytest.mark.parametrize("name", ["missing.html", "a.txt/below", "", "nul\0byte"])
def test_nothing_there(folder, name, monkeypatch):
    monkeypatch.chdir(folder)
    found = failure(name)
    assert (found.uri, found.reason) == (name.replace("\0", r"\x00"), "InputNotFound")


def test_a_dangling_link_in_a_folder_is_told(tmp_path):
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere.html")
    assert failure(tmp_path).reason == "InputNotFound"


def test_a_named_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    found = failure(tmp_path)
    assert found.reason == "InputUnreadable"
    assert "named pipe" in found.detail
    assert "-" in found.detail


def test_a_device_is_refused():
    assert failure("/dev/zero").reason == "InputUnreadable"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
@pytest.mark.parametrize("name", ["a.txt", "deep"])
def test_no_permission(folder, name):
    (folder / name).chmod(0)
    try:
        found = failure(folder / name)
    finally:
        (folder / name).chmod(stat.S_IRWXU)
    assert found.reason == "InputUnreadable"
    assert "permission" in found.detail


def test_an_error_while_listing_is_told(folder, monkeypatch):
    def refuse(place: str) -> list[str]:
        raise PermissionError(13, "Permission denied", place)

    monkeypatch.setattr("os.listdir", refuse)
    found = failure(folder)
    assert found.reason == "InputUnreadable"
    assert str(folder) in found.detail


def test_an_error_while_reading_is_told(folder, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", refuse)
    assert "Input/output error" in failure(folder / "a.txt").detail


@pytest.mark.parametrize("packed", [False, True])
def test_the_limit_is_a_byte_sharp(tmp_path, packed):
    path = tmp_path / "page.html"
    for extra, reason in ((0, None), (1, "PageTooLarge")):
        body = b"x" * (MAX_PAGE_BYTES + extra)
        path.write_bytes(gzip.compress(body) if packed else body)
        assert getattr(one(path), "reason", None) == reason


def test_a_gzip_bomb_is_not_blown_up(tmp_path):
    path = tmp_path / "bomb.html.gz"
    path.write_bytes(gzip.compress(b"\0" * (20 * MAX_PAGE_BYTES), compresslevel=1))
    assert failure(path).reason == "PageTooLarge"


def test_gzip_members_are_read_as_one_and_the_suffix_is_looked_through(tmp_path):
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(b"one ") + gzip.compress(b"two"))
    assert one(path) == Page(uri=str(path), body=b"one two", media_type="text/html")


@pytest.mark.parametrize("cut", [3, 12, -4])
def test_damaged_gzip_is_told(tmp_path, cut):
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(b"words " * 100)[:cut])
    assert failure(path).reason == "InputUnreadable"


def test_a_name_that_is_no_unicode_can_be_recorded(tmp_path):
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("Words.")
    found = one(tmp_path)
    assert found.uri.endswith("caf\\xe9.txt")
    assert msgspec.json.encode(found.uri)
