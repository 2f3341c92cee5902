"""Whatever is done with timer and log, every second is where a plain model of stretches says it is."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from studytui.domain.faults import NothingToDo, Refused
from studytui.domain.ids import uuid7
from studytui.domain.modes import merged
from studytui.domain.session import Session, elapsed, segments
from studytui.services.clock import FixedClock
from studytui.services.study import Study
from studytui.store.home import Home
from tests.conftest import NOON
from tests.services.samples import MAIN, write_roadmap

Stretches = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Model:
    """Finished sessions by their id, and the timer: its closed stretches, and since when it counts."""

    done: dict[str, Stretches] = field(default_factory=dict)
    timer: str | None = None
    before: Stretches = ()
    since: int | None = None
    resting: bool = False

    def running(self, now: int) -> Stretches:
        open_one = () if self.since is None or now <= self.since else ((self.since, now),)
        return self.before + open_one

    def stopped(self, at: int) -> Model:
        if self.timer is None:
            return self
        kept = cut(self.running(max(at, self.since or 0)), 0, at)
        done = {**self.done, self.timer: kept} if kept else self.done
        return Model(done)


def cut(stretches: Stretches, low: int, high: int) -> Stretches:
    parts = ((max(start, low), min(end, high)) for start, end in stretches)
    return tuple(part for part in parts if part[1] > part[0])


def minus(stretches: Stretches, others: Stretches) -> Stretches:
    """What of some stretches lies in none of the others."""
    left = stretches
    for low, high in others:
        left = tuple(
            part
            for start, end in left
            for part in ((start, min(end, low)), (max(start, high), end))
            if part[1] > part[0]
        )
    return left


def joined(stretches: Stretches) -> Stretches:
    """Stretches that touch, as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and found[-1][1] == start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


class Conserved(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        home = Home(self.folder.name)
        write_roadmap(home, "backend-developer", MAIN)
        self.clock = FixedClock(NOON, "Europe/Berlin")
        self.study = Study(home, self.clock)
        self.made = 0
        setattr(self.study.store, "new_id", self.next_id)  # noqa: B010  # ids in order, so that a run can be repeated
        self.model = Model()
        self.past: list[Model] = []
        self.undone: list[Model] = []
        for _ in range(2):
            self.a_session_with_a_pause()

    def a_session_with_a_pause(self) -> None:
        """So that repairs have something to repair from the first step on."""
        self.start("stopwatch")
        self.time_passes(1000)
        self.hold()
        self.time_passes(300)
        self.go_on()
        self.time_passes(1000)
        self.stop()
        self.time_passes(500)

    def teardown(self) -> None:
        if hasattr(self, "study"):
            self.study.close()
            self.folder.cleanup()

    def next_id(self) -> str:
        self.made += 1
        return uuid7(self.made, bytes(10))

    @property
    def now(self) -> int:
        return self.clock.seconds()

    def changed(self, model: Model) -> None:
        self.past.append(self.model)
        self.undone = []
        self.model = model

    @rule(seconds=st.integers(1, 4000))
    def time_passes(self, seconds: int) -> None:
        self.clock.advance(seconds)

    @rule(mode=st.sampled_from(["stopwatch", "pomodoro", "flow", "countdown"]))
    def start(self, mode: str) -> None:
        started = self.study.timer.start(self.study.target("git"), mode=mode)
        self.changed(replace(self.model.stopped(self.now), timer=started.timer.id, since=self.now))

    @precondition(lambda self: self.model.timer is not None)
    @rule()
    def stop(self) -> None:
        self.study.timer.stop()
        self.changed(self.model.stopped(self.now))

    @precondition(lambda self: self.model.timer is not None)
    @rule()
    def hold(self) -> None:
        timer = self.study.timer.needed()
        phase = self.study.timer.phase(timer)
        if timer.paused:
            return
        held = self.study.timer.hold()
        resting = not held.paused
        assert not resting or (phase is not None and phase.name == "work")
        before, since = self.model.running(self.now), None
        self.changed(replace(self.model, before=before, since=since, resting=resting or self.model.resting))

    @precondition(lambda self: self.model.timer is not None and self.model.since is None)
    @rule()
    def go_on(self) -> None:
        paused = self.study.timer.needed().paused
        self.study.timer.go_on()
        if paused and self.model.resting:
            self.changed(self.model)
        else:
            self.changed(replace(self.model, since=self.now, resting=False))

    @precondition(lambda self: self.model.timer is not None)
    @rule(mode=st.sampled_from(["stopwatch", "pomodoro", "flow"]))
    def change_mode(self, mode: str) -> None:
        timer = self.study.timer.needed()
        if timer.paused or self.model.resting or timer.mode == mode:
            return
        self.study.timer.change_mode(mode)
        self.changed(self.model)

    @precondition(lambda self: self.model.since is not None)
    @rule(hours=st.integers(1, 9), answer=st.sampled_from(["keep", "cut", "split", "end"]))
    def sleep(self, hours: int, answer: str) -> None:
        before = self.study.presence.absence()
        if before is not None:
            self.study.presence.keep(before)
            self.changed(self.model)
        self.clock.sleep(hours * 3600)
        found = self.study.presence.absence()
        assert found is not None
        if answer not in found.choices:
            answer = "keep"
        if answer == "keep":
            self.study.presence.keep(found)
            self.changed(self.model)
        elif answer in ("cut", "end"):
            at = found.since if answer == "cut" else found.back - 1800
            ended = self.study.presence.end(found, at)
            assert ended is not None
            self.changed(self.model.stopped(at))
        else:
            started = self.study.presence.split(found)
            after = replace(self.model.stopped(found.since), timer=started.timer.id, since=found.back)
            self.changed(after)

    @precondition(lambda self: self.model.done)
    @rule(data=st.data())
    def split(self, data: st.DataObject) -> None:
        one = self.chosen(data)
        at = data.draw(st.integers(one.start + 1, max(one.start + 1, (one.end or 0) - 1)))
        try:
            first, second = self.study.log.split(one, at)
        except Refused:
            return
        whole = self.model.done[one.id]
        halves: dict[str, Stretches] = {first.id: cut(whole, 0, at), second.id: cut(whole, at, self.now + 1)}
        self.changed(replace(self.model, done={**self.model.done, **halves}))

    @precondition(lambda self: len(self.model.done) > 1)
    @rule(data=st.data())
    def join(self, data: st.DataObject) -> None:
        ids = data.draw(st.lists(st.sampled_from(list(self.model.done)), min_size=2, max_size=3, unique=True))
        try:
            whole = self.study.repair.join([self.study.log.named(one) for one in ids])
        except Refused:
            return
        done = {one: kept for one, kept in self.model.done.items() if one not in ids}
        parts = [part for one in ids for part in self.model.done[one]]
        done[whole.id] = tuple((low, high or low) for low, high in merged(parts))
        self.changed(replace(self.model, done=done))

    @precondition(lambda self: self.model.done)
    @rule(data=st.data(), by=st.sampled_from([-300, -60, 60, 300]))
    def edit_end(self, data: st.DataObject, by: int) -> None:
        one = self.chosen(data)
        end = (one.end or 0) + by
        try:
            self.study.log.edit(one, end=end)
        except Refused:
            return
        kept = cut(self.model.done[one.id], 0, end)
        if by > 0:
            kept = (*kept, ((one.end or 0), end))
        self.changed(replace(self.model, done={**self.model.done, one.id: kept}))

    @precondition(lambda self: self.model.done)
    @rule(data=st.data(), by=st.sampled_from([-3000, -300, -60, 60, 300, 3000]))
    def edit_start(self, data: st.DataObject, by: int) -> None:
        one = self.chosen(data)
        try:
            self.study.log.edit(one, start=one.start + by)
        except Refused:
            return
        kept = cut(self.model.done[one.id], one.start + by, self.now + 1)
        if by < 0:
            kept = ((one.start + by, one.start), *kept)
        self.changed(replace(self.model, done={**self.model.done, one.id: kept}))

    @precondition(lambda self: self.model.done)
    @rule(data=st.data(), by=st.sampled_from([-300, -60, 60, 300]))
    def nudge(self, data: st.DataObject, by: int) -> None:
        ids = data.draw(st.lists(st.sampled_from(list(self.model.done)), min_size=1, max_size=3, unique=True))
        try:
            self.study.repair.shift([self.study.log.named(one) for one in ids], by)
        except Refused:
            return
        moved = {one: tuple((low + by, high + by) for low, high in self.model.done[one]) for one in ids}
        self.changed(replace(self.model, done={**self.model.done, **moved}))

    @precondition(lambda self: self.model.done)
    @rule(data=st.data())
    def duplicate(self, data: st.DataObject) -> None:
        one = self.chosen(data)
        twin = self.study.log.duplicate(one).session
        self.changed(replace(self.model, done={**self.model.done, twin.id: self.model.done[one.id]}))

    @precondition(lambda self: self.model.done)
    @rule(data=st.data())
    def move_to_another_item(self, data: st.DataObject) -> None:
        one = self.chosen(data)
        target = self.study.target(data.draw(st.sampled_from(["git", "tables-course"])))
        if one.item != target.item:
            self.study.repair.move([one], target)
            self.changed(self.model)

    @precondition(lambda self: self.model.done)
    @rule(data=st.data(), wins=st.sampled_from(["earlier", "later"]))
    def trim(self, data: st.DataObject, wins: str) -> None:
        pairs = self.study.repair.overlaps_of(self.chosen(data))
        if not pairs:
            return
        self.study.repair.trim(pairs, wins)
        done = dict(self.model.done)
        for pair in pairs:
            first, second = pair.first.id, pair.second.id
            if first in done and second in done:
                winner, loser = (first, second) if wins == "earlier" else (second, first)
                left = minus(done.pop(loser), done[winner])
                if left:
                    done[loser] = left
        self.changed(replace(self.model, done=done))

    @precondition(lambda self: self.model.done)
    @rule(data=st.data())
    def fill_a_gap(self, data: st.DataObject) -> None:
        gaps = self.study.repair.gaps(self.study.log.day_of(self.chosen(data)))
        if not gaps:
            return
        gap = data.draw(st.sampled_from(gaps))
        logged = self.study.repair.fill(gap, self.study.target("git"))
        assert logged.overlaps == ()
        self.changed(replace(self.model, done={**self.model.done, logged.session.id: (gap,)}))

    @precondition(lambda self: self.model.since is not None and not self.model.resting)
    @rule(by=st.integers(1, 3000))
    def begin_earlier(self, by: int) -> None:
        start = self.study.timer.needed().start
        self.study.timer.change_start(start - by)
        self.changed(replace(self.model, before=((start - by, start), *self.model.before)))

    @precondition(lambda self: self.model.timer is not None)
    @rule()
    def throw_away(self) -> None:
        self.study.timer.cancel()
        self.changed(Model(self.model.done))

    @precondition(lambda self: self.past)
    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.past))):
            self.study.history.undo()
            self.undone.append(self.model)
            self.model = self.past.pop()

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        self.study.history.redo()
        self.past.append(self.model)
        self.model = self.undone.pop()

    def chosen(self, data: st.DataObject) -> Session:
        return self.study.log.named(data.draw(st.sampled_from(list(self.model.done))))

    @invariant()
    def every_second_is_where_it_belongs(self) -> None:
        if not hasattr(self, "model"):
            return
        sessions, _ = self.study.log.sessions()
        found = {one.id: joined(segments(one, self.now)) for one in sessions if one.end is not None}
        assert found == {one: joined(kept) for one, kept in self.model.done.items()}
        running = self.study.timer.running()
        assert (None if running is None else running.id) == self.model.timer
        if running is not None:
            assert joined(segments(running, self.now)) == joined(self.model.running(self.now))
            assert elapsed(running, self.now) == sum(b - a for a, b in self.model.running(self.now))

    @invariant()
    def what_is_stored_is_what_is_reckoned(self) -> None:
        if not hasattr(self, "model"):
            return
        today = self.study.today()
        stored = self.study.log.day_totals(today.replace(day=1), today.replace(month=12, day=31))
        assert sum(stored.values()) == sum(b - a for kept in self.model.done.values() for a, b in kept)


def test_no_timer_is_nothing_to_answer(small: Study) -> None:
    for act in (small.timer.hold, small.timer.go_on, small.timer.take_break, small.timer.end_break):
        try:
            act()
        except NothingToDo:
            continue
        raise AssertionError(act)


TestSecondsAreConserved: Any = Conserved.TestCase
TestSecondsAreConserved.settings = settings(
    max_examples=10, stateful_step_count=25, deadline=None, phases=[Phase.generate]
)


@pytest.mark.faults
def test_seconds_are_conserved_over_long_histories() -> None:
    run_state_machine_as_test(
        Conserved, settings=settings(max_examples=200, stateful_step_count=50, deadline=None)
    )
