"""Bytes to a TOML document, however hostile: the answer is a document or one finding, never an exception."""

from __future__ import annotations

import os
import re
import stat

from studytui.domain.records import dataclass
from studytui.domain.text import clean_line
from studytui.roadmaps.findings import Finding, Severity
from studytui.roadmaps.lines import masked

MAX_BYTES = 1 << 20
MAX_KEY_PARTS = 16  # tomllib takes minutes over keys of many thousand parts
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)\Z")
_LONG_NUMBER = re.compile(r"[0-9][0-9_]{3999}")
_BETWEEN_KEYS = re.compile(r"[=\[\]{},]")


@dataclass(frozen=True)
class Document:
    """A TOML file that could be read: its base name, its text, and its tables."""

    file: str
    text: str
    table: dict[str, object]


def file_label(path: str) -> str:
    """The name by which messages call a file."""
    return clean_line(os.path.basename(path)) or "?"


def read(path: str) -> Document | Finding:
    """The document in the regular file at `path`, links followed, at most 1 MiB of it."""
    data = fetch(path)
    return data if isinstance(data, Finding) else parse(data, file_label(path))


def fetch(path: str) -> bytes | Finding:
    """What is in the regular file at `path`, links followed, at most 1 MiB of it."""
    label = file_label(path)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)  # not blocking, else a pipe would hold us for ever
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return _unreadable(label, "not a regular file")
            data = _read_up_to(descriptor, MAX_BYTES + 1)
            size = max(os.fstat(descriptor).st_size, len(data))
        finally:
            os.close(descriptor)
    except OSError as error:
        return _unreadable(label, f"cannot be read: {error.strerror or error}")
    except ValueError:
        return _unreadable(label, "cannot be read: not a file name")
    return too_large(label, size) if size > MAX_BYTES else data


def parse(data: bytes, file: str) -> Document | Finding:
    """The document in `data`, called `file` in messages."""
    if len(data) > MAX_BYTES:
        return too_large(file, len(data))
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        return _not_utf8(data, file, error.object[error.start], error.start)
    if found := _long_key(text):
        return _invalid(file, found, 1, f"a key of more than {MAX_KEY_PARTS} parts")
    import tomllib  # costs more than the rest of this module

    try:
        return Document(file, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        return _syntax(file, text, str(error))
    except RecursionError:
        return _invalid(file, _deepest_line(text), 1, "brackets nested too deeply")
    except (ValueError, OverflowError):  # a number beyond what Python converts
        return _long_number(file, text)


def too_large(file: str, size: int) -> Finding:
    """Said of a file that is larger than any roadmap, its size rounded up to a tenth."""
    tenths = -(-size * 10 // (1 << 20))
    message = f"{tenths / 10:g} MiB is more than a roadmap should be"
    return Finding(file, "", Severity.ERROR, message, "1 MiB")


def _read_up_to(descriptor: int, limit: int) -> bytes:
    pieces = []
    while limit > 0 and (piece := os.read(descriptor, limit)):
        pieces.append(piece)
        limit -= len(piece)
    return b"".join(pieces)


def _unreadable(file: str, message: str) -> Finding:
    return Finding(file, "", Severity.ERROR, clean_line(message))


def _invalid(file: str, line: int, column: int, what: str, hint: str = "") -> Finding:
    where = f"line {line}, column {column}"
    return Finding(file, where, Severity.ERROR, f"not valid TOML: {what}", hint, line, column)


def _not_utf8(data: bytes, file: str, byte: int, position: int) -> Finding:
    before = data[:position].removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").decode("utf-8", "replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return _invalid(file, line, column, f"byte 0x{byte:02x} is not UTF-8", "save the file as UTF-8")


def _syntax(file: str, text: str, error: str) -> Finding:
    place = _PLACE.search(error)
    what = clean_line(error[: place.start()] if place else error)
    if place and place.group(1):
        return _invalid(file, int(place.group(1)), int(place.group(2)), what)
    end = text.rstrip()
    line, column = end.count("\n") + 1, len(end) - end.rfind("\n")
    left_open = what.startswith(("Unclosed", "Unterminated", "Invalid value"))
    hint = "is a bracket or a quotation mark left open?" if left_open else ""
    return _invalid(file, line, column, f"{what} at the end", hint)


def _long_key(text: str) -> int:
    """The line, from 1, of a key with more parts than anybody means; 0 where there is none."""
    if all(line.count(".") < MAX_KEY_PARTS for line in text.split("\n")):
        return 0
    for number, line in enumerate(masked(text).split("\n"), 1):
        if any(part.count(".") >= MAX_KEY_PARTS for part in _BETWEEN_KEYS.split(line)):
            return number
    return 0


def _deepest_line(text: str) -> int:
    lines = masked(text).split("\n")
    brackets = [line.count("[") + line.count("{") for line in lines]
    return brackets.index(max(brackets)) + 1


def _long_number(file: str, text: str) -> Finding:
    found = _LONG_NUMBER.search(text)
    start = found.start() if found else 0
    line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return _invalid(file, line, column, "a number of thousands of digits")
