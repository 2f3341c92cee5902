"""Modes: phases, breaks and what is left follow from the timer and the clock, and no second is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.ids import SessionId
from studytui.domain.modes import (
    COUNTDOWN,
    FLOW,
    POMODORO,
    Phase,
    Plan,
    anew,
    begun,
    breaks,
    closed,
    merged,
    moved,
    phase,
    plan_of,
    read_plan,
    replanned,
    turned,
    write_plan,
)
from studytui.domain.session import Pause, Session, begun_at, elapsed, segments

M = 60
START = 10_000
TOMATO = Plan(POMODORO, START, 25 * M, 5 * M, 15 * M, 4)


def timer(plan: Plan | None, *pauses: Pause, start: int = START) -> Session:
    mode = "stopwatch" if plan is None else plan.mode
    return Session(SessionId("t"), start, None, "UTC", pauses=pauses, mode=mode, plan=write_plan(plan))


def at(session: Session, minutes: float) -> Phase:
    found = phase(session, START + int(minutes * M))
    assert found is not None
    return found


def shown(found: Phase) -> tuple[str, int, int | None, int]:
    """Name, number, minutes left and minutes over."""
    left = None if found.left is None else found.left // M
    return found.name, found.number, left, found.overtime // M


def minutes(session: Session, now: float) -> float:
    return elapsed(session, START + int(now * M)) / M


def test_a_stopwatch_has_no_phase() -> None:
    assert phase(timer(None), START + 500) is None
    assert breaks(timer(None), START + 500) == ()
    assert minutes(timer(None), 90) == 90


def test_a_pomodoro_waits_for_its_user_and_overtime_counts_on() -> None:
    one = timer(TOMATO)
    assert shown(at(one, 0)) == ("work", 1, 25, 0)
    assert shown(at(one, 24)) == ("work", 1, 1, 0)
    assert (at(one, 24).over, at(one, 25).over) == (False, True)
    assert shown(at(one, 40)) == ("work", 1, 0, 15)
    assert minutes(one, 40) == 40


def test_a_whole_cycle_of_four_by_hand() -> None:
    one = timer(TOMATO)
    now, worked = 0, 0
    for number in (1, 2, 3, 4):
        assert shown(at(one, now)) == ("work", number, 25, 0)
        now, worked = now + 26, worked + 26
        rest = 15 if number == 4 else 5
        assert at(one, now).rest == rest * M
        one = turned(one, START + now * M)
        assert shown(at(one, now + 1)) == ("break", number, rest - 1, 0)
        assert shown(at(one, now + rest + 2)) == ("break", number, 0, 2)
        now += rest + 2
        assert minutes(one, now) == worked
        one = turned(one, START + now * M)
    assert shown(at(one, now)) == ("work", 5, 25, 0)
    assert minutes(one, now + 3) == worked + 3


def test_with_auto_start_the_clock_turns_the_phases() -> None:
    one = timer(replace(TOMATO, auto=True))
    found = [shown(at(one, now)) for now in (0, 24, 25, 29, 30, 54, 55, 60, 85, 90, 115, 129, 130)]
    assert found == [
        ("work", 1, 25, 0),
        ("work", 1, 1, 0),
        ("break", 1, 5, 0),
        ("break", 1, 1, 0),
        ("work", 2, 25, 0),
        ("work", 2, 1, 0),
        ("break", 2, 5, 0),
        ("work", 3, 25, 0),
        ("break", 3, 5, 0),
        ("work", 4, 25, 0),
        ("break", 4, 15, 0),
        ("break", 4, 1, 0),
        ("work", 5, 25, 0),
    ]
    assert minutes(one, 130) == 100
    assert breaks(one, START + 62 * M) == ((START + 25 * M, START + 30 * M), (START + 55 * M, START + 60 * M))


def test_a_phase_tells_when_the_person_is_to_be_told() -> None:
    by_hand, by_clock = timer(TOMATO), timer(replace(TOMATO, auto=True))
    for one, turns in ((by_hand, [25 * M]), (by_clock, [25 * M, 30 * M, 55 * M])):
        calls = [phase(one, START + second) for second in range(56 * M)]
        found = [n for n in range(1, 56 * M) if calls[n] and calls[n].call != calls[n - 1].call]  # type: ignore[union-attr]  # all have a phase
        assert found == turns


def test_an_early_break_and_an_early_end_of_it() -> None:
    one = turned(timer(replace(TOMATO, auto=True)), START + 10 * M)
    assert shown(at(one, 11)) == ("break", 1, 4, 0)
    assert shown(at(one, 15)) == ("work", 2, 25, 0)
    two = turned(one, START + 12 * M)
    assert shown(at(two, 12)) == ("work", 2, 25, 0)
    assert shown(at(two, 37)) == ("break", 2, 5, 0)
    assert minutes(two, 40) == 10 + 25


def test_flow_gives_a_fifth_of_the_work_as_break() -> None:
    one = timer(Plan(FLOW, START))
    assert shown(at(one, 90)) == ("work", 1, None, 0)
    assert at(one, 50).rest == 10 * M
    one = turned(one, START + 50 * M)
    assert shown(at(one, 51)) == ("break", 1, 9, 0)
    assert shown(at(one, 63)) == ("break", 1, 0, 3)
    assert minutes(one, 63) == 50
    one = turned(one, START + 63 * M)
    assert shown(at(one, 68)) == ("work", 2, None, 0)
    assert at(one, 68).rest == 1 * M
    assert minutes(one, 68) == 55


def test_flow_with_auto_start_goes_on_after_the_break() -> None:
    one = turned(timer(Plan(FLOW, START, auto=True)), START + 50 * M)
    assert shown(at(one, 59)) == ("break", 1, 1, 0)
    assert shown(at(one, 65)) == ("work", 2, None, 0)
    assert minutes(one, 65) == 55
    at_once = turned(timer(Plan(FLOW, START, auto=True)), START + 4)
    assert shown(at(at_once, 1)) == ("work", 2, None, 0)


def test_a_countdown_counts_on_past_its_end() -> None:
    one = timer(Plan(COUNTDOWN, START, 40 * M))
    assert shown(at(one, 10)) == ("work", 1, 30, 0)
    assert shown(at(one, 45)) == ("work", 1, 0, 5)
    assert at(one, 45).rest == 0
    assert minutes(one, 45) == 45
    assert turned(one, START + 45 * M) == one


def test_a_pause_holds_the_phase() -> None:
    one = timer(replace(TOMATO, auto=True), (START + 10 * M, START + 20 * M))
    assert shown(at(one, 34)) == ("work", 1, 1, 0)
    assert shown(at(one, 35)) == ("break", 1, 5, 0)
    assert minutes(one, 40) == 25
    held = timer(replace(TOMATO, auto=True), (START + 10 * M, None))
    assert shown(at(held, 500)) == ("work", 1, 15, 0)
    assert minutes(held, 500) == 10


def test_taking_the_break_ends_a_pause() -> None:
    one = turned(timer(TOMATO, (START + 20 * M, None)), START + 30 * M)
    assert not one.paused
    assert shown(at(one, 31)) == ("break", 1, 4, 0)
    assert minutes(one, 34) == 20


def test_a_closed_session_has_its_breaks_as_pauses_and_ends_with_work() -> None:
    one = timer(replace(TOMATO, auto=True))
    ended = closed(one, START + 57 * M)
    assert ended.end == START + 55 * M
    assert ended.pauses == ((START + 25 * M, START + 30 * M),)
    assert ended.seconds == 50 * M
    interrupted = closed(one, START + 42 * M)
    assert (interrupted.end, interrupted.seconds) == (START + 42 * M, 37 * M)
    assert segments(interrupted, 0) == segments(one, START + 42 * M)


def test_an_interval_that_was_over_before_the_start_was_told_is_work() -> None:
    late = begun(replace(TOMATO, auto=True), START + 90 * M)
    assert minutes(timer(late), 90) == 90
    assert shown(at(timer(late), 91)) == ("break", 1, 4, 0)
    assert begun(TOMATO, START + 90 * M) == TOMATO
    early = replace(TOMATO, auto=True)
    assert begun(early, START + 20 * M) == early


def test_another_start_keeps_the_breaks() -> None:
    one = timer(replace(TOMATO, auto=True))
    now = START + 40 * M
    earlier = replace(one, start=START - 600, plan=moved(one, START - 600, now))
    assert breaks(earlier, now) == breaks(one, now)
    assert elapsed(earlier, now) == elapsed(one, now) + 600
    later = replace(one, start=START + 28 * M, plan=moved(one, START + 28 * M, now))
    assert breaks(later, now) == ((START + 28 * M, START + 30 * M),)
    assert shown(at(later, 40)) == ("work", 2, 15, 0)
    much_later = replace(one, start=START + 35 * M, plan=moved(one, START + 35 * M, now))
    assert breaks(much_later, now) == ()
    assert shown(at(much_later, 40)) == ("work", 2, 20, 0)


def test_a_first_interval_begun_earlier_than_its_length_turns_now() -> None:
    one = timer(replace(TOMATO, auto=True))
    now = START + 10 * M
    earlier = replace(one, start=START - 60 * M, plan=moved(one, START - 60 * M, now))
    assert elapsed(earlier, now) == 70 * M
    assert phase(earlier, now + 1) is not None
    assert at(earlier, 11).name == "break"


def test_another_mode_goes_on_from_now() -> None:
    one = timer(replace(TOMATO, auto=True))
    now = START + 40 * M
    changed = replanned(one, Plan(COUNTDOWN, now, 10 * M), now)
    assert (changed.mode, changed.pauses) == ("countdown", ((START + 25 * M, START + 30 * M),))
    assert elapsed(changed, now) == elapsed(one, now)
    assert shown(at(changed, 44)) == ("work", 1, 6, 0)
    plain = replanned(changed, None, now + 60)
    assert (plain.mode, plain.plan, elapsed(plain, now + 60)) == ("stopwatch", "", 36 * M)
    assert phase(plain, now) is None


def test_a_plan_anew_has_no_turns() -> None:
    one = turned(timer(TOMATO), START + 26 * M)
    assert anew(plan_of(one), START + 99) == replace(TOMATO, since=START + 99)
    assert anew(None, 1) is None


WRONG: list[dict[str, object]] = [
    {"mode": "juggling"},
    {"mode": []},
    {"work": 0},
    {"work": None},
    {"short": 0},
    {"short": "5"},
    {"every": 0},
    {"since": 1.5},
    {"first": -1},
    {"turns": 3},
    {"turns": [5, 4]},
    {"turns": [True]},
]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "3",
        "null",
        "{}",
        '{"mode": "pomodoro"}',
        "[" * 5000,
        *(json.dumps({**json.loads(write_plan(TOMATO)), **wrong}) for wrong in WRONG),
    ],
)
def test_what_is_no_plan_counts_on_as_a_stopwatch(text: str) -> None:
    assert read_plan(text) is None
    one = replace(timer(None), plan=text)
    assert elapsed(one, START + 100) == 100


PLANS = st.one_of(
    st.builds(
        Plan,
        st.just(POMODORO),
        st.just(START),
        st.integers(1, 300),
        st.integers(1, 90),
        st.integers(1, 200),
        st.integers(1, 5),
        st.booleans(),
    ),
    st.builds(Plan, st.just(FLOW), st.just(START), auto=st.booleans()),
    st.builds(Plan, st.just(COUNTDOWN), st.just(START), st.integers(1, 500)),
)


@given(PLANS)
def test_a_plan_is_read_back(plan: Plan) -> None:
    assert read_plan(write_plan(plan)) == plan


@st.composite
def handled(draw: st.DrawFn) -> tuple[Session, int, int]:
    """A timer after some turns and pauses, now, and the seconds of work as counted one by one."""
    one = timer(draw(PLANS))
    now, worked = START, 0
    for step in draw(st.lists(st.sampled_from(["turn", "pause", "resume", "mode"]), max_size=8)):
        after = now + draw(st.integers(0, 400))
        worked += counted(one, now, after)
        now = after
        if step == "turn":
            one = turned(one, now)
        elif step == "pause" and not one.paused:
            one = replace(one, pauses=(*one.pauses, (now, None)))
        elif step == "resume" and one.paused:
            one = replace(one, pauses=(*one.pauses[:-1], (one.pauses[-1][0], now)))
        elif step == "mode":
            one = replanned(one, replace(draw(PLANS), since=now), now)
    after = now + draw(st.integers(0, 2000))
    return one, after, worked + counted(one, now, after)


def counted(one: Session, now: int, after: int) -> int:
    """Seconds in which the timer neither is paused nor in a break, asked second by second."""
    if one.paused:
        return 0
    found = [phase(one, second) for second in range(now, after)]
    return sum(part is None or part.name == "work" for part in found)


@given(handled())
def test_whatever_is_pressed_each_second_of_work_counts_once(case: tuple[Session, int, int]) -> None:
    one, now, worked = case
    assert elapsed(one, now) == worked
    ended = closed(one, now)
    assert ended.seconds == worked
    assert ended.end is not None
    assert ended.end <= now
    assert all(high is not None and low < high <= ended.end for low, high in ended.pauses)
    assert list(ended.pauses) == list(merged(ended.pauses))


@given(handled(), st.integers(-2000, 2000))
def test_another_start_changes_only_the_time_before_it(case: tuple[Session, int, int], by: int) -> None:
    one, now, _ = case
    start = min(START + by, now - 1)
    changed = replace(begun_at(one, start), plan=moved(one, start, now))
    before = {second for low, high in segments(one, now) for second in range(low, high)}
    after = {second for low, high in segments(changed, now) for second in range(low, high)}
    low = max(start, START)
    assert {second for second in after if second >= low} == {second for second in before if second >= low}
    assert {second for second in after if second < START} == set(range(start, min(START, now)))


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 200)), max_size=8))
def test_merged_pauses_cover_the_same(pauses: list[tuple[int, int]]) -> None:
    given_ones = [(min(pair), max(pair)) for pair in pauses]
    found = merged(given_ones)
    covered = {second for low, high in given_ones for second in range(low, high)}
    assert {second for low, high in found for second in range(low, high or 0)} == covered
    assert all((one[1] or 0) < other[0] for one, other in pairwise(found))
