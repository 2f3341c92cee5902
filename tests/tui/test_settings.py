"""The Settings: each change holds at once, is in config.toml, and can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from studytui.domain.settings import SETTINGS
from studytui.tui.actions.settings import read_goal
from studytui.tui.app import StudyApp
from studytui.tui.look import ASCII, THEMES
from studytui.tui.screens.theme import ThemeScreen, theme_names
from studytui.tui.views.settings import SettingList, SettingsView
from tests.tui.screen import press, row_with, screen_text, settle, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from textual.pilot import Pilot

    from studytui.services.study import Study
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

SIZES = [(20, 5), (40, 12), (80, 24), (120, 40), (200, 50)]


@pytest.fixture
def used(study: OpenStudy) -> Study:
    """A study in which the default roadmap is in use."""
    made = study()
    made.roadmaps.use("backend-developer")
    return made


async def at_setting(pilot: Pilot[int], app: StudyApp, key: str) -> None:
    """Open the settings with the cursor on one of them."""
    if app.view != "settings":
        await press(pilot, ",")
    view = app.current_view
    assert isinstance(view, SettingsView)
    view.go_to(key)
    await settle(pilot)
    assert view.chosen() == key


def write(path: str, text: str) -> None:
    """Write a file of the data folder, which need not be there yet."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def backups(home: Home) -> list[Path]:
    """The copies in the data folder."""
    return list(Path(home.backups).glob("*.db"))


def written(home: Home) -> str:
    """config.toml as it stands."""
    path = Path(home.config)
    return path.read_text(encoding="utf-8") if path.exists() else ""


@pytest.mark.parametrize("size", SIZES)
async def test_every_setting_is_there_at_every_size(used: Study, size: tuple[int, int]) -> None:
    app = StudyApp(used)
    async with app.run_test(size=size) as pilot:
        await press(pilot, ",")
        keys = [row.key for row in app.query_one(SettingList).rows]
        assert {setting.key for setting in SETTINGS} <= set(keys)
        assert "goal:week" in keys
        assert "key:timer.toggle" in keys


async def test_a_switch_turns_at_once_and_u_turns_it_back(used: Study, home: Home) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, app, "big_clock")
        assert "[x] on" in row_with(app, "Big clock")
        await press(pilot, "space")
        assert "[ ] off" in row_with(app, "Big clock")
        assert written(home) == "big_clock = false\n"
        assert app.snapshot is not None
        assert not app.snapshot.settings.big_clock
        await press(pilot, "u")
        assert "[x] on" in row_with(app, "Big clock")
        assert written(home) == ""
        await press(pilot, "ctrl+r", "r")
        assert used.settings.big_clock
        assert "big_clock" not in written(home)


async def test_few_values_go_round_and_many_are_chosen_from_a_list(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, app, "clock")
        await press(pilot, "enter")
        assert used.settings.twelve_hours
        await at_setting(pilot, app, "week_start")
        text = await press(pilot, "enter")
        assert "saturday" in text
        await press(pilot, "end", "enter")
        assert used.settings.week_start == "sunday"
        assert app.snapshot is not None
        assert app.snapshot.week.first_day.weekday() == 6


async def test_a_number_of_many_is_typed(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, app, "pomodoro_work")
        await press(pilot, "enter", "backspace", "backspace", *"9999")
        assert "whole number" in screen_text(app)
        await press(pilot, "enter", *(["backspace"] * 4), *"50", "enter")
        assert used.settings.pomodoro_work == 50
        assert "50" in row_with(app, "Pomodoro work")


async def test_the_start_of_the_day_moves_sessions_at_once(used: Study) -> None:
    used.log.add(used.log.understand("00:30-01:30"), used.target("1"))
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.snapshot is not None
        today = app.snapshot.week.today
        assert app.snapshot.week.today_seconds == 0
        await at_setting(pilot, app, "day_start")
        assert "04:00" in row_with(app, "Day start")
        await press(pilot, "enter", "home", "enter")
        assert used.settings.day_start == 0
        assert app.snapshot.week.today == today
        assert app.snapshot.week.today_seconds == 3600
        await press(pilot, "u")
        assert app.snapshot.week.today_seconds == 0


async def test_ascii_signs_at_once(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_setting(pilot, app, "glyphs")
        text = await press(pilot, "enter")
        assert used.settings.glyphs == "unicode"
        assert "╭" in text
        text = await press(pilot, "enter")
        assert used.settings.glyphs == "ascii"
        assert text.isascii(), {sign for sign in text if not sign.isascii()}
        text = await press(pilot, "1")
        assert text.isascii(), {sign for sign in text if not sign.isascii()}
        await press(pilot, "u")
        assert "╭" in screen_text(app)


async def test_themes_are_shown_as_the_cursor_moves_and_esc_brings_the_old_one_back(
    study: OpenStudy, used: Study
) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, app, "theme")
        await press(pilot, "enter")
        assert isinstance(app.screen, ThemeScreen)
        before = app.look
        await press(pilot, "down")
        assert app.theme == "studytui-light"
        assert app.look != before
        study().log.add(used.log.understand("5m"), used.target("1"))
        app.poll()
        await press(pilot)
        assert app.theme == "studytui-light", "another program's change is no reason to end the look"
        await press(pilot, "escape")
        assert app.theme == "studytui-dark"
        assert app.look == before
        await press(pilot, "enter", "down", "enter")
        assert used.settings.theme == "studytui-light"
        assert app.theme == "studytui-light"
        await press(pilot, "u")
        assert app.theme == "studytui-dark"


async def test_every_theme_can_be_drawn_and_ours_come_first(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        names = theme_names(app)
        assert names[: len(THEMES)] == tuple(theme.name for theme in THEMES)
        assert len(names) > 15
        for name in names:
            app.theme = name
            await settle(pilot)
            assert app.look is not None
            colours = {app.look.text.color, app.look.text.bgcolor}
            assert len(colours) == 2, name


async def test_a_change_from_the_command_line_is_taken_up(used: Study, study: OpenStudy) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        study().history.set_setting("theme", "studytui-light")
        app.poll()
        await settle(pilot)
        assert app.theme == "studytui-light"
        assert used.settings.theme == "studytui-light"


async def test_a_broken_file_is_told_with_its_line_and_not_written(study: OpenStudy, home: Home) -> None:
    write(home.config, 'clock = "24h"\ntheme = oops\n')
    made = study()
    made.roadmaps.use("backend-developer")
    app = StudyApp(made)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await settle(pilot)
        assert "line 2" in words_said(app)
        text = await press(pilot, ",")
        assert "CONFIG.TOML IS BROKEN" in text
        assert "line 2" in text
        await at_setting(pilot, app, "big_clock")
        await press(pilot, "enter")
        assert "line 2" in words_said(app)
        assert made.settings.big_clock
        assert written(home) == 'clock = "24h"\ntheme = oops\n'
        write(home.config, "big_clock = false\n")
        text = await press(pilot, "f5")
        assert "BROKEN" not in text
        assert "[ ] off" in row_with(app, "Big clock")


async def test_comments_of_the_file_survive(study: OpenStudy, home: Home) -> None:
    write(home.config, "# mine\nclock = '12h'  # am and pm\n")
    made = study()
    made.roadmaps.use("backend-developer")
    app = StudyApp(made)
    async with app.run_test(size=(120, 40)) as pilot:
        await at_setting(pilot, app, "clock")
        assert "config.toml, line 2" in screen_text(app)
        await press(pilot, "enter")
        assert written(home) == '# mine\nclock = "24h"  # am and pm\n'


async def test_the_goal_is_asked_for_and_read_while_typed(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await at_setting(pilot, app, "goal:week")
        assert "none" in row_with(app, "Hours a week")
        await press(pilot, "enter", *(["backspace"] * 5), "8")
        assert "8h a week" in screen_text(app)
        await press(pilot, "9", "9")
        assert "168" in screen_text(app)
        await press(pilot, "enter", "backspace", "backspace", "enter")
        goal = used.goals.standing()
        assert goal is not None
        assert goal.week_seconds == 8 * 3600
        assert "8h a week" in row_with(app, "Hours a week")
        await press(pilot, "u")
        assert used.goals.standing() is None


@pytest.mark.parametrize(
    ("typed", "seconds"), [("5", 18000), ("7.5", 27000), ("7,5", 27000), ("90m", 5400), ("0", 0), ("none", 0)]
)
def test_hours_a_week(typed: str, seconds: int) -> None:
    assert read_goal(typed) == seconds


async def test_back_up_now(used: Study, home: Home) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await at_setting(pilot, app, "data:backup")
        await press(pilot, "enter")
        assert "Backed up" in words_said(app)
        assert len(backups(home)) == 1


async def test_keys_tell_how_they_are_changed(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await at_setting(pilot, app, "key:timer.toggle")
        assert '"timer.toggle" = "t"' in screen_text(app)
        await press(pilot, "enter")
        assert words_said(app) == 'In config.toml, below [keys]: "timer.toggle" = "t"'


async def test_groups_lead_to_their_settings_and_esc_leads_back(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "2", ",", "h", "down")
        view = app.current_view
        assert isinstance(view, SettingsView)
        assert view.chosen() == "clock"
        await press(pilot, "enter")
        assert app.query_one(SettingList).has_focus
        await press(pilot, "escape")
        assert app.view == "stage"


async def test_ascii_settings(used: Study) -> None:
    app = StudyApp(used, glyphs=ASCII)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await press(pilot, ",")
        assert text.isascii(), {sign for sign in text if not sign.isascii()}
        text = await press(pilot, "enter")
        assert text.isascii(), {sign for sign in text if not sign.isascii()}
