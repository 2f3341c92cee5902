"""What the screen looks like: zoom, contrast, signs, spacing, the line of keys, its picture, key names."""

from __future__ import annotations

import pytest

from studytui.tui.actions import folders
from studytui.tui.app import StudyApp
from studytui.tui.look import ASCII
from studytui.tui.screens.keys import KeysScreen
from studytui.tui.views.dashboard import DashboardView
from studytui.tui.widgets.bars import HintBar
from tests.tui.screen import press, row_with, screen_text, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from studytui.services.study import Study
    from tests.conftest import OpenStudy


@pytest.fixture
def used(study: OpenStudy) -> Study:
    """A study in which the default roadmap is in use, and something was studied."""
    made = study()
    made.roadmaps.use("backend-developer")
    made.log.add(made.log.understand("90m"), made.target("1"))
    return made


async def test_a_zoomed_pane_has_the_whole_view_and_gives_it_back(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        app.query_one(DashboardView).look_ahead()  # else it comes of itself, a moment later
        before = await press(pilot)
        stages = app.query_one("#stages")
        await press(pilot, "z")
        assert stages.size.width == 118
        assert stages.region.bottom == 39
        text = await press(pilot)
        assert "1 Dash" in text.splitlines()[0], "the tabs stay where they are"
        assert await press(pilot, "z") == before
        await press(pilot, "z", "escape")
        assert screen_text(app) == before


async def test_the_zoom_goes_along_with_the_keys_and_ends_with_the_view(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "z", "enter")
        items = app.query_one("#items")
        assert items.has_focus
        assert items.size.width == 118
        await press(pilot, "tab")
        assert app.query_one("#stages").size.width == 118
        assert app.query_one("#stages").has_focus
        await press(pilot, "2", "1")
        assert app.query_one("#stages").size.width < 60
        assert app.query_one("#items").size.width < 60


async def test_high_contrast_and_back_from_any_theme(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        for start, strong, plain in (
            ("studytui-dark", "studytui-dark-contrast", "studytui-dark"),
            ("studytui-light", "studytui-light-contrast", "studytui-light"),
            ("nord", "studytui-dark-contrast", "studytui-dark"),
        ):
            used.history.set_setting("theme", start)
            app.renew()
            for expected in (strong, plain):
                app.perform("view.contrast")
                await press(pilot)
                assert app.theme == expected == used.settings.theme
        await press(pilot, "u", "u")
        assert app.theme == "nord"


async def test_ascii_signs_are_a_setting_unless_given_at_the_start(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        app.perform("view.ascii")
        assert (await press(pilot)).isascii()
        text = await press(pilot, "u")
        assert not text.isascii()
    app = StudyApp(used, glyphs=ASCII)
    async with app.run_test(size=(80, 24)) as pilot:
        app.perform("view.ascii")
        await press(pilot)
        assert "chosen when the dashboard was started" in words_said(app)
        assert used.settings.glyphs == "auto"


async def test_compact_spacing_takes_the_empty_lines_out(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2")
        lines = screen_text(app).splitlines()
        at = next(number for number, line in enumerate(lines) if "PROJECTS" in line)
        assert not lines[at - 1][37:78].strip(" │")
        app.perform("view.compact")
        await press(pilot)
        lines = screen_text(app).splitlines()
        at = next(number for number, line in enumerate(lines) if "PROJECTS" in line)
        assert lines[at - 1][37:78].strip(" │")
        await press(pilot, "u")
        assert used.settings.spacing == "comfortable"


async def test_the_line_of_keys_can_be_hidden_and_undone(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        app.perform("view.footer")
        text = await press(pilot)
        assert not app.query_one(HintBar).display
        assert "commands" not in text
        assert words_said(app) == "The line of keys is hidden. u undo"
        assert "^p commands" in await press(pilot, "u")
    used.history.set_setting("footer", False)
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "^p commands" not in await press(pilot)


async def test_a_screenshot_goes_into_the_file_that_is_named(
    used: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"screenshot", "enter")
        assert "studytui-2026-11-21-1300.svg" in screen_text(app)
        await press(pilot, "enter")
        picture = (tmp_path / "studytui-2026-11-21-1300.svg").read_text("utf-8")
        assert "Programming&#160;foun" in picture
        assert "Commands" not in picture
        await press(pilot, "ctrl+p", *"screenshot", "enter", *"/no/such", "enter")
        assert "cannot be written" in words_said(app)


async def test_the_data_folder_is_opened_or_named(
    used: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        app.perform("data.folder")
        await press(pilot)
        assert used.home.folder in words_said(app)
        program, seen = tmp_path / "opener", tmp_path / "seen"
        program.write_text(f'#!/bin/sh\nprintf %s "$1" > {seen}.part && mv {seen}.part {seen}\n', "utf-8")
        program.chmod(0o700)
        monkeypatch.setattr(folders, "opener", lambda: str(program))
        app.perform("data.folder")
        await press(pilot)
        assert words_said(app) == f"Opened {used.home.folder}"
        while not seen.exists():
            await pilot.pause(0.01)
        assert seen.read_text("utf-8") == used.home.folder


async def test_keys_are_named_and_do_nothing_else(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"what does this key", "enter")
        assert isinstance(app.screen, KeysScreen)
        await press(pilot, "t", "f7", "left_shift")
        assert "timer.toggle" in row_with(app, "│ t  ")
        assert "free" in row_with(app, "f7")
        assert "only a modifier" in row_with(app, "left_shift")
        assert used.timer.running() is None
        await press(pilot, "escape")
        assert not app.screen.is_modal


async def test_an_error_stays_until_a_key_and_a_word_goes_by_itself(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot)
        app.say("Something is wrong.", error=True)
        await press(pilot)
        (note,) = app._notifications
        assert note.timeout > 3600
        assert "Something is wrong." in await press(pilot)
        assert "Something is wrong." not in await press(pilot, "down")
        app.say("All is well.")
        assert "All is well." in await press(pilot, "down")
        (note,) = app._notifications
        assert note.timeout == 4
        app.say("Better still.")
        await press(pilot)
        assert len(app._notifications) == 1
