"""Undo, redo, backups."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.app import StudyApp


def undo(app: StudyApp) -> None:
    """Take the last change back."""
    group = app.study.history.undo()
    app.attendance.settled()
    app.renew()
    more = (
        " The timer runs since its start, the time between included."
        if group.label.startswith("stop ")
        else ""
    )
    app.say(f"Undone: {group.label}.{more} ctrl+r redo")


def redo(app: StudyApp) -> None:
    """Bring back what was undone."""
    group = app.study.history.redo()
    app.attendance.settled()
    app.renew()
    app.say(f"Done again: {group.label}. u undo")


def back_up(app: StudyApp) -> None:
    """Copy the data into the backups."""
    made = app.study.store.back_up("by-hand")
    app.say(f"Backed up {made.sessions} sessions to {made.file}")


def reload(app: StudyApp) -> None:
    """Read everything again."""
    app.study.read_settings()
    app.renew()
    faults = app.faults_of(app.study.settings)
    app.say("\n".join(faults) or "Read again from the disk.", error=bool(faults))


def list_backups(app: StudyApp) -> None:
    """The backups with their dates and what they hold, each checked."""
    from studytui.tui.screens.report import ReportScreen, backups

    app.push_screen(ReportScreen("Backups, newest first", backups, "There are no backups yet."))


def check(app: StudyApp) -> None:
    """Everything in the data folder, and whether it is intact."""
    from studytui.tui.screens.report import ReportScreen, findings

    app.push_screen(ReportScreen("What is intact", findings, ""))


PERFORMERS = {
    "change.undo": undo,
    "change.redo": redo,
    "data.backup": back_up,
    "data.backups": list_backups,
    "data.check": check,
    "data.reload": reload,
}
