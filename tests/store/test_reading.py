"""What cannot be written is still read: read-only places, newer and older versions, a tail that is off."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

import pytest

from studytui.store import schema
from studytui.store.errors import Damaged, ReadOnly, TooNew
from studytui.store.home import Home
from tests.store.samples import NOON, opened, picture, put, run, sql, study_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from studytui.domain.faults import Fault

ROOT_USER = os.name == "posix" and os.geteuid() == 0


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


@pytest.fixture
def locked(place: Path) -> Iterator[Home]:
    """A data folder with one session that nobody may write."""
    home = Home(str(place / "data"))
    store = opened(home)
    put(store, study_of(store, NOON))
    store.close()
    yield home
    os.chmod(home.folder, 0o755)


def lock(home: Home) -> None:
    for name in os.listdir(home.folder):
        os.chmod(os.path.join(home.folder, name), 0o444)
    os.chmod(home.folder, 0o555)


READ = """
import sys
from studytui.domain.faults import Fault
from studytui.store.home import Home
from tests.store.samples import opened
try:
    store = opened(Home(sys.argv[1]))
    print(len(store.sessions.listed()), len(store.history(None)), type(store.unwritable).__name__)
    store.use_day_hour(7)
    store.keep_cards([])
except Fault as fault:
    print(type(fault).__name__, fault.message, fault.hint, sep="|")
"""


def test_a_read_only_folder_is_read(locked: Home) -> None:
    lock(locked)
    before = picture(locked.folder)
    assert run(READ, locked.folder, nobody=ROOT_USER).split() == ["1", "1", "ReadOnly"]
    assert picture(locked.folder) == before


def test_a_file_in_wal_mode_is_read_where_nothing_may_be_made(locked: Home) -> None:
    with sql(locked) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    lock(locked)
    assert run(READ, locked.folder, nobody=ROOT_USER).split() == ["1", "1", "ReadOnly"]
    assert os.listdir(locked.folder) == ["study.db"]


def test_an_older_version_is_read_as_it_would_be_migrated(
    locked: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sql(locked) as connection:
        connection.execute("PRAGMA user_version = 4")
        connection.execute("DELETE FROM meta WHERE key = 'sealed_from'")
        connection.execute("DROP TABLE total")
    lock(locked)
    before = picture(locked.folder)
    assert schema.VERSION >= 5
    assert run(READ, locked.folder, nobody=ROOT_USER).split() == ["1", "1", "ReadOnly"]
    assert picture(locked.folder) == before


def test_half_a_change_is_never_read(locked: Home) -> None:
    code = """
import os, sys
from studytui.store.home import Home
from tests.store.samples import NOON, opened, study_of
store = opened(Home(sys.argv[1]))
store._connection.execute("PRAGMA cache_size = 1")
with store.change("log") as writer:
    for number in range(200):
        store.put_session(writer, study_of(store, NOON + number))
    os._exit(0)
"""
    run(code, locked.folder)
    lock(locked)
    before = picture(locked.folder)
    kind, message, hint = run(READ, locked.folder, nobody=ROOT_USER).strip().split("|")
    assert kind == "ReadOnly"
    assert "study.db-journal beside it holds an unfinished change" in message
    assert "copy the folder" in hint
    assert picture(locked.folder) == before


@pytest.mark.skipif(not ROOT_USER, reason="only root may mount; the read-only folder stands for it")
def test_a_read_only_medium_is_read(locked: Home) -> None:
    for options in (["--bind", locked.folder, locked.folder], ["-o", "remount,ro,bind", locked.folder]):
        if subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
            subprocess.run(["umount", locked.folder], capture_output=True, check=False)
            pytest.skip("this machine lets nobody mount")
    try:
        store = opened(locked)
        assert isinstance(store.unwritable, ReadOnly)
        assert len(store.sessions.listed()) == 1
        with pytest.raises(ReadOnly, match="may only be read here"):
            put(store, study_of(store, NOON))
        store.close()
    finally:
        subprocess.run(["umount", locked.folder], check=True)


def newer(home: Home) -> None:
    with sql(home) as connection:
        connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        connection.execute("CREATE TABLE later (id TEXT)")
        connection.execute("ALTER TABLE session ADD COLUMN mood TEXT")


def tail_broken(home: Home) -> None:
    with sql(home) as connection:
        connection.execute("UPDATE operation SET new = new || ' ' WHERE seq = 3")


@pytest.mark.parametrize(("spoil", "kind"), [(newer, TooNew), (tail_broken, Damaged)])
def test_what_must_not_be_written_is_read(
    home: Home, spoil: Callable[[Home], None], kind: type[Fault]
) -> None:
    store = opened(home)
    for number in range(3):
        put(store, study_of(store, NOON + 900 * number))
    store.close()
    spoil(home)
    before = picture(home.folder)
    store = opened(home)
    assert len(store.sessions.listed()) == 3
    for _ in range(2):
        with pytest.raises(kind):
            put(store, study_of(store, NOON))
    with pytest.raises(kind):
        store.turn(True, lambda name, expected, wanted: None)
    with pytest.raises(ReadOnly):
        store.notes.keep_draft("topic/git", "text", NOON)  # type: ignore[arg-type]
    store.close()
    assert picture(home.folder) == before


def test_a_damaged_file_names_the_newest_good_backup_and_its_age(home: Home) -> None:
    store = opened(home)
    put(store, study_of(store, NOON))
    good = store.back_up("daily")
    store.close()
    os.rename(good.file, kept := os.path.join(home.backups, "20261119-120000-daily.db"))
    Path(home.backups, "20261120-120000-daily.db").write_bytes(b"noise")
    Path(home.database).write_bytes(b"")
    with pytest.raises(Damaged) as caught:
        opened(home)
    assert "the newest good backup is 2 days old and holds 1 session; " in caught.value.hint
    assert f"studytui restore {kept}" in caught.value.hint
    named = Home(home.folder, home.folder)
    with pytest.raises(Damaged) as caught:
        opened(named)
    assert f"studytui --home {home.folder} restore {kept}" in caught.value.hint
    assert f"studytui --home {home.folder} doctor" in caught.value.hint
