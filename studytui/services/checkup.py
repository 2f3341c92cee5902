"""doctor: everything in the data folder is looked at, and named whether it is intact; nothing is changed."""

from __future__ import annotations

import contextlib
import os
import time

from studytui.domain.faults import DataFault, Fault, NothingToDo
from studytui.domain.records import dataclass
from studytui.services.editor import EDIT
from studytui.services.safekeeping import backed_up, counted, said
from studytui.store import examining
from studytui.store.remedy import newest_good, remedy, said_age
from studytui.store.schema import VERSION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from studytui.services.clock import Clock
    from studytui.store.backups import Backup
    from studytui.store.home import Home
    from studytui.store.repairing import Repaired

OK, NOTICE, WARNING, ERROR = "ok", "notice", "warning", "error"
_OURS = ("study.db", "config.toml")
_LEFT_BEHIND = (".new-", ".restored-", ".repaired-", ".salvaged-", ".partial-")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: `severity` is ok, notice, warning or error; `hint` the next step."""

    what: str
    severity: str
    message: str
    hint: str = ""


@dataclass(frozen=True)
class Mended:
    """A repair: what the database holds now, what was kept from before, and a backup that holds more.

    `unsaved` says why no backup could be made before, where that is so.
    """

    done: Repaired
    before: Backup | None
    unsaved: str
    better: Backup | None


def examine(home: Home, clock: Clock) -> tuple[Finding, ...]:
    """Look at everything; errors are what the database or its place is at fault for."""
    return tuple(
        finding
        for part in (_folder, _database, _conflicts, _left_behind, _settings, _roadmaps, _backups)
        for finding in part(home, clock)
    )


def repair(home: Home, clock: Clock) -> Mended:
    """Put a damaged database in order after a backup; NothingToDo where it is sound."""
    from studytui.store.config import read_settings
    from studytui.store.errors import Damaged, TooNew
    from studytui.store.files import there_is
    from studytui.store.repairing import repair as repaired

    if not there_is(home.database):
        raise Damaged(f"{home.database} is gone", remedy(home, clock.now(), ""))
    found = None
    with contextlib.suppress(DataFault):  # one so badly damaged that only its rows can be looked for
        found = examining.examine(home)
    if found is not None and found.version > VERSION:
        raise TooNew(
            f"{home.database} was written by a newer studytui (data version {found.version})",
            "update studytui and try again",
        )
    if found is not None and found.sound:
        raise NothingToDo("nothing needs repair")
    good = newest_good(home)
    before, unsaved = None, ""
    try:
        before = backed_up(home, clock, "before-repair")
    except Fault as fault:
        unsaved = fault.message
    try:
        done = repaired(home, clock.now(), read_settings(home).day_start)
    except Damaged as fault:
        raise Damaged(fault.message, remedy(home, clock.now(), "")) from fault
    better = good if good is not None and good.sessions > done.now.sessions else None
    return Mended(done, before, unsaved, better)


def blamed(home: Home) -> Fault | None:
    """The damage that explains what should never have happened, none where the data is sound."""
    from studytui.store.errors import damaged

    try:
        sound = examining.examine(home).sound
    except DataFault as fault:
        return fault
    if sound:
        return None
    damage = damaged(home.database, "it holds what was never written")
    damage.hint = remedy(home, time.time(), f"see what is intact with: {home.called('doctor')}")
    return damage


def _folder(home: Home, clock: Clock) -> Iterator[Finding]:
    from studytui.store.places import warning

    if not os.path.isdir(home.folder):
        yield Finding("folder", NOTICE, f"{home.folder} is not there yet", "it is made by the first start")
        return
    told = warning(home.folder)
    if told:
        yield Finding("place", WARNING, told)
    if home.shared_with_others():
        yield Finding(
            "folder",
            WARNING,
            f"others may read {home.folder}",
            f"close it to them with: chmod 700 {home.folder}",
        )
    elif not os.access(home.folder, os.W_OK):
        yield Finding("folder", WARNING, f"{home.folder} may only be read here; nothing is written")
    else:
        yield Finding("folder", OK, home.folder)


def _database(home: Home, clock: Clock) -> Iterator[Finding]:
    path = home.database
    if not os.path.lexists(path):
        if newest_good(home) is None:
            yield Finding("database", NOTICE, f"{path} is not there yet", "it is made by the first start")
        else:
            yield Finding("database", ERROR, f"{path} is gone", remedy(home, clock.now(), ""))
        return
    if os.path.islink(path) or not os.path.isfile(path):
        yield Finding("database", ERROR, f"{path} is not a file of its own", "put the file itself there")
        return
    try:
        found = examining.examine(home)
    except Fault as fault:
        yield Finding("database", ERROR, fault.message.replace("; nothing was written", ""))
        yield from _saveable(home, clock)
        return
    if found.version > VERSION:
        yield Finding(
            "database",
            WARNING,
            f"{path} was written by a newer studytui (data version {found.version}); it is only read",
            "update studytui",
        )
    else:
        yield Finding("database", OK, f"{path}, {found.bytes:,} bytes, data version {found.version}")
    yield from _content(found)
    if not found.sound:
        yield from _saveable(home, clock)


def _content(found: examining.Examined) -> Iterator[Finding]:
    if found.complaints:
        for line in found.complaints:
            yield Finding("structure", ERROR, line)
    else:
        yield Finding("structure", OK, "every page of the file is sound")
    for name, number in (("sessions", found.sessions), ("notes", found.notes), ("statuses", found.marks)):
        if number < 0:
            yield Finding(name, ERROR, "cannot all be read")
        else:
            yield Finding(name, OK, f"{number:,} can be read")
    verdict = found.verdict
    if verdict is None:
        yield Finding("rows", ERROR, "could not be compared with the changes that made them")
    elif verdict.good:
        yield Finding("rows", OK, f"all {verdict.rows:,} are as {verdict.operations:,} operations left them")
    else:
        named = ", ".join(f"{table} {key}" for table, key in verdict.changed[:5])
        yield Finding(
            "rows", ERROR, f"not as they were written: {said(verdict)}" + (f" ({named})" if named else "")
        )


def _saveable(home: Home, clock: Clock) -> Iterator[Finding]:
    """What a repair would save, beside what the newest good backup holds."""
    saved, good = examining.would_save(home), newest_good(home)
    if saved is not None and (saved.sessions or saved.operations):
        yield Finding(
            "repair",
            NOTICE,
            f"can save {counted(saved.sessions, 'session')}, {counted(saved.notes, 'note')}, "
            f"{counted(saved.marks, 'status')} and {counted(saved.operations, 'operation')}; "
            "the old file is kept",
            home.called("doctor --repair"),
        )
    elif saved is not None:
        yield Finding("repair", NOTICE, "nothing of it can be read any more")
    if good is not None:
        yield Finding(
            "restore",
            NOTICE,
            f"the newest good backup is {said_age(clock.now() - good.made)} old: "
            f"{counted(good.sessions, 'session')}, {counted(good.notes, 'note')}, "
            f"{counted(good.operations, 'operation')}",
            home.called(f"restore {good.file}"),
        )


def _conflicts(home: Home, clock: Clock) -> Iterator[Finding]:
    from studytui.store.places import conflict_copies

    for folder, of in ((home.folder, _OURS), (home.roadmaps, ())):
        for file in conflict_copies(folder, of):
            strange = examining.strangers(home, file) if file.endswith(".db") else -1
            if strange > 0:
                verb = "is" if strange == 1 else "are"
                yield Finding(
                    "conflict copy",
                    WARNING,
                    f"{file} holds {counted(strange, 'change')} that {verb} not here",
                    f"to study on with that one: {home.called(f'restore {file}')}",
                )
            elif strange == 0:
                yield Finding(
                    "conflict copy", NOTICE, f"{file} holds nothing that is not here", "it can be deleted"
                )
            else:
                yield Finding(
                    "conflict copy", WARNING, f"{file} was made by a synchronising program", "compare it"
                )


def _left_behind(home: Home, clock: Clock) -> Iterator[Finding]:
    for folder in (home.folder, home.backups):
        try:
            names = sorted(os.listdir(folder))
        except OSError:
            continue
        for name in names:
            path = os.path.join(folder, name)
            if name.startswith(EDIT):
                yield Finding(
                    "left behind",
                    NOTICE,
                    f"{path} holds what an editor was given; unless one is open, it was broken off",
                    "take from it what you need, then delete it",
                )
            elif any(mark in name for mark in _LEFT_BEHIND):
                yield Finding(
                    "left behind",
                    NOTICE,
                    f"{path} is of a start or a copy that was broken off",
                    "it can be deleted",
                )


def _settings(home: Home, clock: Clock) -> Iterator[Finding]:
    from studytui.store.config import read_settings

    try:
        faults = read_settings(home).faults
    except Fault as fault:
        faults = (fault.message,)
    for one in faults:
        yield Finding("settings", WARNING, one, "the defaults hold for it")
    if not faults:
        yield Finding(
            "settings", OK, f"{home.config} can be read" if os.path.exists(home.config) else "the defaults"
        )


def _roadmaps(home: Home, clock: Clock) -> Iterator[Finding]:
    from studytui.roadmaps.library import Library

    try:
        names = sorted(name for name in os.listdir(home.roadmaps) if name.endswith(".toml"))
    except OSError:
        return
    library = Library(home.roadmaps)
    bad = 0
    for name in names:
        try:
            for finding in library.check(os.path.join(home.roadmaps, name)):
                if finding.severity == "error":
                    bad += 1
                    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
                    yield Finding("roadmap", WARNING, f"{place}: {finding.message}", finding.hint)
        except Fault as fault:
            bad += 1
            yield Finding("roadmap", WARNING, fault.message, fault.hint)
    if names and not bad:
        yield Finding("roadmaps", OK, f"{len(names):,} of your own can be read")


def _backups(home: Home, clock: Clock) -> Iterator[Finding]:
    from studytui.services.safekeeping import listed

    good: list[Backup] = []
    for one in listed(home):
        if isinstance(one, Fault):
            yield Finding(
                "backup",
                WARNING,
                one.message.replace("; nothing was written", ""),
                "it is not used; it can be deleted",
            )
        else:
            good.append(one)
    if good:
        newest = max(good, key=lambda one: one.made)
        yield Finding(
            "backups",
            OK,
            f"{len(good):,} whole; the newest is {said_age(clock.now() - newest.made)} old "
            f"and holds {counted(newest.sessions, 'session')}",
        )
    elif os.path.lexists(home.database):
        yield Finding("backups", NOTICE, "there are none yet", home.called("backup"))
