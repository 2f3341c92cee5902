"""The running timer is changed in mode, target and start, keeps its seconds, and gives all of it back."""

from __future__ import annotations

import pytest

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.session import elapsed
from tests.conftest import NOON
from tests.services.samples import content

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.modes import Phase
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study

M = 60


def phase(small: Study) -> Phase:
    found = small.timer.phase(small.timer.needed())
    assert found is not None
    return found


def seconds(small: Study, clock: FixedClock) -> int:
    return elapsed(small.timer.needed(), clock.seconds())


def test_auto_start_alternates_with_no_program_running(small: Study, clock: FixedClock) -> None:
    small.history.set_setting("auto_start", True)
    small.timer.start(small.target("git"), mode="pomodoro")
    clock.advance(70 * M)
    assert (phase(small).name, phase(small).number, phase(small).left) == ("work", 3, 15 * M)
    assert seconds(small, clock) == 60 * M
    assert small.figures.roadmap().seconds == 60 * M
    ended = small.timer.stop()
    assert ended is not None
    assert ended.pauses == ((NOON + 25 * M, NOON + 30 * M), (NOON + 55 * M, NOON + 60 * M))
    assert sum(small.log.day_totals(small.today(), small.today()).values()) == 60 * M


def test_an_undone_stop_gives_the_plan_back(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"), mode="pomodoro", length=50 * M)
    clock.advance(51 * M)
    small.timer.take_break()
    clock.advance(2 * M)
    before = content(small.home)
    small.timer.stop()
    small.history.undo()
    assert content(small.home) == before
    clock.advance(M)
    assert (phase(small).name, phase(small).left) == ("break", 2 * M)
    small.history.undo()
    assert (phase(small).name, phase(small).overtime) == ("work", 4 * M)


def test_stopping_in_a_break_ends_with_the_work(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"), mode="flow")
    clock.advance(50 * M)
    small.timer.take_break()
    clock.advance(600 * M)
    ended = small.timer.stop()
    assert ended is not None
    assert (ended.end, ended.seconds, ended.pauses) == (NOON + 50 * M, 50 * M, ())


def test_breaks_are_refused_where_there_are_none(small: Study, clock: FixedClock) -> None:
    for mode in ("stopwatch", "countdown"):
        small.timer.start(small.target("git"), mode=mode)
        with pytest.raises(Refused, match="has no breaks"):
            small.timer.take_break()
        with pytest.raises(NothingToDo, match="no break"):
            small.timer.end_break()
        clock.advance(M)
    small.timer.start(small.target("git"), mode="flow")
    clock.advance(M)
    small.timer.take_break()
    with pytest.raises(NothingToDo, match="begun already"):
        small.timer.take_break()


def test_the_mode_changes_while_it_runs(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"))
    clock.advance(10 * M)
    small.timer.change_mode("countdown", 20 * M)
    assert (seconds(small, clock), phase(small).left) == (10 * M, 20 * M)
    clock.advance(5 * M)
    small.timer.change_mode("stopwatch")
    assert small.timer.phase(small.timer.needed()) is None
    small.history.undo()
    assert phase(small).left == 15 * M
    small.history.undo()
    assert (small.timer.needed().mode, seconds(small, clock)) == ("stopwatch", 15 * M)


def test_the_start_changes_while_it_runs(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"), mode="pomodoro")
    clock.advance(5 * M)
    small.timer.change_start(NOON - 5 * M)
    assert (seconds(small, clock), phase(small).left) == (10 * M, 15 * M)
    small.history.undo()
    assert (seconds(small, clock), phase(small).left) == (5 * M, 20 * M)


def test_the_target_changes_while_it_runs(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"), mode="pomodoro")
    clock.advance(5 * M)
    changed = small.timer.switch(small.target("tables-course"))
    assert (changed.item, changed.mode, phase(small).left) == ("course/tables-course", "pomodoro", 20 * M)


def test_continue_takes_the_mode_up_again(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"), mode="countdown", length=20 * M)
    clock.advance(5 * M)
    small.timer.stop()
    clock.advance(5 * M)
    small.timer.continue_last()
    assert (small.timer.needed().mode, phase(small).left) == ("countdown", 20 * M)


def test_a_start_in_the_past_is_work_up_to_now(small: Study, clock: FixedClock) -> None:
    small.history.set_setting("auto_start", True)
    small.timer.start(small.target("git"), NOON - 90 * M, "pomodoro")
    assert seconds(small, clock) == 90 * M
    clock.advance(M)
    assert (phase(small).name, seconds(small, clock)) == ("break", 90 * M)


def test_a_pause_within_a_break_holds_it(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"), mode="pomodoro")
    clock.advance(25 * M)
    assert not small.timer.hold().paused
    clock.advance(M)
    assert small.timer.hold().paused
    clock.advance(30 * M)
    assert (phase(small).name, phase(small).left) == ("break", 4 * M)
    small.timer.go_on()
    assert phase(small).name == "break"
    small.timer.go_on()
    assert (phase(small).name, phase(small).number, seconds(small, clock)) == ("work", 2, 25 * M)
