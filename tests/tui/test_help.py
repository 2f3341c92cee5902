"""The help: complete, in the right order, narrowed by typing, and Enter runs the line."""

from __future__ import annotations

import pytest

from studytui.tui.app import StudyApp
from studytui.tui.look import ASCII
from studytui.tui.screens.help import HelpScreen, grouped
from studytui.tui.verbs import BY_ID, VERBS, Place, keys_of, shown_key
from studytui.tui.widgets.rows import RowList
from tests.tui.screen import press, row_with, screen_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

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


def shown(app: StudyApp) -> list[str]:
    """The ids of the verbs in the help."""
    return [row.key for row in app.screen.query_one("#found", RowList).rows if row.key]


@pytest.mark.parametrize(
    "places", [(), (Place.STAGES, Place.LIST), (Place.LOG, Place.LIST), (Place.SETTINGS,)]
)
def test_every_verb_stands_in_the_help_once(places: tuple[Place, ...]) -> None:
    listed = [verb.id for _, verbs in grouped(places) for verb in verbs]
    assert sorted(listed) == sorted(verb.id for verb in VERBS)


@pytest.mark.parametrize("size", SIZES)
async def test_the_pane_with_the_focus_comes_first(used: Study, size: tuple[int, int]) -> None:
    app = StudyApp(used)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "2", "?")
        assert isinstance(app.screen, HelpScreen)
        assert shown(app)[0] == "item.done"
        assert len(shown(app)) == len(VERBS)


async def test_every_row_has_its_sentence_and_its_keys(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f1")
        rows = {row.key: row.title for row in app.screen.query_one("#found", RowList).rows if row.key}
        for verb in VERBS:
            assert verb.help in rows[verb.id]
        assert "t " in rows["timer.toggle"]
        assert "palette" in rows["app.about"]


@pytest.mark.parametrize("width", [80, 120])
async def test_no_sentence_is_cut(used: Study, width: int) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(width, 24)) as pilot:
        await press(pilot, "?")
        found = app.screen.query_one("#found", RowList)
        room = found.scrollable_content_region.width - 2
        assert [row.title for row in found.rows if len(row.title) > room] == []


async def test_typing_narrows_and_enter_runs(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "?", *"palette")
        assert "app.palette" in shown(app)
        assert len(shown(app)) < len(VERBS) / 2
        await press(pilot, *(["backspace"] * 7), *"log view")
        assert "go.log" in shown(app)
        await press(pilot, *(["backspace"] * 8), *"start timer")
        assert shown(app)[0] == "timer.toggle"
        await press(pilot, "enter")
        assert used.timer.running() is not None
        text = await press(pilot, "?", *"zzzz")
        assert "No key does that" in text
        await press(pilot, "enter", "escape")
        assert not app.screen.is_modal


async def test_the_mouse_runs_a_line(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "?", *"the stage view")
        assert shown(app) == ["go.stage"]
        await pilot.click("#found", offset=(5, 1))
        await press(pilot)
        assert app.view == "stage"


async def test_own_keys_are_shown_and_work(study: OpenStudy, home: Home, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "config.toml").write_text(
        '[keys]\n"timer.toggle" = "ctrl+t,%"\n"app.help" = "H"\n', "utf-8"
    )
    made = study()
    made.roadmaps.use("backend-developer")
    app = StudyApp(made)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await press(pilot)
        assert "^t timer" in text
        assert "H help" in text
        await press(pilot, "t")
        assert made.timer.running() is None
        await press(pilot, "percent_sign")
        assert made.timer.running() is not None
        await press(pilot, "H", *"timer.toggle")
        assert "^t" in row_with(app, "Start the timer")
        assert "your key" in screen_text(app)


def test_shown_keys_are_short() -> None:
    assert shown_key("ctrl+r") == "^r"
    assert shown_key("slash") == "/"
    assert keys_of(BY_ID["timer.toggle"], {"timer.toggle": " x , y "}) == ("x", "y")


async def test_ascii_help(used: Study) -> None:
    app = StudyApp(used, glyphs=ASCII)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await press(pilot, "?")
        assert text.isascii(), {sign for sign in text if not sign.isascii()}
