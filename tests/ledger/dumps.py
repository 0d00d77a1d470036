"""Everything in a ledger's file."""

from __future__ import annotations

from pathlib import Path

import apsw


def dump(path: Path, *, shadows: bool = True) -> dict[str, list[tuple]]:
    """Every row of every table; ``shadows`` are those that a full-text index is made of, which depend on batches."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        tables = [
            row[1]
            for row in connection.execute("PRAGMA table_list")
            if row[2] == "table" or (row[2] == "shadow" and shadows)
        ]
        found = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in sorted(tables)}
        for words in ("claim_words", "figure_words", "named_words"):
            found[words] = connection.execute(f"SELECT rowid FROM {words} ORDER BY rowid").fetchall()
        return found
    finally:
        connection.close()
