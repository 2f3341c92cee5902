"""What became of the time since somebody was last seen at a timer: sleep, a reboot, a changed clock.

The clocks are told apart as Linux tells them: CLOCK_BOOTTIME goes on while the computer sleeps and
CLOCK_MONOTONIC does not; neither follows a changed time of day; the boot id changes with a reboot.
"""

from __future__ import annotations

import json

from studytui.domain.durations import MINUTE, format_duration
from studytui.domain.records import dataclass, replace
from studytui.domain.session import elapsed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.ids import SessionId
    from studytui.domain.session import Session

REBOOT, SLEEP, CLOCK, KILL, IDLE, FORGOTTEN = "reboot", "sleep", "clock", "kill", "idle", "forgotten"
KEEP, CUT, SPLIT, SHIFT, END, DISCARD = "keep", "cut", "split", "shift", "end", "discard"
SURE = 300
"""Seconds from which on a gap is asked about when it is known that nobody was there."""
STEP = 60
"""Seconds from which on a clock was changed, and not merely set right."""


@dataclass(frozen=True)
class Pulse:
    """A heartbeat of a timer: the time of day, of the last key (UTC seconds), and the machine's clocks.

    `watched` is whether a dashboard is open and has not said good-bye.
    """

    session: SessionId
    at: int
    input_at: int
    monotonic: float | None
    boot: float | None
    boot_id: str | None
    zone: str
    watched: bool


@dataclass(frozen=True)
class Absence:
    """A stretch of a timer in which nobody was seen, in UTC seconds: from the last activity to the return.

    `seen` is the last heartbeat, `counted` the seconds that count as study now, `slept` and `stepped` how
    long the computer slept and by how much its clock was changed.
    """

    session: SessionId
    cause: str
    since: int
    seen: int
    back: int
    counted: int
    slept: int
    stepped: int
    choices: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What happened, in one sentence."""
        if self.cause == REBOOT:
            return "The computer was restarted while the timer ran."
        if self.cause == SLEEP:
            return f"The computer slept for {_about(self.slept)} while the timer ran."
        if self.cause == CLOCK:
            way = "forward" if self.stepped > 0 else "back"
            return f"The computer's clock was set {way} by {_about(abs(self.stepped))}."
        if self.cause == KILL:
            return "The dashboard was ended or held while the timer ran."
        if self.cause == IDLE:
            return f"No key was pressed for {format_duration(self.back - self.since)} while the timer ran."
        return "The timer has run for long, and nobody was seen at it."


def absence(
    pulse: Pulse, here: Pulse, timer: Session, idle_seconds: int, limit_seconds: int
) -> Absence | None:
    """What is to be asked about a timer between its last heartbeat and `here`; none if all is well.

    `here.input_at` is when the person was seen last. No limit is 0. What does not count is not asked about.
    """
    back = max(here.at, here.input_at)
    since = min(max(pulse.input_at, _last_act(timer)), back)
    rebooted, slept, stepped = _compared(pulse, here)
    counted = elapsed(timer, back) - elapsed(timer, since)
    found = Absence(timer.id, "", since, max(since, min(pulse.at, back)), back, counted, slept, stepped, ())
    if timer.paused:
        return None
    if counted >= SURE and (rebooted or slept >= SURE):
        return replace(found, cause=REBOOT if rebooted else SLEEP, choices=_choices(timer, since, SPLIT))
    if abs(stepped) >= STEP:
        return replace(found, cause=CLOCK, choices=_choices(timer, since, SHIFT, stepped > 0))
    if pulse.watched and here.at - pulse.at >= SURE and counted >= SURE:
        return replace(found, cause=KILL, choices=_choices(timer, since, SPLIT))
    away = here.input_at - since
    if pulse.watched and idle_seconds and away >= idle_seconds and counted >= idle_seconds:
        back = here.input_at
        return replace(found, cause=IDLE, back=back, choices=_choices(timer, since, SPLIT))
    if limit_seconds and elapsed(timer, back) > limit_seconds and away >= SURE and counted >= SURE:
        return replace(found, cause=FORGOTTEN, choices=_choices(timer, since, SPLIT))
    return None


def write_absence(found: Absence) -> str:
    """An absence as it is kept, so that the question can be put again."""
    return json.dumps(
        [found.session, found.cause, found.since, found.seen, found.back, found.slept, found.stepped]
    )


def read_absence(text: str | None, timer: Session) -> Absence | None:
    """What was kept of an absence of this timer, with what counts of it now; none of another one."""
    if not text:
        return None
    try:
        session, cause, *numbers = json.loads(text)
        since, seen, back, slept, stepped = numbers
    except (ValueError, TypeError, RecursionError):
        return None
    if session != timer.id or timer.paused or not all(type(number) is int for number in numbers):
        return None
    counted = elapsed(timer, back) - elapsed(timer, since)
    clock = cause == CLOCK
    choices = _choices(timer, since, SHIFT if clock else SPLIT, not clock or stepped > 0)
    return Absence(timer.id, str(cause), since, seen, back, counted, slept, stepped, choices)


def _last_act(timer: Session) -> int:
    """When the timer was last started, resumed, or brought into its break or out of it by hand."""
    last = max(timer.start, *(high or 0 for _, high in timer.pauses), 0)
    if timer.plan:
        from studytui.domain.modes import plan_of

        plan = plan_of(timer)
        last = max(last, *(plan.turns if plan is not None else ()), 0)
    return last


def _compared(pulse: Pulse, here: Pulse) -> tuple[bool, int, int]:
    """Whether the computer was restarted, how many seconds it slept, by how many its clock was changed."""
    if pulse.boot_id != here.boot_id and None not in (pulse.boot_id, here.boot_id):
        return True, 0, 0
    wall = here.at - pulse.at
    awake = None
    if pulse.monotonic is not None and here.monotonic is not None:
        awake = round(here.monotonic - pulse.monotonic)
        if awake < 0:
            return True, 0, 0
    if pulse.boot is not None and here.boot is not None:
        on = round(here.boot - pulse.boot)
        return False, 0 if awake is None else max(0, on - awake), wall - on
    if awake is None:
        return False, 0, min(0, wall)
    return False, max(0, wall - awake), min(0, wall - awake)


def _choices(timer: Session, since: int, middle: str, cuts: bool = True) -> tuple[str, ...]:
    """What can be done; what would leave nothing of the time before is left out."""
    if elapsed(timer, since) and cuts:
        return (KEEP, CUT, middle, END, DISCARD)
    return (KEEP, SHIFT, END, DISCARD) if middle == SHIFT else (KEEP, END, DISCARD)


def shifted(timer: Session, by: int) -> Session:
    """The timer with its start and its pauses moved by seconds."""
    from studytui.domain.modes import plan_of, write_plan

    plan = plan_of(timer)
    if plan is not None:
        plan = replace(plan, since=plan.since + by, turns=tuple(turn + by for turn in plan.turns))
    pauses = tuple((low + by, None if high is None else high + by) for low, high in timer.pauses)
    return replace(timer, start=timer.start + by, pauses=pauses, plan=write_plan(plan) or timer.plan)


def _about(seconds: int) -> str:
    """What clocks differ by, to the nearest minute: they are not read at the same moment."""
    return format_duration((seconds + MINUTE // 2) // MINUTE * MINUTE)
