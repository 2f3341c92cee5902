"""A checked copy put in the place of the database, whose file is kept."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat

from studytui.store.backups import inspect, open_copy, written_moment
from studytui.store.connection import BUSY_SECONDS, sync_folder
from studytui.store.errors import Busy, translated
from studytui.store.files import stands
from studytui.store.home import FILE_MODE, Home, make_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.store.backups import Backup


def restore(home: Home, file: str, now: float) -> tuple[Backup, str | None]:
    """Put a checked copy of `file` in the database's place; returns it and where the old one was kept.

    The old database is kept beside the backups under its own name; readers and writers are locked out
    while the files change places.
    """
    good = inspect(file)
    home.make()
    make_folder(home.backups)
    fresh = f"{home.database}.restored-{os.getpid()}"
    with translated(file), made_beside(fresh):
        source = open_copy(file)
        copy = sqlite3.connect(fresh, isolation_level=None)
        try:
            copy.execute("PRAGMA synchronous = EXTRA")
            source.backup(copy)
            copy.execute(
                "UPDATE change SET state = iif(state = 'done', 'final', 'gone') "
                "WHERE state IN ('done', 'undone')"
            )
        finally:
            copy.close()
            source.close()
        return good, put_in_its_place(home, fresh, "replaced", now)


@contextlib.contextmanager
def made_beside(fresh: str) -> Iterator[None]:
    """An empty private file to build a database in; it is gone afterwards unless it was given its place."""
    with contextlib.suppress(FileNotFoundError):
        os.unlink(fresh)
    os.close(os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), FILE_MODE))
    try:
        yield
    finally:
        for left in (fresh, f"{fresh}-journal"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(left)


Stamp = tuple[int, int, int]


def stamp_of(home: Home) -> Stamp | None:
    """By what the database's file is known to be the same, and unwritten since; none where it is gone."""
    try:
        found = os.stat(home.database)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def put_in_its_place(
    home: Home, fresh: str, why: str, now: float, made_of: Stamp | None = None
) -> str | None:
    """Let a finished database, checked once more, take the place of the old one; where that is kept.

    Readers and writers are locked out while the files change places. The old file goes into the backups
    under the moment and the reason, with what stood beside it, so that nothing is played into the new one.
    Where it was `made_of` the old one, that must not have been written since: Busy is raised then.
    """
    inspect(fresh)
    with open(fresh, "rb") as written:
        os.fsync(written.fileno())
    with _old_one_held(home):
        if made_of is not None and stamp_of(home) != made_of:
            raise Busy(f"{home.database} was written by another program meanwhile", "close it and try again")
        kept = _set_aside(home, why, now)
        os.replace(fresh, home.database)
        sync_folder(home.folder)
    return kept


def finish_halves(home: Home) -> None:
    """Let a change that was half written be taken back, as any opening would."""
    with _old_one_held(home):
        pass


def _holds_something(path: str) -> bool:
    """Whether there is a file that is not empty; OSError where the system does not say."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size > 0


@contextlib.contextmanager
def _old_one_held(home: Home) -> Iterator[None]:
    """Hold the old database's write lock, where it can still be opened, while it is replaced."""
    old = None
    try:
        if _holds_something(home.database):
            old = sqlite3.connect(home.database, timeout=BUSY_SECONDS, isolation_level=None)
            try:
                old.execute("BEGIN EXCLUSIVE")
            except sqlite3.DatabaseError as fault:
                if getattr(fault, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                    raise
        yield
    finally:
        if old is not None:
            old.close()


def _set_aside(home: Home, why: str, now: float) -> str | None:
    """Keep the present database's file, as it is, under a name that says so."""
    if not stands(home.database):
        return None
    kept = free_name(home, f"{written_moment(now)}-{why}", "old")
    try:
        os.link(home.database, kept, follow_symlinks=False)
    except OSError:  # a file system without links
        os.rename(home.database, kept)
    for ending in ("-journal", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.rename(home.database + ending, kept + ending)
    sync_folder(home.backups)
    return kept


def free_name(home: Home, name: str, ending: str) -> str:
    """A path in the backups that is not taken."""
    path, number = os.path.join(home.backups, f"{name}.{ending}"), 1
    while os.path.lexists(path):
        number += 1
        path = os.path.join(home.backups, f"{name}-{number}.{ending}")
    return path
