"""Undo, redo, backups."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.tui.app import StudyApp


def undo(app: StudyApp) -> None:
    """Take the last change back."""
    group = app.study.history.undo()
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
    faults = app.faults_of_settings()
    app.say("\n".join(faults) or "Read again from the disk.", error=bool(faults))


PERFORMERS = {"change.undo": undo, "change.redo": redo, "data.backup": back_up, "data.reload": reload}
