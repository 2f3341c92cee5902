"""The system calls of one process as strace sees them, and where a fault can be put into them."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

WRITING = (
    *("pwrite64", "write", "writev", "pwritev", "ftruncate", "truncate", "fallocate"),
    *("fsync", "fdatasync", "sync_file_range", "copy_file_range", "sendfile"),
    *("unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat", "symlink", "symlinkat"),
    *("mkdir", "mkdirat", "rmdir", "chmod", "fchmod", "fchmodat", "utimensat"),
)
READING = ("openat", "pread64", "read", "fcntl", "newfstatat", "lseek", "getdents64", "access")
TRACED = ",".join((*WRITING, *READING))
_CALL = re.compile(r"^(\d* *)([a-z0-9_]+)\((.*)$")


@dataclass(frozen=True)
class Call:
    """One system call: its name, the how manieth of that name it is in its thread, and strace's line."""

    name: str
    number: int
    line: str

    @property
    def writes(self) -> bool:
        """Whether the disk may be another one afterwards."""
        return self.name in WRITING or (self.name == "openat" and "O_CREAT" in self.line)

    def fault(self, what: str, for_ever: bool = False) -> str:
        """The option that lets this call (and all of its name after it) fail, or kills before it."""
        return f"{self.name}:{what}:when={self.number}{'+' if for_ever else ''}"


def calls(trace: Path, folder: Path) -> list[Call]:
    """The calls in a trace that touch what lies under `folder`."""
    return list(_calls(trace.read_text("utf-8", "replace").splitlines(), os.fspath(folder)))


def _calls(lines: Sequence[str], folder: str) -> Iterator[Call]:
    counted: dict[tuple[str, str], int] = {}
    for line in lines:
        found = _CALL.match(line)
        if found is None:
            continue
        thread, name, _ = found.groups()
        counted[thread, name] = counted.get((thread, name), 0) + 1
        if folder in line:
            yield Call(name, counted[thread, name], line)


def need_strace() -> None:
    """Skip where there is no strace, but on a machine that checks everything."""
    if shutil.which("strace") is None and not os.environ.get("CI"):
        pytest.skip("strace is not here")
