"""The palette, the go-to menu, and what is reached through them."""

from __future__ import annotations

import pytest

from studytui.tui.app import StudyApp
from studytui.tui.commands import commands
from studytui.tui.fuzzy import score
from studytui.tui.look import ASCII
from studytui.tui.screens.about import AboutScreen
from studytui.tui.screens.goto import WAYS, is_modifier
from studytui.tui.screens.history import HistoryScreen
from studytui.tui.screens.messages import MessagesScreen
from studytui.tui.screens.palette import PaletteScreen
from studytui.tui.screens.which_key import WhichKey
from studytui.tui.verbs import VERBS
from studytui.tui.views.dashboard import Checklist
from studytui.tui.widgets.rows import RowList
from tests.tui.screen import press, row_with, screen_text, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

SIZES = [(20, 5), (40, 12), (80, 24), (120, 40), (200, 50)]


@pytest.fixture
def used(study: OpenStudy) -> Study:
    """A study in which the default roadmap is in use."""
    made = study()
    made.roadmaps.use("backend-developer")
    return made


def shown(app: StudyApp) -> list[str]:
    """The ids of the commands in the palette."""
    return [row.key for row in app.screen.query_one("#found", RowList).rows if row.key]


def test_beginnings_of_words_beat_their_insides_and_scattered_letters() -> None:
    beginning, inside = score("sql", "Topic: SQL"), score("sql", "Topic: MySQL")
    scattered = score("tsp", "Timer: Stop")
    assert beginning is not None
    assert inside is not None
    assert scattered is None
    assert beginning > inside
    assert score("ts", "Timer: Stop") is None
    assert score("tmr", "Timer: Stop") is not None


def test_words_in_order_beat_words_out_of_order() -> None:
    in_order, out_of_order = score("timer stop", "Timer: Stop"), score("stop timer", "Timer: Stop")
    assert in_order is not None
    assert out_of_order is not None
    assert in_order > out_of_order
    assert score("timer walk", "Timer: Stop") is None
    assert score("", "anything") == 0


def test_accents_and_case_do_not_matter() -> None:
    assert score("DEJA", "Déjà vu") == score("deja", "Déjà vu")


@pytest.mark.parametrize("size", SIZES)
async def test_it_holds_every_verb_with_a_name_and_places_by_name(used: Study, size: tuple[int, int]) -> None:
    used.notebook.add(used.target("sql"), "joins")
    app = StudyApp(used)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "ctrl+p")
        assert isinstance(app.screen, PaletteScreen)
        ids = shown(app)
        assert {f"verb:{verb.id}" for verb in VERBS if verb.palette} <= set(ids)
        assert "stage:databases" in ids
        assert "item:databases:topic/sql" in ids
        assert "note:topic/sql" in ids
        assert "roadmap:ten-topics" in ids
        assert "roadmap:backend-developer" not in ids
        assert "theme:studytui-light" in ids
        assert len(ids) == len(set(ids))


async def test_keys_stand_at_the_right_and_the_number_below(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, ":", *"settings")
        assert row_with(app, "App: Settings").split("App: Settings")[1].split()[0] == ","
        total = len(commands(app))
        assert f"{len(shown(app))} of {total} commands" in screen_text(app)
        text = await press(pilot, *"qqqq")
        assert "No command is called that" in text
        assert f"0 of {total} commands" in text


async def test_enter_runs_and_what_was_used_last_comes_first(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"start on", "enter")
        assert used.timer.running() is not None
        text = await press(pilot, "ctrl+p")
        assert shown(app)[0] == "verb:timer.toggle"
        assert "Timer: Stop and save (0m)" in text
        await press(pilot, "down", "up", "escape")
        assert not app.screen.is_modal


async def test_a_stage_and_a_topic_by_name(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"stage auth", "enter")
        assert app.view == "stage"
        selected = app.selection()
        assert selected is not None
        assert selected.stage == "security"
        await press(pilot, "ctrl+p", *"topic sql", "enter")
        selected = app.selection()
        assert selected is not None
        assert selected.item == "topic/sql"
        assert app.query_one("#stage-items", Checklist).has_focus


async def test_roadmaps_and_themes_by_name(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"switch to ten", "enter")
        assert used.active_id() == "ten-topics"
        await press(pilot, "ctrl+p", *"theme: studytui-light", "enter")
        assert used.settings.theme == "studytui-light"
        assert app.theme == "studytui-light"
        await press(pilot, "u", "u")
        assert used.active_id() == "backend-developer"
        assert app.theme == "studytui-dark"


async def test_a_click_runs(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"go to: stage")
        await pilot.click("#found", offset=(4, 0))
        await press(pilot)
        assert app.view == "stage"


@pytest.mark.parametrize(("key", "view"), [("s", "stage"), ("m", "roadmaps"), ("l", "log"), ("n", "notes")])
async def test_the_go_to_menu(used: Study, key: str, view: str) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "g")
        assert isinstance(app.screen, WhichKey)
        for _, words, _ in WAYS:
            assert words in text
        await press(pilot, "left_shift")
        assert isinstance(app.screen, WhichKey)
        await press(pilot, key)
        assert app.view == view
        await press(pilot, "g", "d")
        assert app.view == "dashboard"


async def test_g_g_goes_to_the_top_and_another_key_closes(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "G")
        stages = app.query_one("#stages", RowList)
        assert stages.current is not None
        assert stages.current.key == "job"
        await press(pilot, "g", "g")
        assert stages.current is not None
        assert stages.current.key == "foundations"
        await press(pilot, "g", "x")
        assert not app.screen.is_modal
        await press(pilot, "g", "escape")
        assert not app.screen.is_modal
        assert app.view == "dashboard"


def test_modifiers_alone_are_known() -> None:
    assert is_modifier("left_shift")
    assert is_modifier("right_control")
    assert is_modifier("caps_lock")
    assert not is_modifier("s")
    assert not is_modifier("left")


async def test_history_lists_changes_newest_first_and_marks_undone_ones(used: Study) -> None:
    used.items.toggle_done(used.target("sql"))
    used.goals.set(5 * 3600)
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+p", *"undo history", "enter")
        assert isinstance(app.screen, HistoryScreen)
        rows = [row for row in app.screen.query_one("#changes", RowList).rows if row.key]
        assert "oal: 5h a week" in rows[0].title
        assert "SQL" in rows[1].title
        text = await press(pilot, "u")
        assert "undone, ^r brings it back" in text
        assert used.goals.standing() is None
        text = await press(pilot, "ctrl+r")
        assert "undone" not in text
        await press(pilot, "escape")
        assert not app.screen.is_modal


async def test_messages_can_be_read_again(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "t", "t")
        app.say("A [red]hostile[/x] " + "long " * 60)
        await press(pilot, "ctrl+p", *"messages", "enter")
        assert isinstance(app.screen, MessagesScreen)
        text = screen_text(app)
        assert "A [red]hostile[/x]" in text
        assert "Timer started" in text
        assert text.index("hostile") < text.index("Timer started")
        for number in range(60):
            app.say(str(number))
        assert len(app.messages) == 50


async def test_about_names_versions_and_paths(used: Study) -> None:
    used.log.add(used.log.understand("90m"), used.target("1"))
    app = StudyApp(used)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await press(pilot, "ctrl+p", *"about", "enter")
        assert isinstance(app.screen, AboutScreen)
        for word in ("Python", "Textual", "SQLite", "Database", "Backups"):
            assert word in screen_text(app)
        assert row_with(app, "Sessions ").partition("Sessions ")[2].split()[0] == "1"
        await press(pilot, "y")
        assert words_said(app).startswith("Copied")
        await press(pilot, "h")
        assert not app.screen.is_modal


async def test_ascii_palette(used: Study) -> None:
    app = StudyApp(used, glyphs=ASCII)
    async with app.run_test(size=(120, 40)) as pilot:
        for keys in ("ctrl+p", "g"):
            text = await press(pilot, keys)
            assert text.isascii(), {sign for sign in text if not sign.isascii()}
            await press(pilot, "escape")
