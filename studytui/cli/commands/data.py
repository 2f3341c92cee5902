"""undo, redo, history, backup, restore, paths."""

from __future__ import annotations

import os

from studytui.cli import documents, render, tables
from studytui.cli.commands.sessions import whole_number
from studytui.domain.faults import Fault, NothingToDo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from studytui.cli.context import Context
    from studytui.cli.documents import Document
    from studytui.cli.plainly import Found
    from studytui.cli.registry import Commands
    from studytui.domain.session import Session
    from studytui.services.clock import Clock
    from studytui.store.backups import Backup
    from studytui.store.operations import Group

SHOWN = 20


def turn_arguments(parser: ArgumentParser) -> None:
    """What `undo` and `redo` take."""
    parser.add_argument("count", nargs="?", default="1", metavar="N", help="how many changes (1)")


def undo(context: Context, found: Found) -> int:
    """Take back the last changes."""
    study = context.study
    before = study.timer.running()
    groups = _turned(context, whole_number(found.count, "undo"), backwards=True)
    _told(context, groups, "undone", undone=True)
    after = study.timer.running()
    if after is not None and not context.json and (before is None or before.id != after.id):
        _say_it_runs(context, after)
    context.way_back("redo")
    return 0


def redo(context: Context, found: Found) -> int:
    """Bring back what was undone."""
    groups = _turned(context, whole_number(found.count, "redo"), backwards=False)
    _told(context, groups, "redone", undone=False)
    context.way_back()
    return 0


def _turned(context: Context, count: int, backwards: bool) -> list[Group]:
    """Turn that many changes, or as many as there are; NothingToDo without any."""
    history = context.study.history
    groups: list[Group] = []
    for _ in range(count):
        try:
            groups.append(history.undo() if backwards else history.redo())
        except NothingToDo:
            if not groups:
                raise
            context.errors.remark(f"there were no more than {len(groups)}")
            break
    return groups


def _told(context: Context, groups: Sequence[Group], done: str, undone: bool) -> None:
    if context.json:
        found = [documents.group(group, context.study) for group in groups]
        context.out.document([{**document, "undone": undone} for document in found])
        return
    for group in groups:
        context.out.line(f"{done}: {group.label} · {render.moment(group.at, context.study)}")


def _say_it_runs(context: Context, timer: Session) -> None:
    from studytui.domain.session import elapsed

    seconds = render.length(elapsed(timer, context.study.clock.seconds()))
    state = "is paused on" if timer.paused else "runs on"
    since = render.span(timer, context.study)
    context.out.line(f"the timer {state} {timer.title} {since}, the time between included: {seconds} so far")


def history_arguments(parser: ArgumentParser) -> None:
    """What `history` takes."""
    parser.add_argument("--limit", metavar="N", help="at most N of them")


def history(context: Context, found: Found) -> int:
    """List the changes, newest first."""
    study = context.study
    limit = None if found.limit is None else whole_number(found.limit, "--limit")
    if limit is None and context.world.draws and not context.json:
        limit = SHOWN
    groups = study.history.listed(limit)
    if context.json:
        context.out.document([documents.group(group, study) for group in groups])
    elif not groups:
        context.out.line("no changes")
    else:
        rows = [
            (render.moment(group.at, study), "undone" if group.undone else "", group.label)
            for group in groups
        ]
        tables.show(context, ("WHEN", "", "CHANGE"), rows)
    return 0


def backup_arguments(parser: ArgumentParser) -> None:
    """What `backup` takes."""
    parser.add_argument("file", nargs="?", metavar="FILE", help="where to; the folder's backups without it")
    parser.add_argument("--list", action="store_true", help="list the backups of the folder")


def backup(context: Context, found: Found) -> int:
    """Copy all data into a checked backup."""
    if found.list:
        return _backups(context)
    store = context.study.store
    made = store.back_up("manual") if found.file is None else store.copy_to(_whole_path(found.file))
    if context.json:
        context.out.document({"file": made.file, "sessions": made.sessions})
    else:
        context.out.line(f"backed up and checked: {made.file}")
        context.out.line(
            f"{_count(made.sessions, 'session')}, {_count(made.notes, 'note')}, {made.bytes:,} bytes"
        )
        context.out.line(f"the way back: {context.called(f'restore {made.file}')}")
    return 0


def _backups(context: Context) -> int:
    from studytui.services import safekeeping

    listed = safekeeping.listed(context.home)
    good = [one for one in listed if not isinstance(one, Fault)]
    clock = context.world.clock
    if context.json:
        context.out.document([_backup_document(one, clock) for one in good])
    elif not good:
        context.out.line("no backups")
    else:
        rows = [
            (
                _said_moment(one.made, clock),
                f"{one.sessions:,}",
                f"{one.notes:,}",
                f"{one.operations:,}",
                f"{one.bytes:,}",
                one.file,
            )
            for one in good
        ]
        titles = ("MADE", "SESSIONS", "NOTES", "OPERATIONS", "BYTES", "FILE")
        tables.show(context, titles, rows, right=(1, 2, 3, 4))
    for one in listed:
        if isinstance(one, Fault):
            context.errors.remark(one.message)
    return 0


def _said_moment(at: int, clock: Clock) -> str:
    from studytui.domain.wording import say_day
    from studytui.domain.zones import local

    wall = local(at, clock.zone())
    return f"{say_day(wall.date(), year=True)} {wall:%H:%M}"


def _backup_document(one: Backup, clock: Clock) -> Document:
    from datetime import datetime

    return {
        "file": one.file,
        "sessions": one.sessions,
        "notes": one.notes,
        "operations": one.operations,
        "bytes": one.bytes,
        "made": datetime.fromtimestamp(one.made, clock.zone()).isoformat(),
    }


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _whole_path(file: str) -> str:
    return os.path.abspath(os.path.expanduser(file))


def restore_arguments(parser: ArgumentParser) -> None:
    """What `restore` takes."""
    parser.add_argument("file", metavar="FILE", help="a backup, as in: studytui backup --list")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def restore(context: Context, found: Found) -> int:
    """Put a backup in the place of the data."""
    from studytui.services import safekeeping

    file = _whole_path(found.file)
    good = safekeeping.inspected(file)
    holds = f"{_count(good.sessions, 'session')}, {_count(good.notes, 'note')}"
    if not found.yes:
        context.confirm(f"put {file} ({holds}) in the place of {context.home.database}?")
    done = safekeeping.restore(context.home, context.world.clock, file)
    before = None if done.before is None else done.before.file
    if context.json:
        document: Document = {
            "file": done.backup.file,
            "sessions": done.backup.sessions,
            "backup": before,
            "kept": done.kept,
        }
        context.out.document(document)
        return 0
    context.out.line(f"restored: {file} ({holds})")
    if before is not None:
        context.out.line(f"what was there is backed up: {before}")
        context.out.line(f"the way back: {context.called(f'restore {before}')}")
    elif done.kept is not None:
        context.out.line(f"what was there could not be read ({done.unsaved})")
    if done.kept is not None:
        context.out.line(f"and its file is kept: {done.kept}")
    return 0


def paths_arguments(parser: ArgumentParser) -> None:
    """What `paths` takes."""


def paths(context: Context, found: Found) -> int:
    """Show where everything lies."""
    home = context.home
    found_paths = {
        "home": home.folder,
        "config": home.config,
        "database": home.database,
        "roadmaps": home.roadmaps,
        "backups": home.backups,
        "hooks": home.hooks,
    }
    if context.json:
        context.out.document(found_paths)
    else:
        for name, path in found_paths.items():
            context.out.line(f"{name:<9} {path}")
    return 0


COMMANDS: Commands = {
    "undo": (turn_arguments, undo),
    "redo": (turn_arguments, redo),
    "history": (history_arguments, history),
    "backup": (backup_arguments, backup),
    "restore": (restore_arguments, restore),
    "paths": (paths_arguments, paths),
}
