"""Statistics and the burn-up: they say to the second what reports, figures and forecasts say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studytui.domain.days import clock_hours, seconds_by_hour
from studytui.domain.forecast import Measure
from studytui.domain.periods import Period
from studytui.domain.status import Status
from studytui.domain.zones import zone_named
from studytui.services.burnup import burn_up
from studytui.services.logbook import Stretch
from studytui.services.statistics import statistics
from tests.conftest import NOON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

HOUR, DAY, WEEK = 3600, 86400, 7 * 86400
MONDAY = date(2026, 11, 16)
TARGETS = ["git", "web/git", "1", ".", "other:git", "other:editors", "tiny-app/plan", "lambda-lore"]


def log(study: Study, end: int, seconds: int, words: str = "git", approximate: bool = False) -> None:
    study.log.add(Stretch(end - seconds, end, approximate, ""), study.target(words))


@given(
    zone=st.sampled_from(
        ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "+05:45"]
    ),
    stretches=st.lists(
        st.tuples(
            st.integers(0, int(datetime(2030, 1, 1, tzinfo=UTC).timestamp())), st.integers(1, 60 * HOUR)
        ),
        max_size=12,
    ),
)
def test_hours_by_the_clock_are_those_of_cutting_at_each(zone: str, stretches: list[tuple[int, int]]) -> None:
    where = zone_named(zone)
    spans = [(start, start + seconds) for start, seconds in stretches]
    expected = [0] * 24
    for span in spans:
        for hour, low, high in clock_hours(span, where):
            expected[hour] += high - low
    assert seconds_by_hour(spans, where) == expected


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sessions=st.lists(
        st.tuples(
            st.integers(0, 40 * WEEK),
            st.integers(1, 20 * HOUR),
            st.sampled_from(TARGETS),
            st.booleans(),
        ),
        max_size=8,
    ),
    weeks=st.integers(1, 45),
    day_hour=st.integers(0, 12),
    first_day=st.sampled_from(["monday", "sunday", "thursday"]),
)
def test_they_agree_with_the_reports_to_the_second(
    small_again: OpenStudy,
    sessions: list[tuple[int, int, str, bool]],
    weeks: int,
    day_hour: int,
    first_day: str,
) -> None:
    study = small_again()
    study.history.set_setting("day_start", day_hour)
    study.history.set_setting("week_start", first_day)
    for back, seconds, words, approximate in sessions:
        log(study, NOON - back, seconds, words, approximate)
    found = statistics(study, weeks)
    period = Period(found.first, study.today())

    def rows(by: str) -> dict[str, int]:
        return {row.key: row.seconds for row in study.reports.report(period, by).rows if row.seconds}

    assert found.total == sum(rows("day").values())
    assert {str(at): seconds for at, seconds in enumerate(found.hours) if seconds} == rows("hour")
    assert {str(at): seconds for at, seconds in enumerate(found.weekdays) if seconds} == rows("weekday")
    assert {day.isoformat(): seconds for day, seconds in found.weeks if seconds} == rows("week")
    assert found.days_studied == len(rows("day"))
    assert 0 <= found.mean_study_day <= found.total
    plot = burn_up(study)
    assert plot.done[-1] == study.figures.roadmap().seconds
    assert all(before <= after for before, after in zip(plot.done, plot.done[1:], strict=False))
    assert plot.scope >= plot.done[-1]
    study.close()


def test_nothing_and_one_session(small: Study) -> None:
    found = statistics(small, 53)
    assert (found.total, found.median_session, found.mean_study_day, found.pace) == (0, 0, 0, None)
    assert (found.best_day, found.best_week, set(found.hours)) == (None, None, {0})
    assert burn_up(small).done == (0, 0)
    log(small, NOON, 90 * 60)
    found = statistics(small, 53)
    assert (found.total, found.median_session, found.mean_study_day) == (5400, 5400, 5400)
    assert found.best_day == (date(2026, 11, 21), 5400)
    assert burn_up(small).done == (0, 5400)


def test_pace_and_trend_come_with_four_and_eight_weeks(small: Study) -> None:
    for weeks_ago, hours in enumerate((1, 2, 3, 4, 8, 8, 8, 8), start=1):
        log(small, NOON - weeks_ago * WEEK, hours * HOUR)
        found = statistics(small, 53)
        assert found.pace == (None if weeks_ago < 4 else 9000)
    assert found.trend == 9000 - 8 * HOUR
    assert statistics(small, 5).trend is None


def test_the_burn_up_counts_items_where_hours_cannot_tell(small: Study, clock: FixedClock) -> None:
    small.items.set_status([small.target("gem")], Status.DONE, known=True)
    clock.advance(-2 * WEEK)
    small.items.set_status([small.target("git")], Status.DONE)
    clock.advance(WEEK)
    small.items.set_status([small.target("tables-course"), small.target("lambda-lore")], Status.DONE)
    clock.advance(WEEK)
    plot = burn_up(small)
    assert plot.unit is Measure.ITEMS
    assert plot.done == (1, 2, 3, 3), "what was known stands at the beginning, what is optional nowhere"
    assert plot.scope == small.figures.roadmap().progress.total


def test_a_roadmap_that_is_done_is_all_of_its_scope(small: Study) -> None:
    log(small, NOON, HOUR)
    small.items.set_status([small.target(words) for words in ("1", "2")], Status.DONE)
    plot = burn_up(small)
    assert plot.done[-1] == HOUR
    assert plot.scope >= HOUR


def test_the_forecast_can_be_switched_off(small: Study) -> None:
    assert burn_up(small).forecast is not None
    small.history.set_setting("forecast", value=False)
    assert burn_up(small).forecast is None


@pytest.mark.parametrize(("hours", "expected"), [(1, (3, 0, 0)), (2, (3, 1, 1))])
def test_the_row_of_a_past_week_ends_where_it_missed_its_goal(
    small: Study, clock: FixedClock, hours: int, expected: tuple[int, int, int]
) -> None:
    clock.advance(-8 * WEEK)
    small.goals.set(2 * HOUR)
    clock.advance(8 * WEEK)
    for weeks_ago in (3, 4, 5):
        log(small, NOON - weeks_ago * WEEK, 2 * HOUR)
    log(small, NOON - WEEK, hours * HOUR)
    rows = tuple(small.figures.streak(MONDAY - timedelta(weeks=back)) for back in (3, 1, 0))
    assert rows == expected
    assert rows[-1] == small.figures.week().streak


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sessions=st.lists(
        st.tuples(
            st.integers(0, 9 * WEEK),
            st.integers(HOUR // 4, 3 * HOUR),
            st.sampled_from(["Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"]),
        ),
        max_size=12,
    ),
    day_hour=st.integers(0, 12),
    first_day=st.sampled_from(["monday", "sunday", "wednesday"]),
    paused=st.none() | st.integers(0, 8),
)
def test_rows_of_weeks_over_zones_and_hours_are_those_of_the_reports(
    small_again: OpenStudy,
    clock: FixedClock,
    sessions: list[tuple[int, int, str]],
    day_hour: int,
    first_day: str,
    paused: int | None,
) -> None:
    clock.at, clock._zone = NOON, "Europe/Berlin"
    study = small_again()
    study.history.set_setting("day_start", day_hour)
    study.history.set_setting("week_start", first_day)
    clock.advance(-12 * WEEK)
    study.goals.set(HOUR)
    clock.advance(12 * WEEK)
    for back, seconds, zone in sessions:
        clock._zone = zone
        log(study, NOON - back, seconds)
    clock._zone = "Europe/Berlin"
    this_week = study.goals.this_week()
    if paused is not None:
        study.planning.rest(*[this_week - timedelta(weeks=paused)] * 2)
    expected = 0
    for back in range(12):
        week = this_week - timedelta(weeks=back)
        reached = study.reports.report(Period(week, week + timedelta(days=6))).total >= HOUR
        if not reached and back and back != paused:
            break
        expected += reached
    assert study.figures.week().streak == expected
    study.close()
