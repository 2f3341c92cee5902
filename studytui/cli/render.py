"""Times and sessions in words."""

from __future__ import annotations

from studytui.domain.durations import format_length as length
from studytui.domain.session import elapsed
from studytui.domain.wording import say_day
from studytui.domain.zones import local, say_clock, zone_named

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime

    from studytui.domain.counting import Tally
    from studytui.domain.session import Session
    from studytui.services.study import Study

__all__ = [
    "MARKS",
    "clock",
    "day",
    "length",
    "mode",
    "moment",
    "progress",
    "session",
    "span",
    "stretch",
    "typed",
]

MARKS = {"done": "[x]", "doing": "[~]", "todo": "[ ]", "skipped": "[-]"}


def clock(wall: datetime, study: Study) -> str:
    """The time of day, as the settings want it."""
    if study.settings.twelve_hours:
        return f"{wall.hour % 12 or 12}:{wall.minute:02d}{'am' if wall.hour < 12 else 'pm'}"
    return f"{wall.hour:02d}:{wall.minute:02d}"


def day(when: date, study: Study) -> str:
    """A day in words, with its year where that is another than this one."""
    return say_day(when, year=when.year != study.today().year)


def moment(at: int, study: Study, zone: str | None = None) -> str:
    """Day and time of day of a UTC second, in the present zone or in another one."""
    wall = local(at, study.zone() if zone is None else zone_named(zone))
    return f"{day(wall.date(), study)} {clock(wall, study)}"


def mode(timer: Session, study: Study) -> str:
    """How a timer runs, to be added to its line: " · pomodoro 2, break, 4m left"; "" for a stopwatch."""
    phase = study.timer.phase(timer)
    if phase is None:
        return ""
    words = f" · {timer.mode}"
    if timer.mode != "countdown":
        words += f" {phase.number}, {phase.name}"
    if phase.overtime:
        return f"{words}, {length(phase.overtime)} over"
    return words if phase.left is None else f"{words}, {length(phase.left)} left"


def span(session: Session, study: Study) -> str:
    """When a session was: "Thu 19 Nov 14:00-15:30"; with its zone where the clocks show others here."""
    words = _span(session, study)
    if session.zone == study.clock.zone_name():
        return words
    here = study.zone()
    ends = (session.start, session.start if session.end is None else session.end)
    zone = zone_named(session.zone)
    if all(local(at, zone).utcoffset() == local(at, here).utcoffset() for at in ends):
        return words
    return f"{words} {session.zone}"


def _span(session: Session, study: Study) -> str:
    if session.end is not None and not session.approximate:
        return stretch(session.start, session.end, study, session.zone)
    start = local(session.start, zone_named(session.zone))
    if session.approximate:
        return f"{day(start.date(), study)} (time of day approximate)"
    return f"since {day(start.date(), study)} {clock(start, study)}"


def stretch(low: int, high: int, study: Study, zone: str | None = None) -> str:
    """Two UTC seconds: "Thu 19 Nov 14:00-15:30", in the present zone or in another one."""
    there = study.zone() if zone is None else zone_named(zone)
    start, end = local(low, there), local(high, there)
    words = f"{day(start.date(), study)} {clock(start, study)}"
    if end.date() == start.date():
        return f"{words}-{clock(end, study)}"
    return f"{words} - {day(end.date(), study)} {clock(end, study)}"


def typed(low: int, high: int, study: Study) -> str:
    """A stretch of the present zone as a RANGE is written."""
    start, end = (local(at, study.zone()).replace(tzinfo=None) for at in (low, high))
    if end.date() == start.date():
        return f"{start.date().isoformat()} {say_clock(start)}-{say_clock(end)}"
    return f"{start.date().isoformat()} {say_clock(start)} to {end.date().isoformat()} {say_clock(end)}"


def session(done: str, found: Session, study: Study) -> str:
    """What was done to a session: "logged 1h 30m · SQL › Joins · Thu 19 Nov 14:00-15:30"."""
    seconds = elapsed(found, study.clock.seconds())
    words = f"{done} {length(seconds)} · {found.title} · {span(found, study)}"
    return f"{words} · {found.note.splitlines()[0]}" if found.note.strip() else words


def progress(result: Tally) -> str:
    """How far something is: "3 of 12 done, 25 %"."""
    words = f"{result.done} of {result.total} done"
    if result.percent is not None:
        words += f", {result.percent} %"
    return f"{words} ({result.skipped} skipped)" if result.skipped else words
