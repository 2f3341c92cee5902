"""Sessions: logged after the fact, and put right."""

from __future__ import annotations

from studytui.domain.durations import MINUTE, format_length
from studytui.domain.faults import NothingToDo, Refused
from studytui.tui.actions import marks
from studytui.tui.actions.marks import log_view, marked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.session import Session
    from studytui.services.logbook import Logged
    from studytui.tui.app import StudyApp
    from studytui.tui.screens.prompt import Read

NUDGE = 5 * MINUTE


def _session(app: StudyApp) -> Session:
    """The session under the cursor of the Log, elsewhere the last one."""
    view = log_view(app)
    if view is None:
        return app.study.log.named("last")
    session = view.chosen()
    if session is None:
        raise NothingToDo("no session is selected", "a adds one")
    return session


def _finished(app: StudyApp) -> Session:
    session = _session(app)
    if session.end is None:
        raise Refused("the timer is still running", "t stops it, T changes it")
    return session


def _span(app: StudyApp, session: Session) -> str:
    from studytui.tui.telling import say_span

    settings, end = app.study.settings, session.end or session.start
    return say_span(session.start, end, session.zone, app.study.today(), settings.twelve_hours)


def _tell(app: StudyApp, word: str, logged: Logged) -> None:
    """Show the session, and say what cannot be seen."""
    app.renew()
    session = logged.session
    words = f"{word} {format_length(session.seconds)} on {session.title}, {_span(app, session)}."
    twice = f" {format_length(logged.twice_seconds)} now count twice." if logged.overlaps else ""
    view = log_view(app)
    if view is not None:
        view.show_session(session)
        if not twice:
            return
    app.say(f"{words}{twice} u undo")


def add(app: StudyApp) -> None:
    """Log hours that were studied already, on what is selected."""
    from studytui.tui.screens.session_form import SessionForm

    def taken(logged: Logged | None) -> None:
        if logged is not None:
            _tell(app, "Logged", logged)

    app.push_screen(SessionForm(app.study, app.selection() or app.study.roadmap_target()), taken)


def edit(app: StudyApp) -> None:
    """Change a session in the form; of those marked the target, of the timer what can be changed then."""
    from studytui.tui.screens.session_form import SessionForm

    if chosen := marked(app):
        marks.move(app, chosen)
        return
    session = _session(app)
    if session.end is None:
        app.perform("timer.menu")
        return

    def taken(logged: Logged | None) -> None:
        if logged is not None:
            _tell(app, "Changed to", logged)

    app.push_screen(SessionForm(app.study, app.study.log.target_of(session), session), taken)


def split(app: StudyApp) -> None:
    """Make two of one."""
    from studytui.tui.screens.prompt import Prompt, Read
    from studytui.tui.telling import say_time

    session = _finished(app)
    twelve = app.study.settings.twelve_hours

    def read(words: str) -> Read[int]:
        at = app.study.log.moment_within(session, words)
        parts = app.study.log.parts(session, at)
        told = [f"{_span(app, part)} · {format_length(part.seconds)}" for part in parts]
        return Read(at, "\n  ".join(told))

    def taken(found: Read[int] | None) -> None:
        if found is not None:
            app.guard(lambda: parted(found.value))

    def parted(at: int) -> None:
        first, second = app.study.log.split(session, at)
        app.renew()
        view = log_view(app)
        if view is not None:
            view.show_session(second)
        else:
            app.say(f"Split into {_span(app, first)} and {_span(app, second)}. u undo")

    middle = session.start + ((session.end or session.start) - session.start) // 2
    middle -= middle % 60 if middle % 60 < middle - session.start else 0
    question = f"{_span(app, session)}. Where should it be split? A time, or a length from its start."
    typed = say_time(middle, session.zone, twelve)
    app.push_screen(Prompt(f"Split · {session.title}", question, read, typed), taken)


def duplicate(app: StudyApp) -> None:
    """Log the same stretch once more."""
    _tell(app, "Duplicated", app.study.log.duplicate(_finished(app)))


def delete(app: StudyApp) -> None:
    """Delete a session, or all that are marked; the timer is discarded."""
    if chosen := marked(app):
        marks.delete(app, chosen)
        return
    session = _session(app)
    if session.end is None:
        app.perform("timer.discard")
        return
    app.study.log.remove(session)
    app.renew()
    app.say(f"Deleted {format_length(session.seconds)} on {session.title}, {_span(app, session)}. u undo")


def _nudge(start: int = 0, end: int = 0) -> Callable[[StudyApp], None]:
    def nudged(app: StudyApp) -> None:
        if start and (chosen := marked(app)):
            marks.shift(app, chosen, start)
            return
        session = _session(app)
        if session.end is None and start:
            app.study.timer.change_start(session.start + start)
            app.renew()
            return
        _tell(app, "Changed to", app.study.log.nudge(_finished(app), start, end))

    return nudged


def today(app: StudyApp) -> None:
    """Go to the newest session in the Log."""

    async def go() -> None:
        await app.go("log")
        view = log_view(app)
        if view is not None:
            view.perform("log.today")

    app.call_later(go)


def date(app: StudyApp) -> None:
    """Ask for a day, and put the cursor on its newest session, or on the newest before it."""
    from studytui.domain.periods import parse_day
    from studytui.domain.wording import say_day
    from studytui.tui.screens.prompt import Prompt, Read

    store = app.study.store.sessions

    def read(words: str) -> Read[Session]:
        day = parse_day(words, app.study.today())
        newest = store.listed(day, day, limit=1)
        before = newest or store.listed(None, day, limit=1)
        if not before:
            raise NothingToDo("nothing was logged on that day or before it", "A adds a session")
        told = say_day(day, year=True)
        if not newest:
            told += f": nothing was logged; before it, {say_day(app.study.log.day_of(before[0]), year=True)}"
        return Read(before[0], told)

    async def show(session: Session) -> None:
        await app.go("log")
        if (view := log_view(app)) is not None:
            view.show_session(session)

    def taken(found: Read[Session] | None) -> None:
        if found is not None:
            app.call_later(show, found.value)

    question = "Which day? For example yesterday, monday or 2026-11-20."
    app.push_screen(Prompt("Go to date", question, read, keys="enter go · esc cancel"), taken)


def same(app: StudyApp) -> None:
    """Show only the sessions on what the last one was on."""

    async def go() -> None:
        await app.go("log")
        view = log_view(app)
        if view is not None:
            view.same()

    app.call_later(go)


PERFORMERS: dict[str, Callable[[StudyApp], None]] = {
    "list.add": add,
    "log.edit": edit,
    "log.split": split,
    "log.duplicate": duplicate,
    "log.delete": delete,
    "log.start.earlier": _nudge(start=-NUDGE),
    "log.start.later": _nudge(start=NUDGE),
    "log.end.earlier": _nudge(end=-NUDGE),
    "log.end.later": _nudge(end=NUDGE),
    "log.start.minute.earlier": _nudge(start=-MINUTE),
    "log.start.minute.later": _nudge(start=MINUTE),
    "log.end.minute.earlier": _nudge(end=-MINUTE),
    "log.end.minute.later": _nudge(end=MINUTE),
    "log.date": date,
    "log.same": same,
    "log.today": today,
}
