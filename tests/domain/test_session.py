"""Sessions: seconds are timestamps less pauses, whatever the clock did."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studytui.domain.ids import SessionId
from studytui.domain.session import Pause, Session, begun_at, elapsed, segments, shared_seconds, trim_pauses

MOMENTS = st.integers(0, 2000)
PAUSES: st.SearchStrategy[tuple[Pause, ...]] = st.lists(
    st.tuples(MOMENTS, st.one_of(MOMENTS, st.none())), max_size=6
).map(tuple)


@st.composite
def orderly(draw: st.DrawFn, open_end: bool = False) -> tuple[Pause, ...]:
    """Pauses as a timer makes them: in order, apart, closed but perhaps for the last."""
    edges = sorted(draw(st.lists(MOMENTS, max_size=8, unique=True)))
    pauses: list[Pause] = [(low, high) for low, high in zip(edges[::2], edges[1::2], strict=False)]
    if open_end and len(edges) % 2:
        pauses.append((edges[-1], None))
    return tuple(pauses)


def session(start: int, end: int | None, *pauses: Pause) -> Session:
    return Session(SessionId("one"), start, end, "UTC", pauses=pauses)


def studied(one: Session, until: int) -> set[int]:
    """Every single second that counts."""
    return {second for start, end in segments(one, until) for second in range(start, end)}


def test_seconds_leave_pauses_out() -> None:
    assert session(100, 200).seconds == 100
    assert session(100, 200, (120, 150), (160, 170)).seconds == 60
    assert segments(session(100, 200, (120, 150), (160, 170)), 0) == ((100, 120), (150, 160), (170, 200))


def test_the_timer_counts_up_to_now_or_to_its_pause() -> None:
    assert session(100, None).seconds == 0
    assert elapsed(session(100, None), 160) == 60
    assert elapsed(session(100, None, (120, None)), 160) == 20
    assert elapsed(session(100, None, (110, 130), (150, None)), 160) == 30


@pytest.mark.parametrize(
    ("pauses", "paused"), [((), False), (((1, 2),), False), (((1, None),), True), (((1, 2), (3, None)), True)]
)
def test_paused(pauses: tuple[Pause, ...], paused: bool) -> None:
    assert session(0, None, *pauses).paused is paused


def test_a_clock_that_went_back_gives_no_negative_time() -> None:
    assert elapsed(session(100, None), 50) == 0
    assert elapsed(session(100, None, (120, None)), 50) == 0


@given(MOMENTS, st.one_of(st.none(), MOMENTS), PAUSES, MOMENTS)
def test_elapsed_is_never_negative_nor_more_than_the_stretch(
    start: int, length: int | None, pauses: tuple[Pause, ...], now: int
) -> None:
    one = session(start, None if length is None else start + length, *pauses)
    whole = length if length is not None else max(0, now - start)
    found = segments(one, now)
    assert 0 <= elapsed(one, now) <= whole
    assert len(studied(one, now)) == elapsed(one, now)
    assert all(start <= low < high for low, high in found)
    assert list(found) == sorted(found)


@given(orderly(), MOMENTS, MOMENTS)
def test_what_is_paused_counts_nowhere(pauses: tuple[Pause, ...], start: int, length: int) -> None:
    one = session(start, start + length, *pauses)
    silent = {second for low, high in pauses for second in range(low, high or 0)}
    assert studied(one, 0) == set(range(start, start + length)) - silent


@given(orderly(open_end=True), MOMENTS, st.integers(1, 1000))
def test_trimmed_pauses_say_the_same_within_the_stretch(
    pauses: tuple[Pause, ...], start: int, length: int
) -> None:
    end = start + length
    cut = trim_pauses(pauses, start, end)
    assert all(high is not None and start <= low < high <= end for low, high in cut)
    assert studied(session(start, end, *cut), 0) == studied(session(start, end, *pauses), 0)
    assert trim_pauses(cut, start, end) == cut


@given(orderly(), st.integers(0, 1000), st.integers(2, 1000), st.data())
def test_two_halves_hold_what_the_whole_held(
    pauses: tuple[Pause, ...], start: int, length: int, data: st.DataObject
) -> None:
    end = start + length
    at = data.draw(st.integers(start + 1, end - 1))
    halves = [session(low, high, *trim_pauses(pauses, low, high)) for low, high in ((start, at), (at, end))]
    assert sum(half.seconds for half in halves) == session(start, end, *pauses).seconds


@given(orderly(open_end=True), MOMENTS, st.integers(0, 3000))
def test_a_timer_that_began_at_another_time_keeps_its_pauses(
    pauses: tuple[Pause, ...], start: int, now: int
) -> None:
    moved = begun_at(session(0, None, *pauses), start)
    assert moved.start == start
    before = {second for second in studied(session(0, None, *pauses), now) if second >= start}
    assert studied(moved, now) == before
    assert moved.paused == session(0, None, *pauses).paused


def test_shared_seconds_leave_the_pauses_of_both_out() -> None:
    one = session(0, 100, (40, 60))
    assert shared_seconds(one, [session(50, 200)]) == 40
    assert shared_seconds(one, [session(40, 60)]) == 0
    assert shared_seconds(one, [session(100, 200), session(-50, 0)]) == 0
    assert shared_seconds(session(0, 100), [session(0, 100, (10, 90))]) == 20


def test_shared_seconds_count_once_however_many_others_there_are() -> None:
    one = session(0, 100)
    assert shared_seconds(one, [session(0, 60), session(30, 80), session(30, 40)]) == 80
    assert shared_seconds(one, []) == 0


@given(st.lists(st.tuples(MOMENTS, st.integers(1, 500), orderly()), min_size=1, max_size=5))
def test_shared_seconds_against_counting_each(parts: list[tuple[int, int, tuple[Pause, ...]]]) -> None:
    one, *others = [session(start, start + length, *pauses) for start, length, pauses in parts]
    theirs = {second for other in others for second in studied(other, 0)}
    assert shared_seconds(one, others) == len(studied(one, 0) & theirs)
    assert shared_seconds(one, others) <= one.seconds


def test_a_session_is_frozen() -> None:
    assert replace(session(0, 10), end=20).seconds == 20
