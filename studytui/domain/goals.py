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


def goal_for(goals: Sequence[Goal], week: date, scope: str = SCOPE_ALL) -> Goal | None:
    """The goal that held in the week that begins on `week`; none without one."""
    from datetime import timedelta

    last = week + timedelta(days=6)  # a week may have begun on another weekday when the goal was set
    held = None
    for goal in goals:
        if goal.scope == scope and goal.since <= last and (held is None or goal.since >= held.since):
            held = goal
    return held if held is not None and held.seconds > 0 else None


def todays_share(goal: Goal, week_before_today: int, days_left: int) -> int:
    """Seconds for today: what the week still needed this morning, over the days left, today included."""
    return max(0, goal.week_seconds - week_before_today) // max(1, days_left)


def weeks_on_goal(goals: Sequence[Goal], totals: Mapping[date, int], this_week: date) -> int:
    """Complete weeks in a row that reached their goal, and the running one once it has.

    `totals` are seconds by the first day of the week; a week that reached nothing ends the row.
    """
    from datetime import timedelta

    count = 0
    running = goal_for(goals, this_week)
    if running is not None and totals.get(this_week, 0) >= running.week_seconds:
        count = 1
    week = this_week - timedelta(days=7)
    while True:
        goal = goal_for(goals, week)
        if goal is None or totals.get(week, 0) < goal.week_seconds:
            return count
        count += 1
        week -= timedelta(days=7)
