"""Any sequence of actions, undone and redone in between, by one program or another."""

from __future__ import annotations

import contextlib
import shutil
import tempfile

import hypothesis.strategies as st
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from studytui.domain.faults import Fault, NothingToDo
from studytui.domain.ids import NoteTarget
from studytui.domain.session import elapsed
from studytui.domain.status import Status
from studytui.services.clock import FixedClock
from studytui.services.logbook import Stretch
from studytui.services.snapshot import take
from studytui.services.study import Study
from studytui.store.home import Home
from studytui.store.verifying import broken_links
from tests.conftest import NOON
from tests.services.samples import MAIN, OTHER, Content, content, write_roadmap
from tests.store.samples import sql

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from studytui.domain.session import Session
    from studytui.domain.settings import SettingValue
    from studytui.domain.target import Target

WORDS = st.sampled_from(
    (
        *(".", "1", "2", "git", "web/git", "gem", "snake", "tables-course", "tiny-app", "tiny-app/plan"),
        *("lone-page", "shell-lists", "shell-lists/first", "lambda-lore"),
        *("other:git", "other:editors", "other:1"),
    )
)
REPAIRS = ("nudge", "split", "duplicate", "remove", "edit")
TURNS = ("stop", "pause", "resume", "cancel", "continue_last")
TEXTS = ("one", "two\nlines", "[/]", "", "Crème 👩‍🚀")
VALUES: dict[str, tuple[SettingValue | None, ...]] = {
    "clock": ("24h", "12h", None),
    "week_start": ("monday", "sunday"),
    "day_start": (0, 4, 9, None),
}
SECONDS = st.integers(1, 20 * 3600)
PICK = st.integers(0, 1000)


class Histories(RuleBasedStateMachine):
    """What undo must bring back is remembered beside the program: the whole content before each action."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.mkdtemp()
        self.home = Home(self.folder)
        write_roadmap(self.home, "backend-developer", MAIN)
        write_roadmap(self.home, "other", OTHER)
        self.clock = FixedClock(NOON, "Europe/Berlin")
        self.study = Study(self.home, self.clock)
        self.now = content(self.home)
        self.past: list[Content] = []
        self.future: list[Content] = []

    def teardown(self) -> None:
        if not hasattr(self, "study"):
            return
        try:
            self.undo_everything()
        finally:
            self.study.close()
            shutil.rmtree(self.folder)

    def undo_everything(self) -> None:
        """All the way back to nothing, and forth again."""
        states = [*self.past, self.now]
        for state in reversed(states[:-1]):
            self.study.history.undo()
            assert content(self.home) == state
        assert not any(content(self.home).values())
        with contextlib.suppress(NothingToDo):
            self.study.history.undo()
            raise AssertionError("there was more to undo than was done")
        for state in states[1:]:
            self.study.history.redo()
            assert content(self.home) == state
        with sql(self.home) as connection:
            assert list(broken_links(connection)) == []
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []

    def act(self, action: Callable[[], object]) -> None:
        """Do something; it is one step, or it was refused and nothing has changed."""
        groups = len(self.study.history.listed())
        try:
            action()
        except Fault:
            assert content(self.home) == self.now
            assert len(self.study.history.listed()) == groups
            return
        after = content(self.home)
        made = len(self.study.history.listed()) - groups
        assert made in (0, 1)
        assert (made == 1) == (after != self.now)
        if made:
            self.past.append(self.now)
            self.future.clear()
            self.now = after

    def target(self, words: str) -> Target:
        """What words mean in the small roadmap, whichever is in use."""
        return self.study.target(words if ":" in words else f"backend-developer:{words}")

    def session(self, pick: int) -> Session | None:
        found = [one for one in self.study.log.sessions()[0] if one.end is not None]
        return found[pick % len(found)] if found else None

    @rule(words=WORDS, ago=st.one_of(st.none(), SECONDS))
    def start(self, words: str, ago: int | None) -> None:
        at = None if ago is None else self.clock.seconds() - ago
        self.act(lambda: self.study.timer.start(self.target(words), at))

    @rule(name=st.sampled_from(TURNS), wait=st.integers(0, 9000))
    def turn_the_timer(self, name: str, wait: int) -> None:
        self.clock.advance(wait)
        self.act(getattr(self.study.timer, name))

    @rule(words=WORDS, ago=SECONDS, move=st.booleans())
    def change_the_timer(self, words: str, ago: int, move: bool) -> None:
        if move:
            self.act(lambda: self.study.timer.change_start(self.clock.seconds() - ago))
        else:
            self.act(lambda: self.study.timer.switch(self.target(words)))

    @rule(words=WORDS, ago=st.integers(0, 3 * 86400), seconds=SECONDS, approximate=st.booleans())
    def log(self, words: str, ago: int, seconds: int, approximate: bool) -> None:
        end = self.clock.seconds() - ago
        stretch = Stretch(end - seconds, end, approximate, "")
        self.act(lambda: self.study.log.add(stretch, self.target(words), "a note"))

    @rule(pick=PICK, how=st.sampled_from(REPAIRS), by=st.integers(-3600, 3600))
    def repair(self, pick: int, how: str, by: int) -> None:
        one = self.session(pick)
        if one is None:
            return
        log = self.study.log
        ways: dict[str, Callable[[], object]] = {
            "nudge": lambda: log.nudge(one, by, -by),
            "split": lambda: log.split(one, one.start + abs(by)),
            "duplicate": lambda: log.duplicate(one),
            "remove": lambda: log.remove(one),
            "edit": lambda: log.edit(one, target=self.target("lone-page"), note=str(by)),
        }
        self.act(ways[how])

    @rule(words=st.lists(WORDS, min_size=1, max_size=3), status=st.sampled_from(Status), known=st.booleans())
    def set_status(self, words: list[str], status: Status, known: bool) -> None:
        targets = [self.target(one) for one in words]
        self.act(lambda: self.study.items.set_status(targets, status, known and status is Status.DONE))

    @rule(words=WORDS, key=st.sampled_from(["toggle_done", "toggle_skipped", "toggle_known"]))
    def press(self, words: str, key: str) -> None:
        self.act(lambda: getattr(self.study.items, key)(self.target(words)))

    @rule(words=WORDS, text=st.sampled_from(TEXTS), whole=st.booleans())
    def note(self, words: str, text: str, whole: bool) -> None:
        book, target = self.study.notebook, self.target(words)
        if whole:
            self.act(lambda: book.write(book.key(target), book.title(target), text))
        else:
            self.act(lambda: book.add(target, text))

    @rule(words=WORDS, seconds=st.integers(0, 30 * 3600), per_day=st.booleans(), of_stage=st.booleans())
    def goal(self, words: str, seconds: int, per_day: bool, of_stage: bool) -> None:
        target = self.target(words) if of_stage else None
        self.act(lambda: self.study.goals.set(seconds, per_day, target))

    @rule(words=WORDS, seconds=st.one_of(st.none(), SECONDS))
    def estimate(self, words: str, seconds: int | None) -> None:
        self.act(lambda: self.study.items.set_estimate(self.target(words), seconds))

    @rule(roadmap=st.sampled_from(["backend-developer", "other"]))
    def use(self, roadmap: str) -> None:
        self.act(lambda: self.study.roadmaps.use(roadmap))

    @rule(key=st.sampled_from(sorted(VALUES)), pick=PICK)
    def set_setting(self, key: str, pick: int) -> None:
        value = VALUES[key][pick % len(VALUES[key])]
        self.act(lambda: self.study.history.set_setting(key, value))

    @precondition(lambda self: self.past)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.past))):
            self.study.history.undo()
            self.future.append(self.now)
            self.now = self.past.pop()
            assert content(self.home) == self.now

    @precondition(lambda self: self.future)
    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(min(times, len(self.future))):
            self.study.history.redo()
            self.past.append(self.now)
            self.now = self.future.pop()
            assert content(self.home) == self.now

    @rule()
    def reopen(self) -> None:
        before = take(self.study)
        self.study.close()
        self.study = Study(self.home, self.clock)
        assert take(self.study) == before

    @rule(seconds=st.integers(1, 2 * 86400))
    def time_goes_by(self, seconds: int) -> None:
        self.clock.advance(seconds)

    @rule(text=st.sampled_from(["half a sen", ""]))
    def draft(self, text: str) -> None:
        """No operation: neither undo nor redo know of it."""
        self.study.notebook.keep_draft(NoteTarget("topic/git"), text)
        assert content(self.home) == self.now

    @invariant()
    def figures_add_up(self) -> None:
        if not hasattr(self, "study"):
            return
        sessions = self.study.log.sessions()[0]
        assert sum(one.end is None for one in sessions) <= 1
        assert all(one.end is None or one.seconds > 0 for one in sessions)
        sums = self.study.store.sessions.sums()
        by_what: dict[object, int] = {}
        for one in sessions:
            if one.end is not None:
                key = one.roadmap, one.stage, one.item
                by_what[key] = by_what.get(key, 0) + one.seconds
        assert {(one.roadmap, one.stage, one.item): one.seconds for one in sums} == by_what
        timer = self.study.timer.running()
        assert timer is None or elapsed(timer, self.clock.seconds()) >= 0
        roadmap = self.study.figures.roadmap()
        assert roadmap.progress.done + roadmap.progress.doing <= roadmap.progress.total
        assert sum(stage.seconds for stage in roadmap.stages) <= roadmap.seconds


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
