"""Copies that were reopened and checked, and the way back that destroys nothing."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from studytui.domain.faults import DataFault, Fault, NothingToDo, Refused
from studytui.store import backups, restoring
from studytui.store.backups import Backup
from studytui.store.errors import Damaged, NotOurs, TooNew
from studytui.store.home import Home
from studytui.store.restoring import restore
from studytui.store.verifying import broken_links
from tests.store.samples import NOON, opened, picture, put, sql, study_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studytui.store.store import Store


@pytest.fixture
def store(home: Home) -> Iterator[Store]:
    """A store with two sessions."""
    found = opened(home)
    put(found, study_of(found, NOON - 3600))
    put(found, study_of(found, NOON - 1800))
    yield found
    found.close()


def titles(file: str) -> set[str]:
    return {name for name in os.listdir(os.path.dirname(file)) if "partial" in name or "restored" in name}


def test_a_copy_is_whole_and_private(store: Store) -> None:
    copy = store.back_up("daily")
    assert (copy.sessions, copy.operations, copy.notes) == (2, 2, 0)
    assert os.path.dirname(copy.file) == store.home.backups
    assert copy.file.endswith("-daily.db")
    assert stat.S_IMODE(os.stat(copy.file).st_mode) == 0o600
    assert copy.bytes == os.path.getsize(copy.file)
    assert backups.inspect(copy.file) == copy
    assert os.listdir(store.home.backups) == [os.path.basename(copy.file)]


def test_copies_of_the_same_second_have_names_of_their_own(store: Store) -> None:
    files = {store.back_up("daily").file for _ in range(4)}
    assert len(files) == 4
    assert {one.file for one in backups.listed(store.home) if isinstance(one, Backup)} == files


def test_a_copy_holds_what_is_committed_while_others_write(store: Store) -> None:
    other = opened(store.home)
    with other.change("half") as writer:
        other.put_session(writer, study_of(other, NOON))
        assert store.back_up("daily").sessions == 2
    other.close()
    assert store.back_up("daily").sessions == 3


def test_a_copy_to_a_named_file_replaces_nothing(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "mine.db"
    assert store.copy_to(str(file)).sessions == 2
    before = picture(str(tmp_path))
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "nothing")
    for taken in (file, link, tmp_path):
        with pytest.raises(Refused, match="is there already"):
            store.copy_to(str(taken))
    link.unlink()
    with pytest.raises(Fault, match="nowhere"):
        store.copy_to(str(tmp_path / "nowhere" / "mine.db"))
    assert picture(str(tmp_path)) == before


def test_a_partial_copy_is_no_backup(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(file: str) -> Backup:
        raise Damaged(file)

    with monkeypatch.context() as broken:
        broken.setattr(backups, "inspect", fail)
        with pytest.raises(Damaged):
            store.back_up("daily")
    assert os.listdir(store.home.backups) == []


def spoil_page(file: str) -> None:
    with open(file, "r+b") as written:
        written.seek(3 * 4096)
        written.write(b"\xff" * 4096)


def spoil_text(file: str) -> None:
    Path(file).write_text("no database")


def spoil_empty(file: str) -> None:
    Path(file).write_bytes(b"")


def spoil_half(file: str) -> None:
    os.truncate(file, os.path.getsize(file) // 8192 * 4096)


def by_sql(*changes: str) -> Callable[[str], None]:
    def spoil(file: str) -> None:
        home = Home(os.path.dirname(file))
        home.database = file
        with sql(home) as connection:
            for change in changes:
                connection.execute(change)

    return spoil


BAD = pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (spoil_page, Damaged),
        (spoil_text, NotOurs),
        (spoil_empty, Damaged),
        (spoil_half, Damaged),
        (by_sql("PRAGMA application_id = 7"), NotOurs),
        (by_sql("PRAGMA user_version = 9"), TooNew),
        (by_sql("PRAGMA user_version = 0"), Damaged),
        (by_sql("DROP TABLE note"), Damaged),
        (by_sql("CREATE TRIGGER evil AFTER UPDATE ON change BEGIN DELETE FROM session; END"), NotOurs),
        (by_sql("CREATE VIEW evil AS SELECT 1"), NotOurs),
    ],
    ids="page text empty half application newer version table trigger view".split(),  # noqa: SIM905
)


@BAD
def test_a_bad_copy_is_told(store: Store, spoil: Callable[[str], None], kind: type[Fault]) -> None:
    good, bad = store.back_up("daily"), store.back_up("daily")
    spoil(bad.file)
    with pytest.raises(kind, match=os.path.basename(bad.file)):
        backups.inspect(bad.file)
    listed = backups.listed(store.home)
    assert [type(one) for one in listed if isinstance(one, Fault)] == [kind]
    assert good in listed


def test_the_list_is_newest_first_and_goes_past_what_is_no_file(store: Store) -> None:
    assert backups.listed(store.home) == ()
    copy = store.back_up("daily")
    folder = store.home.backups
    for name in ("20200101-000000-daily.db", "20300101-000000-daily.db"):
        os.link(copy.file, os.path.join(folder, name))
    os.mkdir(os.path.join(folder, "folder.db"))
    os.symlink("nothing", os.path.join(folder, "dangling.db"))
    os.mkfifo(os.path.join(folder, "pipe.db"))
    Path(folder, "notes.txt").write_text("mine")
    good = [os.path.basename(one.file) for one in backups.listed(store.home) if isinstance(one, Backup)]
    assert good == ["20300101-000000-daily.db", os.path.basename(copy.file), "20200101-000000-daily.db"]
    assert len(backups.listed(store.home)) == 6


def test_restore_brings_back_what_was_and_keeps_what_is(store: Store) -> None:
    copy = store.back_up("daily")
    put(store, study_of(store, NOON - 900))
    found, kept = restore(store.home, copy.file, NOON)
    assert found == copy
    assert kept is not None
    assert kept.endswith("-replaced.old")
    assert backups.inspect(kept).sessions == 3
    assert store.replaced()
    other = opened(store.home)
    assert len(other.sessions.listed()) == 2
    other.close()
    assert titles(store.home.database) == set()
    assert stat.S_IMODE(os.stat(store.home.database).st_mode) == 0o600
    assert backups.inspect(copy.file) == copy


def test_undo_ends_at_a_restore(store: Store) -> None:
    store.turn(True, lambda name, expected, wanted: None)
    copy = store.back_up("daily")
    restore(store.home, copy.file, NOON)
    other = opened(store.home)
    for backwards in (True, False):
        with pytest.raises(NothingToDo):
            other.turn(backwards, lambda name, expected, wanted: None)
    assert [group.undone for group in other.history(None)] == [True, False]
    put(other, study_of(other, NOON))
    other.turn(True, lambda name, expected, wanted: None)
    assert len(other.sessions.listed()) == 1
    other.close()
    with sql(store.home) as connection:
        assert list(broken_links(connection)) == []


@BAD
def test_a_bad_copy_is_not_restored(store: Store, spoil: Callable[[str], None], kind: type[Fault]) -> None:
    bad = store.back_up("daily")
    spoil(bad.file)
    before = picture(store.home.folder)
    with pytest.raises(kind):
        restore(store.home, bad.file, NOON)
    assert picture(store.home.folder) == before
    assert not store.replaced()


@pytest.mark.parametrize("name", ["nothing.db", "folder.db", "pipe.db"])
def test_what_is_no_file_is_not_restored(store: Store, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.db").mkdir()
    os.mkfifo(tmp_path / "pipe.db")
    before = picture(store.home.folder)
    with pytest.raises(Refused, match=name):
        restore(store.home, str(tmp_path / name), NOON)
    assert picture(store.home.folder) == before


def test_restore_over_a_damaged_database(store: Store) -> None:
    copy = store.back_up("daily")
    store.close()
    Path(store.home.database).write_bytes(b"\xff" * 9000)
    _, kept = restore(store.home, copy.file, NOON)
    assert kept is not None
    assert Path(kept).read_bytes() == b"\xff" * 9000
    other = opened(store.home)
    assert len(other.sessions.listed()) == 2
    other.close()


def test_restore_where_the_database_is_gone(store: Store) -> None:
    copy = store.back_up("daily")
    store.close()
    os.unlink(store.home.database)
    with pytest.raises(DataFault, match="is gone, but there are backups"):
        opened(store.home)
    assert restore(store.home, copy.file, NOON)[1] is None
    opened(store.home).close()


def test_restore_on_a_new_machine(store: Store, tmp_path: Path) -> None:
    copy = store.copy_to(str(tmp_path / "moved.db"))
    new = Home(str(tmp_path / "elsewhere"))
    assert restore(new, copy.file, NOON) == (copy, None)
    other = opened(new)
    assert len(other.sessions.listed()) == 2
    other.close()
    assert stat.S_IMODE(os.stat(new.folder).st_mode) == 0o700


def test_no_old_journal_is_played_into_the_restored_file(store: Store) -> None:
    copy = store.back_up("daily")
    store.close()
    for ending in ("-journal", "-wal", "-shm"):
        Path(store.home.database + ending).write_bytes(b"old")
    restore(store.home, copy.file, NOON)
    assert sorted(os.listdir(store.home.folder)) == ["backups", "study.db"]


def test_restore_waits_for_writers_and_gives_up_with_a_word(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = store.back_up("daily")
    monkeypatch.setattr(restoring, "BUSY_SECONDS", 0.01)
    with store.change("long") as writer:
        store.put_session(writer, study_of(store, NOON))
        with pytest.raises(Fault, match="is in use by another program"):
            restore(store.home, copy.file, NOON)
    assert not store.replaced()
    assert len(store.sessions.listed()) == 3
