"""Backups and the way back, which must also work while the data itself cannot be opened."""

from __future__ import annotations

from studytui.domain.faults import Fault
from studytui.domain.records import dataclass
from studytui.store import backups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import Clock
    from studytui.store.backups import Backup
    from studytui.store.home import Home


@dataclass(frozen=True)
class Restored:
    """What was put in place, the backup made of what stood there, and the file that was set aside.

    `unsaved` says why no backup of it could be made, where that is so.
    """

    backup: Backup
    before: Backup | None
    kept: str | None
    unsaved: str


def listed(home: Home) -> tuple[Backup | Fault, ...]:
    """The backups of the folder, newest first; for a bad one, what is wrong with it."""
    return backups.listed(home)


def inspected(file: str) -> Backup:
    """A backup, checked whole; a Fault says what is wrong with it."""
    return backups.inspect(file)


def restore(home: Home, clock: Clock, file: str) -> Restored:
    """Back up what is there, where it can be read, and put the checked copy `file` in its place."""
    from studytui.services.study import Study

    inspected(file)
    before, unsaved = None, ""
    try:
        study = Study(home, clock)
    except Fault as fault:
        unsaved = fault.message
    else:
        try:
            before = study.store.back_up("before-restore")
        finally:
            study.close()
    good, kept = backups.restore(home, file)
    return Restored(good, before, kept, unsaved)
