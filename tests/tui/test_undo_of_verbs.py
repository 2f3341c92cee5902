"""Every verb that changes something is undone here, by its keys, whole; who adds a verb says which it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from studytui.services.clock import FixedClock
from studytui.services.demo import fill
from studytui.services.study import Study
from studytui.store.home import Home
from studytui.tui.app import StudyApp
from studytui.tui.verbs import VERBS
from tests.services.samples import content
from tests.tui.screen import press, screen_text, settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.services.samples import Content

AT = 1795283400
"""Saturday 21 November 2026, 18:50 in Berlin."""

GROUPS: dict[str, dict[str, str]] = {
    "timer": {
        "timer.toggle": "t",
        "timer.pause": "p",
        "timer.menu": "T x",
        "timer.switch": "!timer.switch type:python enter",
        "timer.begin": "!timer.begin type:40m enter",
        "timer.end": "!timer.end type:18:40 enter",
        "timer.discard": "!timer.discard",
        "timer.mode": "!timer.mode f",
        "timer.pomodoro": "!timer.pomodoro",
        "timer.pomodoro.long": "!timer.pomodoro.long",
        "timer.flow": "!timer.flow",
        "timer.countdown": "!timer.countdown clear type:30m enter",
        "timer.stopwatch": "!timer.pomodoro !timer.stopwatch",
        "timer.break": "!timer.pomodoro !timer.break",
        "timer.resume": "t !timer.resume",
    },
    "items": {
        "item.done": "2 space",
        "item.skip": "2 x",
        "item.known": "2 G i",
        "item.estimate": "2 w type:3h enter",
        "part.down": "2 J",
        "part.up": "2 down K",
        "part.remove": "2 d",
        "note.open": "2 down n type:words escape",
        "list.add": "A type:9:00-9:30 ctrl+s",
    },
    "log": {
        "log.edit": "4 . down e clear type:11:25-11:45 ctrl+s",
        "log.split": "4 . down s enter",
        "log.duplicate": "4 . down D",
        "log.delete": "4 . down d",
        "log.join": "4 . down v down v J",
        "log.start.earlier": "4 . down <",
        "log.start.later": "4 . down >",
        "log.end.earlier": "4 . down {",
        "log.end.later": "4 . down }",
        "log.start.minute.earlier": "4 . down -",
        "log.start.minute.later": "4 . down +",
        "log.end.minute.earlier": "4 . down (",
        "log.end.minute.later": "4 . down )",
        "log.overlap": "4 . down D o enter",
        "log.gaps": "!log.gaps enter ctrl+s",
    },
    "notes and settings": {
        "notes.delete": "3 d",
        "notes.save": "3 enter type:words ctrl+s",
        "roadmap.use": "7 down enter",
        "setting.change": ", down enter",
        "setting.reset": "!view.compact , down down r",
        "view.theme": "!view.theme down enter",
        "view.contrast": "!view.contrast",
        "view.compact": "!view.compact",
        "view.footer": "!view.footer",
        "view.ascii": "!view.ascii",
        "review.again": "5 !review.step2 space 1",
        "review.hard": "5 !review.step2 space 2",
        "review.good": "5 !review.step2 space 3",
        "review.easy": "5 !review.step2 space 4",
        "review.postpone": "5 !review.step2 P",
        "roadmap.hide": "7 down d",
        "goal.week": "!goal.week clear type:6h enter",
        "stage.goal": "!stage.goal type:2h enter",
        "stage.deadline": "2 W clear type:2027-03-01 enter",
    },
}
ELSEWHERE = {
    "timer.away": "tests/tui/test_time.py",
    "goal.pause": "tests/tui/test_planning.py",
    "goal.pause.end": "tests/tui/test_planning.py",
    "review.anew": "tests/tui/test_weekly_review.py",
    "review.drop": "tests/tui/test_stats_and_review.py",
    "note.editor": "tests/journeys/test_editor.py",
    "setting.file": "tests/tui/test_settings.py",
    "part.add": "tests/tui/test_parts.py",
    "part.edit": "tests/tui/test_parts.py",
    "part.move": "tests/tui/test_parts.py",
    "part.links": "tests/tui/test_parts.py",
    "part.add.topic": "tests/tui/test_parts.py",
    "part.add.course": "tests/tui/test_parts.py",
    "part.add.project": "tests/tui/test_parts.py",
    "part.add.step": "tests/tui/test_parts.py",
    "part.add.link": "tests/tui/test_parts.py",
    "part.add.stage": "tests/tui/test_parts.py",
    "roadmap.import": "tests/tui/test_roadmaps.py",
    "roadmap.new": "tests/tui/test_roadmaps.py",
    "roadmap.edit": "tests/tui/test_roadmaps.py",
    "roadmap.file": "tests/tui/test_roadmaps.py",
    "roadmap.copy": "tests/tui/test_roadmaps.py",
    "roadmap.unhide": "tests/tui/test_roadmaps.py",
    "roadmap.links": "tests/tui/test_roadmaps.py",
}
"""Verbs whose undo needs more than a few keys, with the tests that press them."""

HARMLESS = frozenset(
    (
        *(f"go.{view}" for view in ("dashboard", "stage", "notes", "log", "review", "stats", "roadmaps")),
        *("item.link", "stage.open", "list.open", "list.leave", "list.filter", "list.previous", "list.next"),
        *("list.copy", "list.up", "list.down", "list.page.up", "list.page.down", "list.top", "list.bottom"),
        *("review.back", "review.show", "review.skip", "day.left", "day.right", "day.up", "day.down"),
        *("day.today", "day.open", "day.scale.less", "day.scale.more", "log.mark", "log.today"),
        *("notes.preview", "notes.wide", "notes.search", "notes.new", "roadmap.compare", "view.zoom"),
        *("view.focus", "view.screenshot", "change.undo", "change.redo", "change.history", "data.backup"),
        *(
            "data.folder",
            "data.reload",
            "pane.next",
            "pane.previous",
            "app.settings",
            "app.goto",
            "app.help",
        ),
        *("data.backups", "data.check", "log.same", "review.link", "review.past", "review.plan"),
        *("log.date", "review.due", "app.copy"),
        *("roadmap.export", "stats.heatmap", "stats.if", "stats.record"),
        *("app.palette", "app.messages", "app.keys", "app.about", "app.suspend", "app.back", "app.quit"),
    )
)
"""Verbs that change no data: they look, go, ask, copy out, or turn changes."""


def test_every_verb_is_undone_or_harmless() -> None:
    undone = {verb for group in GROUPS.values() for verb in group}
    every = {verb.id for verb in VERBS}
    assert not undone & HARMLESS
    assert not undone & set(ELSEWHERE)
    unknown = every - undone - HARMLESS - set(ELSEWHERE)
    assert not unknown, f"say in this file how these are undone, or that they are harmless: {sorted(unknown)}"
    gone = (undone | HARMLESS | set(ELSEWHERE)) - every
    assert not gone, f"there are no such verbs any more: {sorted(gone)}"


def everything(home: Home) -> tuple[Content, dict[str, str]]:
    """All that people change: the database, the settings, their own roadmaps."""
    own = Path(home.roadmaps)
    files = {file.name: file.read_text("utf-8") for file in own.glob("*.toml")} if own.is_dir() else {}
    return content(home), files


async def carry_out(pilot: Pilot[int], app: StudyApp, recipe: str) -> None:
    """Press a recipe's keys; `!verb` is taken from the palette, `type:` writes, `clear` empties a field."""
    for part in recipe.split():
        if part == "!review.step2":
            from studytui.tui.views.review import ReviewView

            app.query_one(ReviewView).go_to_step(2)
            app.query_one("#review-step").focus()
            await settle(pilot)
        elif part.startswith("!"):
            app.perform(part[1:])
            await settle(pilot)
        elif part.startswith("type:"):
            await press(pilot, *part.removeprefix("type:"))
        elif part == "clear":
            await press(pilot, "end", "ctrl+u")
        else:
            await press(pilot, part)
            await settle(pilot)
    await press(pilot)


@pytest.mark.parametrize(
    "group",
    [
        pytest.param(group, marks=[pytest.mark.faults] if group in ("items", "log") else [])
        for group in GROUPS
    ],
)
async def test_verbs_are_undone_whole(tmp_path: Path, group: str) -> None:
    study = Study(Home(str(tmp_path / "studytui")), FixedClock(AT, "Europe/Berlin"))
    fill(study)
    app = StudyApp(study)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot)
        for verb, recipe in GROUPS[group].items():
            before, changes = everything(study.home), len(study.history.listed())
            await carry_out(pilot, app, recipe)
            made = len(study.history.listed()) - changes
            assert made > 0, f"{verb} changed nothing:\n{screen_text(app)}"
            while app.screen.is_modal:
                await press(pilot, "escape")
            for _ in range(made):
                study.history.undo()
            app.renew()
            await settle(pilot)
            assert everything(study.home) == before, f"{verb} was not undone whole"
            await press(pilot, "escape", "escape", "1")
            await settle(pilot)
            app.query_one("#stages").focus()
            await settle(pilot)
    study.close()
