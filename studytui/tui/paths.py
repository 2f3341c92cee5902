"""Names of files as people type them, and those that fit what was typed."""

from __future__ import annotations

import os

from studytui.domain.text import clean_line

_MOST = 200
_LOOKED_AT = 5000
_FIRST = (".md", ".markdown", ".txt", ".toml", ".json")


def expanded(typed: str) -> str:
    """The file that is meant: `~` is one's home, quotation marks around a name are left out."""
    name = typed.strip()
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = name[1:-1]
    return os.path.expanduser(name)


def completions(typed: str) -> tuple[str, ...]:
    """The names that begin as typed, files before folders; hidden ones are left out."""
    folder, begun = os.path.split(typed)
    found: list[tuple[int, str, str]] = []
    try:
        with os.scandir(expanded(folder) or os.curdir) as entries:
            for number, entry in enumerate(entries):
                if number >= _LOOKED_AT:
                    break
                name = entry.name
                hidden = name.startswith(".") and not begun.startswith(".")
                if hidden or not name.lower().startswith(begun.lower()) or name != clean_line(name):
                    continue
                if entry.is_dir():
                    found.append((1, name, os.path.join(folder, name, "")))
                elif name.lower().endswith(_FIRST):
                    found.append((0, name, os.path.join(folder, name)))
    except (OSError, ValueError):
        return ()
    return tuple(path for _, _, path in sorted(found)[:_MOST])


def shown_name(path: str) -> str:
    """The last part of a name, a folder's with its stroke."""
    bare = path.rstrip("/\\")
    return os.path.basename(bare) + path[len(bare) :]
