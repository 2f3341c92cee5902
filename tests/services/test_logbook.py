"""Finished sessions: logged after the fact, listed, and put right."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.periods import Period
from studytui.domain.status import Status
from studytui.services.logbook import Stretch
from tests.conftest import NOON
from tests.services.samples import content

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.session import Session
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

MINUTE, HOUR, DAY = 60, 3600, 86400
BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY, SATURDAY = date(2026, 11, 20), date(2026, 11, 21)


def at(hour: int, minute: int = 0, day: int = 21) -> int:
    """A time of day in Berlin."""
    return int(datetime(2026, 11, day, hour, minute, tzinfo=BERLIN).timestamp())


def log(study: Study, start: int, end: int, words: str = "git", approximate: bool = False) -> Session:
    return study.log.add(Stretch(start, end, approximate, ""), study.target(words)).session


def test_a_duration_ends_now(small: Study) -> None:
    assert small.log.understand("90m") == Stretch(NOON - 90 * MINUTE, NOON, False, "")
    assert small.log.understand("90m", SATURDAY) == small.log.understand("90m")


def test_no_hour_on_another_day_it_begins_at_noon_and_is_approximate(small: Study) -> None:
    found = small.log.understand("90m", FRIDAY)
    assert (found.start, found.end, found.approximate) == (at(12, day=20), at(13, 30, day=20), True)
    assert "approximate" in found.said


def test_no_hour_earlier_if_it_would_not_fit(small: Study) -> None:
    found = small.log.understand("16h", FRIDAY)
    assert (found.start, found.end) == (at(12, day=20), at(4))
    found = small.log.understand("17h30m", FRIDAY)
    assert (found.start, found.end) == (at(10, 30, day=20), at(4))
    session = small.log.add(found, small.target("git")).session
    assert small.store.sessions.day_totals(date(2026, 11, 1), SATURDAY) == {FRIDAY: session.seconds}


def test_no_hour_on_the_day_of_a_clock_change(small: Study) -> None:
    sunday = date(2026, 10, 25)
    assert small.log.understand("1h", sunday).start == int(datetime(2026, 10, 25, 11, tzinfo=UTC).timestamp())


def test_today_before_the_day_begins_is_still_yesterday(small: Study, clock: FixedClock) -> None:
    clock.at = at(2)
    assert small.log.understand("1h", FRIDAY) == Stretch(at(1), at(2), False, "")
    with pytest.raises(Refused, match="future"):
        small.log.understand("1h", SATURDAY)


def test_a_range_is_exact(small: Study) -> None:
    assert small.log.understand("9:00-10:30") == Stretch(at(9), at(10, 30), False, "")
    assert small.log.understand("9:00-10:30", FRIDAY) == Stretch(at(9, day=20), at(10, 30, day=20), False, "")
    assert small.log.understand("23:30-0:15", FRIDAY) == Stretch(at(23, 30, day=20), at(0, 15), False, "")


@pytest.mark.parametrize("words", ["tomorrow", "0m", "-5m", "25h", "12:59-14:00", "soon", ""])
def test_what_is_no_stretch_is_refused(small: Study, words: str) -> None:
    with pytest.raises(Refused) as caught:
        small.log.understand(words)
    assert caught.value.exit_status == 2
    assert caught.value.hint


def test_a_future_day_is_refused(small: Study) -> None:
    with pytest.raises(Refused, match="future"):
        small.log.understand("1h", date(2026, 11, 22))


def test_over_24_hours_only_by_force(small: Study) -> None:
    assert small.log.understand("25h", any_length=True).start == NOON - 25 * HOUR


def test_a_session_as_it_is_written(small: Study) -> None:
    found = small.log.add(small.log.understand("9:00-10:30"), small.target("git"), "a\x07b", "import")
    session = found.session
    assert small.log.named(session.id) == session == small.log.named("last")
    assert (session.seconds, session.zone, session.title) == (90 * MINUTE, "Europe/Berlin", "Basics › Git")
    assert (session.note, session.source, session.approximate) == ("ab", "import", False)
    assert small.statuses() == {"topic/git": Status.DOING}


def test_without_a_target_it_is_on_the_roadmap_alone(small: Study) -> None:
    session = small.log.add(small.log.understand("1h"), small.roadmap_target()).session
    assert (session.roadmap, session.stage, session.item) == ("backend-developer", None, None)
    assert session.title == "Small roadmap"
    assert small.statuses() == {}


def test_lists(small: Study, clock: FixedClock) -> None:
    made = {
        words: log(small, at(9, number), at(9, number + 1), words)
        for number, words in enumerate([".", "1", "git", "web/git", "tiny-app", "tiny-app/plan", "other:git"])
    }

    def listed(words: str) -> set[str]:
        sessions, total = small.log.sessions(small.target(words))
        assert total == len(sessions)
        return {name for name, session in made.items() if session in sessions}

    assert listed(".") == set(made) - {"other:git"}
    assert listed("1") == {"1", "git", "web/git", "tiny-app", "tiny-app/plan", "other:git"}
    assert listed("git") == {"git", "web/git", "other:git"}
    assert listed("tiny-app") == {"tiny-app", "tiny-app/plan"}
    assert listed("tiny-app/plan") == {"tiny-app/plan"}
    small.timer.start(small.target("gem"), at(8))
    sessions, total = small.log.sessions(limit=3)
    assert (len(sessions), total) == (3, 8)
    everything = small.log.sessions()[0]
    assert everything[0].end is None
    starts = [session.start for session in everything[1:]]
    assert starts == sorted(starts, reverse=True)
    assert small.log.sessions(period=Period(FRIDAY, FRIDAY)) == ((), 0)
    assert small.log.sessions(period=Period(SATURDAY, SATURDAY))[1] == 8


def test_overlaps_are_named_and_what_counts_twice(small: Study) -> None:
    first = log(small, at(9), at(10))
    second = log(small, at(9, 45), at(10, 30))
    found = small.log.add(Stretch(at(9, 30), at(10, 15), False, ""), small.target("gem"))
    assert found.overlaps == (first, second)
    assert found.twice_seconds == 45 * MINUTE
    assert small.log.add(Stretch(at(10, 30), at(11), False, ""), small.target("gem")).overlaps == ()
    assert sum(small.store.sessions.day_totals(SATURDAY, SATURDAY).values()) == (60 + 45 + 45 + 30) * MINUTE


def test_a_pause_of_another_session_is_no_overlap(small: Study, clock: FixedClock) -> None:
    clock.at = at(9)
    small.timer.start(small.target("git"))
    clock.at = at(10)
    small.timer.pause()
    clock.at = at(11)
    small.timer.resume()
    clock.at = at(12)
    small.timer.stop()
    assert small.log.add(Stretch(at(10), at(11), False, ""), small.target("gem")).overlaps == ()
    found = small.log.add(Stretch(at(9, 30), at(11, 30), False, ""), small.target("gem"))
    assert found.twice_seconds == (30 + 60 + 30) * MINUTE


def test_what_has_no_hour_overlaps_nothing(small: Study) -> None:
    log(small, at(9), at(10))
    vague = small.log.add(Stretch(at(9), at(10), True, ""), small.target("gem"))
    assert vague.overlaps == ()
    assert vague.twice_seconds == 0
    exact = small.log.add(Stretch(at(9), at(9, 30), False, ""), small.target("gem"))
    assert exact.twice_seconds == 30 * MINUTE


def test_edit_changes_what_is_named(small: Study) -> None:
    session = log(small, at(9), at(10))
    edited = small.log.edit(session, at(8), note="x").session
    assert (edited.id, edited.start, edited.end, edited.note) == (session.id, at(8), at(10), "x")
    edited = small.log.edit(edited, end=at(10, 5), target=small.target("lone-page")).session
    assert (edited.seconds, edited.item, edited.title) == (
        125 * MINUTE,
        "project/lone-page",
        "Basics › Lone page",
    )
    assert small.log.named(session.id) == edited
    assert small.statuses() == {"topic/git": Status.DOING, "project/lone-page": Status.DOING}


def test_times_that_are_given_are_no_longer_approximate(small: Study) -> None:
    session = small.log.add(small.log.understand("1h", FRIDAY), small.target("git")).session
    assert small.log.edit(session, note="x").session.approximate
    assert not small.log.edit(session, start=session.start - 60).session.approximate


def test_edit_refuses_what_cannot_be(small: Study) -> None:
    session = log(small, at(9), at(10))
    before = content(small.home)
    for times, why in (
        ((at(10), None), "before it starts"),
        ((None, at(8)), "before it starts"),
        ((None, NOON + 1), "future"),
        ((at(9) - 24 * HOUR, None), "over 24 h"),
    ):
        with pytest.raises(Refused, match=why):
            small.log.edit(session, *times)
    assert content(small.home) == before
    assert small.log.edit(session, at(9) - 24 * HOUR, any_length=True).session.seconds == 25 * HOUR


def test_the_note_of_a_long_session_can_be_edited(small: Study) -> None:
    session = small.log.add(small.log.understand("30h", any_length=True), small.target("git")).session
    assert small.log.edit(session, note="a long night").session.note == "a long night"


def test_the_timer_is_no_finished_session(small: Study) -> None:
    timer = small.timer.start(small.target("git")).timer
    with pytest.raises(Refused, match="still running"):
        small.log.closed(timer.id)
    with pytest.raises(Refused, match="no finished session yet"):
        small.log.named("last")


def paused(study: Study, clock: FixedClock) -> Session:
    """9:00 to 11:00 with a pause from 9:30 to 10:00."""
    clock.at = at(9)
    study.timer.start(study.target("git"))
    clock.at = at(9, 30)
    study.timer.pause()
    clock.at = at(10)
    study.timer.resume()
    clock.at = at(11)
    ended = study.timer.stop()
    assert ended is not None
    clock.at = NOON
    return ended


def test_nudge_cuts_pauses_to_the_session(small: Study, clock: FixedClock) -> None:
    session = paused(small, clock)
    assert session.seconds == 90 * MINUTE
    moved = small.log.nudge(session, start_by=45 * MINUTE).session
    assert (moved.start, moved.pauses, moved.seconds) == (at(9, 45), ((at(9, 45), at(10)),), 60 * MINUTE)
    moved = small.log.nudge(moved, end_by=-60 * MINUTE + 1).session
    assert moved.seconds == 1
    with pytest.raises(Refused, match="nothing but pauses"):
        small.log.nudge(moved, end_by=-1)


def test_split_shares_out_the_pauses(small: Study, clock: FixedClock) -> None:
    session = paused(small, clock)
    first, second = small.log.split(session, at(9, 45))
    assert (first.id, first.start, first.end, first.seconds) == (session.id, at(9), at(9, 45), 30 * MINUTE)
    assert (second.start, second.end, second.seconds) == (at(9, 45), at(11), 60 * MINUTE)
    assert (first.pauses, second.pauses) == (((at(9, 30), at(9, 45)),), ((at(9, 45), at(10)),))
    assert second.id != session.id
    assert (second.title, second.note, second.zone) == (session.title, session.note, session.zone)
    assert small.log.sessions()[1] == 2


@pytest.mark.parametrize("moment", [at(9), at(11), at(8), at(12)])
def test_split_outside_is_refused(small: Study, clock: FixedClock, moment: int) -> None:
    session = paused(small, clock)
    with pytest.raises(Refused, match="not within"):
        small.log.split(session, moment)


def test_a_part_that_is_nothing_but_a_pause_is_refused(small: Study, clock: FixedClock) -> None:
    clock.at = at(9)
    small.timer.start(small.target("git"))
    clock.at = at(10)
    small.timer.pause()
    clock.at = at(11)
    session = small.timer.stop()
    assert session is not None
    with pytest.raises(Refused, match="nothing but a pause"):
        small.log.split(session, at(10, 30))
    assert small.log.sessions()[1] == 1


def test_duplicate(small: Study, clock: FixedClock) -> None:
    session = paused(small, clock)
    twin = small.log.duplicate(session)
    assert twin.session.id != session.id
    assert (twin.session.start, twin.session.pauses) == (session.start, session.pauses)
    assert twin.overlaps == (session,)
    assert twin.twice_seconds == 90 * MINUTE


def test_remove(small: Study) -> None:
    session = log(small, at(9), at(10))
    small.log.remove(session)
    assert small.log.sessions() == ((), 0)
    small.history.undo()
    assert small.log.sessions()[0] == (session,)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    stretches=st.lists(st.tuples(st.integers(0, 40 * DAY), st.integers(1, DAY)), max_size=6),
    cuts=st.lists(st.integers(0, 41 * DAY), max_size=6),
)
def test_splits_keep_every_second(
    small_again: OpenStudy, stretches: list[tuple[int, int]], cuts: list[int]
) -> None:
    study = small_again()
    for back, seconds in stretches:
        study.log.add(Stretch(NOON - back - seconds, NOON - back, False, ""), study.target("git"))
    for cut in cuts:
        for session in study.log.sessions()[0]:
            if session.start < NOON - cut < (session.end or 0):
                study.log.split(session, NOON - cut)
    total = sum(seconds for _, seconds in stretches)
    assert sum(study.store.sessions.day_totals(date(2026, 9, 1), SATURDAY).values()) == total
    assert sum(session.seconds for session in study.log.sessions()[0]) == total
    while True:
        try:
            study.history.undo()
        except NothingToDo:
            break
    assert study.log.sessions() == ((), 0)
    study.close()
