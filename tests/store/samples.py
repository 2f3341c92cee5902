"""Rows to write, other programs to run, and ways to see what stands in a folder."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from studytui.domain.ids import ItemId, RoadmapId, SessionId, StageId
from studytui.domain.session import Session
from studytui.store.store import Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.store.home import Home

ROOT = Path(__file__).parents[2]
NOON = 1_795_262_400
"""21 November 2026, 12:00 UTC."""
NOBODY = 65534


def opened(home: Home, day_hour: int = 4) -> Store:
    """The store of `home` at noon."""
    return Store(home, lambda: float(NOON), day_hour)


def study_of(store: Store, start: int, seconds: int | None = 600, **changes: object) -> Session:
    """A session that is not written yet; without `seconds` it is the timer."""
    plain = Session(
        SessionId(store.new_id()),
        start,
        None if seconds is None else start + seconds,
        "UTC",
        RoadmapId("mine"),
        StageId("basics"),
        ItemId("topic/git"),
        "Basics › Git",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # what is named are fields of Session


def put(store: Store, *sessions: Session, label: str = "log") -> None:
    """Write sessions in one change."""
    with store.change(label) as writer:
        for session in sessions:
            store.put_session(writer, session)


@contextmanager
def sql(home: Home) -> Iterator[sqlite3.Connection]:
    """The database as another program sees it."""
    connection = sqlite3.connect(home.database, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def run(code: str, *arguments: str, nobody: bool = False) -> str:
    """What a program of a few lines prints, run as a process of its own; as nobody if wanted."""
    if nobody:
        imports = "import os, studytui.store.backups, studytui.store.lines, tests.store.samples"
        drop = f"os.setgroups([])\nos.setgid({NOBODY})\nos.setuid({NOBODY})"
        code = f"{imports}\n{drop}\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def picture(folder: str) -> dict[str, tuple[int, str]]:
    """Every name under a folder with its mode and what is in it; times are left out."""
    found = {}
    for where, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = os.path.join(where, name)
            status = os.lstat(path)
            if os.path.islink(path):
                content = os.readlink(path)
            elif os.path.isfile(path):
                content = hashlib.sha256(Path(path).read_bytes()).hexdigest()
            else:
                content = ""
            found[os.path.relpath(path, folder)] = (status.st_mode, content)
    return found
