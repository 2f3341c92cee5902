"""What a killed program left half written goes away after a day; nothing else does."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from studytui.store.leftovers import sweep
from tests.store.samples import NOON, opened

if TYPE_CHECKING:
    from studytui.store.home import Home

DAY = 86_400
LEFT = (
    "study.db.new-01a208ec-b3e0-7192-9d00-23857aeb703c",
    "study.db.new-01a208ec-b3e0-7192-9d00-23857aeb703c-journal",
    "study.db.restored-4711",
    "config.toml.new-4711",
    "config.toml.before-01a208ec-b3e0-7192-9d00-23857aeb703c-0",
    "roadmaps/mine.toml.new-12",
    "backups/20261101-120000-daily.db.partial-00ff00ff00ff00ff",
    "backups/20261101-120000-daily.db.partial-00ff00ff00ff00ff-journal",
)
KEPT = (
    "config.toml",
    "notes.new-1",
    "study.db.new-start",
    "roadmaps/mine.toml",
    "roadmaps/before-1.toml",
    "backups/20261101-120000-daily.db",
    "backups/20261101-120000-replaced.old",
    "edit-abc/note.md",
)


def test_what_was_begun_and_never_finished_goes_after_a_day(home: Home) -> None:
    opened(home).close()
    for name in (*LEFT, *KEPT):
        path = Path(home.folder, name)
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
        os.utime(path, (NOON, NOON))
    assert sweep(home, NOON + DAY) == ()
    assert {os.path.relpath(path, home.folder) for path in sweep(home, NOON + DAY + 1)} == set(LEFT)
    assert all(Path(home.folder, name).exists() for name in (*KEPT, "study.db"))
