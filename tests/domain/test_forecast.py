"""Forecasts: cold start, unit, stages, what if, and the sentence for each state."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.forecast import (
    Forecast,
    Measure,
    Reach,
    Sample,
    State,
    by_pace,
    forecast,
    hours_needed,
    reach,
)
from studytui.domain.forecast_words import headline, of_stage, sentences, target_date, what_if, with_hours
from studytui.domain.ids import StageId
from studytui.domain.remaining import Calibration, Left

HOUR = 3600
TODAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 16)


def sample(hours: list[float], items: list[int] | None = None) -> Sample:
    weeks = tuple(MONDAY - timedelta(weeks=len(hours) - at) for at in range(len(hours)))
    seconds = tuple(round(value * HOUR) for value in hours)
    return Sample(weeks, seconds, tuple(items or [0] * len(hours)))


def left(*parts: tuple[int, float], estimated: bool = True) -> list[Left]:
    """Stages by items and hours."""
    return [
        Left(StageId(f"s{at}"), at, f"Stage {at}", items, items if estimated else 0, round(hours * HOUR))
        for at, (items, hours) in enumerate(parts, 1)
    ]


def told(found: Forecast) -> str:
    """All of its words in one line."""
    text = " ".join(sentences(found))
    for scolding in ("late", "behind", "only", "failed", "must"):
        assert scolding not in text.lower().replace("lately", "").split()
    assert "!" not in text
    return text


def test_no_complete_week_is_only_a_plan() -> None:
    found = forecast(TODAY, left((10, 60)), sample([]), 8 * HOUR)
    assert (found.state, found.percentiles, found.weeks_used) == (State.PLAN, {}, ())
    assert found.plan == Reach(8, TODAY + timedelta(weeks=8))
    assert told(found) == (
        "Left: 60h in 10 items. Plan: at 8h a week done by Sat 16 Jan 2027, in 8 weeks. "
        "A forecast from the log comes after 4 weeks of study."
    )
    assert headline(found) == "planned: Sat 16 Jan 2027"


def test_up_to_three_weeks_are_shown_as_they_were_without_percentages() -> None:
    found = forecast(TODAY, left((10, 60)), sample([3, 5.5, 4]), 8 * HOUR)
    assert (found.state, found.percentiles) == (State.PLAN, {})
    assert "So far: 3h to 5h 30m a week in 3 weeks." in told(found)


def test_four_weeks_are_early_and_tell_no_95_percent() -> None:
    found = forecast(TODAY, left((10, 60)), sample([3, 5.5, 4, 4]))
    assert found.state is State.EARLY
    assert list(found.percentiles) == [50, 85]
    assert "This is early: it settles after 8 weeks." in told(found)
    assert headline(found).endswith("(early)")


def test_eight_weeks_are_ready() -> None:
    found = forecast(TODAY, left((10, 60)), sample([4] * 8))
    assert found.state is State.READY
    assert found.percentiles == dict.fromkeys((50, 85, 95), Reach(15, TODAY + timedelta(weeks=15)))
    assert told(found) == (
        "Left: 60h in 10 items. Finish: as likely as not by Sat 6 Mar 2027, 85 in 100 by Sat 6 Mar 2027, "
        "95 in 100 by Sat 6 Mar 2027. This supposes weeks like the last 8 complete ones: 4h a week, 4h on "
        "average, 4h lately."
    )


def test_all_zeros_have_no_date_and_say_what_would_change_it() -> None:
    found = forecast(TODAY, left((10, 60)), sample([0] * 6), 8 * HOUR)
    assert found.state is State.NEVER
    assert told(found) == (
        "Left: 60h in 10 items. No finish at this pace: the last 6 weeks hold nothing on this roadmap. "
        "One session changes that."
    )
    assert headline(found) == "no finish at this pace"


def test_a_pace_of_minutes_takes_more_than_ten_years() -> None:
    found = forecast(TODAY, left((10, 600)), sample([0.1] * 8))
    assert found.state is State.NEVER
    assert "it takes more than 10 years" in told(found)
    assert headline(found) == "more than 10 years"


def test_nothing_left_is_done() -> None:
    for stages in ([], left((0, 0))):
        found = forecast(TODAY, stages, sample([4] * 8), 8 * HOUR)
        assert (found.state, found.left, found.percentiles) == (State.DONE, 0, {})
        assert told(found) == "Everything that counts here is done."
        assert headline(found) == "all done"


def test_without_a_goal_there_is_no_plan_but_a_word_on_how_to_make_one() -> None:
    found = forecast(TODAY, left((10, 60)), sample([]))
    assert found.plan is None
    assert "set hours a week with: studytui goal 8h" in told(found)
    assert headline(found) == "no forecast yet"


def test_without_estimates_it_counts_items() -> None:
    found = forecast(TODAY, left((10, 0), estimated=False), sample([5] * 8, [2] * 8), 8 * HOUR)
    assert (found.unit, found.left, found.weeks_used) == (Measure.ITEMS, 10, (2,) * 8)
    assert found.percentiles[50].weeks == 5
    assert found.plan is None
    assert "2 items a week" in told(found)
    young = forecast(TODAY, left((10, 0), estimated=False), sample([]), 8 * HOUR)
    assert "too few open items have an estimate" in told(young)


def test_hours_need_four_fifths_of_the_estimates_and_weeks_that_hold_time() -> None:
    enough = [Left(StageId("s"), 1, "S", 10, 8, 60 * HOUR)]
    scarce = [Left(StageId("s"), 1, "S", 10, 7, 60 * HOUR)]
    assert forecast(TODAY, enough, sample([5] * 4)).unit is Measure.HOURS
    assert forecast(TODAY, scarce, sample([5] * 4, [1] * 4)).unit is Measure.ITEMS
    assert forecast(TODAY, enough, sample([0] * 4, [1] * 4)).unit is Measure.ITEMS, "ticked, never timed"


def test_a_stage_is_done_when_it_and_all_before_it_are() -> None:
    by = {StageId("s2"): date(2026, 12, 24), StageId("s1"): date(2026, 11, 1)}
    found = forecast(TODAY, left((2, 8), (0, 0), (3, 12)), sample([4] * 8), 5 * HOUR, by)
    assert [stage.left for stage in found.stages] == [8 * HOUR, 8 * HOUR, 20 * HOUR]
    assert [stage.percentiles[50].weeks for stage in found.stages] == [2, 2, 5]
    assert [stage.plan.weeks for stage in found.stages if stage.plan] == [2, 2, 4]
    assert found.stages[-1].percentiles == found.percentiles
    words = of_stage(found.stages[1], TODAY)
    assert words.endswith("target date Thu 24 Dec 2026")
    assert "has gone by" in of_stage(found.stages[0], TODAY)


def test_a_target_date_gone_by_is_named_and_nothing_more() -> None:
    assert target_date(date(2026, 11, 20), TODAY) == (
        "the target date Fri 20 Nov 2026 has gone by: set another, or none"
    )
    assert target_date(TODAY, TODAY) == "target date Sat 21 Nov 2026"


def test_items_done_without_a_date_and_calibrated_estimates_are_told() -> None:
    found = forecast(TODAY, left((10, 60)), sample([4] * 8), None, {}, Calibration(129, 9), 3)
    words = told(found)
    assert "Estimates are scaled by 129 %: what 9 finished topics took." in words
    assert "3 items done without a date tell nothing about the pace." in words


@pytest.mark.parametrize(
    ("seconds", "pace", "weeks"),
    [(60 * HOUR, 8 * HOUR, 8), (64 * HOUR, 8 * HOUR, 8), (1, 7 * 86400, 1), (0, 1, 0), (10**12, 1, None)],
)
def test_what_if(seconds: int, pace: int, weeks: int | None) -> None:
    assert by_pace(TODAY, seconds, pace) == reach(TODAY, weeks)


def test_no_pace_is_no_plan() -> None:
    assert by_pace(TODAY, 60, None) is None
    assert by_pace(TODAY, 60, 0) is None
    absurd = forecast(TODAY, left((10, 600)), sample([]), 60)
    assert "at 1m a week it takes more than 10 years" in told(absurd)
    assert what_if(absurd) == "At 1m a week it takes more than 10 years."


def test_hours_needed_by_a_day() -> None:
    assert hours_needed(20 * HOUR, TODAY, TODAY + timedelta(days=14)) == 10 * HOUR
    assert hours_needed(20 * HOUR, TODAY, TODAY + timedelta(days=1)) == 140 * HOUR
    assert with_hours(date(2026, 12, 5), 20 * HOUR, 10 * HOUR, 4 * HOUR) == (
        "Done by Sat 5 Dec 2026 with 10h a week: 20h left, 4h a week so far.",
    )
    assert "more than a week has" in with_hours(TODAY, 200 * HOUR, 1400 * HOUR, None)[1]


@given(
    st.lists(st.tuples(st.integers(0, 30), st.floats(0, 80)), max_size=5),
    st.lists(st.tuples(st.floats(0, 30), st.integers(0, 9)), max_size=12),
    st.one_of(st.none(), st.integers(0, 7 * 86400)),
    st.booleans(),
)
def test_every_history_has_its_sentences(
    parts: list[tuple[int, float]], weeks: list[tuple[float, int]], pace: int | None, estimated: bool
) -> None:
    stages = left(*((items, hours if items else 0) for items, hours in parts), estimated=estimated)
    found = forecast(
        TODAY, stages, sample([hours for hours, _ in weeks], [items for _, items in weeks]), pace
    )
    assert told(found)
    assert headline(found)
    for stage in found.stages:
        assert of_stage(stage, TODAY)
    days = [one.day or date.max for one in found.percentiles.values()]
    assert days == sorted(days)
    for earlier, later in zip(found.stages, found.stages[1:], strict=False):
        for percent, one in earlier.percentiles.items():
            assert (one.day or date.max) <= (later.percentiles[percent].day or date.max)
    again = forecast(
        TODAY, stages, sample([hours for hours, _ in weeks], [items for _, items in weeks]), pace
    )
    assert again == found
