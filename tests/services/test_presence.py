"""Away and forgotten: each cause is told from the clocks, and each answer is one change."""

from __future__ import annotations

import pytest

from studytui.domain.absence import Absence, read_absence, shifted
from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.session import elapsed
from tests.conftest import NOON

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

M, H = 60, 3600


def begin(small: Study, clock: FixedClock, minutes: int = 60, watched: bool = True) -> None:
    """A timer on git that has run for some minutes, with a key every four minutes if it is watched."""
    small.timer.start(small.target("git"))
    for _ in range(minutes // 4):
        clock.advance(240)
        if watched:
            assert small.presence.beat(clock.seconds()) is None


def asked(small: Study, input_at: int | None = None) -> Absence:
    found = small.presence.absence(input_at)
    assert found is not None
    return found


def slept(clock: FixedClock) -> None:
    clock.sleep(8 * H)


def rebooted(clock: FixedClock) -> None:
    clock.reboot(8 * H)


def killed(clock: FixedClock) -> None:
    clock.advance(8 * H)


@pytest.mark.parametrize(
    ("happens", "cause", "reason"),
    [
        (slept, "sleep", "The computer slept for 8h while the timer ran."),
        (rebooted, "reboot", "The computer was restarted while the timer ran."),
        (killed, "kill", "The dashboard was ended or held while the timer ran."),
    ],
)
def test_sleep_a_reboot_and_a_kill_are_told_apart(
    small: Study,
    clock: FixedClock,
    happens: Callable[[FixedClock], None],
    cause: str,
    reason: str,
) -> None:
    begin(small, clock)
    happens(clock)
    found = asked(small)
    assert (found.cause, found.reason) == (cause, reason)
    assert (found.since, found.back) == (NOON + H, NOON + 9 * H)
    assert found.counted == 8 * H
    assert found.choices == ("keep", "cut", "split", "end", "discard")


@pytest.mark.parametrize(("by", "way"), [(2 * H, "forward"), (-2 * H, "back")])
def test_a_changed_clock_is_no_time(small: Study, clock: FixedClock, by: int, way: str) -> None:
    begin(small, clock)
    clock.set_by(by)
    found = asked(small)
    assert (found.cause, found.stepped) == ("clock", by)
    assert found.reason == f"The computer's clock was set {way} by 2h."
    assert "shift" in found.choices
    moved = small.presence.shift(found)
    assert elapsed(moved, clock.seconds()) == H
    assert small.presence.absence() is None
    small.history.undo()
    timer = small.timer.needed()
    assert timer.start == NOON


def test_a_clock_that_is_set_right_by_seconds_is_nothing(small: Study, clock: FixedClock) -> None:
    begin(small, clock)
    clock.set_by(20)
    assert small.presence.absence() is None
    clock.set_by(-40)
    assert small.presence.absence() is None


def test_no_key_for_long_is_asked_when_one_comes(small: Study, clock: FixedClock) -> None:
    begin(small, clock)
    last = clock.seconds()
    for _ in range(14):
        clock.advance(240)
        assert small.presence.beat(last) is None
    clock.advance(240)
    found = small.presence.beat(clock.seconds())
    assert found is not None
    assert (found.cause, found.since, found.back) == ("idle", last, clock.seconds())
    assert found.reason == "No key was pressed for 1h while the timer ran."
    assert small.presence.beat(clock.seconds()) == found
    small.presence.keep(found)
    assert small.presence.beat(clock.seconds()) is None


def test_who_wants_no_question_about_keys_gets_none(small: Study, clock: FixedClock) -> None:
    small.history.set_setting("away_minutes", 0)
    begin(small, clock)
    last = clock.seconds()
    for _ in range(12):
        clock.advance(240)
        assert small.presence.beat(last) is None
    assert small.presence.beat(clock.seconds()) is None


def test_a_timer_without_a_dashboard_is_asked_about_only_when_something_is_known(
    small: Study, clock: FixedClock
) -> None:
    begin(small, clock, 9 * 60, watched=False)
    assert small.presence.absence() is None
    assert not small.timer.over_limit(small.timer.needed())
    clock.advance(2 * H)
    assert asked(small).cause == "forgotten"
    assert small.timer.over_limit(small.timer.needed())
    assert small.timer.too_long(small.timer.needed())


def test_sleep_is_seen_without_a_dashboard_too(small: Study, clock: FixedClock) -> None:
    begin(small, clock, watched=False)
    clock.sleep(H)
    found = asked(small)
    assert (found.cause, found.slept, found.since) == ("sleep", H, NOON)
    assert found.choices == ("keep", "end", "discard")


def test_who_closes_the_dashboard_knows_that_the_timer_goes_on(small: Study, clock: FixedClock) -> None:
    begin(small, clock)
    small.presence.leave()
    clock.advance(3 * H)
    assert small.presence.absence() is None


def test_closing_the_dashboard_takes_no_question_away(small: Study, clock: FixedClock) -> None:
    begin(small, clock)
    clock.sleep(3 * H)
    found = asked(small)
    small.presence.leave()
    assert small.presence.beat(clock.seconds()) == found


def test_a_beat_after_sleep_keeps_the_evidence_until_it_is_answered(small: Study, clock: FixedClock) -> None:
    begin(small, clock)
    clock.sleep(8 * H)
    for _ in range(10):
        found = small.presence.beat(clock.seconds())
        assert found is not None
        assert (found.cause, found.since) == ("sleep", NOON + H)
        clock.advance(30)


def test_pauses_and_breaks_are_not_asked_about(small: Study, clock: FixedClock) -> None:
    begin(small, clock)
    small.timer.pause()
    clock.sleep(8 * H)
    assert small.presence.absence() is None
    small.timer.resume()
    assert small.presence.absence() is None
    small.timer.stop()
    small.timer.start(small.target("git"), mode="pomodoro")
    small.presence.beat(clock.seconds())
    clock.advance(25 * M)
    small.timer.take_break()
    clock.advance(8 * H)
    assert small.presence.absence() is None


def answers(small: Study, clock: FixedClock) -> Absence:
    begin(small, clock)
    clock.sleep(8 * H)
    return asked(small)


def test_keep(small: Study, clock: FixedClock) -> None:
    found = answers(small, clock)
    assert small.presence.keep(found) == small.timer.needed()
    assert elapsed(small.timer.needed(), clock.seconds()) == 9 * H
    assert small.presence.absence() is None


def test_keep_is_one_step_and_undone_the_question_is_put_again(small: Study, clock: FixedClock) -> None:
    found = answers(small, clock)
    small.presence.keep(found)
    for _ in range(20):
        clock.advance(30)
        assert small.presence.beat(clock.seconds()) is None
    assert small.history.undo().label.startswith("keep all of ")
    assert small.presence.beat(clock.seconds()) == found, "with the same times, however late it is undone"
    small.history.redo()
    assert small.presence.absence() is None
    small.history.undo()
    started = small.presence.split(asked(small))
    assert started.stopped is not None
    assert (started.stopped.end, started.timer.start) == (found.since, found.back)
    assert small.presence.absence() is None


def test_what_was_kept_of_another_timer_is_not_asked_about(small: Study, clock: FixedClock) -> None:
    small.presence.keep(answers(small, clock))
    small.history.undo()
    small.presence.discard(asked(small))
    begin(small, clock)
    assert small.presence.absence() is None


@pytest.mark.parametrize(
    "kept", ["", "{", "[]", '["x", "sleep", 1, 2, 3, 4]', '["x", "sleep", 1, 2, 3, 4, "5"]']
)
def test_an_absence_that_cannot_be_read_is_none(small: Study, clock: FixedClock, kept: str) -> None:
    begin(small, clock)
    timer = small.timer.needed()
    assert read_absence(kept.replace("x", timer.id), timer) is None


def test_of_several_programs_one_makes_each_call(study: OpenStudy, clock: FixedClock) -> None:
    one, other = study(), study()
    one.timer.start(one.roadmap_target(), mode="pomodoro", length=60)
    for _ in range(2):
        clock.advance(60)
        timer = one.timer.needed()
        phase = one.timer.phase(timer)
        assert phase is not None
        assert other.presence.claim(timer, phase)
        assert not one.presence.claim(timer, phase)
        assert not other.presence.claim(timer, phase)
        one.timer.take_break()
        one.timer.end_break()


def test_cut_at_the_last_activity(small: Study, clock: FixedClock) -> None:
    found = answers(small, clock)
    saved = small.presence.cut(found)
    assert saved is not None
    assert (saved.start, saved.end) == (NOON, NOON + H)
    assert small.timer.running() is None
    small.history.undo()
    assert small.timer.needed().id == saved.id


def test_split_around_the_absence(small: Study, clock: FixedClock) -> None:
    found = answers(small, clock)
    clock.advance(M)
    started = small.presence.split(found)
    assert started.stopped is not None
    assert (started.stopped.start, started.stopped.end) == (NOON, NOON + H)
    assert (started.timer.start, started.timer.item) == (NOON + 9 * H, "topic/git")
    assert elapsed(started.timer, clock.seconds()) == M
    assert small.presence.absence() is None
    small.history.undo()
    assert elapsed(small.timer.needed(), clock.seconds()) == 9 * H + M
    assert small.log.sessions()[1] == 1


def test_split_keeps_the_mode(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"), mode="countdown", length=30 * M)
    for _ in range(20):
        clock.advance(30)
        assert small.presence.beat(clock.seconds()) is None
    clock.sleep(H)
    started = small.presence.split(asked(small))
    phase = small.timer.phase(started.timer)
    assert phase is not None
    assert (started.timer.mode, phase.left) == ("countdown", 30 * M)


def test_another_end(small: Study, clock: FixedClock) -> None:
    found = answers(small, clock)
    saved = small.presence.end(found, NOON + 2 * H)
    assert saved is not None
    assert saved.seconds == 2 * H
    small.history.undo()
    with pytest.raises(Refused, match="future"):
        small.presence.end(found, clock.seconds() + 1)


def test_discard(small: Study, clock: FixedClock) -> None:
    small.presence.discard(answers(small, clock))
    assert small.timer.running() is None
    small.history.undo()
    assert small.timer.running() is not None


def test_an_answer_to_another_timer_does_nothing(small: Study, clock: FixedClock) -> None:
    found = answers(small, clock)
    small.timer.start(small.target("tables-course"))
    for answer in (small.presence.keep, small.presence.cut, small.presence.split, small.presence.discard):
        with pytest.raises(NothingToDo):
            answer(found)


def test_heartbeats_are_no_operations(small: Study, clock: FixedClock) -> None:
    begin(small, clock, 4)
    before = small.history.listed()
    small.presence.beat(clock.seconds())
    assert small.history.listed() == before


def test_a_dashboard_without_a_timer_keeps_nothing(small: Study, clock: FixedClock) -> None:
    assert small.presence.beat(clock.seconds()) is None
    small.presence.leave()
    assert small.presence.absence() is None


def test_a_shifted_timer_keeps_its_phases(small: Study, clock: FixedClock) -> None:
    small.timer.start(small.target("git"), mode="pomodoro")
    clock.advance(26 * M)
    small.timer.take_break()
    clock.advance(2 * M)
    one = small.timer.needed()
    two = shifted(one, 500)
    clock.advance(500)
    phase = small.timer.phase(two)
    assert phase is not None
    assert (phase.name, phase.left) == ("break", 3 * M)
    assert elapsed(two, clock.seconds()) == 26 * M


def test_a_later_key_of_another_dashboard_counts(small: Study, clock: FixedClock) -> None:
    begin(small, clock, 4)
    late = clock.seconds()
    small.presence.beat(late - 20)
    pulse = small.store.pulses.of(small.timer.needed().id)
    assert pulse is not None
    assert pulse.input_at == late
