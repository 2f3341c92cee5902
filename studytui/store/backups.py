"""Copies of the database by SQLite's backup API, each reopened and checked; and the way back."""

from __future__ import annotations

import calendar
import contextlib
import os
import re
import sqlite3
import stat
import time

from studytui.domain.faults import DataFault, Fault, Refused, SystemRefused
from studytui.domain.records import dataclass, replace
from studytui.store import schema
from studytui.store.connection import put_in_place, quoted, sync_folder
from studytui.store.errors import NotOurs, TooNew, damaged, translated
from studytui.store.home import FILE_MODE, Home, make_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


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


def back_up(home: Home, connection: sqlite3.Connection, why: str, now: float, pages: int = -1) -> Backup:
    """Copy the database into `backups/` under the moment (UTC seconds) and the reason; checked first."""
    _refuse_link(home)
    make_folder(home.backups)
    moment = written_moment(now)
    number = 1
    while True:
        name = f"{moment}-{why}" if number == 1 else f"{moment}-{why}-{number}"
        number += 1
        with contextlib.suppress(Taken):
            return copy_to(connection, os.path.join(home.backups, f"{name}.db"), pages)


def _refuse_link(home: Home) -> None:
    if os.path.islink(home.backups):
        raise DataFault(
            f"{home.backups} is a link; backups are never written where a link leads",
            "put a folder there, and copy backups elsewhere with: studytui backup FILE",
        )


def copy_to(connection: sqlite3.Connection, file: str, pages: int = -1) -> Backup:
    """Copy the database to `file`, which must not be there; it appears only when it is whole.

    With `pages`, so many at a time, and writers may go in between.
    """
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
                _copy_pages(connection, copy, pages)
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


class _Overtaken(Exception):
    """Others write so often that a copy in parts begins again and again."""


def _copy_pages(connection: sqlite3.Connection, copy: sqlite3.Connection, pages: int) -> None:
    steps = 0

    def progress(status: int, remaining: int, total: int) -> None:
        nonlocal steps
        steps += 1
        if steps * pages > 3 * total + 3 * pages:
            raise _Overtaken

    try:
        connection.backup(copy, pages=pages, progress=progress if pages > 0 else None)
    except _Overtaken:
        connection.backup(copy)


def inspect(file: str) -> Backup:
    """Open a copy for reading and check it whole; a Fault says what is wrong with it."""
    try:
        found = os.stat(file)
    except FileNotFoundError:
        raise Refused(f"there is no file {file}", "see the backups with: studytui backup --list") from None
    except OSError as fault:
        raise SystemRefused(
            f"{file} cannot be read: {fault.strerror or fault}",
            "check the disk and who may read it, then try again",
        ) from fault
    if not stat.S_ISREG(found.st_mode):
        raise Refused(f"{file} is not a file", "name a backup; see them with: studytui backup --list")
    if found.st_size == 0:
        raise damaged(file, "it is empty")
    with translated(file):
        connection = open_copy(file)
        try:
            return _examine(connection, file, found)
        finally:
            connection.close()


def open_copy(file: str) -> sqlite3.Connection:
    """A copy opened for reading, as it stands; nothing is made beside it."""
    connection = sqlite3.connect(f"file:{quoted(file)}?mode=ro&immutable=1", uri=True, isolation_level=None)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _examine(connection: sqlite3.Connection, file: str, found: os.stat_result) -> Backup:
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
        raise SystemRefused(
            f"{home.backups} cannot be read: {fault.strerror or fault}",
            "check the disk and who may read it, then try again",
        ) from fault
    found: list[Backup | Fault] = []
    for name in names:
        try:
            found.append(inspect(os.path.join(home.backups, name)))
        except Fault as fault:
            found.append(fault)
    return tuple(found)


_MADE_BY_ITSELF = re.compile(r"\d{8}-\d{6}-(daily|before-[a-z]+)(-\d+)?\.db")


def rotate(home: Home, now: float) -> tuple[str, ...]:
    """Take away copies that the program made by itself and that age has made needless; their files.

    The best one, of all that are whole the one with most operations, is never taken, nor one made by hand.
    """
    from studytui.domain.rotation import kept

    _refuse_link(home)
    with translated(home.backups):
        names = [name for name in os.listdir(home.backups) if name.endswith(".db")]
        own = {name: moment_of(name) or 0 for name in names if _MADE_BY_ITSELF.fullmatch(name)}
        staying = kept(own.values(), now)
        going = [name for name, moment in own.items() if moment not in staying]
        if not going:
            return ()
        best = _best(home, names)
        gone = tuple(os.path.join(home.backups, name) for name in sorted(going) if name != best)
        for file in gone:
            os.unlink(file)
        return gone


def drop(file: str) -> None:
    """Take a copy away again."""
    with translated(file):
        os.unlink(file)


def _best(home: Home, names: Iterable[str]) -> str | None:
    """The name of the copy with most operations, the newest of those, that is whole."""
    ranks = {name: (_rank(os.path.join(home.backups, name)), moment_of(name) or 0) for name in names}
    for name in sorted(ranks, key=lambda name: ranks[name], reverse=True):
        with contextlib.suppress(Fault):
            inspect(os.path.join(home.backups, name))
            return name
    return None


def _rank(file: str) -> int:
    """How many operations a copy has had, -1 where it cannot be told."""
    try:
        connection = open_copy(file)
        try:
            (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM operation").fetchone()
            return int(last)
        finally:
            connection.close()
    except (sqlite3.Error, ValueError, OverflowError, TypeError, MemoryError):
        return -1
