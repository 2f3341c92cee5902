"""Forecasts of a whole study: which weeks are looked at, what is left, what if, and the cold start."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.forecast import Measure, State
from studytui.domain.forecast_words import sentences
from studytui.domain.ids import RoadmapId
from studytui.domain.status import Status
from studytui.services.logbook import Stretch
from tests.conftest import NOON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.forecast import Forecast
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

HOUR, DAY, WEEK = 3600, 86400, 7 * 86400
TODAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 16)


def log(study: Study, hours: float, weeks_ago: float, words: str = "git") -> None:
    end = NOON - round(weeks_ago * WEEK)
    study.log.add(Stretch(end - round(hours * HOUR), end, False, ""), study.target(words))


def timed(study: Study) -> None:
    """Give estimates to the stage that has no hours."""
    study.items.set_estimate(study.target("requests-and-answers"), 4 * HOUR)


def used(study: Study) -> list[float]:
    return [seconds / HOUR for seconds in study.forecasting.forecast().weeks_used]


def test_nothing_yet(small: Study) -> None:
    found = small.forecasting.forecast()
    assert (found.state, found.weeks_used, found.percentiles, found.plan) == (State.PLAN, (), {}, None)
    assert "set hours a week" in " ".join(sentences(found))
    small.goals.set(8 * HOUR)
    planned = small.forecasting.forecast().plan
    assert planned is not None
    assert planned.weeks == 3, "20 h of the first stage, 4 more of the second's one item"


def test_one_session_is_one_week_of_the_sample_once_it_is_complete(small: Study, clock: FixedClock) -> None:
    log(small, 2, 0)
    assert used(small) == []
    clock.advance(2 * DAY)
    assert used(small) == [2.0]
    clock.advance(WEEK)
    assert used(small) == [2.0, 0.0], "weeks of nothing count"
    assert small.forecasting.forecast().state is State.PLAN


def test_the_running_week_is_out_of_the_sample_and_out_of_the_rest(small: Study) -> None:
    timed(small)
    before = small.forecasting.forecast()
    log(small, 3, 1, "tables-course")
    log(small, 2, 0, "tables-course")
    after = small.forecasting.forecast()
    assert after.weeks_used == (3 * HOUR,)
    assert before.left_seconds - after.left_seconds == 5 * HOUR


def test_at_most_twelve_weeks_and_none_before_the_first_activity(small: Study) -> None:
    for week in range(1, 6):
        log(small, week, week)
    assert used(small) == [5, 4, 3, 2, 1]
    log(small, 9, 30)
    assert used(small) == [0] * 7 + [5, 4, 3, 2, 1]


def test_a_week_of_a_planned_pause_is_left_out(small: Study) -> None:
    for week in range(1, 15):
        log(small, week, week)
    small.planning.rest(MONDAY - timedelta(weeks=2), MONDAY - timedelta(weeks=2))
    assert used(small) == [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 1], "another week takes its place"


def test_weeks_begin_when_they_are_set_to(small: Study) -> None:
    log(small, 1, 6 / 7)
    log(small, 2, 5 / 7)
    assert used(small) == [1.0], "Sunday"
    small.history.set_setting("week_start", "sunday")
    assert used(small) == []


def test_a_session_over_the_weeks_end_is_split(small: Study) -> None:
    monday_four = NOON - 5 * DAY - 9 * HOUR
    small.log.add(Stretch(monday_four - HOUR, monday_four + 2 * HOUR, False, ""), small.target("git"))
    assert used(small) == [1.0]


def test_only_time_of_the_roadmap_counts(small: Study) -> None:
    log(small, 2, 1, "git")
    log(small, 4, 1, "other:editors")
    assert used(small) == [2.0]
    other = small.forecasting.forecast(roadmap=RoadmapId("other"))
    assert other.weeks_used == (0,), "git and editors have no estimates: items"


def test_the_timer_is_left_out(small: Study, clock: FixedClock) -> None:
    timed(small)
    log(small, 2, 1)
    before = small.forecasting.forecast()
    small.timer.start(small.target("tables-course"), NOON - 8 * DAY)
    assert small.forecasting.forecast().weeks_used == before.weeks_used
    assert small.forecasting.forecast().left_seconds == before.left_seconds


def test_without_time_it_counts_items_done_with_a_date(small: Study, clock: FixedClock) -> None:
    clock.advance(-3 * WEEK)
    small.items.set_status([small.target("git"), small.target("gem")], Status.DONE)
    clock.advance(WEEK)
    small.items.set_status([small.target("snake")], Status.DONE)
    small.items.set_status([small.target("tables-course")], Status.DONE)
    clock.advance(2 * WEEK)
    small.items.set_status([small.target("requests-and-answers")], Status.DONE, known=True)
    found = small.forecasting.forecast()
    assert (found.unit, found.weeks_used) == (Measure.ITEMS, (2, 1, 0)), "one of a choice counts once"
    assert found.undated == 1
    assert found.left == 6


def test_items_ticked_without_dates_give_no_pace(small: Study, clock: FixedClock) -> None:
    small.items.set_status([small.target("git")], Status.DONE, known=True)
    clock.advance(5 * WEEK)
    found = small.forecasting.forecast()
    assert found.weeks_used == ()
    assert "1 item done without a date" in " ".join(sentences(found))


def settled(study: Study, weeks: int = 8, hours: float = 2) -> Forecast:
    timed(study)
    for week in range(1, weeks + 1):
        log(study, hours, week, "extra")
    return study.forecasting.forecast()


def test_a_settled_forecast_has_dates_by_stage(small: Study) -> None:
    small.planning.set_deadline(small.target("1"), date(2027, 2, 1))
    found = settled(small)
    assert (found.state, found.unit, found.left) == (State.READY, Measure.HOURS, 24 * HOUR)
    assert found.percentiles[50].day == TODAY + timedelta(weeks=12)
    basics, web = found.stages
    assert (basics.left, web.left) == (20 * HOUR, 24 * HOUR)
    assert basics.percentiles[95].weeks == 10
    assert basics.deadline == date(2027, 2, 1)
    assert small.forecasting.forecast() == found, "the same again, for nothing is drawn by chance"


def test_what_if(small: Study) -> None:
    settled(small)
    plan = small.forecasting.forecast(6 * HOUR).plan
    assert plan is not None
    assert (plan.weeks, plan.day) == (4, TODAY + timedelta(weeks=4))
    for absurd in (0, -5, 169 * HOUR):
        with pytest.raises(Refused):
            small.forecasting.forecast(absurd)


def test_hours_needed_by_a_day(small: Study) -> None:
    settled(small)
    needed = small.forecasting.needed(TODAY + timedelta(weeks=6))
    assert (needed.week_seconds, needed.left_seconds, needed.so_far) == (4 * HOUR, 24 * HOUR, 2 * HOUR)
    with pytest.raises(Refused, match="Fri 20 Nov 2026 has gone by"):
        small.forecasting.needed(TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="today is too near"):
        small.forecasting.needed(TODAY)
    every = [small.target(str(number)) for number in (1, 2)]
    small.items.set_status([small.target("gem")], Status.DONE)
    small.items.set_status(every, Status.DONE)
    with pytest.raises(NothingToDo, match="everything that counts"):
        small.forecasting.needed(TODAY + timedelta(weeks=6))
    assert small.forecasting.forecast().state is State.DONE


def test_a_roadmap_without_estimates_cannot_tell_hours(small: Study) -> None:
    small.roadmaps.use("other")
    with pytest.raises(NothingToDo, match="too few open items have an estimate"):
        small.forecasting.needed(TODAY + timedelta(weeks=6))
    assert small.forecasting.forecast(8 * HOUR).plan is None


def test_finished_topics_scale_the_estimates_of_the_others(study: OpenStudy) -> None:
    real = study()
    _, _, lines = real.lines()
    topics = [entry.id for entry in lines if entry.id is not None and entry.id.startswith("topic/")][:8]
    before = real.forecasting.forecast()
    for topic in topics:
        target = real.target(topic)
        estimate = next(
            item.estimate
            for stage in real.figures.roadmap().stages
            for item in stage.items
            if item.entry.id == topic
        )
        assert estimate is not None
        real.log.add(Stretch(NOON - 2 * estimate, NOON, False, ""), target)
    own = real.target("topic/graphql")
    real.items.set_estimate(own, 3 * HOUR)
    assert real.forecasting.forecast().calibration is None
    real.items.set_status([real.target(topic) for topic in topics], Status.DONE)
    found = real.forecasting.forecast()
    assert found.calibration is not None
    assert (found.calibration.percent, found.calibration.topics) == (200, 8)
    left, plain = found.stages[-1].left, before.stages[-1].left
    assert 1.7 * plain < left < 2 * plain
    real.items.set_estimate(own, 5 * HOUR)
    assert real.forecasting.forecast().stages[-1].left == left - 2 * HOUR, (
        "two hours more of one's own, unscaled, leave two less of the stage's to the others, doubled"
    )


def test_the_day_a_year_and_the_first_weekday_make_no_difference_to_the_sum(
    small: Study, clock: FixedClock
) -> None:
    for week in range(1, 12):
        log(small, 1.5, week)
    for first in ("monday", "wednesday", "sunday"):
        small.history.set_setting("week_start", first)
        assert sum(used(small)) >= 11 * 1.5 - 1.5


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 600)), max_size=12),
    st.lists(st.sampled_from(["git", "gem", "tables-course", "tiny-app", "1", "2"]), max_size=4),
    st.integers(0, 200),
)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_has_a_forecast(
    small_again: OpenStudy, sessions: list[tuple[int, int]], ticked: list[str], later: int
) -> None:
    study = small_again()
    try:
        for days, minutes in sessions:
            log(study, minutes / 60, days / 7, "tables-course")
        for words in ticked:
            try:
                study.items.set_status([study.target(words)], Status.DONE)
            except NothingToDo:
                continue
        study.clock.advance(later * DAY)  # type: ignore[attr-defined]  # the tests' clock can be put on
        found = study.forecasting.forecast()
        study.clock.advance(-later * DAY)  # type: ignore[attr-defined]  # the tests' clock can be put on
        assert sentences(found)
        assert len(found.weeks_used) <= 12
        assert (found.state is State.DONE) == (found.left_items == 0)
        assert found.left >= 0
    finally:
        study.close()
