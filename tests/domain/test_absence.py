"""Clocks that know less than Linux's still tell what they can."""

from __future__ import annotations

import pytest

from studytui.domain.absence import Absence, Pulse, absence
from studytui.domain.ids import SessionId
from studytui.domain.modes import Plan, write_plan
from studytui.domain.session import Pause, Session

H = 3600
Clocks = tuple[float | None, float | None, str | None]


def pulse(at: int, clocks: Clocks, watched: bool = True, input_at: int | None = None) -> Pulse:
    return Pulse(SessionId("t"), at, at if input_at is None else input_at, *clocks, "UTC", watched)


def timer(*pauses: Pause, plan: str = "") -> Session:
    return Session(SessionId("t"), 1000, None, "UTC", pauses=pauses, plan=plan)


def asked(before: Pulse, here: Pulse, session: Session | None = None) -> Absence | None:
    return absence(before, here, session or timer(), 1800, 10 * H)


@pytest.mark.parametrize(
    ("before", "after", "cause"),
    [
        ((50.0, None, None), (50.0 + 60, None, None), "sleep"),
        ((50.0, None, None), (10.0, None, None), "reboot"),
        ((None, None, None), (None, None, None), "kill"),
        ((50.0, 50.0, "a"), (50.0 + 2 * H, 50.0 + 2 * H, "a"), "kill"),
        ((50.0, 50.0, "a"), (50.0, 50.0 + 2 * H, "a"), "sleep"),
        ((50.0, 50.0, "a"), (50.0, 50.0, "a"), "clock"),
        ((50.0, 50.0, "a"), (9000.0, 9000.0, "b"), "reboot"),
        ((50.0, 50.0, None), (9.0, 9.0, "b"), "reboot"),
    ],
)
def test_two_hours_are_told_by_whatever_clocks_there_are(before: Clocks, after: Clocks, cause: str) -> None:
    found = asked(pulse(2000, before), pulse(2000 + 2 * H, after))
    assert found is not None
    assert (found.cause, found.since, found.back) == (cause, 2000, 2000 + 2 * H)


@pytest.mark.parametrize("clocks", [(50.0, 50.0, "a"), (50.0, None, None), (None, None, None)])
def test_a_clock_set_back_never_makes_time_negative(clocks: Clocks) -> None:
    found = asked(pulse(9000, clocks), pulse(500, clocks))
    assert found is not None
    assert (found.cause, found.stepped) == ("clock", -8500)
    assert found.since <= found.seen <= found.back
    assert found.counted == 0


def test_sleep_is_told_before_the_clock_that_was_changed_with_it() -> None:
    found = asked(pulse(2000, (50.0, 50.0, "a")), pulse(2000 + 5 * H, (60.0, 60.0 + 2 * H, "a")))
    assert found is not None
    assert (found.cause, found.slept) == ("sleep", 2 * H)


def test_less_than_five_minutes_are_nothing() -> None:
    assert asked(pulse(2000, (50.0, 50.0, "a")), pulse(2290, (50.0, 340.0, "a"))) is None
    assert asked(pulse(2000, (50.0, 50.0, "a")), pulse(2299, (9.0, 9.0, "b"))) is None


def test_no_question_where_nothing_counts() -> None:
    late = pulse(2000 + 2 * H, (50.0, 50.0 + 2 * H, "a"))
    assert asked(pulse(2000, (50.0, 50.0, "a")), late, timer((2000, None))) is None
    on_break = Plan("pomodoro", 1000, 900, 300, 900, 4, turns=(1950,))
    assert asked(pulse(2000, (50.0, 50.0, "a")), late, timer(plan=write_plan(on_break))) is None


def test_what_was_done_to_the_timer_is_activity() -> None:
    late = pulse(2000 + 2 * H, (50.0, 50.0 + 2 * H, "a"))
    found = asked(pulse(2000, (50.0, 50.0, "a")), late, timer((2500, 3000)))
    assert found is not None
    assert found.since == 3000
