"""The Roadmaps view: what is offered, what is told of it, and putting one in use."""

from __future__ import annotations

from pathlib import Path

import pytest

from studytui.domain.ids import ItemId
from studytui.domain.status import Status
from studytui.tui.app import StudyApp
from studytui.tui.look import ASCII
from studytui.tui.views.roadmaps import RoadmapList, RoadmapsView
from studytui.tui.widgets.description import Description
from tests.tui.screen import press, row_with, screen_text, settle, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.services.study import Study
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

SIZES = [(40, 12), (80, 24), (120, 40), (200, 50)]


@pytest.fixture
def used(study: OpenStudy) -> Study:
    """A study in which the default roadmap is in use."""
    made = study()
    made.roadmaps.use("backend-developer")
    return made


def write(path: str, text: str) -> None:
    """Write a file of the data folder, which need not be there yet."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def read(path: str) -> str:
    """A file as text."""
    return Path(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_every_roadmap_is_listed_and_the_one_in_use_is_marked(
    used: Study, size: tuple[int, int]
) -> None:
    app = StudyApp(used)
    async with app.run_test(size=size) as pilot:
        text = await press(pilot, "7")
        assert "● Backend Developer" in row_with(app, "in use")
        rows = app.query_one(RoadmapList).rows
        assert [row.key for row in rows if row.key] == list(used.library.ids())
        assert "9 stages" in text


async def test_what_is_told_of_a_roadmap(used: Study) -> None:
    used.goals.set(7 * 3600)
    app = StudyApp(used)
    async with app.run_test(size=(120, 60)) as pilot:
        text = await press(pilot, "m")
        assert "70 topics" in text
        assert "At  7h a week: 48 weeks" in text
        assert "your goal" in row_with(app, "At  7h a week")
        assert "At 10h a week: 34 weeks" in text
        assert "SOURCE" in text
        assert "1 Programming foundations" in text
        assert "Switching keeps the progress" in text
        text = await press(pilot, "end")
        assert "12 stages" in text


async def test_enter_puts_a_roadmap_in_use_and_u_brings_the_old_one_back(used: Study) -> None:
    used.items.toggle_done(used.target("sql"))
    app = StudyApp(used)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "7", "down", "down", "enter")
        assert used.active_id() == "career-roadmap"
        assert words_said(app) == "Career roadmap: backend developer is in use. u undo"
        assert "● Career roadmap" in row_with(app, "in use")
        assert used.statuses()[ItemId("topic/sql")] is Status.DONE
        await press(pilot, "u")
        assert used.active_id() == "backend-developer"
        assert "● Backend Developer" in row_with(app, "in use")


async def test_the_one_in_use_is_not_used_again(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "7", "enter")
        assert words_said(app) == "Backend Developer is in use already."


async def test_a_broken_file_is_listed_with_its_sentence(used: Study, home: Home) -> None:
    write(f"{home.roadmaps}/mine.toml", 'title = "Mine\n')
    app = StudyApp(used)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        text = await press(pilot, "7")
        assert "CANNOT BE OPENED" in text
        await press(pilot, "end")
        assert "not valid TOML" in screen_text(app)
        assert isinstance(app.current_view, RoadmapsView)
        assert app.query_one(Description).rows
        await press(pilot, "enter")
        assert any("cannot be opened" in message for message in app.messages)
        assert used.active_id() == "backend-developer"


async def test_an_own_roadmap_appears_after_f5_and_is_marked(used: Study, home: Home) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await press(pilot, "7")
        assert "0 yours" in text
        ten = read(used.library.listing()[-2].path)
        mine = ten.replace('id = "ten-topics"', 'id = "mine"').replace('"Ten topics"', '"My [b]own[/x] way"')
        write(f"{home.roadmaps}/mine.toml", mine)
        text = await press(pilot, "f5")
        assert "1 yours" in text
        assert "My [b]own[/x] way" in text


async def test_the_description_scrolls_by_keys_and_left_leads_back(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "7", "tab")
        text = app.query_one(Description)
        assert text.has_focus
        await press(pilot, "j", "j")
        assert text.scroll_offset.y == 2
        await press(pilot, "G")
        assert text.scroll_offset.y == text.max_scroll_y
        await press(pilot, "home", "h")
        assert text.scroll_offset.y == 0
        assert app.query_one(RoadmapList).has_focus


async def test_a_double_click_puts_in_use(used: Study) -> None:
    app = StudyApp(used)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "7")
        await pilot.click(RoadmapList, offset=(5, 4), times=2)
        await settle(pilot)
        assert used.active_id() == "apis-databases-beyond"


async def test_ascii_stays_ascii(used: Study) -> None:
    app = StudyApp(used, glyphs=ASCII)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await press(pilot, "7")
        assert text.isascii(), {sign for sign in text if not sign.isascii()}


async def test_the_first_run_shows_the_same_description(study: OpenStudy) -> None:
    app = StudyApp(study())
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot)
        assert "At 10h a week: 34 weeks" in text
        assert "STAGES" in text
        await press(pilot, "tab", "down", "h", "down", "enter")
        assert "How many hours a week" in screen_text(app)
