"""A full disk, a file-size limit, a folder that may only be read: said, and the old state intact."""

from __future__ import annotations

import os
import subprocess
import tempfile

import pytest

from studytui.domain.faults import SystemRefused
from studytui.store.errors import DiskFull, ReadOnly
from studytui.store.home import Home
from studytui.store.verifying import broken_links
from tests.store.samples import NOON, opened, picture, put, run, sql, study_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOT_USER = os.name == "posix" and os.geteuid() == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Home]:
    """A data folder on a disk of 512 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if not ROOT_USER:
        pytest.skip("only root may mount a small disk; the test with a file-size limit stands for it")
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield Home(str(disk / "data"))
    subprocess.run(["umount", str(disk)], check=True)


def fill(home: Home) -> None:
    """Leave no byte of the disk free."""
    with open(os.path.join(home.folder, "ballast"), "wb", buffering=0) as file:
        for size in (4096, 512, 1):
            try:
                while True:
                    file.write(b"\xff" * size)
            except OSError:
                continue


def count(home: Home, table: str) -> int:
    with sql(home) as connection:
        (number,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert list(broken_links(connection)) == []
    return int(number)


def test_a_disk_that_fills_up(small_disk: Home) -> None:
    store = opened(small_disk)
    saved = 0
    fault = None
    while fault is None:
        try:
            put(store, study_of(store, NOON + saved * 700, note="x" * 2000))
            saved += 1
        except DiskFull as full:
            fault = full
    assert saved > 5
    assert fault.exit_status == 4
    assert small_disk.database in fault.message
    assert len(store.sessions.listed()) == saved
    store.close()
    assert count(small_disk, "session") == count(small_disk, "change") == saved


def test_on_a_full_disk_all_can_be_read_and_work_goes_on_once_there_is_room(small_disk: Home) -> None:
    store = opened(small_disk)
    put(store, study_of(store, NOON))
    fill(small_disk)
    for refused in (
        lambda: put(store, study_of(store, NOON + 900, note="y" * 9000)),
        lambda: store.notes.keep_draft("topic/git", "z" * 9000, NOON),  # type: ignore[arg-type]
        lambda: store.back_up("daily"),
    ):
        for _ in range(2):
            with pytest.raises(SystemRefused):
                refused()
    assert len(store.sessions.listed()) == 1
    other = opened(small_disk)
    assert len(other.sessions.listed()) == 1
    other.close()
    os.unlink(os.path.join(small_disk.folder, "ballast"))
    put(store, study_of(store, NOON + 900))
    store.close()
    assert count(small_disk, "session") == 2
    assert [name for name in os.listdir(small_disk.backups) if "partial" in name] == []


def test_a_first_start_on_a_full_disk_leaves_nothing(small_disk: Home) -> None:
    small_disk.make()
    fill(small_disk)
    with pytest.raises(DiskFull):
        opened(small_disk)
    assert os.listdir(small_disk.folder) == ["ballast"]
    os.unlink(os.path.join(small_disk.folder, "ballast"))
    opened(small_disk).close()
    assert count(small_disk, "session") == 0


def test_a_limit_on_the_size_of_files(home: Home) -> None:
    code = """
import resource, signal, sys
from studytui.domain.faults import SystemRefused
from studytui.store.home import Home
from tests.store.samples import NOON, opened, put, study_of
store = opened(Home(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
saved = 0
try:
    while True:
        put(store, study_of(store, NOON + saved * 700, note="x" * 2000))
        saved += 1
except SystemRefused as fault:
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    put(store, study_of(store, NOON + saved * 700))
    print(saved + 1, len(store.sessions.listed()), fault.exit_status)
"""
    saved, kept, status = map(int, run(code, home.folder).split())
    assert saved == kept == count(home, "session")
    assert saved > 5
    assert status == 4


@pytest.fixture
def locked() -> Iterator[Home]:
    """A data folder with one session, which nobody may write, at a place that everybody may enter."""
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        home = Home(os.path.join(place, "data"))
        store = opened(home)
        put(store, study_of(store, NOON))
        store.close()
        os.chmod(home.database, 0o444)
        os.chmod(home.folder, 0o555)
        yield home
        os.chmod(home.folder, 0o755)


WRITE = """
import sys
from studytui.domain.faults import SystemRefused
from studytui.store.errors import ReadOnly
from studytui.store.home import Home
from tests.store.samples import NOON, opened, put, study_of
home = Home(sys.argv[1])
store = opened(home)
print(len(store.sessions.listed()))
for refused in (
    lambda: put(store, study_of(store, NOON + 900)),
    lambda: store.notes.keep_draft("topic/git", "text", NOON),
    lambda: store.lines.keep("mine", "Mine", "stamp", ()),
    lambda: store.turn(True, lambda name, expected, wanted: None),
):
    try:
        refused()
    except ReadOnly as fault:
        print(fault.exit_status, home.database in fault.message)
try:
    store.back_up("daily")
except SystemRefused as fault:
    print(fault.exit_status, home.backups in fault.message)
print(len(store.sessions.listed()))
"""


def test_a_folder_that_may_only_be_read(locked: Home) -> None:
    before = picture(locked.folder)
    said = run(WRITE, locked.folder, nobody=ROOT_USER).splitlines()
    assert said == ["1", "4 True", "4 True", "4 True", "4 True", "4 True", "1"]
    assert picture(locked.folder) == before


def test_a_first_start_where_nothing_may_be_made(locked: Home) -> None:
    code = """
import sys
from studytui.domain.faults import SystemRefused
from studytui.store.home import Home
from tests.store.samples import opened
for folder in sys.argv[1:]:
    try:
        opened(Home(folder))
    except SystemRefused as fault:
        print(fault.exit_status, folder in fault.message)
"""
    os.chmod(locked.folder, 0o755)
    os.unlink(locked.database)
    os.chmod(locked.folder, 0o555)
    before = picture(os.path.dirname(locked.folder))
    said = run(code, locked.folder, os.path.join(locked.folder, "deeper"), nobody=ROOT_USER).splitlines()
    assert said == ["4 True", "4 True"]
    assert picture(os.path.dirname(locked.folder)) == before


def test_the_kinds_of_refusal_are_of_the_system() -> None:
    assert issubclass(DiskFull, SystemRefused)
    assert issubclass(ReadOnly, SystemRefused)
