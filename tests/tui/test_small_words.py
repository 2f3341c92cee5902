"""Words where nothing is yet, and words that can be clicked."""

from __future__ import annotations

from datetime import date

from studytui.tui.app import StudyApp
from studytui.tui.screens.prompt import Prompt
from studytui.tui.views.log import LogView
from studytui.tui.views.review import ReviewView
from tests.tui.screen import press, screen_text, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tests.conftest import OpenStudy


async def test_an_empty_log_and_notes_offer_only_what_works(study: OpenStudy) -> None:
    made = study()
    made.roadmaps.use("backend-developer")
    app = StudyApp(made)
    async with app.run_test(size=(80, 24)) as pilot:
        hints = (await press(pilot, "4")).splitlines()[-1]
        assert "t timer" in hints
        assert "a add hours" in hints or "A add hours" in hints
        assert not any(word in hints for word in ("edit", "split", "delete", "mark"))
        text = await press(pilot, "3")
        assert "delete" not in text.splitlines()[-1]
        assert "n  chooses what to write it on" in text
        item = made.target("git")
        made.notebook.write(made.notebook.key(item), item.title, "branches")
        text = await press(pilot, "f5")
        assert "n  chooses" not in text
        assert "d delete" in text.splitlines()[-1]
        made.log.add(made.log.understand("30m", None), item)
        assert "e edit" in (await press(pilot, "4")).splitlines()[-1]


async def test_hints_follow_the_first_session(study: OpenStudy) -> None:
    made = study()
    made.roadmaps.use("backend-developer")
    app = StudyApp(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "a", *"30m", "ctrl+s")
        assert "e edit" in screen_text(app).splitlines()[-1]
        assert "e edit" not in (await press(pilot, "d")).splitlines()[-1]


async def test_a_click_on_undo_in_a_toast_undoes_and_one_beside_it_does_not(study: OpenStudy) -> None:
    made = study()
    made.roadmaps.use("backend-developer")
    made.log.add(made.log.understand("30m", None), made.target("git"))
    app = StudyApp(made)

    async def click(words: str) -> None:
        lines = screen_text(app).splitlines()[:-1]
        y, at = next((y, line.rindex(words)) for y, line in enumerate(lines) if words in line)
        assert await pilot.click(offset=(at, y))
        await press(pilot)

    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await press(pilot, "4", "d")
        await click("Deleted")
        assert made.store.sessions.count() == 0, "a click on the rest only takes the toast away"
        assert "Deleted" not in screen_text(app)
        await press(pilot, "u", "d")
        await click("u undo")
        assert made.store.sessions.count() == 1
        await click("ctrl+r redo")
        assert made.store.sessions.count() == 0


async def test_ctrl_c_with_nothing_selected_tells_how_to_quit(study: OpenStudy) -> None:
    made = study()
    made.roadmaps.use("backend-developer")
    app = StudyApp(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "ctrl+c")
        assert words_said(app) == "Nothing is selected. q quits; a running timer goes on."
        assert app.is_running


async def test_the_log_goes_to_a_date_and_the_review_to_what_is_due(study: OpenStudy) -> None:
    made = study()
    made.roadmaps.use("backend-developer")
    for day in (date(2026, 11, 10), date(2026, 11, 12)):
        made.log.add(made.log.understand("14:00-15:00", day), made.target("git"))
    app = StudyApp(made)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot)
        app.perform("log.date")
        await press(pilot)
        text = await press(pilot, *"2026-11-11")
        assert isinstance(app.screen, Prompt)
        assert "nothing was logged; before it, Tue 10 Nov" in " ".join(text.split())
        await press(pilot, "enter")
        chosen = app.query_one(LogView).chosen()
        assert chosen is not None
        assert made.log.day_of(chosen) == date(2026, 11, 10)
        app.perform("review.due")
        await press(pilot)
        assert app.query_one(ReviewView).step == 2
