"""Today, the week, the roadmap, what is next, and the snapshot of it all."""

from __future__ import annotations

from datetime import date

import pytest

from studytui.domain.ids import RoadmapId
from studytui.domain.session import elapsed
from studytui.domain.status import Status
from studytui.services.logbook import Stretch
from studytui.services.snapshot import take
from tests.conftest import NOON
from tests.services.samples import MAIN, write_roadmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

HOUR, DAY = 3600, 86400
SATURDAY = date(2026, 11, 21)


def log(study: Study, words: str, seconds: int, days_ago: int = 0) -> None:
    end = NOON - days_ago * DAY
    study.log.add(Stretch(end - seconds, end, False, ""), study.target(words))


def test_today_and_the_week(small: Study) -> None:
    log(small, "git", 3 * HOUR)
    log(small, "gem", HOUR, days_ago=2)
    log(small, "gem", HOUR, days_ago=5)
    log(small, "gem", HOUR, days_ago=6)
    week = small.figures.week()
    assert (week.today, week.first_day) == (SATURDAY, date(2026, 11, 16))
    assert (week.today_seconds, week.week_seconds) == (3 * HOUR, 5 * HOUR)
    small.history.set_setting("week_start", "saturday")
    assert small.figures.week().week_seconds == 3 * HOUR


def test_todays_share_is_what_was_left_this_morning_over_the_days_left(small: Study) -> None:
    small.goals.set(10 * HOUR)
    log(small, "git", 4 * HOUR, days_ago=3)
    week = small.figures.week()
    assert week.today_goal == 3 * HOUR
    log(small, "git", 2 * HOUR)
    assert small.figures.week().today_goal == 3 * HOUR, "what is done today does not change it"


def test_todays_share_knows_the_timer_of_last_night(small: Study, clock: FixedClock) -> None:
    small.goals.set(10 * HOUR)
    clock.at = NOON + 13 * HOUR
    small.timer.start(small.target("git"))
    clock.at += 4 * HOUR
    week = small.figures.week()
    assert week.today == date(2026, 11, 22)
    assert week.today_goal == 8 * HOUR
    small.timer.stop()
    assert small.figures.week().today_goal == 8 * HOUR


def test_hours_count_each_session_once_whatever_its_roadmap(small: Study) -> None:
    log(small, "git", 100)
    log(small, "other:git", 200)
    log(small, "other:.", 400)
    assert small.figures.week().today_seconds == 700
    assert small.figures.year() == {SATURDAY: 700}


def test_one_topic_in_two_roadmaps_has_one_time(small: Study) -> None:
    log(small, "web/git", 100)
    log(small, "other:git", 200)
    roadmap, other = small.figures.roadmap(), small.figures.roadmap(RoadmapId("other"))
    assert [stage.seconds for stage in roadmap.stages] == [200, 100, 0]
    assert [item.seconds for stage in roadmap.stages for item in stage.items if item.entry.slug == "git"] == [
        300,
        300,
    ]
    assert (roadmap.seconds, other.seconds) == (300, 300)
    assert [stage.seconds for stage in other.stages] == [300]


def test_stages_add_up_to_their_roadmap(small: Study, clock: FixedClock) -> None:
    for number, words in enumerate(
        ["git", "web/git", "1", "2", "tiny-app", "tiny-app/plan", ".", "lambda-lore"]
    ):
        log(small, words, 10**number)
    small.timer.start(small.target("3"))
    clock.advance(2 * 10**8)
    roadmap = small.figures.roadmap()
    assert [stage.seconds for stage in roadmap.stages] == [110101, 1010, 210000000]
    assert roadmap.seconds == sum(stage.seconds for stage in roadmap.stages) + 1000000
    (project,) = [item for item in roadmap.stages[0].items if item.entry.slug == "tiny-app"]
    assert project.seconds == 110000


def test_the_running_timer_counts_up_to_now_on_its_item(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("tiny-app/plan"))
    clock.advance(90)
    stage = small.figures.roadmap().stages[0]
    assert {item.entry.slug: item.seconds for item in stage.items if item.seconds} == {
        "tiny-app": 90,
        "plan": 90,
    }
    assert stage.seconds == 90
    assert small.figures.week().today_seconds == 0
    assert small.figures.timer_shares(small.timer.running(), clock.seconds()) == {SATURDAY: 90}


def test_the_progress_of_a_roadmap(small: Study) -> None:
    small.items.set_status([small.target("git"), small.target("gem")], Status.DONE)
    small.items.set_status([small.target("tables-course")], Status.SKIPPED)
    roadmap = small.figures.roadmap()
    assert [(stage.progress.done, stage.progress.total) for stage in roadmap.stages] == [
        (2, 8),
        (1, 2),
        (0, 1),
    ]
    assert (roadmap.progress.done, roadmap.progress.total, roadmap.progress.percent) == (2, 9, 22)
    assert roadmap.planned == 20 * HOUR
    (project,) = [item for item in roadmap.stages[0].items if item.entry.slug == "tiny-app"]
    assert (project.steps_done, project.steps_total) == (0, 3)


def test_next_is_what_is_begun_then_the_order_of_the_roadmap(small: Study) -> None:
    assert [(one.item.entry.slug, one.why) for one in small.figures.next(3)] == [
        ("git", "next in order"),
        ("snake", "next in order"),
        ("gem", "next in order"),
    ]
    log(small, "requests-and-answers", 60)
    small.items.set_status([small.target("git")], Status.DONE)
    found = small.figures.next(20)
    assert (found[0].item.entry.slug, found[0].why, found[0].stage_title) == (
        "requests-and-answers",
        "you have begun it",
        "The web",
    )
    assert [one.item.entry.slug for one in found[1:]] == [
        "snake",
        "gem",
        "shell-lists",
        "first",
        "tables-course",
        "plan",
        "write",
        "ship",
        "lone-page",
    ]


@pytest.mark.parametrize(
    ("status", "shown"), [(Status.DONE, set()), (Status.DOING, {"gem"}), (Status.SKIPPED, {"snake"})]
)
def test_next_of_a_choice(small: Study, status: Status, shown: set[str]) -> None:
    small.items.set_status([small.target("gem")], status)
    assert {one.item.entry.slug for one in small.figures.next(20)} & {"gem", "snake"} == shown


def test_next_says_where_the_timer_runs(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("gem"))
    assert small.figures.next()[0].why == "the timer runs on it"


def test_the_snapshot_of_nothing(small: Study) -> None:
    snapshot = take(small)
    assert (snapshot.chosen, snapshot.ever_logged, snapshot.timer, snapshot.last_stage) == (
        False,
        False,
        None,
        None,
    )
    assert (snapshot.notes, snapshot.year, snapshot.week.streak) == ({}, {}, None)
    assert snapshot.roadmap.id == "backend-developer"
    assert small.history.listed() == (), "looking changes nothing"


def test_the_snapshot(small: Study, clock: FixedClock) -> None:
    log(small, "git", 60, days_ago=1)
    small.notebook.add(small.target("git"), "text")
    assert take(small).last_stage == "basics"
    small.timer.start(small.target("2"))
    clock.advance(5)
    snapshot = take(small)
    assert snapshot.timer is not None
    assert elapsed(snapshot.timer, snapshot.at) == 5
    assert (snapshot.last_stage, snapshot.chosen, snapshot.ever_logged) == ("web", True, True)
    assert list(snapshot.notes) == ["topic/git"]
    small.timer.start(small.target("other:1"))
    assert take(small).last_stage is None, "that stage is not of the roadmap that is shown"


def test_a_snapshot_is_the_same_after_a_restart(small: Study, clock: FixedClock, study: OpenStudy) -> None:
    log(small, "git", 60, days_ago=1)
    small.goals.set(HOUR)
    small.items.toggle_done(small.target("tiny-app"))
    small.timer.start(small.target("2"))
    before = take(small)
    small.close()
    assert take(study()) == before


def test_what_is_kept_of_a_stage_is_what_would_be_reckoned_anew(small: Study, study: OpenStudy) -> None:
    before = small.figures.roadmap()
    kept = small.figures.roadmap()
    assert all(one is other for one, other in zip(before.stages, kept.stages, strict=True))
    changes: list[Callable[[], object]] = [
        lambda: small.items.toggle_done(small.target("git")),
        lambda: log(small, "git", 60, days_ago=1),
        lambda: small.items.set_estimate(small.target("git"), HOUR),
        lambda: small.items.toggle_known(small.target("tiny-app")),
        lambda: small.timer.start(small.target("2")),
        small.history.undo,
        small.history.undo,
        small.history.redo,
    ]
    for change in changes:
        change()
        fresh = study()
        assert small.figures.roadmap() == fresh.figures.roadmap()
        fresh.close()
    small.items.toggle_done(small.target("git"))
    after = small.figures.roadmap()
    others = [one is other for one, other in zip(kept.stages, after.stages, strict=True)]
    assert others.count(False) < len(others), "stages in which nothing changed are not made anew"


def test_the_roadmap_is_read_again_when_its_file_changes(small: Study) -> None:
    assert small.figures.roadmap().title == "Small roadmap"
    write_roadmap(small.home, "backend-developer", MAIN.replace("Small roadmap", "A larger roadmap"))
    assert small.figures.roadmap().title == "A larger roadmap"
    write_roadmap(small.home, "backend-developer", "broken = ")
    assert small.figures.roadmap().title == "A larger roadmap", "what was read last holds"


def test_year_holds_53_weeks(small: Study) -> None:
    log(small, "git", 60, days_ago=52 * 7 + 5)
    log(small, "git", 60, days_ago=52 * 7 + 6)
    assert small.figures.year() == {date(2025, 11, 17): 60}
