"""A file and the change that replaces it are committed together: what it was is kept until the change is.

Before a file is replaced, a header in the data folder names it and the change, and the old file gets a second
name beside it. Once the change is committed both are removed. Whoever finds a header of a change that was
never committed, because its program died, gives the file its old content back, if nobody has edited it since.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os

from studytui.domain.ids import is_slug
from studytui.store.connection import sync_folder
from studytui.store.files import real_path, stands
from studytui.store.home import FILE_MODE, HEADER, Home, make_folder
from studytui.store.operations import Changed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

CONFIG = "config.toml"
ROADMAPS = "roadmaps/"
SUFFIX = ".toml"


def file_of(home: Home, name: str) -> str:
    """Where a file that is part of changes lies; no name leads out of the folder."""
    if name == CONFIG:
        return home.config
    slug = name.removeprefix(ROADMAPS).removesuffix(SUFFIX)
    if name != f"{ROADMAPS}{slug}{SUFFIX}" or not is_slug(slug):
        raise Changed(f"{name[:80]!r} is no file of this folder", "see: studytui doctor")
    return os.path.join(home.roadmaps, slug + SUFFIX)


def keep(home: Home, change: str, name: str, text: str | None) -> None:
    """Keep a file as it stands, before the change of that id makes it `text`; durable when this returns."""
    path = real_path(file_of(home, name))
    number = sum(one.startswith(f"{HEADER}{change}") for one in home.interrupted())
    header = os.path.join(home.folder, f"{HEADER}{change}-{number}")
    there = stands(path)
    content = json.dumps({"name": name, "there": there, "new": _digest(text)})
    make_folder(os.path.dirname(path))
    handle = os.open(header, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), FILE_MODE)
    with open(handle, "wb") as file:
        file.write(content.encode())
        file.flush()
        os.fsync(file.fileno())
    if there:
        _second_name(path, _old(path, change, number))
    for folder in {os.path.realpath(home.folder), os.path.dirname(path)}:
        sync_folder(folder)


def settle(home: Home, committed: Callable[[str], bool], but: str = "") -> None:
    """Bring every file in step with the changes that are committed, `but` one; while no one else writes."""
    for header in home.interrupted():
        change, _, number = header.removeprefix(HEADER).rpartition("-")
        if number.isdecimal() and change != but:
            _settle_one(home, os.path.join(home.folder, header), change, int(number), committed(change))


def _settle_one(home: Home, header: str, change: str, number: int, committed: bool) -> None:
    try:
        with open(header, "rb") as file:
            kept = json.loads(file.read())
        path = real_path(file_of(home, kept["name"]))
        there, new = bool(kept["there"]), kept["new"]
    except FileNotFoundError:
        return
    except (ValueError, KeyError, TypeError, Changed):  # never finished: the file was not replaced yet
        os.unlink(header)
        return
    old = _old(path, change, number)
    if not committed and _digest_of(path) == new:
        with contextlib.suppress(FileNotFoundError):
            os.replace(old, path) if there else os.unlink(path)
            sync_folder(os.path.dirname(path))
    for name in (old, header):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


def _old(path: str, change: str, number: int) -> str:
    return f"{path}.before-{change}-{number}"


def _second_name(path: str, other: str) -> None:
    try:
        os.link(path, other)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        with open(path, "rb") as file, open(other, "xb") as copy:
            copy.write(file.read())
            copy.flush()
            os.fsync(copy.fileno())


def _digest(text: str | None) -> str | None:
    return None if text is None else hashlib.sha256(text.encode("utf-8")).hexdigest()


def _digest_of(path: str) -> str | None:
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except FileNotFoundError:
        return None
