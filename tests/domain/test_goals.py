"""The rules of counting: Goals."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.goals import Goal, goal_for, todays_share, weeks_on_goal

HOUR = 3600
MONDAY = date(2026, 11, 16)


def week(number: int) -> date:
    """The week that begins that many weeks after the running one."""
    return MONDAY + timedelta(weeks=number)


def goal(since: int, hours: int, scope: str = "") -> Goal:
    return Goal(scope, week(since), hours * HOUR)


def totals(**hours: float) -> dict[date, int]:
    """Seconds by week, `w0` being the running one and `w2` two weeks ago."""
    return {week(-int(name[1:])): round(spent * HOUR) for name, spent in hours.items()}


def test_a_days_goal_means_seven_a_week() -> None:
    assert Goal("", MONDAY, HOUR, per_day=True).week_seconds == 7 * HOUR
    assert goal(0, 10).week_seconds == 10 * HOUR


def test_a_past_week_is_judged_by_the_goal_it_had() -> None:
    goals = [goal(-3, 5), goal(0, 12)]
    assert goal_for(goals, week(-4)) is None
    assert goal_for(goals, week(-1)) == goals[0]
    assert goal_for(goals, MONDAY) == goals[1]
    assert goal_for(goals[::-1], week(5)) == goals[1]


def test_no_goal_from_a_week_on() -> None:
    assert goal_for([goal(-3, 5), goal(0, 0)], MONDAY) is None
    assert goal_for([goal(-3, 5), goal(0, 0)], week(-1)) == goal(-3, 5)


def test_stages_have_goals_of_their_own() -> None:
    goals = [goal(-3, 5), goal(-3, 2, "stage/mine/web")]
    assert goal_for(goals, MONDAY) == goals[0]
    assert goal_for(goals, MONDAY, "stage/mine/web") == goals[1]
    assert goal_for(goals, MONDAY, "stage/mine/other") is None


def test_a_goal_holds_in_its_week_also_when_weeks_begin_on_another_day_since() -> None:
    sunday = MONDAY - timedelta(days=1)
    assert goal_for([goal(0, 5)], sunday) == goal(0, 5)
    assert goal_for([goal(0, 5)], sunday - timedelta(days=7)) is None


def test_todays_share_is_what_was_left_this_morning_over_the_days_left() -> None:
    assert todays_share(goal(0, 10), 4 * HOUR, 3) == 2 * HOUR
    assert todays_share(goal(0, 10), 0, 7) == 10 * HOUR // 7
    assert todays_share(goal(0, 10), 4 * HOUR, 1) == 6 * HOUR
    assert todays_share(goal(0, 10), 11 * HOUR, 2) == 0


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 7))
def test_the_shares_of_the_days_left_never_exceed_what_is_left(wanted: int, done: int, days: int) -> None:
    share = todays_share(Goal("", MONDAY, wanted), done, days)
    assert 0 <= share * days <= max(0, wanted - done)


def test_weeks_on_goal_counts_complete_weeks_in_a_row() -> None:
    goals = [goal(-10, 5)]
    assert weeks_on_goal(goals, totals(w1=5, w2=6, w3=5, w4=4.9, w5=9), MONDAY) == 3
    assert weeks_on_goal(goals, totals(w2=6), MONDAY) == 0
    assert weeks_on_goal(goals, {}, MONDAY) == 0


def test_weeks_on_goal_counts_the_running_week_once_it_has_reached_it() -> None:
    goals = [goal(-10, 5)]
    assert weeks_on_goal(goals, totals(w0=4.9, w1=5), MONDAY) == 1
    assert weeks_on_goal(goals, totals(w0=5, w1=5), MONDAY) == 2
    assert weeks_on_goal(goals, totals(w0=5), MONDAY) == 1


def test_weeks_on_goal_ends_where_there_was_no_goal_yet() -> None:
    assert weeks_on_goal([goal(-2, 5)], totals(w1=9, w2=9, w3=9), MONDAY) == 2
    assert weeks_on_goal([], totals(w0=9, w1=9), MONDAY) == 0


def test_weeks_on_goal_asks_each_week_for_its_own() -> None:
    goals = [goal(-9, 2), goal(-1, 10)]
    assert weeks_on_goal(goals, totals(w0=3, w1=10, w2=2, w3=2, w4=1), MONDAY) == 3
