"""What else can be done with the timer: the menu behind T, and its verbs from the palette."""

from __future__ import annotations

import pytest

from studytui.domain.durations import HOUR, MINUTE
from studytui.tui.app import StudyApp
from studytui.tui.screens.prompt import Prompt
from studytui.tui.screens.which_key import KeyList
from tests.tui.screen import press, screen_text, settle, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy


@pytest.fixture
def ready(study: OpenStudy) -> Study:
    """A roadmap in use."""
    opened = study()
    opened.roadmaps.use("backend-developer")
    return opened


@pytest.fixture
def running(ready: Study, clock: FixedClock) -> Study:
    """A timer that has run for an hour."""
    ready.timer.start(ready.target("joins"), clock.seconds() - HOUR)
    return ready


async def test_the_menu_names_its_keys(running: Study) -> None:
    app = StudyApp(running)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "T")
        for words in ("s switch", "b begin earlier", "e end at", "r resume", "x discard", "1h"):
            assert words in text
        await press(pilot, "left_shift")
        assert app.screen.query(KeyList)
        await press(pilot, "q")
        assert not app.screen.query(KeyList)
        assert app.is_running


async def test_discard(running: Study) -> None:
    app = StudyApp(running)
    async with app.run_test(size=(80, 24)) as pilot:
        timer = running.timer.needed()
        await press(pilot, "T", "x")
        assert running.timer.running() is None
        assert words_said(app) == f"Discarded 1h on {timer.title}. u undo"
        await press(pilot, "u")
        assert running.timer.needed() == timer


async def test_begin_earlier_by_a_length_or_a_time(running: Study, clock: FixedClock) -> None:
    app = StudyApp(running)
    async with app.run_test(size=(80, 24)) as pilot:
        before = running.timer.needed()
        await press(pilot, "T", "b", *"90m")
        assert "began at 11:30 · 1h 30m so far" in screen_text(app)
        await press(pilot, "enter")
        assert running.timer.needed().start == clock.seconds() - 90 * MINUTE
        await press(pilot, "u")
        assert running.timer.needed() == before
        await press(pilot, "T", "b", *"10:00", "enter")
        assert running.timer.needed().start == clock.seconds() - 3 * HOUR
        await press(pilot, "T", "b", *"20")
        assert "20:00 or 20 minutes ago" in screen_text(app)
        await press(pilot, "enter")
        assert isinstance(app.screen, Prompt)
        await press(pilot, "escape")
        assert running.timer.needed().start == clock.seconds() - 3 * HOUR


async def test_begin_earlier_without_a_timer_starts_one(ready: Study, clock: FixedClock) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "T", "b", *"25m", "enter")
        assert ready.timer.needed().start == clock.seconds() - 25 * MINUTE
        await press(pilot, "u")
        assert ready.timer.running() is None


async def test_what_would_count_twice_is_said(running: Study, clock: FixedClock) -> None:
    log = running.log
    log.add(log.understand("10:00-11:00"), running.target("git"))
    app = StudyApp(running)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "T", "b", *"10:30")
        assert "! 30m would count twice: Programming foundations › Git" in screen_text(app)


async def test_end_at_a_time(running: Study) -> None:
    app = StudyApp(running)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "T", "e", *"11:00")
        assert "The timer began at 12:00" in screen_text(app)
        await press(pilot, "ctrl+u", *"12:40")
        assert "= Sat 21 Nov 12:00-12:40 · 40m" in screen_text(app)
        await press(pilot, "enter")
        assert running.timer.running() is None
        assert running.log.named("last").seconds == 40 * MINUTE
        assert words_said(app).startswith("Saved 40m")
        await press(pilot, "u")
        assert running.timer.needed().title.endswith("Joins")


async def test_a_forgotten_timer_is_asked_for(ready: Study, clock: FixedClock) -> None:
    ready.timer.start(ready.target("joins"), clock.seconds() - 30 * HOUR)
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "t")
        assert "When did you stop?" in text
        assert "30h so far" in text
        await press(pilot, *"yesterday", "space", *"9:00", "enter")
        assert ready.log.named("last").seconds == 2 * HOUR


async def test_switch(running: Study) -> None:
    app = StudyApp(running)
    async with app.run_test(size=(80, 24)) as pilot:
        before = running.timer.needed()
        await press(pilot, "T", "s", *"index", "enter")
        timer = running.timer.needed()
        assert timer.item == "topic/indexes"
        assert timer.start == before.start
        await press(pilot, "u")
        assert running.timer.needed() == before


async def test_resume_the_last(ready: Study) -> None:
    ready.log.add(ready.log.understand("20m"), ready.target("git"))
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "T", "r")
        assert ready.timer.needed().item == "topic/git"
        await press(pilot, "p", "T", "r")
        assert not ready.timer.needed().paused
        await press(pilot, "T", "r")
        assert "already" in words_said(app)


@pytest.mark.parametrize("verb", ["timer.switch", "timer.end", "timer.discard"])
async def test_without_a_timer_it_is_said(ready: Study, verb: str) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        app.perform(verb)
        await settle(pilot)
        assert "No timer is running" in words_said(app)


async def test_the_menu_by_arrows_and_mouse(running: Study) -> None:
    app = StudyApp(running)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "T", "down", "enter")
        assert "When did you begin?" in screen_text(app)
        await press(pilot, "escape", "T")
        await pilot.click("#ways", offset=(5, 5))
        await settle(pilot)
        assert running.timer.running() is None
