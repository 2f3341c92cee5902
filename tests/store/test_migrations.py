"""A database of an older version is brought to this one: after a backup, wholly or not at all, once."""

from __future__ import annotations

import os
import threading

import pytest

from studytui.domain.faults import Fault
from studytui.store import backups, schema
from studytui.store.errors import TooNew
from studytui.store.restoring import restore
from tests.store.samples import NOON, opened, picture, put, sql, study_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.store.home import Home

BASE = schema.VERSION
NEXT = (
    "CREATE TABLE label (name TEXT PRIMARY KEY) STRICT",
    "INSERT INTO label SELECT DISTINCT title FROM session",
    "ALTER TABLE estimate ADD COLUMN reason TEXT",
)


@pytest.fixture
def old(home: Home) -> Home:
    """A database of the present version with one session, about to become an old one."""
    store = opened(home)
    put(store, study_of(store, NOON))
    store.close()
    return home


def next_version(monkeypatch: pytest.MonkeyPatch, *step: str) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, step))
    monkeypatch.setattr(schema, "VERSION", len(schema.STEPS))


def version(home: Home) -> int:
    with sql(home) as connection:
        (found,) = connection.execute("PRAGMA user_version").fetchone()
    return int(found)


def test_a_step_is_taken_after_a_backup(old: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    next_version(monkeypatch, *NEXT)
    store = opened(old)
    assert len(store.sessions.listed()) == 1
    store.close()
    assert version(old) == BASE + 1
    with sql(old) as connection:
        assert connection.execute("SELECT name FROM label").fetchall() == [("Basics › Git",)]
    (backup,) = backups.listed(old)
    assert isinstance(backup, backups.Backup)
    assert backup.file.endswith("-before-update.db")
    assert (backup.sessions, backup.operations) == (1, 1)
    before = picture(old.folder)
    opened(old).close()
    assert picture(old.folder) == before


def test_the_backup_is_of_the_old_version_and_can_be_brought_back(
    old: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as later:
        next_version(later, *NEXT)
        opened(old).close()
        with pytest.MonkeyPatch.context() as earlier:
            earlier.setattr(schema, "STEPS", schema.STEPS[:BASE])
            earlier.setattr(schema, "VERSION", BASE)
            newer = opened(old)
            with pytest.raises(TooNew):
                put(newer, study_of(newer, NOON + 900))
            newer.close()
            (backup,) = backups.listed(old)
            assert isinstance(backup, backups.Backup)
            restore(old, backup.file, NOON)
            store = opened(old)
            assert len(store.sessions.listed()) == 1
            store.close()
            assert version(old) == BASE
        opened(old).close()
        assert version(old) == BASE + 1


@pytest.mark.parametrize("at", range(len(NEXT) + 1))
def test_a_step_that_fails_leaves_the_old_version_whole(
    old: Home, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    before = picture(old.folder)
    with monkeypatch.context() as wrong:
        next_version(wrong, *NEXT[:at], "INSERT INTO nowhere VALUES (1)", *NEXT[at:])
        with pytest.raises(Fault):
            opened(old)
    after = picture(old.folder)
    assert after["study.db"] == before["study.db"]
    assert {name for name in after if not name.startswith("backups")} == {"study.db"}
    store = opened(old)
    put(store, study_of(store, NOON + 900))
    store.close()
    next_version(monkeypatch, *NEXT)
    opened(old).close()
    assert version(old) == BASE + 1


def test_a_step_is_not_taken_without_a_backup(old: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    next_version(monkeypatch, *NEXT)
    with open(old.backups, "w", encoding="ascii") as file:
        file.write("in the way")
    before = picture(old.folder)
    with pytest.raises(Fault):
        opened(old)
    assert picture(old.folder) == before


def test_two_openers_at_once_take_it_once(old: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    next_version(monkeypatch, *NEXT)
    gate = threading.Barrier(4)
    found: list[int | Exception] = []

    def start() -> None:
        gate.wait()
        try:
            store = opened(old)
            found.append(store.schema_version())
            store.close()
        except Exception as fault:
            found.append(fault)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [BASE + 1] * 4
    with sql(old) as connection:
        assert connection.execute("SELECT count(*) FROM label").fetchone() == (1,)
    assert all(isinstance(one, backups.Backup) for one in backups.listed(old))
    assert not [name for name in os.listdir(old.backups) if "partial" in name]


def test_several_steps_are_one_change(old: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    next_version(monkeypatch, NEXT[0])
    next_version(monkeypatch, "INSERT INTO label VALUES ('third')")
    with monkeypatch.context() as wrong:
        next_version(wrong, "INSERT INTO nowhere VALUES (1)")
        with pytest.raises(Fault):
            opened(old)
    assert version(old) == BASE
    opened(old).close()
    assert version(old) == BASE + 2
    with sql(old) as connection:
        assert connection.execute("SELECT name FROM label").fetchall() == [("third",)]
