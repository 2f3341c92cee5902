"""A damaged database put in order: all that can be read of it, in a new file; the old one is kept."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3

from studytui.domain.ids import uuid7
from studytui.domain.records import dataclass
from studytui.store.backups import inspect, open_copy
from studytui.store.errors import damaged, translated
from studytui.store.home import Home, make_folder
from studytui.store.rebuilding import rebuild
from studytui.store.restoring import finish_halves, made_beside, put_in_its_place, stamp_of
from studytui.store.salvage import salvage
from studytui.store.store import Store
from studytui.store.verifying import verify

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.store.backups import Backup


@dataclass(frozen=True)
class Repaired:
    """What the repaired database holds, and where the old file was kept."""

    now: Backup
    kept: str | None


def repair(home: Home, now: float, day_hour: int) -> Repaired:
    """Salvage what can be read into a new database and put it in place of the old one, which is kept.

    Raises Damaged, with nothing changed, where nothing can be read. The caller must have closed the database.
    """
    scratch, fresh = (f"{home.database}.{what}-{os.getpid()}" for what in ("salvaged", "repaired"))
    with translated(home.database):
        make_folder(home.backups)
        finish_halves(home)
        made_of = stamp_of(home)
        with made_beside(scratch), made_beside(fresh):
            shutil.copyfile(home.database, scratch)
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(f"{home.database}-journal", f"{scratch}-journal")
            found = salvage(scratch)
            if not found.operations and not any(found.rows.values()):
                raise damaged(home.database, "nothing of it can be read")
            _build(fresh, lambda connection: rebuild(connection, found, _id(now), _id(now), int(now)))
            _reckon(home, fresh, now, day_hour)
            with contextlib.closing(open_copy(fresh)) as connection:
                if not verify(connection).good:
                    raise damaged(home.database, "what was read does not fit together")
            return Repaired(inspect(fresh), put_in_its_place(home, fresh, "damaged", now, made_of))


def _id(now: float) -> str:
    return uuid7(int(now * 1000), os.urandom(10))


def _build(fresh: str, fill: Callable[[sqlite3.Connection], None]) -> None:
    with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = EXTRA")
        fill(connection)


def _reckon(home: Home, fresh: str, now: float, day_hour: int) -> None:
    inner = Home(home.folder)
    inner.database = fresh
    store = Store(inner, lambda: now, day_hour)
    try:
        store.renew_derived()
    finally:
        store.close()
