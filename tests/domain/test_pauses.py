"""Planned pauses and the plan of a single week, in goals and in weeks on goal."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.goals import (
    Goal,
    Rest,
    goal_for,
    planned_for,
    rested,
    resting,
    row_on_goal,
    weeks_on_goal,
)

HOUR = 3600
MONDAY = date(2026, 11, 16)
GOALS = [Goal("", MONDAY - timedelta(weeks=10), 5 * HOUR)]


def week(number: int) -> date:
    return MONDAY + timedelta(weeks=number)


def hours(**spent: float) -> dict[date, int]:
    """Seconds by week, `w0` being the running one and `w2` two weeks ago."""
    return {week(-int(name[1:])): round(value * HOUR) for name, value in spent.items()}


def test_a_day_and_a_week_in_a_pause() -> None:
    rest = [Rest(week(-1) + timedelta(days=6), week(0))]
    assert resting(week(0), rest)
    assert not resting(week(0) + timedelta(days=1), rest)
    assert rested(week(-1), rest)
    assert rested(week(0), rest)
    assert not rested(week(-2), rest)
    assert not rested(week(1), rest)


def test_a_planned_pause_does_not_break_the_row() -> None:
    spent = hours(w1=5, w4=6, w5=5)
    assert weeks_on_goal(GOALS, spent, MONDAY) == 1
    pause = [Rest(week(-3), week(-2) + timedelta(days=6))]
    assert weeks_on_goal(GOALS, spent, MONDAY, pause) == 3
    assert weeks_on_goal(GOALS, spent, MONDAY, [Rest(week(-3), week(-3))]) == 1, "the other week ended it"


def test_a_paused_week_that_reached_its_goal_counts() -> None:
    pause = [Rest(week(-1), week(-1))]
    assert weeks_on_goal(GOALS, hours(w1=5, w2=5), MONDAY, pause) == 2
    assert weeks_on_goal(GOALS, hours(w1=4, w2=5), MONDAY, pause) == 1


def test_a_row_reaches_back_through_a_long_pause_and_no_further_than_the_goal() -> None:
    pause = [Rest(week(-400), week(-1))]
    assert row_on_goal(GOALS, {}, MONDAY, pause)[0] == 0
    assert weeks_on_goal([], {}, MONDAY, pause) == 0


def test_a_plan_is_that_weeks_alone() -> None:
    plans = {week(-1): 2 * HOUR}
    planned = goal_for(GOALS, week(-1), plans=plans)
    assert planned is not None
    assert planned.week_seconds == 2 * HOUR
    for other in (week(-2), week(0)):
        assert goal_for(GOALS, other, plans=plans) == GOALS[0]
    assert weeks_on_goal(GOALS, hours(w1=2, w2=5), MONDAY, plans=plans) == 2
    assert weeks_on_goal(GOALS, hours(w1=2, w2=5), MONDAY) == 0


def test_a_week_without_hours_planned_is_passed_over() -> None:
    plans = {week(-1): 0}
    assert goal_for(GOALS, week(-1), plans=plans) is None
    assert weeks_on_goal(GOALS, hours(w2=5, w3=5), MONDAY, plans=plans) == 2


def test_a_plan_holds_in_its_week_also_when_weeks_begin_on_another_day_since() -> None:
    sunday = week(-1) - timedelta(days=1)
    assert planned_for(sunday, {week(-1): 7}) == 7
    assert planned_for(sunday + timedelta(weeks=1), {week(-1): 7}) is None


def test_a_stages_goal_knows_no_plan_of_the_week() -> None:
    stage = Goal("stage/mine/web", week(-9), HOUR)
    assert goal_for([*GOALS, stage], week(0), stage.scope, {week(0): 9 * HOUR}) == stage


WEEKS = st.dictionaries(st.integers(-12, 0).map(week), st.integers(0, 10 * HOUR))
RESTS = st.lists(
    st.tuples(st.integers(-90, 6), st.integers(0, 30)).map(
        lambda pair: Rest(MONDAY + timedelta(days=pair[0]), MONDAY + timedelta(days=pair[0] + pair[1]))
    ),
    max_size=4,
)


@given(WEEKS, RESTS)
def test_a_pause_never_shortens_the_row(totals: dict[date, int], rests: list[Rest]) -> None:
    count, ended = row_on_goal(GOALS, totals, MONDAY, rests)
    assert weeks_on_goal(GOALS, totals, MONDAY) <= count <= 11
    assert ended <= MONDAY
    more = {one: seconds + HOUR for one, seconds in totals.items()}
    assert weeks_on_goal(GOALS, more, MONDAY, rests) >= count, "more study never shortens it either"
