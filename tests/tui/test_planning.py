"""Target dates, goals of stages, pauses, what if and exports: by keys and from the commands."""

from __future__ import annotations

from datetime import date

import pytest

from studytui.domain.goals import Rest
from studytui.services.clock import FixedClock
from studytui.services.demo import fill
from studytui.services.study import Study
from studytui.tui.app import StudyApp
from tests.tui.screen import press, screen_text, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from studytui.store.home import Home

EVENING = 1795283400


@pytest.fixture
def demo(home: Home) -> Iterator[Study]:
    """The made-up year, on its evening."""
    study = Study(home, FixedClock(EVENING, "Europe/Berlin"))
    fill(study)
    yield study
    study.close()


def typed(words: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in words]


async def test_a_target_date_by_one_key(demo: Study) -> None:
    app = StudyApp(demo)
    target = demo.target("5")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        text = await press(pilot, "W")
        assert "By the weeks so far: 50 %:" in text.replace("\n", " ")
        await press(pilot, *["backspace"] * 10, *typed("yesterday"))
        assert "has gone by" in screen_text(app)
        await press(pilot, *["backspace"] * 9, *typed("4 weeks"))
        assert "in 4 weeks" in screen_text(app)
        assert "a week for this stage" in screen_text(app)
        text = await press(pilot, "enter")
        assert demo.planning.deadline(target) == date(2026, 12, 19)
        assert "by Sat 19 Dec" in text
        await press(pilot, "u", "W", *["backspace"] * 10, "enter")
        assert demo.planning.deadline(target) is None


async def test_a_stages_goal_shows_what_is_done_of_it(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        app.perform("stage.goal")
        text = await press(pilot, *"4h", "enter")
        held = demo.goals.of_stages()
        assert [(goal.title, goal.goal_seconds) for goal in held] == [("Auth and security", 4 * 3600)]
        assert "of 4h this week" in text
        assert "of 4h this week" in await press(pilot, "6", "tab", "tab", "z")


async def test_pauses_are_planned_and_taken_away(demo: Study) -> None:
    app = StudyApp(demo)
    before = demo.planning.rests()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        app.perform("goal.pause")
        await press(pilot, *typed("2026-12-24 to 2027-01-03"))
        assert "11 days" in screen_text(app)
        await press(pilot, "enter")
        assert demo.planning.rests()[-1] == Rest(date(2026, 12, 24), date(2027, 1, 3))
        app.perform("goal.pause.end")
        await press(pilot)
        await press(pilot, "enter")
        assert demo.planning.rests() == before
        await press(pilot, "u", "u")
        assert demo.planning.rests() == before


async def test_what_if_reads_hours_and_days(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "6", "w", "8")
        assert "At 8h a week: done by" in screen_text(app)
        await press(pilot, "backspace", *"2027-06-30")
        assert "Done by Wed 30 Jun 2027 with" in " ".join(screen_text(app).split())
        await press(pilot, *["backspace"] * 10, *"200")
        assert "168 hours" in screen_text(app)
        await press(pilot, *["backspace"] * 3, *"soon")
        assert "was not understood" in screen_text(app)
        await press(pilot, "escape")
        assert app.view == "stats"


async def test_without_a_selection_the_stage_is_asked_for(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "6")
        text = await press(pilot, "W")
        assert "Which stage?" in text
        await press(pilot, "down", "enter", *typed("6 weeks"), "enter")
        assert demo.planning.deadline(demo.target("2")) == date(2027, 1, 2)


async def test_picture_and_record_are_written_where_one_says(demo: Study, tmp_path: Path) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot)
        for verb, name, begins in (("stats.heatmap", "a.svg", "<svg"), ("stats.record", "b.md", "# Backend")):
            app.perform(verb)
            await press(pilot)
            line = app.screen.query_one("#line")
            line.value = str(tmp_path / name)  # type: ignore[attr-defined]  # it is an Input
            await press(pilot, "enter")
            assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
            assert "Written" in words_said(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_next_up_says_why(demo: Study, size: tuple[int, int]) -> None:
    if size[0] < 100:
        demo.timer.stop()
    app = StudyApp(demo)
    async with app.run_test(size=size) as pilot:
        text = await press(pilot)
        assert "an aim of this week" in text
        assert ("the timer runs on it" in text) == (size[0] > 100)


async def test_a_weeks_summary_is_a_weekly_review_among_the_notes(demo: Study) -> None:
    demo.weekly.finish()
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:
        text = await press(pilot, "3")
        assert "Weekly reviews" in text
        assert "weekly review" in text
        assert "o longer in a roadmap" not in text
