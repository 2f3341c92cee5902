"""Several sessions at once, overlaps and gaps: what puts the log right."""

from __future__ import annotations

from studytui.domain.durations import format_length
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.wording import say_day

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.session import Session
    from studytui.domain.target import Target
    from studytui.services.logbook import Logged
    from studytui.services.repair import Overlap
    from studytui.tui.app import StudyApp
    from studytui.tui.views.log import LogView
    from studytui.tui.widgets.rows import Row

_KEEP = "keep"


def log_view(app: StudyApp) -> LogView | None:
    """The Log, if it is in front."""
    if app.view != "log":
        return None
    from studytui.tui.views.log import LogView

    return app.query_one("#log", LogView)


def marked(app: StudyApp) -> tuple[Session, ...]:
    """The sessions that are marked in the Log, if that is in front."""
    view = log_view(app)
    return () if view is None else view.marked()


def mark(app: StudyApp) -> None:
    """Mark the session under the cursor, or unmark it."""
    view = log_view(app)
    session = None if view is None else view.chosen()
    if view is None or session is None:
        raise NothingToDo("no session is selected", "Marks are set in the log; go to it with 4")
    if session.end is None:
        raise Refused("the timer is still running", "t stops it")
    view.mark(session)


def _count(sessions: tuple[Session, ...]) -> str:
    total = format_length(sum(session.seconds for session in sessions))
    return f"{len(sessions)} session{'s' if len(sessions) != 1 else ''}, {total}"


def delete(app: StudyApp, sessions: tuple[Session, ...]) -> None:
    """Delete all that are marked."""
    app.study.repair.remove(sessions)
    _unmark(app)
    app.renew()
    app.say(f"Deleted {_count(sessions)}. u undo")


def shift(app: StudyApp, sessions: tuple[Session, ...], by: int) -> None:
    """Move all that are marked; they stay marked."""
    app.study.repair.shift(sessions, by)
    app.renew()
    way = "later" if by > 0 else "earlier"
    app.say(f"Moved {_count(sessions)}, {format_length(abs(by))} {way}. u undo")


def move(app: StudyApp, sessions: tuple[Session, ...]) -> None:
    """Give all that are marked another target; they stay marked."""

    def moved(target: Target) -> None:
        app.study.repair.move(sessions, target)
        app.renew()
        app.say(f"Moved {_count(sessions)} to {target.words}. u undo")

    _pick(app, f"Move {len(sessions)} marked to", moved)


def join(app: StudyApp) -> None:
    """Make one of all that are marked; where they are for several targets, ask for which it is."""
    sessions = marked(app)
    if not sessions:
        raise NothingToDo("no sessions are marked", "v marks the one under the cursor")
    if len(sessions) == 1:
        raise Refused("one session alone cannot be joined", "v marks another one")

    def joined(target: Target | None) -> None:
        whole = app.study.repair.join(sessions, target)
        _unmark(app)
        app.renew()
        view = log_view(app)
        if view is not None:
            view.show_session(whole)
        app.say(f"Joined {len(sessions)} sessions: {format_length(whole.seconds)} on {whole.title}. u undo")

    if len({(session.roadmap, session.stage, session.item) for session in sessions}) == 1:
        joined(None)
    else:
        _pick(app, "The whole is for", joined)


def _pick(app: StudyApp, title: str, done: Callable[[Target], None]) -> None:
    from studytui.tui.screens.target_picker import TargetPicker

    picker = TargetPicker(app.study, title)

    def taken(key: str | None) -> None:
        if key is not None:
            app.guard(lambda: done(picker.chosen(key)))

    app.push_screen(picker, taken)


def _unmark(app: StudyApp) -> None:
    view = log_view(app)
    if view is not None:
        view.unmark()


def overlap(app: StudyApp) -> None:
    """Offer to trim what the session shares with others."""
    from studytui.services.repair import EARLIER, LATER
    from studytui.tui.screens.which_key import Way, WhichKey

    view = log_view(app)
    session = app.study.log.named("last") if view is None else view.chosen()
    if session is None:
        raise NothingToDo("no session is selected", "a adds one")
    pairs = app.study.repair.overlaps_of(session)
    if not pairs:
        raise NothingToDo("this session shares no time with another one")
    twice = format_length(sum(pair.seconds for pair in pairs))

    def taken(wins: str | None) -> None:
        if wins in (EARLIER, LATER):
            app.guard(lambda: trimmed(wins))

    def trimmed(wins: str) -> None:
        app.study.repair.trim(pairs, wins)
        app.renew()
        app.say(f"Trimmed: {twice} count once now. u undo")

    loser, winner = _ends(pairs[0]), _ends(pairs[0], second=False)
    ways = [
        Way("e", f"earlier wins: trim {loser if len(pairs) == 1 else 'the later ones'}", EARLIER),
        Way("l", f"later wins: trim {winner if len(pairs) == 1 else 'the earlier ones'}", LATER),
        Way("k", "keep both, counted twice", _KEEP),
    ]
    app.push_screen(WhichKey(f"{twice} count twice", ways), taken)


def _ends(pair: Overlap, second: bool = True) -> str:
    session = pair.second if second else pair.first
    return session.title.rpartition(" › ")[2] or "the other"


def gaps(app: StudyApp) -> None:
    """List the free stretches of the day that is looked at, and open the form on one of them."""
    from studytui.tui.screens.choose import ChooseScreen

    study = app.study
    view = log_view(app)
    session = None if view is None else view.chosen()
    day = study.today() if session is None else study.log.day_of(session)
    found = study.repair.gaps(day)
    named = say_day(day, year=day.year != study.today().year)
    if not found:
        raise NothingToDo(f"there is no free stretch between sessions on {named}", "a adds a session")

    def taken(key: str | None) -> None:
        if key is not None:
            app.guard(lambda: _fill(app, found[int(key)]))

    rows = [_gap_row(app, str(at), gap) for at, gap in enumerate(found)]
    app.push_screen(ChooseScreen(f"Fill a gap, {named}", rows), taken)


def _gap_row(app: StudyApp, key: str, gap: tuple[int, int]) -> Row:
    from studytui.tui.telling import say_time
    from studytui.tui.widgets.rows import Row

    zone, twelve = app.study.clock.zone_name(), app.study.settings.twelve_hours
    dash = "-" if app.look is None else app.look.glyphs.dash
    times = f"{say_time(gap[0], zone, twelve)} {dash} {say_time(gap[1], zone, twelve)}"
    return Row(key, times, right=format_length(gap[1] - gap[0]))


def _fill(app: StudyApp, gap: tuple[int, int]) -> None:
    """Open the form with the times of the gap."""
    from studytui.domain.ids import SessionId
    from studytui.domain.session import Session
    from studytui.tui.screens.session_form import SessionForm, typed_times

    study = app.study
    times = typed_times(Session(SessionId(""), *gap, study.clock.zone_name()))

    def taken(logged: Logged | None) -> None:
        if logged is not None:
            app.renew()
            view = log_view(app)
            if view is not None:
                view.show_session(logged.session)
            app.say(f"Logged {format_length(logged.session.seconds)} on {logged.session.title}. u undo")

    target = app.selection() or study.roadmap_target()
    app.push_screen(SessionForm(study, target, typed=times), taken)


PERFORMERS: dict[str, Callable[[StudyApp], None]] = {
    "log.mark": mark,
    "log.join": join,
    "log.overlap": overlap,
    "log.gaps": gaps,
}
