"""An export's file is there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reportedly.errors import ExportFailed, QueryError
from reportedly.export.files import new_folder, write_file


def _breaking() -> Iterator[bytes]:
    yield b"half"
    raise ZeroDivisionError


def test_a_file_is_written(tmp_path: Path) -> None:
    write_file(tmp_path / "a.csv", [b"a", b"b"])
    assert (tmp_path / "a.csv").read_bytes() == b"ab"
    assert (tmp_path / "a.csv").stat().st_mode & 0o444 == 0o444
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_what_was_there_stays_where_writing_breaks_off(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"before")
    with pytest.raises(ZeroDivisionError):
        write_file(tmp_path / "a.csv", _breaking())
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.csv": b"before"}


def test_a_folder_appears_when_it_is_full(tmp_path: Path) -> None:
    with new_folder(tmp_path / "tables") as folder:
        (folder / "a").write_bytes(b"a")
        assert not (tmp_path / "tables").exists()
    assert (tmp_path / "tables" / "a").read_bytes() == b"a"
    assert [path.name for path in tmp_path.iterdir()] == ["tables"]


def test_a_folder_that_is_not_filled_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_folder(tmp_path / "tables") as folder:
        (folder / "a").write_bytes(b"".join(_breaking()))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"mine")
    with pytest.raises(QueryError, match="there is something at"), new_folder(tmp_path):
        pass


def test_a_place_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="nowhere"):
        write_file(tmp_path / "nowhere" / "a.csv", [b""])
    with pytest.raises(ExportFailed, match="nowhere"), new_folder(tmp_path / "nowhere" / "tables"):
        pass
