"""The weekly review: what each step shows, what it stores, finishing, resuming, undoing, browsing."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from studytui.domain.faults import Refused
from studytui.domain.ids import ItemId
from studytui.domain.periods import Period
from studytui.domain.status import Kind, Status
from studytui.domain.weekly import plain, week_note
from studytui.services.logbook import Stretch
from studytui.services.stalling import target_of
from tests.conftest import NOON
from tests.services.samples import content

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

HOUR, DAY = 3600, 86400
SATURDAY = date(2026, 11, 21)
MONDAY = date(2026, 11, 16)
LAST = MONDAY - timedelta(weeks=1)


def log(study: Study, words: str, hours: float, days_ago: int) -> None:
    end = NOON - days_ago * DAY
    study.log.add(Stretch(end - round(hours * HOUR), end, False, ""), study.target(words))


def done(study: Study, clock: FixedClock, words: str, days_ago: int) -> None:
    clock.advance(-days_ago * DAY)
    study.items.set_status([study.target(words)], Status.DONE)
    clock.advance(days_ago * DAY)


def test_an_empty_study_has_a_review(small: Study) -> None:
    review = small.weekly.review()
    assert (review.first, review.last, review.step) == (LAST, LAST + timedelta(days=6), 0)
    assert review.numbers.seconds == 0
    assert (review.finished, review.stalled, review.loose, review.ticks) == ((), (), (), ())
    assert "Nothing was logged" in plain(review)
    assert small.weekly.past() == ()


def test_on_the_last_day_it_is_the_running_week(small: Study, clock: FixedClock) -> None:
    assert small.weekly.meant() == LAST
    clock.advance(DAY)
    assert small.weekly.meant() == MONDAY
    clock.advance(DAY)
    assert small.weekly.meant() == MONDAY
    small.history.set_setting("week_start", "tuesday")
    assert small.weekly.meant() == MONDAY + timedelta(days=1), "Monday is the last day of that week"


def test_look_back(small: Study, clock: FixedClock) -> None:
    clock.advance(-30 * DAY)
    small.goals.set(4 * HOUR)
    clock.advance(30 * DAY)
    log(small, "git", 2, 8)
    log(small, "2", 1, 9)
    log(small, "snake", 3, 15)
    done(small, clock, "git", 8)
    done(small, clock, "tables-course", 7)
    done(small, clock, "snake", 1)
    review = small.weekly.review()
    numbers = review.numbers
    assert (numbers.seconds, numbers.sessions, numbers.days) == (3 * HOUR, 2, 2)
    assert (numbers.items, numbers.topics, numbers.goal_seconds, numbers.percent) == (2, 1, 4 * HOUR, 75)
    assert [week.seconds for week in review.before] == [3 * HOUR, 0, 0, 0]
    assert [(one.title, one.stage_title, one.seconds) for one in review.finished] == [
        ("Git", "Basics", 2 * HOUR),
        ("Tables course", "Basics", 0),
    ]
    assert [(one.title, one.seconds) for one in review.stages] == [("Basics", 2 * HOUR), ("The web", HOUR)]
    assert review.streak == 0


def test_its_numbers_are_those_of_the_reports(small: Study, clock: FixedClock) -> None:
    for days in range(5, 14):
        log(small, "git", 0.7 + days / 10, days)
    small.timer.start(small.target("gem"))
    clock.advance(2 * DAY)
    for first in (LAST, MONDAY):
        review = small.weekly.review(first)
        report = small.reports.report(Period(first, first + timedelta(days=6)))
        assert review.numbers.seconds == report.total == sum(one.seconds for one in review.stages)
        assert review.numbers.sessions == sum(row.sessions for row in report.rows)


def test_sessions_without_a_topic_and_ticks_without_time(small: Study, clock: FixedClock) -> None:
    log(small, "1", 1, 8)
    log(small, ".", 2, 7)
    log(small, "gem", 2, 7)
    log(small, "tiny-app", 1, 8)
    done(small, clock, "gem", 7)
    done(small, clock, "git", 8)
    done(small, clock, "tiny-app/plan", 8)
    small.items.set_status([small.target("snake")], Status.DONE, known=True)
    review = small.weekly.review()
    assert [(one.title, one.seconds) for one in review.loose] == [
        ("Basics", HOUR),
        ("Small roadmap", 2 * HOUR),
    ]
    assert [(one.item, one.estimate) for one in review.ticks] == [("topic/git", 2 * HOUR)]
    tick = review.ticks[0]
    logged = small.weekly.log_tick(tick, 90 * 60).session
    assert (logged.seconds, logged.item, logged.approximate) == (90 * 60, "topic/git", True)
    assert small.log.day_of(logged) == SATURDAY - timedelta(days=8)
    assert small.weekly.review().ticks == ()
    assert small.store.marks.statuses([ItemId("topic/git")]) == {"topic/git": Status.DONE}


def test_stalled_stages_and_projects(small: Study, clock: FixedClock) -> None:
    log(small, "tiny-app/plan", 1, 20)
    log(small, "requests-and-answers", 1, 13)
    done(small, clock, "git", 16)
    small.planning.set_deadline(small.target("1"), SATURDAY)
    stage, project = small.weekly.review().stalled
    assert (stage.title, stage.last, stage.days, stage.item) == (
        "Basics", SATURDAY - timedelta(days=16), 16, None,
    )  # fmt: skip
    assert (stage.done, stage.total, stage.deadline) == (1, 9, SATURDAY)
    assert (project.title, project.days, project.done, project.total) == ("Tiny app", 20, 0, 3)
    assert target_of(small, project) == small.target("tiny-app")
    assert target_of(small, stage).kind is Kind.STAGE
    small.timer.start(small.target("tiny-app/write"))
    assert small.weekly.review().stalled == (), "the timer runs on it"
    small.timer.cancel()
    small.items.set_status([target_of(small, project)], Status.SKIPPED)
    assert [one.title for one in small.weekly.review().stalled] == ["Basics"], "dropped"
    clock.advance(2 * DAY)
    assert [one.title for one in small.weekly.review().stalled] == ["Basics", "The web"]


def test_what_was_left_for_longer_than_a_year_is_left_in_peace(small: Study, clock: FixedClock) -> None:
    log(small, "requests-and-answers", 1, 366)
    assert [one.title for one in small.weekly.review().stalled] == ["The web"]
    clock.advance(DAY)
    assert small.weekly.review().stalled == ()


def test_it_is_resumed_where_it_was_left(small: Study, study: OpenStudy) -> None:
    small.weekly.go_to(LAST, 2)
    small.weekly.reflect(LAST, "  Mornings\nwork ")
    small.weekly.plan(LAST, 5 * HOUR, ["Git", "Snake"])
    small.weekly.go_to(LAST, 4)
    again = study().weekly.review()
    assert (again.step, again.reflection, again.finished_at) == (4, "Mornings work", None)
    assert (again.plan.first, again.plan.seconds, again.plan.aims) == (MONDAY, 5 * HOUR, ("Git", "Snake"))
    assert small.figures.week().week_goal == 5 * HOUR
    assert small.weekly.review(MONDAY).aims == ("Git", "Snake"), "the next review looks back on them"


def test_finishing_keeps_a_note(small: Study, clock: FixedClock) -> None:
    log(small, "git", 2, 8)
    small.weekly.reflect(LAST, "Good")
    note = small.weekly.finish()
    assert note.target == week_note(LAST) == "week/2026-11-09"
    assert note.title == "Week of Mon 9 Nov 2026"
    assert note.body.startswith("# Week of Mon 9 Nov 2026\n\n- Studied 2h in 1 session on 1 day\n")
    assert "> Good" in note.body
    assert small.notebook.search("studied") == (note,)
    review = small.weekly.review()
    assert (review.step, review.finished_at) == (5, NOON)
    past = small.weekly.past()
    assert [(one.first, one.reflection, one.summary) for one in past] == [(LAST, "Good", note.body)]
    clock.advance(7 * DAY)
    small.weekly.finish()
    assert [one.first for one in small.weekly.past()] == [MONDAY, LAST]


def test_finishing_again_keeps_what_was_written_into_the_note(small: Study) -> None:
    note = small.weekly.finish()
    small.notebook.write(note.target, note.title, note.body + "\nMy own words\n")
    log(small, "git", 2, 8)
    again = small.weekly.finish()
    assert "Studied 2h" in again.body
    assert "My own words" in again.body
    assert again.body.count("# Week of") == 1
    assert small.weekly.past()[0].summary == again.body


def test_every_action_is_one_step_to_undo(small: Study, home: Home) -> None:
    log(small, "git", 2, 8)
    acts: list[Callable[[], object]] = [
        lambda: small.weekly.go_to(LAST, 1),
        lambda: small.weekly.reflect(LAST, "Good"),
        lambda: small.weekly.plan(LAST, 5 * HOUR, ["Git"]),
        lambda: small.weekly.finish(),
    ]
    states = [content(home)]
    for act in acts:
        act()
        states.append(content(home))
    for before in reversed(states[:-1]):
        small.history.undo()
        assert content(home) == before
    for after in states[1:]:
        small.history.redo()
        assert content(home) == after


def test_what_cannot_be_is_refused(small: Study) -> None:
    with pytest.raises(Refused, match="has not begun"):
        small.weekly.review(MONDAY + timedelta(weeks=1))
    with pytest.raises(Refused, match="has not begun"):
        small.weekly.reflect(MONDAY + timedelta(weeks=1), "x")
    for step in (0, 6):
        with pytest.raises(Refused, match="steps 1 to 5"):
            small.weekly.go_to(LAST, step)
    with pytest.raises(Refused, match="500 characters"):
        small.weekly.reflect(LAST, "x" * 501)


def test_the_forecast_stands_in_it_unless_it_is_switched_off(small: Study) -> None:
    assert small.weekly.review().forecast == "no forecast yet"
    assert small.weekly.review(LAST - timedelta(weeks=3)).forecast == "", "a past week tells none"
    small.history.set_setting("forecast", False)
    assert small.weekly.review().forecast == ""
