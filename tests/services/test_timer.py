"""The timer: computed from timestamps, one at a time, every step of it one change."""

from __future__ import annotations

import os
from datetime import date

import pytest

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.session import LONGEST_SESSION, elapsed
from studytui.domain.status import Kind, Status
from tests.conftest import NOON
from tests.services.samples import MAIN, content, write_roadmap

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

HOUR = 3600


def status(study: Study, words: str) -> Status:
    item = study.target(words).item
    assert item is not None
    return study.statuses().get(item, Status.TODO)


def test_start_and_stop(small: Study, clock: FixedClock) -> None:
    started = small.timer.start(small.target("git"))
    assert started.stopped is None
    assert small.timer.running() == started.timer
    assert (started.timer.start, started.timer.end, started.timer.zone) == (NOON, None, "Europe/Berlin")
    assert started.timer.title == "Basics › Git"
    clock.advance(1500.9)
    ended = small.timer.stop(note="clear\x1b now")
    assert ended is not None
    assert (ended.id, ended.start, ended.end, ended.seconds) == (started.timer.id, NOON, NOON + 1500, 1500)
    assert ended.note == "clear now"
    assert small.timer.running() is None
    assert small.log.sessions()[0] == (ended,)


def test_start_stops_and_saves_a_running_one(small: Study, clock: FixedClock) -> None:
    first = small.timer.start(small.target("git")).timer
    clock.advance(60)
    started = small.timer.start(small.target("tables-course"))
    assert started.stopped is not None
    assert (started.stopped.id, started.stopped.seconds) == (first.id, 60)
    assert started.timer.start == started.stopped.end
    assert [session.end for session in small.log.sessions()[0]] == [None, NOON + 60]


def test_time_on_a_todo_item_makes_it_doing(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    assert status(small, "git") is Status.DOING
    small.items.set_status([small.target("gem")], Status.SKIPPED)
    clock.advance(60)
    small.timer.start(small.target("gem"))
    assert status(small, "gem") is Status.SKIPPED
    clock.advance(60)
    small.timer.start(small.target("tiny-app"))
    assert status(small, "tiny-app") is Status.TODO, "projects with steps store no status"
    clock.advance(60)
    small.timer.start(small.target("lone-page"))
    assert status(small, "lone-page") is Status.DOING


def test_a_stop_in_the_first_second_leaves_nothing(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    clock.advance(0.9)
    assert small.timer.stop() is None
    assert small.log.sessions() == ((), 0)
    assert status(small, "git") is Status.TODO


def test_a_stop_in_the_first_second_leaves_what_was_there_before(small: Study, clock: FixedClock) -> None:
    small.items.set_status([small.target("git")], Status.DOING)
    small.timer.start(small.target("git"))
    small.timer.stop()
    assert status(small, "git") is Status.DOING
    small.timer.start(small.target("gem"))
    clock.advance(60)
    small.timer.stop()
    small.timer.start(small.target("gem"))
    small.timer.stop()
    assert status(small, "gem") is Status.DOING


def test_another_start_in_the_first_second_leaves_nothing_of_the_first(small: Study) -> None:
    small.timer.start(small.target("git"))
    started = small.timer.start(small.target("gem"))
    assert started.stopped is None
    assert small.log.sessions()[1] == 1
    assert (status(small, "git"), status(small, "gem")) == (Status.TODO, Status.DOING)


def test_nothing_but_a_pause_leaves_nothing(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    small.timer.pause()
    clock.advance(HOUR)
    assert small.timer.stop() is None
    assert small.log.sessions() == ((), 0)


def test_pauses_are_exact(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    clock.advance(100)
    assert small.timer.pause().paused
    clock.advance(1000)
    assert elapsed(small.timer.needed(), clock.seconds()) == 100
    assert not small.timer.resume().paused
    clock.advance(20)
    small.timer.pause()
    clock.advance(7)
    small.timer.resume()
    clock.advance(3)
    assert elapsed(small.timer.needed(), clock.seconds()) == 123
    ended = small.timer.stop()
    assert ended is not None
    assert ended.seconds == 123
    assert ended.pauses == ((NOON + 100, NOON + 1100), (NOON + 1120, NOON + 1127))


def test_a_stop_while_paused_ends_with_the_pause(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    clock.advance(100)
    small.timer.pause()
    clock.advance(50)
    ended = small.timer.stop()
    assert ended is not None
    assert (ended.seconds, ended.paused) == (100, False)


def test_a_stop_before_a_pause_forgets_the_pause(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    clock.advance(100)
    small.timer.pause()
    clock.advance(50)
    small.timer.resume()
    clock.advance(50)
    ended = small.timer.stop(NOON + 40)
    assert ended is not None
    assert (ended.seconds, ended.pauses) == (40, ())


def test_what_cannot_be_done_now(small: Study, clock: FixedClock) -> None:
    for ask in (small.timer.stop, small.timer.pause, small.timer.resume, small.timer.cancel):
        with pytest.raises(NothingToDo, match="no timer is running"):
            ask()
    with pytest.raises(NothingToDo, match="no session to continue"):
        small.timer.continue_last()
    small.timer.start(small.target("git"))
    with pytest.raises(NothingToDo, match="not paused"):
        small.timer.resume()
    with pytest.raises(NothingToDo, match="already"):
        small.timer.continue_last()
    clock.advance(5)
    small.timer.pause()
    with pytest.raises(NothingToDo, match="paused already"):
        small.timer.pause()


def test_cancel_throws_away_and_undo_brings_back(small: Study, clock: FixedClock) -> None:
    timer = small.timer.start(small.target("git")).timer
    clock.advance(600)
    assert small.timer.cancel() == timer
    assert small.log.sessions() == ((), 0)
    clock.advance(60)
    small.history.undo()
    assert elapsed(small.timer.needed(), clock.seconds()) == 660


def test_an_undone_stop_runs_since_its_start(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    clock.advance(60)
    small.timer.stop()
    clock.advance(600)
    small.history.undo()
    assert elapsed(small.timer.needed(), clock.seconds()) == 660


def test_continue_starts_on_what_was_studied_last(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("web/git"))
    clock.advance(60)
    small.timer.stop()
    small.log.add(small.log.understand("yesterday 10:00-11:00"), small.target("gem"))
    clock.advance(60)
    timer = small.timer.continue_last().timer
    assert (timer.stage, timer.item, timer.start) == ("web", "topic/git", NOON + 120)


@pytest.mark.parametrize("words", [".", "2", "tiny-app", "tiny-app/plan", "lone-page"])
def test_continue_of_any_target(small: Study, clock: FixedClock, words: str) -> None:
    target = small.target(words)
    small.timer.start(target)
    clock.advance(60)
    small.timer.stop()
    assert small.log.target_of(small.log.named("last")) == target
    timer = small.timer.continue_last().timer
    assert (timer.roadmap, timer.stage, timer.item) == (target.roadmap, target.stage, target.item)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("other:.", Kind.ROADMAP),
        ("other:1", Kind.STAGE),
        ("other:editors", Kind.TOPIC),
        ("tiny-app", Kind.PROJECT),
    ],
)
def test_gone_a_timer_runs_on_and_can_be_continued(
    small: Study, clock: FixedClock, words: str, kind: Kind
) -> None:
    small.timer.start(small.target(words))
    clock.advance(60)
    write_roadmap(small.home, "backend-developer", MAIN.replace('id = "tiny-app"', 'id = "another-app"'))
    os.unlink(os.path.join(small.home.roadmaps, "other.toml"))
    ended = small.timer.stop()
    assert ended is not None
    found = small.log.target_of(ended)
    assert (found.kind, found.stage, found.item) == (kind, ended.stage, ended.item)
    assert found.words == ended.title
    assert small.timer.continue_last().timer.title == ended.title


def test_start_in_the_past(small: Study, clock: FixedClock) -> None:
    timer = small.timer.start(small.target("git"), NOON - HOUR).timer
    assert timer.start == NOON - HOUR
    assert elapsed(timer, clock.seconds()) == HOUR
    clock.advance(60)
    started = small.timer.start(small.target("gem"), NOON - 600)
    assert started.stopped is not None
    assert started.stopped.end == started.timer.start == NOON - 600


def test_a_timer_may_be_started_as_long_ago_as_one_says(small: Study) -> None:
    timer = small.timer.start(small.target("git"), NOON - 3 * LONGEST_SESSION).timer
    assert small.timer.too_long(timer)


def test_start_before_a_running_timers_start_is_refused(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    clock.advance(60)
    before = content(small.home)
    with pytest.raises(Refused, match="since later than that"):
        small.timer.start(small.target("gem"), NOON - 1)
    assert content(small.home) == before


def test_the_future_is_refused(small: Study, clock: FixedClock) -> None:
    with pytest.raises(Refused, match="future"):
        small.timer.start(small.target("git"), NOON + 1)
    small.timer.start(small.target("git"))
    clock.advance(60)
    with pytest.raises(Refused, match="future"):
        small.timer.stop(NOON + 61)
    with pytest.raises(Refused, match="future"):
        small.timer.change_start(NOON + 60)
    with pytest.raises(Refused, match="not yet running"):
        small.timer.stop(NOON)


def test_another_start_keeps_what_was_paused(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    clock.advance(100)
    small.timer.pause()
    clock.advance(100)
    small.timer.resume()
    clock.advance(100)
    small.timer.change_start(NOON + 150)
    assert elapsed(small.timer.needed(), clock.seconds()) == 100
    small.timer.change_start(NOON - 50)
    assert elapsed(small.timer.needed(), clock.seconds()) == 350 - 50


def test_switch_takes_all_of_the_time_along(small: Study, clock: FixedClock) -> None:
    timer = small.timer.start(small.target("git")).timer
    clock.advance(100)
    switched = small.timer.switch(small.target("gem"))
    assert (switched.id, switched.start, switched.item) == (timer.id, NOON, "topic/gem")
    assert status(small, "gem") is Status.DOING
    ended = small.timer.stop()
    assert ended is not None
    assert ended.seconds == 100
    assert small.store.sessions.item_seconds(small.target("git").item or pytest.fail("no item")) == 0


def test_days_a_timer_over_the_boundary_is_split(small: Study, clock: FixedClock) -> None:
    clock.at = NOON + 12 * HOUR
    small.timer.start(small.target("git"))
    clock.advance(5 * HOUR)
    small.timer.stop()
    saturday, sunday = date(2026, 11, 21), date(2026, 11, 22)
    assert small.today() == sunday
    assert small.store.sessions.day_totals(saturday, sunday) == {saturday: 3 * HOUR, sunday: 2 * HOUR}


def test_a_clock_that_went_back_loses_no_timer_by_pausing(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    clock.advance(-600)
    small.timer.pause()
    small.timer.resume()
    assert elapsed(small.timer.needed(), clock.seconds()) == 0
    clock.advance(1200)
    ended = small.timer.stop()
    assert ended is not None
    assert ended.seconds == 600


def test_the_timer_survives_a_restart(small: Study, clock: FixedClock, study: OpenStudy) -> None:
    timer = small.timer.start(small.target("git")).timer
    small.close()
    clock.advance(60)
    again = study()
    assert again.timer.running() == timer
    ended = again.timer.stop()
    assert ended is not None
    assert ended.seconds == 60
