"""Everything that can still be read of a damaged database: its rows, and the operations that made them."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import struct
from functools import cache

from studytui.store import schema
from studytui.store.carving import PAGE, carved, is_change, is_operation
from studytui.store.operations import CHAIN_BYTES, FILES, SEALED_FROM, link_of
from studytui.store.tables import TABLES
from studytui.store.verifying import readable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studytui.store.carving import Values
    from studytui.store.tables import Table, Value

_READING = (sqlite3.Error, UnicodeError, ValueError, OverflowError, MemoryError, TypeError)
"""What reading a damaged file may raise."""
_OPERATION = 'seq, change, "table", key, old, new, chain'
_CHANGE = "seq, id, at, device, kind, refers, label, state"
_MANY = 1 << 20
_MOST_FAILED = 2000
"""Ranges that cannot be read before a table is given up; its operations, page by page, stand in for it."""


class Salvaged:
    """What was read: rows by table and key, operations and changes by number, and other small things.

    `given` are the highest numbers that were ever given, by table; `whole` the tables that were read to their
    end; `trusted` the operations whose checksum fits.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.rows: dict[str, dict[str, dict[str, Value]]] = {}
        self.operations: dict[int, Values] = {}
        self.changes: dict[int, Values] = {}
        self.meta: dict[str, str] = {}
        self.drafts: list[Values] = []
        self.pulses: list[Values] = []
        self.given: dict[str, int] = {}
        self.whole: set[str] = set()
        self.trusted: set[int] = set()

    @property
    def last(self) -> int:
        """The number of the newest operation that was read."""
        return max(self.operations, default=0)


def salvage(file: str) -> Salvaged:
    """Read what can be read of `file`, a copy that nobody else has open; only its header is ever mended."""
    found = Salvaged()
    for mend in (False, True):
        if mend:
            _mend_header(file)
        with contextlib.suppress(*_READING), contextlib.closing(_open(file)) as connection:
            _read_all(connection, found)
        if found.rows.get("session") or found.operations:
            break
    read_whole = found.whole >= {"operation", "change"}
    if not read_whole or len(found.operations) < max(found.last, found.given.get("operation", 0)):
        _carve(file, found)
    found.trusted.update(_trusted(found))
    return found


def _open(file: str) -> sqlite3.Connection:
    connection = sqlite3.connect(file, isolation_level=None)
    connection.text_factory = readable
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA writable_schema = ON")
    return connection


def _read_all(connection: sqlite3.Connection, found: Salvaged) -> None:
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    with contextlib.suppress(*_READING):
        found.given.update(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    for table in TABLES.values():
        found.rows.setdefault(table.name, {}).update(_rows(connection, table, found))
    for seq, *rest in _by_number(connection, "operation", _OPERATION, found):
        if isinstance(seq, int) and is_operation((None, *rest)):
            found.operations[seq] = tuple(rest)
    for seq, *rest in _by_number(connection, "change", _CHANGE, found):
        if isinstance(seq, int) and is_change((None, *rest)):
            found.changes[seq] = tuple(rest)
    for key, value in _both_ways(connection, "meta", "key, value", "key", found):
        found.meta[str(key)] = str(value)
    found.drafts.extend(_both_ways(connection, "draft", "target, body, updated", "target", found))
    found.pulses.extend(_both_ways(connection, "pulse", "*", "session", found))


def _rows(
    connection: sqlite3.Connection, table: Table, found: Salvaged
) -> Iterator[tuple[str, dict[str, Value]]]:
    names = ", ".join(f'"{name}"' for name in table.all_columns)
    kinds = _kinds(table)
    if table.name in _NUMBERED:
        numbered = _by_number(connection, table.name, f"rowid, {names}", found)
        rows = [values[1:] for values in numbered]
    else:
        rows = _both_ways(connection, table.name, names, ", ".join(table.keys), found)
    for values in rows:
        if all(isinstance(value, kind) for value, kind in zip(values, kinds, strict=True)):
            row: dict[str, Value] = dict(zip(table.all_columns, values, strict=True))  # type: ignore[arg-type]  # just looked at
            yield table.key_text(row), row


_NUMBERED = frozenset(("session", "note", "rest", "week"))
"""Tables of people's rows that have row numbers."""


def _kinds(table: Table) -> list[tuple[type, ...]]:
    """What each column may hold, as the schema says it."""
    by_name = _all_kinds()
    return [by_name[table.name, name] for name in table.all_columns]


@cache
def _all_kinds() -> dict[tuple[str, str], tuple[type, ...]]:
    kinds = {"TEXT": (str,), "INTEGER": (int,), "REAL": (float, int)}
    found: dict[tuple[str, str], tuple[type, ...]] = {}
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as plain:
        schema.migrate(plain, 0)
        for table in TABLES:
            for _, name, kind, must, _, key in plain.execute(f"PRAGMA table_info({table})"):
                found[table, name] = kinds[kind] if must or key else (*kinds[kind], type(None))
    return found


def _by_number(
    connection: sqlite3.Connection, table: str, columns: str, found: Salvaged
) -> list[tuple[object, ...]]:
    """Rows by halves of the range of their numbers, until every half can be read or is one row."""
    try:
        connection.execute(f"SELECT {columns} FROM {table} NOT INDEXED LIMIT 0")
    except _READING:
        return []  # the schema knows no such table
    lost = False
    ends = []
    for end in ("min", "max"):
        try:
            ends += connection.execute(f"SELECT {end}(rowid) FROM {table} NOT INDEXED").fetchone()
        except _READING:
            lost = True
            ends.append(1 if end == "min" else found.given.get("operation", _MANY))
    low, high = ends
    if low is None or high is None:
        found.whole.add(table)
        return []
    rows: list[tuple[object, ...]] = []
    waiting = [(low, high)]
    failed = 0
    while waiting and failed < _MOST_FAILED:
        first, last = waiting.pop()
        try:
            part = connection.execute(
                f"SELECT {columns} FROM {table} NOT INDEXED WHERE rowid BETWEEN ? AND ? ORDER BY rowid",
                (first, last),
            ).fetchall()
        except _READING:
            lost = True
            failed += 1
            if first < last:
                middle = (first + last) // 2
                waiting += [(middle + 1, last), (first, middle)]
        else:
            rows += part
    if not lost:
        found.whole.add(table)
    return rows


def _both_ways(
    connection: sqlite3.Connection, table: str, columns: str, order: str, found: Salvaged
) -> list[tuple[object, ...]]:
    """Rows from the first on and from the last back, until something cannot be read."""
    rows: dict[tuple[object, ...], None] = {}
    for way in ("ASC", "DESC"):
        names = ", ".join(f"{name.strip()} {way}" for name in order.split(","))
        try:
            for row in connection.execute(f"SELECT {columns} FROM {table} ORDER BY {names}"):
                rows[row] = None
        except _READING:
            continue
        found.whole.add(table)
        break
    return list(rows)


def _mend_header(file: str) -> None:
    """Write the header that a database of ours would have, over whatever stands there."""
    pages = os.path.getsize(file) // PAGE
    header = bytearray(100)
    header[:16] = b"SQLite format 3\0"
    struct.pack_into(">HBBBBBB", header, 16, PAGE, 1, 1, 0, 64, 32, 32)
    struct.pack_into(">IIIIIII", header, 24, 1, pages, 0, 0, 1, 4, 0)
    struct.pack_into(">III", header, 52, 0, 1, schema.VERSION)
    struct.pack_into(">I", header, 68, schema.APPLICATION_ID)
    struct.pack_into(">II", header, 92, 1, 3_040_001)
    if pages:
        with open(file, "r+b") as written:
            written.write(header)


def _carve(file: str, found: Salvaged) -> None:
    for number, values in carved(file):
        if is_operation(values):
            found.operations.setdefault(number, values[1:])
        elif is_change(values):
            found.changes.setdefault(number, values[1:])


def _trusted(found: Salvaged) -> Iterator[int]:
    """Operations that fit the checksum of the one before them."""
    since = int(found.meta.get(SEALED_FROM, "1")) if found.meta.get(SEALED_FROM, "1").isdecimal() else 1
    for seq, values in found.operations.items():
        before = found.operations.get(seq - 1)
        if before is None and seq != 1:
            continue
        chain, last = (bytes(CHAIN_BYTES), 0) if before is None else (before[5], before[0])
        head = found.changes.get(values[0]) if isinstance(values[0], int) else None
        row = (seq, *values, *(head[:6] if head is not None else (None,) * 6))
        if isinstance(chain, bytes) and link_of(row, chain, last, since) == values[5]:
            yield seq


def wanted(found: Salvaged) -> dict[str, dict[str, dict[str, Value]]]:
    """The rows as they should stand, by table and key: those of the tables, put right by the operations.

    An operation that is sure, with none missing after it, outranks the row; else the row stands where there
    is one. A row that cannot be read is made anew from the last operation on it.
    """
    import json

    last: dict[tuple[str, str], int] = {}
    for seq in sorted(found.operations):
        name, key = found.operations[seq][1:3]
        last[str(name), str(key)] = seq
    complete_from = _complete_from(found)
    result: dict[str, dict[str, dict[str, Value]]] = {name: dict(found.rows.get(name, {})) for name in TABLES}
    for (name, key), seq in last.items():
        if name == FILES:
            continue
        sure = seq in found.trusted and seq >= complete_from
        text = found.operations[seq][4]
        try:
            row = None if text is None else dict(json.loads(str(text)))
        except (ValueError, TypeError):
            continue
        there = key in result[name]
        if sure or (not there and row is not None and name not in found.whole):
            if row is None:
                result[name].pop(key, None)
            elif set(row) == set(TABLES[name].all_columns):
                result[name][key] = row
    return result


def _complete_from(found: Salvaged) -> int:
    """The first operation after which none is missing; past the last one where the end is."""
    seq = found.last
    if found.given.get("operation", seq) > seq or ("operation" not in found.whole and not found.given):
        return seq + 1
    while seq - 1 in found.operations:
        seq -= 1
    return seq


def kept_columns(values: Sequence[object]) -> tuple[object, ...]:
    """A change's columns with the state that ends its undo: what stood stands, what was undone is gone."""
    *others, state = values
    ended = {"done": "final", "undone": "gone"}.get(str(state), state)
    return (*others, ended)
