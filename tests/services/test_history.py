"""The rules of counting: Undo. Every use-case goes back and forth, whole."""

from __future__ import annotations

import contextlib
import os
import re
from pathlib import Path

import pytest

from studytui.domain.faults import DataFault, Fault, NothingToDo, Refused, SystemRefused
from studytui.domain.ids import NoteTarget
from studytui.domain.status import Status
from studytui.services.logbook import Stretch
from studytui.store.operations import Changed
from tests.conftest import NOON
from tests.services.samples import content
from tests.store.samples import sql

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.session import Session
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

    Use = Callable[[Study], object]

GIT = NoteTarget("topic/git")


def last(study: Study) -> Session:
    return study.log.named("last")


USES: dict[str, Use] = {
    "start": lambda one: one.timer.start(one.target("gem")),
    "start in the past": lambda one: one.timer.start(one.target("gem"), NOON - 600),
    "start on a project": lambda one: one.timer.start(one.target("tiny-app")),
    "stop": lambda one: one.timer.stop(note="done"),
    "pause": lambda one: one.timer.pause(),
    "cancel": lambda one: one.timer.cancel(),
    "change start": lambda one: one.timer.change_start(NOON - 900),
    "switch": lambda one: one.timer.switch(one.target("snake")),
    "log": lambda one: one.log.add(one.log.understand("30m"), one.target("gem")),
    "log a night": lambda one: one.log.add(one.log.understand("yesterday 22:00 +8h"), one.target("gem")),
    "edit": lambda one: one.log.edit(last(one), NOON - 7200, target=one.target("snake"), note="x"),
    "nudge": lambda one: one.log.nudge(last(one), end_by=-60),
    "split": lambda one: one.log.split(last(one), last(one).start + 60),
    "duplicate": lambda one: one.log.duplicate(last(one)),
    "remove": lambda one: one.log.remove(last(one)),
    "done": lambda one: one.items.set_status([one.target("git"), one.target("1")], Status.DONE),
    "known": lambda one: one.items.set_status([one.target("git")], Status.DONE, known=True),
    "skip": lambda one: one.items.set_status([one.target("2")], Status.SKIPPED),
    "todo": lambda one: one.items.set_status([one.target("git")], Status.TODO),
    "space": lambda one: one.items.toggle_done(one.target("tiny-app")),
    "space again": lambda one: one.items.toggle_done(one.target("tables-course")),
    "x": lambda one: one.items.toggle_skipped(one.target("git")),
    "i": lambda one: one.items.toggle_known(one.target("lone-page")),
    "estimate": lambda one: one.items.set_estimate(one.target("git"), 5400),
    "note": lambda one: one.notebook.add(one.target("git"), "another paragraph"),
    "write note": lambda one: one.notebook.write(GIT, "Git", "all new"),
    "empty note": lambda one: one.notebook.write(GIT, "Git", ""),
    "first note": lambda one: one.notebook.add(one.target("2"), "text"),
    "goal": lambda one: one.goals.set(3600, per_day=True),
    "no goal": lambda one: one.goals.set(0),
    "goal of a stage": lambda one: one.goals.set(3600, stage=one.target("2")),
    "start, target and mode at once": lambda one: one.timer.amend(NOON - 900, one.target("2"), "flow"),
    "use": lambda one: one.roadmaps.use("other"),
    "setting": lambda one: one.history.set_setting("clock", "12h"),
    "setting of the day": lambda one: one.history.set_setting("day_start", 0),
    "setting to default": lambda one: one.history.set_setting("week_start", None),
}


@pytest.fixture
def busy(small: Study, clock: FixedClock) -> Study:
    """Something of everything: the timer runs since a quarter of an hour, the last session ended then."""
    clock.at = NOON - 7 * 86400
    small.history.set_setting("week_start", "sunday")
    small.goals.set(36000)
    small.log.add(Stretch(clock.seconds() - 3600, clock.seconds(), False, ""), small.target("git"))
    small.notebook.add(small.target("git"), "a first paragraph")
    small.items.set_status([small.target("tables-course"), small.target("tiny-app/plan")], Status.DONE)
    clock.at = NOON - 1800
    small.log.add(Stretch(NOON - 3600, NOON - 1800, False, ""), small.target("web/git"))
    clock.at = NOON - 300
    small.timer.start(small.target("git"))
    clock.at = NOON
    return small


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_every_use_case_can_be_undone_and_redone(busy: Study, clock: FixedClock, use: Use) -> None:
    if use is USES["start in the past"]:
        busy.timer.cancel()
    before, groups = content(busy.home), len(busy.history.listed())
    use(busy)
    after = content(busy.home)
    assert after != before
    assert len(busy.history.listed()) == groups + 1, "one action is one undo step"
    settings = busy.settings
    clock.advance(60)
    for _ in range(2):
        group = busy.history.undo()
        assert (group.label, group.undone) == (busy.history.listed()[0].label, True)
        assert content(busy.home) == before
        assert busy.history.redo() == busy.history.listed()[0]
        assert content(busy.home) == after
        assert busy.settings == settings


@pytest.mark.parametrize("use", USES.values(), ids=USES)
def test_every_use_case_can_be_undone_by_another_program(busy: Study, study: OpenStudy, use: Use) -> None:
    if use is USES["start in the past"]:
        busy.timer.cancel()
    before = content(busy.home)
    use(busy)
    after = content(busy.home)
    other = study()
    other.history.undo()
    assert content(busy.home) == before
    busy.close()
    third = study()
    third.history.redo()
    assert content(busy.home) == after


def test_resume_can_be_undone(busy: Study, clock: FixedClock) -> None:
    busy.timer.pause()
    before = content(busy.home)
    clock.advance(60)
    busy.timer.resume()
    busy.history.undo()
    assert content(busy.home) == before


def test_every_public_use_case_that_writes_is_in_the_list() -> None:
    """Who adds a change to a service must say here that it can be undone."""
    elsewhere = {"timing": {"resume", "continue_last"}, "notebook": {"delete"}, "history": {"write_config"}}
    named = set(re.findall(r"one\.(?:timer|log|items|notebook|goals|roadmaps|history)\.(\w+)\(", _source()))
    for module in ("timing", "logbook", "items", "notebook", "goalkeeping", "curricula", "history"):
        text = (Path(__file__).parents[2] / "studytui" / "services" / f"{module}.py").read_text()
        for method in re.split(r"\n    (?=def |@)", text)[1:]:
            name = re.match(r"def (\w+)", method)
            if name is None or name[1].startswith("_") or "store.change(" not in method:
                continue
            assert name[1] in named | elsewhere.get(module, set()), f"{module}.{name[1]}"


def _source() -> str:
    return Path(__file__).read_text()


def test_undo_down_to_the_first_and_redo_up_to_the_last(busy: Study) -> None:
    after = content(busy.home)
    undone = []
    while True:
        try:
            undone.append(busy.history.undo().label)
        except NothingToDo:
            break
    empty = content(busy.home)
    assert not any(empty.values())
    assert undone[-1] == "setting week_start"
    assert len(undone) == len(busy.history.listed()) == 7
    assert all(group.undone for group in busy.history.listed())
    redone = [busy.history.redo().label for _ in undone]
    assert redone == undone[::-1]
    assert content(busy.home) == after
    with pytest.raises(NothingToDo):
        busy.history.redo()


def test_the_first_change_puts_the_roadmap_in_use_and_undo_takes_it_back(small: Study) -> None:
    assert not small.chosen()
    small.timer.start(small.target("git"))
    assert small.chosen()
    small.history.undo()
    assert not small.chosen()


@pytest.mark.parametrize(
    "use",
    [
        lambda one: one.items.set_status([one.target("tables-course")], Status.DONE),
        lambda one: one.timer.start(one.target("git"), NOON - 90000),
        lambda one: one.log.edit(last(one), end=NOON + 9),
        lambda one: one.log.split(last(one), NOON),
        lambda one: one.roadmaps.use("backend-developer"),
        lambda one: one.roadmaps.use("nowhere"),
        lambda one: one.history.set_setting("theem", "x"),
        lambda one: one.history.set_setting("day_start", 99),
        lambda one: one.history.set_setting("week_start", "sunday"),
        lambda one: one.notebook.write(GIT, "Git", one.notebook.of(GIT).body),
        lambda one: one.notebook.write(GIT, "Git", "x" * 10**6),
        lambda one: one.goals.set(36000 * 100),
    ],
)
def test_what_is_refused_or_changes_nothing_leaves_no_trace_and_ends_no_redo(busy: Study, use: Use) -> None:
    busy.items.toggle_done(busy.target("gem"))
    busy.history.undo()
    before, groups = content(busy.home), busy.history.listed()
    with contextlib.suppress(Fault):
        use(busy)
    assert content(busy.home) == before
    assert busy.history.listed() == groups
    busy.history.redo()


def test_a_new_change_ends_redo(busy: Study) -> None:
    busy.history.undo()
    busy.notebook.add(busy.target("gem"), "new")
    with pytest.raises(NothingToDo):
        busy.history.redo()


def test_settings_are_in_force_at_once_and_after_undo(small: Study) -> None:
    small.log.add(small.log.understand("2:00-6:00"), small.target("git"))
    assert small.figures.week().today_seconds == 3 * 3600 - 3600
    small.history.set_setting("day_start", 0)
    assert small.settings.day_start == 0
    assert small.figures.week().today_seconds == 4 * 3600
    small.history.undo()
    assert small.settings.day_start == 4
    assert small.figures.week().today_seconds == 2 * 3600
    assert not os.path.exists(small.home.config)
    small.history.redo()
    assert small.figures.week().today_seconds == 4 * 3600


def test_undo_of_settings_keeps_the_comments(small: Study) -> None:
    text = '# mine\nclock = "24h" # hours\n'
    Path(small.home.config).write_text(text)
    small.history.set_setting("clock", "12h")
    assert Path(small.home.config).read_text() == text.replace("24h", "12h")
    small.history.undo()
    assert Path(small.home.config).read_text() == text


def test_undo_of_settings_is_refused_if_the_file_has_changed_since(small: Study) -> None:
    small.history.set_setting("clock", "12h")
    with open(small.home.config, "a", encoding="utf-8") as file:
        file.write("# by hand\n")
    before = content(small.home)
    with pytest.raises(Changed, match=r"config\.toml has been changed since"):
        small.history.undo()
    assert content(small.home) == before
    assert [group.undone for group in small.history.listed()] == [False]


def test_redo_of_settings_is_refused_if_a_file_stands_there_now(small: Study) -> None:
    small.history.set_setting("clock", "12h")
    small.history.undo()
    Path(small.home.config).write_text("# by hand\n")
    with pytest.raises(Changed):
        small.history.redo()
    assert Path(small.home.config).read_text() == "# by hand\n"


def test_a_broken_settings_file_is_not_written(small: Study) -> None:
    Path(small.home.config).write_text("clock = ")
    small.read_settings()
    assert small.settings.broken
    with pytest.raises(DataFault, match="line 1"):
        small.history.set_setting("clock", "12h")
    assert Path(small.home.config).read_text() == "clock = "
    assert small.history.listed() == ()


def test_a_setting_that_cannot_be_written_is_no_change(small: Study) -> None:
    os.mkdir(small.home.config)
    with pytest.raises(Fault):
        small.history.set_setting("clock", "12h")
    assert small.history.listed() == ()


def test_a_setting_that_cannot_be_committed_is_put_back(
    small: Study, study: OpenStudy, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.history.set_setting("clock", "12h")
    before = content(small.home)
    monkeypatch.setattr("studytui.store.connection.BUSY_SECONDS", 0.01)
    writer = study()
    with sql(small.home) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM change").fetchall()
        for refused in (
            lambda: writer.history.set_setting("clock", "24h"),
            lambda: writer.history.undo(),
        ):
            with pytest.raises(SystemRefused, match="in use"):
                refused()
        reader.execute("COMMIT")
    assert content(small.home) == before
    assert len(small.history.listed()) == 1
    writer.history.undo()


def test_unknown_settings_are_refused(small: Study) -> None:
    with pytest.raises(Refused, match="there is no setting"):
        small.history.set_setting("nothing", 1)
    assert not os.path.exists(small.home.config)
