"""The weekly review: which week is meant, and its summary."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.ids import ItemId, RoadmapId, StageId
from studytui.domain.records import replace
from studytui.domain.weekly import (
    Finished,
    StageTime,
    Stalled,
    Step,
    WeeklyReview,
    WeekNumbers,
    WeekPlan,
    compared,
    markdown,
    plain,
    week_meant,
    week_note,
)

HOUR = 3600
MONDAY = date(2026, 11, 16)
EMPTY = WeekNumbers(MONDAY, 0, None, 0, 0, 0, 0, 0, 0)
NOTHING = WeeklyReview(
    MONDAY, MONDAY + timedelta(days=6), 0, None, "", EMPTY, (), (), (), (), (), (), (), 0,
    WeekPlan(MONDAY + timedelta(weeks=1), None, (), None), None, "",
)  # fmt: skip


def test_the_running_week_on_its_last_day_else_the_last_complete_one() -> None:
    for number in range(6):
        assert week_meant(MONDAY + timedelta(days=number), 0) == MONDAY - timedelta(weeks=1)
    assert week_meant(MONDAY + timedelta(days=6), 0) == MONDAY
    assert week_meant(MONDAY + timedelta(days=5), 6) == MONDAY - timedelta(days=1), "weeks from Sunday on"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 6))
def test_the_week_meant_is_over_or_ends_today(today: date, first_weekday: int) -> None:
    first = week_meant(today, first_weekday)
    assert first.weekday() == first_weekday
    assert 6 <= (today - first).days <= 12


def test_a_week_without_anything_says_so() -> None:
    assert plain(NOTHING) == (
        "Week of Mon 16 Nov 2026 to Sun 22 Nov 2026\n\n  Nothing was logged in this week.\n"
    )
    assert markdown(NOTHING) == "# Week of Mon 16 Nov 2026\n\n- Nothing was logged in this week.\n"


def full() -> WeeklyReview:
    numbers = WeekNumbers(MONDAY, 7 * HOUR + 300, 10 * HOUR, 9, 5, 6, 4, 2, 1)
    before = tuple(
        WeekNumbers(MONDAY - timedelta(weeks=back), back * HOUR, None, 1, 1, 0, 0, 0, 0) for back in (1, 2, 3)
    )
    return replace(
        NOTHING,
        numbers=numbers,
        before=before,
        reflection="Mornings work",
        aims=("Joins",),
        stages=(StageTime("Web", 6 * HOUR + 59), StageTime("Git", HOUR + 241)),
        finished=(Finished(ItemId("topic/git"), "Git", "Basics", 1, 2),),
        stalled=(
            Stalled(RoadmapId("r"), StageId("web"), None, "The web", date(2026, 10, 30), 23, 1, 4, None),
        ),
        plan=WeekPlan(MONDAY + timedelta(weeks=1), 8 * HOUR, ("Indexes", "Ship it"), 10 * HOUR),
        streak=4,
        forecast="finish ~Sat 6 Mar 2027, 85 %: Sat 1 May 2027",
    )


def test_the_summary_in_markdown() -> None:
    assert (
        markdown(full())
        == """# Week of Mon 16 Nov 2026

- Studied 7h 5m in 9 sessions on 5 days, 5h 5m more than the 3 weeks before on average
- Goal 10h: 70 %
- 6 items done, 4 topics among them
- 2 reviews
- 1 note written
- 4 weeks on goal in a row
- Finish ~Sat 6 Mar 2027, 85 %: Sat 1 May 2027

> Mornings work

## Time

- Web: 6h 1m
- Git: 1h 4m

## Done

- Basics › Git

## Aims of this week

- Joins

## Waiting

- The web: last on Fri 30 Oct

## Plan for the week of Mon 23 Nov 2026

- 8h of study
- Indexes
- Ship it
"""
    )


def test_plain_text_says_the_same() -> None:
    def words(text: str) -> list[str]:
        stripped = (line.strip("#->“” ").strip() for line in text.splitlines())
        return [line for line in stripped if line and not line.startswith("Week of Mon 16")]

    assert words(plain(full())) == words(markdown(full()))


def test_beside_the_weeks_before() -> None:
    def weeks(*hours: float, rested: bool = False) -> list[WeekNumbers]:
        return [replace(EMPTY, seconds=round(value * HOUR), rested=rested) for value in hours]

    week = weeks(4)[0]
    assert compared(week, []) == ""
    assert compared(week, weeks(0, 0)) == ""
    assert compared(week, weeks(4)) == "as much as the week before"
    assert compared(week, weeks(5.5)) == "1h 30m less than the week before on average"
    assert compared(week, [*weeks(2), *weeks(0, rested=True)]) == "2h more than the week before on average"


def test_percent_without_a_goal_is_none() -> None:
    assert EMPTY.percent is None
    assert replace(EMPTY, goal_seconds=0).percent is None
    assert replace(EMPTY, goal_seconds=3, seconds=1).percent == 33


def test_steps_and_the_notes_key() -> None:
    assert [int(step) for step in Step] == [1, 2, 3, 4, 5]
    assert Step(3).title == "Stages & projects"
    assert week_note(MONDAY) == "week/2026-11-16"
