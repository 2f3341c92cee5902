"""The Stats and Review views by keys, on the made-up year and on nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from studytui.services.clock import FixedClock
from studytui.services.demo import fill
from studytui.services.study import Study
from studytui.tui.app import StudyApp
from studytui.tui.look import ASCII
from studytui.tui.views.stats import DayWalk
from tests.services.samples import MAIN, write_roadmap
from tests.tui.screen import choose_roadmap, press, screen_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.store.home import Home
    from tests.conftest import OpenStudy

EVENING = 1795283400
SIZES = [(80, 24), (120, 40), (200, 50)]


@pytest.fixture
def demo(home: Home) -> Study:
    """The made-up year, on its evening."""
    study = Study(home, FixedClock(EVENING, "Europe/Berlin"))
    fill(study)
    return study


@pytest.mark.parametrize("size", SIZES)
async def test_stats_shows_where_it_went_and_where_it_leads(demo: Study, size: tuple[int, int]) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=size) as pilot:
        text = await press(pilot, "6")
        for words in ("Burn-up · by 12 weeks of ", "finish ~", "By stage", "Rhythm", "Auth", "today"):
            assert words in text, words
    demo.close()


async def test_the_year_is_walked_and_opened_in_the_log(demo: Study) -> None:
    app = StudyApp(demo)
    today = demo.today()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "6", "left", "up")
        walk = app.query_one(DayWalk)
        assert walk.day == today - timedelta(days=8)
        assert "Fri 13 Nov 2026" in screen_text(app)
        await press(pilot, "right", "right", "right")
        assert walk.day == today
        while not demo.store.sessions.count(walk.day, walk.day):
            await press(pilot, "up")
        await press(pilot, "enter")
        assert app.view == "log"
    demo.close()


async def test_range_and_scale_change(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        assert "range: year" in await press(pilot, "6")
        assert "range: two years" in await press(pilot, "left_square_bracket")
        assert "range: quarter" in await press(pilot, "right_square_bracket", "right_square_bracket")
        before = app.query_one(DayWalk).scale
        await press(pilot, "plus")
        assert app.query_one(DayWalk).scale == before + 1
    demo.close()


@pytest.mark.parametrize("key", ["5", "6"])
async def test_with_nothing_logged_each_view_says_so(study: OpenStudy, key: str) -> None:
    app = StudyApp(study())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        await choose_roadmap(pilot)
        text = await press(pilot, key)
        assert "0m" in text or "appears here" in text or "shows here" in text


async def test_a_review_left_is_taken_up_where_it_was(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "enter")
    again = StudyApp(demo)
    async with again.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "5")
        assert "2 · Due topics" in text
        text = await press(pilot, "b")
        assert "1 · Look back" in text
    demo.close()


async def test_ascii_says_the_same(demo: Study) -> None:
    app = StudyApp(demo, glyphs=ASCII)
    async with app.run_test(size=(120, 40)) as pilot:
        for key in ("6", "5"):
            text = await press(pilot, key)
            assert text.isascii(), sorted({sign for sign in text if not sign.isascii()})
        assert "1 Look back" in text
    demo.close()


async def test_forecasts_rows_of_weeks_and_reviews_can_each_be_switched_off(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        everything = "".join([await press(pilot, key) for key in ("1", "6", "5")])
        assert "finish ~" in everything
        assert "85 %" in await press(pilot, "shift+tab", "6", "tab", "tab", "z")
        await press(pilot, "z")
        assert "week on goal" in everything or "weeks on goal" in everything
        assert "Review·" in everything
        for name in ("forecast", "streaks", "reviews"):
            demo.history.set_setting(name, value=False)
        await press(pilot, "f5")
        for key in ("1", "6", "5", "4", "5"):
            text = await press(pilot, key)
            for words in ("finish ~", "85 %", "on goal", "On goal", "Review·", "no goal"):
                assert words not in text, (key, words)
        assert "Rate limiting" not in await press(pilot, "2")
        assert "due for review" not in await press(pilot, "escape")
        assert [one for one in demo.figures.next() if one.why == "due for review"] == []
    demo.close()


@pytest.mark.parametrize("size", SIZES)
async def test_every_pane_of_stats_enlarges_and_says_its_figures(demo: Study, size: tuple[int, int]) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "6")
        said = []
        for _ in range(4):
            said.append(await press(pilot, "z"))
            await press(pilot, "z", "tab")
        year, plot, stages, rhythm = said
        assert "arrows pick a day" in year
        assert "finish ~" in plot
        for number in range(1, 10):
            assert demo.target(str(number)).title[:20] in stages
        assert "50 %:" in stages
        for words in ("WEEKDAY", "HOUR", "PACE", "BEST DAY", "MIDDLE", "MEAN"):
            assert words in rhythm, words
    demo.close()


async def test_without_estimates_the_burn_up_counts_items(study: OpenStudy, home: Home) -> None:
    text = MAIN.replace("hours = 20\n", "").replace(", hours = 2", "").replace(", hours = 6", "")
    write_roadmap(home, "backend-developer", text)
    opened = study()
    opened.goals.set(3600)
    app = StudyApp(opened)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        shown = await press(pilot, "6")
        assert "0 of 10 items" in shown
        assert "a forecast comes after four weeks" in shown
