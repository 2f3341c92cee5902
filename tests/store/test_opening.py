"""Opening: a new database, and everything that must not be taken for one, or written into."""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path

import pytest

from studytui.domain.faults import DataFault, Fault, SystemRefused
from studytui.store import schema
from studytui.store.errors import Damaged, NotOurs, Replaced, TooNew
from studytui.store.home import Home
from tests.store.samples import NOON, opened, picture, put, run, sql, study_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def pragma(home: Home, name: str) -> object:
    with sql(home) as connection:
        (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return value


def refused(home: Home) -> Fault:
    """The fault that opening gives, once it is sure that nothing was changed or made."""
    parent = os.path.dirname(home.folder)
    before = picture(parent)
    with pytest.raises(Fault) as caught:
        opened(home)
    assert picture(parent) == before
    assert caught.value.hint
    return caught.value


@pytest.fixture
def used(home: Home) -> Home:
    """A data folder with a database that holds a session."""
    store = opened(home)
    put(store, study_of(store, NOON - 3600))
    store.close()
    return home


def test_a_new_database(home: Home) -> None:
    opened(home).close()
    assert pragma(home, "application_id") == schema.APPLICATION_ID == int.from_bytes(b"STTY", "big")
    assert pragma(home, "user_version") == schema.VERSION
    assert pragma(home, "journal_mode") == "delete"
    assert pragma(home, "integrity_check") == "ok"
    assert os.listdir(home.folder) == ["study.db"]


def test_every_connection_is_durable_and_checks(home: Home) -> None:
    store = opened(home)
    ask = store._connection.execute
    assert ask("PRAGMA synchronous").fetchone() == (3,)
    assert ask("PRAGMA foreign_keys").fetchone() == (1,)
    assert ask("PRAGMA trusted_schema").fetchone() == (0,)
    assert ask("PRAGMA cell_size_check").fetchone() == (1,)
    store.close()


def test_a_second_opening_changes_nothing(used: Home) -> None:
    before = picture(used.folder)
    store = opened(used)
    assert len(store.sessions.listed()) == 1
    store.close()
    assert picture(used.folder) == before


def test_the_device_keeps_its_id(home: Home) -> None:
    store = opened(home)
    device = store.device
    store.close()
    store = opened(home)
    assert store.device == device
    store.close()


def test_a_kill_in_the_first_start_leaves_nothing_in_the_way(home: Home) -> None:
    home.make()
    for name in ("study.db.new-0199aaaa", "study.db.new-0199aaaa-journal", "study.db.new-0199bbbb"):
        Path(home.folder, name).write_bytes(b"half a database")
    store = opened(home)
    put(store, study_of(store, NOON))
    store.close()
    assert pragma(home, "integrity_check") == "ok"


def test_two_first_starts_at_once_make_one_database(home: Home) -> None:
    code = """
import sys, threading
from studytui.store.home import Home
from tests.store.samples import opened
home, found = Home(sys.argv[1]), []
gate = threading.Barrier(6)
def start():
    gate.wait()
    store = opened(home)
    found.append(store.device)
    store.close()
threads = [threading.Thread(target=start) for _ in range(6)]
[thread.start() for thread in threads], [thread.join() for thread in threads]
print(len(found), len(set(found)))
"""
    assert run(code, home.folder).split() == ["6", "1"]
    assert os.listdir(home.folder) == ["study.db"]


def empty(home: Home) -> None:
    Path(home.database).write_bytes(b"")


def text(home: Home) -> None:
    Path(home.database).write_text("Dear diary, this is no database.\n" * 100)


def cut_short(home: Home) -> None:
    os.truncate(home.database, os.path.getsize(home.database) // 2)


def headless(home: Home) -> None:
    with open(home.database, "r+b") as file:
        file.write(b"\0" * 100)


def another_programs(home: Home) -> None:
    os.unlink(home.database)
    with sql(home) as connection:
        connection.executescript("CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x');")


def another_programs_with_wal(home: Home) -> None:
    os.unlink(home.database)
    with sql(home) as connection:
        connection.executescript("PRAGMA journal_mode = WAL; CREATE TABLE bookmarks (url TEXT);")


def with_version(version: int) -> Callable[[Home], None]:
    def change(home: Home) -> None:
        with sql(home) as connection:
            connection.execute(f"PRAGMA user_version = {version}")

    return change


def newer_and_other(home: Home) -> None:
    with sql(home) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.execute("ALTER TABLE session RENAME COLUMN note TO remark")


def with_trigger(home: Home) -> None:
    with sql(home) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON session BEGIN DELETE FROM mark; END")


def with_view(home: Home) -> None:
    with sql(home) as connection:
        connection.execute("CREATE VIEW evil AS SELECT * FROM session")


def without_table(home: Home) -> None:
    with sql(home) as connection:
        connection.execute("DROP TABLE meta")


def without_device(home: Home) -> None:
    with sql(home) as connection:
        connection.execute("DELETE FROM meta WHERE key = 'device'")


def linked(home: Home) -> None:
    os.rename(home.database, home.database + ".elsewhere")
    os.symlink(home.database + ".elsewhere", home.database)


def dangling(home: Home) -> None:
    os.unlink(home.database)
    os.symlink(os.path.join(home.folder, "nothing"), home.database)


def a_folder(home: Home) -> None:
    os.unlink(home.database)
    os.mkdir(home.database)


def a_pipe(home: Home) -> None:
    os.unlink(home.database)
    os.mkfifo(home.database)


def gone_beside_backups(home: Home) -> None:
    store = opened(home)
    store.back_up("daily")
    store.close()
    os.unlink(home.database)


@pytest.mark.parametrize(
    ("spoil", "kind", "said"),
    [
        (empty, Damaged, "is damaged (it is empty)"),
        (text, NotOurs, "is not a database"),
        (cut_short, Damaged, "is damaged"),
        (headless, NotOurs, "is not a database"),
        (another_programs, NotOurs, "is a database of another program"),
        (another_programs_with_wal, NotOurs, "is a database of another program"),
        (newer_and_other, TooNew, "was written by a newer studytui (data version 99; this one knows"),
        (with_version(0), Damaged, "is damaged (data version 0)"),
        (with_version(-3), Damaged, "is damaged (data version -3)"),
        (with_trigger, NotOurs, "holds triggers or views that studytui did not make"),
        (with_view, NotOurs, "holds triggers or views that studytui did not make"),
        (without_table, Damaged, "is damaged (no such table: meta)"),
        (without_device, Damaged, "it does not say which device it is"),
        (linked, DataFault, "is a link"),
        (dangling, DataFault, "is a link"),
        (a_folder, DataFault, "is not a file"),
        (a_pipe, DataFault, "is not a file"),
        (gone_beside_backups, DataFault, "is gone, but there are backups of it"),
    ],
)
def test_what_is_no_database_of_ours_is_left_as_it_is(
    used: Home, spoil: Callable[[Home], None], kind: type[Fault], said: str
) -> None:
    spoil(used)
    fault = refused(used)
    assert isinstance(fault, kind)
    assert fault.exit_status == 3
    assert fault.message.startswith(used.database)
    assert said in fault.message


def test_a_missing_database_names_the_newest_backup(used: Home) -> None:
    gone_beside_backups(used)
    (backup,) = os.listdir(used.backups)
    assert os.path.join(used.backups, backup) in refused(used).hint


def test_a_text_file_where_the_folder_should_be(home: Home) -> None:
    Path(home.folder).write_text("in the way")
    fault = refused(home)
    assert isinstance(fault, SystemRefused)
    assert fault.exit_status == 4
    nested = Home(os.path.join(home.folder, "deeper"))
    assert isinstance(refused(nested), SystemRefused)


def test_a_database_that_another_tool_left_in_wal_mode_is_ours_again(used: Home) -> None:
    with sql(used) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    store = opened(used)
    assert len(store.sessions.listed()) == 1
    store.close()
    assert pragma(used, "journal_mode") == "delete"
    assert os.listdir(used.folder) == ["study.db"]


def test_a_half_written_change_is_rolled_back_by_the_next_opening(used: Home) -> None:
    code = """
import os, sys
from studytui.store.home import Home
from tests.store.samples import NOON, opened, study_of
store = opened(Home(sys.argv[1]))
store._connection.execute("PRAGMA cache_size = 1")
with store.change("log") as writer:
    for number in range(200):
        store.put_session(writer, study_of(store, NOON + number))
    print(os.path.getsize(sys.argv[1] + "/study.db"), flush=True)
    os._exit(0)
"""
    before = os.path.getsize(used.database)
    assert int(run(code, used.folder)) > before
    assert os.path.exists(used.database + "-journal")
    store = opened(used)
    assert len(store.sessions.listed()) == 1
    store.close()
    assert os.listdir(used.folder) == ["study.db"]


def damage_a_page(home: Home, root: str) -> None:
    """Overwrite the first page of a table with noise."""
    with sql(home) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (root,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with open(home.database, "r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * 512)


@pytest.mark.parametrize("table", ["session", "mark", "note", "goal"])
def test_damage_that_is_met_later_is_told_as_such(used: Home, table: str) -> None:
    damage_a_page(used, table)
    before = picture(used.folder)
    store = opened(used)
    with pytest.raises(Damaged, match=re.escape(used.database)):
        store.sessions.listed(), store.marks.all(), store.notes.all(), store.marks.goals()
    store.close()
    assert picture(used.folder) == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE session SET pauses = 'no json'",
        "INSERT INTO mark VALUES ('topic/git', 'finished', NULL, 'Git')",
        "INSERT INTO goal VALUES ('', -5, 60, 0)",
        "INSERT INTO goal VALUES ('', 9223372036854775807, 60, 0)",
    ],
)
def test_values_that_mean_nothing_are_told_as_damage(used: Home, change: str) -> None:
    with sql(used) as connection:
        connection.execute(change)
    store = opened(used)
    with pytest.raises(Damaged, match="unreadable content"):
        store.sessions.listed(), store.marks.all(), store.marks.goals()
    store.close()


def test_a_file_that_is_put_in_the_databases_place_is_noticed(used: Home) -> None:
    store = opened(used)
    assert not store.replaced()
    os.rename(used.database, used.database + ".old")
    assert store.replaced()
    other = opened(used)
    assert store.replaced()
    assert not other.replaced()
    with pytest.raises(Replaced) as caught:
        put(store, study_of(store, NOON))
    assert caught.value.exit_status == 3
    put(other, study_of(other, NOON), study_of(other, NOON + 900))
    assert len(other.sessions.listed()) == 2
    assert len(store.sessions.listed()) == 1
    other.close()
    store.close()


def test_nothing_is_written_once_a_newer_version_has_been_there(used: Home) -> None:
    store = opened(used)
    with_version(schema.VERSION + 1)(used)
    before = picture(used.folder)
    with pytest.raises(TooNew):
        put(store, study_of(store, NOON))
    with pytest.raises(TooNew):
        store.turn(True, lambda name, expected, wanted: None)
    assert len(store.sessions.listed()) == 1
    assert store.schema_version() == schema.VERSION + 1
    store.close()
    assert picture(used.folder) == before


def test_data_version_tells_that_another_program_wrote(used: Home) -> None:
    store, other = opened(used), opened(used)
    seen = store.data_version()
    put(store, study_of(store, NOON))
    assert store.data_version() == seen
    put(other, study_of(other, NOON))
    assert store.data_version() != seen
    store.close()
    other.close()


def test_sqlite_is_new_enough() -> None:
    assert sqlite3.sqlite_version_info >= (3, 37)
