"""Databases as people have them, and the ways in which files are damaged."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing

from studytui.store.tables import MARK, NOTE
from tests.store.samples import NOON, opened, study_of
from tests.store.test_operations import sample

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from studytui.store.home import Home

PAGE = 4096


def filled(home: Home, sessions: int, notes: int = 12) -> None:
    """Make a database with sessions, statuses and notes, some of them changed, deleted and undone."""
    store = opened(home)
    store._connection.execute("PRAGMA synchronous = OFF")
    for number in range(sessions):
        session = study_of(store, NOON - 7000 * number, 1800, note=f"number {number} " * (number % 5))
        with store.change(f"log {number}") as writer:
            store.put_session(writer, session)
        if number % 40 == 0:
            with store.change(f"delete {number}") as writer:
                store.remove_session(writer, session)
        if number % 90 == 0:
            store.turn(True, lambda name, expected, wanted: None)
    for number in range(notes):
        with store.change("note") as writer:
            body = f"Note {number}.\n" + "All that was learned. " * 40 * (number % 7)
            writer.put(NOTE, {**sample(NOTE, number), "target": f"topic/{number}", "body": body})
            writer.put(MARK, {**sample(MARK, number), "item": f"topic/{number}", "status": "done"})
    store.close()


def page_of(file: str, table: str) -> list[int]:
    """The leaf pages of a table or index, by SQLite's own count."""
    with closing(sqlite3.connect(file)) as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    return [root]


def lose_page(file: str, page: int, filling: bytes) -> None:
    """Overwrite a page, counted from 1."""
    with open(file, "r+b") as written:
        written.seek((page - 1) * PAGE)
        written.write(filling)


Mutation = "Callable[[bytearray, Random], None]"


def _bit(data: bytearray, random: Random) -> None:
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _bytes(data: bytearray, random: Random) -> None:
    at = random.randrange(max(1, len(data) - 8))
    data[at : at + 8] = random.randbytes(8)


def _page(data: bytearray, random: Random, filling: bytes) -> None:
    at = random.randrange(max(1, len(data) // PAGE)) * PAGE
    data[at : at + PAGE] = filling[: max(0, min(PAGE, len(data) - at))]


def _zero_page(data: bytearray, random: Random) -> None:
    _page(data, random, bytes(PAGE))


def _noise_page(data: bytearray, random: Random) -> None:
    _page(data, random, random.randbytes(PAGE))


def _truncate(data: bytearray, random: Random) -> None:
    del data[random.randrange(1, len(data)) :]


def _header(data: bytearray, random: Random) -> None:
    for _ in range(random.randrange(1, 5)):
        data[random.randrange(100)] = random.randrange(256)


def _append(data: bytearray, random: Random) -> None:
    data += random.randbytes(random.randrange(1, 3 * PAGE))


def _empty(data: bytearray, random: Random) -> None:
    del data[:]


def _swap(data: bytearray, random: Random) -> None:
    pages = len(data) // PAGE
    one, other = (random.randrange(pages) * PAGE for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = (
        data[other : other + PAGE],
        data[one : one + PAGE],
    )


def _text(data: bytearray, random: Random) -> None:
    data[:] = b"Dear diary, this is no database.\n" * random.randrange(1, 400)


def _schema_text(data: bytearray, random: Random) -> None:
    at = data.find(b"CREATE TABLE", random.randrange(PAGE))
    at = max(at, 100) + random.randrange(40)
    data[at] = random.randrange(256)


def _foreign(data: bytearray, random: Random) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.execute("INSERT INTO bookmarks VALUES (?)", (str(random.random()),))
    data[:] = connection.serialize()
    connection.close()


MUTATIONS: dict[str, Callable[[bytearray, Random], None]] = {
    "bit": _bit,
    "8 bytes": _bytes,
    "zero page": _zero_page,
    "noise page": _noise_page,
    "truncate": _truncate,
    "header": _header,
    "append": _append,
    "empty": _empty,
    "swap": _swap,
    "text": _text,
    "schema": _schema_text,
    "foreign": _foreign,
}
"""The twelve ways of reliability.md, section 2b."""


def mutated(data: bytes, kind: str, random: Random) -> bytes:
    """A damaged copy of a file's bytes."""
    changed = bytearray(data)
    MUTATIONS[kind](changed, random)
    return bytes(changed)


def write(file: str, data: bytes) -> None:
    """Put bytes in a file's place, with nothing beside it."""
    with open(file, "wb") as written:
        written.write(data)
    for ending in ("-journal", "-wal", "-shm"):
        if os.path.exists(file + ending):
            os.unlink(file + ending)
