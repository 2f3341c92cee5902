"""How the timer runs: chosen while it does, or for one that is started so."""

from __future__ import annotations

from studytui.domain.durations import MINUTE, format_length, parse_duration

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.tui.app import StudyApp
    from studytui.tui.screens.prompt import Read

_LONG, _LONG_REST = 50 * MINUTE, 10 * MINUTE


def choose(app: StudyApp) -> None:
    """The menu of modes."""
    from studytui.tui.screens.timer_menu import mode_menu

    def taken(verb: str | None) -> None:
        if verb is not None:
            app.perform(verb)

    app.push_screen(mode_menu(app.study.timer.running(), app.study.settings), taken)


def _run(app: StudyApp, mode: str, length: int | None = None, rest: int | None = None) -> None:
    """Let the timer go on so, or start one."""
    timing = app.study.timer
    if timing.running() is not None:
        timer = timing.change_mode(mode, length, rest)
        words = f"{timer.title}: {mode} from now on. u undo"
    else:
        target = app.selection() or app.study.roadmap_target()
        timing.start(target, mode=mode, length=length, rest=rest)
        words = f"Timer started on {target.words}, {mode}. u undo"
    app.renew()
    app.say(words)


def countdown(app: StudyApp) -> None:
    """Ask for how long."""
    from studytui.tui.screens.prompt import Prompt, Read

    def read(words: str) -> Read[int]:
        length = parse_duration(words)
        return Read(length, f"{format_length(length)}, from now on")

    def taken(found: Read[int] | None) -> None:
        if found is not None:
            app.guard(lambda: _run(app, "countdown", found.value))

    question = "For how long? 45 minutes, 1h30m or 1:30. Time past it counts on."
    app.push_screen(Prompt("Countdown", question, read, f"{app.study.settings.countdown_minutes}m"), taken)


def take_break(app: StudyApp) -> None:
    """Begin the break now, or end it."""
    timing = app.study.timer
    timer = timing.needed()
    phase = timing.phase(timer)
    if phase is not None and phase.name == "break":
        timing.end_break()
        words = f"Going on with {timer.title}."
    else:
        after = timing.phase(timing.take_break())
        words = f"A break of {format_length(0 if after is None else after.length or 0)}. p goes on"
    app.renew()
    app.say(words)


PERFORMERS: dict[str, Callable[[StudyApp], None]] = {
    "timer.mode": choose,
    "timer.stopwatch": lambda app: _run(app, "stopwatch"),
    "timer.pomodoro": lambda app: _run(app, "pomodoro"),
    "timer.pomodoro.long": lambda app: _run(app, "pomodoro", _LONG, _LONG_REST),
    "timer.flow": lambda app: _run(app, "flow"),
    "timer.countdown": countdown,
    "timer.break": take_break,
}
