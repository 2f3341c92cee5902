"""Nothing that was committed changes unseen: rows, operations, the history's lines, and what is reckoned."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from studytui.store.home import Home
from studytui.store.operations import tail_fits
from studytui.store.tables import SESSION, TABLES
from studytui.store.verifying import readable, verify
from tests.store.samples import NOON, opened, put, sql, study_of
from tests.store.test_operations import sample

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

FLIPS = 250


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with rows in every table, some of them changed, undone and done again."""
    home = Home(str(tmp_path_factory.mktemp("template")))
    fill(home)
    return home.database


@pytest.fixture
def filled(home: Home, template: str) -> Home:
    """A data folder with a copy of the template."""
    home.make()
    shutil.copy(template, home.database)
    return home


def fill(home: Home) -> None:
    store = opened(home)
    for number in (1, 2):
        for table in TABLES.values():
            with store.change(f"{table.name} {number}") as writer:
                writer.put(table, sample(table, number))
    put(store, study_of(store, NOON - 40 * 3600, 18 * 3600, zone="Europe/Berlin"))
    for number in range(5):
        put(store, study_of(store, NOON - 7200 * number, zone="America/New_York", note="joins " * number))
    store.turn(True, lambda name, expected, wanted: None)
    store.turn(True, lambda name, expected, wanted: None)
    store.turn(False, lambda name, expected, wanted: None)
    store.close()


def good(home: Home) -> bool:
    with sql(home) as connection:
        return verify(connection).good


def test_all_is_as_it_was_committed(filled: Home) -> None:
    with sql(filled) as connection:
        verdict = verify(connection)
        assert verdict.good
        assert tail_fits(connection)
    assert verdict.operations > 30
    assert verdict.rows == len(TABLES) + 5


COLUMNS = {table.name: table.all_columns for table in TABLES.values()} | {
    "operation": ("seq", "change", "table", "key", "old", "new", "chain"),
    "change": ("id", "at", "device", "kind", "refers", "label", "state"),
    "spill": ("day", "session", "seconds"),
}
COLUMNS["session"] += ("seconds", "day", "day_seconds")


@pytest.mark.parametrize("table", COLUMNS)
def test_another_value_in_any_column_is_seen(filled: Home, table: str) -> None:
    for column in COLUMNS[table]:
        with sql(filled) as connection:
            connection.execute("PRAGMA ignore_check_constraints = ON")
            connection.execute("BEGIN")
            (kind,) = connection.execute(
                f'SELECT type FROM pragma_table_info("{table}") WHERE name = ?', (column,)
            ).fetchone()
            where = f'(SELECT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL LIMIT 1)'
            other = {"TEXT": f"{where} || 'x'", "INTEGER": f"{where} + 1", "REAL": f"{where} + 1.0"}
            new = other.get(kind, "x'00112233445566778899aabbccddeeff'")
            if (table, column) == ("operation", "seq"):
                new = "1000"
            changed = connection.execute(
                f'UPDATE "{table}" SET "{column}" = {new} WHERE "{column}" = {where}'
            )
            assert changed.rowcount, column
            assert not verify(connection).good, column
            connection.execute("ROLLBACK")
            assert verify(connection).good, column


@pytest.mark.parametrize("table", [*TABLES, "operation", "change", "spill"])
def test_a_row_that_is_gone_is_seen(filled: Home, table: str) -> None:
    with sql(filled) as connection:
        key = "rowid" if table not in TABLES else TABLES[table].keys[0]
        key = "session" if table == "spill" else key
        connection.execute(f'DELETE FROM "{table}" WHERE "{key}" = (SELECT max("{key}") FROM "{table}")')
    assert not good(filled)


@pytest.mark.parametrize("table", list(TABLES.values()), ids=list(TABLES))
def test_a_row_that_nobody_made_is_seen_and_named(filled: Home, table: object) -> None:
    table = TABLES[str(getattr(table, "name", ""))]
    row = dict(sample(table, 1))
    row[table.keys[0]] = 99 if isinstance(row[table.keys[0]], int) else "made by nobody"
    if table is SESSION:
        row["end"] = NOON + 7
    with sql(filled) as connection:
        table.write(connection, table.key_text(row), row)
        verdict = verify(connection)
    assert (table.name, table.key_text(row)) in verdict.changed


def test_the_end_of_the_log_cannot_be_cut_off(filled: Home) -> None:
    store = opened(filled)
    with store.change("file") as writer:
        writer.log("file", "roadmaps/mine.toml", None, "x")
    store.close()
    with sql(filled) as connection:
        connection.execute("DELETE FROM operation WHERE seq = (SELECT max(seq) FROM operation)")
        assert verify(connection).cut == 1


@pytest.mark.parametrize("back", [0, 1])
def test_the_tail_is_seen_by_the_cheap_check_alone(filled: Home, back: int) -> None:
    with sql(filled) as connection:
        connection.execute(
            "UPDATE operation SET new = new || ' ' WHERE seq = (SELECT max(seq) FROM operation) - ?", (back,)
        )
        connection.execute("UPDATE operation SET old = 'x' WHERE new IS NULL")
        assert not tail_fits(connection)


def contents(file: str) -> list[list[tuple[object, ...]]] | None:
    """All rows that people made and the history, none where they cannot be read or the file is not sound."""
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
            connection.text_factory = readable
            tables = [*TABLES, "operation", "change", "spill"]
            rows = [connection.execute(f'SELECT * FROM "{name}" ORDER BY 1, 2').fetchall() for name in tables]
            verdict = connection.execute("PRAGMA integrity_check").fetchall()
            return rows if verdict == [("ok",)] else None
    except (sqlite3.Error, ValueError, OverflowError):
        return None


def seen(file: str) -> bool:
    with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as connection:
        return not verify(connection).good


def flips(size: int, number: int) -> Iterator[tuple[int, int]]:
    random = Random(20261126)
    for _ in range(number):
        yield random.randrange(size), 1 << random.randrange(8)


def unseen_flips(home: Home, copy: str, number: int) -> tuple[int, int]:
    """How many flips changed rows in a file that SQLite finds sound, and how many of them went unseen."""
    data = Path(home.database).read_bytes()
    before = contents(home.database)
    changed = unseen = 0
    shutil.copy(home.database, copy)
    with open(copy, "r+b", buffering=0) as file:
        for at, bit in flips(len(data), number):
            os.pwrite(file.fileno(), bytes([data[at] ^ bit]), at)
            after = contents(copy)
            if after is not None and after != before:
                changed += 1
                unseen += not seen(copy)
            os.pwrite(file.fileno(), data[at : at + 1], at)
    return changed, unseen


def test_no_flipped_bit_changes_a_row_unseen(filled: Home, tmp_path: Path) -> None:
    changed, unseen = unseen_flips(filled, str(tmp_path / "copy.db"), FLIPS)
    assert changed > 5
    assert unseen == 0
