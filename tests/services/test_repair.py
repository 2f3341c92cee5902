"""Repair of several sessions at once: each one change, no second lost or invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.ids import SessionId
from studytui.domain.modes import merged
from studytui.domain.periods import Period
from studytui.domain.session import Session, segments
from studytui.services.logbook import Stretch
from studytui.services.repair import EARLIER, LATER, Overlap
from tests.conftest import NOON
from tests.services.samples import content

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

M, H = 60, 3600
TODAY = date(2026, 11, 21)
PERIOD = Period(date(2026, 11, 1), TODAY)


def log(small: Study, start: int, seconds: int, words: str = "git", note: str = "") -> Session:
    return small.log.add(Stretch(start, start + seconds, False, ""), small.target(words), note).session


def paused(small: Study, session: Session, *pauses: tuple[int, int]) -> Session:
    changed = replace(session, pauses=pauses)
    with small.store.change("pauses") as writer:
        small.store.put_session(writer, changed)
    return changed


def total(small: Study) -> int:
    return sum(session.seconds for session in small.log.sessions()[0])


def test_several_are_deleted_in_one_step(small: Study) -> None:
    sessions = [log(small, NOON - number * H, 600) for number in (1, 2, 3)]
    before = content(small.home)
    small.repair.remove([*sessions, sessions[0]])
    assert small.log.sessions()[1] == 0
    assert small.history.listed(1)[0].label == "delete 3 sessions"
    small.history.undo()
    assert content(small.home) == before


def test_several_are_moved_in_one_step(small: Study) -> None:
    sessions = [log(small, NOON - number * H, 600) for number in (1, 2)]
    moved = small.repair.move(sessions, small.target("tables-course"))
    assert {session.item for session in small.log.sessions()[0]} == {"course/tables-course"}
    assert {session.title for session in moved} == {"Basics › Tables course"}
    small.history.undo()
    assert {session.item for session in small.log.sessions()[0]} == {"topic/git"}


@pytest.mark.parametrize("by", [M, -M, 5 * M, -5 * M])
def test_a_nudge_moves_the_pauses_too(small: Study, by: int) -> None:
    one = paused(small, log(small, NOON - 2 * H, H), (NOON - 2 * H, NOON - 110 * M))
    two = log(small, NOON - 5 * H, H)
    found = small.repair.shift([one, two], by)
    assert [session.seconds for session in found] == [50 * M, H]
    assert (found[0].start, found[0].end) == (one.start + by, (one.end or 0) + by)
    small.history.undo()
    assert set(small.log.sessions()[0]) == {one, two}
    assert small.log.nudge(one, by, by).session.seconds == 50 * M


def test_a_nudge_into_the_future_changes_nothing(small: Study) -> None:
    one, two = log(small, NOON - 4 * M, 4 * M), log(small, NOON - H, 60)
    with pytest.raises(Refused, match="future"):
        small.repair.shift([two, one], M)
    assert set(small.log.sessions()[0]) == {one, two}


def test_join_makes_pauses_of_the_gaps(small: Study) -> None:
    first = paused(small, log(small, NOON - 5 * H, H, note="one"), (NOON - 5 * H + 600, NOON - 5 * H + 900))
    second = log(small, NOON - 3 * H, H, note="two")
    third = log(small, NOON - 2 * H, 600, note="one")
    before = content(small.home)
    whole = small.repair.join([third, first, second])
    assert (whole.id, whole.start, whole.end) == (first.id, first.start, third.end)
    assert whole.pauses == ((NOON - 5 * H + 600, NOON - 5 * H + 900), (NOON - 4 * H, NOON - 3 * H))
    assert whole.seconds == first.seconds + second.seconds + third.seconds
    assert whole.note == "one\ntwo"
    assert small.log.sessions()[0] == (whole,)
    small.history.undo()
    assert content(small.home) == before


def test_what_cannot_be_joined(small: Study, clock: FixedClock) -> None:
    one, two = log(small, NOON - 3 * H, H), log(small, NOON - H, 600, "tables-course")
    with pytest.raises(Refused, match="alone"):
        small.repair.join([one, one])
    with pytest.raises(Refused, match="different targets"):
        small.repair.join([one, two])
    assert small.repair.join([one, two], small.target("git")).item == "topic/git"
    old = log(small, NOON - 40 * H, H)
    with pytest.raises(Refused, match="over 24 h"):
        small.repair.join([old, small.log.named("last")])
    loose = small.log.add(Stretch(NOON - 9 * H, NOON - 8 * H, True, ""), small.target("git")).session
    with pytest.raises(Refused, match="approximate"):
        small.repair.join([loose, small.log.named("last")])
    running = small.timer.start(small.target("git")).timer
    for act in (small.repair.remove, small.repair.join):
        with pytest.raises(Refused, match="still running"):
            act([running, one])
    with pytest.raises(NothingToDo):
        small.repair.remove([])


def test_gaps_of_a_day_and_filling_one(small: Study) -> None:
    log(small, NOON - 6 * H, H)
    log(small, NOON - 4 * H, H)
    log(small, NOON - 3 * H - 600, H)
    log(small, NOON - H, 600)
    assert small.repair.gaps(TODAY) == (
        (NOON - 5 * H, NOON - 4 * H),
        (NOON - 2 * H - 600, NOON - H),
    )
    filled = small.repair.fill(small.repair.gaps(TODAY)[0], small.target("tables-course"), "forgot")
    assert (filled.session.seconds, filled.overlaps) == (H, ())
    assert small.repair.gaps(TODAY) == ((NOON - 2 * H - 600, NOON - H),)
    small.history.undo()
    assert len(small.repair.gaps(TODAY)) == 2
    with pytest.raises(Refused, match="free stretch"):
        small.repair.fill((NOON - 5, NOON + 5), small.target("git"))


def test_gaps_see_the_timer_and_what_reaches_over_the_night(small: Study, clock: FixedClock) -> None:
    log(small, NOON - 14 * H, 10 * H)
    small.timer.start(small.target("git"), NOON - H)
    assert small.repair.gaps(TODAY) == ((NOON - 4 * H, NOON - H),)
    assert small.repair.gaps(date(2026, 11, 19)) == ()


def test_overlaps_are_found_in_a_period(small: Study) -> None:
    one = log(small, NOON - 5 * H, 2 * H)
    two = log(small, NOON - 4 * H, 2 * H)
    log(small, NOON - 2 * H, H)
    inner = log(small, NOON - 5 * H + 60, 60)
    small.log.add(Stretch(NOON - 5 * H, NOON - 2 * H, True, ""), small.target("git"))
    assert set(small.repair.overlaps(PERIOD)) == {Overlap(one, inner, 60), Overlap(one, two, H)}
    assert small.repair.overlaps(Period(date(2026, 11, 1), date(2026, 11, 2))) == ()


@pytest.mark.parametrize(("wins", "ends"), [(EARLIER, ((-5, -3), (-3, -2))), (LATER, ((-5, -4), (-4, -2)))])
def test_trim_lets_one_win(small: Study, wins: str, ends: tuple[tuple[int, int], ...]) -> None:
    log(small, NOON - 5 * H, 2 * H)
    log(small, NOON - 4 * H, 2 * H)
    before = content(small.home)
    small.repair.trim(small.repair.overlaps(PERIOD), wins)
    found = [((s.start - NOON) // H, ((s.end or 0) - NOON) // H) for s in reversed(small.log.sessions()[0])]
    assert tuple(found) == ends
    assert total(small) == 3 * H
    assert small.repair.overlaps(PERIOD) == ()
    small.history.undo()
    assert content(small.home) == before


def test_a_session_within_another(small: Study) -> None:
    outer = log(small, NOON - 5 * H, 3 * H)
    inner = log(small, NOON - 4 * H, H)
    (trimmed,) = small.repair.trim(small.repair.overlaps(PERIOD), LATER)
    assert (trimmed.id, trimmed.pauses) == (outer.id, ((inner.start, inner.end),))
    small.history.undo()
    assert small.repair.trim(small.repair.overlaps(PERIOD), EARLIER) == ()
    assert small.log.sessions()[0] == (outer,)


def test_what_the_winner_paused_is_left_to_the_other(small: Study) -> None:
    first = log(small, NOON - 5 * H, 2 * H)
    paused(small, first, (first.start + 30 * M, first.start + 60 * M))
    second = log(small, first.start + 15 * M, 60 * M)
    small.repair.trim(small.repair.overlaps(PERIOD), EARLIER)
    left = small.log.named(second.id)
    assert segments(left, 0) == ((first.start + 30 * M, first.start + 60 * M),)
    assert total(small) == 2 * H


def test_nothing_to_trim(small: Study) -> None:
    with pytest.raises(NothingToDo):
        small.repair.trim(())
    with pytest.raises(Refused, match="cannot win"):
        small.repair.trim((), "nobody")


SPANS = st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 900)), min_size=2, max_size=5)


def studied(sessions: tuple[Session, ...]) -> set[int]:
    parts = [part for session in sessions for part in segments(session, 0)]
    return {second for low, high in merged(parts) for second in range(low, high or 0)}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SPANS, st.sampled_from([EARLIER, LATER]), st.booleans())
def test_trimmed_or_joined_every_studied_second_counts_once(
    small_again: OpenStudy, spans: list[tuple[int, int]], wins: str, joined: bool
) -> None:
    study = small_again()
    try:
        for start, length in spans:
            log(study, NOON - 9000 + start, length)
        before = study.log.sessions()[0]
        if joined:
            study.repair.join(before)
        elif study.repair.overlaps(PERIOD):
            study.repair.trim(study.repair.overlaps(PERIOD), wins)
        after = study.log.sessions()[0]
        assert studied(after) == studied(before)
        assert total(study) == len(studied(before))
        assert {session.id for session in after} <= {SessionId(session.id) for session in before}
    finally:
        study.close()
