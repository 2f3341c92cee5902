"""Opening study.db: never taking damage for a new start, never writing into what is not ours."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat

from studytui.domain.faults import DataFault
from studytui.store import schema
from studytui.store.errors import NotOurs, TooNew, damaged, newest_file, translated
from studytui.store.home import FILE_MODE, Home

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_SECONDS = 20.0


def open_database(home: Home, device: str) -> sqlite3.Connection:
    """Open the database of `home`, made new or brought to this version where that is called for.

    Raises a Fault when the file is damaged, newer, of another program, or the system refuses.
    `device` is the id that a new database gets.
    """
    path = home.database
    with translated(path):
        if not _present(home):
            _make_new(home, device)
        connection = _connect(path)
        try:
            _settle(connection, home)
        except BaseException:
            connection.close()
            raise
    return connection


def _present(home: Home) -> bool:
    """Whether there is a database; a file that cannot be one, or a missing one beside backups, is a fault."""
    path = home.database
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        backup = newest_file(home.backups)
        if backup is None:
            return False
        raise DataFault(
            f"{path} is gone, but there are backups of it",
            f"bring the newest back with: studytui restore {backup}; "
            f"to begin anew, move the folder {home.backups} away",
        ) from None
    if stat.S_ISLNK(found.st_mode):
        raise DataFault(
            f"{path} is a link; the database itself is never followed", "put the file itself there"
        )
    if not stat.S_ISREG(found.st_mode):
        raise DataFault(f"{path} is not a file", "move it away, or name another folder with --home DIR")
    if found.st_size == 0:
        raise damaged(path, "it is empty")
    return True


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write together or not at all; waits for other writers."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _connect(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, cached_statements=256)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _settle(connection: sqlite3.Connection, home: Home) -> None:
    """Check whose and how old the database is, and migrate it where it is older."""
    path = home.database
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != schema.APPLICATION_ID:
        raise NotOurs(
            f"{path} is a database of another program; nothing was written",
            "move it away, or name another folder with --home DIR",
        )
    if version > schema.VERSION:
        raise TooNew(
            f"{path} was written by a newer studytui (data version {version}; "
            f"this one knows {schema.VERSION}); nothing was written",
            "update studytui, or restore a backup that this version wrote",
        )
    if version < 1:
        raise damaged(path, f"data version {version}")
    if schema.foreign_objects(connection):
        raise NotOurs(
            f"{path} holds triggers or views that studytui did not make; nothing was written",
            "restore a backup, or name another folder with --home DIR",
        )
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    if journal != "delete":
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if version < schema.VERSION:
        from studytui.store.backups import back_up

        back_up(home, connection, "before-update")
        with transaction(connection):
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version < schema.VERSION:
                schema.migrate(connection, version)


def _make_new(home: Home, device: str) -> None:
    """Make the database under another name and link it into place when its schema is committed.

    A kill on the way leaves nothing that could be taken for a database, and whoever is first wins.
    """
    home.make()
    fresh = f"{home.database}.new-{device}"
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)
    os.close(handle)
    try:
        connection = _connect(fresh)
        try:
            with transaction(connection):
                schema.migrate(connection, 0)
                connection.execute("INSERT INTO meta VALUES ('device', ?)", (device,))
        finally:
            connection.close()
        put_in_place(fresh, home.database)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(fresh)
    sync_folder(home.folder)


def put_in_place(fresh: str, path: str) -> bool:
    """Give a finished file its name unless that is taken; whether it was not."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if os.path.lexists(path):
            return False
        os.rename(fresh, path)
    return True


def sync_folder(folder: str) -> None:
    """Make the names in `folder` durable, where the system knows how."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
