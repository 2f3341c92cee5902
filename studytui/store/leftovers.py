"""Files of writes that a kill or a crash broke off: never anybody's data, and taken away after a day."""

from __future__ import annotations

import contextlib
import os
import re

from studytui.store.home import HEADER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.store.home import Home

_DAY = 86_400
_UNFINISHED = re.compile(
    r"(study\.db|.+\.toml|.+\.db)\.(new|restored|repaired|salvaged|partial)-[0-9a-f-]+(-journal)?"
    r"|.+\.toml\.before-[0-9a-f-]+"
)
"""Finished ones have other names; what an editor was given stays, for it may be all there is of a text."""


def sweep(home: Home, now: float) -> tuple[str, ...]:
    """Remove what was begun over a day before `now` (UTC seconds) and never finished; returns the paths.

    What a file was before a change stays while the change has its header: it may have to come back.
    """
    try:
        headers = home.interrupted()
    except OSError:
        return ()
    kept = tuple(f".before-{header.removeprefix(HEADER)}" for header in headers)
    removed = []
    for folder in (home.folder, home.roadmaps, home.backups):
        try:
            names = os.listdir(folder)
        except OSError:
            continue
        for name in filter(_UNFINISHED.fullmatch, names):
            if name.endswith(kept):
                continue
            path = os.path.join(folder, name)
            with contextlib.suppress(OSError):
                if now - os.lstat(path).st_mtime > _DAY:
                    os.unlink(path)
                    removed.append(path)
    return tuple(removed)
