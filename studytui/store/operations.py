"""Undo is data: every change appends operations with old and new rows, in the transaction of the change."""

from __future__ import annotations

import json

from studytui.domain.faults import Fault, NothingToDo
from studytui.domain.records import dataclass, replace
from studytui.domain.text import clean
from studytui.store.tables import TABLES

try:
    from _blake2 import blake2b  # what hashlib hands out, without the 2 ms of OpenSSL
except ImportError:
    from hashlib import blake2b

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence

    from studytui.store.tables import Row, Table

FILES = "file"
"""The table's name in operations that changed a file of the data folder; the key is its path in it."""

CHAIN_BYTES = 16
SEALED_FROM = "sealed_from"
"""In `meta`: the first change whose line in the history is sealed by the chain."""
_encoded = json.JSONEncoder(ensure_ascii=False).encode
_quoted = json.encoder.encode_basestring
"""A text as JSON writes it; a list made of these costs a third of one that is encoded whole."""
_encoded_row = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


class Changed(Fault):
    """What should be undone has been changed since by something that is not in the history."""

    exit_status = 1


@dataclass(frozen=True)
class Group:
    """One user action in the history; `at` is UTC seconds, `state` is done, undone, gone or final.

    What is gone was undone and cannot come again; what is final stands and cannot be undone.
    """

    seq: int
    id: str
    at: int
    label: str
    state: str

    @property
    def undone(self) -> bool:
        """Whether it is taken back now."""
        return self.state in ("undone", "gone")


class ChangeWriter:
    """Applies rows and logs them, within one transaction; made by `Store.change`."""

    def __init__(
        self, connection: sqlite3.Connection, seq: int, after: Callable[[Table, Row | None, Row | None], None]
    ) -> None:
        """Log under the change `seq`; `after`, told old and new row, keeps derived tables true."""
        self._connection = connection
        self._seq = seq
        self._after = after
        self._chain = last_chain(connection)
        self.count = 0

    def put(self, table: Table, row: Row) -> None:
        """Insert or replace a row; one that is already so is no operation."""
        self.apply(table, table.key_text(row), row)

    def remove(self, table: Table, key_row: Row) -> None:
        """Take a row away."""
        self.apply(table, table.key_text(key_row), None)

    def apply(self, table: Table, key: str, row: Row | None) -> None:
        """Make the row under `key` be `row`, and log what it was."""
        old = table.read(self._connection, key)
        if old == row:
            return
        table.write(self._connection, key, row)
        self.log(table.name, key, row_text(old), row_text(row))
        self._after(table, old, row)

    def log(self, table: str, key: str, old: str | None, new: str | None) -> None:
        """Append an operation that has been carried out."""
        head = "" if self.count else head_of(self._connection, self._seq)
        self._chain = link(self._chain, self._seq, table, key, old, new, head)
        self._connection.execute(
            'INSERT INTO operation (change, "table", key, old, new, chain) VALUES (?, ?, ?, ?, ?, ?)',
            (self._seq, table, key, old, new, self._chain),
        )
        self.count += 1


def link(
    chain: bytes, seq: int, table: str, key: str, old: str | None, new: str | None, head: str = ""
) -> bytes:
    """The checksum of an operation on top of the one before it, so that a silent change is seen.

    The first operation of a change seals what the history says of it too, its `head`.
    """
    content = f"[{seq}, {_quoted(table)}, {_quoted(key)}, {_or_null(old)}, {_or_null(new)}]{head}"
    return blake2b(chain + content.encode("utf-8", "surrogatepass"), digest_size=CHAIN_BYTES).digest()


def _or_null(text: str | None) -> str:
    return "null" if text is None else _quoted(text)


def head_of(connection: sqlite3.Connection, seq: int) -> str:
    """What the history says of a change and never changes: all but its state."""
    return head_text(
        connection.execute(
            "SELECT id, at, device, kind, refers, label FROM change WHERE seq = ?", (seq,)
        ).fetchone()
    )


def head_text(row: Sequence[object]) -> str:
    """Id, moment, device, kind, what it refers to and label of a change, as they are sealed."""
    return _encoded(list(row))


def last_chain(connection: sqlite3.Connection) -> bytes:
    """The checksum of the newest operation, zeros before the first."""
    found = connection.execute("SELECT chain FROM operation ORDER BY seq DESC LIMIT 1").fetchone()
    return bytes(CHAIN_BYTES) if found is None else bytes(found[0])


LOG = (
    'SELECT operation.seq, change, "table", key, old, new, chain, id, at, device, kind, refers, label '
    "FROM operation LEFT JOIN change ON change.seq = operation.change ORDER BY operation.seq"
)
"""All operations with what the history says of their changes, as `link_of` takes them."""


def link_of(row: Sequence[object], chain: bytes, last: object, since: int) -> bytes | None:
    """The checksum that a row of `LOG` should have after an operation of the change `last`.

    None where it holds a value of a kind that was never written.
    """
    _, change, table, key, old, new, _, *head = row
    sealed = isinstance(change, int) and change != last and change >= since
    try:
        return link(chain, change, table, key, old, new, head_text(head) if sealed else "")  # type: ignore[arg-type]
    except TypeError:
        return None


def sealed_from(connection: sqlite3.Connection) -> int:
    """The first change whose line in the history is sealed by the chain."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (SEALED_FROM,)).fetchone()
    return int(row[0]) if row is not None and str(row[0]).isdecimal() else 1


def tail_fits(connection: sqlite3.Connection) -> bool:
    """Whether the two newest operations fit those before them; costs the same at any size."""
    rows = connection.execute(f"{LOG} DESC LIMIT 3").fetchall()
    if len(rows) < 2:
        return True  # so few are read whole where all are checked
    since = sealed_from(connection)
    earlier = rows[1:]
    return all(link_of(rows[at], old[6], old[1], since) == rows[at][6] for at, old in enumerate(earlier))


def begin_change(connection: sqlite3.Connection, identity: str, at: int, device: str, label: str) -> int:
    """Append a user's change to the history and return its number."""
    cursor = connection.execute(
        "INSERT INTO change (id, at, device, kind, refers, label, state) "
        "VALUES (?, ?, ?, 'change', NULL, ?, 'done')",
        (identity, at, device, label),
    )
    return int(cursor.lastrowid or 0)


def end_redo(connection: sqlite3.Connection, device: str) -> None:
    """Give up what was undone: a new change has taken its place."""
    connection.execute("UPDATE change SET state = 'gone' WHERE device = ? AND state = 'undone'", (device,))


def drop_empty(connection: sqlite3.Connection, seq: int) -> None:
    """Take back the history's line of a change that changed nothing."""
    connection.execute("DELETE FROM change WHERE seq = ?", (seq,))


def to_undo(connection: sqlite3.Connection, device: str) -> Group | None:
    """The newest change of this device that stands."""
    return _group(
        connection,
        "SELECT seq, id, at, label, state FROM change WHERE device = ? AND state = 'done' "
        "ORDER BY seq DESC LIMIT 1",
        device,
    )


def to_redo(connection: sqlite3.Connection, device: str) -> Group | None:
    """The oldest change of this device that is taken back and may come again."""
    return _group(
        connection,
        "SELECT seq, id, at, label, state FROM change WHERE device = ? AND state = 'undone' "
        "ORDER BY seq LIMIT 1",
        device,
    )


def _group(connection: sqlite3.Connection, query: str, device: str) -> Group | None:
    found = connection.execute(query, (device,)).fetchone()
    return None if found is None else _shown(found)


def _shown(row: tuple[int, str, int, str, str]) -> Group:
    seq, identity, at, label, state = row
    return Group(seq, identity, at, clean(label), state)


def history(connection: sqlite3.Connection, limit: int | None) -> tuple[Group, ...]:
    """The newest changes first, undone ones included."""
    rows = connection.execute(
        "SELECT seq, id, at, label, state FROM change WHERE kind = 'change' ORDER BY seq DESC LIMIT ?",
        (-1 if limit is None else limit,),
    ).fetchall()
    return tuple(_shown(row) for row in rows)


def operations_of(connection: sqlite3.Connection, seq: int) -> list[tuple[str, str, str | None, str | None]]:
    """Table, key, old and new row (JSON) of each operation of a change, in order."""
    return connection.execute(
        'SELECT "table", key, old, new FROM operation WHERE change = ? ORDER BY seq', (seq,)
    ).fetchall()


def maker(connection: sqlite3.Connection, table: str, key: str) -> int | None:
    """The number of the change that last made a row that was not there before."""
    found = connection.execute(
        'SELECT change FROM operation WHERE "table" = ? AND key = ? AND old IS NULL '
        "ORDER BY seq DESC LIMIT 1",
        (table, key),
    ).fetchone()
    return None if found is None else int(found[0])


def turn(
    connection: sqlite3.Connection,
    group: Group,
    backwards: bool,
    new_writer: Callable[[int], ChangeWriter],
    write_file: Callable[[str, str | None, str | None], None],
    identity: str,
    at: int,
    device: str,
) -> Group:
    """Apply a change's operations backwards (undo) or forwards (redo), and log that as a change of its own.

    Raises Changed when a row is not as the operation left it; `write_file(path, expected, wanted)` does
    the same for files.
    """
    kind, state = ("undo", "undone") if backwards else ("redo", "done")
    cursor = connection.execute(
        "INSERT INTO change (id, at, device, kind, refers, label, state) VALUES (?, ?, ?, ?, ?, ?, 'turn')",
        (identity, at, device, kind, group.id, group.label),
    )
    writer = new_writer(int(cursor.lastrowid or 0))
    steps = operations_of(connection, group.seq)
    for name, key, old, new in reversed(steps) if backwards else steps:
        expected, wanted = (new, old) if backwards else (old, new)
        if name == FILES:
            write_file(key, expected, wanted)
            writer.log(name, key, expected, wanted)
            continue
        table = TABLES[name]
        if row_text(table.read(connection, key)) != expected:
            raise Changed(
                f'"{group.label}" cannot be taken back: what it changed has been changed since',
                "see what happened with: studytui history",
            )
        writer.apply(table, key, None if wanted is None else json.loads(wanted))
    connection.execute("UPDATE change SET state = ? WHERE seq = ?", (state, group.seq))
    return replace(group, state=state)


def nothing_to_turn(backwards: bool) -> NothingToDo:
    """What is said at either end of the history."""
    return NothingToDo("nothing to undo" if backwards else "nothing to redo")


def row_text(row: Row | None) -> str | None:
    """A row as the operation log writes it."""
    return None if row is None else _encoded_row(dict(row))


def row_sum(table: str, text: str | None) -> int:
    """A row's text as a number; the sums of rows tell whether they are the same ones, in any order."""
    if text is None:
        return 0
    content = f"{table}\0{text}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(content, digest_size=CHAIN_BYTES).digest(), "big")
