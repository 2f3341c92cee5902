"""The line on which a table or a key of a TOML text begins, for messages that name it."""

from __future__ import annotations

import re

# Strings and comments, read as TOML reads them; an open string ends with its line or with the text, so that
# no text is scanned twice.
_OPAQUE = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\\?\Z)'
    r"|'''.*?(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]++|\\.)*+(?:"|\\?$)'
    r"|'[^'\n]*+(?:'|$)"
    r"|#[^\n]*+",
    re.DOTALL | re.MULTILINE,
)
_HEADER = re.compile(r"\s*+(\[\[?+)([A-Za-z0-9_. \t-]++)\]")
_KEY = re.compile(r"\s*+([A-Za-z0-9_-]++)\s*+=")

Keys = tuple[str | int, ...]


def masked(text: str) -> str:
    """`text` with empty strings for its strings, without its comments, and with all its lines."""
    return _OPAQUE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    found = match.group()
    return "" if found[0] == "#" else '""' + "\n" * found.count("\n")


class Lines:
    """The lines of a valid TOML text by the keys that lead there, numbers of lists counted from 1."""

    def __init__(self, text: str) -> None:
        """Scan `text` once; what stands inside inline tables is found by the key that holds it."""
        self._lines: dict[Keys, int] = {}
        self._counts: dict[Keys, int] = {}
        self._table: Keys = ()
        self._list: Keys = ()
        self._depth = 0
        self._element = 0
        for number, line in enumerate(masked(text).split("\n"), 1):
            if self._depth > 0:
                self._value(line, number)
            elif header := _HEADER.match(line):
                self._header(header, number)
            elif key := _KEY.match(line):
                self._list = (*self._table, key.group(1))
                self._lines.setdefault(self._list, number)
                self._element = 1
                self._value(line[key.end() :], number)

    def line(self, keys: Keys) -> int | None:
        """The line of `keys`, else of the nearest thing round them that has one."""
        while keys:
            if keys in self._lines:
                return self._lines[keys]
            keys = keys[:-1]
        return None

    def _header(self, header: re.Match[str], number: int) -> None:
        table: Keys = ()
        for part in header.group(2).split("."):
            if table in self._counts:
                table = (*table, self._counts[table])
            table = (*table, part.strip())
        if header.group(1) == "[[":
            self._lines.setdefault(table, number)
            self._counts[table] = self._counts.get(table, 0) + 1
        if table in self._counts:
            table = (*table, self._counts[table])
        self._table = table
        self._lines.setdefault(table, number)

    def _value(self, text: str, number: int) -> None:
        if self._depth == 0 and not text.lstrip().startswith("["):
            self._depth = max(0, text.count("{") - text.count("}"))
            return
        for letter in text:
            if self._depth == 1 and letter not in " \t\r],":
                self._lines.setdefault((*self._list, self._element), number)
            if letter in "[{":
                self._depth += 1
            elif letter in "]}":
                self._depth -= 1
                if self._depth <= 0:
                    return
            elif letter == "," and self._depth == 1:
                self._element += 1
