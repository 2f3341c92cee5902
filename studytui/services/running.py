"""How a timer is to run: the mode that was asked for, with the lengths of the settings."""

from __future__ import annotations

from studytui.domain.durations import DAY, MINUTE, format_duration
from studytui.domain.faults import Refused
from studytui.domain.modes import COUNTDOWN, FLOW, MODES, POMODORO, STOPWATCH, Plan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.settings import Settings


def planned(
    settings: Settings, mode: str, length: int | None, since: int, rest: int | None = None
) -> Plan | None:
    """The plan of a timer that begins at `since` (UTC seconds).

    `length` and that of a short break, `rest`, are in seconds, none for the usual.
    """
    if mode not in MODES:
        raise Refused(f'there is no mode "{mode[:40]}"', f"choose one of: {', '.join(MODES)}")
    if length is not None and mode in (STOPWATCH, FLOW):
        raise Refused(f"a {mode} timer has no length", "leave it out, or take --mode countdown or pomodoro")
    if length is not None and not 1 <= length <= DAY:
        raise Refused(
            f"{format_duration(length)} is not a length for it", "take more than nothing, at most 24h"
        )
    if mode == STOPWATCH:
        return None
    if mode == COUNTDOWN:
        return Plan(mode, since, length or settings.countdown_minutes * MINUTE)
    if mode == FLOW:
        return Plan(mode, since, auto=settings.auto_start)
    return Plan(
        POMODORO,
        since,
        length or settings.pomodoro_work * MINUTE,
        settings.pomodoro_break * MINUTE if rest is None else rest,
        max(settings.pomodoro_long_break * MINUTE, rest or 0),
        settings.pomodoro_count,
        settings.auto_start,
    )
