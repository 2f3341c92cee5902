"""The timer's verbs."""

from __future__ import annotations

import re

from studytui.domain.durations import format_length
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.session import begun_at, elapsed, trim_pauses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.session import Session
    from studytui.domain.target import Target
    from studytui.tui.app import StudyApp
    from studytui.tui.screens.prompt import Read


def toggle(app: StudyApp) -> None:
    """Stop whatever runs and save it, else start on what is selected."""
    timing = app.study.timer
    running = timing.running()
    if running is None:
        target = app.selection() or app.study.roadmap_target()
        timing.start(target)
        app.renew()
        app.say(f"Timer started on {target.words}. u undo")
        return
    if timing.too_long(running):
        end(app)
        return
    _told(app, running, timing.stop())


def _told(app: StudyApp, running: Session, ended: Session | None) -> None:
    app.renew()
    if ended is None:
        app.say(f"{running.title}: stopped within a second, so nothing was saved.")
    else:
        app.say(f"Saved {format_length(ended.seconds)} on {ended.title}. u undo")


def pause(app: StudyApp) -> None:
    """Pause, take the break that is due, or go on."""
    timing = app.study.timer
    running = timing.running()
    if running is None:
        raise NothingToDo("no timer is running", "t starts one")
    if _waits(app, running):
        timing.go_on()
        app.renew()
        app.say(f"Going on with {running.title}.")
        return
    held = timing.hold()
    phase = None if held.paused else timing.phase(held)
    app.renew()
    if phase is not None:
        app.say(f"A break of {format_length(phase.length or 0)}. p goes on")
    else:
        app.say(f"Paused at {format_length(elapsed(running, app.study.clock.seconds()))}. p goes on")


def _waits(app: StudyApp, timer: Session) -> bool:
    """Whether a pause or a break lasts."""
    phase = None if timer.paused else app.study.timer.phase(timer)
    return timer.paused or (phase is not None and phase.name == "break")


def menu(app: StudyApp) -> None:
    """What else can be done with the timer."""
    from studytui.tui.screens.timer_menu import timer_menu

    def taken(verb: str | None) -> None:
        if verb is not None:
            app.perform(verb)

    app.push_screen(timer_menu(app.study.timer.running(), app.study.clock.seconds()), taken)


def switch(app: StudyApp) -> None:
    """Let the timer be for something else."""
    from studytui.tui.screens.target_picker import TargetPicker

    app.study.timer.needed()
    picker = TargetPicker(app.study, "Switch the timer to")

    def taken(key: str | None) -> None:
        if key is not None:
            app.guard(lambda: switched(picker.chosen(key)))

    def switched(target: Target) -> None:
        app.study.timer.switch(target)
        app.renew()
        app.say(f"The timer is now for {target.words}, with all of its time. u undo")

    app.push_screen(picker, taken)


def begin(app: StudyApp) -> None:
    """Let the timer have begun earlier; without one, start one that did."""
    from studytui.tui.screens.prompt import Prompt, Read

    study = app.study
    running = study.timer.running()
    target = (app.selection() or study.roadmap_target()) if running is None else None
    title = running.title if running is not None else target.words if target is not None else ""

    def read(words: str) -> Read[int]:
        at = _moment_or_length_ago(app, words)
        timer = _begun(app, running, at)
        so_far = format_length(elapsed(timer, study.clock.seconds()))
        twice = _twice(app, timer)
        return Read(at, f"began {_when(app, at)} · {so_far} so far", twice)

    def taken(found: Read[int] | None) -> None:
        if found is not None:
            app.guard(lambda: begun(found.value))

    def begun(at: int) -> None:
        if target is not None:
            study.timer.start(target, at)
        else:
            study.timer.change_start(at)
        app.renew()
        app.say(f"{title}: the timer began {_when(app, at)}. u undo")

    since = "" if running is None else f" The timer says {_when(app, running.start)}."
    question = f"When did you begin?{since} A time such as 9:40 or yesterday 22:00, or how long ago: 25m."
    app.push_screen(Prompt(f"Begin · {title}", question, read), taken)


def end(app: StudyApp) -> None:
    """End the timer at a time that is past."""
    running = app.study.timer.needed()

    def taken(found: Read[int] | None) -> None:
        if found is not None:
            app.guard(lambda: _told(app, running, app.study.timer.stop(found.value)))

    ask_end(app, taken)


def ask_end(app: StudyApp, taken: Callable[[Read[int] | None], None]) -> None:
    """Ask when the timer ended."""
    from studytui.tui.screens.prompt import Prompt, Read

    study = app.study
    running = study.timer.needed()
    now = study.clock.seconds()

    def read(words: str) -> Read[int]:
        from studytui.domain.moments import parse_moment
        from studytui.domain.records import replace
        from studytui.tui.telling import say_span

        at = parse_moment(words, study.clock.seconds(), study.zone()).at
        if at <= running.start:
            raise Refused(f"the timer began {_when(app, running.start)}", "name a later moment")
        ended = replace(running, end=at, pauses=trim_pauses(running.pauses, running.start, at))
        if running.plan:
            from studytui.domain.modes import closed

            ended = closed(running, at)
        zone = study.clock.zone_name()
        span = say_span(running.start, at, zone, study.today(), study.settings.twelve_hours)
        return Read(at, f"{span} · {format_length(ended.seconds)}", _twice(app, ended))

    length = format_length(elapsed(running, now))
    question = f"It began {_when(app, running.start)}, {length} so far. When did you stop?"
    if study.timer.too_long(running):
        question += " Write now if it is all true."
    else:
        question += " A time such as 17:40, or 20m ago."
    app.push_screen(Prompt(f"End · {running.title}", question, read), taken)


def resume(app: StudyApp) -> None:
    """Go on after a pause, or start again on what was studied last."""
    running = app.study.timer.running()
    if running is not None and _waits(app, running):
        pause(app)
        return
    started = app.study.timer.continue_last()
    app.renew()
    app.say(f"Timer started on {started.timer.title}. u undo")


def discard(app: StudyApp) -> None:
    """Throw the timer away."""
    gone = app.study.timer.cancel()
    app.renew()
    length = format_length(elapsed(gone, app.study.clock.seconds()))
    app.say(f"Discarded {length} on {gone.title}. u undo")


def _moment_or_length_ago(app: StudyApp, words: str) -> int:
    """A moment; a duration with its unit is that long ago."""
    from studytui.domain.durations import parse_duration
    from studytui.domain.moments import parse_moment

    now = app.study.clock.seconds()
    try:
        return parse_moment(words, now, app.study.zone()).at
    except Refused:
        if not re.search("[0-9] ?[hms]", words.lower()):
            raise
        try:
            return now - parse_duration(words)
        except Refused:
            pass
        raise


def _begun(app: StudyApp, running: Session | None, at: int) -> Session:
    """The timer as it would be."""
    from studytui.domain.ids import SessionId
    from studytui.domain.session import Session

    if at >= app.study.clock.seconds():
        raise Refused("that is now", "name an earlier moment")
    if running is None:
        return Session(SessionId(""), at, None, app.study.clock.zone_name())
    return begun_at(running, at)


def _twice(app: StudyApp, timer: Session) -> str:
    """What would count twice."""
    from studytui.domain.session import shared_seconds

    trial = timer if timer.end is not None else app.study.log.so_far(timer)
    sharing = app.study.log.overlaps(trial)
    if not sharing:
        return ""
    return f"{format_length(shared_seconds(trial, sharing))} would count twice: {sharing[0].title}"


def _when(app: StudyApp, instant: int) -> str:
    from studytui.domain.wording import say_day
    from studytui.domain.zones import local
    from studytui.tui.telling import say_time

    zone = app.study.zone()
    day = local(instant, zone).date()
    time = say_time(instant, app.study.clock.zone_name(), app.study.settings.twelve_hours)
    if day == local(app.study.clock.seconds(), zone).date():
        return f"at {time}"
    return f"{say_day(day, year=False)} at {time}"


PERFORMERS = {
    "timer.toggle": toggle,
    "timer.pause": pause,
    "timer.menu": menu,
    "timer.switch": switch,
    "timer.begin": begin,
    "timer.end": end,
    "timer.resume": resume,
    "timer.discard": discard,
}
