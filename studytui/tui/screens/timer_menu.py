"""The timer's menu behind `T`: switch, begin earlier, end, go on with the last, discard; and its modes."""

from __future__ import annotations

from studytui.domain.durations import format_duration
from studytui.domain.modes import FLOW, POMODORO
from studytui.domain.session import elapsed
from studytui.tui.phases import phase_of
from studytui.tui.screens.which_key import Way, WhichKey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.session import Session
    from studytui.domain.settings import Settings

_NONE = "no timer is running"


def timer_menu(timer: Session | None, now: int) -> WhichKey:
    """The menu for this timer, or for none."""
    if timer is None:
        ways = [
            Way("r", "resume what was studied last", "timer.resume"),
            Way("b", "begin earlier than now…", "timer.begin"),
            Way("s", "switch to something else…", "timer.switch", _NONE),
            Way("e", "end at a time…", "timer.end", _NONE),
            Way("x", "discard", "timer.discard", _NONE),
            Way("m", "start in a mode…", "timer.mode"),
        ]
        return WhichKey("Timer", ways)
    time = format_duration(elapsed(timer, now))
    resume = ("resume after the pause", "") if timer.paused else ("resume the last", "it is running")
    ways = [
        Way("s", "switch to something else…", "timer.switch"),
        Way("b", "begin earlier…", "timer.begin"),
        Way("e", "end at a time…", "timer.end"),
        Way("r", resume[0], "timer.resume", resume[1]),
        Way("x", "discard, nothing is saved", "timer.discard"),
        Way("m", "another mode…", "timer.mode", timer.mode),
    ]
    if timer.mode in (POMODORO, FLOW):
        phase = phase_of(timer, now)
        lasts = phase is not None and phase.name == "break"
        ways.append(Way("p", "end the break" if lasts else "take the break now", "timer.break"))
    return WhichKey(f"Timer · {time}", ways)


def mode_menu(timer: Session | None, settings: Settings) -> WhichKey:
    """The modes; the one that runs is told."""
    lengths = f"{settings.pomodoro_work}/{settings.pomodoro_break}"
    mode = "" if timer is None else timer.mode
    ways = [
        Way("s", "stopwatch: counts, no intervals", "timer.stopwatch"),
        Way("p", f"pomodoro {lengths}", "timer.pomodoro"),
        Way("l", "pomodoro 50/10", "timer.pomodoro.long"),
        Way("f", "flow: a break is a fifth of the work", "timer.flow"),
        Way("c", "countdown…", "timer.countdown"),
    ]
    return WhichKey("Start as" if timer is None else f"Mode · {mode}", ways)
