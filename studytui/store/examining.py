"""What can be said of a database without changing it: whose it is, what is sound, what can be saved.

The file is read past SQLite too, so nothing here may run in a process that has the database open: closing
it would let go of the locks of all connections to it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3

from studytui.domain.faults import Fault
from studytui.domain.records import dataclass
from studytui.store import schema
from studytui.store.backups import open_copy
from studytui.store.connection import quoted, version_of_ours
from studytui.store.errors import damaged, translated
from studytui.store.restoring import finish_halves, made_beside
from studytui.store.verifying import Verdict, verify

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.store.home import Home

_TABLES = ("session", "note", "mark", "operation")


@dataclass(frozen=True)
class Examined:
    """What was found: rows of the main tables (-1 where they cannot be counted), SQLite's own complaints, and
    the rows compared with the operations, where the file can be read so far.
    """

    bytes: int
    version: int
    sessions: int
    notes: int
    marks: int
    operations: int
    complaints: tuple[str, ...]
    verdict: Verdict | None

    @property
    def sound(self) -> bool:
        """Whether all is as it was written."""
        return not self.complaints and self.verdict is not None and self.verdict.good


@dataclass(frozen=True)
class Saved:
    """How much a repair would save."""

    sessions: int
    notes: int
    marks: int
    operations: int


def examine(home: Home) -> Examined:
    """Read the whole database; a Fault where it is gone, empty, no file, of another program or unreadable."""
    path = home.database
    with translated(path):
        if os.path.getsize(path) == 0:
            raise damaged(path, "it is empty")
        if _exists(f"{path}-journal"):
            with contextlib.suppress(Fault, OSError, sqlite3.Error):
                finish_halves(home)
        with contextlib.ExitStack() as later:
            connection = later.enter_context(contextlib.closing(_open(path)))
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("BEGIN")
            version = version_of_ours(connection, path)
            if version < schema.VERSION:
                connection = later.enter_context(contextlib.closing(brought_along(connection, version)))
            sessions, notes, marks, operations = (_count(connection, table) for table in _TABLES)
            return Examined(
                os.path.getsize(path),
                version,
                sessions,
                notes,
                marks,
                operations,
                _complaints(connection),
                _verdict(connection),
            )


def brought_along(connection: sqlite3.Connection, version: int) -> sqlite3.Connection:
    """An older version's data as the next start would bring it to this one, in memory."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.backup(copy)
        schema.migrate(copy, version)
    except BaseException:
        copy.close()
        raise
    return copy


def _open(path: str) -> sqlite3.Connection:
    """The database for reading; as it stands where reading it would make files, or locks cannot be had."""
    if _in_wal_mode(path) and not _exists(f"{path}-wal"):
        return open_copy(path)
    connection = sqlite3.connect(f"file:{quoted(path)}?mode=ro", uri=True, isolation_level=None, timeout=20)
    try:
        connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.OperationalError:
        connection.close()
        connection = open_copy(path)
    return connection


def _in_wal_mode(path: str) -> bool:
    """Whether the header asks for a write-ahead log, which no database of ours does."""
    with open(path, "rb") as file:
        return 2 in file.read(20)[18:20]


def _exists(path: str) -> bool:
    try:
        return os.path.getsize(path) > 0
    except OSError:
        return False


def _count(connection: sqlite3.Connection, table: str) -> int:
    try:
        (number,) = connection.execute(f"SELECT count(*) FROM {table} NOT INDEXED").fetchone()
        return int(number)
    except (sqlite3.Error, ValueError, OverflowError):
        return -1


def _complaints(connection: sqlite3.Connection) -> tuple[str, ...]:
    found: list[str] = []
    try:
        for (line,) in connection.execute("PRAGMA integrity_check(10)"):
            found += str(line).splitlines()
        for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
            found.append(f"a row of {table} belongs to none of {parent}")
        if not schema.holds_all_we_read(connection):
            found.append("tables or columns are missing")
    except (sqlite3.Error, UnicodeError, ValueError, OverflowError) as fault:
        found.append(str(fault))
    return tuple(line[:200] for line in found if line != "ok")[:10]


def _verdict(connection: sqlite3.Connection) -> Verdict | None:
    try:
        return verify(connection)
    except (sqlite3.Error, UnicodeError, ValueError, OverflowError, TypeError):
        return None


def would_save(home: Home) -> Saved | None:
    """What a repair would save, tried on a copy; none where no copy can be made."""
    from studytui.store.salvage import salvage, wanted

    scratch = f"{home.database}.salvaged-{os.getpid()}"
    try:
        with made_beside(scratch):
            shutil.copyfile(home.database, scratch)
            found = salvage(scratch)
    except OSError:
        return None
    rows = wanted(found)
    return Saved(len(rows["session"]), len(rows["note"]), len(rows["mark"]), len(found.operations))


def strangers(home: Home, file: str) -> int:
    """How many changes another copy of the database holds that this one does not; -1 where it is none."""
    try:
        with contextlib.closing(open_copy(file)) as other, contextlib.closing(_open(home.database)) as ours:
            theirs = {row[0] for row in other.execute("SELECT id FROM change")}
            return len(theirs - {row[0] for row in ours.execute("SELECT id FROM change")})
    except (sqlite3.Error, UnicodeError, ValueError, OverflowError):
        return -1
