"""Files that are there whole or not at all: written under another name, brought to the disk, renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp, mkstemp

from reportedly.errors import ExportFailed, QueryError


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write the pieces to a file; until the last is on the disk, what was there before stays.

    Raises:
        ExportFailed: the file can't be written.
    """
    with _explained(path):
        handle, name = mkstemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent)
    partial = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            for piece in pieces:
                with _explained(path):
                    stream.write(piece)
            with _explained(path):
                stream.flush()
                os.fsync(stream.fileno())
        with _explained(path):
            partial.chmod(0o666 & ~_umask())
            partial.replace(path)
            _settle(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder to fill, which has the path as its name once all is filled.

    Raises:
        QueryError: there is something at the path already.
        ExportFailed: the folder can't be made.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        raise QueryError(f"there is something at {path} already; name a folder that is new or empty")
    with _explained(path):
        partial = Path(mkdtemp(prefix=f".{path.name}.", suffix=".partial", dir=path.parent))
    try:
        yield partial
        with _explained(path):
            for file in partial.iterdir():
                _settle(file)
            _settle(partial)
            partial.chmod(0o777 & ~_umask())
            partial.replace(path)
            _settle(path.parent)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or error
        raise ExportFailed(f"{path} can't be written ({reason}): look at its folder's rights and free space") from error


def _settle(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _umask() -> int:
    """What new files may not have; temporary ones are made for their owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
