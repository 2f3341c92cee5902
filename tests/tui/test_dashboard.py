"""The Dashboard by keys and by mouse: what is done is in the store, and on the screen."""

from __future__ import annotations

import pytest

from studytui.domain.ids import ItemId
from studytui.domain.status import Status
from studytui.services.demo import fill
from studytui.tui.app import StudyApp
from studytui.tui.look import ASCII
from studytui.tui.views.dashboard import Checklist, StageList
from studytui.tui.widgets.bars import HintBar, TopBar
from tests.tui.screen import choose_roadmap, press, row_with, screen_text, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy

SIZES = [(80, 24), (120, 40), (200, 50)]


@pytest.fixture
def demo(study: OpenStudy) -> Study:
    """A study with the made-up year."""
    made = study()
    fill(made)
    return made


def status(study: Study, item: str) -> Status:
    """The stored status of an item."""
    mark = study.store.marks.of(ItemId(item))
    return Status.TODO if mark is None else mark.status


async def test_first_run_asks_for_a_roadmap_and_hours(study: OpenStudy) -> None:
    made = study()
    app = StudyApp(made)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot)
        assert "Choose a roadmap" in text
        assert "Backend Developer" in text
        text = await press(pilot, "down", "down", "enter")
        assert "How many hours a week" in text
        text = await press(pilot, "down", "enter")
        assert "Three keys are enough" in text
    assert made.active_id() == "career-roadmap"
    goal = made.goals.standing()
    assert goal is not None
    assert goal.seconds == 10 * 3600


async def test_first_run_can_be_left(study: OpenStudy) -> None:
    made = study()
    app = StudyApp(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        text = await press(pilot, "escape")
        assert "1 Programming foun" in text
    assert not made.chosen()
    assert made.history.listed() == ()


async def test_timer_tick_note_and_undo_by_keys(study: OpenStudy, clock: FixedClock) -> None:
    made = study()
    app = StudyApp(made)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        await choose_roadmap(pilot)
        await press(pilot, "t")
        assert "Timer started on Programming foundations" in words_said(app)
        clock.advance(290)
        app.tick()
        text = await press(pilot, "p")
        assert "paused" in text
        clock.advance(290)
        await press(pilot, "p", "t")
        assert words_said(app) == "Saved 4m on Programming foundations. u undo"
        await press(pilot, "tab", "space")
        assert status(made, "topic/python") is Status.DONE
        assert "✓ Python" in screen_text(app)
        await press(pilot, "space")
        assert status(made, "topic/python") is Status.TODO
        await press(pilot, "x")
        assert "skipped" in row_with(app, "– Python")
        await press(pilot, "i")
        assert "known" in row_with(app, "✓ Python")
        await press(pilot, "n", *"Hi", "escape")
        note = made.notebook.of(made.notebook.key(made.target("python")))
        assert note is not None
        assert note.body.strip() == "Hi"
        labels = [group.label for group in made.history.listed()]
        for label in labels:
            await press(pilot, "u")
            assert label in words_said(app)
        await press(pilot, "u")
        assert "Nothing to undo" in words_said(app)
        assert not made.store.sessions.any()
        for label in reversed(labels):
            await press(pilot, "ctrl+r")
            assert label in words_said(app)


async def test_a_project_opens_to_its_steps(study: OpenStudy) -> None:
    made = study()
    app = StudyApp(made)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        await choose_roadmap(pilot)
        text = await press(pilot, "tab", "G")
        assert "Write a linked list" not in text
        text = await press(pilot, "enter")
        assert "Write a linked list" in text
        await press(pilot, "down", "space")
        assert status(made, "step/algorithms-by-hand/list") is Status.DONE
        assert "1/6" in row_with(app, "Classic algorithms by hand")
        text = await press(pilot, "h")
        assert "Write a linked list" not in text
        await press(pilot, "space")
        assert "5 steps done" in words_said(app)
        assert "6/6" in row_with(app, "Classic algorithms by hand")
        await press(pilot, "space")
        assert "6 steps open again" in words_said(app)


async def test_everything_by_mouse(study: OpenStudy) -> None:
    made = study()
    app = StudyApp(made)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        await choose_roadmap(pilot)
        await pilot.click(StageList, offset=(6, 3))
        await press(pilot)
        assert "3 A first API" in screen_text(app).splitlines()[1]
        await pilot.click(Checklist, offset=(6, 3))
        await press(pilot)
        hints = app.query_one(HintBar)
        start, _, verb = next(span for span in hints._spans if span[2] == "item.done")
        await pilot.click(HintBar, offset=(start, 0))
        await press(pilot)
        assert verb == "item.done"
        assert len(made.store.marks.all()) == 1
        tabs = app.query_one(TopBar)
        start, _, _ = next(span for span in tabs._spans if span[2] == "go.stage")
        await pilot.click(TopBar, offset=(start + 1, 0))
        await press(pilot)
        assert app.view == "stage"


async def test_another_program_is_seen(study: OpenStudy) -> None:
    made, other = study(), study()
    app = StudyApp(made)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        await choose_roadmap(pilot)
        other.items.set_status([other.target("python")], Status.DONE)
        app.poll()
        assert "✓ Python" in await press(pilot)


@pytest.mark.parametrize("size", [*SIZES, (60, 18), (40, 12), (20, 5)])
async def test_every_size_shows_something_and_cuts_no_border(demo: Study, size: tuple[int, int]) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=size) as pilot:
        for key in ("1", "2"):
            text = await press(pilot, key)
            lines = text.splitlines()
            assert len(lines) == size[1]
            assert "studytui" in lines[0]
            if size[0] >= 60:
                assert "5 Auth and security" in text
                assert "00:25" in text


@pytest.mark.parametrize("size", SIZES)
async def test_ascii_says_the_same_in_ascii(demo: Study, size: tuple[int, int]) -> None:
    app = StudyApp(demo, glyphs=ASCII)
    async with app.run_test(size=size) as pilot:
        for key in ("1", "2"):
            text = await press(pilot, key)
            assert text.isascii(), sorted({sign for sign in text if not sign.isascii()})
            assert "x 1 Programm" in text or size[0] < 112


async def test_escape_goes_back_and_never_quits(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "2", "tab", *["escape"] * 10)
        assert app.is_running
        assert app.view == "dashboard"


async def test_zoom_gives_the_pane_the_view(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        text = await press(pilot, "tab", "z")
        assert "Today" not in text
        assert "Password hashing" in text
        assert "studytui" in text
        text = await press(pilot, "z")
        assert "Today" in text
