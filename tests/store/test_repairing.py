"""What can be read of a damaged database is put in order; its old file is kept."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from studytui.domain.faults import NothingToDo
from studytui.store.backups import open_copy
from studytui.store.errors import Busy, Damaged
from studytui.store.home import Home
from studytui.store.operations import row_text
from studytui.store.repairing import repair
from studytui.store.salvage import salvage
from studytui.store.tables import NOTE, SESSION, TABLES
from studytui.store.verifying import verify
from tests.store.damage import PAGE, filled, lose_page
from tests.store.samples import NOON, opened, put, sql, study_of

SESSIONS = 300


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of some 70 pages."""
    home = Home(str(tmp_path_factory.mktemp("template")))
    filled(home, SESSIONS)
    return home.database


@pytest.fixture
def used(home: Home, template: str) -> Home:
    """A data folder with a copy of the template."""
    home.make()
    shutil.copy(template, home.database)
    return home


def rows(file: str) -> set[tuple[str, str | None]]:
    """Every row of a person, as text."""
    found: set[tuple[str, str | None]] = set()
    with closing(open_copy(file)) as connection:
        for table in TABLES.values():
            names = ", ".join(f'"{name}"' for name in table.all_columns)
            for values in connection.execute(f"SELECT {names} FROM {table.name}"):
                found.add((table.name, row_text(dict(zip(table.all_columns, values, strict=True)))))
    return found


def repaired(home: Home) -> set[tuple[str, str | None]]:
    """The rows after a repair that must leave everything in order."""
    before = Path(home.database).read_bytes()
    done = repair(home, NOON, 4)
    assert done.kept is not None
    assert Path(done.kept).read_bytes() == before
    with closing(open_copy(home.database)) as connection:
        assert verify(connection).good
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert sorted(os.listdir(home.folder)) == ["backups", "study.db"]
    return rows(home.database)


def test_what_is_sound_stays_as_it_is(used: Home) -> None:
    store = opened(used)
    days = store.sessions.listed()
    history = [(group.label, group.at, group.undone) for group in store.history(None)]
    store.close()
    before = rows(used.database)
    assert repaired(used) == before
    store = opened(used)
    assert store.sessions.listed() == days
    assert [(group.label, group.at, group.undone) for group in store.history(None)] == history
    assert len(store.notes.search("learned")) > 5
    with pytest.raises(NothingToDo):
        store.turn(True, lambda name, expected, wanted: None)
    put(store, study_of(store, NOON + 900))
    store.turn(True, lambda name, expected, wanted: None)
    store.close()
    with sql(used) as connection:
        assert verify(connection).good


def pages(file: str) -> int:
    return os.path.getsize(file) // PAGE


def lost_by_losing(home: Home, template: str, chosen: list[int]) -> tuple[int, int]:
    """How many rows there were, over all losses of a page, and how many of them were lost with it."""
    before = rows(template)
    lost = 0
    for at, page in enumerate(chosen):
        shutil.copy(template, home.database)
        lose_page(home.database, page, (bytes(PAGE), b"\xff" * PAGE)[at % 2])
        lost += len(before - repaired(home))
        shutil.rmtree(home.backups)
    return len(before) * len(chosen), lost


def test_a_lost_page_costs_next_to_nothing(used: Home, template: str) -> None:
    """The first one, those that lead to all others, and some; `make faults` loses each in turn."""
    had, lost = lost_by_losing(used, template, [1, 3, 20, pages(template) // 2, pages(template)])
    assert lost <= had * 0.002


def test_a_page_of_the_log_and_one_of_the_sessions(used: Home) -> None:
    with closing(sqlite3.connect(used.database)) as connection:
        places = dict(connection.execute("SELECT name, rootpage FROM sqlite_schema").fetchall())
    before = rows(used.database)
    for table in ("session", "operation"):
        lose_page(used.database, places[table], bytes(PAGE))
    assert len(before - repaired(used)) <= len(before) * 0.01


def test_a_file_cut_in_half_gives_all_that_is_left(used: Home) -> None:
    before = rows(used.database)
    os.truncate(used.database, os.path.getsize(used.database) // 2)
    assert len(repaired(used) & before) >= len(before) * 0.4


def test_a_header_of_noise_costs_nothing(used: Home) -> None:
    before = rows(used.database)
    lose_page(used.database, 1, Random(1).randbytes(100))
    assert repaired(used) == before


def test_silent_changes_are_put_right_by_the_log(used: Home) -> None:
    before = rows(used.database)
    with sql(used) as connection:
        connection.execute("UPDATE session SET note = 'nobody wrote this' WHERE rowid % 7 = 0")
        connection.execute("DELETE FROM note WHERE rowid = 2")
        connection.execute("UPDATE session SET seconds = seconds + 1 WHERE rowid % 5 = 0")
        assert not verify(connection).good
    assert repaired(used) == before


def test_a_row_outlives_the_loss_of_its_operation(used: Home) -> None:
    before = rows(used.database)
    with sql(used) as connection:
        connection.execute("DELETE FROM operation WHERE seq BETWEEN 100 AND 140")
        connection.execute("UPDATE operation SET new = 'no json' WHERE seq = 200")
        connection.execute("DELETE FROM change WHERE seq = 50")
    assert repaired(used) == before


def test_a_change_that_was_half_written_is_taken_back_first(used: Home) -> None:
    before = rows(used.database)
    with sql(used) as connection:
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE session SET title = 'half of a change'")
        for name in ("study.db", "study.db-journal"):
            shutil.copy(os.path.join(used.folder, name), os.path.join(used.folder, f"{name}.copy"))
        connection.execute("ROLLBACK")
    for name in ("study.db", "study.db-journal"):
        os.replace(os.path.join(used.folder, f"{name}.copy"), os.path.join(used.folder, name))
    assert repair(used, NOON, 4).kept is not None
    assert rows(used.database) == before


@pytest.mark.parametrize("content", [b"", b"\xff" * 20_000, b"text " * 3000])
def test_where_nothing_can_be_read_nothing_is_done(used: Home, content: bytes) -> None:
    Path(used.database).write_bytes(content)
    with pytest.raises(Damaged, match="nothing of it can be read"):
        repair(used, NOON, 4)
    assert Path(used.database).read_bytes() == content
    assert sorted(os.listdir(used.folder)) == ["backups", "study.db"]


def test_a_file_that_others_write_is_not_repaired_away(used: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(file: str) -> object:
        store = opened(used)
        put(store, study_of(store, NOON + 900))
        store.close()
        return salvage(file)

    monkeypatch.setattr("studytui.store.repairing.salvage", slow)
    with pytest.raises(Busy, match="was written by another program meanwhile"):
        repair(used, NOON, 4)
    with closing(open_copy(used.database)) as connection:
        assert verify(connection).good


def test_rows_of_wrong_kinds_are_left_out(used: Home) -> None:
    before = {row for row in rows(used.database) if row[0] not in (SESSION.name, NOTE.name)}
    with sql(used) as connection:
        connection.execute("DELETE FROM operation")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE name = 'note'")
    with sql(used) as connection:
        connection.execute("UPDATE note SET updated = 'noon' WHERE rowid = 3")
    after = repaired(used)
    assert before <= after
    assert not any("noon" in str(text) for _, text in after)


@pytest.mark.parametrize("number", [1, 7, SESSIONS])
@pytest.mark.parametrize(
    "key",
    [
        """substr("key", 1, length("key") - 1) || 'x'""",
        "'{}'",
        "'[]'",
        """'["a", "b", "c"]'""",
        "'[[1]]'",
        "''",
    ],
)
def test_an_operation_whose_key_is_none_counts_as_lost(used: Home, number: int, key: str) -> None:
    before = rows(used.database)
    with closing(sqlite3.connect(used.database, isolation_level=None)) as harmed:
        harmed.execute(f'UPDATE operation SET "key" = {key} WHERE seq = ?', (number,))
    assert repaired(used) == before
