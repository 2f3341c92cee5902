"""Reports: each grouping, split at study days and clock changes; rows add up to the total."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studytui.domain.periods import Period
from studytui.services.logbook import Stretch
from studytui.services.reports import GROUPINGS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

HOUR = 3600
FRIDAY, SATURDAY, SUNDAY = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def utc(month: int, day: int, hour: int, minute: int = 0) -> int:
    """In winter an hour behind Berlin, in summer two."""
    return int(datetime(2026, month, day, hour, minute, tzinfo=UTC).timestamp())


def log(study: Study, start: int, seconds: int, words: str = "git", approximate: bool = False) -> None:
    study.log.add(Stretch(start, start + seconds, approximate, ""), study.target(words))


def rows(study: Study, by: str, period: Period = NOVEMBER) -> list[tuple[str, str, int, int]]:
    report = study.reports.report(period, by)
    assert sum(row.seconds for row in report.rows) == report.total
    assert (report.first, report.last) == (period.first, period.last)
    return [(row.key, row.label, row.seconds, row.sessions) for row in report.rows]


@pytest.fixture
def three(small: Study) -> Study:
    """Two hours on Friday, a night of three hours into Sunday, of which one is Saturday's, one on a stage."""
    log(small, utc(11, 20, 14), 2 * HOUR)
    log(small, utc(11, 22, 2), 3 * HOUR, "web/requests-and-answers")
    log(small, utc(11, 9, 14), HOUR, "1")
    return small


def test_by_day(three: Study) -> None:
    assert rows(three, "day") == [
        ("2026-11-09", "Mon 9 Nov 2026", HOUR, 1),
        ("2026-11-20", "Fri 20 Nov 2026", 2 * HOUR, 1),
        ("2026-11-21", "Sat 21 Nov 2026", HOUR, 1),
        ("2026-11-22", "Sun 22 Nov 2026", 2 * HOUR, 0),
    ]


def test_by_week(three: Study) -> None:
    assert rows(three, "week") == [
        ("2026-11-09", "week of Mon 9 Nov 2026", HOUR, 1),
        ("2026-11-16", "week of Mon 16 Nov 2026", 5 * HOUR, 2),
    ]
    three.history.set_setting("week_start", "sunday")
    assert [row[0] for row in rows(three, "week")] == ["2026-11-08", "2026-11-15", "2026-11-22"]


def test_by_month(three: Study) -> None:
    log(three, utc(10, 30, 9), HOUR)
    both = Period(date(2026, 10, 1), date(2026, 11, 30))
    assert rows(three, "month", both) == [
        ("2026-10", "October 2026", HOUR, 1),
        ("2026-11", "November 2026", 6 * HOUR, 3),
    ]


def test_by_stage(three: Study) -> None:
    log(three, utc(11, 10, 9), 60, ".")
    log(three, utc(11, 10, 10), 120, "other:git")
    assert rows(three, "stage") == [
        ("backend-developer/basics", "Basics", 3 * HOUR, 2),
        ("backend-developer/web", "The web", 3 * HOUR, 1),
        ("other/tools", "Tools", 120, 1),
        ("backend-developer", "Small roadmap", 60, 1),
    ]


def test_by_item(three: Study) -> None:
    log(three, utc(11, 10, 10), 120, "other:git")
    assert rows(three, "item") == [
        ("topic/requests-and-answers", "The web › Requests and answers", 3 * HOUR, 1),
        ("topic/git", "Basics › Git", 2 * HOUR + 120, 2),
        ("backend-developer/basics", "Basics", HOUR, 1),
    ]


def test_by_weekday(three: Study) -> None:
    assert rows(three, "weekday") == [
        ("0", "Monday", HOUR, 1),
        ("4", "Friday", 2 * HOUR, 1),
        ("5", "Saturday", HOUR, 1),
        ("6", "Sunday", 2 * HOUR, 0),
    ]
    three.history.set_setting("week_start", "saturday")
    assert [row[0] for row in rows(three, "weekday")] == ["5", "6", "0", "4"]


def test_by_hour(small: Study) -> None:
    log(small, utc(11, 20, 14, 30), HOUR)
    log(small, utc(11, 20, 23, 50), 20 * 60)
    assert rows(small, "hour") == [
        ("0", "00:00", 10 * 60, 1),
        ("1", "01:00", 10 * 60, 0),
        ("15", "15:00", HOUR // 2, 1),
        ("16", "16:00", HOUR // 2, 0),
    ]


def test_no_hour_stays_out_of_the_hours(small: Study) -> None:
    log(small, utc(11, 20, 14), HOUR, approximate=True)
    assert rows(small, "hour") == []
    assert rows(small, "day")[0][2] == HOUR


def test_a_period_cuts_what_reaches_over_its_bounds(three: Study) -> None:
    assert rows(three, "day", Period(SUNDAY, SUNDAY)) == [("2026-11-22", "Sun 22 Nov 2026", 2 * HOUR, 0)]
    assert rows(three, "stage", Period(FRIDAY, SATURDAY)) == [
        ("backend-developer/basics", "Basics", 2 * HOUR, 1),
        ("backend-developer/web", "The web", HOUR, 1),
    ]


def test_the_running_timer_counts_up_to_now(small: Study, clock: FixedClock) -> None:
    clock.at = utc(11, 22, 2)
    small.timer.start(small.target("git"))
    assert rows(small, "day") == []
    clock.advance(3 * HOUR)
    assert rows(small, "day") == [
        ("2026-11-21", "Sat 21 Nov 2026", HOUR, 1),
        ("2026-11-22", "Sun 22 Nov 2026", 2 * HOUR, 0),
    ]
    assert rows(small, "stage", Period(SUNDAY, SUNDAY)) == [
        ("backend-developer/basics", "Basics", 2 * HOUR, 0)
    ]


def test_days_over_the_clock_change_in_autumn(small: Study) -> None:
    log(small, utc(10, 24, 2), 25 * HOUR)
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert [row[::2] for row in rows(small, "day", october)] == [("2026-10-24", 25 * HOUR)]
    hours = {row[0]: row[2] for row in rows(small, "hour", october)}
    assert hours["2"] == 2 * HOUR
    assert {seconds for hour, seconds in hours.items() if hour != "2"} == {HOUR}
    assert len(hours) == 24


def test_days_over_the_clock_change_in_spring(small: Study) -> None:
    log(small, utc(3, 28, 3), 23 * HOUR)
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    assert [row[::2] for row in rows(small, "day", march)] == [("2026-03-28", 23 * HOUR)]
    hours = {row[0]: row[2] for row in rows(small, "hour", march)}
    assert "2" not in hours
    assert set(hours.values()) == {HOUR}


def test_a_session_is_of_the_zone_that_is_kept_with_it(small: Study, clock: FixedClock) -> None:
    clock._zone = "Asia/Tokyo"
    log(small, utc(11, 20, 18), HOUR)
    clock._zone = "America/New_York"
    log(small, utc(11, 20, 18), HOUR)
    assert [row[0] for row in rows(small, "day")] == ["2026-11-20"]
    assert [row[0] for row in rows(small, "hour")] == ["3", "13"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stretches=st.lists(
        st.tuples(
            st.integers(utc(10, 20, 0), utc(11, 21, 0)),
            st.integers(1, 30 * HOUR),
            st.sampled_from(["git", "web/git", "1", ".", "other:git", "tiny-app/plan"]),
            st.booleans(),
        ),
        max_size=8,
    ),
    first=st.dates(date(2026, 10, 20), date(2026, 11, 21)),
    days=st.integers(0, 40),
)
def test_all_groupings_add_up_to_the_same(
    small_again: OpenStudy, stretches: list[tuple[int, int, str, bool]], first: date, days: int
) -> None:
    study = small_again()
    for start, seconds, words, approximate in stretches:
        log(study, start, seconds, words, approximate)
    period = Period(first, date.fromordinal(first.toordinal() + days))
    reports = {by: study.reports.report(period, by) for by in GROUPINGS}
    exact = sum(study.store.sessions.day_totals(period.first, period.last).values())
    counted = sum(study.store.sessions.day_counts(period.first, period.last).values())
    for by, report in reports.items():
        assert sum(row.seconds for row in report.rows) == report.total
        if by == "hour":
            assert report.total <= exact
        else:
            assert report.total == exact
            assert sum(row.sessions for row in report.rows) == counted
    study.close()
