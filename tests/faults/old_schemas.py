"""Databases as older versions left them: every schema that ever landed, filled with the same history."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from studytui.store import schema
from studytui.store.operations import CHAIN_BYTES, FILES, head_text, link
from studytui.store.tables import TABLES
from tests.faults.bench import STEP

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.bench import Bench

VERSIONS = range(1, schema.VERSION)
_SEALED = 5
"""The first version whose operations seal their change's line in the history."""


def base_of(bench: Bench, version: int) -> str:
    """The name of a state with a database of that version, made when it is first asked for."""
    name = f"schema {version}"
    folder = bench.folder / f"base-{name}"
    if not folder.exists():
        shutil.copytree(bench.base("filled"), folder)
        shutil.rmtree(folder / "home" / "backups", ignore_errors=True)
        _lower(folder / "home" / "study.db", version)
        bench.adopt(name, "filled", STEP)
    return name


def _lower(database: Path, version: int) -> None:
    """Put the rows of a present database into one of an older schema, as far as it has room for them."""
    lowered = database.with_suffix(".old")
    with closing(sqlite3.connect(lowered, isolation_level=None)) as old:
        old.execute("BEGIN")
        for step in schema.STEPS[:version]:
            for statement in step:
                old.execute(statement)
        old.execute("DELETE FROM meta")
        with closing(sqlite3.connect(database)) as present:
            _fill(old, present)
        if version >= _SEALED:
            old.execute("INSERT OR REPLACE INTO meta VALUES ('sealed_from', '1')")
        else:
            old.execute("DELETE FROM meta WHERE key = 'sealed_from'")
        _chain_anew(old, version)
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.execute(f"PRAGMA user_version = {version}")
        old.execute("COMMIT")
    os.replace(lowered, database)


def _fill(old: sqlite3.Connection, present: sqlite3.Connection) -> None:
    names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    shadows = ("note_words_",)
    for (name,) in old.execute(names).fetchall():
        if name.startswith(shadows):
            continue
        wanted = [row[1] for row in old.execute(f"PRAGMA table_info({name})")]
        there = {row[1] for row in present.execute(f"PRAGMA table_info({name})")}
        shared = ", ".join(f'"{column}"' for column in wanted if column in there)
        keys = "rowid, " if name == "note_words" else ""
        rows = present.execute(f"SELECT {keys}{shared} FROM {name}").fetchall()
        if rows:
            marks = ", ".join("?" for _ in rows[0])
            old.executemany(f"INSERT INTO {name} ({keys}{shared}) VALUES ({marks})", rows)
    known = {row[0] for row in old.execute(names)}
    missing = [name for name in TABLES if name not in known]
    marks = ", ".join("?" for _ in missing)
    old.execute(f'DELETE FROM operation WHERE "table" IN ({marks})', missing)


def _chain_anew(old: sqlite3.Connection, version: int) -> None:
    chain, last = bytes(CHAIN_BYTES), 0
    rows = old.execute('SELECT seq, change, "table", key, old, new FROM operation ORDER BY seq').fetchall()
    for seq, change, table, key, before, after in rows:
        assert table in TABLES or table == FILES
        head = ""
        if version >= _SEALED and change != last:
            head = head_text(
                old.execute(
                    "SELECT id, at, device, kind, refers, label FROM change WHERE seq = ?", (change,)
                ).fetchone()
            )
        chain, last = link(chain, change, table, key, before, after, head), change
        old.execute("UPDATE operation SET chain = ? WHERE seq = ?", (chain, seq))
