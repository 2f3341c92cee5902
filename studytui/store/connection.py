"""Opening study.db: never taking damage for a new start, never writing into what is not ours.

What cannot be written is still read where that can be done without a guess: the file as it is, then without
locks, then, of an older version, as a copy in memory.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat

from studytui.domain.faults import DataFault, Fault
from studytui.store import schema
from studytui.store.errors import Damaged, NotOurs, ReadOnly, TooNew, any_file, damaged, translated
from studytui.store.home import FILE_MODE, Home
from studytui.store.operations import tail_fits

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

BUSY_SECONDS = 20.0


def open_database(
    home: Home, device: str, now: float, begin: bool = True
) -> tuple[sqlite3.Connection, Fault | None]:
    """Open the database of `home`, made new unless `begin` forbids, or brought to this version.

    The Fault, where there is one, says why nothing can be written; the connection then only reads. Raises a
    Fault when the file is damaged, of another program, or the system refuses; that of a damaged or missing
    file names the newest good backup. `device` is the id that a new database gets, `now` is UTC seconds.
    """
    path = home.database
    try:
        with translated(path):
            if not _present(home):
                if not begin:
                    raise DataFault(f"{path} is gone", "look where it was moved to")
                _make_new(home, device)
            if not _may_be_written(home):
                return _open_to_read(home)
            connection = _connect(path)
            try:
                return connection, _settle(connection, home, now)
            except BaseException:
                connection.close()
                raise
    except DataFault as fault:
        if isinstance(fault, TooNew):
            raise
        from studytui.store.remedy import remedy

        hint = fault.hint.replace("studytui doctor", home.called("doctor"))
        raise type(fault)(fault.message, remedy(home, now, hint)) from fault


def _may_be_written(home: Home) -> bool:
    return os.access(home.database, os.W_OK) and os.access(home.folder, os.W_OK)


def _present(home: Home) -> bool:
    """Whether there is a database; a file that cannot be one, or a missing one beside backups, is a fault."""
    path = home.database
    try:
        found = os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        if not any_file(home.backups):
            return False
        raise DataFault(
            f"{path} is gone, but there are backups of it",
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


class _Connection(sqlite3.Connection):
    """A connection that knows whether it is within a `reading`."""

    reading = False


@contextlib.contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[None]:
    """Read what is of one moment, and wait for writers once instead of at every query."""
    if not isinstance(connection, _Connection) or connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    connection.reading = True
    try:
        yield
    finally:
        _end_reading(connection)


def changing(connection: sqlite3.Connection) -> bool:
    """Whether a change is being written, not only read."""
    return connection.in_transaction and not (isinstance(connection, _Connection) and connection.reading)


def _end_reading(connection: sqlite3.Connection) -> None:
    if isinstance(connection, _Connection) and connection.reading:
        connection.reading = False
        if connection.in_transaction:
            connection.execute("COMMIT")


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write together or not at all; waits for other writers. Within a transaction it is part of that one.

    A `reading` that it is within ends.
    """
    _end_reading(connection)
    within = connection.in_transaction
    if within:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _connect(path: str, how: str = "") -> sqlite3.Connection:
    """A connection with our rules; `how` is what a URI asks of SQLite, for one that only reads."""
    place = f"file:{quoted(path)}?{how}" if how else path
    connection = sqlite3.connect(
        place,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        factory=_Connection,
        cached_statements=256,
        uri=bool(how),
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    if not how:
        connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def _settle(connection: sqlite3.Connection, home: Home, now: float) -> Fault | None:
    """Check whose and how old the database is, and migrate it where it is older; why it can only be read."""
    path = home.database
    version = version_of_ours(connection, path)
    if version > schema.VERSION:
        return _only_read(connection, _too_new(connection, path, version))
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    if journal != "delete":
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    if version < schema.VERSION:
        from studytui.store.backups import back_up

        back_up(home, connection, "before-update", now)
        with transaction(connection):
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version < schema.VERSION:
                schema.migrate(connection, version)
    if not tail_fits(connection):
        return _only_read(
            connection,
            Damaged(
                f"{path}: the last changes are not as they were written; nothing more is written to it",
                f"see what is intact with: {home.called('doctor')}; "
                f"what can be read is put in order by: {home.called('doctor --repair')}",
            ),
        )
    return None


def version_of_ours(connection: sqlite3.Connection, path: str) -> int:
    """The data version; NotOurs or Damaged where that means nothing."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != schema.APPLICATION_ID:
        raise NotOurs(
            f"{path} is a database of another program; nothing was written",
            "move it away, or name another folder with --home DIR",
        )
    if version < 1:
        raise damaged(path, f"data version {version}")
    if schema.foreign_objects(connection):
        raise NotOurs(
            f"{path} holds triggers or views that studytui did not make; nothing was written",
            "restore a backup, or name another folder with --home DIR",
        )
    return int(version)


def _too_new(connection: sqlite3.Connection, path: str, version: int) -> TooNew:
    """Why a newer version's database is only read; raised where it cannot even be read."""
    fault = TooNew(
        f"{path} was written by a newer studytui (data version {version}; "
        f"this one knows {schema.VERSION}); nothing is written to it",
        "update studytui, or restore a backup that this version wrote",
    )
    if not schema.holds_all_we_read(connection):
        raise fault
    return fault


def _only_read(connection: sqlite3.Connection, why: Fault) -> Fault:
    connection.execute("PRAGMA query_only = ON")
    return why


def _open_to_read(home: Home) -> tuple[sqlite3.Connection, Fault]:
    """Open what may not be written, on the disk or in memory, and say so."""
    path = home.database
    why: Fault = ReadOnly(
        f"{path} may only be read here; nothing is written",
        "to study on, make the folder writable, or copy it elsewhere and name it with --home DIR",
    )
    connection = _connect(path, "mode=ro")
    try:
        try:
            version = version_of_ours(connection, path)
        except sqlite3.Error:
            unfinished = _unfinished(path)
            if unfinished:
                raise ReadOnly(
                    f"{path} may only be read here, and {unfinished} beside it holds an unfinished change",
                    "copy the folder to a place that can be written, and name it with --home DIR",
                ) from None
            connection.close()
            connection = _connect(path, "mode=ro&immutable=1")
            version = version_of_ours(connection, path)
        if version > schema.VERSION:
            why = _too_new(connection, path, version)
        elif version < schema.VERSION:
            connection = _copied(connection)
            schema.migrate(connection, version)
        return connection, _only_read(connection, why)
    except BaseException:
        connection.close()
        raise


def _unfinished(path: str) -> str:
    """The name of a file beside the database that must be played into it first, empty without one."""
    for ending in ("-journal", "-wal"):
        with contextlib.suppress(OSError):
            if os.path.getsize(path + ending):
                return os.path.basename(path) + ending
    return ""


def _copied(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The same data in memory, where it may be changed."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    connection.close()
    return copy


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


def quoted(file: str) -> str:
    """A path as a URI writes it."""
    from urllib.parse import quote

    return quote(os.path.abspath(file))
