"""The form of a session, and the one-line questions: read while they are typed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from studytui.tui.app import StudyApp
from studytui.tui.screens.session_form import SessionForm, typed_times
from studytui.tui.views.log import LogView
from tests.tui.screen import press, row_with, screen_text, settle, words_said

TYPE_CHECKING = False
if TYPE_CHECKING:
    from studytui.domain.session import Session
    from studytui.services.clock import FixedClock
    from studytui.services.study import Study
    from tests.conftest import OpenStudy


@pytest.fixture
def ready(study: OpenStudy, clock: FixedClock) -> Study:
    """A roadmap in use, and an hour of yesterday; a second later, so that ids tell the order."""
    opened = study()
    opened.roadmaps.use("backend-developer")
    opened.log.add(opened.log.understand("2026-11-20 14:00-15:00"), opened.target("joins"), "left\nright")
    clock.advance(1)
    return opened


def newest(study: Study) -> Session:
    """The session that was written last."""
    return max(study.log.sessions()[0], key=lambda session: session.id)


async def test_what_is_typed_is_understood_at_once(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "A")
        assert "Add session" in text
        assert "90m" in text
        await press(pilot, *"90m")
        assert "= Sat 21 Nov 11:30-13:00 · 1h 30m" in screen_text(app)
        await press(pilot, "ctrl+u", *"9:00-now")
        assert "= Sat 21 Nov 09:00-13:00 · 4h" in screen_text(app)
        await press(pilot, "ctrl+u", *"12:00-14:00")
        assert "in the future" in screen_text(app)


async def test_enter_goes_through_the_fields_and_saves(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "A", *"90m", "enter", "enter", "ctrl+u", *"indexes")
        assert "= Databases and SQL › Indexes" in screen_text(app)
        await press(pilot, "enter", *"b-tree", "enter")
        session = newest(ready)
        assert (session.seconds, session.item, session.note) == (5400, "topic/indexes", "b-tree")
        assert words_said(app) == (
            "Logged 1h 30m on Databases and SQL › Indexes, Sat 21 Nov 11:30-13:00. u undo"
        )
        await press(pilot, "u")
        assert newest(ready).note != "b-tree"


async def test_the_selection_is_the_target(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "4", "a", *"20m", "ctrl+s")
        assert newest(ready).item == "topic/joins"
        assert app.query_one("#log", LogView).chosen() == newest(ready)


async def test_a_day_of_its_own(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "A", *"90m", "enter", *"thursday")
        text = screen_text(app)
        assert "Thu 19 Nov 12:00-13:30" in text
        assert "approximate" in text
        await press(pilot, "ctrl+s")
        assert newest(ready).approximate
        await press(pilot, "A", *"yesterday", "space", *"9:00-9:30", "enter", *"monday")
        assert "The day is named twice" in screen_text(app)
        before = newest(ready)
        await press(pilot, "ctrl+s")
        assert newest(ready) == before
        assert isinstance(app.screen, SessionForm)


async def test_overlaps_warn(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "A", *"yesterday", "space", *"14:30-15:30")
        assert "! 30m would count twice: Databases and SQL › Joins" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert "30m now count twice" in words_said(app)


async def test_what_is_not_one_thing_is_picked_from_the_list(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "A", *"20m", "enter", "enter", "ctrl+u", *"jo")
        assert "lines fit" in screen_text(app)
        await press(pilot, "down", "enter")
        value = app.screen.query_one("#what").value  # type: ignore[attr-defined]  # an Input
        assert value.endswith("Background jobs (Celery, workers)")
        await press(pilot, "ctrl+s")
        assert newest(ready).title == value


async def test_what_is_called_nothing_is_refused(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "A", *"20m", "enter", "enter", "ctrl+u", *"qqqq")
        assert "Nothing in this roadmap is called" in screen_text(app)
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, SessionForm)
        assert app.focused is not None
        assert app.focused.id == "what"


async def test_no_target_is_the_roadmap_alone(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "A", *"20m", "enter", "enter", "ctrl+u", "ctrl+s")
        session = newest(ready)
        assert (session.roadmap, session.stage, session.item) == ("backend-developer", None, None)


async def test_escape_asks_only_when_something_was_typed(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "A", "escape")
        assert not isinstance(app.screen, SessionForm)
        await press(pilot, "A", "2", "escape")
        assert "esc again discards" in row_with(app, "esc again")
        await press(pilot, "0")
        assert "esc again" not in screen_text(app)
        await press(pilot, "escape", "escape")
        assert not isinstance(app.screen, SessionForm)
        assert len(ready.log.sessions()[0]) == 1


async def test_editing_begins_with_what_is_there(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        before = newest(ready)
        text = await press(pilot, "4", "e")
        assert "14:00-15:00" in text
        assert "2026-11-20" in text
        await press(pilot, "ctrl+s")
        assert newest(ready) == before
        await press(pilot, "e", "ctrl+u", *"14:10-15:30", "ctrl+s")
        after = newest(ready)
        assert (after.start, after.end) == (before.start + 600, (before.end or 0) + 1800)
        assert after.note == "left\nright"
        await press(pilot, "e", "ctrl+u", *"45m", "ctrl+s")
        assert (newest(ready).start, newest(ready).seconds) == (after.start, 2700)
        await press(pilot, "u", "u")
        assert newest(ready) == before


async def test_typed_times_mean_the_same_again(ready: Study) -> None:
    log = ready.log
    for words in ("2026-11-18 23:30-00:40", "2026-11-18 07:00:10-07:30:05", "2026-10-25 01:30-04:00"):
        session = log.add(log.understand(words), ready.target("git")).session
        when, day = typed_times(session)
        assert day
        stretch = log.reread(session, when, date.fromisoformat(day))
        assert (stretch.start, stretch.end) == (session.start, session.end)


async def test_a_session_of_a_whole_day(ready: Study) -> None:
    log = ready.log
    stretch = log.understand("2026-11-17 10:00 to 2026-11-19 11:00", any_length=True)
    session = log.add(stretch, ready.target("git")).session
    when, day = typed_times(session)
    assert (when, day) == ("2026-11-17 10:00 to 2026-11-19 11:00", "")
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        text = await press(pilot, "4", "down", "e")
        assert "Tue 17 Nov 10:00 to Thu 19 Nov 11:00" in text
        await press(pilot, "escape")


async def test_estimate(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "tab", "w", *"1:30")
        assert "= 1h 30m in all" in screen_text(app)
        await press(pilot, "enter")
        target = app.selection()
        assert target is not None
        assert ready.items.estimate(target) == 5400
        assert "estimated at 1h 30m" in words_said(app)
        await press(pilot, "w", "ctrl+u", "enter")
        assert ready.items.estimate(target) is None
        await press(pilot, "u")
        assert ready.items.estimate(target) == 5400
        await press(pilot, "u")
        assert ready.items.estimate(target) is None


async def test_an_estimate_needs_an_item(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        app.perform("item.estimate")
        await settle(pilot)
        assert "selected" in words_said(app)


async def test_hostile_words_in_every_field(ready: Study) -> None:
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "A")
        for name in ("when", "day", "what", "note"):
            app.screen.query_one(f"#{name}").value = "[/x][red]\x1b[31m" + "ü" * 300  # type: ignore[attr-defined]
            await settle(pilot)
        await press(pilot, "ctrl+s", "escape", "escape")
        assert len(ready.log.sessions()[0]) == 1


async def test_the_mouse_picks_a_line(ready: Study) -> None:
    log = ready.log
    log.add(log.understand("20m", ready.today() - timedelta(days=2)), ready.target("git"))
    app = StudyApp(ready)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "A")
        await pilot.click("#matches", offset=(3, 1))
        await settle(pilot)
        value = app.screen.query_one("#what").value  # type: ignore[attr-defined]  # an Input
        assert value == "Programming foundations › Git, version control"
