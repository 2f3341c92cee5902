"""Goals as they are set, and the weeks that are judged by them."""

from __future__ import annotations

from datetime import date

import pytest

from studytui.domain.faults import Refused
from studytui.services.logbook import Stretch
from tests.conftest import NOON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study

HOUR, DAY = 3600, 86400
MONDAY = date(2026, 11, 16)


def studied(study: Study, days_ago: int, hours: float) -> None:
    """So many hours, ending at noon so many days ago."""
    end = NOON - days_ago * DAY
    study.log.add(Stretch(end - round(hours * HOUR), end, False, ""), study.target("git"))


def test_a_goal_holds_from_this_week_on(small: Study) -> None:
    assert small.goals.standing() is None
    goal = small.goals.set(10 * HOUR)
    assert (goal.since, goal.week_seconds) == (MONDAY, 10 * HOUR)
    assert small.goals.standing() == goal


def test_another_goal_in_the_same_week_takes_its_place(small: Study) -> None:
    small.goals.set(10 * HOUR)
    goal = small.goals.set(HOUR, per_day=True)
    assert small.store.marks.goals() == (goal,)
    assert small.figures.week().week_goal == 7 * HOUR


def test_no_goal_shows_nothing_of_it(small: Study) -> None:
    studied(small, 0, 1)
    week = small.figures.week()
    assert (week.week_goal, week.today_goal, week.streak) == (None, None, None)
    small.goals.set(10 * HOUR)
    small.goals.set(0)
    assert small.goals.standing() is None
    assert small.figures.week().streak is None


def test_a_past_week_is_judged_by_the_goal_it_had(small: Study, clock: FixedClock) -> None:
    clock.at = NOON - 21 * DAY
    small.goals.set(2 * HOUR)
    for weeks in (3, 2, 1):
        clock.at = NOON - weeks * 7 * DAY
        studied(small, weeks * 7, 3)
    clock.at = NOON
    assert small.figures.week().streak == 3
    small.goals.set(10 * HOUR)
    assert small.figures.week().streak == 3, "the new goal is of this week on"
    studied(small, 0, 9.99)
    assert small.figures.week().streak == 3
    small.log.add(Stretch(NOON - 60, NOON, False, ""), small.target("gem"))
    assert small.figures.week().streak == 4
    clock.at = NOON + 7 * DAY
    assert small.figures.week().streak == 4
    clock.at = NOON + 14 * DAY
    assert small.figures.week().streak == 0


def test_a_row_of_years(small: Study, clock: FixedClock) -> None:
    clock.at = NOON - 130 * 7 * DAY
    small.goals.set(HOUR)
    clock.at = NOON
    for week in range(1, 121):
        studied(small, week * 7, 1)
    assert small.figures.week().streak == 120
    studied(small, 0, 1)
    assert small.figures.week().streak == 121


def test_the_running_timer_counts_for_the_row_of_weeks(small: Study, clock: FixedClock) -> None:
    small.goals.set(2 * HOUR)
    small.timer.start(small.target("git"))
    clock.advance(2 * HOUR - 1)
    assert small.figures.week().streak == 0
    clock.advance(1)
    assert small.figures.week().streak == 1


def test_stages_have_goals_of_their_own(small: Study) -> None:
    small.goals.set(10 * HOUR)
    goal = small.goals.set(2 * HOUR, stage=small.target("2"))
    assert goal.scope == "stage/backend-developer/web"
    assert small.goals.by_stage() == (goal,)
    standing = small.goals.standing()
    assert standing is not None
    assert standing.week_seconds == 10 * HOUR
    small.goals.set(0, stage=small.target("2"))
    assert small.goals.by_stage() == ()


@pytest.mark.parametrize(
    ("seconds", "per_day", "words"),
    [
        (25 * HOUR, True, None),
        (169 * HOUR, False, None),
        (HOUR, False, "git"),
        (HOUR, False, "."),
        (HOUR, True, "2"),
    ],
)
def test_what_is_no_goal_is_refused(small: Study, seconds: int, per_day: bool, words: str | None) -> None:
    with pytest.raises(Refused):
        small.goals.set(seconds, per_day, None if words is None else small.target(words))
    assert small.store.marks.goals() == ()


def test_a_goal_holds_on_when_weeks_begin_on_another_day(small: Study) -> None:
    small.goals.set(10 * HOUR)
    small.history.set_setting("week_start", "sunday")
    assert small.figures.week().first_day == date(2026, 11, 15)
    assert small.figures.week().week_goal == 10 * HOUR
