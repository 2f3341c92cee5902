"""What must hold of a data folder whatever happened to it, and a picture by which two states are compared."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.domain.faults import Fault
from studytui.store.backups import listed
from studytui.store.operations import FILES
from studytui.store.tables import TABLES
from studytui.store.verifying import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.store.home import Home

_UPKEEP = ("kept", "place")
"""Keys of `meta` that tell what was done for the data, not by the user."""
_CACHES = ("line", "line_stamp", "note_words", "sqlite_", "card", "news")


def files_of(home: Home) -> dict[str, str]:
    """The files that are part of changes, by their names in the folder."""
    paths = [Path(home.config), *sorted(Path(home.roadmaps).glob("*.toml"))]
    return {
        os.path.relpath(path, home.folder): path.read_bytes().decode() for path in paths if path.is_file()
    }


def picture(home: Home) -> dict[str, object]:
    """All of the user's state: every row of every table but the caches, and the files."""
    if not os.path.exists(home.database):
        return {"files": files_of(home)}
    found: dict[str, object] = {"files": files_of(home)}
    with closing(sqlite3.connect(home.database)) as connection:
        tables = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        for (name,) in tables:
            if not name.startswith(_CACHES):
                rows = connection.execute(f"SELECT * FROM {name}").fetchall()
                found[name] = sorted(repr(row) for row in rows if row[0] not in _UPKEEP)
    return found


def wrong_in(home: Home) -> list[str]:
    """Everything that is not as it must be; nothing where all is sound."""
    if not os.path.exists(home.database):
        return []
    with closing(sqlite3.connect(home.database)) as connection:
        return [*_of_database(connection, home), *_of_backups(home)]


def _of_database(connection: sqlite3.Connection, home: Home) -> Iterator[str]:
    (verdict,) = connection.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        yield f"integrity: {verdict}"
    yield from (f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check"))
    yield from _operations_against_tables(connection, home)
    yield from _derived(connection)


def _operations_against_tables(connection: sqlite3.Connection, home: Home) -> Iterator[str]:
    """The operations, carried out in order, must give the tables and the files."""
    there: dict[tuple[str, str], str] = {}
    named: dict[str, str | None] = {}
    for table, key, new in connection.execute('SELECT "table", key, new FROM operation ORDER BY seq'):
        if table == FILES:
            named[key] = new
        elif new is None:
            there.pop((table, key), None)
        else:
            there[table, key] = new
    for name, text in named.items():
        if files_of(home).get(name) != text:
            yield f"{name} is not as the operations say"
    for table in TABLES.values():
        names = ", ".join(f'"{name}"' for name in table.all_columns)
        for row in connection.execute(f"SELECT {names} FROM {table.name}").fetchall():
            found = dict(zip(table.all_columns, row, strict=True))
            said = there.pop((table.name, table.key_text(found)), None)
            if said is None or json.loads(said) != found:
                yield f"{table.name} {table.key_text(found)}: operations say {said}"
    yield from (f"{table} {key} is not in its table" for table, key in there)


def _derived(connection: sqlite3.Connection) -> Iterator[str]:
    notes = connection.execute("SELECT count(*) FROM note").fetchone()
    words = connection.execute("SELECT count(*) FROM note_words").fetchone()
    if notes != words:
        yield f"{notes} notes, {words} in the index of words"
    found = verify(connection)
    if not found.good:
        yield f"not as committed: {found}"


def _of_backups(home: Home) -> Iterator[str]:
    for one in listed(home):
        if isinstance(one, Fault):
            yield f"a backup that is none: {one.message}"
