"""Everything by the mouse alone: tabs, rows, words of the hint bar and of borders, wheel, dialogs."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.events import MouseScrollDown, MouseScrollUp

from studytui.services.clock import FixedClock
from studytui.services.demo import fill
from studytui.services.study import Study
from studytui.store.home import Home
from studytui.tui.app import StudyApp
from studytui.tui.border_keys import key_words, parts
from studytui.tui.look import ASCII
from studytui.tui.screens.session_form import SessionForm
from studytui.tui.widgets.rows import RowList
from tests.tui.screen import press, screen_text, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

AT = 1795283400
"""Saturday 21 November 2026, 18:50 in Berlin."""


@pytest.fixture
def demo(tmp_path: Path) -> Study:
    """A study with the made-up year."""
    study = Study(Home(str(tmp_path / "studytui")), FixedClock(AT, "Europe/Berlin"))
    fill(study)
    return study


async def click(pilot: Pilot[int], words: str, *, last: bool = False, times: int = 1) -> str:
    """Click on words that stand somewhere on the screen, and read it again; fails where they are not."""
    text = screen_text(pilot.app)
    lines = text.splitlines()
    found = [(y, line.index(words)) for y, line in enumerate(lines) if words in line]
    assert found, f"{words!r} is not on the screen:\n{text}"
    y, at = found[-1 if last else 0]
    assert await pilot.click(offset=(cell_len(lines[y][:at]), y), times=times)
    return await press(pilot)


async def wheel(pilot: Pilot[int], rows: RowList, way: type[MouseScrollDown] | type[MouseScrollUp]) -> None:
    """Turn the wheel once over a list."""
    x, y = rows.region.x + 5, rows.region.y + 5
    pilot.app.post_message(way(rows, 5, 5, 0, 1, 0, False, False, False, x, y))
    await press(pilot)


async def test_through_every_view_and_back(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot)
        for tab, view in (
            ("2 Stage", "stage"),
            ("3 Notes", "notes"),
            ("4 Log", "log"),
            ("5 Review", "review"),
            ("6 Stats", "stats"),
            ("7 Roadmaps", "roadmaps"),
            ("1 Dash", "dashboard"),
        ):
            await click(pilot, tab)
            assert app.view == view
        text = await click(pilot, "? help", last=True)
        assert "THIS PANE" in text
        await click(pilot, "esc close")
        await click(pilot, "^p commands", last=True)
        await press(pilot)
        await click(pilot, "esc close")
        assert not app.screen.is_modal
    demo.close()


async def test_the_timer_from_its_pane_and_from_the_top(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(200, 50), notifications=True) as pilot:
        await press(pilot)
        await click(pilot, "p pause", last=False)
        timer = demo.timer.running()
        assert timer is not None
        assert timer.paused
        await click(pilot, "p go on")
        await click(pilot, "t stop")
        assert demo.timer.running() is None
        await click(pilot, "u undo", last=True)
        assert demo.timer.running() is not None
        await click(pilot, "f focus")
        assert "t stop & save" in screen_text(app)
    demo.close()


async def test_a_stage_its_checklist_and_a_projects_steps(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        text = await click(pilot, "6 Tests and clean code")
        assert "╭─ 6 Tests and clean code" in text
        await click(pilot, "5 Auth and security")
        before = screen_text(app)
        await click(pilot, "Security audit", times=2)
        assert "0/6" in screen_text(app)
        assert screen_text(app) != before, "a double click shows the steps"
        await click(pilot, "Password hashing")
        await click(pilot, "done", last=True)
        statuses = demo.statuses()
        assert statuses[demo.target("Password hashing (bcrypt, Argon2)").item] != "done"  # type: ignore[index]  # an item
    demo.close()


async def test_the_log_by_rows_words_and_wheel(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(200, 50), notifications=True) as pilot:
        await press(pilot)
        await click(pilot, "4 Log")
        rows = app.query_one("#sessions", RowList)
        await wheel(pilot, rows, MouseScrollDown)
        assert rows.scroll_offset.y > 0
        await wheel(pilot, rows, MouseScrollUp)
        assert rows.scroll_offset.y == 0
        await click(pilot, "11:25")
        await click(pilot, "e edit", last=False)
        assert isinstance(app.screen, SessionForm)
        await click(pilot, "esc cancel")
        assert not app.screen.is_modal
        count = demo.store.sessions.count()
        await click(pilot, "delete", last=True)
        assert demo.store.sessions.count() == count - 1
        assert words_said(app).startswith("Deleted")
        await click(pilot, "undo", last=True)
        assert demo.store.sessions.count() == count
        await click(pilot, "a add hours", last=True)
        assert isinstance(app.screen, SessionForm)
        await click(pilot, "esc cancel")
    demo.close()


async def test_a_note_a_setting_and_another_roadmap(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(200, 50), notifications=True) as pilot:
        await press(pilot)
        await click(pilot, "3 Notes")
        await click(pilot, "Indexes", times=2)
        assert "An index on" in screen_text(app)
        await click(pilot, "n new")
        assert "Choose" in screen_text(app) or app.screen.is_modal
        await click(pilot, "esc")
        await press(pilot)
        await click(pilot, "1 Dash")
        await click(pilot, ", settings", last=True)
        assert app.view == "settings"
        await click(pilot, "Spacing", times=2)
        assert demo.settings.spacing == "compact"
        await click(pilot, "u undo")
        assert demo.settings.spacing == "comfortable"
        await click(pilot, "7 Roadmaps")
        await click(pilot, "Ten topics", times=2)
        assert demo.active_id() == "ten-topics"
        await click(pilot, "undo", last=True)
        assert demo.active_id() == "backend-developer"
    demo.close()


def test_keys_in_borders_are_found_and_sentences_are_not() -> None:
    assert list(parts("t stop · p pause")) == [(0, 6, "t"), (9, 16, "p")]
    assert list(parts("enter save . esc cancel")) == [(0, 10, "enter"), (13, 23, "escape")]
    assert list(parts("u undo · ^r redo · y copy, f4 hide")) == [
        (0, 6, "u"),
        (9, 16, "ctrl+r"),
        (19, 25, "y"),
        (27, 34, "f4"),
    ]
    assert [key for _, _, key in parts("8 · / search · n new")] == ["slash", "n"]
    assert [key for _, _, key in parts("[ ] range: year")] == ["left_square_bracket", "right_square_bracket"]
    assert list(parts("5 of 9")) == []
    assert list(parts("0 h of ~335 h · a forecast comes after four weeks")) == []


def test_words_in_borders_have_the_users_keys() -> None:
    own = {"timer.toggle": "s", "view.focus": ""}
    words = key_words(own, ("timer.toggle", "stop"), ("timer.pause", "pause"), ("view.focus", "focus"))
    assert words == "s stop · p pause"


async def test_borders_in_ascii(demo: Study) -> None:
    app = StudyApp(demo, glyphs=ASCII)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        await click(pilot, "p pause")
        timer = demo.timer.running()
        assert timer is not None
        assert timer.paused
    demo.close()
