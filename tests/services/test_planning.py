"""Target dates, planned pauses, the plan of a week, and what they do to goals and streaks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.goals import Rest
from studytui.domain.ids import RoadmapId
from studytui.services.logbook import Stretch
from tests.conftest import NOON
from tests.services.samples import content

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from studytui.store.home import Home

HOUR, DAY = 3600, 86400
TODAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 16)


def log(study: Study, hours: float, days_ago: int = 0) -> None:
    end = NOON - days_ago * DAY
    study.log.add(Stretch(end - round(hours * HOUR), end, False, ""), study.target("git"))


def streak(study: Study) -> int | None:
    return study.figures.week().streak


def test_a_stage_has_a_target_date(small: Study) -> None:
    stage = small.target("1")
    assert small.planning.deadline(stage) is None
    small.planning.set_deadline(stage, date(2027, 3, 1))
    assert small.planning.deadline(stage) == date(2027, 3, 1)
    assert small.planning.deadlines(RoadmapId("backend-developer")) == {"basics": date(2027, 3, 1)}
    assert small.planning.deadlines(RoadmapId("other")) == {}
    small.planning.set_deadline(stage, None)
    assert small.planning.deadline(stage) is None


def test_only_stages_and_only_days_to_come(small: Study) -> None:
    for words in ("git", "."):
        with pytest.raises(Refused, match="only a stage"):
            small.planning.set_deadline(small.target(words), TODAY)
    with pytest.raises(Refused, match="Fri 20 Nov 2026 has gone by"):
        small.planning.set_deadline(small.target("1"), date(2026, 11, 20))
    small.planning.set_deadline(small.target("1"), TODAY)


def test_a_target_date_that_goes_by_stays_and_is_only_named(small: Study, clock: FixedClock) -> None:
    small.planning.set_deadline(small.target("1"), TODAY)
    clock.advance(30 * DAY)
    found = small.forecasting.forecast()
    assert found.stages[0].deadline == TODAY


def test_pauses_that_touch_become_one(small: Study) -> None:
    small.planning.rest(MONDAY, MONDAY + timedelta(days=2))
    small.planning.rest(MONDAY + timedelta(days=9), MONDAY + timedelta(days=9))
    joined = small.planning.rest(MONDAY + timedelta(days=3), MONDAY + timedelta(days=8))
    assert small.planning.rests() == (joined,) == (Rest(MONDAY, MONDAY + timedelta(days=9)),)
    small.history.undo()
    assert len(small.planning.rests()) == 2


def test_a_pause_ends_after_it_begins_and_within_a_year(small: Study) -> None:
    with pytest.raises(Refused, match="ends before it begins"):
        small.planning.rest(TODAY, TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="a year long at most"):
        small.planning.rest(TODAY, TODAY + timedelta(days=400))
    small.planning.rest(TODAY, TODAY)
    assert small.planning.end_rest(TODAY) == Rest(TODAY, TODAY)
    with pytest.raises(NothingToDo):
        small.planning.end_rest(TODAY)


def test_a_pause_keeps_the_row_and_takes_its_days_from_the_shares(small: Study, clock: FixedClock) -> None:
    clock.advance(-40 * DAY)
    small.goals.set(5 * HOUR)
    clock.advance(40 * DAY)
    log(small, 5, days_ago=7)
    log(small, 5, days_ago=21)
    assert streak(small) == 1
    small.planning.rest(MONDAY - timedelta(days=14), MONDAY - timedelta(days=10))
    assert streak(small) == 2
    assert small.figures.week().today_goal == 5 * HOUR // 2
    small.planning.rest(TODAY + timedelta(days=1), TODAY + timedelta(days=1))
    assert small.figures.week().today_goal == 5 * HOUR
    small.planning.rest(TODAY, TODAY)
    assert small.figures.week().today_goal is None
    small.history.set_setting("streaks", False)
    assert streak(small) is None


def test_the_plan_is_that_weeks_alone(small: Study, clock: FixedClock) -> None:
    small.goals.set(10 * HOUR)
    small.planning.plan_week(TODAY, 2 * HOUR, ["Learn Git", "  ", "Snake"])
    week = small.figures.week()
    assert (week.week_goal, week.planned) == (2 * HOUR, True)
    log(small, 2)
    assert streak(small) == 1
    kept = small.planning.this_week()
    assert kept is not None
    assert (kept.first, kept.plan_seconds, kept.aims) == (MONDAY, 2 * HOUR, ("Learn Git", "Snake"))
    clock.advance(7 * DAY)
    week = small.figures.week()
    assert (week.week_goal, week.planned, week.streak) == (10 * HOUR, False, 1)
    clock.advance(-7 * DAY)
    small.planning.clear_week(TODAY)
    assert small.figures.week().week_goal == 10 * HOUR


def test_a_week_off_has_no_goal_and_ends_no_row(small: Study, clock: FixedClock) -> None:
    clock.advance(-40 * DAY)
    small.goals.set(5 * HOUR)
    clock.advance(40 * DAY)
    log(small, 5, days_ago=14)
    small.planning.plan_week(TODAY - timedelta(days=7), 0)
    assert streak(small) == 1
    small.planning.plan_week(TODAY, 0)
    assert small.figures.week().week_goal is None


@pytest.mark.parametrize(
    ("seconds", "aims", "why"),
    [
        (-1, None, "168 hours"),
        (7 * DAY + 1, None, "168 hours"),
        (None, ["a", "b", "c", "d"], "3 aims at most"),
        (None, ["x" * 201], "200 characters"),
    ],
)
def test_absurd_plans_are_refused(
    small: Study, seconds: int | None, aims: list[str] | None, why: str
) -> None:
    with pytest.raises(Refused, match=why):
        small.planning.plan_week(TODAY, seconds, aims)
    assert small.planning.this_week() is None


def test_every_plan_is_one_step_to_undo(small: Study, home: Home) -> None:
    small.goals.set(5 * HOUR)
    acts: list[Callable[[], object]] = [
        lambda: small.planning.set_deadline(small.target("1"), TODAY),
        lambda: small.planning.rest(TODAY, TODAY),
        lambda: small.planning.plan_week(TODAY, HOUR),
        lambda: small.planning.plan_week(TODAY, aims=["Git"]),
    ]
    states = [content(home)]
    for act in acts:
        act()
        states.append(content(home))
    for before in reversed(states[:-1]):
        small.history.undo()
        assert content(home) == before
