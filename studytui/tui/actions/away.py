"""What becomes of a time in which nobody was seen at the timer."""

from __future__ import annotations

from studytui.domain import absence
from studytui.domain.durations import format_length

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.absence import Absence
    from studytui.tui.app import StudyApp
    from studytui.tui.screens.prompt import Read


def keep(app: StudyApp, found: Absence) -> None:
    """Let all of it count."""
    timer = app.study.presence.keep(found)
    _settled(app, f"All of the time counts on {timer.title}. u undo")


def cut(app: StudyApp, found: Absence) -> None:
    """End the timer when the person was last seen."""
    _ended(app, found, found.since)


def _ended(app: StudyApp, found: Absence, at: int) -> None:
    timer = app.study.timer.needed()
    saved = app.study.presence.end(found, at)
    if saved is None:
        _settled(app, f"{timer.title}: no second of it was left, so nothing was saved. u undo")
    else:
        _settled(app, f"Saved {format_length(saved.seconds)} on {saved.title}. u undo")


def split(app: StudyApp, found: Absence) -> None:
    """Save what was before, and go on since the return."""
    started = app.study.presence.split(found)
    saved = format_length(0 if started.stopped is None else started.stopped.seconds)
    _settled(app, f"Saved {saved} on {started.timer.title}; a new timer goes on with it. u undo")


def shift(app: StudyApp, found: Absence) -> None:
    """Move the start by as much as the clock was changed."""
    moved = app.study.presence.shift(found)
    _settled(app, f"The timer on {moved.title} begins by the changed clock. u undo")


def end(app: StudyApp, found: Absence) -> None:
    """Ask when it ended; Esc goes back to the question."""
    from studytui.tui.actions.timer import ask_end

    def taken(read: Read[int] | None) -> None:
        if read is None:
            app.attendance.ask_now()
        else:
            app.guard(lambda: _ended(app, found, read.value))

    ask_end(app, taken)


def discard(app: StudyApp, found: Absence) -> None:
    """Throw the timer away."""
    gone = app.study.presence.discard(found)
    _settled(app, f"Discarded the timer on {gone.title}. u undo")


def _settled(app: StudyApp, words: str) -> None:
    app.attendance.settled()
    app.renew()
    app.say(words)


def ask(app: StudyApp) -> None:
    """Ask about the last absence now."""
    app.attendance.ask_now()


ANSWERS: dict[str, Callable[[StudyApp, Absence], None]] = {
    absence.KEEP: keep,
    absence.CUT: cut,
    absence.SPLIT: split,
    absence.SHIFT: shift,
    absence.END: end,
    absence.DISCARD: discard,
}
PERFORMERS: dict[str, Callable[[StudyApp], None]] = {"timer.away": ask}
