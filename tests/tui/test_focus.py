"""Focus mode: the timer alone, its keys, and what it says without one."""

from __future__ import annotations

import pytest

from studytui.tui.app import StudyApp
from studytui.tui.look import ASCII
from studytui.tui.screens.focus import FocusScreen
from studytui.tui.screens.note import NoteScreen
from tests.tui.screen import press, screen_text, settle

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

SIZES = [(20, 5), (40, 12), (60, 18), (80, 24), (120, 40), (200, 50)]


@pytest.fixture
def used(study: OpenStudy) -> Study:
    """A study in which the default roadmap is in use."""
    made = study()
    made.roadmaps.use("backend-developer")
    return made


@pytest.mark.parametrize("size", SIZES)
async def test_the_running_timer_alone(used: Study, clock: FixedClock, size: tuple[int, int]) -> None:
    used.timer.start(used.target("sql"))
    clock.advance(1513)
    app = StudyApp(used)
    async with app.run_test(size=size) as pilot:
        text = await press(pilot, "f")
        assert isinstance(app.screen, FocusScreen)
        assert "Stages" not in text
        if size[0] >= 40:
            assert "┃" in text
            assert "Databases and SQL › SQL"[: size[0] - 14] in text
        else:
            assert "00:25:13" in text
        if size[0] >= 60:
            assert "p pause   t stop & save   n note   esc back" in text
        await press(pilot, "escape")
        assert not app.screen.is_modal
        assert used.timer.running() is not None


async def test_it_ticks(used: Study, clock: FixedClock) -> None:
    used.timer.start(used.target("sql"))
    app = StudyApp(used)
    async with app.run_test(size=(24, 6)) as pilot:
        assert "00:00:00" in await press(pilot, "f")
        clock.advance(61)
        app.tick()
        await settle(pilot)
        assert "00:01:01" in screen_text(app)


async def test_today_against_the_goal(used: Study, clock: FixedClock) -> None:
    used.goals.set(4 * 3600)
    used.timer.start(used.target("sql"))
    clock.advance(3600)
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "f")
        assert "today 1h of 2h" in text
        assert "━" in text


async def test_its_keys_are_the_programs(used: Study, clock: FixedClock) -> None:
    used.timer.start(used.target("sql"))
    clock.advance(600)
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f")
        text = await press(pilot, "p")
        timer = used.timer.running()
        assert timer is not None
        assert timer.paused
        assert "p go on" in text
        await press(pilot, "p", "n")
        assert isinstance(app.screen, NoteScreen)
        await press(pilot, "h", "i", "escape")
        assert isinstance(app.screen, FocusScreen)
        note = used.notebook.of(used.notebook.key(used.target("sql")))
        assert note is not None
        assert note.body.strip() == "hi"
        text = await press(pilot, "t")
        assert used.timer.running() is None
        assert "No timer is running" in text
        await press(pilot, "u")
        assert used.timer.running() is not None
        await press(pilot, "f")
        assert not app.screen.is_modal


async def test_without_a_timer_it_says_how_to_start_one(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "f")
        assert "No timer is running: t starts one" in text
        await press(pilot, "t")
        timer = used.timer.running()
        assert timer is not None
        assert timer.title == "Programming foundations"


async def test_resizing_and_ascii(used: Study) -> None:
    used.timer.start(used.target("sql"))
    app = StudyApp(used, glyphs=ASCII)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f")
        for size in ((1, 1), (10, 3), (60, 4), (200, 50), (27, 9), (80, 24)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        text = screen_text(app)
        assert text.replace("›", ">").isascii(), {sign for sign in text if not sign.isascii()}
