"""The weekly review of the made-up year, from Monday to the end, by keyboard alone and screen by screen."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from studytui.domain.status import Status
from studytui.domain.weekly import week_note
from studytui.services.clock import FixedClock
from studytui.services.demo import fill
from studytui.services.study import Study
from studytui.tui.app import StudyApp
from studytui.tui.look import ASCII
from studytui.tui.views.review import ReviewView
from tests.tui.screen import press, screen_text, settle, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from studytui.store.home import Home

MONDAY = int(datetime(2026, 11, 23, 8, tzinfo=UTC).timestamp())
"""23 November 2026, 09:00 in Berlin."""
WEEK = date(2026, 11, 16)
SCREENS = Path(__file__).parent / "screens"


@pytest.fixture
def demo(home: Home) -> Iterator[Study]:
    """The made-up year, on a Monday morning."""
    study = Study(home, FixedClock(MONDAY, "Europe/Berlin"))
    fill(study)
    yield study
    study.close()


def _typed(words: str) -> list[str]:
    return ["space" if letter == " " else letter for letter in words]


async def same(pilot: Pilot[int], name: str) -> None:
    """Compare the view with the screen that is kept; STUDYTUI_SCREENS=write keeps it anew."""
    pilot.app.clear_notifications()
    await settle(pilot)
    lines = screen_text(pilot.app).splitlines()[1:-1]
    shown = "\n".join(line.rstrip() for line in lines) + "\n"
    kept = SCREENS / f"{name}.txt"
    if os.environ.get("STUDYTUI_SCREENS") == "write":
        kept.write_text(shown, encoding="utf-8")
    assert shown == kept.read_text(encoding="utf-8"), f"{name} looks different:\n{shown}"


async def test_from_monday_to_the_end_by_keyboard_alone(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "r")
        await same(pilot, "review-1-look-back")
        await press(pilot, "end", "enter", *_typed("Less is more"), "enter")
        assert demo.weekly.review().reflection == "Less is more"
        await press(pilot, "enter")
        await same(pilot, "review-2-due-topic")
        await press(pilot, "space")
        await same(pilot, "review-2-grades")
        due = len(demo.reviewing.queue().topics)
        for _ in range(due):
            text = screen_text(app)
            assert "again in" in text
            await press(pilot, "3", "space")
        assert demo.reviewing.queue().graded == due
        await press(pilot, "enter")
        await same(pilot, "review-3-stages")
        await press(pilot, "down", "enter", "down", "enter")
        assert demo.planning.this_week() is not None
        assert "an aim of the week" in words_said(app)
        await press(pilot, "down", "enter", *"Joins", "enter")
        assert demo.weekly.review().loose == ()
        assert "Databases and SQL › Joins" in words_said(app)
        await press(pilot, "end", "enter", "enter")
        assert demo.weekly.review().ticks == ()
        await press(pilot, "home", "enter")
        await press(pilot, "down", "enter", *["backspace"] * 4, *"4h", "enter")
        await press(pilot, "end", "enter", *"Tea", "enter")
        await same(pilot, "review-4-plan")
        plan = demo.weekly.review().plan
        assert (plan.seconds, plan.aims[-1]) == (4 * 3600, "Tea")
        await press(pilot, "enter")
        await same(pilot, "review-5-finish")
        await press(pilot, "enter")
        review = demo.weekly.review()
        assert review.finished_at == MONDAY
        note = demo.notebook.of(week_note(WEEK))
        assert note is not None
        assert "> Less is more" in note.body
        assert demo.weekly.past()[0].summary == note.body
        await press(pilot, "y")
        assert "Copied" in words_said(app)
        await press(pilot, "u")
        assert demo.weekly.review().finished_at is None
        assert demo.notebook.of(week_note(WEEK)) is None
        await press(pilot, "escape")
        assert app.view == "dashboard"


async def test_digits_lead_to_every_step_and_b_back(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        for step in (4, 5, 3, 1, 2):
            assert f"{step} · " in await press(pilot, str(step))
            assert app.query_one(ReviewView).step == step
        assert "1 · Look back" in await press(pilot, "b")
        await press(pilot, "b")
        assert app.query_one(ReviewView).step == 1
        await press(pilot, "shift+tab", "6")
        assert app.view == "stats", "beside the step, digits lead to the views"


async def test_the_hints_are_those_of_the_step(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(120, 40)) as pilot:

        def hints(text: str) -> str:
            return text.splitlines()[-1]

        text = hints(await press(pilot, "5"))
        assert "enter go on" in text
        assert "grade" not in text
        text = hints(await press(pilot, "2"))
        assert "space show" in text
        assert "grade" not in text
        assert "1-4 grade" in hints(await press(pilot, "space"))
        text = hints(await press(pilot, "b", "3"))
        assert "w plan anew" in text
        assert "x drop" in text


async def test_what_stands_still_goes_on_is_planned_anew_or_dropped(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "3", "down")
        assert demo.weekly.review().stalled[0].title == "Security audit"
        await press(pilot, "enter", "enter")
        running = demo.timer.running()
        assert running is not None
        assert running.item == "project/security-audit"
        await press(pilot, "u", "home", "down", "w")
        assert "Security audit" in demo.weekly.review().plan.aims
        await press(pilot, "u")
        assert "Security audit" not in demo.weekly.review().plan.aims
        await press(pilot, "x")
        assert "6 skipped" in words_said(app)
        assert demo.weekly.review().stalled == ()
        await press(pilot, "u")
        assert len(demo.weekly.review().stalled) == 1


async def test_a_stage_that_stands_still_gets_another_target_date(demo: Study) -> None:
    target = demo.target("7")
    demo.items.set_status([demo.target("docker")], Status.DOING)
    demo.clock.advance(-20 * 86400)  # type: ignore[attr-defined]  # the clock of these tests is put
    demo.log.add(demo.log.understand("30m", None), target)
    demo.clock.advance(20 * 86400)  # type: ignore[attr-defined]
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5", "3", "down")
        at = [one.title for one in demo.weekly.review().stalled].index(target.title)
        await press(pilot, *["down"] * at, "w", "end", "enter")
        await press(pilot, *_typed("6 weeks"), "enter")
        assert demo.planning.deadline(target) == demo.today() + timedelta(weeks=6)
        assert "target date" in words_said(app)


async def test_past_reviews_are_browsed(demo: Study) -> None:
    demo.weekly.reflect(WEEK - timedelta(weeks=1), "Slow and steady")
    demo.weekly.finish(WEEK - timedelta(weeks=1))
    demo.weekly.finish(WEEK - timedelta(weeks=3))
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        text = await press(pilot, "left_square_bracket")
        assert "# Week of Mon 9 Nov 2026" in text
        assert "> Slow and steady" in text
        assert "Keep it anew" in text
        text = await press(pilot, "left_square_bracket")
        assert "from Mon 2 Nov" in text
        assert "1 · Look back" in text, "a week without a review can still be reviewed"
        text = await press(pilot, "right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert "from Mon 16 Nov" in text
        app.perform("review.past")
        text = await press(pilot)
        assert "Slow and steady" in text
        assert "# Week of Mon 26 Oct 2026" in await press(pilot, "down", "enter")
        text = await press(pilot, "3", "3")
        assert "Week of Mon 26 Oct 2026" not in text


async def test_the_week_is_planned_from_the_commands(demo: Study) -> None:
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        app.perform("review.plan")
        assert "UP TO THREE AIMS" in await press(pilot)
        app.perform("review.past")
        await press(pilot)
        assert "No weekly review was finished" in words_said(app)


async def test_in_ascii_every_step_says_the_same(demo: Study) -> None:
    app = StudyApp(demo, glyphs=ASCII)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "5")
        for step in "12345":
            text = await press(pilot, step)
            assert text.isascii(), sorted({sign for sign in text if not sign.isascii()})


async def test_reviews_that_are_switched_off_say_so(demo: Study) -> None:
    demo.history.set_setting("reviews", value=False)
    app = StudyApp(demo)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "5", "2")
        assert "switched off in the settings" in text
        assert "Review·" not in text
