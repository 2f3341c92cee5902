"""SQLite's and the system's errors, said as what happened, where, and what to do."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager

from studytui.domain.faults import DataFault, Fault, SystemRefused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Protocol, TypeVar

    class _Room(Protocol):
        path: str

    T = TypeVar("T", bound=_Room)

_RESTORE = "see what is intact with: studytui doctor"


class Damaged(DataFault):
    """The database cannot be read as one; it is left as it is."""


class NotOurs(DataFault):
    """The file is a database of another program, or none at all; it is left as it is."""


class TooNew(DataFault):
    """A newer version of studytui wrote the database; it is left as it is."""


class ReadOnly(SystemRefused):
    """The data may be read but not written."""


class Busy(SystemRefused):
    """Other programs held the database longer than anybody should wait."""


class Replaced(DataFault):
    """Another file stands where the database was opened; writing on would be lost with the old one."""


class DiskFull(SystemRefused):
    """There is no room for what should be written."""


def damaged(path: str, what: str) -> Damaged:
    """A damaged database at `path`; `what` is what was seen of it."""
    return Damaged(f"{path} is damaged ({what}); nothing was written", _RESTORE)


def from_sqlite(fault: sqlite3.Error, path: str) -> Fault:
    """The fault that a person is told for one of SQLite's; the text of SQLite stands in brackets."""
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return Busy(f"{path} is in use by another program", "try again in a moment; nothing was lost")
    if code == sqlite3.SQLITE_FULL:
        return DiskFull(
            f"no room to write {path}", "free some space and try again; what was saved before is intact"
        )
    if code == sqlite3.SQLITE_READONLY:
        return ReadOnly(
            f"{path} may not be written",
            "check who owns the file and its folder, or name another with --home DIR",
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return SystemRefused(
            f"{path} cannot be opened",
            "check that the folder is there and may be written, or name another with --home DIR",
        )
    if code == sqlite3.SQLITE_NOTADB:
        return NotOurs(f"{path} is not a database; nothing was written", _RESTORE)
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(path, str(fault))
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_PROTOCOL):
        return SystemRefused(
            f"the system could not read or write {path} ({fault})",
            "check the disk and try again; what was saved before is intact",
        )
    if code == sqlite3.SQLITE_NOMEM:
        return SystemRefused("there is not enough memory", "close other programs and try again")
    return damaged(path, str(fault))


def from_system(fault: OSError, path: str) -> Fault:
    """The fault that a person is told for a refusal of the operating system."""
    place = fault.filename if isinstance(fault.filename, str) else path
    if fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskFull(
            f"no room to write {place}", "free some space and try again; what was saved before is intact"
        )
    if fault.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ReadOnly(
            f"{place} may not be written",
            "check who owns the file and its folder, or name another with --home DIR",
        )
    return SystemRefused(
        f"{place}: {fault.strerror or fault}", "check the disk and the folder, and try again"
    )


@contextmanager
def translated(path: str) -> Iterator[None]:
    """Turn every error of SQLite, of the system and of damaged content into a Fault that names `path`."""
    try:
        yield
    except sqlite3.Error as fault:
        raise from_sqlite(fault, path) from fault
    except OSError as fault:
        raise from_system(fault, path) from fault
    except (UnicodeError, OverflowError) as fault:
        raise damaged(path, "unreadable content") from fault
    except MemoryError as fault:
        raise SystemRefused("there is not enough memory", "close other programs and try again") from fault


def told(room: type[T]) -> type[T]:
    """Make the public methods of a class of queries tell errors as Faults that name its `path`."""
    from functools import wraps

    def telling(method: Callable[..., object]) -> Callable[..., object]:
        @wraps(method)
        def asked(self: T, *args: object, **named: object) -> object:
            try:
                return method(self, *args, **named)
            except sqlite3.Error as fault:
                raise from_sqlite(fault, self.path) from fault
            except (ValueError, OverflowError, LookupError) as fault:
                raise damaged(self.path, "unreadable content") from fault

        return asked

    for name, method in list(vars(room).items()):
        if not name.startswith("_") and callable(method):
            setattr(room, name, telling(method))
    return room


def any_file(folder: str) -> bool:
    """Whether there is a backup in `folder`; OSError where the system does not say."""
    try:
        return any(name.endswith(".db") for name in os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return False
