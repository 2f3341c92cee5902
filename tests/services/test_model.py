"""Several programs on one folder against a dictionary: done, undone or killed, both tell the same."""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
import tempfile
from contextlib import suppress
from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from studytui.domain.faults import NothingToDo
from studytui.domain.status import Status
from studytui.services.clock import FixedClock
from studytui.services.logbook import Stretch
from studytui.services.study import Study
from studytui.store.home import Home
from studytui.store.verifying import broken_links
from tests.conftest import NOON
from tests.faults.table import Goal
from tests.services.samples import MAIN, write_roadmap
from tests.store.samples import sql

if TYPE_CHECKING:
    from tests.faults.table import Figures

ITEMS = ("git", "extra", "tables-course", "lone-page", "requests-and-answers", "lambda-lore")
PROGRAMS = 3
PROGRAM = st.integers(0, PROGRAMS - 1)
ITEM = st.sampled_from(ITEMS)
PICK = st.integers(0, 1000)
SECONDS = st.integers(60, 7200)
TEXT = st.sampled_from(("one", "two\n\nlines", "[/]", "Crème 👩‍🚀", "# head\n- [ ] a", "a" * 3000))
MEMORY = "/dev/shm" if os.path.isdir("/dev/shm") else None
"""Steps are many, and the disk is not what is tested here."""


class _Killed(Exception):
    """Stands for the end of a program in the middle of a change."""


class Model:
    """All that a person has put in, as plain values."""

    def __init__(self) -> None:
        self.statuses: dict[str, str] = {}
        self.sessions: dict[str, tuple[int, int, str, str]] = {}
        self.notes: dict[str, str] = {}
        self.timer: tuple[int, str] | None = None
        self.goal: int | None = None
        self.estimates: dict[str, int] = {}

    def begin(self, item: str) -> None:
        """Time on an item that nobody has begun begins it."""
        self.statuses.setdefault(item, "doing")


class Programs(RuleBasedStateMachine):
    """Any program does something; what another one reads is what the dictionary holds."""

    steps = 0

    @initialize()
    def begin(self) -> None:
        self.folders = [tempfile.mkdtemp(prefix="studytui-model-", dir=MEMORY)]
        self.clock = FixedClock(NOON, "Europe/Berlin")
        home = Home(os.path.join(self.folders[0], "data"))
        write_roadmap(home, "backend-developer", MAIN)
        self.open(home)
        self.programs[0].roadmaps.use("backend-developer")
        self.targets = {item: self.programs[0].target(item) for item in ITEMS}
        self.ids = {str(target.item): item for item, target in self.targets.items()}
        self.keys = {item: self.programs[0].notebook.key(target) for item, target in self.targets.items()}
        self.model = Model()
        self.past: list[Model] = []
        self.future: list[Model] = []

    def open(self, home: Home) -> None:
        self.home = home
        self.programs = [Study(home, self.clock) for _ in range(PROGRAMS)]

    def teardown(self) -> None:
        if not hasattr(self, "programs"):
            return
        for study in self.programs:
            study.close()
        try:
            with sql(self.home) as connection:
                assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                assert list(broken_links(connection)) == []
        finally:
            for folder in self.folders:
                shutil.rmtree(folder)

    def did(self, before: Model) -> None:
        """Remember what undo must bring back."""
        self.past.append(before)
        self.future.clear()

    def read(self, study: Study) -> Model:
        """What a program sees."""
        found = Model()
        for item, target in self.targets.items():
            assert target.item is not None
            mark = study.store.marks.of(target.item)
            if mark is not None and mark.status is not Status.TODO:
                found.statuses[item] = mark.status.value
            note = study.notebook.of(self.keys[item])
            if note is not None:
                found.notes[item] = note.body
        for one in study.log.sessions()[0]:
            if one.end is not None:
                found.sessions[one.id] = (one.start, one.end, self.ids[str(one.item)], one.note)
        timer = study.timer.running()
        found.timer = None if timer is None else (timer.start, self.ids[str(timer.item)])
        goal = study.goals.standing()
        found.goal = None if goal is None else goal.week_seconds
        found.estimates = {
            self.ids[str(item)]: value for item, value in study.store.marks.estimates().items()
        }
        return found

    @rule(at=PROGRAM, item=ITEM, status=st.sampled_from(Status))
    def set_status(self, at: int, item: str, status: Status) -> None:
        before = copy.deepcopy(self.model)
        same = before.statuses.get(item, "todo") == status.value
        try:
            self.programs[at].items.set_status([self.targets[item]], status)
        except NothingToDo:
            assert same
            return
        assert not same
        self.model.statuses[item] = status.value
        if status is Status.TODO:
            del self.model.statuses[item]
        self.did(before)

    @rule(at=PROGRAM, item=ITEM, wait=SECONDS)
    def start(self, at: int, item: str, wait: int) -> None:
        self.clock.advance(wait)
        before, now = copy.deepcopy(self.model), self.clock.seconds()
        started = self.programs[at].timer.start(self.targets[item])
        self.end_timer(now, None if started.stopped is None else started.stopped.id)
        self.model.timer = (now, item)
        self.model.begin(item)
        self.did(before)

    def end_timer(self, now: int, session: str | None) -> None:
        if self.model.timer is None:
            assert session is None
            return
        assert session is not None
        start, item = self.model.timer
        self.model.sessions[session] = (start, now, item, "")
        self.model.timer = None

    @rule(at=PROGRAM, wait=SECONDS)
    def stop(self, at: int, wait: int) -> None:
        self.clock.advance(wait)
        before = copy.deepcopy(self.model)
        try:
            saved = self.programs[at].timer.stop()
        except NothingToDo:
            assert before.timer is None
            return
        self.end_timer(self.clock.seconds(), None if saved is None else saved.id)
        self.did(before)

    @rule(at=PROGRAM, item=ITEM, ago=st.integers(0, 3 * 86400), seconds=SECONDS, text=TEXT)
    def log(self, at: int, item: str, ago: int, seconds: int, text: str) -> None:
        before = copy.deepcopy(self.model)
        end = self.clock.seconds() - ago
        stretch = Stretch(end - seconds, end, False, "")
        made = self.programs[at].log.add(stretch, self.targets[item], text).session
        self.model.sessions[made.id] = (end - seconds, end, item, made.note)
        self.model.begin(item)
        self.did(before)

    @precondition(lambda self: self.model.sessions)
    @rule(at=PROGRAM, pick=PICK)
    def remove(self, at: int, pick: int) -> None:
        before = copy.deepcopy(self.model)
        chosen = sorted(self.model.sessions)[pick % len(self.model.sessions)]
        self.programs[at].log.remove(self.programs[at].log.named(chosen))
        del self.model.sessions[chosen]
        self.did(before)

    @rule(at=PROGRAM, item=ITEM, text=TEXT)
    def write_note(self, at: int, item: str, text: str) -> None:
        before = copy.deepcopy(self.model)
        if before.notes.get(item) == text:
            return
        book = self.programs[at].notebook
        book.write(self.keys[item], book.title(self.targets[item]), text)
        self.model.notes[item] = text
        self.did(before)

    @rule(at=PROGRAM, item=ITEM)
    def delete_note(self, at: int, item: str) -> None:
        before = copy.deepcopy(self.model)
        try:
            self.programs[at].notebook.delete(self.keys[item])
        except NothingToDo:
            assert item not in before.notes
            return
        del self.model.notes[item]
        self.did(before)

    @rule(at=PROGRAM, hours=st.integers(1, 40))
    def set_goal(self, at: int, hours: int) -> None:
        before = copy.deepcopy(self.model)
        if before.goal == hours * 3600:
            return
        self.programs[at].goals.set(hours * 3600)
        self.model.goal = hours * 3600
        self.did(before)

    @rule(at=PROGRAM, item=ITEM, seconds=st.one_of(st.none(), SECONDS))
    def set_estimate(self, at: int, item: str, seconds: int | None) -> None:
        before = copy.deepcopy(self.model)
        if before.estimates.get(item) == seconds:
            return
        self.programs[at].items.set_estimate(self.targets[item], seconds)
        if seconds is None:
            del self.model.estimates[item]
        else:
            self.model.estimates[item] = seconds
        self.did(before)

    @precondition(lambda self: self.past)
    @rule(at=PROGRAM)
    def undo(self, at: int) -> None:
        self.programs[at].history.undo()
        self.future.append(self.model)
        self.model = self.past.pop()

    @precondition(lambda self: self.future)
    @rule(at=PROGRAM)
    def redo(self, at: int) -> None:
        self.programs[at].history.redo()
        self.past.append(self.model)
        self.model = self.future.pop()

    @rule(at=PROGRAM)
    def reopen(self, at: int) -> None:
        self.programs[at].close()
        self.programs[at] = Study(self.home, self.clock)

    @precondition(lambda self: len(self.folders) < 3)
    @rule(at=PROGRAM, pick=PICK)
    def go_on_with_what_a_kill_left(self, at: int, pick: int) -> None:
        """The folder as it lies on the disk in the middle of a change is where all go on."""
        folder = tempfile.mkdtemp(prefix="studytui-model-", dir=MEMORY)
        self.folders.append(folder)
        study = self.programs[at]
        with suppress(_Killed), study.store.change("killed") as writer:
            for one in list(study.log.sessions()[0])[: pick % 5]:
                study.store.remove_session(writer, one)
            # not read by this process, which would lose its locks by that
            subprocess.run(["cp", "-a", self.home.folder, os.path.join(folder, "data")], check=True)
            raise _Killed
        for program in self.programs:
            program.close()
        self.open(Home(os.path.join(folder, "data")))

    @invariant()
    def another_program_reads_the_same(self) -> None:
        if not hasattr(self, "programs"):
            return
        type(self).steps += 1
        study = self.programs[type(self).steps % PROGRAMS]
        assert vars(self.read(study)) == vars(self.model)


def run(machine: type[Programs], runs: int) -> int:
    """So many histories of fifty steps; how many steps they had in all."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=50,
            deadline=None,
            database=None,
            phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
    return machine.steps


def test_programs_and_a_dictionary() -> None:
    class Fresh(Programs):
        steps = 0

    assert run(Fresh, 60) > 2000


@pytest.mark.faults
@pytest.mark.parametrize("part", range(40))
def test_programs_and_a_dictionary_a_million_times(part: int, figures: Figures) -> None:
    class Fresh(Programs):
        steps = 0

    figures.add(Goal.MODEL, "steps", run(Fresh, 600), least=1_000_000)
