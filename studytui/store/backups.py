"""Copies of the database by SQLite's backup API, each reopened and checked; and the way back."""

from __future__ import annotations

import calendar
import contextlib
import os
import sqlite3
import stat
import time

from studytui.domain.faults import Fault, Refused, SystemRefused
from studytui.domain.records import dataclass, replace
from studytui.store import schema
from studytui.store.connection import BUSY_SECONDS, put_in_place, quoted, sync_folder
from studytui.store.errors import NotOurs, TooNew, damaged, translated
from studytui.store.home import FILE_MODE, Home, make_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Backup:
    """A copy of the database: its file and what it holds; `operations` tells how far it had come.

    `made` is the UTC second in its name, else that of the file.
    """

    file: str
    sessions: int
    operations: int
    notes: int
    bytes: int
    made: int


class Taken(Refused):
    """A file of that name is there already."""


def back_up(home: Home, connection: sqlite3.Connection, why: str, now: float) -> Backup:
    """Copy the database into `backups/` under the moment (UTC seconds) and the reason; checked first."""
    make_folder(home.backups)
    moment = written_moment(now)
    number = 1
    while True:
        name = f"{moment}-{why}" if number == 1 else f"{moment}-{why}-{number}"
        number += 1
        with contextlib.suppress(Taken):
            return copy_to(connection, os.path.join(home.backups, f"{name}.db"))


def copy_to(connection: sqlite3.Connection, file: str) -> Backup:
    """Copy the database to `file`, which must not be there; it appears only when it is whole."""
    if os.path.lexists(file):
        raise Taken(f"{file} is there already", "name another file")
    partial = f"{file}.partial-{os.urandom(8).hex()}"
    with translated(file):
        handle = os.open(
            partial, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), FILE_MODE
        )
        os.close(handle)
        try:
            copy = sqlite3.connect(partial, isolation_level=None)
            try:
                copy.execute("PRAGMA synchronous = EXTRA")
                connection.backup(copy)
            finally:
                copy.close()
            found = inspect(partial)
            with open(partial, "rb") as written:
                os.fsync(written.fileno())
            if not put_in_place(partial, file):
                raise Taken(f"{file} is there already", "name another file")
            sync_folder(os.path.dirname(os.path.abspath(file)))
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(partial)
        return replace(found, file=file, made=moment_of(file) or found.made)


def inspect(file: str) -> Backup:
    """Open a copy for reading and check it whole; a Fault says what is wrong with it."""
    try:
        found = os.stat(file)
    except FileNotFoundError:
        raise Refused(f"there is no file {file}", "see the backups with: studytui backup --list") from None
    except OSError as fault:
        raise SystemRefused(f"{file} cannot be read: {fault.strerror or fault}") from fault
    if not stat.S_ISREG(found.st_mode):
        raise Refused(f"{file} is not a file", "name a backup; see them with: studytui backup --list")
    if found.st_size == 0:
        raise damaged(file, "it is empty")
    with translated(file):
        connection = sqlite3.connect(
            f"file:{quoted(file)}?mode=ro&immutable=1", uri=True, isolation_level=None
        )
        try:
            return _examine(connection, file, found)
        finally:
            connection.close()


def _examine(connection: sqlite3.Connection, file: str, found: os.stat_result) -> Backup:
    connection.execute("PRAGMA trusted_schema = OFF")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != schema.APPLICATION_ID:
        raise NotOurs(
            f"{file} is not a copy of studytui's data", "name a backup; see them with: studytui backup --list"
        )
    if version > schema.VERSION:
        raise TooNew(
            f"{file} was written by a newer studytui (data version {version})",
            "update studytui and try again",
        )
    if version < 1:
        raise damaged(file, f"data version {version}")
    if schema.foreign_objects(connection):
        raise NotOurs(f"{file} holds triggers or views that studytui did not make", "name another backup")
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        raise damaged(file, str(verdict).splitlines()[0][:120])
    counts = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("session", "operation", "note")
    ]
    return Backup(
        file, counts[0], counts[1], counts[2], found.st_size, moment_of(file) or int(found.st_mtime)
    )


def written_moment(now: float) -> str:
    """A UTC second as the names of backups begin."""
    return time.strftime("%Y%m%d-%H%M%S", time.gmtime(now))


def moment_of(file: str) -> int | None:
    """The UTC second with which a backup's name begins, none in another file's."""
    try:
        return calendar.timegm(time.strptime(os.path.basename(file)[:15], "%Y%m%d-%H%M%S"))
    except ValueError:
        return None


def listed(home: Home) -> tuple[Backup | Fault, ...]:
    """The backups of the folder, newest first; for a bad one, what is wrong with it."""
    try:
        names = sorted((name for name in os.listdir(home.backups) if name.endswith(".db")), reverse=True)
    except FileNotFoundError:
        return ()
    except OSError as fault:
        raise SystemRefused(f"{home.backups} cannot be read: {fault.strerror or fault}") from fault
    found: list[Backup | Fault] = []
    for name in names:
        try:
            found.append(inspect(os.path.join(home.backups, name)))
        except Fault as fault:
            found.append(fault)
    return tuple(found)


def restore(home: Home, file: str) -> tuple[Backup, str | None]:
    """Put a checked copy of `file` in the database's place; returns it and where the old one was kept.

    The old database is kept beside the backups under its own name; readers and writers are locked out
    while the files change places.
    """
    good = inspect(file)
    home.make()
    make_folder(home.backups)
    fresh = f"{home.database}.restored-{os.getpid()}"
    with translated(file):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(fresh)
        source = sqlite3.connect(f"file:{quoted(file)}?mode=ro&immutable=1", uri=True, isolation_level=None)
        try:
            handle = os.open(
                fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), FILE_MODE
            )
            os.close(handle)
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
        finally:
            source.close()
        inspect(fresh)
        with _old_one_held(home):
            kept = _set_aside(home)
            os.replace(fresh, home.database)
            sync_folder(home.folder)
    return good, kept


@contextlib.contextmanager
def _old_one_held(home: Home) -> Iterator[None]:
    """Hold the old database's write lock, where it can still be opened, while it is replaced."""
    old = None
    try:
        if os.path.isfile(home.database) and os.path.getsize(home.database):
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


def _set_aside(home: Home) -> str | None:
    """Keep the present database's file, as it is, under a name that says so."""
    if not os.path.lexists(home.database):
        return None
    moment = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    kept = os.path.join(home.backups, f"{moment}-replaced.old")
    number = 1
    while os.path.lexists(kept):
        number += 1
        kept = os.path.join(home.backups, f"{moment}-replaced-{number}.old")
    os.link(home.database, kept, follow_symlinks=False)
    for ending in ("-journal", "-wal", "-shm"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(home.database + ending)
    return kept
