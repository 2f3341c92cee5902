"""Backups and the way back, which must also work while the data itself cannot be opened; and the daily care.

Once a day a copy is made, checked whole, and compared row by row with the operations: by the dashboard after
its first paint, else at the end of the day's first command that writes. Checking the copy holds no writer up.
"""

from __future__ import annotations

import contextlib

from studytui.domain.faults import DataFault, Fault, SystemRefused
from studytui.domain.records import dataclass
from studytui.services.study import LOOKED_AFTER, PLACE, Study
from studytui.store import backups

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from studytui.services.clock import Clock
    from studytui.store.backups import Backup
    from studytui.store.home import Home
    from studytui.store.verifying import Verdict

_PAGES = 1024
"""Pages (4 MiB) that are copied at a time while others may want to write."""


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


def verified(file: str, nap: Callable[[], None] = lambda: None) -> Verdict:
    """A copy's rows, compared with the operations that made them."""
    from studytui.store.errors import translated
    from studytui.store.verifying import verify

    with translated(file), contextlib.closing(backups.open_copy(file)) as connection:
        return verify(connection, nap)


def restore(home: Home, clock: Clock, file: str) -> Restored:
    """Back up what is there, where it can be read, and put the checked copy `file` in its place."""
    from studytui.store import restoring

    inspected(file)
    before, unsaved = None, ""
    try:
        before = backed_up(home, clock, "before-restore")
    except Fault as fault:
        unsaved = fault.message
    good, kept = restoring.restore(home, file, clock.now())
    return Restored(good, before, kept, unsaved)


def backed_up(home: Home, clock: Clock, why: str) -> Backup:
    """A backup of what is there now; a Fault where it cannot be read, or nothing is there."""
    from studytui.store.errors import damaged
    from studytui.store.files import there_is

    if not there_is(home.database):
        raise damaged(home.database, "it is gone")
    study = Study(home, clock, begin=False)
    try:
        return study.store.back_up(why)
    finally:
        study.close()


def look_after(study: Study, nap: Callable[[], None] | None = None) -> tuple[str, ...]:
    """Do what is due once a day or once for a folder, and return what a person should know.

    `nap` is called every few rows where others wait for the processor. Nothing is done where nothing can be
    written. It is not done on the data's first day: the copy would hold nothing yet.
    """
    store = study.store
    if store.unwritable is not None:
        return ()
    told: list[str] = []
    if store.facts().get(PLACE) != study.home.folder:
        from studytui.store.places import warning

        store.keep_fact(PLACE, study.home.folder)
        told.append(warning(study.home.folder))
    if not study.looked_after():
        from datetime import timedelta

        from studytui.domain.days import day_start

        today = study.today()
        try:
            if _older_than(study, today):
                told.append(_keep(study, nap))
        except SystemRefused as fault:
            told.append(f"no backup could be made today: {fault.message}")
        else:
            end = day_start(today + timedelta(days=1), study.clock.zone(), study.settings.day_start)
            store.keep_fact(LOOKED_AFTER, str(end))
    return tuple(one for one in told if one)


def _older_than(study: Study, today: date) -> bool:
    from studytui.domain.days import study_day

    first = study.store.first_change()
    return first is not None and study_day(first, study.clock.zone(), study.settings.day_start) < today


def _keep(study: Study, nap: Callable[[], None] | None) -> str:
    """Make the day's copy and check it; what is wrong with the data, if anything is."""
    from studytui.store.leftovers import sweep

    home = study.home
    see = f"see what is intact with: {home.called('doctor')}"
    sweep(home, study.clock.now())
    try:
        copy = study.store.back_up("daily", -1 if nap is None else _PAGES)
        verdict = verified(copy.file, nap or (lambda: None))
    except DataFault as fault:
        return f"{home.database} is damaged: no backup could be made today ({fault.message}); {see}"
    if not verdict.good:
        backups.drop(copy.file)
        return f"{home.database} is not as it was written ({said(verdict)}); {see}"
    backups.rotate(home, study.clock.now())
    return ""


def said(verdict: Verdict) -> str:
    """What of the committed rows is not as it was, in a few words."""
    parts = (
        (len(verdict.changed), "row", "changed"),
        (len(verdict.links), "operation", "changed"),
        (verdict.cut, "operation", "lost at the end"),
        (len(verdict.reckoned), "figure", "reckoned wrongly"),
        (len(verdict.states), "line of the history", "changed"),
    )
    return ", ".join(f"{counted(number, what)} {how}" for number, what, how in parts if number)


def counted(number: int, what: str) -> str:
    """A number with what it counts: 1 session, 2 sessions, 3 lines of the history."""
    first, blank, rest = what.partition(" ")
    end = "" if number == 1 else "es" if first.endswith("s") else "s"
    return f"{number:,} {first}{end}{blank}{rest}"
