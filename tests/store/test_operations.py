"""Undo is data: what is logged, that it cannot change unseen, and the way back and forth."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import pytest

from studytui.domain.faults import NothingToDo
from studytui.store import schema
from studytui.store.operations import FILES, Changed, operations_of
from studytui.store.tables import CHOICE, MARK, SESSION, TABLES
from studytui.store.verifying import broken_links
from tests.store.samples import NOON, opened, put, sql, study_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.store.home import Home
    from studytui.store.store import Store
    from studytui.store.tables import Row, Table, Value


def sample(table: Table, number: int) -> Row:
    """A row made for the columns' types; another number changes all but its key."""
    connection = sqlite3.connect(":memory:")
    schema.migrate(connection, 0)
    kinds = {name: kind for _, name, kind, *_ in connection.execute(f"PRAGMA table_info({table.name})")}
    connection.close()
    row: dict[str, Value] = {}
    for name in table.all_columns:
        words = f"“schön” \\ \" '; DROP TABLE session; -- 👩‍🚀 {number}"
        values: dict[str, Value] = {"TEXT": words, "INTEGER": 700_000 + number, "REAL": 1.5 + number}
        row[name] = values[kinds[name]]
        if name in table.keys:
            row[name] = "key 'of' \"it\"" if kinds[name] == "TEXT" else 7
    if table is SESSION:
        row.update(start=NOON - 600 * number, end=NOON, pauses="[]", zone="UTC")
    if "grade" in row:
        row["grade"] = number
    return row


ROWS = [(table, sample(table, 1), sample(table, 2)) for table in TABLES.values()]
EACH_TABLE = pytest.mark.parametrize(
    ("table", "row", "change"), ROWS, ids=[table.name for table, _, _ in ROWS]
)


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    """A new store."""
    found = opened(home)
    yield found
    found.close()


def rows(store: Store, table: Table) -> list[tuple[object, ...]]:
    names = ", ".join(f'"{name}"' for name in table.all_columns)
    with sql(store.home) as connection:
        return connection.execute(f"SELECT {names} FROM {table.name} ORDER BY 1, 2").fetchall()


def no_file(name: str, expected: str | None, wanted: str | None) -> None:
    pytest.fail("no file belongs to these changes")


def undo(store: Store) -> str:
    return store.turn(True, no_file).label


def redo(store: Store) -> str:
    return store.turn(False, no_file).label


def logged(store: Store) -> list[tuple[str, str, str | None, str | None]]:
    """The operations of the newest change."""
    with sql(store.home) as connection:
        (seq,) = connection.execute("SELECT max(seq) FROM change").fetchone()
        return operations_of(connection, seq)


def broken(store: Store) -> list[int]:
    with sql(store.home) as connection:
        return list(broken_links(connection))


def test_every_table_that_is_logged_is_one() -> None:
    for table, row, change in ROWS:
        assert set(row) == set(table.all_columns)
        assert [name for name in row if row[name] == change[name]][: len(table.keys)] == list(table.keys)


@EACH_TABLE
def test_the_old_and_the_new_row_are_logged(store: Store, table: Table, row: Row, change: Row) -> None:
    with store.change("make") as writer:
        writer.put(table, row)
    made = logged(store)
    with store.change("change") as writer:
        writer.put(table, change)
    turned = logged(store)
    with store.change("remove") as writer:
        writer.remove(table, row)
    removed = logged(store)
    key = json.dumps([row[name] for name in table.keys])
    for found, old, new in ((made, None, row), (turned, row, change), (removed, change, None)):
        ((name, where, before, after),) = found
        assert (name, where) == (table.name, key)
        assert (None if before is None else json.loads(before)) == old
        assert (None if after is None else json.loads(after)) == new
    assert broken(store) == []


@EACH_TABLE
def test_undo_and_redo_of_each_table(store: Store, table: Table, row: Row, change: Row) -> None:
    states = [rows(store, table)]
    for label, new in (("make", row), ("change", change)):
        with store.change(label) as writer:
            writer.put(table, new)
        states.append(rows(store, table))
    with store.change("remove") as writer:
        writer.remove(table, row)
    states.append(rows(store, table))
    assert len(states[1]) == len(states[2]) == 1
    assert states[1] != states[2]
    assert states[0] == states[3] == []
    for _ in range(3):
        for at, label in ((2, "remove"), (1, "change"), (0, "make")):
            assert undo(store) == label
            assert rows(store, table) == states[at]
        with pytest.raises(NothingToDo, match="nothing to undo"):
            undo(store)
        for at, label in ((1, "make"), (2, "change"), (3, "remove")):
            assert redo(store) == label
            assert rows(store, table) == states[at]
        with pytest.raises(NothingToDo, match="nothing to redo"):
            redo(store)
    assert broken(store) == []


def test_a_change_of_many_rows_is_one(store: Store) -> None:
    before = [rows(store, table) for table in TABLES.values()]
    with store.change("all") as writer:
        for table, row, change in ROWS:
            writer.put(table, row)
            writer.put(table, change)
    after = [rows(store, table) for table in TABLES.values()]
    assert len(logged(store)) == 2 * len(ROWS)
    undo(store)
    assert [rows(store, table) for table in TABLES.values()] == before
    redo(store)
    assert [rows(store, table) for table in TABLES.values()] == after


def test_a_change_that_fails_leaves_nothing(store: Store) -> None:
    with pytest.raises(RuntimeError), store.change("half") as writer:  # noqa: PT012
        writer.put(CHOICE, {"key": "roadmap", "value": "mine"})
        raise RuntimeError
    assert rows(store, CHOICE) == []
    assert store.history(None) == ()
    with store.change("whole") as writer:
        writer.put(CHOICE, {"key": "roadmap", "value": "mine"})
    assert [group.label for group in store.history(None)] == ["whole"]


def choose(store: Store, value: str) -> None:
    with store.change(f"use {value}") as writer:
        writer.put(CHOICE, {"key": "roadmap", "value": value})


def test_a_change_that_changes_nothing_is_none(store: Store) -> None:
    choose(store, "one")
    choose(store, "one")
    with store.change("remove what is not there") as writer:
        writer.remove(MARK, {"item": "topic/none"})
    assert [group.label for group in store.history(None)] == ["use one"]


def test_a_new_change_ends_redo(store: Store) -> None:
    choose(store, "one")
    choose(store, "two")
    undo(store)
    choose(store, "three")
    with pytest.raises(NothingToDo):
        redo(store)
    assert undo(store) == "use three"
    assert undo(store) == "use one"
    with pytest.raises(NothingToDo):
        undo(store)


def test_a_change_that_changes_nothing_does_not_end_redo(store: Store) -> None:
    choose(store, "one")
    choose(store, "two")
    undo(store)
    choose(store, "one")
    assert redo(store) == "use two"


def test_a_change_that_failed_does_not_end_redo(store: Store) -> None:
    choose(store, "one")
    undo(store)
    with pytest.raises(RuntimeError), store.change("half") as writer:  # noqa: PT012
        writer.put(CHOICE, {"key": "roadmap", "value": "two"})
        raise RuntimeError
    assert redo(store) == "use one"


def test_undo_goes_on_in_another_program_and_after_a_restart(store: Store) -> None:
    choose(store, "one")
    choose(store, "two")
    other = opened(store.home)
    assert undo(other) == "use two"
    assert undo(store) == "use one"
    other.close()
    other = opened(store.home)
    assert redo(other) == "use one"
    assert redo(store) == "use two"
    other.close()


def test_undo_takes_back_only_what_this_device_made(store: Store) -> None:
    choose(store, "one")
    with sql(store.home) as connection:
        connection.execute("UPDATE change SET device = 'another'")
    with pytest.raises(NothingToDo):
        undo(store)
    choose(store, "two")
    assert undo(store) == "use two"
    with pytest.raises(NothingToDo):
        undo(store)


def test_undo_is_refused_when_the_row_was_changed_by_something_else(store: Store) -> None:
    choose(store, "one")
    with sql(store.home) as connection:
        connection.execute("UPDATE choice SET value = 'by hand'")
    with pytest.raises(Changed) as caught:
        undo(store)
    assert caught.value.exit_status == 1
    assert caught.value.message.startswith('"use one" cannot be taken back')
    assert rows(store, CHOICE) == [("roadmap", "by hand")]
    assert [group.state for group in store.history(None)] == ["done"]


def test_a_refused_undo_takes_back_no_part(store: Store) -> None:
    with store.change("both") as writer:
        writer.put(CHOICE, {"key": "roadmap", "value": "mine"})
        writer.put(MARK, {"item": "topic/git", "status": "done", "done_at": None, "title": "Git"})
    with sql(store.home) as connection:
        connection.execute("UPDATE choice SET value = 'by hand'")
    with pytest.raises(Changed):
        undo(store)
    assert len(rows(store, MARK)) == 1


def test_redo_is_refused_when_something_stands_there_now(store: Store) -> None:
    choose(store, "one")
    undo(store)
    with sql(store.home) as connection:
        connection.execute("INSERT INTO choice VALUES ('roadmap', 'by hand')")
    with pytest.raises(Changed):
        redo(store)
    assert rows(store, CHOICE) == [("roadmap", "by hand")]


def test_the_history_names_newest_first_and_what_is_undone(store: Store) -> None:
    for value in ("one", "two", "three"):
        choose(store, value)
    undo(store)
    found = store.history(None)
    assert [(group.label, group.undone) for group in found] == [
        ("use three", True),
        ("use two", False),
        ("use one", False),
    ]
    assert [group.at for group in found] == [NOON] * 3
    assert [group.label for group in store.history(2)] == ["use three", "use two"]
    choose(store, "four")
    assert [group.undone for group in store.history(2)] == [False, True]


def test_files_are_turned_by_the_caller(store: Store) -> None:
    with store.change("setting") as writer:
        writer.log(FILES, "config.toml", None, "theme = 1\n")
    calls: list[tuple[str, str | None, str | None]] = []
    store.turn(True, lambda *call: calls.append(call))
    store.turn(False, lambda *call: calls.append(call))
    assert calls == [("config.toml", "theme = 1\n", None), ("config.toml", None, "theme = 1\n")]
    assert broken(store) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE operation SET new = replace(new, 'two', 'six') WHERE seq = 2",
        "UPDATE operation SET old = NULL WHERE seq = 2",
        "UPDATE operation SET key = '[\"other\"]' WHERE seq = 2",
        "UPDATE operation SET \"table\" = 'mark' WHERE seq = 2",
        "UPDATE operation SET change = 1 WHERE seq = 2",
        "UPDATE operation SET chain = zeroblob(16) WHERE seq = 2",
        "UPDATE operation SET new = NULL WHERE seq = 3",
    ],
)
def test_a_silent_change_of_an_operation_is_seen(store: Store, change: str) -> None:
    for value in ("one", "two", "three"):
        choose(store, value)
    assert broken(store) == []
    with sql(store.home) as connection:
        assert connection.execute(change).rowcount == 1
    assert broken(store)[0] == (3 if "seq = 3" in change else 2)


def test_an_operation_that_vanished_is_seen(store: Store) -> None:
    for value in ("one", "two", "three"):
        choose(store, value)
    with sql(store.home) as connection:
        connection.execute("DELETE FROM operation WHERE seq = 2")
    assert broken(store) == [3]


def test_the_log_alone_gives_the_tables_back(store: Store) -> None:
    for table, row, change in ROWS:
        for new in (row, change):
            with store.change("put") as writer:
                writer.put(table, new)
    undo(store)
    put(store, study_of(store, NOON - 9000), study_of(store, NOON - 8000))
    state: dict[tuple[str, str], Row | None] = {}
    with sql(store.home) as connection:
        for name, key, _, new in connection.execute(
            'SELECT "table", key, old, new FROM operation ORDER BY seq'
        ):
            state[name, key] = None if new is None else json.loads(new)
    for table in TABLES.values():
        replayed = [
            tuple(row[name] for name in table.all_columns)
            for (name, _), row in state.items()
            if row and name == table.name
        ]
        assert sorted(replayed, key=repr) == sorted(rows(store, table), key=repr)


def test_there_is_one_timer_only(store: Store) -> None:
    put(store, study_of(store, NOON, None))
    with pytest.raises(Exception, match="UNIQUE"):
        put(store, study_of(store, NOON + 1, None))
    assert store.sessions.open_timer() is not None
    assert len(store.sessions.listed()) == 1
    with sql(store.home) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(
            "INSERT INTO session (id, start, zone, pauses, approximate, title, mode, note, source) "
            "VALUES ('x', 1, 'UTC', '[]', 0, '', '', '', '')"
        )


def test_no_session_ends_before_it_starts(store: Store) -> None:
    one = study_of(store, NOON)
    with pytest.raises(Exception, match="CHECK"):
        put(store, replace(one, end=one.start))
    assert store.sessions.listed() == ()
    assert store.history(None) == ()
