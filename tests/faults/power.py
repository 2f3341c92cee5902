"""Power loss, replayed: what a disk may hold when it loses power at any moment of a recorded run.

Of all that was written but not yet flushed, any part may be on the disk: each sector of 512 bytes by itself,
in any order, and each change of a folder's names by itself, until that folder is flushed.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

SECTOR = 512
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})+)>")
_CALL = re.compile(r"^([a-z0-9_]+)\((.*)\) += (-?\d+)")


@dataclass(frozen=True)
class Event:
    """One thing that was done to the disk: `what`, on the path `at`, with what the kind needs."""

    what: str
    at: str
    other: str = ""
    offset: int = 0
    data: bytes = b""


def _plain(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def events(trace: Path, folder: Path) -> Iterator[Event]:
    """The events in a trace (strace -y -xx) that touch what lies under `folder`; paths are relative to it."""
    root = f"{folder}/"
    positions: dict[str, int] = {}

    def inside(path: bytes) -> str | None:
        text = f"{path.decode()}/"
        return text.removeprefix(root).rstrip("/") if text.startswith(root) else None

    for line in trace.read_text("ascii").splitlines():
        call = _CALL.match(line)
        if call is None or int(call[3]) < 0:
            continue
        name, arguments = call[1], call[2]
        texts = [_plain(found) for found in _TEXT.findall(arguments)]
        handle = _HANDLE.match(arguments)
        if name == "openat":
            positions[call[3]] = 0
            at = inside(texts[0])
            if at is not None and "O_CREAT" in arguments:
                yield Event("create", at)
            if at is not None and "O_TRUNC" in arguments:
                yield Event("truncate", at)
        elif handle is not None and (at := inside(_plain(handle[2]))) is not None:
            numbers = arguments.rsplit(", ", 2)
            if name == "pwrite64":
                yield Event("write", at, offset=int(numbers[2]), data=texts[0])
            elif name == "write":
                yield Event("write", at, offset=positions[handle[1]], data=texts[0])
                positions[handle[1]] += len(texts[0])
            elif name == "ftruncate":
                yield Event("truncate", at, offset=int(numbers[-1]))
            elif name in ("fsync", "fdatasync"):
                yield Event("sync", at)
        elif name in ("unlink", "unlinkat", "rmdir", "mkdir", "rename", "link", "linkat"):
            paths = [inside(text) for text in texts]
            if paths[0] is not None and None not in paths:
                what = {"unlinkat": "unlink", "linkat": "link", "rmdir": "unlink"}.get(name, name)
                yield Event(what, paths[0], paths[-1] or "")


@dataclass
class File:
    """A file's content that is on the disk for certain, and what was done to it since."""

    durable: bytearray = field(default_factory=bytearray)
    since: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Offset and data, or a length to be cut to where data is none."""


class Disk:
    """Files and names as a running system sees them, and what of both is durable."""

    def __init__(self, folder: Path) -> None:
        """Begin with what lies in `folder`, all of it durable."""
        self.names: dict[str, File | None] = {}
        for where, folders, files in os.walk(folder):
            for name in folders:
                self.names[os.path.relpath(os.path.join(where, name), folder)] = None
            for name in files:
                path = os.path.join(where, name)
                with open(path, "rb") as file:
                    self.names[os.path.relpath(path, folder)] = File(bytearray(file.read()))
        self.durable = dict(self.names)
        self.pending: list[tuple[str, dict[str, File | None], tuple[str, ...]]] = []

    def happen(self, event: Event) -> None:
        """Let one event happen."""
        at, other = event.at, event.other
        if event.what == "create":
            if at not in self.names:
                self._name(at, {at: File()}, ())
        elif event.what == "mkdir":
            self._name(at, {at: None}, ())
        elif event.what == "link":
            self._name(other, {other: self.names[at]}, ())
        elif event.what == "rename":
            self._name(other, {other: self.names[at]}, (at,))
        elif event.what == "unlink":
            self._name(at, {}, (at,))
        elif event.what == "sync":
            self._sync(at)
        else:
            file = self.names[at]
            assert file is not None
            file.since.append((event.offset, event.data if event.what == "write" else None))

    def _name(self, at: str, added: dict[str, File | None], taken: tuple[str, ...]) -> None:
        self._apply(self.names, added, taken)
        self.pending.append((os.path.dirname(at), added, taken))

    def _apply(
        self, names: dict[str, File | None], added: dict[str, File | None], taken: tuple[str, ...]
    ) -> None:
        for name in taken:
            names.pop(name, None)
        names.update(added)

    def _sync(self, at: str) -> None:
        file = self.names.get(at)
        if file is not None:
            for offset, data in file.since:
                _put(file.durable, offset, data)
            file.since.clear()
            return
        left = []
        for change in self.pending:
            if change[0] == at:
                self._apply(self.durable, change[1], change[2])
            else:
                left.append(change)
        self.pending = left

    def lost_power(self, chance: random.Random) -> dict[str, bytes | None]:
        """One of the states that may be found afterwards, by path; folders are none."""
        names = dict(self.durable)
        share = chance.choice((0.0, 0.5, 1.0))
        for _, added, taken in self.pending:
            if chance.random() < share:
                self._apply(names, added, taken)
        kept: dict[int, bytes] = {}
        for file in names.values():
            if file is not None and id(file) not in kept:
                kept[id(file)] = _torn(file, chance)
        found = {name: None if file is None else kept[id(file)] for name, file in names.items()}
        return {name: data for name, data in found.items() if os.path.dirname(name) in ("", *found)}


def _put(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


def _torn(file: File, chance: random.Random) -> bytes:
    """The file with any part of what was not flushed, sector by sector, in any order."""
    if not file.since:
        return bytes(file.durable)
    content = bytearray(file.durable)
    share = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    steps = list(file.since)
    if chance.random() < 0.5:
        steps = steps[: chance.randrange(len(steps) + 1)]
    for offset, data in steps:
        if data is None:
            if chance.random() < share:
                _put(content, offset, None)
            continue
        end = offset + len(data)
        while offset < end:
            edge = min(end, (offset // SECTOR + 1) * SECTOR)
            if chance.random() < share:
                start = len(data) - (end - offset)
                _put(content, offset, data[start : start + edge - offset])
            offset = edge
    return bytes(content)


def materialised(state: dict[str, bytes | None], folder: Path) -> None:
    """Put a state into a folder that is empty."""
    folder.mkdir(parents=True)
    for name in sorted(state):
        data, path = state[name], folder / name
        if data is None:
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(data)
