"""Inputs that stand in a file, one a line."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from reportedly.errors import QueryError

MOST = 64 << 20
"""Bytes of a list: a million addresses."""


def read_list(path: Path, stdin: BinaryIO) -> tuple[str, ...]:
    """The lines of a file, of ``stdin`` where the path is ``-``; empty ones and comments (#) are passed over.

    Raises:
        QueryError: it can't be read, or is no text.
    """
    try:
        if str(path) == "-":
            body = stdin.read(MOST + 1)
        else:
            with path.open("rb") as stream:
                body = stream.read(MOST + 1)
        text = body.decode("utf-8-sig")
    except OSError as error:
        raise QueryError(f"the list {path} can't be read: {error.strerror or error}; check the path") from error
    except UnicodeDecodeError as error:
        raise QueryError(f"the list {path} is no text in UTF-8: {error}; give one input a line") from error
    if len(body) > MOST:
        raise QueryError(f"the list {path} has more than {MOST:,} bytes; split it")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))
