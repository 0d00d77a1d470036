from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import apsw
import pytest

from reportedly.errors import LedgerBusy, LedgerError, LedgerTooNew, NotALedger
from reportedly.ledger import file, open_ledger
from reportedly.ledger.rows import (
    ACTOR,
    ARTICLE_COLUMNS,
    BLOCK,
    CLAIM_COLUMNS,
    EVENT,
    FIGURE,
    HOP,
    IMAGE,
    REMOVED,
    TIMEX,
)
from tests.ledger.dumps import dump
from tests.ledger.making import failure, outcome, reading


@pytest.fixture
def path(tmp_path):
    return tmp_path / "ledger.db"


def execute(path, statement):
    with sqlite3.connect(path) as connection:
        connection.execute(statement)
    connection.close()


def test_a_new_ledger_is_empty_and_says_what_it_is(path):
    with open_ledger(str(path)) as ledger:
        assert list(ledger.readings()) == []
        assert list(ledger.check()) == []
    with open_ledger(path, read_only=True) as ledger:
        assert ledger.counts().articles == 0
    assert path.read_bytes()[68:72] == b"Rprt"


def test_an_empty_file_becomes_a_ledger(path):
    path.touch()
    with open_ledger(path) as ledger:
        assert ledger.counts().articles == 0


def test_a_name_that_sqlite_takes_for_memory_is_a_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open_ledger(":memory:") as ledger:
        ledger.put([outcome(1)], made_by="v1")
        assert list(ledger.readings()) == [reading(1)]
    assert (tmp_path / ":memory:").exists()


@pytest.mark.parametrize("bytes_", [b"%PDF-1.7 " + bytes(5000), b"short", b"SQLite format 3\0" + b"\xff" * 4080])
def test_a_foreign_file_is_refused_and_left_alone(path, bytes_):
    path.write_bytes(bytes_)
    with pytest.raises(NotALedger, match=r"ledger\.db"):
        open_ledger(path)
    assert path.read_bytes() == bytes_


@pytest.mark.parametrize(
    "statement", ["CREATE TABLE note (text)", "PRAGMA application_id = 7", "PRAGMA user_version = 3"]
)
def test_a_foreign_database_is_refused_and_left_alone(path, statement):
    execute(path, statement)
    before = path.read_bytes()
    with pytest.raises(NotALedger, match=r"ledger\.db"):
        open_ledger(path)
    assert path.read_bytes() == before


def test_a_later_versions_ledger_is_refused(path):
    open_ledger(path).close()
    execute(path, "PRAGMA user_version = 999")
    with pytest.raises(LedgerTooNew, match=r"ledger\.db.*999.*pip install"):
        open_ledger(path)


@pytest.mark.parametrize("name", ["missing.db", "no/such/folder.db"])
def test_a_missing_ledger_cannot_be_only_read(tmp_path, name):
    with pytest.raises(LedgerError, match=r"There is no ledger at .*: read some pages"):
        open_ledger(tmp_path / name, read_only=True)


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(LedgerError, match=r"no folder .*such for the ledger folder\.db"):
        open_ledger(tmp_path / "no" / "such" / "folder.db")


def test_a_folder_is_no_ledger(tmp_path):
    with pytest.raises(LedgerError, match="can't be used"):
        open_ledger(tmp_path)


def test_an_address_is_no_path():
    with pytest.raises(LedgerError, match="postgresql://"):
        open_ledger("postgresql://somewhere/ledger")


def test_a_ledger_opened_for_reading_takes_nothing(path):
    open_ledger(path).close()
    with open_ledger(path, read_only=True) as ledger, pytest.raises(LedgerError, match=r"ledger\.db"):
        ledger.put([outcome(1)], made_by="v1")


def test_an_old_sqlite_is_refused(path, monkeypatch):
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: "3.40.1")
    with pytest.raises(LedgerError, match=r"SQLite 3\.40\.1 .* 3\.51\.3 \(pip install -U apsw\)"):
        open_ledger(path)


def test_migrations_are_applied_in_order_and_once(path, monkeypatch):
    first = file.migrations()
    open_ledger(path).close()
    later = (*first, "CREATE TABLE second (n INTEGER)", "INSERT INTO second VALUES (1); CREATE TABLE third (n)")
    monkeypatch.setattr(file, "migrations", lambda: later)
    with pytest.raises(LedgerError, match="of an older version"):
        open_ledger(path, read_only=True)
    for _ in range(2):
        with open_ledger(path) as ledger:
            assert list(ledger.check()) == []
    assert dump(path)["second"] == [(1,)]


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(path, monkeypatch):
    with open_ledger(path) as ledger:
        ledger.put([outcome(1)], made_by="v1")
    before = dump(path)
    broken = (*file.migrations(), "DROP TABLE hop; SELECT nonsense")
    monkeypatch.setattr(file, "migrations", lambda: broken)
    with pytest.raises(apsw.SQLError):
        open_ledger(path)
    assert dump(path) == before


def test_two_processes_may_make_the_ledger_at_once(path):
    script = "import sys; from reportedly.ledger import open_ledger; open_ledger(sys.argv[1]).close()"
    makers = [subprocess.Popen([sys.executable, "-c", script, str(path)]) for _ in range(4)]
    assert [maker.wait() for maker in makers] == [0] * 4


def test_the_same_again_changes_not_one_row_of_any_table(path):
    outcomes = [outcome(1), failure(2), outcome(3)]
    with open_ledger(path) as ledger:
        ledger.put(outcomes, made_by="v1")
        before = dump(path)
        ledger.put(reversed(outcomes), made_by="v1")
        assert dump(path) == before


@pytest.mark.parametrize(
    "new", [reading(1, lost=50), replace(reading(1), claims=(), events=())], ids=["text", "claims"]
)
def test_a_replaced_reading_leaves_no_rows_behind(path, tmp_path, new):
    def rows(file):
        return {table: len(rows) for table, rows in dump(file, shadows=False).items()}

    with open_ledger(path) as ledger, open_ledger(tmp_path / "fresh.db") as fresh:
        ledger.put([outcome(1), outcome(1, of=new)], made_by="v1")
        fresh.put([outcome(1, of=new)], made_by="v1")
        assert rows(path) == rows(tmp_path / "fresh.db")
        assert list(ledger.check()) == []


def test_another_writer_is_waited_for_and_then_named(path):
    with open_ledger(path), open_ledger(path, patience=0.05) as other:
        blocking = apsw.Connection(str(path))
        blocking.execute("BEGIN IMMEDIATE")
        with pytest.raises(LedgerBusy, match=r"writing to .*ledger\.db"):
            other.put([outcome(1)], made_by="v1")
        assert list(other.readings()) == []  # reading goes on
        blocking.execute("COMMIT")
        other.put([outcome(1)], made_by="v1")
        blocking.close()


def test_readers_go_on_while_one_writes(path):
    with open_ledger(path) as ledger, ThreadPoolExecutor(2) as pool:
        ledger.put([outcome(0)], made_by="v1")
        stop = threading.Event()

        def look() -> int:
            seen = 0
            with open_ledger(path, read_only=True) as reader:
                while not stop.is_set():
                    assert sum(1 for _ in reader.readings()) % 5 == 1, "half a batch was seen"
                    seen += 1
                assert list(reader.check()) == []
            return seen

        readers = [pool.submit(look) for _ in range(2)]
        for start in range(1, 101, 5):
            ledger.put([outcome(number) for number in range(start, start + 5)], made_by="v1")
        stop.set()
        assert all(reader.result() > 0 for reader in readers)


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        ("UPDATE claim SET content_text = 'nothing of it' WHERE ordinal = 0", "'nothing of it'"),
        ("UPDATE claim SET dated = '1999' WHERE ordinal = 0", "another date"),
        ("DELETE FROM claim WHERE ordinal = 0", "refers to no row of claim"),
        ("UPDATE figure SET spans = '[[0,5000]]' WHERE ordinal = 1", "0–5000"),
        ("DELETE FROM claim_words WHERE (rowid & 65535) = 65534", "can't be found"),
        ("UPDATE article SET text = substr(text, 2)", "where the article says"),
    ],
)
def test_check_sees_what_was_changed_behind_its_back(path, damage, complaint):
    with open_ledger(path) as ledger:
        ledger.put([outcome(1)], made_by="v1")
        connection = apsw.Connection(str(path))
        connection.execute(damage)
        connection.close()
        assert any(complaint in mismatch.detail for mismatch in ledger.check())


def test_check_sees_damaged_pages_of_the_file(path):
    with open_ledger(path) as ledger:
        ledger.put([outcome(number) for number in range(50)], made_by="v1")
    whole = bytearray(path.read_bytes())
    middle = len(whole) * 2 // 3 // 4096 * 4096  # rows of articles, not the search's own tables
    whole[middle : middle + 4096] = b"\x0d" + b"\xee" * 4095
    path.write_bytes(whole)
    with open_ledger(path) as ledger:
        found = next(ledger.check())
        assert found.row == "storage"


@pytest.mark.parametrize(
    "shape", [BLOCK, IMAGE, REMOVED, FIGURE, TIMEX, ACTOR, EVENT, HOP], ids=lambda shape: shape.table
)
def test_every_field_has_its_column(path, shape):
    open_ledger(path).close()
    assert columns(path, shape.table) == [*shape.keys, *(field.name for field in fields(shape.noun))]


def test_claims_and_articles_have_their_columns(path):
    open_ledger(path).close()
    assert columns(path, "claim") == ["article", "ordinal", *CLAIM_COLUMNS, "dated"]
    assert set(columns(path, "article")) == {"key", *ARTICLE_COLUMNS, "made_by"}


def columns(path, table):
    connection = apsw.Connection(str(path))
    try:
        return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    finally:
        connection.close()


def test_an_older_ledger_finds_what_a_new_one_finds(path):
    """The migration's SQL says of each claim what the program says when it puts one."""
    spoken = reading(4)
    addressed = replace(spoken.claims[1], addressee=replace(spoken.claims[0].source), said_on="2025-02-30")
    undated = reading(5, published=None)
    with open_ledger(path) as ledger:
        made = [outcome(1), outcome(2, of=undated), outcome(4, of=replace(spoken, claims=(addressed,)))]
        ledger.put(made, made_by="v1")
    connection = apsw.Connection(str(path))
    new = _terms(connection)
    assert len(new["claim_words"]) > 100
    connection.execute(
        """DROP TABLE named_words; DROP TABLE named; DROP INDEX claim_id; DROP INDEX actor_id;
        DROP INDEX article_outlet;
        CREATE INDEX claim_dated ON claim (dated)"""
    )
    (desk,) = (script for script in file.migrations() if "named_words" in script)
    connection.execute(desk)
    assert _terms(connection) == new
    connection.close()


def _terms(connection):
    found = {}
    for words in ("claim_words", "named_words"):
        connection.execute(f"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', '{words}', 'instance')")
        found[words] = sorted(connection.execute("SELECT term, doc, col, offset FROM temp.vocabulary"))
        connection.execute("DROP TABLE temp.vocabulary")
    return found
