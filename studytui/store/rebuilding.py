"""A new database made of what was salvaged, in which everything fits again."""

from __future__ import annotations

import contextlib
import json
import sqlite3

from studytui.store import operations, schema
from studytui.store.connection import transaction
from studytui.store.operations import CHAIN_BYTES, FILES, SEALED_FROM, head_of, link, row_text
from studytui.store.salvage import kept_columns, wanted
from studytui.store.tables import TABLES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.store.salvage import Salvaged
    from studytui.store.tables import Value

_KEPT_FACTS = ("device", "place", "kept")


def rebuild(connection: sqlite3.Connection, found: Salvaged, device: str, identity: str, at: int) -> None:
    """Fill an empty database: rows as they should stand, and the history that led there, sealed anew.

    Where operations were lost, the next one on the same row takes over what they had done; what no operation
    tells of any more is a last change, "repair", under the id `identity` at `at` (UTC seconds). Nothing up to
    it can be undone. What is reckoned from the rows is left to the caller.
    """
    with transaction(connection):
        schema.migrate(connection, 0)
        device = found.meta.get("device", device)
        facts = {key: value for key, value in found.meta.items() if key in _KEPT_FACTS} | {"device": device}
        connection.executemany(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            facts.items(),
        )
        connection.execute("UPDATE meta SET value = '1' WHERE key = ?", (SEALED_FROM,))
        connection.executemany("INSERT OR IGNORE INTO draft VALUES (?, ?, ?)", found.drafts)
        connection.executemany("INSERT OR IGNORE INTO pulse VALUES (?, ?, ?, ?, ?, ?, ?, ?)", found.pulses)
        _changes(connection, found, device, at)
        state = _history(connection, found)
        _repair(connection, found, state, device, identity, at)


def _changes(connection: sqlite3.Connection, found: Salvaged, device: str, at: int) -> None:
    needed = {int(str(values[0])) for values in found.operations.values()}
    for seq in sorted(needed | set(found.changes)):
        if seq in found.changes:
            row = kept_columns(found.changes[seq])
        else:
            row = (f"lost-{seq}", at, device, "change", None, "a change whose line was lost", "final")
        connection.execute("INSERT OR IGNORE INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (seq, *row))


def _history(connection: sqlite3.Connection, found: Salvaged) -> dict[tuple[str, str], str | None]:
    """Write the operations that are left; what they lead to, by table and key."""
    state: dict[tuple[str, str], str | None] = {}
    chain, last = bytes(CHAIN_BYTES), 0
    for seq in sorted(found.operations):
        change, name, key, old, new, _ = found.operations[seq]
        change, name, key = int(str(change)), str(name), str(key)
        if name != FILES:
            old = state.get((name, key))
            new = _sound(name, new)
            if old == new:
                continue
            state[name, key] = new
        head = head_of(connection, change) if change != last else ""
        chain, last = link(chain, change, name, key, _text(old), _text(new), head), change
        connection.execute(
            "INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?)", (seq, change, name, key, old, new, chain)
        )
    return state


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _sound(name: str, text: object) -> str | None:
    """A row's text if it is one of the table's rows, else none."""
    try:
        row = json.loads(str(text)) if text is not None else None
    except ValueError:
        return None
    if not isinstance(row, dict) or set(row) != set(TABLES[name].all_columns):
        return None
    return row_text(row)


def _repair(
    connection: sqlite3.Connection,
    found: Salvaged,
    state: dict[tuple[str, str], str | None],
    device: str,
    identity: str,
    at: int,
) -> None:
    """Write the rows, and as one last change what the operations do not tell of them."""
    rows = wanted(found)
    for name, by_key in rows.items():
        for key, row in by_key.items():
            _put(connection, name, key, row)
    connection.execute(
        "INSERT INTO change (id, at, device, kind, refers, label, state) "
        "VALUES (?, ?, ?, 'change', NULL, 'repair', 'final')",
        (identity, at, device),
    )
    (seq,) = connection.execute("SELECT max(seq) FROM change").fetchone()
    writer = operations.ChangeWriter(connection, seq, lambda table, key, row: None)
    for name, table in TABLES.items():
        keys = dict.fromkeys([*(key for where, key in state if where == name), *rows[name]])
        for key in keys:
            new = table.read(connection, key)
            text = row_text(new)
            if state.get((name, key)) != text:
                writer.log(name, key, state.get((name, key)), text)
    if not writer.count:
        operations.drop_empty(connection, seq)


def _put(connection: sqlite3.Connection, name: str, key: str, row: dict[str, Value]) -> None:
    """Write a row; one that the schema refuses cannot have been one."""
    with contextlib.suppress(sqlite3.IntegrityError):
        TABLES[name].write(connection, key, row)
