"""Rows read from a database file page by page, without its schema, its trees or its header.

Where a page is lost that leads to others, or the first one that leads to all, SQLite finds nothing more;
the rows are still there. Only tables with row numbers are read so, of pages of 4096 bytes as we make them.
"""

from __future__ import annotations

import os
import struct

from studytui.store.operations import CHAIN_BYTES, FILES
from studytui.store.tables import TABLES
from studytui.store.verifying import readable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

PAGE = 4096
_LEAF = 0x0D
_MOST_LOCAL = PAGE - 35
_LEAST_LOCAL = (PAGE - 12) * 32 // 255 - 23
_LARGEST = 64 << 20
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Values = tuple[object, ...]


def carved(path: str) -> Iterator[tuple[int, Values]]:
    """Row number and values of every cell on a leaf page of a table, whatever table that is."""
    with open(path, "rb", buffering=0) as file:
        for number in range(1, os.fstat(file.fileno()).st_size // PAGE + 1):
            page = _page(file, number)
            yield from _cells(file, page, 100 if number == 1 else 0)


def is_operation(values: Values) -> bool:
    """Whether values look like a row of the operation log."""
    return (
        len(values) == 7
        and values[0] is None
        and isinstance(values[1], int)
        and isinstance(values[3], str)
        and (values[2] == FILES or (values[2] in TABLES and TABLES[str(values[2])].is_key(values[3])))
        and all(value is None or isinstance(value, str) for value in values[4:6])
        and isinstance(values[6], bytes)
        and len(values[6]) == CHAIN_BYTES
    )


def is_change(values: Values) -> bool:
    """Whether values look like a row of the history."""
    return (
        len(values) == 8
        and values[0] is None
        and isinstance(values[2], int)
        and values[4] in ("change", "undo", "redo")
        and all(isinstance(values[at], str) for at in (1, 3, 6, 7))
        and (values[5] is None or isinstance(values[5], str))
    )


def _page(file: BinaryIO, number: int) -> bytes:
    file.seek((number - 1) * PAGE)
    return file.read(PAGE)


def _cells(file: BinaryIO, page: bytes, start: int) -> Iterator[tuple[int, Values]]:
    if len(page) < PAGE or page[start] != _LEAF:
        return
    (number,) = struct.unpack_from(">H", page, start + 3)
    for at in range(min(number, (PAGE - start - 8) // 2)):
        (place,) = struct.unpack_from(">H", page, start + 8 + 2 * at)
        try:
            yield _cell(file, page, place)
        except (IndexError, ValueError, struct.error, OverflowError):
            continue


def _cell(file: BinaryIO, page: bytes, place: int) -> tuple[int, Values]:
    size, place = _varint(page, place)
    rowid, place = _varint(page, place)
    if not 0 < size <= _LARGEST:
        raise ValueError(size)
    if size <= _MOST_LOCAL:
        content = page[place : place + size]
    else:
        local = _LEAST_LOCAL + (size - _LEAST_LOCAL) % (PAGE - 4)
        local = local if local <= _MOST_LOCAL else _LEAST_LOCAL
        (following,) = struct.unpack_from(">I", page, place + local)
        content = page[place : place + local] + _overflow(file, following, size - local)
    if len(content) != size:
        raise ValueError(size)
    return rowid, _record(content)


def _overflow(file: BinaryIO, number: int, size: int) -> bytes:
    parts: list[bytes] = []
    while size > 0:
        page = _page(file, number)
        if number == 0 or len(page) < PAGE:
            raise ValueError(number)
        parts.append(page[4 : 4 + min(size, PAGE - 4)])
        size -= PAGE - 4
        (number,) = struct.unpack_from(">I", page)
    return b"".join(parts)


def _record(content: bytes) -> Values:
    header, at = _varint(content, 0)
    kinds: list[int] = []
    while at < header:
        kind, at = _varint(content, at)
        kinds.append(kind)
    values: list[object] = []
    at = header
    for kind in kinds:
        value, at = _value(content, at, kind)
        values.append(value)
    if at != len(content):
        raise ValueError(at)
    return tuple(values)


def _value(content: bytes, at: int, kind: int) -> tuple[object, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        return int.from_bytes(content[at:end], "big", signed=True), end
    if kind == 7:
        return struct.unpack_from(">d", content, at)[0], at + 8
    if kind < 12:
        raise ValueError(kind)
    end = at + (kind - 12) // 2
    return (content[at:end] if kind % 2 == 0 else readable(content[at:end])), end


def _varint(content: bytes, at: int) -> tuple[int, int]:
    number = 0
    for step in range(8):
        byte = content[at + step]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, at + step + 1
    return number << 8 | content[at + 8], at + 9
