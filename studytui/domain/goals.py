"""Goals: hours a week or a day, kept by the week from which they hold."""

from __future__ import annotations

from studytui.domain.records import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

SCOPE_ALL = ""


@dataclass(frozen=True)
class Goal:
    """Wanted seconds from the week of `since` on; none set when `seconds` is 0.

    `scope` is "" for the standing goal, else the stage (as `stage/<roadmap>/<stage>`).
    """

    scope: str
    since: date
    seconds: int
    per_day: bool = False

    @property
    def week_seconds(self) -> int:
        """The goal for a week; a day's goal means seven of it."""
        return self.seconds * 7 if self.per_day else self.seconds


@dataclass(frozen=True)
class Rest:
    """A planned pause: the days from `first` to `last`, both included."""

    first: date
    last: date


def goal_for(
    goals: Sequence[Goal], week: date, scope: str = SCOPE_ALL, plans: Mapping[date, int] | None = None
) -> Goal | None:
    """The goal that held in the week that begins on `week`; none without one.

    `plans` are seconds planned for a week alone, by its first day; they take the standing goal's place.
    """
    from datetime import timedelta

    last = week + timedelta(days=6)  # a week may have begun on another weekday when the goal was set
    if scope == SCOPE_ALL:
        planned = planned_for(week, plans or {})
        if planned is not None:
            return Goal(SCOPE_ALL, week, planned) if planned > 0 else None
    held = None
    for goal in goals:
        if goal.scope == scope and goal.since <= last and (held is None or goal.since >= held.since):
            held = goal
    return held if held is not None and held.seconds > 0 else None


def planned_for(week: date, plans: Mapping[date, int]) -> int | None:
    """The seconds planned for the week that begins on `week`, none without a plan."""
    from datetime import timedelta

    days = (week + timedelta(days=number) for number in range(7 if plans else 0))
    return next((plans[day] for day in days if day in plans), None)


def resting(day: date, rests: Sequence[Rest]) -> bool:
    """Whether a day is in a planned pause."""
    return any(rest.first <= day <= rest.last for rest in rests)


def rested(week: date, rests: Sequence[Rest]) -> bool:
    """Whether a planned pause touches the week that begins on `week`."""
    from datetime import timedelta

    last = week + timedelta(days=6)
    return any(rest.first <= last and rest.last >= week for rest in rests)


def todays_share(goal: Goal, week_before_today: int, days_left: int) -> int:
    """Seconds for today: what the week still needed this morning, over the days left, today included."""
    return max(0, goal.week_seconds - week_before_today) // max(1, days_left)


def weeks_on_goal(
    goals: Sequence[Goal],
    totals: Mapping[date, int],
    this_week: date,
    rests: Sequence[Rest] = (),
    plans: Mapping[date, int] | None = None,
) -> int:
    """Complete weeks in a row that reached their goal, and the running one once it has.

    `totals` are seconds by the first day of the week; a week that reached nothing ends the row. Weeks touched
    by a planned pause, and weeks for which nothing was planned, are passed over unless they reached it.
    """
    return row_on_goal(goals, totals, this_week, rests, plans)[0]


def row_on_goal(
    goals: Sequence[Goal],
    totals: Mapping[date, int],
    this_week: date,
    rests: Sequence[Rest] = (),
    plans: Mapping[date, int] | None = None,
    over: bool = False,
) -> tuple[int, date]:
    """The weeks on goal as `weeks_on_goal` counts them, and the week that ended the row.

    Where `this_week` is `over`, it must have reached its goal as those before it.
    """
    from datetime import timedelta

    earliest = min((goal.since for goal in goals), default=this_week)
    earliest = min(earliest, *(plans or {this_week: 0}), this_week) - timedelta(days=6)
    count = 0
    week = this_week
    while week >= earliest:
        goal = goal_for(goals, week, plans=plans)
        if goal is not None and totals.get(week, 0) >= goal.week_seconds:
            count += 1
        elif not (
            (week == this_week and not over) or rested(week, rests) or planned_for(week, plans or {}) == 0
        ):
            break
        week -= timedelta(days=7)
    return count, week
