"""Modes of the timer: in which phase it is, what is left of it, and which stretches are breaks.

All of it follows from the timer and the time of day, so that it is the same in every program and after
any time without one. Flow is the method in which a break lasts a fifth of the work before it.
"""

from __future__ import annotations

import json

from studytui.domain.records import dataclass, replace
from studytui.domain.session import trim_pauses

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from studytui.domain.session import Pause, Session

STOPWATCH, POMODORO, FLOW, COUNTDOWN = "stopwatch", "pomodoro", "flow", "countdown"
MODES = (STOPWATCH, POMODORO, FLOW, COUNTDOWN)
WORK, BREAK = "work", "break"
FLOW_SHARE = 5
_FOREVER = 1 << 62


@dataclass(frozen=True)
class Plan:
    """How a timer runs; lengths are in seconds, instants in UTC seconds.

    `work` is the length of an interval or of the countdown, none in flow. The first phase begins at
    `since`; study before it is plain. `turns` are the ends of the phases that are decided, in order: after
    them an `auto` plan turns by the clock, another one waits for its user. `first` phases lie before
    `since`; work and breaks take turns, work first.
    """

    mode: str
    since: int
    work: int | None = None
    short: int = 0
    long: int = 0
    every: int = 1
    auto: bool = False
    first: int = 0
    turns: tuple[int, ...] = ()


@dataclass(frozen=True)
class Phase:
    """A phase of a timer: when it began (UTC seconds), the seconds spent in it, and its length if it has one.

    `rest` is the length of the break that lasts, or that would follow now; 0 where the mode has none.
    """

    place: int
    start: int
    spent: int
    length: int | None
    rest: int

    @property
    def name(self) -> str:
        """Work or break."""
        return BREAK if self.place % 2 else WORK

    @property
    def number(self) -> int:
        """Which interval it is, or which one it follows; from 1 on."""
        return self.place // 2 + 1

    @property
    def left(self) -> int | None:
        """Seconds that are left, none where it may last as long as it will."""
        return None if self.length is None else max(0, self.length - self.spent)

    @property
    def overtime(self) -> int:
        """Seconds past its length."""
        return 0 if self.length is None else max(0, self.spent - self.length)

    @property
    def over(self) -> bool:
        """Whether its length is reached."""
        return self.length is not None and self.spent >= self.length

    @property
    def call(self) -> tuple[int, bool]:
        """What changes exactly when the person should be told of it."""
        return self.place, self.over


def has_breaks(plan: Plan | None) -> bool:
    """Whether the mode knows breaks."""
    return plan is not None and plan.mode in (POMODORO, FLOW)


def write_plan(plan: Plan | None) -> str:
    """A plan as it is kept with its timer; "" for a stopwatch."""
    if plan is None:
        return ""
    kept = {name: getattr(plan, name) for name in ("mode", "since", "work", "short", "long", "every")}
    return json.dumps({**kept, "auto": plan.auto, "first": plan.first, "turns": plan.turns})


def read_plan(text: str) -> Plan | None:
    """A plan from what was kept of it; what is none counts on as a stopwatch."""
    if not text:
        return None
    try:
        kept = json.loads(text)
        numbers = [kept[name] for name in ("since", "short", "long", "every", "first")]
        turns, work = kept["turns"], kept["work"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    numbers += turns if isinstance(turns, list) else [None]
    numbers += [] if work is None else [work]
    if kept["mode"] not in MODES or not all(type(number) is int for number in numbers):
        return None
    plan = Plan(
        kept["mode"],
        kept["since"],
        work,
        kept["short"],
        kept["long"],
        kept["every"],
        kept["auto"] is True,
        kept["first"],
        tuple(turns),
    )
    return plan if _sound(plan) else None


def _sound(plan: Plan) -> bool:
    """Whether the numbers can be those of a plan, so that no phase of the clock is without length."""
    if plan.first < 0 or list(plan.turns) != sorted(plan.turns):
        return False
    if plan.mode == POMODORO:
        return min(plan.work or 0, plan.short, plan.long, plan.every) >= 1
    return plan.mode == FLOW if plan.work is None else plan.work >= 1


def plan_of(session: Session) -> Plan | None:
    """How a timer runs, none for a stopwatch."""
    return read_plan(session.plan)


def phase(session: Session, now: int) -> Phase | None:
    """In which phase a timer is at `now` (UTC seconds), none for a stopwatch."""
    plan = plan_of(session)
    if plan is None:
        return None
    pauses = session.pauses
    found = list(_phases(plan, pauses, now))
    place, start, _, length = found[-1]
    spent = _unpaused(pauses, start, now)
    rest = 0
    if has_breaks(plan):
        rest = length or 0 if place % 2 else _break_length(plan, place + 1, spent)
    return Phase(place, start, spent, length, rest)


def breaks(session: Session, now: int) -> tuple[tuple[int, int], ...]:
    """The breaks of a timer up to `now`, in order."""
    plan = plan_of(session)
    if not has_breaks(plan) or plan is None:
        return ()
    return tuple(
        (start, now if end is None else end)
        for place, start, end, _ in _phases(plan, session.pauses, now)
        if place % 2 and (now if end is None else end) > start
    )


def with_breaks(session: Session, now: int) -> tuple[Pause, ...]:
    """The pauses and breaks of a timer up to `now` as pauses, in order and apart."""
    taken = breaks(session, now)
    return merged((*session.pauses, *taken)) if taken else session.pauses


def merged(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Pauses in order and apart, where they touched or covered each other."""
    apart: list[Pause] = []
    for start, end in sorted(pauses, key=lambda pause: pause[0]):
        if apart and (apart[-1][1] is None or start <= apart[-1][1]):
            low, high = apart[-1]
            apart[-1] = (low, None if high is None or end is None else max(high, end))
        else:
            apart.append((start, end))
    return tuple(apart)


def closed(session: Session, end: int) -> Session:
    """The timer as a session that ends at `end`, or with the work before the break that lasts then.

    Its breaks are pauses.
    """
    taken = breaks(session, end)
    if taken and taken[-1][1] >= end:
        end = taken[-1][0]
    pauses = trim_pauses(merged(with_breaks(session, end)), session.start, end)
    return replace(session, end=end, pauses=pauses)


def begun(plan: Plan, now: int, pauses: Sequence[Pause] = ()) -> Plan:
    """A plan whose first phase began in the past: what was over before `now` was work, and turns now."""
    if not plan.auto or plan.turns or not has_breaks(plan):
        return plan
    place, _, end, _ = next(_phases(plan, pauses, now))
    return replace(plan, turns=(now,)) if end is not None and place % 2 == 0 else plan


def turned(session: Session, now: int) -> Session:
    """The timer with its break begun, or over, at `now`; a pause ends with it."""
    plan = plan_of(session)
    if plan is None or not has_breaks(plan):
        return session
    pauses = session.pauses
    if session.paused:
        pauses = (*pauses[:-1], (pauses[-1][0], max(now, pauses[-1][0])))
    ends = _ends(plan, session.pauses, now)
    decided = replace(plan, turns=(*ends, max(now, ends[-1] if ends else plan.since)))
    return replace(session, pauses=pauses, plan=write_plan(decided))


def moved(session: Session, start: int, now: int) -> str:
    """The plan of a timer that began at `start` instead: what was break stays break."""
    plan = plan_of(session)
    if plan is None:
        return session.plan
    ends = _ends(plan, session.pauses, now)
    since = start if plan.since == session.start else max(start, plan.since)
    kept = tuple(end for end in ends if end > since)
    changed = replace(plan, since=since, first=plan.first + len(ends) - len(kept), turns=kept)
    return write_plan(changed if kept or changed.first else begun(changed, now, session.pauses))


def replanned(session: Session, plan: Plan | None, now: int) -> Session:
    """The timer in another mode from `now` on; its breaks so far are pauses."""
    return replace(
        session,
        pauses=with_breaks(session, now),
        mode=STOPWATCH if plan is None else plan.mode,
        plan=write_plan(plan),
    )


def anew(plan: Plan | None, since: int) -> Plan | None:
    """The same plan for a timer that begins at `since`."""
    return None if plan is None else replace(plan, since=since, first=0, turns=())


def _ends(plan: Plan, pauses: Sequence[Pause], now: int) -> tuple[int, ...]:
    """When the phases that are over ended."""
    return tuple(end for _, _, end, _ in _phases(plan, pauses, now) if end is not None)


def _phases(
    plan: Plan, pauses: Sequence[Pause], now: int
) -> Iterator[tuple[int, int, int | None, int | None]]:
    """Place, start, end (none while it lasts) and length of each phase up to `now`, in order."""
    place, start, worked = plan.first, plan.since, 0
    for turn in plan.turns:
        yield place, start, turn, _length(plan, place, worked)
        worked = _unpaused(pauses, start, turn)
        place, start = place + 1, turn
    while True:
        length = _length(plan, place, worked)
        end = None
        if plan.auto and length is not None and has_breaks(plan):
            end = _reached(pauses, start, length)
        if end is None or end > now:
            yield place, start, None, length
            return
        yield place, start, end, length
        worked = _unpaused(pauses, start, end)
        place, start = place + 1, end


def _length(plan: Plan, place: int, worked: int) -> int | None:
    """The length of a phase; of a break in flow by the seconds worked before it."""
    return _break_length(plan, place, worked) if place % 2 else plan.work


def _break_length(plan: Plan, place: int, worked: int) -> int:
    if plan.mode == FLOW:
        return worked // FLOW_SHARE
    return plan.short if (place // 2 + 1) % plan.every else plan.long


def _unpaused(pauses: Sequence[Pause], start: int, end: int) -> int:
    """Seconds between two instants that lie in no pause."""
    seconds = max(0, end - start)
    for low, high in pauses:
        seconds -= max(0, min(end, _FOREVER if high is None else high) - max(start, low))
    return max(0, seconds)


def _reached(pauses: Sequence[Pause], start: int, seconds: int) -> int | None:
    """When that many seconds have passed outside of pauses; none if a pause that lasts comes first."""
    at, left = start, seconds
    for low, high in pauses:
        if high is not None and high <= at:
            continue
        if low - at >= left:
            break
        if high is None:
            return None
        left -= max(0, low - at)
        at = high
    return at + left
