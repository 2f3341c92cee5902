"""The timer's menu behind `T`: switch, begin earlier, end at a time, go on with the last, discard."""

from __future__ import annotations

from studytui.domain.durations import format_duration
from studytui.domain.session import elapsed
from studytui.tui.screens.which_key import Way, WhichKey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.session import Session

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
    ]
    return WhichKey(f"Timer · {time}", ways)
